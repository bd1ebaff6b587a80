/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of `.git/config` → the handful of settings that decide whether and how a repository can
 * be read. Sections, keys, quotes, comments and continued lines are those of git-config(1),
 * "CONFIGURATION FILE".
 *
 * The one thing to know: includes are noticed and never followed, so a hostile path (a FIFO, a
 * loop) has nobody to wait for it. User and system configuration are not read at all.
 */
#include "source/settings.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

enum {
	SETTINGS_BYTES = 4 * 1024 * 1024, /* thousands of remotes and branches */
};

/* A section's "name.sub" or name, folded; the subsection of no section matters here but whether
 * there is one. Moves `rest` behind the ']'. */
static bool
take_section(struct str *rest, struct str *name)
{
	size_t end = 0;
	bool quoted = false;

	while (end < rest->size && (quoted || rest->data[end] != ']')) {
		if (rest->data[end] == '\n')
			return false;
		if (rest->data[end] == '"')
			quoted = !quoted;
		else if (rest->data[end] == '\\' && end + 1 < rest->size)
			end++;
		end++;
	}
	if (end >= rest->size)
		return false;
	*name = str_cut(*rest, 1, end);
	*rest = str_cut(*rest, end + 1, rest->size);
	return true;
}

/* The value up to the end of its line; moves `rest` behind it. */
static struct str
take_value(struct arena *run, struct str *rest)
{
	struct buf value;
	bool quoted = false;
	size_t i = 0;

	buf_init(&value, run, SETTINGS_BYTES);
	for (; i < rest->size && rest->data[i] != '\n'; i++) {
		char byte = rest->data[i];

		if (byte == '"') {
			quoted = !quoted;
		} else if (byte == '\\' && i + 1 < rest->size) {
			i++;
			if (rest->data[i] == '\r' && i + 1 < rest->size &&
			    rest->data[i + 1] == '\n')
				i++;
			if (rest->data[i] != '\n')
				buf_byte(&value, rest->data[i]);
		} else if (!quoted && (byte == '#' || byte == ';')) {
			while (i < rest->size && rest->data[i] != '\n')
				i++;
			break;
		} else {
			buf_byte(&value, byte);
		}
	}
	*rest = str_cut(*rest, i, rest->size);
	return str_trim(buf_str(&value));
}

static bool
is_true(struct str value)
{
	return str_equal_fold(value, STR("true")) || str_equal_fold(value, STR("yes")) ||
	       str_equal_fold(value, STR("on")) || str_is(value, "1");
}

static void
take_extension(struct settings *out, struct str key, struct str value)
{
	static const char *const harmless[] = {"noop", "noop-v1", "preciousobjects",
					       "worktreeconfig", "relativeworktrees"};

	if (str_is(key, "objectformat")) {
		out->object_format = value;
	} else if (str_is(key, "refstorage")) {
		out->ref_storage = value;
	} else if (str_is(key, "partialclone")) {
		out->is_partial = true;
	} else {
		for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
			if (str_is(key, harmless[i]))
				return;
		out->unknown = key;
	}
}

static void
take_setting(struct settings *out, struct str section, struct str key, struct str value)
{
	if (str_is(section, "core") && str_is(key, "bare")) {
		out->bare_known = true;
		out->is_bare = is_true(value);
	} else if (str_is(section, "core") && str_is(key, "worktree")) {
		out->worktree = value;
	} else if (str_is(section, "core") && str_is(key, "repositoryformatversion")) {
		if (!str_to_int64(value, &out->version))
			out->version = -1;
	} else if (str_is(section, "extensions")) {
		take_extension(out, key, value);
	} else if (str_starts(section, STR("remote ")) && str_is(key, "promisor")) {
		out->is_partial = out->is_partial || is_true(value);
	} else if (str_is(key, "path") &&
		   (str_is(section, "include") || str_starts(section, STR("includeif")))) {
		out->has_include = true;
	}
}

static bool
is_key_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-';
}

/* A key and its value; a key alone means true. */
static void
take_line(struct settings *out, struct arena *run, struct str section, struct str *rest)
{
	size_t end = 0;
	struct str key, value = STR("true");

	while (end < rest->size && is_key_byte(rest->data[end]))
		end++;
	key = str_lower(run, str_cut(*rest, 0, end));
	while (end < rest->size && (rest->data[end] == ' ' || rest->data[end] == '\t'))
		end++;
	*rest = str_cut(*rest, end, rest->size);
	if (rest->size > 0 && rest->data[0] == '=') {
		*rest = str_cut(*rest, 1, rest->size);
		value = take_value(run, rest);
	} else {
		(void)take_value(run, rest);
	}
	take_setting(out, section, key, value);
}

void
settings_parse(struct settings *out, struct arena *run, struct str text)
{
	struct str rest = text;
	struct str section = STR("");

	*out = (struct settings){0};
	if (str_starts(rest, STR("\xef\xbb\xbf")))
		rest = str_cut(rest, 3, rest.size);
	while (rest.size > 0) {
		char byte = rest.data[0];

		if (byte == '[' && take_section(&rest, &section))
			section = str_trim(str_lower(run, section));
		else if (is_key_byte(byte))
			take_line(out, run, section, &rest);
		else if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r')
			rest = str_cut(rest, 1, rest.size);
		else /* a comment, or what git would refuse */
			while (rest.size > 0 && rest.data[0] != '\n')
				rest = str_cut(rest, 1, rest.size);
	}
}

struct err *
settings_read(struct settings *out, struct arena *run, struct str folder)
{
	char *path = arena_print(run, "%.*s/config", STR_ARG(folder));
	struct str text;
	struct err *err = file_read_path(&text, run, path, SETTINGS_BYTES);

	*out = (struct settings){0};
	if (file_missing(err)) {
		err_settle(err);
		return NULL;
	}
	TRY(err);
	settings_parse(out, run, text);
	return NULL;
}

struct err *
settings_check(const struct settings *settings, struct arena *run, struct str folder)
{
	struct err *err = NULL;

	if (settings->version < 0 || settings->version > 1)
		err = err_new(run, "the repository %.*s has a format version that is not known",
			      STR_ARG(folder));
	else if (settings->object_format.data && !str_is(settings->object_format, "sha1"))
		err = err_new(run, "the repository %.*s names its objects by %.*s, not SHA-1",
			      STR_ARG(folder), STR_ARG(settings->object_format));
	else if (settings->ref_storage.data && !str_is(settings->ref_storage, "files"))
		err = err_new(run, "the repository %.*s keeps its references as %.*s, not as files",
			      STR_ARG(folder), STR_ARG(settings->ref_storage));
	else if (settings->unknown.data)
		err = err_new(run, "the repository %.*s uses the extension '%.*s', not known here",
			      STR_ARG(folder), STR_ARG(settings->unknown));
	if (!err)
		return NULL;
	return err_help(err, "export the files and check the copy: git checkout-index --all "
			     "--prefix=DIR/");
}
