/* SPDX-License-Identifier: Apache-2.0
 *
 * What a trace tells, how much of it, and what it never shows.
 */
#include "unit/check/judging.h"

/* The lines of the item's trace, indented by their depth, each with the number of its result. */
static const char *
traced(const char *rule, const char *artifact)
{
	struct court court;
	struct buf text;
	struct err *err;

	if (!court_open(&court, rule, artifact, NULL))
		return "";
	court.item.trace = trace_new(court.run, &court.artifact, NULL);
	err = check_node(&court.item, &court.rule.check);
	err_settle(err);
	buf_init(&text, court.run, 1 << 20);
	for (size_t i = 0; i < court.item.trace->count; i++) {
		const struct trace_line *line = &court.item.trace->lines[i];

		buf_print(&text, "%*s%d %.*s\n", (int)line->depth, "", (int)line->result,
			  STR_ARG(line->text));
	}
	return str_copy(court.run, buf_str(&text));
}

static size_t
occurrences(const char *text, const char *word)
{
	size_t count = 0;

	for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
		count++;
	return count;
}

#define CARD(check)    "kind: model_card\nmessage: bad\ncheck: " check "\n"
#define DATASET(check) "kind: dataset\nmessage: bad\ncheck: " check "\n"

TEST(check_trace, tells_what_was_not_asked)
{
	CHECK_STR(traced(CARD("{any: [{requires: {fields: [version]}}, {requires: {fields: "
			      "[model_name]}}]}"),
			 "{path: c.yaml, facts: {version: '1'}}"),
		  "1 any [x.yaml:9:8]\n"
		  " 1 requires [x.yaml:9:15]\n"
		  "  0 found version: '1', in c.yaml:1:33\n"
		  " 5 requires [x.yaml:9:48]\n");
}

TEST(check_trace, tells_why_an_item_is_not_verified)
{
	const char *lines = traced(DATASET("{absent: {fact: pii, where: {count: {above: 1}}}}"),
				   "{facts: {pii: [{entity: email}]}}");

	CHECK(strstr(lines, "4 absent"));
	CHECK(strstr(lines, "4 element 1"));
	CHECK(strstr(lines, "0 'count' is not given"));
}

TEST(check_trace, shows_no_text_that_data_says)
{
	const char *lines =
		traced(DATASET("{absent: {fact: columns, where: {name: {equals: ssn}}}}"),
		       "{facts: {columns: [{name: ann@corp-mail.com}]}}");

	CHECK(strstr(lines, "which is not shown"));
	CHECK(!strstr(lines, "ann@"));
	lines = traced(DATASET("{compare: {fact: declared_use, equals: training}}"),
		       "{facts: {declared_use: ann@corp-mail.com}}");
	CHECK(strstr(lines, "which is not shown"));
	CHECK(!strstr(lines, "ann@"));
}

TEST(check_trace, is_bounded)
{
	struct buf artifact;
	const char *lines;

	buf_init(&artifact, test_arena(), 1 << 20);
	buf_print(&artifact, "{facts: {columns: [");
	for (int i = 0; i < 30; i++)
		buf_print(&artifact, "{filled: %d}, ", i);
	buf_print(&artifact, "]}}");
	lines = traced(DATASET("{absent: {fact: columns, where: {filled: {at_least: 0}}}}"),
		       str_copy(artifact.arena, buf_str(&artifact)));
	CHECK_INT((int64_t)occurrences(lines, "element "), 20);
	CHECK(strstr(lines, "30 of 30 match"));
}

TEST(check_trace, keeps_so_many_lines_and_says_that_there_were_more)
{
	struct artifact artifact = {.path = STR("a")};
	struct trace *trace = trace_new(test_arena(), &artifact, NULL);
	size_t line;

	for (int i = 0; i < TRACE_LINES_MAX; i++)
		trace_add(trace, TRACE_PLAIN, "line");
	CHECK(!trace->cut);
	line = trace_open(trace, "one more");
	trace_close(trace, line, TRACE_FINDS);
	CHECK(trace->cut);
	CHECK_INT((int64_t)trace->count, TRACE_LINES_MAX);
	CHECK_INT(trace->depth, 0);
}
