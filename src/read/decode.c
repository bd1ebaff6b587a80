/* SPDX-License-Identifier: Apache-2.0
 *
 * Bytes of any of the three encodings in, UTF-8 out, in constant memory.
 *
 * The one thing to know: everything is filled to the brim before it is judged, so neither the head
 * nor the place of an error depends on the pieces an input delivers. Damaged UTF-16 is an error:
 * what it held cannot be known. Bytes that are no UTF-8 pass: readers know what they mean there.
 */
#include "read/decode.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum {
	DECODE_HEAD = 4 * 1024,
	DECODE_LONG_HEAD = 64 * 1024,
	DECODE_PIECE = 16 * 1024,
	/* As many characters in a row that are two printable ASCII bytes are no Chinese. */
	DECODE_RUN = 16,
	/* Two bytes of UTF-16 become three of UTF-8 at the most; and a character is pending. */
	DECODE_GROWN = DECODE_PIECE * 3 / 2 + 16,
};

static struct err *
decode_fill(struct input *input, char *data, size_t size, size_t *filled)
{
	while (*filled < size) {
		size_t got = 0;
		TRY(input_read(input, data + *filled, size - *filled, &got));
		if (got == 0)
			return NULL;
		*filled += got;
	}
	return NULL;
}

static struct err *
peek_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct peek *peek = (struct peek *)self;
	struct str rest = str_cut(peek->head, peek->taken, peek->head.size);
	if (rest.size > 0) {
		*got = size < rest.size ? size : rest.size;
		memcpy(buffer, rest.data, *got);
		peek->taken += *got;
		return NULL;
	}
	if (peek->whole) {
		*got = 0;
		return NULL;
	}
	return input_read(peek->under, buffer, size, got);
}

struct peek *
peek_over(struct input *input, struct arena *arena)
{
	struct peek *peek = arena_alloc(arena, sizeof *peek);
	peek->head = STR("");
	peek->under = input;
	peek->input = (struct input){
		.read = peek_read,
		.arena = arena,
		.name = input->name,
		.size = input->size,
	};
	return peek;
}

static struct err *
peek_look_far(struct peek *peek, struct str start)
{
	char *data = arena_alloc(peek->input.arena, DECODE_LONG_HEAD);
	size_t size = start.size;
	memcpy(data, start.data, start.size);
	TRY(decode_fill(peek->under, data, DECODE_LONG_HEAD, &size));
	peek->head = str_make(data, size);
	peek->whole = size < DECODE_LONG_HEAD;
	return NULL;
}

struct err *
peek_look(struct peek *peek)
{
	char *data = arena_alloc(peek->input.arena, DECODE_HEAD);
	size_t size = 0;
	TRY(decode_fill(peek->under, data, DECODE_HEAD, &size));
	peek->head = str_make(data, size);
	peek->whole = size < DECODE_HEAD;
	return peek->whole ? NULL : peek_look_far(peek, peek->head);
}

struct decode {
	struct input input; /* first: it is one */
	struct input *under;
	struct utf16 state;
	bool guessed; /* there is no byte order mark */
	struct buf text;
	size_t taken;
	bool ended;
	char piece[DECODE_PIECE];
};

/* Text hidden among zeros, or behind a byte order mark, would be read as Chinese. Without a mark
 * nothing says that two ASCII bytes are one character; with one it is said, and believed until most
 * characters, or many in a row, are two printable ASCII bytes: of Chinese ones one in four is. A blank in front is no letter: U+2026 and the like pass. */
static bool
decode_is_ambiguous(const struct decode *decode, size_t size)
{
	size_t high = decode->state.big_endian ? 0 : 1;
	size_t pairs = 0;
	size_t run = 0;
	size_t longest = 0;
	for (size_t at = 0; at + 1 < size; at += 2) {
		char first = decode->piece[at + high];
		char second = decode->piece[at + 1 - high];
		bool pair = first > ' ' && first < 0x7f && second >= ' ' && second < 0x7f;
		pairs += pair;
		run = pair ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return decode->guessed ? pairs > 0 : pairs > size / 4 || longest >= DECODE_RUN;
}

static struct err *
decode_more(struct decode *decode)
{
	size_t size = 0;
	buf_clear(&decode->text);
	decode->taken = 0;
	TRY(decode_fill(decode->under, decode->piece, DECODE_PIECE, &size));
	decode->ended = size < DECODE_PIECE;
	if (decode_is_ambiguous(decode, size))
		return err_help(
			err_at(err_new(decode->input.arena, "the bytes are UTF-16 in part only"),
			       decode->input.name, 0, 0),
			"save the file as UTF-8, or with a byte order mark");
	utf16_convert(&decode->state, str_make(decode->piece, size), decode->ended, &decode->text);
	if (!decode->state.damaged && !decode->text.full)
		return NULL;
	return err_help(err_at(err_new(decode->input.arena, "the UTF-16 text is damaged"),
			       decode->input.name, 0, 0),
			"save the file as UTF-8");
}

static struct err *
decode_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	struct decode *decode = (struct decode *)self;
	*got = 0;
	while (decode->taken == decode->text.size) {
		if (decode->ended)
			return NULL;
		TRY(decode_more(decode));
	}
	struct str text = buf_str(&decode->text);
	struct str rest = str_cut(text, decode->taken, text.size);
	*got = size < rest.size ? size : rest.size;
	memcpy(buffer, rest.data, *got);
	decode->taken += *got;
	return NULL;
}

static struct input *
decode_utf16(struct peek *raw, struct arena *arena, bool big_endian, bool guessed)
{
	struct decode *decode = arena_alloc(arena, sizeof *decode);
	decode->input = (struct input){
		.read = decode_read,
		.arena = arena,
		.name = raw->input.name,
		.size = raw->input.size,
	};
	decode->under = &raw->input;
	decode->state.big_endian = big_endian;
	decode->guessed = guessed;
	buf_init(&decode->text, arena, DECODE_GROWN);
	return &decode->input;
}

struct peek *
decode_over(struct peek *raw, struct arena *arena)
{
	size_t bom = 0;
	enum encoding encoding = encoding_guess(raw->head, &bom);
	raw->head = str_cut(raw->head, bom, raw->head.size);
	if (encoding == ENCODING_UTF8)
		return raw;
	bool big_endian = encoding == ENCODING_UTF16BE;
	return peek_over(decode_utf16(raw, arena, big_endian, bom == 0), arena);
}
