/* SPDX-License-Identifier: Apache-2.0
 *
 * A YAML text in, values out in which every node knows its exact place and its literal text. Built
 * on libyaml's events, so nothing is resolved, expanded or merged behind our back.
 *
 * The one thing to know: libyaml 0.2.5 reads YAML 1.1, is quadratic in nesting and accepts
 * duplicate keys, so depth and number of nodes are counted on the events, scalars are typed here
 * (yaml_scalar.c), and what could say one thing to a reader and another to us is refused: anchors,
 * aliases, tags, merge keys, keys that are no scalars, duplicate keys, a second document, and the
 * line breaks of YAML 1.1 that no editor shows.
 *
 * libyaml has memory of its own: it is given back in yaml_run, the one place that starts it.
 */
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "model/input.h"
#include "read/bytes.h"
#include "read/read.h"
#include "read/yaml.h"
#include "read/yaml_explain.h"
#include "read/yaml_scalar.h"

struct yaml_reader {
	struct tree *tree;
	yaml_parser_t parser;
	yaml_event_t event; /* the one at hand */
	/* libyaml counts characters, slices need bytes: the last place where both were known. */
	size_t index;
	size_t offset;
	bool ascii;        /* then they are the same */
	struct cursor end; /* of the text */
};

static bool
yaml_is_continuation(struct str text, size_t offset)
{
	return offset < text.size && ((unsigned char)text.data[offset] & 0xc0) == 0x80;
}

/* The byte offset of a mark. Marks mostly go forward, so this is linear over a whole text. */
static size_t
yaml_offset(struct yaml_reader *reader, yaml_mark_t mark)
{
	struct str text = reader->tree->text;
	if (reader->ascii)
		return mark.index < text.size ? mark.index : text.size;
	for (; reader->index < mark.index && reader->offset < text.size; reader->index++) {
		reader->offset++;
		while (yaml_is_continuation(text, reader->offset))
			reader->offset++;
	}
	for (; reader->index > mark.index && reader->offset > 0; reader->index--) {
		reader->offset--;
		while (reader->offset > 0 && yaml_is_continuation(text, reader->offset))
			reader->offset--;
	}
	return reader->offset;
}

/* libyaml puts the end of a text without a last line end into a line of its own. */
static yaml_mark_t
yaml_real(const struct yaml_reader *reader, yaml_mark_t mark)
{
	if (mark.line + 1 > reader->end.line) {
		mark.line = reader->end.line - 1;
		mark.column = reader->end.column - 1;
	}
	return mark;
}

static struct place
yaml_place(const struct yaml_reader *reader, yaml_mark_t start, yaml_mark_t end)
{
	uint32_t before = reader->tree->lines_before;
	start = yaml_real(reader, start);
	end = yaml_real(reader, end);
	return (struct place){
		.line = (uint32_t)start.line + 1 + before,
		.column = (uint32_t)start.column + 1,
		.end_line = (uint32_t)end.line + 1 + before,
		.end_column = (uint32_t)end.column + 1,
	};
}

static struct place
yaml_event_place(const struct yaml_reader *reader)
{
	return yaml_place(reader, reader->event.start_mark, reader->event.end_mark);
}

static struct err *
yaml_refuse(const struct yaml_reader *reader, const char *what, const char *help)
{
	struct place place = yaml_event_place(reader);
	return err_help(tree_error(reader->tree, place, "%s", what), "%s", help);
}

static struct err *
yaml_problem(const struct yaml_reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	if (parser->error == YAML_READER_ERROR)
		return tree_error_offset(reader->tree, parser->problem_offset,
					 parser->problem ? parser->problem : "no text");
	struct yaml_trouble trouble = {
		.problem = parser->problem ? parser->problem : "the YAML cannot be read",
		.context = parser->context ? parser->context : "",
		.at = yaml_place(reader, parser->problem_mark, parser->problem_mark),
		.began = yaml_place(reader, parser->context_mark, parser->context_mark),
	};
	return yaml_explain(reader->tree, &trouble);
}

static struct err *
yaml_next(struct yaml_reader *reader)
{
	yaml_event_delete(&reader->event);
	if (!yaml_parser_parse(&reader->parser, &reader->event))
		return yaml_problem(reader);
	return NULL;
}

/* Neither anchor nor tag: both change what a value is from afar. */
static struct err *
yaml_is_bare(const struct yaml_reader *reader, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		return yaml_refuse(reader, "anchors (&name) are not supported",
				   "write the value where it is needed; quote a text with '&'");
	if (tag)
		return yaml_refuse(reader, "tags (!name, !!str) are not supported",
				   "quote what is text; quote a text that starts with '!'");
	return NULL;
}

static struct str
yaml_literal(struct yaml_reader *reader)
{
	size_t start = yaml_offset(reader, reader->event.start_mark);
	size_t end = yaml_offset(reader, reader->event.end_mark);
	return str_cut(reader->tree->text, start, end > start ? end : start);
}

/* The content: a slice of the text where it stands there as it is, else a copy. */
static struct str
yaml_content(struct yaml_reader *reader, struct str literal)
{
	const char *value = (const char *)reader->event.data.scalar.value;
	struct str content = str_make(value, reader->event.data.scalar.length);
	if (str_equal(content, literal))
		return literal;
	struct str inner = literal.size >= 2 ? str_cut(literal, 1, literal.size - 1) : literal;
	if (str_equal(content, inner))
		return inner;
	return str_dup(reader->tree->arena, content);
}

static bool
yaml_is_quoted(const struct yaml_reader *reader)
{
	yaml_scalar_style_t style = reader->event.data.scalar.style;
	return style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
}

static bool
yaml_is_plain(const struct yaml_reader *reader)
{
	return reader->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

/* libyaml ends a block scalar where the next token starts: give back the blank lines. */
static void
yaml_trim_block(struct yaml_reader *reader, struct value *out)
{
	size_t size = out->literal.size;
	while (size > 0 && strchr(" \t\r\n", out->literal.data[size - 1]))
		size--;
	out->literal.size = size;
	struct cursor cursor = {
		.text = reader->tree->text,
		.offset = (size_t)(out->literal.data - reader->tree->text.data),
		.line = out->place.line,
		.column = out->place.column,
	};
	cursor_to(&cursor, cursor.offset + size);
	out->place.end_line = cursor.line;
	out->place.end_column = cursor.column;
}

static struct err *
yaml_scalar(struct yaml_reader *reader, struct value *out)
{
	TRY(yaml_is_bare(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag));
	out->literal = yaml_literal(reader);
	out->quoted = yaml_is_quoted(reader);
	struct str content = yaml_content(reader, out->literal);
	if (!yaml_is_plain(reader)) {
		out->type = VALUE_STRING;
		out->string = content;
		if (!out->quoted)
			yaml_trim_block(reader, out);
		return NULL;
	}
	if (!yaml_resolve(content, reader->tree->arena, out))
		return yaml_refuse(reader, "the number is out of range",
				   "quote it when it is no quantity");
	return NULL;
}

/* libyaml takes "{?a: 1}" for the key "a"; YAML 1.2 has "?a". */
static bool
yaml_has_tight_mark(struct yaml_reader *reader)
{
	size_t start = yaml_offset(reader, reader->event.start_mark);
	return start > 0 && reader->tree->text.data[start - 1] == '?';
}

static struct err *
yaml_key(struct yaml_reader *reader, struct str *out)
{
	if (reader->event.type == YAML_ALIAS_EVENT)
		return yaml_refuse(reader, "aliases (*name) are not supported",
				   "write the value out; quote a text that starts with '*'");
	if (reader->event.type != YAML_SCALAR_EVENT)
		return yaml_refuse(reader, "a key is no text", "keys are plain or quoted texts");
	TRY(yaml_is_bare(reader, reader->event.data.scalar.anchor, reader->event.data.scalar.tag));
	*out = yaml_content(reader, yaml_literal(reader));
	if (yaml_is_plain(reader) && out->size == 0)
		return yaml_refuse(reader, "a key is missing before ':'", "name the value");
	if (yaml_has_tight_mark(reader))
		return yaml_refuse(reader, "'?' stands right before a key",
				   "put a space behind '?', or quote the key");
	if (yaml_is_plain(reader) && str_is(*out, "<<"))
		return yaml_refuse(reader, "merge keys (<<) are not supported",
				   "write the merged keys out");
	return NULL;
}

static struct err *
yaml_node(struct yaml_reader *reader, size_t depth, struct value *out);

/* A flow collection ends with its bracket, a block collection with its last element. */
static void
yaml_end(const struct yaml_reader *reader, bool flow, const struct value *last, struct value *out)
{
	struct place place = last ? last->place : out->place;
	if (flow)
		place = yaml_event_place(reader);
	out->place.end_line = place.end_line;
	out->place.end_column = place.end_column;
}

static struct err *
yaml_list(struct yaml_reader *reader, size_t depth, struct value *out)
{
	TRY(yaml_is_bare(reader, reader->event.data.sequence_start.anchor,
			 reader->event.data.sequence_start.tag));
	bool flow = reader->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
	out->type = VALUE_LIST;
	const struct value *last = NULL;
	for (;;) {
		TRY(yaml_next(reader));
		if (reader->event.type == YAML_SEQUENCE_END_EVENT)
			break;
		struct value item = {0};
		TRY(yaml_node(reader, depth + 1, &item));
		last = value_add(reader->tree->arena, out, item);
	}
	yaml_end(reader, flow, last, out);
	return NULL;
}

static struct err *
yaml_map(struct yaml_reader *reader, size_t depth, struct value *out)
{
	TRY(yaml_is_bare(reader, reader->event.data.mapping_start.anchor,
			 reader->event.data.mapping_start.tag));
	bool flow = reader->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	struct tree_map map = {.value = out};
	struct value *last = NULL;
	out->type = VALUE_MAP;
	for (;;) {
		struct str key = {0};
		TRY(yaml_next(reader));
		if (reader->event.type == YAML_MAPPING_END_EVENT)
			break;
		TRY(yaml_key(reader, &key));
		TRY(tree_add(reader->tree, &map, key, yaml_event_place(reader), &last));
		TRY(yaml_next(reader));
		TRY(yaml_node(reader, depth + 1, last));
	}
	yaml_end(reader, flow, last, out);
	return NULL;
}

/* The node that starts with the event at hand. Recurses once for each level up to tree_depth. */
static struct err *
yaml_node(struct yaml_reader *reader, size_t depth, struct value *out)
{
	*out = (struct value){.place = yaml_event_place(reader)};
	TRY(tree_count(reader->tree, depth, out->place));
	switch (reader->event.type) {
	case YAML_SCALAR_EVENT:
		return yaml_scalar(reader, out);
	case YAML_SEQUENCE_START_EVENT:
		return yaml_list(reader, depth, out);
	case YAML_MAPPING_START_EVENT:
		return yaml_map(reader, depth, out);
	case YAML_ALIAS_EVENT:
		return yaml_refuse(reader, "aliases (*name) are not supported",
				   "write the value out; quote a text that starts with '*'");
	default:
		return yaml_refuse(reader, "a value is missing", "write null where there is none");
	}
}

static struct err *
yaml_directives(const struct yaml_reader *reader)
{
	const yaml_version_directive_t *version =
		reader->event.data.document_start.version_directive;
	if (version && (version->major != 1 || version->minor != 2))
		return yaml_refuse(reader, "the %YAML directive asks for another version than 1.2",
				   "remove it: files are read as YAML 1.2");
	if (reader->event.data.document_start.tag_directives.start !=
	    reader->event.data.document_start.tag_directives.end)
		return yaml_refuse(reader, "%TAG directives are not supported", "remove it");
	return NULL;
}

/* From the document's start event, at hand, to its end. */
static struct err *
yaml_document(struct yaml_reader *reader, struct value *out)
{
	if (reader->event.type != YAML_DOCUMENT_START_EVENT)
		return yaml_refuse(reader, "a document is missing",
				   "write null where there is none");
	TRY(yaml_directives(reader));
	TRY(yaml_next(reader));
	TRY(yaml_node(reader, 1, out));
	return yaml_next(reader);
}

static struct err *
yaml_one(struct yaml_reader *reader, struct value *out)
{
	*out = (struct value){
		.place = {.line = reader->tree->lines_before + 1, .column = 1},
		.literal = str_cut(reader->tree->text, 0, 0),
	};
	TRY(yaml_next(reader));
	TRY(yaml_next(reader));
	if (reader->event.type == YAML_STREAM_END_EVENT)
		return NULL;
	TRY(yaml_document(reader, out));
	TRY(yaml_next(reader));
	if (reader->event.type == YAML_STREAM_END_EVENT)
		return NULL;
	return yaml_refuse(reader, "a second document starts here", "remove the '---'");
}

static struct err *
yaml_all(struct yaml_reader *reader, struct value *out)
{
	*out = value_list();
	out->place = (struct place){.line = 1, .column = 1};
	TRY(yaml_next(reader));
	for (;;) {
		struct value document = {0};
		TRY(yaml_next(reader));
		if (reader->event.type == YAML_STREAM_END_EVENT)
			return NULL;
		TRY(yaml_document(reader, &document));
		value_add(reader->tree->arena, out, document);
	}
}

/* YAML 1.1 ends lines at U+0085, U+2028 and U+2029, YAML 1.2 and every editor do not: a comment
 * could hide a key. */
static struct err *
yaml_has_plain_lines(const struct tree *tree)
{
	static const char *const breaks[] = {"\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"};
	for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
		size_t found = str_find(tree->text, str_of(breaks[i]));
		if (found != SIZE_MAX)
			return err_help(tree_error_offset(tree, found,
							  "a line break that editors do not show "
							  "(U+0085, U+2028 or U+2029)"),
					"replace it; in double quotes write \\N, \\L or \\P");
	}
	return NULL;
}

static struct err *
yaml_run(struct tree *tree, struct err *(*read)(struct yaml_reader *reader, struct value *out),
	 struct value *out)
{
	struct yaml_reader reader = {
		.tree = tree,
		.ascii = bytes_look(tree->text) == BYTES_PLAIN,
	};
	if (!reader.ascii)
		TRY(yaml_has_plain_lines(tree));
	cursor_init(&reader.end, tree->text);
	cursor_to(&reader.end, tree->text.size);
	if (!yaml_parser_initialize(&reader.parser))
		arena_leave(tree->arena);
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)tree->text.data,
				     tree->text.size);
	struct err *err = read(&reader, out);
	/* No memory is no property of the text. */
	bool exhausted = reader.parser.error == YAML_MEMORY_ERROR;
	yaml_event_delete(&reader.event);
	yaml_parser_delete(&reader.parser);
	if (exhausted)
		arena_leave(tree->arena);
	return err;
}

struct err *
yaml_read_one(struct tree *tree, struct value *out)
{
	return yaml_run(tree, yaml_one, out);
}

struct err *
read_yaml_text(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	       struct value *out)
{
	struct tree tree = {.path = path, .limits = limits, .arena = arena, .show = true};
	TRY(tree_take(&tree, text));
	return yaml_run(&tree, yaml_one, out);
}

struct err *
read_yaml_all(const char *path, struct str text, const struct limits *limits, struct arena *arena,
	      struct value *out)
{
	struct tree tree = {.path = path, .limits = limits, .arena = arena, .show = true};
	TRY(tree_take(&tree, text));
	return yaml_run(&tree, yaml_all, out);
}

static struct err *
yaml_open(struct input *input, const struct limits *limits, struct arena *arena,
	  struct document *out)
{
	struct tree tree = {.path = input->name, .limits = limits, .arena = arena};
	struct str text = {0};
	TRY(limits_named(input_all(input, arena, limits->record_bytes, &text), "record_bytes"));
	TRY(tree_take(&tree, text));
	*out = (struct document){.shape = SHAPE_TREE, .format = "yaml"};
	return yaml_run(&tree, yaml_one, &out->tree);
}

static const char *const yaml_endings[] = {".yaml", ".yml", NULL};

const struct format read_yaml = {
	.name = "yaml",
	.summary = "YAML 1.2, core schema, one document",
	.endings = yaml_endings,
	.shape = SHAPE_TREE,
	.comments = COMMENTS_OF_YAML,
	.read = yaml_open,
};
