/* SPDX-License-Identifier: Apache-2.0
 *
 * The check linked: what it finds, what it lets be, what it does not decide.
 */
#include "unit/check/judging.h"

#define RULE                                                                                       \
	"kind: system\nmessage: \"{reference} {reason}\"\ncheck: {linked: {fact: models, kind: "   \
	"model}}\n"
#define FILES                                                                                      \
	"files: [{path: data/a.csv, kind: dataset}, {path: l.onnx, link: true}, {path: m/a.onnx, " \
	"kind: model, id: m/a.onnx}]\n"

TEST(check_linked, follows_paths)
{
	CHECK_STR(judged(RULE, FILES "facts: {models: [m/a.onnx]}\n"), "");
	CHECK_STR(judged(RULE, FILES "facts: {models: [./m/a.onnx]}\n"), "");
	CHECK_STR(judged(RULE, FILES "facts: {models: m/a.onnx}\n"), "");
	CHECK_STR(judged(RULE, FILES "facts: {models: []}\n"), "");
}

TEST(check_linked, finds_what_leads_nowhere)
{
	CHECK_STR(judged(RULE,
			 "path: r\n" FILES "facts:\n  id: S\n  models: [m/b.onnx, data/a.csv, "
			 "l.onnx, m, 5]\n"),
		  "r:5:12: m/b.onnx does not exist <m/b.onnx> (S)\n"
		  "r:5:22: data/a.csv is of another kind <data/a.csv> (S)\n"
		  "r:5:34: l.onnx is no file <l.onnx> (S)\n"
		  "r:5:42: m does not exist <m> (S)\n"
		  "r:5:45: 5 is no path <5> (S)\n");
}

TEST(check_linked, finds_what_leads_out)
{
	static const char *const paths[] = {"/etc/passwd", "../m/a.onnx", "m/../../a", "m/..",
					    "m//a.onnx",   "\"\"",        "m/"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct arena *arena = test_arena();
		char *facts = arena_print(arena, FILES "facts: {models: [%s]}\n", paths[i]);

		CHECK(str_find(str_of(judged(RULE, facts)), STR("leads out of the repository")) !=
		      SIZE_MAX);
	}
}

TEST(check_linked, follows_ids_of_records)
{
	static const char rule[] =
		"kind: system\nmessage: \"{reference} {reason}\"\ncheck: {linked: "
		"{fact: owner_team, kind: system}}\n";

	CHECK_STR(judged(rule, "files: [{path: governance/registry.yaml, kind: system, id: S-2}]\n"
			       "facts: {owner_team: S-2}\n"),
		  "");
	CHECK_STR(judged(rule,
			 "path: r\nfiles: [{path: governance/registry.yaml, kind: system, id: "
			 "S-2}]\nfacts: {id: S, owner_team: S-3}\n"),
		  "r:3:28: S-3 does not exist <S-3> (S)\n");
}

TEST(check_linked, does_not_follow_what_is_not_given)
{
	CHECK_STR(judged(RULE, "{facts: {}}"), "not verified: 'models' is not given");
	CHECK_STR(judged(RULE, "{facts: {models: null}}"), "not verified: 'models' is not given");
	CHECK_STR(judged(RULE, "{facts: {models: {unknown: why}}}"), "not verified: why");
}
