/* SPDX-License-Identifier: Apache-2.0
 *
 * What a schema finds and where, and what is refused before it judges anything. Which values are valid is
 * compared with others by scripts/check-schema.
 */
#include "schema/schema.h"

#include "base/buf.h"
#include "harness/test.h"
#include "model/limits.h"
#include "model/value.h"
#include "read/read.h"

static const char *
judged_within(const char *schema_text, const char *text, const struct limits *limits)
{
	struct arena *arena = test_arena();
	struct value *tree = arena_alloc(arena, sizeof *tree);
	const struct schema *schema = NULL;
	struct schema_faults faults;
	struct value value;
	struct buf out;
	struct err *err;

	if (!CHECK_OK(read_yaml_text("s", str_of(schema_text), &limits_default, arena, tree)) ||
	    !CHECK_OK(read_yaml_text("v", str_of(text), &limits_default, arena, &value)))
		return "";
	err = schema_compile("s", tree, arena, &schema);
	if (!err)
		err = schema_validate(schema, &value, limits, arena, &faults);
	if (err) {
		const char *why = arena_print(arena, "error: %s", err_text(arena, err));

		err_settle(err);
		return why;
	}
	buf_init(&out, arena, 1 << 16);
	for (size_t i = 0; i < faults.count; i++)
		buf_print(&out, "%u:%u %.*s %s\n", faults.items[i].place.line,
			  faults.items[i].place.column, STR_ARG(faults.items[i].where),
			  faults.items[i].message);
	return str_copy(arena, buf_str(&out));
}

static const char *
judged(const char *schema, const char *text)
{
	return judged_within(schema, text, &limits_default);
}

TEST(schema_schema, points_at_the_value)
{
	CHECK_STR(judged("items: {properties: {a: {type: integer}}}", "- a: 1\n- a: x\n- a: 1.0\n"),
		  "2:6 /1/a is a string, where integer is wanted\n");
	CHECK_STR(judged("properties: {a/b: {properties: {c~d: {const: 1}}}}", "a/b: {c~d: 2}\n"),
		  "1:12 /a~1b/c~0d is not 1\n");
}

TEST(schema_schema, points_at_the_key_that_is_too_much)
{
	CHECK_STR(judged("{properties: {a: true}, additionalProperties: false}", "a: 1\nb: 2\n"),
		  "2:1  'b' is not among its keys\n");
	CHECK_STR(judged("propertyNames: {maxLength: 1}", "a: 1\nbb: 2\n"),
		  "2:1  has 2 characters, at most 1 are wanted\n");
}

TEST(schema_schema, points_at_what_lacks_a_key)
{
	CHECK_STR(judged("items: {required: [a, b]}", "- {a: 1}\n"), "1:3 /0 lacks 'b'\n");
}

TEST(schema_schema, tells_nothing_of_alternatives_but_that_none_holds)
{
	CHECK_STR(judged("anyOf: [{type: string}, {minimum: 3}]", "2"),
		  "1:1  is none of the 2 things of 'anyOf'\n");
	CHECK_STR(judged("oneOf: [{type: integer}, {minimum: 1}]", "2"),
		  "1:1  is more than one of the 2 things of 'oneOf'\n");
	CHECK_STR(judged("not: {type: integer}", "2"), "1:1  is what 'not' rules out\n");
	CHECK_STR(judged("{if: {type: string}, then: {minLength: 3}, else: {minimum: 3}}", "2"),
		  "1:1  is less than 3\n");
}

TEST(schema_schema, counts_code_points_and_whole_numbers)
{
	CHECK_STR(judged("maxLength: 1", "\"\303\251\""), "");
	CHECK_STR(judged("multipleOf: 3", "1e20"), "1:1  is no multiple of 3\n");
	CHECK_STR(judged("multipleOf: 0.0001", "0.0075"), "");
	CHECK_STR(judged("type: integer", ".inf"), "1:1  is a number, where integer is wanted\n");
	CHECK_STR(judged("{minimum: 0, maximum: 1}", ".nan"),
		  "1:1  is less than 0\n1:1  is more than 1\n");
}

TEST(schema_schema, knows_dates)
{
	CHECK_STR(judged("format: date", "2026-02-28"), "");
	CHECK_STR(judged("format: date", "2026-02-29"), "1:1  is no date (YYYY-MM-DD)\n");
	CHECK_STR(judged("format: date", "2026-02"), "1:1  is no date (YYYY-MM-DD)\n");
	CHECK_STR(judged("format: date-time", "2026-02-28T10:00:00Z"), "");
	CHECK_STR(judged("format: date-time", "2026-02-28"),
		  "1:1  is no time with an offset (RFC 3339)\n");
}

TEST(schema_schema, cannot_say_beyond_its_budget)
{
	struct limits limits = limits_default;

	limits.expression_cost = 20;
	CHECK_STR(judged_within("items: {type: integer}", "[1, 2, 3]", &limits), "");
	CHECK_STR(judged_within("uniqueItems: true", "[1, 2, 3, 4, 5, 6, 7, 8]", &limits),
		  "error: the schema costs more than expression_cost (20) allows (--limit "
		  "expression_cost=N raises it)");
	CHECK_STR(judged_within("not: {uniqueItems: true}", "[1, 2, 3, 4, 5, 6, 7, 8]", &limits),
		  "error: the schema costs more than expression_cost (20) allows (--limit "
		  "expression_cost=N raises it)");
	CHECK_STR(judged("not: {pattern: '^(a*)*$'}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"),
		  "error: a pattern of the schema could not be matched within the limits");
}

TEST(schema_schema, refuses_circles_on_one_value)
{
	CHECK_STR(judged("{$ref: '#'}", "1"),
		  "error: the schema refers to itself without coming to a smaller value");
	CHECK_STR(judged("{$defs: {a: {anyOf: [{$ref: '#/$defs/b'}]}, b: {not: {$ref: "
			 "'#/$defs/a'}}}}",
			 "1"),
		  "error: the schema refers to itself without coming to a smaller value");
	CHECK_STR(
		judged("{properties: {a: {$ref: '#'}}, maxProperties: 1}", "a: {a: {a: 1, b: 1}}"),
		"1:8 /a/a has 2 keys, at most 1 are wanted\n");
}
