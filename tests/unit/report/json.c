/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON report read back: every key of version 1 is there, and nothing else.
 */
#include "base/utf8.h"
#include "made.h"
#include "model/limits.h"
#include "read/read.h"

static struct value
read_back(const struct made *made)
{
	struct value value = value_null();

	CHECK_OK(read_json_text("report.json", str_of(told(made, "json", &plain)), &limits_default,
				made->run, &value));
	return value;
}

/* "a,b,c": the keys of a map in their order. */
static const char *
keys(struct arena *run, const struct value *map)
{
	const char *text = "";

	for (size_t i = 0; map && map->type == VALUE_MAP && i < map->map.count; i++)
		text = arena_print(run, "%s%s%.*s", text, i > 0 ? "," : "",
				   STR_ARG(map->map.members[i].key));
	return text;
}

static const struct value *
item(const struct value *root, const char *key, size_t index)
{
	const struct value *list = value_get(root, str_of(key));

	return list && list->type == VALUE_LIST && index < list->list.count
		       ? &list->list.items[index]
		       : NULL;
}

#define TOP "version,tool,run,summary,findings,not_verified,errors,systems,vendors,incidents"
#define COUNTS                                                                                     \
	"verdict,artifacts,rules,planned,judged,not_verified,not_applicable,open,waived,baseline," \
	"hidden_by_diff,ignored,waiting_for_change,rules_that_selected_nothing"

TEST(report_json, has_every_key_of_version_1)
{
	struct made *made = make_result();
	struct value root = read_back(made);

	CHECK_STR(keys(made->run, &root), TOP);
	CHECK_STR(keys(made->run, value_get(&root, STR("tool"))), "name,version");
	CHECK_STR(keys(made->run, value_get(&root, STR("run"))), "source,base,head,now,policies");
	CHECK_STR(keys(made->run, value_path(&root, STR("run.policies"))->list.items),
		  "pack,version,digest,from");
	CHECK_STR(keys(made->run, value_get(&root, STR("summary"))), COUNTS);
	CHECK_STR(keys(made->run, value_path(&root, STR("summary.open"))), "error,warning,note");
	CHECK_STR(keys(made->run, item(&root, "findings", 0)),
		  "rule,severity,state,path,line,column,end_line,end_column,system,subject,"
		  "message,help,maps_to,fingerprint,waiver");
	CHECK_STR(keys(made->run, item(&root, "not_verified", 0)),
		  "rule,severity,path,line,system,subject,reason,state,fingerprint,waiver");
	CHECK_SLICE(value_string(value_get(item(&root, "findings", 2), STR("state"))), "waived");
	CHECK_SLICE(value_string(value_path(item(&root, "findings", 2), STR("waiver.reason"))),
		    "legacy");
	CHECK_SLICE(value_string(value_path(&root, STR("summary.verdict"))), "undecided");
	CHECK_SLICE(value_string(value_path(&root, STR("run.now"))), "2026-11-21T12:00:00Z");
	CHECK(item(&root, "findings", 3) == NULL);
	CHECK(item(&root, "not_verified", 1) == NULL);
}

TEST(report_json, is_whole_without_plan_findings_or_systems)
{
	struct made *made = make_result();
	struct value root;

	made->result = (struct result){.errors = err_new(made->run, "no such path")};
	err_settle(made->result.errors);
	root = read_back(made);
	CHECK_STR(keys(made->run, &root), TOP);
	CHECK_STR(keys(made->run, value_get(&root, STR("summary"))), COUNTS);
	CHECK_STR(keys(made->run, item(&root, "errors", 0)), "message,path,line,column,help");
	CHECK_INT(value_get(item(&root, "errors", 0), STR("line"))->type, VALUE_NULL);
	CHECK_INT(value_get(&root, STR("systems"))->type, VALUE_LIST);
	CHECK_INT(value_get(&root, STR("vendors"))->type, VALUE_LIST);
	CHECK_INT(value_get(&root, STR("incidents"))->type, VALUE_LIST);
}

TEST(report_json, is_valid_utf8_and_reads_back_as_it_was)
{
	struct made *made = make_result();
	struct value root;
	const char *text;

	made->findings[0].message =
		STR("\"\\\x01\x1f\x7f\n\r\t\u202e\U000e0041 é ##[x] ##vso[x] \u2028\u00ad");
	made->findings[0].path = STR("data/\xff.csv");
	text = told(made, "json", &plain);
	CHECK_INT((int64_t)(utf8_invalid(str_of(text)) == SIZE_MAX), 1);
	CHECK(strstr(text, "##[") == NULL && strstr(text, "##vso[") == NULL);
	CHECK(strstr(text, "\u00ad") == NULL);
	CHECK(strstr(text, "\u202e") == NULL);
	CHECK(strstr(text, "\\udb40\\udc41") != NULL);
	root = read_back(made);
	CHECK(str_equal(value_string(value_get(item(&root, "findings", 0), STR("message"))),
			made->findings[0].message));
	CHECK_SLICE(value_string(value_get(item(&root, "findings", 0), STR("path"))),
		    "data/\\xff.csv");
}

TEST(report_json, writes_numbers_that_read_back)
{
	struct arena *run = test_arena();
	struct value list = value_list(), back;
	struct out out;

	value_add(run, &list, value_int(INT64_MIN));
	value_add(run, &list, value_int(INT64_MAX));
	value_add(run, &list, value_double(0.1));
	value_add(run, &list, value_double(1e300));
	value_add(run, &list, value_double(0.0 / 1.0));
	value_add(run, &list, value_bool(false));
	out_to_memory(&out, run);
	report_json_value(&out, &list, 0);
	CHECK_OK(read_json_text("numbers", out_str(&out), &limits_default, run, &back));
	for (size_t i = 0; i < list.list.count && back.type == VALUE_LIST; i++)
		CHECK(value_equal(&list.list.items[i], &back.list.items[i]));
}

TEST(report_json, is_the_same_bytes_for_the_same_result)
{
	struct made *made = make_result();

	CHECK_STR(told(made, "json", &plain), told(made, "json", &plain));
}
