/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON Lines in, records out: one value in each line, flattened into cells named by their path
 * ("user.email", "tags[]", "value" for what is not inside a map). Blank lines are skipped.
 *
 * The one thing to know: this is data. A broken line is an error with its place and never a word
 * of what stood there. Nothing is held but the line at hand and the names of the fields, both
 * within budgets; a key used twice in a line gives two cells, so nothing can hide behind another.
 */
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/json_scan.h"
#include "read/read.h"
#include "read/tree.h"
#include "read/window.h"

enum {
	/* Names are compared once for each cell: their length multiplies the time of a line. */
	JSONL_NAME = 1024,
	/* Between keys of a path while it is told from others: a point may be part of a key. */
	JSONL_BELOW = 0x1f
};

/* One level of nesting: how much of the path stands before it, and whether it is a list. */
struct jsonl_level {
	size_t path_size;
	bool list;
	bool filled;  /* something stands in it */
	size_t field; /* of the scalars of a list, once known */
};

struct jsonl {
	struct records records; /* first: what the caller holds */
	const struct limits *limits;
	struct window window;
	uint32_t line;    /* of the line at hand */
	struct map known; /* paths */
	struct str *fields;
	size_t field_capacity;
	struct str *paths;
	size_t path_capacity;
	size_t names_size;
	size_t next_field; /* which field most likely comes next */
	bool failed;       /* an error was given: nothing follows it */
	char *path;
	size_t path_size;
	struct jsonl_level levels[JSON_DEEPEST + 1];
	size_t depth;
	struct cell *cells;
	size_t cell_count;
	size_t cell_capacity;
	char *texts; /* unescaped strings of the line at hand */
	size_t texts_size;
	size_t texts_capacity;
};

static struct err *
jsonl_error(const struct jsonl *jsonl, uint32_t column, const char *message)
{
	return err_at(err_new(jsonl->window.arena, "%s", message), jsonl->window.input->name,
		      jsonl->line, column);
}

static struct err *
jsonl_over(const struct jsonl *jsonl, const char *what, const char *budget, size_t limit)
{
	struct err *err =
		err_new(jsonl->window.arena, "%s than %s (%zu) allows", what, budget, limit);
	return err_at(limits_met(err, budget), jsonl->window.input->name, jsonl->line, 0);
}

/* The next line without its LF; its slice lives until the next call. */
static struct err *
jsonl_line(struct jsonl *jsonl, struct str *out, bool *end)
{
	struct window *window = &jsonl->window;
	size_t limit = jsonl->limits->line_bytes;
	struct str held = window_str(window);
	size_t size = str_find_byte(held, '\n');
	while (size == SIZE_MAX && held.size <= limit && !window->ended) {
		size_t seen = held.size;
		TRY(window_fill(window));
		TRY(window_is_fed(window, seen));
		held = window_str(window);
		size = str_find_byte(str_cut(held, seen, held.size), '\n');
		size = size == SIZE_MAX ? size : size + seen;
	}
	bool found = size != SIZE_MAX;
	*out = found ? str_cut(held, 0, size) : held;
	*end = held.size == 0;
	if (*end)
		return NULL;
	jsonl->line = bytes_add(jsonl->line, 1);
	window->start += out->size + found;
	if (out->size > limit)
		return jsonl_over(jsonl, "the line is longer", "line_bytes", limit);
	return NULL;
}

/* "user.email" */
static struct str
jsonl_name(const struct jsonl *jsonl, struct str path)
{
	char *name = arena_alloc(jsonl->window.arena, path.size + 1);
	for (size_t i = 0; i < path.size; i++)
		name[i] = path.data[i] == JSONL_BELOW ? '.' : path.data[i];
	return str_make(name, path.size);
}

static struct err *
jsonl_new_field(struct jsonl *jsonl, struct str path, size_t *index)
{
	struct records *records = &jsonl->records;
	const struct limits *limits = jsonl->limits;
	if (path.size > JSONL_NAME)
		return jsonl_error(jsonl, 0, "the name of a field is longer than 1024 bytes");
	if (records->field_count >= limits->fields)
		return jsonl_over(jsonl, "more fields", "fields", limits->fields);
	jsonl->names_size += path.size;
	if (jsonl->names_size > limits->record_bytes)
		return jsonl_over(jsonl, "the names of the fields are longer", "record_bytes",
				  limits->record_bytes);
	path = str_dup(jsonl->window.arena, path);
	jsonl->fields = arena_grow(jsonl->window.arena, jsonl->fields, records->field_count,
				   &jsonl->field_capacity, sizeof *jsonl->fields);
	jsonl->paths = arena_grow(jsonl->window.arena, jsonl->paths, records->field_count,
				  &jsonl->path_capacity, sizeof *jsonl->paths);
	*index = records->field_count++;
	jsonl->fields[*index] = jsonl_name(jsonl, path);
	jsonl->paths[*index] = path;
	records->fields = jsonl->fields;
	records->paths = jsonl->paths;
	map_put(&jsonl->known, path, jsonl);
	return NULL;
}

/* Lines mostly have the same fields in the same order: look there before hashing. */
static struct err *
jsonl_field(struct jsonl *jsonl, struct str path, size_t *index)
{
	size_t guess = jsonl->next_field;
	if (guess < jsonl->records.field_count && str_equal(jsonl->paths[guess], path)) {
		*index = guess;
	} else {
		*index = map_index(&jsonl->known, path);
		if (*index == SIZE_MAX)
			TRY(jsonl_new_field(jsonl, path, index));
	}
	jsonl->next_field = *index + 1;
	return NULL;
}

/* The path is never longer than the line and two bytes for each level. */
static void
jsonl_append(struct jsonl *jsonl, struct str text)
{
	memcpy(jsonl->path + jsonl->path_size, text.data, text.size);
	jsonl->path_size += text.size;
}

static struct str
jsonl_text(struct jsonl *jsonl, struct str line, const struct json_token *token)
{
	struct str raw = str_cut(line, token->start, token->end);
	if (token->kind != JSON_STRING && token->kind != JSON_KEY)
		return raw;
	if (!token->escaped)
		return str_cut(raw, 1, raw.size - 1);
	struct str text = json_unescape(raw, jsonl->texts + jsonl->texts_size);
	jsonl->texts_size += text.size;
	return text;
}

static enum value_type
jsonl_type(enum json_kind kind, struct str raw)
{
	int64_t integer;
	switch (kind) {
	case JSON_NULL:
		return VALUE_NULL;
	case JSON_TRUE:
	case JSON_FALSE:
		return VALUE_BOOL;
	case JSON_NUMBER:
		return str_to_int64(raw, &integer) ? VALUE_INT : VALUE_DOUBLE;
	default:
		return VALUE_STRING;
	}
}

/* What precedes the value of an element: "[]" inside a list; "value" at the top. */
static void
jsonl_enter(struct jsonl *jsonl)
{
	if (jsonl->depth == 0)
		return;
	struct jsonl_level *level = &jsonl->levels[jsonl->depth - 1];
	level->filled = true;
	if (!level->list)
		return;
	jsonl->path_size = level->path_size;
	if (jsonl->path_size == 0)
		jsonl_append(jsonl, STR("value"));
	jsonl_append(jsonl, STR("[]"));
}

static struct err *
jsonl_cell_field(struct jsonl *jsonl, size_t *field)
{
	struct jsonl_level *level = jsonl->depth ? &jsonl->levels[jsonl->depth - 1] : NULL;
	struct str path = str_make(jsonl->path, jsonl->path_size);
	if (!level || !level->list)
		return jsonl_field(jsonl, path, field);
	if (level->field == SIZE_MAX)
		TRY(jsonl_field(jsonl, path, &level->field));
	*field = level->field;
	return NULL;
}

static struct err *
jsonl_cell(struct jsonl *jsonl, struct str line, const struct json_token *token, uint32_t column)
{
	jsonl_enter(jsonl);
	if (jsonl->depth == 0)
		jsonl_append(jsonl, STR("value"));
	struct str text = jsonl_text(jsonl, line, token);
	struct cell cell = {
		.type = jsonl_type(token->kind, text),
		.quoted = token->kind == JSON_STRING,
		.line = jsonl->line,
		.column = column,
		.text = token->kind == JSON_NULL ? str_cut(text, 0, 0) : text,
	};
	TRY(jsonl_cell_field(jsonl, &cell.field));
	jsonl->cells = arena_grow(jsonl->window.arena, jsonl->cells, jsonl->cell_count,
				  &jsonl->cell_capacity, sizeof *jsonl->cells);
	jsonl->cells[jsonl->cell_count++] = cell;
	return NULL;
}

static void
jsonl_key(struct jsonl *jsonl, struct str line, const struct json_token *token)
{
	jsonl->path_size = jsonl->levels[jsonl->depth - 1].path_size;
	jsonl->levels[jsonl->depth - 1].filled = true;
	if (jsonl->path_size > 0)
		jsonl_append(jsonl, STR("\x1f"));
	jsonl_append(jsonl, jsonl_text(jsonl, line, token));
}

/* A map without members has no cells, but the keys above it are there. */
static struct err *
jsonl_leave(struct jsonl *jsonl)
{
	const struct jsonl_level *level = &jsonl->levels[--jsonl->depth];
	size_t field;
	if (level->filled || level->path_size == 0)
		return NULL;
	jsonl->path_size = level->path_size;
	if (level->list)
		jsonl_append(jsonl, STR("[]"));
	TRY(jsonl_field(jsonl, str_make(jsonl->path, jsonl->path_size), &field));
	return NULL;
}

static struct err *
jsonl_token(struct jsonl *jsonl, struct str line, const struct json_token *token, uint32_t column)
{
	switch (token->kind) {
	case JSON_LIST:
	case JSON_MAP:
		jsonl_enter(jsonl);
		jsonl->levels[jsonl->depth++] = (struct jsonl_level){
			.path_size = jsonl->path_size,
			.list = token->kind == JSON_LIST,
			.field = SIZE_MAX,
		};
		return NULL;
	case JSON_LIST_END:
	case JSON_MAP_END:
		TRY(jsonl_leave(jsonl));
		return NULL;
	case JSON_KEY:
		jsonl_key(jsonl, line, token);
		return NULL;
	case JSON_END:
		return NULL;
	default:
		return jsonl_cell(jsonl, line, token, column);
	}
}

/* Room for whatever the line can need, so that slices of it stay where they are. */
static void
jsonl_prepare(struct jsonl *jsonl, struct str line)
{
	size_t needed = line.size + sizeof "value" + 2 * (JSON_DEEPEST + 1);
	if (needed > jsonl->texts_capacity) {
		jsonl->texts_capacity = needed * 2;
		jsonl->texts = arena_alloc(jsonl->window.arena, jsonl->texts_capacity);
		jsonl->path = arena_alloc(jsonl->window.arena, jsonl->texts_capacity);
	}
	jsonl->texts_size = 0;
	jsonl->path_size = 0;
	jsonl->depth = 0;
	jsonl->cell_count = 0;
	jsonl->next_field = 0;
}

static uint32_t
jsonl_column(struct str line, size_t offset)
{
	return bytes_add(1, utf8_count(str_cut(line, 0, offset)));
}

static struct err *
jsonl_problem(const struct jsonl *jsonl, struct str line, const struct json_scan *scan)
{
	uint32_t column = jsonl_column(line, scan->problem_at);
	if (scan->too_deep)
		return jsonl_over(jsonl, "nested deeper", "tree_depth", scan->deepest);
	struct err *err = jsonl_error(jsonl, column, scan->problem);
	return scan->help ? err_help(err, "%s", scan->help) : err;
}

static struct err *
jsonl_parse(struct jsonl *jsonl, struct str line)
{
	struct json_token token = {.kind = JSON_END};
	struct json_scan scan = json_scan(line, jsonl->limits->tree_depth);
	uint32_t column = 1;
	size_t counted = 0;
	jsonl_prepare(jsonl, line);
	for (;;) {
		if (!json_next(&scan, &token))
			return jsonl_problem(jsonl, line, &scan);
		column = bytes_add(column, utf8_count(str_cut(line, counted, token.start)));
		counted = token.start;
		TRY(jsonl_token(jsonl, line, &token, column));
		if (token.kind == JSON_END)
			return NULL;
	}
}

static struct err *
jsonl_check(const struct jsonl *jsonl, struct str line)
{
	if (bytes_look(line) == BYTES_PLAIN)
		return NULL;
	size_t invalid = utf8_invalid(line);
	if (invalid == SIZE_MAX)
		return NULL;
	return jsonl_error(jsonl, jsonl_column(line, invalid), "a byte is not valid UTF-8");
}

static struct err *
jsonl_record(struct jsonl *jsonl, struct record *out)
{
	struct str line = STR("");
	bool end = true;
	do {
		TRY(jsonl_line(jsonl, &line, &end));
		if (end) {
			*out = (struct record){.end = true};
			return NULL;
		}
	} while (str_trim(line).size == 0);
	TRY(jsonl_check(jsonl, line));
	TRY(jsonl_parse(jsonl, line));
	*out = (struct record){
		.line = jsonl->line,
		.cells = jsonl->cells,
		.count = jsonl->cell_count,
	};
	return NULL;
}

static struct err *
jsonl_next(struct records *self, struct record *out)
{
	struct jsonl *jsonl = (struct jsonl *)self;
	if (jsonl->failed)
		return jsonl_error(jsonl, 0, "reading was given up at an earlier error");
	struct err *err = jsonl_record(jsonl, out);
	jsonl->failed = err != NULL;
	return err;
}

static struct err *
jsonl_open(struct input *input, const struct limits *limits, struct arena *arena,
	   struct document *out)
{
	struct jsonl *jsonl = arena_alloc(arena, sizeof *jsonl);
	jsonl->records.next = jsonl_next;
	jsonl->records.named = true;
	jsonl->limits = limits;
	map_init(&jsonl->known, arena);
	window_init(&jsonl->window, input, arena);
	*out = (struct document){
		.shape = SHAPE_RECORDS,
		.format = "jsonl",
		.records = &jsonl->records,
	};
	return NULL;
}

static const char *const jsonl_endings[] = {".jsonl", ".ndjson", ".ldjson", NULL};

const struct format read_jsonl = {
	.name = "jsonl",
	.summary = "JSON Lines, one value in each line",
	.endings = jsonl_endings,
	.shape = SHAPE_RECORDS,
	.read = jsonl_open,
};
