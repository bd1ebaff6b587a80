/* SPDX-License-Identifier: Apache-2.0
 *
 * Text → nodes, by recursive descent after CEL's grammar: ?:, ||, &&, relations, sums, products,
 * signs, members, primaries. Recursion is bounded by DEPTH, the number of nodes by that of bytes.
 */
#include "expr/parse.h"

#include "expr/lex.h"
#include "expr/macro.h"

enum {
	DEPTH = 250,
};

struct parser {
	struct lexer lexer;
	struct arena *run;
	bool no_macros;
	size_t depth;
};

static struct err *
parse_expression(struct parser *parser, struct node **out) MUST_USE;

static bool
sees(const struct parser *parser, const char *sign)
{
	return parser->lexer.token.type == TOKEN_SIGN && str_is(parser->lexer.token.text, sign);
}

static struct err *
advance(struct parser *parser)
{
	return lex_next(&parser->lexer);
}

/* Take a sign if it is there. */
static struct err *
take(struct parser *parser, const char *sign, bool *taken)
{
	*taken = sees(parser, sign);
	return *taken ? advance(parser) : NULL;
}

static struct err *
unexpected(const struct parser *parser, const char *wanted)
{
	const struct token *token = &parser->lexer.token;
	struct str text = str_cut(parser->lexer.text, token->start, token->end);

	if (token->type == TOKEN_END)
		return lex_error(parser->run, parser->lexer.text, token->start, token->end,
				 "the expression ends where %s is expected", wanted);
	return lex_error(parser->run, parser->lexer.text, token->start, token->end,
			 "'%.*s' stands where %s is expected",
			 (int)(text.size < 40 ? text.size : 40), text.data, wanted);
}

static struct err *
expect(struct parser *parser, const char *sign)
{
	bool taken;

	TRY(take(parser, sign, &taken));
	if (taken)
		return NULL;
	return unexpected(parser, arena_print(parser->run, "'%s'", sign));
}

static struct node *
join(struct parser *parser, enum node_type type, struct node *left, struct node *right)
{
	struct node *node = node_new(parser->run, type, left->start);

	node->end = right ? right->end : left->end;
	node_add(parser->run, node, left);
	if (right)
		node_add(parser->run, node, right);
	return node;
}

/* ---- primaries ---- */

static bool
is_reserved(struct str name)
{
	static const char *const words[] = {
		"as",     "break",  "const", "continue", "else",  "false",     "for",  "function",
		"if",     "import", "in",    "let",      "loop",  "namespace", "null", "package",
		"return", "true",   "var",   "void",     "while", NULL,
	};

	for (size_t i = 0; words[i]; i++)
		if (str_is(name, words[i]))
			return true;
	return false;
}

/* Expressions up to `end`, one "," behind the last of a list being fine. */
static struct err *
parse_list(struct parser *parser, struct node *node, const char *end, bool trailing)
{
	bool taken;

	TRY(take(parser, end, &taken));
	while (!taken) {
		struct node *child;

		TRY(parse_expression(parser, &child));
		node_add(parser->run, node, child);
		TRY(take(parser, ",", &taken));
		if (!taken) {
			node->end = parser->lexer.token.end;
			return expect(parser, end);
		}
		taken = false;
		if (trailing && sees(parser, end)) {
			node->end = parser->lexer.token.end;
			return advance(parser);
		}
	}
	return NULL;
}

static struct err *
parse_map(struct parser *parser, struct node *node)
{
	bool taken;

	TRY(take(parser, "}", &taken));
	while (!taken) {
		struct node *key, *held;

		TRY(parse_expression(parser, &key));
		TRY(expect(parser, ":"));
		TRY(parse_expression(parser, &held));
		node_add(parser->run, node, key);
		node_add(parser->run, node, held);
		TRY(take(parser, ",", &taken));
		node->end = parser->lexer.token.end;
		if (!taken)
			return expect(parser, "}");
		TRY(take(parser, "}", &taken));
	}
	return NULL;
}

static struct err *
parse_call(struct parser *parser, struct node *before, struct str name, size_t start,
	   struct node **out)
{
	struct node *call = node_new(parser->run, NODE_CALL, start);
	size_t end;

	call->name = name;
	call->is_member = before != NULL;
	if (before)
		node_add(parser->run, call, before);
	end = parser->lexer.token.end;
	TRY(parse_list(parser, call, ")", false));
	if (call->end < end)
		call->end = end;
	*out = call;
	return parser->no_macros ? NULL : macro_expand(call, parser->lexer.text, parser->run, out);
}

static struct err *
parse_name(struct parser *parser, bool is_absolute, struct node **out)
{
	struct token token = parser->lexer.token;
	bool taken;

	if (token.type != TOKEN_NAME)
		return unexpected(parser, "a name");
	TRY(advance(parser));
	if (!is_absolute && (str_is(token.text, "true") || str_is(token.text, "false"))) {
		*out = node_new(parser->run, NODE_LITERAL, token.start);
		(*out)->value = (struct expr_value){.type = EXPR_BOOL,
						    .boolean = str_is(token.text, "true")};
	} else if (!is_absolute && str_is(token.text, "null")) {
		*out = node_new(parser->run, NODE_LITERAL, token.start);
	} else {
		if (is_reserved(token.text))
			return lex_error(parser->run, parser->lexer.text, token.start, token.end,
					 "'%.*s' is a reserved word", STR_ARG(token.text));
		TRY(take(parser, "(", &taken));
		if (taken)
			return parse_call(parser, NULL, token.text, token.start, out);
		*out = node_new(parser->run, NODE_NAME, token.start);
		(*out)->name = token.text;
		(*out)->is_absolute = is_absolute;
	}
	(*out)->end = token.end;
	return NULL;
}

static struct err *
parse_literal(struct parser *parser, struct node **out)
{
	struct token token = parser->lexer.token;

	if (token.is_least_int)
		return lex_error(parser->run, parser->lexer.text, token.start, token.end,
				 "the number does not fit into an int");
	TRY(advance(parser));
	*out = node_new(parser->run, NODE_LITERAL, token.start);
	(*out)->value = token.value;
	(*out)->end = token.end;
	return NULL;
}

static struct err *
parse_primary(struct parser *parser, struct node **out)
{
	size_t start = parser->lexer.token.start;
	bool taken;

	if (parser->lexer.token.type == TOKEN_LITERAL)
		return parse_literal(parser, out);
	TRY(take(parser, "(", &taken));
	if (taken) {
		TRY(parse_expression(parser, out));
		return expect(parser, ")");
	}
	TRY(take(parser, "[", &taken));
	if (taken) {
		*out = node_new(parser->run, NODE_LIST, start);
		return parse_list(parser, *out, "]", true);
	}
	TRY(take(parser, "{", &taken));
	if (taken) {
		*out = node_new(parser->run, NODE_MAP, start);
		return parse_map(parser, *out);
	}
	TRY(take(parser, ".", &taken));
	if (!taken && parser->lexer.token.type != TOKEN_NAME)
		return unexpected(parser, "a value");
	return parse_name(parser, taken, out);
}

/* ---- members ---- */

/* What follows a dot: a field, or a call. */
static struct err *
parse_selection(struct parser *parser, struct node **out)
{
	struct token token = parser->lexer.token;
	struct node *before = *out;
	bool taken = false;

	if (token.type != TOKEN_NAME && token.type != TOKEN_QUOTED && !sees(parser, "in"))
		return unexpected(parser, "the name of a field");
	if (sees(parser, "in"))
		return unexpected(parser, "the name of a field");
	if (token.type == TOKEN_NAME && (str_is(token.text, "true") ||
					 str_is(token.text, "false") || str_is(token.text, "null")))
		return unexpected(parser, "the name of a field");
	TRY(advance(parser));
	if (token.type == TOKEN_NAME)
		TRY(take(parser, "(", &taken));
	if (taken)
		return parse_call(parser, before, token.text, before->start, out);
	*out = join(parser, NODE_SELECT, before, NULL);
	(*out)->name = token.text;
	(*out)->end = token.end;
	return NULL;
}

static struct err *
parse_member(struct parser *parser, struct node **out)
{
	bool taken;

	TRY(parse_primary(parser, out));
	for (;;) {
		struct node *index;

		TRY(take(parser, ".", &taken));
		if (taken) {
			TRY(parse_selection(parser, out));
			continue;
		}
		TRY(take(parser, "[", &taken));
		if (!taken)
			return NULL;
		TRY(parse_expression(parser, &index));
		*out = join(parser, NODE_INDEX, *out, index);
		(*out)->end = parser->lexer.token.end;
		TRY(expect(parser, "]"));
	}
}

/* ---- operators ---- */

/* "-" before a number is part of it: the least int has no other way to be written. */
static struct err *
parse_negative(struct parser *parser, size_t start, struct node **out)
{
	struct token *token = &parser->lexer.token;

	if (token->value.type == EXPR_INT) {
		token->value.integer = token->is_least_int ? INT64_MIN : -token->value.integer;
		token->is_least_int = false;
	} else {
		token->value.real = -token->value.real;
	}
	TRY(parse_member(parser, out));
	(*out)->start = start;
	return NULL;
}

static struct err *
take_run(struct parser *parser, const char *sign, size_t *count)
{
	bool taken;

	for (*count = 0;; ++*count) {
		TRY(take(parser, sign, &taken));
		if (!taken)
			return NULL;
	}
}

static struct err *
parse_unary(struct parser *parser, struct node **out)
{
	size_t start = parser->lexer.token.start;
	size_t nots = 0, minuses = 0;

	TRY(take_run(parser, "!", &nots));
	if (nots == 0)
		TRY(take_run(parser, "-", &minuses));
	if (minuses > 0 && parser->lexer.token.type == TOKEN_LITERAL &&
	    (parser->lexer.token.value.type == EXPR_INT ||
	     parser->lexer.token.value.type == EXPR_DOUBLE)) {
		minuses--;
		TRY(parse_negative(parser, start, out));
	} else {
		TRY(parse_member(parser, out));
	}
	while (nots-- > 0) {
		*out = join(parser, NODE_NOT, *out, NULL);
		(*out)->start = start;
	}
	for (; minuses > 0; minuses--) {
		*out = join(parser, NODE_OPERATOR, *out, NULL);
		(*out)->sign = OPERATOR_NEGATE;
		(*out)->start = start;
	}
	return NULL;
}

struct operator_row {
	const char *text;
	enum operator_type sign;
};

static struct err *
parse_level(struct parser *parser, unsigned level, struct node **out)
{
	static const struct operator_row levels[][8] = {
		{{"==", OPERATOR_EQUAL},
		 {"!=", OPERATOR_UNEQUAL},
		 {"<", OPERATOR_LESS},
		 {"<=", OPERATOR_AT_MOST},
		 {">", OPERATOR_ABOVE},
		 {">=", OPERATOR_AT_LEAST},
		 {"in", OPERATOR_IN},
		 {NULL, 0}},
		{{"+", OPERATOR_ADD}, {"-", OPERATOR_SUBTRACT}, {NULL, 0}},
		{{"*", OPERATOR_MULTIPLY},
		 {"/", OPERATOR_DIVIDE},
		 {"%", OPERATOR_REMAINDER},
		 {NULL, 0}},
	};

	if (level == sizeof levels / sizeof *levels)
		return parse_unary(parser, out);
	TRY(parse_level(parser, level + 1, out));
	for (;;) {
		const struct operator_row *row = levels[level];
		struct node *right;

		while (row->text && !sees(parser, row->text))
			row++;
		if (!row->text)
			return NULL;
		TRY(advance(parser));
		TRY(parse_level(parser, level + 1, &right));
		*out = join(parser, NODE_OPERATOR, *out, right);
		(*out)->sign = row->sign;
	}
}

/* a || b || c is one node with three children, so that long ones are not deep. */
static struct err *
parse_logic(struct parser *parser, enum node_type type, struct node **out)
{
	const char *sign = type == NODE_OR ? "||" : "&&";
	struct node *all = NULL;
	bool taken;

	for (;;) {
		struct node *one;

		if (type == NODE_OR)
			TRY(parse_logic(parser, NODE_AND, &one));
		else
			TRY(parse_level(parser, 0, &one));
		if (all)
			node_add(parser->run, all, one);
		*out = all ? all : one;
		TRY(take(parser, sign, &taken));
		if (!taken)
			return NULL;
		if (!all)
			all = join(parser, type, one, NULL);
	}
}

static struct err *
parse_choice(struct parser *parser, struct node **out)
{
	struct node *node, *one;
	bool taken;

	TRY(parse_logic(parser, NODE_OR, out));
	TRY(take(parser, "?", &taken));
	if (!taken)
		return NULL;
	node = join(parser, NODE_CHOICE, *out, NULL);
	TRY(parse_logic(parser, NODE_OR, &one));
	node_add(parser->run, node, one);
	TRY(expect(parser, ":"));
	TRY(parse_expression(parser, &one));
	node_add(parser->run, node, one);
	*out = node;
	return NULL;
}

static struct err *
parse_expression(struct parser *parser, struct node **out)
{
	struct err *err;

	if (parser->depth >= DEPTH)
		return lex_error(parser->run, parser->lexer.text, parser->lexer.token.start,
				 parser->lexer.token.end,
				 "the expression is nested deeper than %d levels", DEPTH);
	parser->depth++;
	err = parse_choice(parser, out);
	parser->depth--;
	return err;
}

struct err *
parser_parse(struct str text, bool no_macros, struct arena *run, struct node **out)
{
	struct parser parser = {
		.lexer = {.arena = run, .text = text},
		.run = run,
		.no_macros = no_macros,
	};

	TRY(advance(&parser));
	if (parser.lexer.token.type == TOKEN_END)
		return lex_error(run, text, 0, 0, "the expression is empty");
	TRY(parse_expression(&parser, out));
	if (parser.lexer.token.type != TOKEN_END)
		return unexpected(&parser, "an operator or the end");
	if ((*out)->height > DEPTH)
		return lex_error(run, text, 0, text.size,
				 "the expression is nested deeper than %d levels", DEPTH);
	return NULL;
}
