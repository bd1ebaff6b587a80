/* SPDX-License-Identifier: Apache-2.0
 *
 * Columns → facts. In: what was counted of them. Out: the lists that rules ask about. A table may have a
 * hundred thousand columns: the lists take what they need and no more, and are never copied.
 */
#include "base/arena.h"
#include "facts/columns.h"
#include "model/value.h"

enum {
	HIT_FIELDS = 9,
	COLUMN_FIELDS = 2,
};

struct column_hits *
columns_hits(const struct column *column, size_t detector)
{
	struct column_hits *found = column->hits;

	while (found && found->detector != detector)
		found = found->next;
	return found;
}

void
columns_keep_names(struct columns *columns, struct arena *run)
{
	for (size_t i = 0; i < columns->count; i++)
		columns->items[i].name = str_dup(run, columns->items[i].name);
}

struct value
columns_list(const struct columns *columns, struct arena *run)
{
	struct value list = value_list();

	value_reserve(run, &list, columns->count);
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->items[i];
		struct value *element = value_add(run, &list, value_map());

		value_reserve(run, element, COLUMN_FIELDS);
		value_set(run, element, "name", value_str(column->name));
		value_set(run, element, "filled", value_int((int64_t)column->filled));
	}
	return list;
}

static void
add(const struct column *column, const struct column_hits *found, struct arena *run,
    struct value *list)
{
	const struct detector *detector = detectors[found->detector];
	struct value *hit = value_add(run, list, value_map());
	double sure = columns_confidence(column, found->detector);

	value_reserve(run, hit, HIT_FIELDS);
	value_set(run, hit, "field", value_str(column->name));
	value_set(run, hit, "entity", value_text(detector->entity));
	value_set(run, hit, "count", value_int((int64_t)found->hits));
	value_set(run, hit, "rows", value_int((int64_t)found->cells));
	value_set(run, hit, "confidence", value_double(sure));
	value_set(run, hit, "validated", value_bool(detector->checked));
	value_set(run, hit, "protection", value_text("plain"));
	value_set(run, hit, "line", value_int(found->line));
	value_set(run, hit, "column", value_int(found->column));
}

/* The next of a column's hits, by detector; NULL at the end. */
static const struct column_hits *
next_hits(const struct column *column, size_t *detector)
{
	while (column->hits && *detector < detector_count) {
		const struct column_hits *found = columns_hits(column, (*detector)++);

		if (found && found->hits > 0)
			return found;
	}
	return NULL;
}

static size_t
count_all(const struct columns *columns)
{
	size_t count = 0;

	for (size_t i = 0; i < columns->count; i++)
		for (const struct column_hits *found = columns->items[i].hits; found;
		     found = found->next)
			count += found->hits > 0;
	return count;
}

struct value
columns_pii(const struct columns *columns, struct arena *run)
{
	struct value list = value_list();

	value_reserve(run, &list, count_all(columns));
	for (size_t i = 0; i < columns->count; i++) {
		const struct column_hits *found;
		size_t detector = 0;

		while ((found = next_hits(&columns->items[i], &detector)))
			add(&columns->items[i], found, run, &list);
	}
	return list;
}
