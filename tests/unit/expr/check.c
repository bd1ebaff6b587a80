/* SPDX-License-Identifier: Apache-2.0
 *
 * What is refused before there is a value: with the place of what is wrong, and what was meant.
 */
#include "expr/expr.h"
#include "harness/test.h"

static struct err *
refusal(const char *text)
{
	struct expr_request request = {.text = str_of(text)};
	const struct expr *expr;

	return expr_compile(&request, test_arena(), &expr);
}

#define CHECK_REFUSED(text, from, to, says)                                                        \
	do {                                                                                       \
		struct err *refused = refusal(text);                                               \
		CHECK(refused != NULL);                                                            \
		if (refused) {                                                                     \
			CHECK_INT(refused->column, from);                                          \
			CHECK_INT(refused->end_column, to);                                        \
		}                                                                                  \
		CHECK_ERR(refused, says);                                                          \
	} while (0)

TEST(expr_check, names_the_place)
{
	CHECK_REFUSED("", 1, 2, "the expression is empty");
	CHECK_REFUSED("1 + ", 5, 6, "ends where a value is expected");
	CHECK_REFUSED("1 2", 3, 4, "'2' stands where an operator or the end is expected");
	CHECK_REFUSED("1 = 2", 3, 4, "'==' compares");
	CHECK_REFUSED("[1, 2", 6, 7, "']' is expected");
	CHECK_REFUSED("1 + 'a'", 1, 8, "'+' does not take an int and a string");
	CHECK_REFUSED("true && (1 + 1)", 10, 15, "an int is neither true nor false");
	CHECK_REFUSED("sise([1])", 1, 10, "there is no function 'sise'");
	CHECK_REFUSED("size(1)", 1, 8, "size() does not take an int");
	CHECK_REFUSED("'\303\251' == x", 8, 9, "there is nothing called 'x'");
	CHECK_REFUSED("if == 1", 1, 3, "'if' is a reserved word");
	CHECK_REFUSED("has(1)", 5, 6, "has() asks for a field");
	CHECK_REFUSED("[1].all(1, true)", 9, 10, "the first of all()");
	CHECK_REFUSED("1 in 2", 1, 7, "'in' does not take an int and an int");
	CHECK_REFUSED("'a' in [1]", 1, 11, "'in' does not take a string and a list");
	CHECK_REFUSED("1.map(x, x)", 1, 2, "an int has no elements");
	CHECK_REFUSED("true ? 1 : 'a'", 1, 15, "'?:' chooses between an int and a string");
	CHECK_REFUSED("'a'.matches('(')", 1, 17, "pattern");
}

TEST(expr_check, suggests_what_was_meant)
{
	struct err *err = refusal("'a'.startswith('b')");

	CHECK(err != NULL && err->help != NULL);
	if (err && err->help)
		CHECK_STR(err->help, "did you mean 'startsWith'?");
	err_settle(err);
}

/* Of a list made of two nothing is known that is not known of both. */
TEST(expr_check, takes_what_may_be_of_the_other_kind)
{
	static const char *const texts[] = {
		"([[1]] + [[dyn('a')]])[1][0] == 'a'",
		"[[1], [dyn('a')]][1][0] == 'a'",
		"(true ? [1] : [dyn('a')])[0] == 'a'",
		"[{'a': 1}, {'a': dyn('b')}][1]['a'] == 'b'",
		"[{'a': 1}, {dyn(2): 1}].all(m, m.all(k, k == 2 || k == 'a'))",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		CHECK_OK(refusal(texts[i]));
	CHECK_REFUSED("([[1]] + [[2]])[1][0] == 'a'", 2, 29, "'==' does not take");
}

TEST(expr_check, bounds_depth)
{
	char text[3000] = {0};

	memset(text, '(', 1000);
	CHECK_ERR(refusal(text), "nested deeper");
	memset(text, '!', 1000);
	text[1000] = 'x';
	CHECK_ERR(refusal(text), "nested deeper");
	for (size_t i = 0; i < 1400; i += 2)
		memcpy(text + i, "1+", 3);
	memcpy(text + 1400, "1", 2);
	CHECK_ERR(refusal(text), "nested deeper");
	memset(text, 0, sizeof text);
	for (size_t i = 0; i < 2800; i += 7)
		memcpy(text + i, "true||", 7), text[i + 6] = ' ';
	memcpy(text + 2800, "true", 5);
	CHECK_OK(refusal(text));
}
