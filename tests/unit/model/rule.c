/* SPDX-License-Identifier: Apache-2.0 */
#include "model/rule.h"

#include "harness/test.h"
#include "model/limits.h"
#include "model/repository.h"
#include "model/result.h"

TEST(model_rule, severities_are_named_both_ways)
{
	enum severity severity;
	for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
		CHECK(severity_parse(str_of(severity_name((enum severity)i)), true, &severity));
		CHECK_INT(severity, i);
	}
	CHECK(!severity_parse(STR("off"), false, &severity));
	CHECK(!severity_parse(STR("Error"), true, &severity));
	CHECK(!severity_parse(STR(""), true, &severity));
	CHECK(!severity_parse((struct str){0}, true, &severity));
	CHECK(!severity_parse(STR("errors"), true, &severity));
	CHECK_STR(severity_name((enum severity)99), "unknown");
}

TEST(model_result, only_a_pass_exits_with_nothing)
{
	struct result result = {.verdict = VERDICT_PASS};
	CHECK_INT(result_exit_code(&result), 0);
	result.verdict = VERDICT_FAIL;
	CHECK_INT(result_exit_code(&result), 1);
	result.verdict = VERDICT_UNDECIDED;
	CHECK_INT(result_exit_code(&result), 2);
	result.verdict = (enum verdict)77;
	CHECK_INT(result_exit_code(&result), 2);
	CHECK_INT(result_exit_code(&(struct result){0}), 2);
}

TEST(model_repository, entries_are_found_by_path)
{
	struct entry items[] = {
		{.path = STR("a")},     {.path = STR("a-b")}, {.path = STR("a/b")},
		{.path = STR("a/b/c")}, {.path = STR("b")},   {.path = STR("\xff")},
	};
	for (size_t count = 0; count <= 6; count++) {
		struct entries entries = {.items = items, .count = count};
		for (size_t i = 0; i < 6; i++)
			CHECK(entries_find(&entries, items[i].path) ==
			      (i < count ? &items[i] : NULL));
		CHECK(entries_find(&entries, STR("")) == NULL);
		CHECK(entries_find(&entries, STR("a/")) == NULL);
		CHECK(entries_find(&entries, STR("zz")) == NULL);
	}
}

TEST(model_limits, every_budget_is_set)
{
	const struct limits *limits = &limits_default;
	CHECK(limits->policy_bytes && limits->record_bytes && limits->tree_depth);
	CHECK(limits->tree_nodes && limits->path_bytes && limits->folder_depth && limits->entries);
	CHECK(limits->line_bytes && limits->fields && limits->findings && limits->file_bytes);
}
