/* SPDX-License-Identifier: Apache-2.0
 *
 * What expressions come to, against the language's definition; and what is said of those that come to
 * nothing.
 */
#include "expr/expr.h"
#include "harness/test.h"
#include "model/limits.h"

struct row {
	const char *text;
	const char *want; /* an expression that is the same, or NULL: an error */
};

static struct err *
evaluate(struct arena *arena, const char *text, bool unchecked, struct expr_value *out)
{
	struct expr_request request = {.text = str_of(text), .unchecked = unchecked};
	const struct expr *expr;

	TRY(expr_compile(&request, arena, &expr));
	return expr_evaluate(expr, NULL, arena, out);
}

static void
all_hold(const struct row *rows, size_t count, bool unchecked)
{
	struct arena *arena = test_arena();

	for (size_t i = 0; i < count; i++) {
		struct expr_value got, want;
		struct err *err = evaluate(arena, rows[i].text, unchecked, &got);

		if (!rows[i].want) {
			if (!err)
				CHECK_STR(rows[i].text, "an error");
			err_settle(err);
			continue;
		}
		CHECK_OK(err);
		CHECK_OK(evaluate(arena, rows[i].want, unchecked, &want));
		if (!err && (got.type != want.type || !expr_equal(&got, &want)))
			CHECK_STR(rows[i].text, rows[i].want);
	}
}

#define ALL_HOLD(rows)           all_hold(rows, sizeof(rows) / sizeof *(rows), false)
#define ALL_HOLD_UNCHECKED(rows) all_hold(rows, sizeof(rows) / sizeof *(rows), true)

TEST(expr_evaluate, orders_operators_by_precedence)
{
	static const struct row rows[] = {
		{"1 + 2 * 3", "7"},
		{"(1 + 2) * 3", "9"},
		{"10 - 4 - 3", "3"},
		{"-2 * -3", "6"},
		{"7 / 2 * 2", "6"},
		{"-7 / 2", "-3"},
		{"-7 % 2", "-1"},
		{"1 < 2 == true", "true"},
		{"true || false && false", "true"},
		{"!true || true", "true"},
		{"!!true", "true"},
		{"--1", "1"},
		{"false ? 1 : true ? 2 : 3", "2"},
		{"1 in [1] && 2 in [2]", "true"},
		{"[1, 2][1] + 1", "3"},
		{"{'a': {'b': [7]}}.a.b[0]", "7"},
		{"1 // a comment\n + 1", "2"},
		{"[1, 2,].size()", "2"},
	};

	ALL_HOLD(rows);
}

TEST(expr_evaluate, keeps_numbers_exact)
{
	static const struct row rows[] = {
		{"9223372036854775807 + 1", NULL},
		{"-9223372036854775808 - 1", NULL},
		{"-(-9223372036854775808)", NULL},
		{"-9223372036854775808 / -1", NULL},
		{"-9223372036854775808 % -1", "0"},
		{"9223372036854775808", NULL},
		{"18446744073709551615u + 1u", NULL},
		{"0u - 1u", NULL},
		{"1 / 0", NULL},
		{"1 % 0", NULL},
		{"1.0 / 0.0 > 1.0", "true"},
		{"0.0 / 0.0 == 0.0 / 0.0", "false"},
		{"1 < 1.5", "true"},
		{"1u < 2", "true"},
		{"-1 < 1u", "true"},
		{"dyn(1) == 1.0", "true"},
		{"dyn(1) == 1u", "true"},
		{"int('-9223372036854775808')", "-9223372036854775808"},
		{"int(1.0e19)", NULL},
		{"uint(-1)", NULL},
		{"0x10", "16"},
		{"1e3", "1000.0"},
		{".5", "0.5"},
		{"007", "7"},
		{"string(1.0)", "'1'"},
		{"string(-0.5)", "'-0.5'"},
	};

	ALL_HOLD(rows);
}

TEST(expr_evaluate, reads_all_forms_of_text)
{
	static const struct row rows[] = {
		{"'a' + \"b\"", "'ab'"},
		{"r'\\n' == '\\\\n'", "true"},
		{"'\\x41\\u0042\\U00000043\\104'", "'ABCD'"},
		{"b'\\xff' == b'\\377'", "true"},
		{"'''a'b\nc'''", "'a\\'b\\nc'"},
		{"size('h\\u00e9')", "2"},
		{"size(b'h\\303\\251')", "3"},
		{"'\\ud800'", NULL},
		{"'\\8'", NULL},
		{"'open", NULL},
		{"'a\nb'", NULL},
		{"'abc'.contains('')", "true"},
		{"'abc'.matches('^a.c$')", "true"},
		{"'abc'.matches('b')", "true"},
		{"'abc'.matches('(')", NULL},
		{"string(b'\\xff')", NULL},
	};

	ALL_HOLD(rows);
}

TEST(expr_evaluate, goes_through_lists_and_maps)
{
	static const struct row rows[] = {
		{"[1, 2, 3].all(x, x > 0)", "true"},
		{"[].all(x, false)", "true"},
		{"[].exists(x, true)", "false"},
		{"[1, 2, 2].exists_one(x, x == 2)", "false"},
		{"[1, 2, 3].filter(x, x % 2 == 1)", "[1, 3]"},
		{"[1, 2, 3].map(x, x * x)", "[1, 4, 9]"},
		{"[1, 2, 3].map(x, x > 1, x * x)", "[4, 9]"},
		{"{'a': 1, 'b': 2}.all(k, k < 'c')", "true"},
		{"[[1], [2]].map(x, x.map(x, x + 1))", "[[2], [3]]"},
		{"[1, 0].exists(x, 1 / x == 1)", "true"},
		{"[1, 0].all(x, 1 / x == 2)", "false"},
		{"[1, 0].all(x, 1 / x == 1)", NULL},
		{"{'a': 1}['b']", NULL},
		{"{'a': 1}.b", NULL},
		{"has({'a': 1}.a)", "true"},
		{"has({'a': 1}.b)", "false"},
		{"{1: 'a', 1u: 'b'}", NULL},
		{"{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true"},
		{"[1] == [1, 2]", "false"},
		{"[0][1]", NULL},
		{"[0][-1]", NULL},
		{"[1] + [2]", "[1, 2]"},
	};

	ALL_HOLD(rows);
}

TEST(expr_evaluate, absorbs_errors_only_where_they_do_not_matter)
{
	static const struct row rows[] = {
		{"false && 1 / 0 > 0", "false"}, {"1 / 0 > 0 && false", "false"},
		{"true || 1 / 0 > 0", "true"},   {"1 / 0 > 0 || true", "true"},
		{"1 / 0 > 0 || false", NULL},    {"true ? 1 : 1 / 0", "1"},
		{"1 / 0 > 0 ? 1 : 1", NULL},
	};
	static const struct row unchecked[] = {
		{"nothing || true", "true"},
		{"nothing && true", NULL},
		{"nothing(1) || true", "true"},
		{"1 && false", "false"},
		{"1 && true", NULL},
		{"'a' < 1", NULL},
		{"null.a", NULL},
	};

	ALL_HOLD(rows);
	ALL_HOLD_UNCHECKED(unchecked);
}

TEST(expr_evaluate, counts_time)
{
	static const struct row rows[] = {
		{"timestamp('2026-02-28T23:00:00Z') + duration('2h')",
		 "timestamp('2026-03-01T01:00:00Z')"},
		{"timestamp('2026-03-01T00:00:00+01:00') == timestamp('2026-02-28T23:00:00Z')",
		 "true"},
		{"timestamp('2024-02-29T12:00:00Z').getDayOfYear()", "59"},
		{"timestamp('2024-12-31T12:00:00Z').getDayOfYear()", "365"},
		{"timestamp('1969-12-31T23:59:59Z').getFullYear()", "1969"},
		{"timestamp('1900-01-01T00:00:00Z').getDayOfWeek()", "1"},
		{"timestamp('2026-11-21T23:30:00Z').getDate('+01:00')", "22"},
		{"timestamp('2026-11-21T23:30:00Z').getDate('+25:00')", NULL},
		{"timestamp('2026-11-21T23:30:00Z').getDate('../../etc/passwd')", NULL},
		{"timestamp('2026-13-01T00:00:00Z')", NULL},
		{"timestamp('2026-01-01')", NULL},
		{"duration('1h30m') == duration('90m')", "true"},
		{"duration('1.5s') == duration('1500ms')", "true"},
		{"duration('-1.5s') < duration('0')", "true"},
		{"duration('1')", NULL},
		{"duration('1d')", NULL},
		{"string(duration('90m'))", "'5400s'"},
		{"string(duration('1ns'))", "'0.000000001s'"},
		{"string(timestamp(0))", "'1970-01-01T00:00:00Z'"},
		{"timestamp('9999-12-31T23:59:59Z') + duration('1s')", NULL},
	};

	ALL_HOLD(rows);
}

TEST(expr_evaluate, stops_at_its_budget)
{
	struct limits limits = limits_default;
	struct expr_request request = {
		.text = STR("true || [1, 2, 3, 4, 5, 6, 7, 8].all(a, [1, 2, 3, 4].all(b, a != b))"),
		.limits = &limits,
	};
	const struct expr *expr;
	struct expr_value value;

	CHECK_OK(expr_compile(&request, test_arena(), &expr));
	CHECK_OK(expr_evaluate(expr, NULL, test_arena(), &value));
	request.text = STR("[1, 2, 3, 4, 5, 6, 7, 8].all(a, [1, 2, 3].all(b, b > 0)) || true");
	limits.expression_cost = 30;
	CHECK_OK(expr_compile(&request, test_arena(), &expr));
	CHECK_ERR(expr_evaluate(expr, NULL, test_arena(), &value),
		  "the expression costs more than expression_cost (30) allows");
}
