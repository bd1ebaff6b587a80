/* SPDX-License-Identifier: Apache-2.0
 *
 * Text → tokens: names, numbers, strings with their escapes, signs. Comments run from "//" to the end
 * of the line. An int literal has no sign; whether "-" belongs to it is the parser's to say.
 */
#include "expr/lex.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/hex.h"
#include "base/utf8.h"

enum {
	MESSAGE_BYTES = 512,
	NUMBER_BYTES = 64,
};

struct err *
lex_error(struct arena *arena, struct str text, size_t start, size_t end, const char *format, ...)
{
	char message[MESSAGE_BYTES];
	uint32_t line = 1, column = 1;
	struct err *err;
	va_list values;

	va_start(values, format);
	vsnprintf(message, sizeof message, format, values);
	va_end(values);
	for (size_t at = 0; at < start && at < text.size;) {
		bool is_end = text.data[at] == '\n';

		utf8_next(text, &at);
		line += is_end;
		column = is_end ? 1 : column + 1;
	}
	err = err_at(err_new(arena, "%s", message), NULL, line, column);
	err->end_column = column;
	for (size_t at = start; at < end && at < text.size && text.data[at] != '\n';) {
		utf8_next(text, &at);
		err->end_column++;
	}
	if (err->end_column == column)
		err->end_column++;
	return err;
}

static struct err *
bad(struct lexer *lexer, size_t start, const char *what)
{
	return lex_error(lexer->arena, lexer->text, start,
			 lexer->at > start ? lexer->at : start + 1, "%s", what);
}

static char
byte_at(const struct lexer *lexer, size_t at)
{
	return at < lexer->text.size ? lexer->text.data[at] : '\0';
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool
begins_name(char byte)
{
	return byte == '_' || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static void
skip_blanks(struct lexer *lexer)
{
	for (;;) {
		char byte = byte_at(lexer, lexer->at);

		if (lexer->at >= lexer->text.size)
			return;
		if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f') {
			lexer->at++;
		} else if (byte == '/' && byte_at(lexer, lexer->at + 1) == '/') {
			while (lexer->at < lexer->text.size && lexer->text.data[lexer->at] != '\n')
				lexer->at++;
		} else {
			return;
		}
	}
}

/* ---- numbers ---- */

/* Digits to a number of 64 bits; false: more than it holds. */
static bool
take_natural(struct str digits, unsigned base, uint64_t *out)
{
	uint64_t number = 0;

	for (size_t i = 0; i < digits.size; i++) {
		unsigned digit = (unsigned)hex_digit(digits.data[i]);

		if (number > (UINT64_MAX - digit) / base)
			return false;
		number = number * base + digit;
	}
	*out = number;
	return true;
}

static struct err *
take_integer(struct lexer *lexer, size_t start, struct str digits, unsigned base)
{
	struct token *token = &lexer->token;
	char suffix = byte_at(lexer, lexer->at);
	uint64_t number;

	if (!take_natural(digits, base, &number))
		return bad(lexer, start, "the number does not fit into 64 bits");
	if (suffix == 'u' || suffix == 'U') {
		lexer->at++;
		token->value = (struct expr_value){.type = EXPR_UINT, .natural = number};
		return NULL;
	}
	token->is_least_int = number == (uint64_t)INT64_MAX + 1;
	if (number > (uint64_t)INT64_MAX && !token->is_least_int)
		return bad(lexer, start, "the number does not fit into an int (a uint ends in u)");
	token->value = (struct expr_value){.type = EXPR_INT, .integer = (int64_t)number};
	return NULL;
}

static struct err *
take_double(struct lexer *lexer, size_t start)
{
	struct str text = str_cut(lexer->text, start, lexer->at);
	char padded[NUMBER_BYTES * 8];
	double real;

	/* ".5" is not JSON's, whose numbers are read without the locale. */
	if (text.size + 2 > sizeof padded)
		return bad(lexer, start, "the number is too long");
	snprintf(padded, sizeof padded, "%s%.*s", text.data[0] == '.' ? "0" : "", STR_ARG(text));
	for (char *zero = padded; zero[0] == '0' && is_digit(zero[1]); zero[0] = ' ')
		zero++;
	if (!str_to_double(str_trim(str_of(padded)), &real))
		return bad(lexer, start, "the number is larger than a double can be");
	lexer->token.value = (struct expr_value){.type = EXPR_DOUBLE, .real = real};
	return NULL;
}

static void
skip_digits(struct lexer *lexer)
{
	while (is_digit(byte_at(lexer, lexer->at)))
		lexer->at++;
}

static bool
skip_exponent(struct lexer *lexer)
{
	size_t at = lexer->at + 1;

	if ((byte_at(lexer, lexer->at) | 0x20) != 'e')
		return false;
	at += byte_at(lexer, at) == '+' || byte_at(lexer, at) == '-';
	if (!is_digit(byte_at(lexer, at)))
		return false;
	lexer->at = at;
	skip_digits(lexer);
	return true;
}

static struct err *
take_number(struct lexer *lexer)
{
	size_t start = lexer->at;
	bool is_double = false;

	lexer->token.type = TOKEN_LITERAL;
	if (byte_at(lexer, start) == '0' && (byte_at(lexer, start + 1) | 0x20) == 'x' &&
	    hex_digit(byte_at(lexer, start + 2)) >= 0) {
		for (lexer->at += 2; hex_digit(byte_at(lexer, lexer->at)) >= 0; lexer->at++)
			;
		return take_integer(lexer, start, str_cut(lexer->text, start + 2, lexer->at), 16);
	}
	skip_digits(lexer);
	if (byte_at(lexer, lexer->at) == '.' && is_digit(byte_at(lexer, lexer->at + 1))) {
		is_double = true;
		lexer->at++;
		skip_digits(lexer);
	}
	is_double |= skip_exponent(lexer);
	if (is_double)
		return take_double(lexer, start);
	return take_integer(lexer, start, str_cut(lexer->text, start, lexer->at), 10);
}

/* ---- strings ---- */

struct string_form {
	bool raw;
	bool bytes;
	char quote;
	bool triple;
};

/* `count` digits of an escape. */
static struct err *
take_digits(struct lexer *lexer, size_t count, unsigned base, uint32_t *out)
{
	size_t start = lexer->at;

	*out = 0;
	for (size_t i = 0; i < count; i++, lexer->at++) {
		int digit = hex_digit(byte_at(lexer, lexer->at));

		if (digit < 0 || (unsigned)digit >= base)
			return bad(lexer, start, "the escape has too few digits");
		*out = *out * base + (unsigned)digit;
	}
	return NULL;
}

static struct err *
put_code(struct lexer *lexer, struct buf *out, bool as_byte, uint32_t code, size_t start)
{
	if (as_byte) {
		buf_byte(out, (char)code);
		return NULL;
	}
	if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return bad(lexer, start, "the escape is no code point");
	utf8_put(out, code);
	return NULL;
}

/* What stands behind a backslash. */
static struct err *
take_escape(struct lexer *lexer, const struct string_form *form, struct buf *out)
{
	static const char letters[] = "abfnrtv", codes[] = "\a\b\f\n\r\t\v";
	size_t start = lexer->at - 1;
	char byte = byte_at(lexer, lexer->at);
	const char *letter = byte ? strchr(letters, byte) : NULL;
	uint32_t code;

	if (letter) {
		lexer->at++;
		buf_byte(out, codes[letter - letters]);
		return NULL;
	}
	if (byte && strchr("\\?\"'`", byte)) {
		lexer->at++;
		buf_byte(out, byte);
		return NULL;
	}
	if (byte >= '0' && byte <= '3') {
		TRY(take_digits(lexer, 3, 8, &code));
		return put_code(lexer, out, form->bytes, code, start);
	}
	lexer->at++;
	if (byte == 'x' || byte == 'X') {
		TRY(take_digits(lexer, 2, 16, &code));
		return put_code(lexer, out, form->bytes, code, start);
	}
	if ((byte == 'u' || byte == 'U') && !form->bytes) {
		TRY(take_digits(lexer, byte == 'u' ? 4 : 8, 16, &code));
		return put_code(lexer, out, false, code, start);
	}
	return bad(lexer, start, "the escape is not known");
}

static bool
ends_string(const struct lexer *lexer, const struct string_form *form)
{
	for (size_t i = 0; i < (form->triple ? 3 : 1); i++)
		if (byte_at(lexer, lexer->at + i) != form->quote)
			return false;
	return true;
}

static struct err *
take_string(struct lexer *lexer, size_t start, const struct string_form *form)
{
	struct str text;
	struct buf out;

	buf_init(&out, lexer->arena, lexer->text.size * 4 + 8);
	while (!ends_string(lexer, form)) {
		char byte = byte_at(lexer, lexer->at);

		if (lexer->at >= lexer->text.size ||
		    (!form->triple && (byte == '\n' || byte == '\r')))
			return bad(lexer, start, "the string does not end");
		lexer->at++;
		if (byte == '\\' && !form->raw)
			TRY(take_escape(lexer, form, &out));
		else
			buf_byte(&out, byte);
	}
	lexer->at += form->triple ? 3 : 1;
	text = buf_str(&out);
	if (!form->bytes && utf8_invalid(text) != SIZE_MAX)
		return bad(lexer, start, "the string is no UTF-8");
	lexer->token.type = TOKEN_LITERAL;
	lexer->token.value = (struct expr_value){
		.type = form->bytes ? EXPR_BYTES : EXPR_STRING,
		.text = text.data ? text : STR(""),
	};
	return NULL;
}

/* r"", b'', rb"""…""": whether a string begins here. */
static bool
begins_string(struct lexer *lexer, struct string_form *form)
{
	size_t at = lexer->at;

	*form = (struct string_form){0};
	for (; at < lexer->at + 2; at++) {
		char byte = byte_at(lexer, at) | 0x20;

		if (byte == 'r' && !form->raw)
			form->raw = true;
		else if (byte == 'b' && !form->bytes)
			form->bytes = true;
		else
			break;
	}
	form->quote = byte_at(lexer, at);
	if (form->quote != '"' && form->quote != '\'')
		return false;
	form->triple =
		byte_at(lexer, at + 1) == form->quote && byte_at(lexer, at + 2) == form->quote;
	lexer->at = at + (form->triple ? 3 : 1);
	return true;
}

/* ---- the rest ---- */

static struct err *
take_quoted(struct lexer *lexer)
{
	size_t start = lexer->at;

	for (lexer->at++; byte_at(lexer, lexer->at) != '`'; lexer->at++) {
		char byte = byte_at(lexer, lexer->at);

		if (!begins_name(byte) && !is_digit(byte) && (!byte || !strchr(" ./-", byte)))
			return bad(lexer, start,
				   "a name in backquotes holds letters, digits, "
				   "'_', '.', '-', '/' and blanks");
	}
	lexer->token.type = TOKEN_QUOTED;
	lexer->token.text = str_cut(lexer->text, start + 1, lexer->at);
	lexer->at++;
	return lexer->token.text.size > 0 ? NULL : bad(lexer, start, "the name is empty");
}

static struct err *
take_sign(struct lexer *lexer)
{
	static const char *const signs[] = {"&&", "||", "==", "!=", "<=", ">=", NULL};
	struct str rest = str_cut(lexer->text, lexer->at, lexer->text.size);
	size_t start = lexer->at;

	lexer->token.type = TOKEN_SIGN;
	for (size_t i = 0; signs[i]; i++)
		if (str_starts(rest, str_of(signs[i]))) {
			lexer->at += 2;
			lexer->token.text = str_cut(rest, 0, 2);
			return NULL;
		}
	if (!strchr("()[]{}.,:?<>+-*/%!", rest.data[0]) || rest.data[0] == '\0') {
		utf8_next(lexer->text, &lexer->at);
		return bad(lexer, start,
			   rest.data[0] == '='   ? "'=' is no operator; '==' compares"
			   : rest.data[0] == '&' ? "'&' is no operator; '&&' is and"
			   : rest.data[0] == '|' ? "'|' is no operator; '||' is or"
						 : "this begins nothing");
	}
	lexer->at++;
	lexer->token.text = str_cut(rest, 0, 1);
	return NULL;
}

static struct err *
take_token(struct lexer *lexer)
{
	char byte = byte_at(lexer, lexer->at);
	size_t start = lexer->at;
	struct string_form form;

	if (is_digit(byte) || (byte == '.' && is_digit(byte_at(lexer, start + 1))))
		return take_number(lexer);
	if (begins_string(lexer, &form))
		return take_string(lexer, start, &form);
	if (byte == '`')
		return take_quoted(lexer);
	if (!begins_name(byte))
		return take_sign(lexer);
	while (begins_name(byte_at(lexer, lexer->at)) || is_digit(byte_at(lexer, lexer->at)))
		lexer->at++;
	lexer->token.text = str_cut(lexer->text, start, lexer->at);
	lexer->token.type = str_is(lexer->token.text, "in") ? TOKEN_SIGN : TOKEN_NAME;
	return NULL;
}

struct err *
lex_next(struct lexer *lexer)
{
	skip_blanks(lexer);
	lexer->token = (struct token){.start = lexer->at, .end = lexer->at};
	if (lexer->at >= lexer->text.size)
		return NULL;
	TRY(take_token(lexer));
	lexer->token.end = lexer->at;
	return NULL;
}
