/* SPDX-License-Identifier: Apache-2.0
 *
 * The words of an expression, one after the other.
 *
 *	struct lexer lexer = {.arena = run, .text = text};
 *	TRY(lex_next(&lexer));           // lexer.token is the first
 */
#ifndef GOVLINT_EXPR_LEX_H
#define GOVLINT_EXPR_LEX_H

#include "base/arena.h"
#include "expr/expr.h"

enum token_type {
	TOKEN_END,
	TOKEN_NAME,    /* an identifier, also a reserved word */
	TOKEN_QUOTED,  /* `a-name` */
	TOKEN_LITERAL, /* a number, string or bytes, in `value` */
	TOKEN_SIGN,    /* "(", "&&", "in" … */
};

struct token {
	enum token_type type;
	size_t start;
	size_t end;
	struct str text;
	struct expr_value value;
	bool is_least_int; /* 9223372036854775808, an int with "-" before it only */
};

struct lexer {
	struct arena *arena;
	struct str text;
	size_t at;
	struct token token;
};

struct err *
lex_next(struct lexer *lexer) MUST_USE;

/* An error at a part of the text. */
struct err *
lex_error(struct arena *arena, struct str text, size_t start, size_t end, const char *format, ...)
	__attribute__((format(printf, 5, 6))) MUST_USE;

#endif
