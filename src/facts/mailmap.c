/* SPDX-License-Identifier: Apache-2.0
 *
 * .mailmap → proper names and addresses. In: the file of the trusted tree, so that a change cannot
 * make its author somebody else. Out: for a person of a commit, who that is. A row for a name and an
 * address goes before one for the address alone; of equal rows the last counts, as in git.
 */
#include "facts/mailmap.h"

#include "base/arena.h"
#include "model/input.h"

/* "Name <address>" off the front of `rest`; false when there is no address. */
static bool
take(struct str *rest, struct person *person)
{
	size_t open = str_find_byte(*rest, '<');
	size_t close = str_find_byte(*rest, '>');

	if (open == SIZE_MAX || close == SIZE_MAX || close < open)
		return false;
	person->name = str_trim(str_cut(*rest, 0, open));
	person->email = str_trim(str_cut(*rest, open + 1, close));
	*rest = str_cut(*rest, close + 1, rest->size);
	return person->email.size > 0;
}

static void
add_line(struct mailmap *out, struct arena *arena, struct str line)
{
	struct mailmap_row row = {0};

	line = str_cut(line, 0, str_find_byte(line, '#'));
	if (!take(&line, &row.proper))
		return;
	if (!take(&line, &row.commit)) {
		row.commit = (struct person){.email = row.proper.email};
		row.proper.email = (struct str){0};
	}
	out->rows = arena_grow(arena, out->rows, out->count, &out->capacity, sizeof *out->rows);
	out->rows[out->count++] = row;
}

void
mailmap_parse(struct mailmap *out, struct arena *arena, struct str text)
{
	struct str line;

	*out = (struct mailmap){0};
	while (str_line(&text, &line))
		add_line(out, arena, line);
}

struct err *
mailmap_read(struct mailmap *out, struct view *view)
{
	const struct entry *entry =
		view->trusted_entries ? entries_find(view->trusted_entries, STR(".mailmap")) : NULL;
	struct input *input;
	struct str text;
	struct err *err;

	*out = (struct mailmap){0};
	/* git does not follow a link here, either. */
	if (!entry || entry->type != ENTRY_FILE)
		return NULL;
	TRY(view->trusted->backend->open(view->trusted, entry, view->scratch, &input));
	err = limits_named(input_all(input, view->scratch, view->limits->record_bytes, &text),
			   "record_bytes");
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading .mailmap");
	mailmap_parse(out, view->scratch, text);
	return NULL;
}

struct person
mailmap_resolve(const struct mailmap *mailmap, struct person person)
{
	const struct mailmap_row *best = NULL;

	for (size_t i = 0; i < mailmap->count; i++) {
		const struct mailmap_row *row = &mailmap->rows[i];

		if (!str_equal_fold(row->commit.email, person.email))
			continue;
		if (row->commit.name.size > 0 && !str_equal_fold(row->commit.name, person.name))
			continue;
		if (!best || row->commit.name.size > 0 || best->commit.name.size == 0)
			best = row;
	}
	if (best && best->proper.name.size > 0)
		person.name = best->proper.name;
	if (best && best->proper.email.size > 0)
		person.email = best->proper.email;
	return person;
}
