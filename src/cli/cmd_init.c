/* SPDX-License-Identifier: Apache-2.0
 *
 * A beginning. In: a repository. Out: govlint.yaml and governance/registry.yaml where they are missing,
 * and what to do next. What packs demand of an entry, and the words it may hold, come from the packs.
 *
 * The one thing to know: what only people can answer is written as TODO, which every rule takes for
 * missing, so that no file written here lets anything pass. What exists is never changed. As it writes,
 * it runs outside of the sandbox, on what its user has checked out.
 */
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/out.h"
#include "base/utf8.h"
#include "cli/files.h"

#define CONFIG_FILE   POLICY_CONFIG
#define REGISTRY_FILE "governance/registry.yaml"

/* Of how many a step names the first. */
#define NAMED_MOST 5

struct beginning {
	struct session *session;
	const char *folder;
	struct value survey;
	int fd;
	size_t written;
};

static bool
is_of(const struct value *artifact, const char *kind)
{
	return str_is(value_string(value_get(artifact, STR("kind"))), kind);
}

/* What YAML can hold between quotes and nobody misreads. */
static bool
can_be_named(struct str path)
{
	for (size_t offset = 0; offset < path.size;) {
		size_t start = offset;
		uint32_t point = utf8_next(path, &offset);

		if ((point == 0xfffd && offset - start == 1) || utf8_is_unsafe(point))
			return false;
	}
	return true;
}

static size_t
count_of(const struct beginning *beginning, const char *kind)
{
	const struct value *artifacts = value_get(&beginning->survey, STR("artifacts"));
	size_t count = 0;

	for (size_t i = 0; i < artifacts->list.count; i++)
		count += is_of(&artifacts->list.items[i], kind);
	return count;
}

/* "a, b, c" */
static void
put_words(struct out *out, const struct value *words)
{
	for (size_t i = 0; i < words->list.count; i++) {
		out_text(out, i > 0 ? ", " : "");
		report_safe(out, words->list.items[i].string);
	}
}

static struct str
config_text(const struct beginning *beginning)
{
	const struct value *roles = value_get(&beginning->survey, STR("roles"));
	struct out out;

	out_to_memory(&out, beginning->session->run);
	out_text(&out,
		 "# What judges this repository: `govlint list packs`, `govlint explain PACK`.\n"
		 "govlint: 1\npolicies: [");
	put_words(&out, value_get(&beginning->survey, STR("packs")));
	out_text(&out, "]\n");
	if (roles->list.count > 0) {
		out_text(&out, "# Who may approve what. Until somebody holds a role, nobody can "
			       "approve what asks for it.\n# The roles are ");
		put_words(&out, roles);
		out_text(&out, ".\n# roles:\n#   ");
		report_safe(&out, roles->list.items[0].string);
		out_text(&out, ": [{name: NAME, github: LOGIN, email: ADDRESS}]\n");
	}
	return out_str(&out);
}

/* A pack may call its dimensions anything. */
static void
put_key(struct out *out, const struct value *key)
{
	bool is_plain = key->string.size > 0;

	for (size_t i = 0; i < key->string.size; i++)
		is_plain &= key->string.data[i] == '_' ||
			    (key->string.data[i] >= 'a' && key->string.data[i] <= 'z');
	if (is_plain)
		out_add(out, key->string);
	else
		report_json_value(out, key, -1);
}

/* "    key: TODO  # what it is: one of these" */
static void
put_field(struct out *out, const struct value *field)
{
	const struct value *words = value_get(field, STR("words"));
	struct str summary = value_string(value_get(field, STR("summary")));
	bool is_list = value_get(field, STR("is_list"))->boolean;

	out_text(out, "    ");
	put_key(out, value_get(field, STR("key")));
	out_text(out, is_list ? ": [TODO]" : ": TODO");
	if (summary.size > 0 || words->list.count > 0)
		out_text(out, "  # ");
	report_safe(out, summary);
	if (words->list.count > 0) {
		out_text(out, summary.size > 0 ? ": " : "");
		put_words(out, words);
	}
	out_byte(out, '\n');
}

static void
put_paths(const struct beginning *beginning, struct out *out, const char *key, const char *kind)
{
	const struct value *artifacts = value_get(&beginning->survey, STR("artifacts"));
	bool any = false;

	for (size_t i = 0; i < artifacts->list.count; i++) {
		const struct value *path = value_get(&artifacts->list.items[i], STR("path"));

		if (!is_of(&artifacts->list.items[i], kind) || !can_be_named(path->string))
			continue;
		if (!any)
			out_print(out, "    %s:\n", key);
		any = true;
		out_text(out, "      - ");
		report_json_value(out, path, -1);
		out_byte(out, '\n');
	}
}

static struct str
registry_text(const struct beginning *beginning)
{
	const struct value *fields = value_get(&beginning->survey, STR("fields"));
	bool any = count_of(beginning, "model") + count_of(beginning, "dataset") > 0;
	struct out out;

	out_to_memory(&out, beginning->session->run);
	out_text(&out,
		 "# The AI systems that this repository runs or ships, one entry for each. Every "
		 "TODO is an open question:\n# `govlint .` asks it until somebody answers. "
		 "`govlint explain system` shows all fields.\n");
	if (!any) {
		out_text(&out, "systems: []\n");
		return out_str(&out);
	}
	out_text(&out, "systems:\n  - id: SYS-001\n");
	for (size_t i = 0; i < fields->list.count; i++)
		put_field(&out, &fields->list.items[i]);
	put_paths(beginning, &out, "models", "model");
	put_paths(beginning, &out, "model_cards", "model_card");
	put_paths(beginning, &out, "datasets", "dataset");
	return out_str(&out);
}

static struct err *
write_one(struct beginning *beginning, const char *there, const char *path, struct str text)
{
	struct out *output = beginning->session->output;
	bool exists = there != NULL;

	if (!there)
		TRY(file_write_new(beginning->session->run, beginning->fd, str_of(path), text,
				   &exists));
	beginning->written += !exists;
	out_print(output, exists ? "%s is there already: left as it is\n" : "wrote %s\n",
		  there ? there : path);
	return NULL;
}

/* The artifacts of a kind that have no card, the first few by name. */
static void
put_without_card(const struct beginning *beginning, const char *kind, const char *what)
{
	const struct value *artifacts = value_get(&beginning->survey, STR("artifacts"));
	struct out *output = beginning->session->output;
	size_t count = 0;

	for (size_t i = 0; i < artifacts->list.count; i++) {
		const struct value *artifact = &artifacts->list.items[i];

		if (!is_of(artifact, kind) || value_get(artifact, STR("has_card"))->boolean)
			continue;
		if (count++ == 0)
			out_print(output,
				  "- write %s: `govlint explain %s_card` shows its fields\n", what,
				  str_is(str_of(kind), "dataset") ? "data" : kind);
		if (count > NAMED_MOST)
			continue;
		out_text(output, "    ");
		report_safe(output, value_string(value_get(artifact, STR("path"))));
		out_byte(output, '\n');
	}
	if (count > NAMED_MOST)
		out_print(output, "    and %zu more\n", count - NAMED_MOST);
}

/* What has a name that the registry cannot say is no file that anybody can look up. */
static void
put_unnamed(const struct beginning *beginning)
{
	const struct value *artifacts = value_get(&beginning->survey, STR("artifacts"));
	size_t count = 0;

	for (size_t i = 0; i < artifacts->list.count; i++)
		count += !can_be_named(
			value_string(value_get(&artifacts->list.items[i], STR("path"))));
	if (count > 0)
		out_print(beginning->session->output,
			  "- rename what has a name that the registry cannot hold (%zu)\n", count);
}

static void
put_next(const struct beginning *beginning)
{
	struct out *output = beginning->session->output;

	out_text(output, "\nnext:\n");
	if (count_of(beginning, "model") + count_of(beginning, "dataset") > 0)
		out_text(output, "- answer each TODO of the registry; one entry for each system\n");
	else
		out_text(output,
			 "- nothing was found that is governed: `govlint list kinds` shows what "
			 "files are recognised by,\n  `artifacts:` in " CONFIG_FILE
			 " adds to it\n");
	put_unnamed(beginning);
	put_without_card(beginning, "model", "a card for each model that has none");
	put_without_card(beginning, "dataset", "a card for each dataset that has none");
	out_text(output, "- name who may approve changes under `roles:` in " CONFIG_FILE "\n"
			 "- `govlint .` says what is missing, and why it matters\n");
	if (!root_above(beginning->session->run, beginning->folder))
		out_text(output, "- `git init`: without a repository no change can be judged\n");
}

static struct err *
look(struct beginning *beginning)
{
	struct session *session = beginning->session;
	struct engine_request request;

	TRY(request_check(session, &request));
	request.source.path = beginning->folder;
	request.source.confine = NULL;
	TRY(engine_survey(&request, session->run, &beginning->survey));
	if (!str_is(value_string(value_get(&beginning->survey, STR("source"))), "worktree"))
		return err_help(
			err_new(session->run, "%s has no files to write beside", beginning->folder),
			"a bare repository is initialised in a clone of it");
	return NULL;
}

static struct err *
begin(struct beginning *beginning)
{
	const struct value *registry;
	bool has_config;

	TRY(look(beginning));
	has_config = value_get(&beginning->survey, STR("has_config"))->boolean;
	registry = value_get(&beginning->survey, STR("registry"));
	TRY(file_open_folder(&beginning->fd, beginning->session->run, beginning->folder));
	TRY(write_one(beginning, has_config ? CONFIG_FILE : NULL, CONFIG_FILE,
		      config_text(beginning)));
	TRY(write_one(beginning,
		      registry->type == VALUE_STRING
			      ? str_copy(beginning->session->run, registry->string)
			      : NULL,
		      REGISTRY_FILE, registry_text(beginning)));
	return NULL;
}

static int
run_init(struct session *session)
{
	const struct arguments *arguments = session->arguments;
	const char *path = arguments->word_count > 0 ? arguments->words[0] : ".";
	const char *root;
	struct beginning beginning = {.session = session, .fd = -1};
	struct err *err;

	if (!path_is_folder(path))
		return cannot_do(session, err_new(session->run, "there is no folder %s", path));
	root = root_above(session->run, path);
	beginning.folder = root ? root : path;
	err = begin(&beginning);
	if (beginning.fd >= 0)
		close(beginning.fd);
	if (err)
		return cannot_do(session, err);
	put_next(&beginning);
	return beginning.written > 0 ? EXIT_PASS : EXIT_UNDECIDED;
}

const struct command cmd_init = {
	.name = "init",
	.words = "[PATH]",
	.summary = "write a first govlint.yaml and registry of systems",
	.description = "Looks at the repository that PATH (default: the current folder) stands in "
		       "and writes\n"
		       "govlint.yaml and governance/registry.yaml with the models and data that "
		       "were found; "
		       "what only\npeople can answer is a TODO, which no rule takes for an answer. "
		       "Nothing "
		       "that exists is changed:\nwhere nothing was left to write, it exits with 2.",
	.words_most = 1,
	.run = run_init,
};
