/* SPDX-License-Identifier: Apache-2.0
 *
 * Records, text and trees → columns. In: a document. Out: the scan's counts. Records have columns of
 * their own; text has one, "text"; in a tree the path of a value is its column ("users[].email").
 *
 * The one thing to know: keys of a tree may be data as well (a map from addresses to orders). A key
 * that is a value is counted as one and stands as '*' in paths.
 */
#include "facts/scan.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Longer names are cut; what they say is in their first words. */
#define NAME_BYTES 1024

/* Paths are looked up once for each value: their length multiplies the time. */
#define PATH_BYTES (4 * NAME_BYTES)

/* The column of what YAML calls comments. */
#define COMMENT STR("comment")

/* What stands between the keys of records->paths. */
#define KEY_END 0x1f

void
scan_init(struct scan *scan, struct arena *arena, const struct limits *limits)
{
	*scan = (struct scan){.arena = arena, .limits = limits};
	columns_init(&scan->columns, arena, limits);
	map_init(&scan->paths, arena);
	map_init(&scan->meanings, arena);
	buf_init(&scan->path, arena, SIZE_MAX);
}

/* A column for the path at hand. */
static struct err *
new_column(struct scan *scan, struct place place, size_t *out)
{
	struct str path = str_dup(scan->arena, buf_str(&scan->path));
	size_t limit = scan->limits->record_bytes;
	struct err *err;

	scan->paths_size += path.size;
	if (path.size > PATH_BYTES)
		return err_new(scan->arena,
			       "the keys above the value in line %u are longer than %d bytes",
			       place.line, PATH_BYTES);
	if (scan->paths_size > limit) {
		err = err_new(scan->arena,
			      "the names of the fields are longer than record_bytes (%zu) allows",
			      limit);
		return limits_met(err, "record_bytes");
	}
	TRY(columns_add(&scan->columns, path.size > 0 ? path : STR("value"), scan->names, place,
			out));
	map_put(&scan->paths, path, (void *)(uintptr_t)(*out + 1));
	return NULL;
}

/* The column of the path at hand, made when it is first met. */
static struct err *
column_at(struct scan *scan, struct place place, size_t *out)
{
	size_t number = (size_t)(uintptr_t)map_get(&scan->paths, buf_str(&scan->path));

	*out = number - 1;
	if (number == 0)
		TRY(new_column(scan, place, out));
	return NULL;
}

/* A scalar at the path at hand. */
static struct err *
scan_scalar(struct scan *scan, struct str text, struct place place, bool quoted)
{
	struct cell cell = {
		.type = VALUE_STRING,
		.quoted = quoted,
		.line = place.line,
		.column = place.column,
		.text = text,
	};
	size_t number;

	TRY(column_at(scan, place, &number));
	columns_cell(&scan->columns, number, &cell);
	return NULL;
}

/* A key below the path at hand; what the path says is what the key may be. */
static bool
key_is_value(struct scan *scan, struct str key)
{
	struct detect_hit *hits = scan->columns.hits;
	struct detect_looks looks;
	size_t count;

	if (!detect_look(&scan->columns.room, &key, scan->names, &looks))
		return false;
	count = detect_looked(key, &looks, scan->names, hits);
	for (size_t i = 0; i < count; i++)
		if (hits[i].strong || hits[i].whole)
			return true;
	return false;
}

/* What a key says. Keys come again and again; they live as long as the scan. */
static struct detect_meaning
meaning_of(struct scan *scan, struct str key)
{
	struct detect_meaning *meaning = map_get(&scan->meanings, key);

	if (!meaning) {
		meaning = arena_alloc(scan->arena, sizeof *meaning);
		*meaning = detect_meaning(key);
		map_put(&scan->meanings, key, meaning);
	}
	return *meaning;
}

/* Go down to a key. */
static struct err *
scan_key(struct scan *scan, struct str key, struct place place)
{
	bool is_value = key_is_value(scan, key);

	if (scan->path.size > 0)
		buf_byte(&scan->path, '.');
	if (!is_value) {
		key = str_cut(key, 0, NAME_BYTES);
		buf_add(&scan->path, key);
		scan->names = detect_below(scan->names, meaning_of(scan, key));
		return NULL;
	}
	buf_byte(&scan->path, '*');
	TRY(scan_scalar(scan, key, place, false));
	return NULL;
}

/* "tags[][]" → "tags" */
static struct str
without_lists(struct str key)
{
	while (str_ends(key, STR("[]")))
		key.size -= 2;
	return key;
}

/* The column of a path of keys. Paths that differ in keys that are values share one. */
static struct err *
scan_path(struct scan *scan, struct str path, struct place place, size_t *number)
{
	struct str key;

	buf_clear(&scan->path);
	scan->names = (struct detect_names){0};
	while (str_split(&path, KEY_END, &key)) {
		struct str bare = without_lists(key);

		TRY(scan_key(scan, bare, place));
		buf_add(&scan->path, str_cut(key, bare.size, key.size));
	}
	TRY(column_at(scan, place, number));
	return NULL;
}

/* A column that has its name from no path. */
static struct err *
named_column(struct scan *scan, struct str name, struct place place, size_t *number)
{
	TRY(columns_add(&scan->columns, name, detect_names(name), place, number));
	return NULL;
}

static struct err *
scan_new_fields(struct scan *scan, const struct records *records, uint32_t line)
{
	if (!records->paths)
		columns_expect(&scan->columns, records->field_count);
	for (; scan->field_count < records->field_count; scan->field_count++) {
		struct place place = {.line = line, .column = 1};
		size_t number;

		if (records->paths)
			TRY(scan_path(scan, records->paths[scan->field_count], place, &number));
		else
			TRY(named_column(scan, records->fields[scan->field_count], place, &number));
		scan->fields = arena_grow(scan->arena, scan->fields, scan->field_count,
					  &scan->field_capacity, sizeof *scan->fields);
		scan->fields[scan->field_count] = number;
	}
	return NULL;
}

static struct err *
scan_record(struct scan *scan, const struct records *records, const struct record *record)
{
	if (scan->field_count < records->field_count)
		TRY(scan_new_fields(scan, records, records->paths ? record->line : 1));
	for (size_t i = 0; i < record->count; i++) {
		if (record->cells[i].field >= scan->field_count)
			return err_new(scan->arena, "line %u has a cell without a column",
				       record->line);
		columns_cell(&scan->columns, scan->fields[record->cells[i].field],
			     &record->cells[i]);
	}
	scan->rows++;
	return NULL;
}

static struct err *
scan_records(struct scan *scan, struct records *records)
{
	struct record record = {0};

	for (;;) {
		TRY(records->next(records, &record));
		if (record.end)
			break;
		TRY(scan_record(scan, records, &record));
	}
	TRY(scan_new_fields(scan, records, 1));
	return NULL;
}

/* The seam between two pieces of one long line: the end of the one, the start of the other. */
struct seam {
	char text[2 * DETECT_REACH];
	size_t before; /* bytes of the earlier piece */
};

static void
keep_end(struct seam *seam, struct str text)
{
	struct str end =
		str_cut(text, text.size > DETECT_REACH ? text.size - DETECT_REACH : 0, text.size);

	seam->before = end.size;
	for (size_t i = 0; i < end.size; i++)
		seam->text[i] = end.data[i];
}

/* What neither piece holds whole. */
static void
scan_seam(struct scan *scan, struct seam *seam, const struct text_line *line)
{
	struct str start = str_cut(line->text, 0, DETECT_REACH);
	struct detect_hit hits[DETECT_MAX];
	struct str joined;
	size_t count;

	for (size_t i = 0; i < start.size; i++)
		seam->text[seam->before + i] = start.data[i];
	joined = str_make(seam->text, seam->before + start.size);
	count = detect_text(&scan->columns.room, joined, hits);
	for (size_t i = 0; i < count; i++)
		if (hits[i].start < seam->before && hits[i].end > seam->before) {
			struct cell cell = {
				.line = line->line,
				.column = line->column,
				.type = VALUE_STRING,
				.text = str_cut(joined, hits[i].start, hits[i].end),
			};

			columns_cell(&scan->columns, 0, &cell);
		}
}

static struct err *
scan_text(struct scan *scan, struct text *text)
{
	struct seam *seam = arena_alloc(scan->arena, sizeof *seam);
	struct text_line line = {0};
	size_t number;

	TRY(named_column(scan, STR("text"), (struct place){0}, &number));
	for (;;) {
		struct cell cell;

		TRY(text->next(text, &line));
		if (line.end)
			return NULL;
		if (line.continued)
			scan_seam(scan, seam, &line);
		else
			scan->rows++;
		cell = (struct cell){
			.type = VALUE_STRING,
			.line = line.line,
			.column = line.column,
			.text = line.text,
		};
		columns_cell(&scan->columns, number, &cell);
		keep_end(seam, line.text);
	}
}

static struct err *
scan_value(struct scan *scan, const struct value *value);

static struct err *
scan_member(struct scan *scan, const struct value_member *member)
{
	size_t above = scan->path.size;
	struct detect_names names = scan->names;

	TRY(scan_key(scan, member->key, member->key_place));
	TRY(scan_value(scan, &member->value));
	scan->path.size = above;
	scan->names = names;
	return NULL;
}

static struct err *
scan_list(struct scan *scan, const struct value *list)
{
	size_t above = scan->path.size;

	buf_add(&scan->path, STR("[]"));
	for (size_t i = 0; i < list->list.count; i++)
		TRY(scan_value(scan, &list->list.items[i]));
	scan->path.size = above;
	return NULL;
}

/* Readers bound the depth, and paths grow with it alone. */
static struct err *
scan_value(struct scan *scan, const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
	case VALUE_BOOL:
		break;
	case VALUE_STRING:
		TRY(scan_scalar(scan, value->string, value->place, value->quoted));
		break;
	case VALUE_INT:
	case VALUE_DOUBLE:
		TRY(scan_scalar(scan, value->literal, value->place, false));
		break;
	case VALUE_LIST:
		TRY(scan_list(scan, value));
		break;
	case VALUE_MAP:
		for (size_t i = 0; i < value->map.count; i++)
			TRY(scan_member(scan, &value->map.members[i]));
		break;
	}
	return NULL;
}

static struct err *
scan_tree(struct scan *scan, const struct value *tree)
{
	scan->rows = tree->type == VALUE_LIST ? tree->list.count : 1;
	TRY(scan_value(scan, tree));
	return NULL;
}

struct err *
scan_document(struct scan *scan, struct document *document)
{
	switch (document->shape) {
	case SHAPE_RECORDS:
		TRY(scan_records(scan, document->records));
		return NULL;
	case SHAPE_TEXT:
		TRY(scan_text(scan, document->text));
		return NULL;
	case SHAPE_TREE:
		TRY(scan_tree(scan, &document->tree));
		return NULL;
	case SHAPE_MEMBERS:
		break;
	}
	return err_new(scan->arena, "the members of a %s archive cannot be read", document->format);
}

/* A '#' at the start of a line or behind a blank. In a quoted text it stands for itself: what is
 * behind it there is then looked at twice. */
static size_t
comment_at(struct str line)
{
	for (size_t i = 0; i < line.size; i++)
		if (line.data[i] == '#' &&
		    (i == 0 || line.data[i - 1] == ' ' || line.data[i - 1] == '\t'))
			return i;
	return line.size;
}

struct err *
scan_comments(struct scan *scan, struct document *document)
{
	struct text_line line = {0};
	size_t number;

	for (;;) {
		struct cell cell = {.type = VALUE_STRING};
		size_t at = 0;

		TRY(document->text->next(document->text, &line));
		if (line.end)
			return NULL;
		if (!line.continued)
			at = comment_at(line.text);
		cell.line = line.line;
		cell.column = line.column + (uint32_t)utf8_count(str_cut(line.text, 0, at));
		cell.text = str_cut(line.text, at, line.text.size);
		if (detect_text(&scan->columns.room, cell.text, scan->columns.hits) == 0)
			continue;
		buf_clear(&scan->path);
		buf_add(&scan->path, COMMENT);
		scan->names = detect_names(COMMENT);
		TRY(column_at(scan, (struct place){0}, &number));
		columns_cell(&scan->columns, number, &cell);
	}
}
