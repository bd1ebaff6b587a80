/* SPDX-License-Identifier: Apache-2.0
 *
 * HEAD → a commit's id: gitrepository-layout(5), loose references before packed ones, symbolic ones
 * followed a few times. A reference that is there and says nothing readable is damage, not "no
 * commit yet". Does not look whether the commit exists.
 */
#include "source/head.h"

#include "base/arena.h"
#include "base/file.h"
#include "source/listing.h"
#include "source/oid.h"

enum {
	REFERENCE_BYTES = 8192,
	REFERENCE_STEPS = 5, /* as git: SYMREF_MAXDEPTH */
	PACKED_BYTES = 512 * 1024 * 1024,
};

/* A file's text, or none where there is no such file. */
static struct err *
read_file(struct str *out, struct arena *run, struct str folder, struct str name, size_t limit)
{
	char *path = arena_print(run, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
	struct err *err = file_read_path(out, run, path, limit);

	if (file_missing(err)) {
		err_settle(err);
		*out = (struct str){0};
		return NULL;
	}
	return err;
}

static bool
is_reference_name(struct str name)
{
	struct str rest = name;
	struct str part;

	if (!str_starts(name, STR("refs/")))
		return false;
	while (str_split(&rest, '/', &part))
		if (part.size == 0 || part.data[0] == '.')
			return false;
	return true;
}

static struct err *
find_packed(struct oid *out, struct arena *run, const struct location *location, struct str name)
{
	struct str text, line;

	TRY(read_file(&text, run, location->common_folder, STR("packed-refs"), PACKED_BYTES));
	while (text.data && str_line(&text, &line))
		if (line.size == OID_HEX + 1 + name.size && line.data[OID_HEX] == ' ' &&
		    str_equal(str_cut(line, OID_HEX + 1, line.size), name)) {
			if (!oid_parse(str_cut(line, 0, OID_HEX), out))
				return err_new(run, "the reference %.*s is damaged", STR_ARG(name));
			return NULL;
		}
	return NULL;
}

struct err *
head_read(struct oid *out, struct arena *run, const struct location *location)
{
	struct str name = STR("HEAD");
	struct str folder = location->git_folder;
	struct str text;

	*out = (struct oid){0};
	for (unsigned step = 0; step < REFERENCE_STEPS; step++) {
		TRY(read_file(&text, run, folder, name, REFERENCE_BYTES));
		if (!text.data)
			return step == 0 ? err_new(run, "the reference HEAD is missing")
					 : find_packed(out, run, location, name);
		text = str_trim(text);
		if (oid_parse(text, out))
			return NULL;
		if (!str_starts(text, STR("ref:")) ||
		    !is_reference_name(str_trim(str_cut(text, 4, text.size))))
			return err_help(
				err_new(run, "the reference %.*s is damaged", STR_ARG(name)),
				"it should hold a commit's id or 'ref: refs/heads/…'");
		name = str_trim(str_cut(text, 4, text.size));
		folder = location->common_folder;
	}
	return err_new(run, "the reference HEAD leads through too many others");
}
