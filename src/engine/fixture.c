/* SPDX-License-Identifier: Apache-2.0
 *
 * A folder of fixtures/ as the tree of an example. In: its path there, and the repository that the
 * rule's file lies in. Out: its files, read as a run reads a working tree: what git ignores is not
 * there, links are not followed, and the budget of one file holds for all of them together.
 */
#include "base/arena.h"
#include "engine/examples.h"
#include "model/input.h"

static struct err *
open_repository(struct examples *examples)
{
	const struct example_request *request = examples->request;
	struct source_request source = {
		.mode = SOURCE_WORKTREE,
		.path = request->root,
		.marker = STR(""),
		.limits = request->limits,
	};
	struct repository *judged = examples->fixtures.judged;

	if (judged)
		return NULL;
	if (!request->root)
		return err_help(err_new(examples->run, "a fixture is a folder of fixtures/ in the "
						       "repository that the rule's file lies in"),
				"name the rule by its file, in its repository");
	TRY(source_open(&source, examples->run, &examples->fixtures));
	judged = examples->fixtures.judged;
	return judged->backend->list(judged, examples->run, &examples->fixture_entries);
}

static struct err *
read_file(struct examples *examples, const struct entry *entry, size_t budget, struct str *out)
{
	struct repository *judged = examples->fixtures.judged;
	struct input *input;
	struct err *err;

	if (entry->type != ENTRY_FILE)
		return err_new(examples->run, "a fixture is made of files, and %.*s is none",
			       STR_ARG(entry->path));
	if (entry->obstacle)
		return err_new(examples->run, "reading %.*s: %s", STR_ARG(entry->path),
			       entry->obstacle);
	TRY(judged->backend->open(judged, entry, examples->run, &input));
	err = limits_named(input_all(input, examples->run, budget, out), "file_bytes");
	input_close(input);
	return err;
}

struct err *
examples_fixture(struct examples *examples, struct str folder, struct memory_file **files,
		 size_t *count)
{
	size_t budget = examples->request->limits->file_bytes;
	struct str prefix;

	*count = 0;
	TRY(open_repository(examples));
	prefix = str_of(arena_print(
		examples->run, "%.*s%sfixtures/%.*s/", STR_ARG(examples->fixtures.narrow),
		examples->fixtures.narrow.size > 0 ? "/" : "", STR_ARG(folder)));
	*files = arena_array(examples->run, examples->fixture_entries.count + 1, sizeof **files);
	for (size_t i = 0; i < examples->fixture_entries.count; i++) {
		const struct entry *entry = &examples->fixture_entries.items[i];
		struct memory_file *file = &(*files)[*count];

		if (!str_starts(entry->path, prefix))
			continue;
		TRY(read_file(examples, entry, budget, &file->text));
		file->path = str_cut(entry->path, prefix.size, entry->path.size);
		budget -= file->text.size;
		++*count;
	}
	if (*count == 0)
		return err_help(err_new(examples->run,
					"there is no folder %.*s with files that "
					"git does not ignore",
					STR_ARG(prefix)),
				"the path is taken from fixtures/ at the root of the repository");
	return NULL;
}
