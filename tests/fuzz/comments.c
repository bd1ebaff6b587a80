/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments that begin with a word, in YAML, Markdown or text by the first byte. Each stands where its
 * place says, speaks of a line that is there, and is no part of a value: with other words in them a
 * YAML text holds the same values.
 */
#include "fuzz/reading.h"

/* What all comments have in common. */
static void
comments_stand(const struct comments *comments)
{
	for (size_t i = 0; i < comments->count; i++) {
		const struct comment *comment = &comments->items[i];
		struct str line = read_line(comments->text, comment->line);

		HOLDS(str_equal(line, comment->whole));
		HOLDS(comment->text.data >= line.data &&
		      comment->text.data + comment->text.size <= line.data + line.size);
		HOLDS(utf8_invalid(comment->text) == SIZE_MAX);
		HOLDS(str_equal_fold(str_cut(comment->text, 0, 3), STR("say")));
		HOLDS(comment->column >= 1 && comment->column <= utf8_count(line) + 1);
		HOLDS(comment->speaks_of == 0 || comment->speaks_of >= comment->line);
		HOLDS(comment->alone || comment->speaks_of == comment->line);
		HOLDS(comment->speaks_of == 0 ||
		      str_equal(read_line(comments->text, comment->speaks_of), comment->spoken));
		HOLDS(i == 0 || comment->line >= comments->items[i - 1].line);
	}
}

static struct str
shown(struct arena *arena, struct str text)
{
	struct value value = {0};
	struct buf out;

	buf_init(&out, arena, 1 << 20);
	if (read_yaml_all("a.yaml", text, &limits_default, arena, &value))
		return STR("error");
	show_value(&out, &value, 0);
	return buf_str(&out);
}

/* With other words in its comments a text says the same. */
static void
comments_are_no_values(struct arena *arena, const struct comments *comments)
{
	char *text = str_copy(arena, comments->text);

	for (size_t i = 0; i < comments->count; i++) {
		struct str words = comments->items[i].text;

		if (comments->items[i].doubtful)
			return;
		for (size_t n = 0; n < words.size; n++)
			if ((unsigned char)words.data[n] < 0x80)
				text[words.data - comments->text.data + n] = 'x';
	}
	HOLDS(str_equal(shown(arena, comments->text),
			shown(arena, str_make(text, comments->text.size))));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.yaml", "a.md", "a.txt"};
	struct arena *arena = reading_arena();
	struct comments comments;
	struct str text;
	size_t format;
	struct err *err;

	if (size == 0 || size > 4096)
		return 0;
	format = data[0] % 3;
	text = str_make((const char *)data + 1, size - 1);
	err = read_comments(input_of(arena, names[format], text), STR("say"), 8, &limits_default,
			    arena, &comments);
	if (err) {
		err_settle(err);
		return 0;
	}
	HOLDS(comments.count <= 8);
	comments_stand(&comments);
	if (format == 0 && comments.count > 0)
		comments_are_no_values(arena, &comments);
	return 0;
}
