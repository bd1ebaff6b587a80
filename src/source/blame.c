/* SPDX-License-Identifier: Apache-2.0
 *
 * Who last touched one line: the line's number is carried back from version to version through
 * their differences until a commit is met in which it did not exist.
 *
 * The one thing to know: only the one line is followed, so the cost is the number of versions of
 * the file, not the size of the history. A line that is in no commit yet has no commit.
 */
#include "source/oid.h"
#include "source/snapshot.h"
#include "source/trail.h"

struct mapping {
	uint32_t line; /* in the new text */
	int64_t shift; /* what the hunks before it add to its number */
	bool touched;
};

static int
take_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload)
{
	struct mapping *mapping = payload;
	int64_t first = hunk->new_start, end = first + hunk->new_lines;

	(void)delta;
	if (hunk->new_lines == 0) /* deleted behind line `first` */
		end = ++first;
	if (mapping->line >= end)
		mapping->shift += hunk->old_lines - hunk->new_lines;
	else if (mapping->line >= first)
		mapping->touched = true;
	return 0;
}

/* The number that a line of the new text has in the old one; 0: it is not there. */
static struct err *
map_line(struct arena *arena, struct str old_text, struct str new_text, uint32_t line,
	 uint32_t *out)
{
	git_diff_options options;
	struct mapping mapping = {.line = line};

	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.context_lines = 0;
	options.interhunk_lines = 0;
	options.flags = GIT_DIFF_FORCE_TEXT;
	if (git_diff_buffers(old_text.data, old_text.size, NULL, new_text.data, new_text.size, NULL,
			     &options, NULL, NULL, take_hunk, NULL, &mapping) != 0)
		return store_error(arena, "comparing two versions");
	*out = mapping.touched ? 0 : (uint32_t)(line + mapping.shift);
	return NULL;
}

static struct err *
text_at(struct trail *trail, const struct trail_stop *stop, const struct limits *limits,
	struct str *out)
{
	return limits_named(store_text(trail->store, trail->arena, &stop->blob, stop->path,
				       limits->record_bytes, out),
			    "record_bytes");
}

/* To a parent that has the line, too; *moved false: the line is this commit's own. */
static struct err *
step_back(struct trail *trail, const struct limits *limits, struct str *text, uint32_t *line,
	  bool *moved)
{
	struct trail_parents parents;
	struct trail_stop former;

	*moved = true;
	TRY(trail_look(trail, &parents));
	if (parents.same.blob.size > 0) {
		trail->at = parents.same;
		return NULL;
	}
	if (parents.count == 0) {
		TRY(trail_former(trail, &parents, &former));
		parents.count = former.blob.size > 0;
		parents.all = &former;
	}
	for (size_t i = 0; i < parents.count; i++) {
		struct str old_text;
		uint32_t old_line;

		TRY(text_at(trail, &parents.all[i], limits, &old_text));
		TRY(map_line(trail->arena, old_text, *text, *line, &old_line));
		if (old_line == 0)
			continue;
		trail->at = parents.all[i];
		*text = old_text;
		*line = old_line;
		return NULL;
	}
	*moved = false;
	return parents.cut ? trail_cut(trail) : NULL;
}

/* From what is judged to the newest commit that has the line; *line 0: none has it. */
static struct err *
enter_history(struct trail *trail, const struct limits *limits, struct str judged,
	      struct str *committed, uint32_t *line)
{
	uint32_t number = *line;

	TRY(text_at(trail, &trail->at, limits, committed));
	TRY(map_line(trail->arena, *committed, judged, number, line));
	if (*line > 0 || trail->also.blob.size == 0)
		return NULL;
	trail->at = trail->also;
	TRY(text_at(trail, &trail->at, limits, committed));
	return map_line(trail->arena, *committed, judged, number, line);
}

static struct err *
find_commit(struct snapshot *snapshot, struct str path, struct str text, uint32_t line,
	    struct arena *scratch, struct oid *out)
{
	const struct limits *limits = snapshot->limits;
	struct trail trail;
	struct str committed;
	bool moved;

	*out = (struct oid){0};
	TRY(trail_start(&trail, snapshot, scratch, path, &moved));
	if (!moved)
		return NULL;
	TRY(enter_history(&trail, limits, text, &committed, &line));
	if (line == 0)
		return NULL;
	do
		TRY(step_back(&trail, limits, &committed, &line, &moved));
	while (moved);
	*out = trail.at.commit;
	return NULL;
}

static bool
has_line(struct str text, uint32_t number)
{
	struct str line;
	uint32_t count = 0;

	while (count < number && str_line(&text, &line))
		count++;
	return number > 0 && count == number;
}

static struct err *
describe(struct snapshot *snapshot, struct arena *arena, const struct oid *id,
	 struct blame_line *out)
{
	struct commit commit;
	bool found;

	TRY(store_describe(snapshot->store, arena, id, &commit, &found));
	if (found)
		*out = (struct blame_line){
			.commit = commit.id,
			.author = commit.author,
			.time = commit.author_time,
		};
	return NULL;
}

struct err *
blame_line(struct snapshot *snapshot, struct str path, struct str text, uint32_t line,
	   struct arena *arena, struct blame_line *out)
{
	struct arena scratch;
	struct oid id;
	struct err *err;

	*out = (struct blame_line){0};
	if (!has_line(text, line))
		return err_new(arena, "%.*s has no line %u", STR_ARG(path), line);
	if (!snapshot->store || snapshot->commit.size == 0)
		return NULL;
	TRY(store_enter(snapshot->store, arena));
	arena_init(&scratch, arena->exhausted);
	err = find_commit(snapshot, snapshot_path(snapshot, &scratch, path), text, line, &scratch,
			  &id);
	if (err)
		err = err_move(arena, err);
	else if (id.size > 0)
		err = describe(snapshot, arena, &id, out);
	arena_free(&scratch);
	store_leave(snapshot->store);
	return err;
}
