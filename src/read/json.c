/* SPDX-License-Identifier: Apache-2.0
 *
 * A JSON text in, a value out in which every node knows its place and its literal text (RFC 8259).
 *
 * The one thing to know: integers that do not fit 64 bits become doubles and keep their digits in
 * `literal`; a number that is no finite double is an error, never saturated. Duplicate keys are an
 * error. Files read as documents may be data, so their errors quote nothing; read_json_text is for
 * files that people write, and shows them.
 */
#include <string.h>

#include "base/arena.h"
#include "model/input.h"
#include "read/json_scan.h"
#include "read/read.h"
#include "read/tree.h"

struct json_reader {
	struct tree tree;
	struct json_scan scan;
	struct cursor cursor;
};

static struct err *
json_problem(const struct json_reader *reader)
{
	struct cursor cursor;
	cursor_init(&cursor, reader->tree.text);
	cursor_to(&cursor, reader->scan.problem_at);
	struct place place = {.line = cursor.line, .column = cursor.column};
	struct err *err;
	if (reader->scan.too_deep)
		err = limits_met(tree_error(&reader->tree, place,
					    "nested deeper than tree_depth (%zu) allows",
					    reader->scan.deepest),
				 "tree_depth");
	else
		err = tree_error(&reader->tree, place, "%s", reader->scan.problem);
	return reader->scan.help ? err_help(err, "%s", reader->scan.help) : err;
}

static struct err *
json_token(struct json_reader *reader, struct json_token *token)
{
	*token = (struct json_token){.kind = JSON_END};
	return json_next(&reader->scan, token) ? NULL : json_problem(reader);
}

/* Tokens come in order, so the cursor only goes forward. */
static struct place
json_place(struct json_reader *reader, const struct json_token *token)
{
	struct place place;
	cursor_to(&reader->cursor, token->start);
	place.line = reader->cursor.line;
	place.column = reader->cursor.column;
	cursor_to(&reader->cursor, token->end);
	place.end_line = reader->cursor.line;
	place.end_column = reader->cursor.column;
	return place;
}

static struct str
json_text(struct json_reader *reader, const struct json_token *token)
{
	struct str raw = str_cut(reader->tree.text, token->start, token->end);
	if (!token->escaped)
		return str_cut(raw, 1, raw.size - 1);
	return json_unescape(raw, arena_alloc(reader->tree.arena, raw.size));
}

static struct err *
json_number(struct json_reader *reader, struct value *out)
{
	if (str_to_int64(out->literal, &out->integer)) {
		out->type = VALUE_INT;
		return NULL;
	}
	out->type = VALUE_DOUBLE;
	if (str_to_double(out->literal, &out->real))
		return NULL;
	return err_help(tree_error(&reader->tree, out->place, "the number is out of range"),
			"quote it when it is no quantity");
}

static struct err *
json_value(struct json_reader *reader, const struct json_token *token, struct value *out);

static struct err *
json_list(struct json_reader *reader, struct value *out)
{
	struct json_token token = {.kind = JSON_END};
	out->type = VALUE_LIST;
	for (;;) {
		TRY(json_token(reader, &token));
		if (token.kind == JSON_LIST_END)
			break;
		struct value item = {0};
		TRY(json_value(reader, &token, &item));
		value_add(reader->tree.arena, out, item);
	}
	struct place end = json_place(reader, &token);
	out->place.end_line = end.end_line;
	out->place.end_column = end.end_column;
	return NULL;
}

static struct err *
json_map(struct json_reader *reader, struct value *out)
{
	struct json_token token = {.kind = JSON_END};
	struct tree_map map = {.value = out};
	out->type = VALUE_MAP;
	for (;;) {
		struct value *member = out;
		TRY(json_token(reader, &token));
		if (token.kind == JSON_MAP_END)
			break;
		struct place place = json_place(reader, &token);
		struct str key = json_text(reader, &token);
		TRY(tree_add(&reader->tree, &map, key, place, &member));
		TRY(json_token(reader, &token));
		TRY(json_value(reader, &token, member));
	}
	struct place end = json_place(reader, &token);
	out->place.end_line = end.end_line;
	out->place.end_column = end.end_column;
	return NULL;
}

/* Recurses once for each level: the scanner refuses more than tree_depth. */
static struct err *
json_value(struct json_reader *reader, const struct json_token *token, struct value *out)
{
	*out = (struct value){.place = json_place(reader, token)};
	TRY(tree_count(&reader->tree, reader->scan.depth, out->place));
	if (token->kind == JSON_LIST)
		return json_list(reader, out);
	if (token->kind == JSON_MAP)
		return json_map(reader, out);
	out->literal = str_cut(reader->tree.text, token->start, token->end);
	switch (token->kind) {
	case JSON_NULL:
		out->type = VALUE_NULL;
		return NULL;
	case JSON_TRUE:
	case JSON_FALSE:
		out->type = VALUE_BOOL;
		out->boolean = token->kind == JSON_TRUE;
		return NULL;
	case JSON_STRING:
		out->type = VALUE_STRING;
		out->quoted = true;
		out->string = json_text(reader, token);
		return NULL;
	default:
		return json_number(reader, out);
	}
}

static struct err *
json_read(struct json_reader *reader, struct str text, struct value *out)
{
	struct json_token token = {.kind = JSON_END};
	TRY(tree_take(&reader->tree, text));
	reader->scan = json_scan(reader->tree.text, reader->tree.limits->tree_depth);
	cursor_init(&reader->cursor, reader->tree.text);
	if (str_trim(reader->tree.text).size == 0)
		return err_help(tree_error(&reader->tree, (struct place){.line = 1, .column = 1},
					   "the file is empty: JSON needs a value"),
				"write null, {} or []");
	TRY(json_token(reader, &token));
	TRY(json_value(reader, &token, out));
	return json_token(reader, &token);
}

struct err *
read_json_text(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	       struct value *out)
{
	struct json_reader reader = {
		.tree = {.path = path, .limits = limits, .arena = arena, .show = true},
	};
	return json_read(&reader, text, out);
}

static struct err *
json_document(struct input *input, const struct limits *limits, struct arena *arena,
	      struct document *out)
{
	struct json_reader reader = {
		.tree = {.path = input->name, .limits = limits, .arena = arena},
	};
	struct str text = {0};
	TRY(limits_named(input_all(input, arena, limits->record_bytes, &text), "record_bytes"));
	*out = (struct document){.shape = SHAPE_TREE, .format = "json"};
	return json_read(&reader, text, &out->tree);
}

static const char *const json_endings[] = {".json", ".geojson", NULL};

const struct format read_json = {
	.name = "json",
	.summary = "JSON (RFC 8259), one value",
	.endings = json_endings,
	.shape = SHAPE_TREE,
	.read = json_document,
};
