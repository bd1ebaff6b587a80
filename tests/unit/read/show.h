/* SPDX-License-Identifier: Apache-2.0
 *
 * A document as text: everything a reader says about it, one thing in a line, so that tests state
 * whole results and two readings can be compared byte for byte.
 *
 *	@2:3 email ann@corp.com            a cell: line, column, name, text (quoted ones in quotes)
 *	error 3:1 the row is longer …      the reading ended here
 */
#ifndef GOVLINT_TESTS_UNIT_READ_SHOW_H
#define GOVLINT_TESTS_UNIT_READ_SHOW_H

#include "base/arena.h"
#include "base/buf.h"
#include "read/read.h"

static inline void
show_error(struct buf *out, struct err *err)
{
	buf_print(out, "error %u:%u %s\n", err->line, err->column, err->message);
	err_settle(err);
}

static inline void
show_value(struct buf *out, const struct value *value, int depth)
{
	const struct place *place = &value->place;
	buf_print(out, "%s @%u:%u-%u:%u", value_type_name(value->type), place->line, place->column,
		  place->end_line, place->end_column);
	if (value->type == VALUE_LIST || value->type == VALUE_MAP)
		buf_byte(out, '\n');
	if (value->type == VALUE_LIST) {
		for (size_t i = 0; i < value->list.count; i++) {
			buf_print(out, "%*s- ", depth * 2, "");
			show_value(out, &value->list.items[i], depth + 1);
		}
		return;
	}
	if (value->type == VALUE_MAP) {
		for (size_t i = 0; i < value->map.count; i++) {
			const struct value_member *member = &value->map.members[i];
			buf_print(out, "%*s", depth * 2, "");
			buf_add(out, member->key);
			buf_print(out, " @%u:%u: ", member->key_place.line,
				  member->key_place.column);
			show_value(out, &member->value, depth + 1);
		}
		return;
	}
	if (value->type == VALUE_INT)
		buf_print(out, " %lld", (long long)value->integer);
	else if (value->type == VALUE_DOUBLE)
		buf_print(out, " %.17g", value->real);
	else if (value->type == VALUE_BOOL)
		buf_print(out, " %s", value->boolean ? "true" : "false");
	else if (value->type == VALUE_STRING) {
		buf_print(out, value->quoted ? " \"" : " ");
		buf_add(out, value->string);
		buf_print(out, value->quoted ? "\"" : "");
	}
	buf_byte(out, '\n');
}

static inline struct err *
show_records(struct buf *out, struct records *records)
{
	struct record record;
	for (;;) {
		struct err *err = records->next(records, &record);
		if (err)
			return err;
		if (record.end)
			break;
		for (size_t i = 0; i < record.count; i++) {
			const struct cell *cell = &record.cells[i];
			buf_print(out, "@%u:%u ", cell->line, cell->column);
			buf_add(out, records->fields[cell->field]);
			buf_print(out, cell->quoted ? " \"" : " ");
			buf_add(out, cell->text);
			buf_print(out, cell->quoted ? "\"" : "");
			if (cell->type != VALUE_STRING)
				buf_print(out, " %s", value_type_name(cell->type));
			buf_byte(out, '\n');
		}
		buf_print(out, "end of %u\n", record.line);
	}
	if (records->ragged > 0)
		buf_print(out, "ragged %llu, first in %u\n", (unsigned long long)records->ragged,
			  records->first_ragged);
	return NULL;
}

static inline struct err *
show_text(struct buf *out, struct text *text)
{
	struct text_line line;
	for (;;) {
		struct err *err = text->next(text, &line);
		if (err)
			return err;
		if (line.end)
			return NULL;
		buf_print(out, "@%u:%u%s ", line.line, line.column, line.continued ? "+" : "");
		buf_add(out, line.text);
		buf_byte(out, '\n');
	}
}

/* The whole of it; errors included, and settled. */
static inline void
show_document(struct buf *out, struct err *err, const struct document *document)
{
	if (!err && document->shape == SHAPE_RECORDS)
		err = show_records(out, document->records);
	else if (!err && document->shape == SHAPE_TEXT)
		err = show_text(out, document->text);
	else if (!err && document->shape == SHAPE_TREE)
		show_value(out, &document->tree, 0);
	if (err)
		show_error(out, err);
}

static inline struct str
show_input(struct arena *arena, struct input *input, const struct limits *limits)
{
	struct document document = {0};
	struct buf out;
	buf_init(&out, arena, SIZE_MAX / 4);
	show_document(&out, read_document(input, limits, arena, &document), &document);
	return buf_str(&out);
}

#endif
