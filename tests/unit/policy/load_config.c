/* SPDX-License-Identifier: Apache-2.0
 *
 * govlint.yaml: what it may say, and how what it may not say is told.
 */
#include "base/glob.h"
#include "unit/policy/loading.h"

static char *
config(const char *text)
{
	struct plan plan;

	return load_config_text(text, &plan);
}

TEST(policy_load_config, takes_a_whole_one)
{
	struct arena *arena = test_arena();
	struct plan plan;

	CHECK_STR(load_config_text(
			  "govlint: 1\n"
			  "policies: [pii-free-datasets]\n"
			  "rules: {dataset/plain-pii: {severity: warning, tolerate: 2}}\n"
			  "artifacts: {dataset: [\"tables/**\"], ignore: [\"third_party/**\", x]}\n"
			  "may_be_empty: true\n"
			  "roles:\n"
			  "  CISO: [{name: Ann, github: ann, email: ann@corp-mail.com}]\n"
			  "teams: {ml-safety: [alice, bob]}\n"
			  "waivers:\n"
			  "  - {rule: dataset/plain-pii, path: data/a.csv, subject: c, system: S,\n"
			  "     reason: known, approved_by: ann, until: 2027-03-31}\n",
			  &plan),
		  "");
	CHECK(plan.has_config);
	CHECK_SLICE(plan.config_path, "govlint.yaml");
	CHECK(plan.may_be_empty);
	CHECK_INT((int64_t)plan.rule_count, 2);
	CHECK_INT((int64_t)plan.ignore_count, 2);
	CHECK(glob_covers(&plan.ignore[0], STR("third_party/a/b.csv")));
	CHECK_INT((int64_t)plan.artifact_count, 1);
	CHECK_STR(plan.artifacts[0].kind->name, "dataset");
	CHECK_SLICE(plan_role(&plan, STR("CISO"))->holders[0].github, "ann");
	CHECK_INT((int64_t)plan.team_count, 1);
	CHECK_SLICE(plan.teams[0].members[1], "bob");
	CHECK_INT((int64_t)plan.waiver_count, 1);
	CHECK_SLICE(plan.waivers[0].subject, "c");
	CHECK_SLICE(plan.waivers[0].until_text, "2027-03-31");
	CHECK_STR(date_text(arena, plan.waivers[0].until), "2027-03-31");
	CHECK_INT(plan.waivers[0].place.line, 10);
	CHECK(planned(&plan, "dataset/plain-pii")->severity == SEVERITY_WARNING);
	CHECK_SLICE(planned(&plan, "dataset/plain-pii")->severity_from.what, "govlint.yaml");
	CHECK_SLICE(planned_param(arena, planned(&plan, "dataset/plain-pii"), "tolerate"), "2");
	CHECK_SLICE(planned_param(arena, planned(&plan, "dataset/training-pii"), "tolerate"), "0");
}

TEST(policy_load_config, says_its_version)
{
	CHECK_STR(config("policies: [ai-baseline]\n"),
		  "govlint.yaml:1:1-24: govlint.yaml needs 'govlint': the version of this format: "
		  "1\n");
	CHECK_STR(config("govlint: 2\n"),
		  "govlint.yaml:1:10-11: format version 2 is not known to this version of govlint "
		  "[govlint: 1]\n");
	CHECK_STR(config("govlint: \"1\"\n"),
		  "govlint.yaml:1:10-13: 'govlint' takes an integer, not a string\n");
	CHECK_STR(config("govlint: 1\n"), "");
}

TEST(policy_load_config, is_not_empty)
{
	CHECK_STR(config("# nothing\n"), "govlint.yaml:1:1: govlint.yaml is a map, not nothing\n");
}

TEST(policy_load_config, suggests_keys_packs_rules_parameters_and_kinds)
{
	CHECK_STR(config("govlint: 1\npolices: []\n"),
		  "govlint.yaml:2:1-8: unknown key 'polices' in govlint.yaml [did you mean "
		  "'policies'?]\n");
	CHECK_STR(
		config("govlint: 1\npolicies: [ai-baselin]\n"),
		"govlint.yaml:2:12-22: unknown pack 'ai-baselin' [did you mean 'ai-baseline'?]\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pi: {severity: off}}\n"),
		  "govlint.yaml:2:9-25: unknown rule 'dataset/plain-pi' [did you mean "
		  "'dataset/plain-pii'?]\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {tolerat: 1}}\n"),
		  "govlint.yaml:2:29-36: rule 'dataset/plain-pii' has no parameter 'tolerat' [did "
		  "you "
		  "mean 'tolerate'?]\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {severty: note}}\n"),
		  "govlint.yaml:2:29-36: rule 'dataset/plain-pii' has no parameter 'severty' [did "
		  "you "
		  "mean 'severity'?]\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {severity: of}}\n"),
		  "govlint.yaml:2:39-41: 'severity' cannot be 'of' [did you mean 'off'?]\n");
	CHECK_STR(config("govlint: 1\nartifacts: {datset: []}\n"),
		  "govlint.yaml:2:13-19: unknown kind 'datset' [did you mean 'dataset'?]\n");
	CHECK_STR(config("govlint: 1\nartifacts: {ignroe: []}\n"),
		  "govlint.yaml:2:13-19: unknown kind 'ignroe' [did you mean 'ignore'?]\n");
	CHECK_STR(config("govlint: 1\nwaivers: [{rule: dataset/plain-pi, path: a, reason: b, "
			 "approved_by: c, until: 2027-01-01}]\n"),
		  "govlint.yaml:2:18-34: unknown rule 'dataset/plain-pi' in a waiver [did you mean "
		  "'dataset/plain-pii'?]\n");
}

TEST(policy_load_config, checks_values_of_parameters)
{
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {tolerate: -1}}\n"),
		  "govlint.yaml:2:39-41: 'tolerate' is at least 0\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {tolerate: many}}\n"),
		  "govlint.yaml:2:39-43: 'tolerate' takes an integer, not 'many'\n");
	CHECK_STR(config("govlint: 1\nrules: {dataset/plain-pii: {tolerate: 1.5}}\n"),
		  "govlint.yaml:2:39-42: 'tolerate' takes an integer, not a number\n");
	CHECK_STR(
		config("govlint: 1\nrules: {dataset/plain-pii: error}\n"),
		"govlint.yaml:2:28-33: 'dataset/plain-pii' takes a severity and parameters, not a "
		"string [{severity: error}]\n");
	CHECK_STR(config("govlint: 1\nrules: [dataset/plain-pii]\n"),
		  "govlint.yaml:2:8-27: 'rules' takes {rule: {severity: \xe2\x80\xa6}}, not a "
		  "list\n");
}

TEST(policy_load_config, checks_globs)
{
	CHECK_STR(config("govlint: 1\nartifacts: {dataset: [\"!a\"]}\n"),
		  "govlint.yaml:2:23-27: '!a': a glob here cannot be negated [only 'ignore' takes "
		  "away]\n");
	CHECK_STR(config("govlint: 1\nartifacts: {dataset: \"a\"}\n"),
		  "govlint.yaml:2:22-25: 'dataset' takes a list of globs, not a string\n");
	CHECK_STR(config("govlint: 1\nartifacts: {dataset: [1]}\n"),
		  "govlint.yaml:2:23-24: a glob is a string, not an integer\n");
	CHECK_STR(config("govlint: 1\nartifacts: {change: [a]}\n"),
		  "govlint.yaml:2:13-19: artifacts of kind 'change' are not files [known kinds: "
		  "data_card, system, vendor, incident, model_card, model, dataset, ignore]\n");
}

/* What is said of one glob; "" when it is taken. */
static const char *
glob(const char *text)
{
	struct arena *arena = test_arena();
	const char *said =
		config(arena_print(arena, "govlint: 1\nartifacts: {dataset: ['%s']}\n", text));
	struct str rest = str_of(said);
	size_t colon = str_find(rest, STR("matches no path: "));

	return colon == SIZE_MAX ? said : said + colon + STR("matches no path: ").size;
}

TEST(policy_load_config, refuses_globs_that_other_tools_would_read)
{
	CHECK_STR(glob(" models/**"), "it has a blank where a name begins or ends [write it "
				      "without: \"models/**\"]\n");
	CHECK_STR(glob("models/ **\xc2\xa0"),
		  "it has a blank where a name begins or ends [write it "
		  "without: \"models/**\"]\n");
	CHECK_STR(glob("models/{m, n}.bin"), "braces are no choice [write one glob for each: "
					     "\"models/m.bin\", \"models/n.bin\"]\n");
	CHECK_STR(glob("m{1..3}/**"), "braces are no choice [write one glob for each]\n");
	CHECK_STR(glob("models/**,data/**"), "it is one glob, not a list [write one glob for "
					     "each]\n");
	CHECK_STR(glob("models/** data/**"), "it is one glob, not a list [write one glob for "
					     "each]\n");
	CHECK_STR(glob("\"models/**\""), "the quotes are a part of it [write it without: "
					 "\"models/**\"]\n");
	CHECK_STR(glob("(a|b)/**"), "'|' is no choice [write one glob for each]\n");
	CHECK_STR(glob("models:**"), "folders end with '/', not with ':' [write it with '/': "
				     "\"models/**\"]\n");
	CHECK_STR(glob("#a"), "it begins as comments do [a name that begins so is written "
			      "\"\\#a\"]\n");
	CHECK_STR(glob("a[/]b"), "no class matches '/' [write '/' outside of the brackets]\n");
}

TEST(policy_load_config, refuses_globs_of_other_roots)
{
	static const char *const globs[] = {"~/models/**", "$MODELS/**",   "%M%/**",
					    "a/${M}/**",   "C:/models/**", "^models/.*"};

	for (size_t i = 0; i < sizeof globs / sizeof *globs; i++)
		CHECK(str_find(str_of(glob(globs[i])), STR("from the root: ")) != SIZE_MAX);
	CHECK_STR(glob("**/.git/**"), "nothing in .git is tracked [hooks and settings of a clone "
				      "are no part of a change]\n");
}

TEST(policy_load_config, takes_names_that_are_odd)
{
	static const char *const globs[] = {
		"My Models/**",
		"a, b.csv",
		"app/(group)/[id]/**",
		"{{cookiecutter.name}}/**",
		"routes/$id/*.csv",
		"2024-01-01T10:00.csv",
		"~backup/**",
		"\\{a,b\\}.csv",
		"\\ a/**",
		"\\$M/**",
		"a\\|b",
		"models/.*",
		"mod\xc3\xa8les/**",
		"O''Brien/*",
		"a[{,}]b",
	};

	for (size_t i = 0; i < sizeof globs / sizeof *globs; i++)
		CHECK_STR(glob(globs[i]), "");
}

TEST(policy_load_config, wants_people_who_can_be_recognised)
{
	CHECK_STR(config("govlint: 1\nroles: {CISO: [{name: Ann}]}\n"),
		  "govlint.yaml:2:16-27: a holder needs github, email or ssh_key: nobody could be "
		  "recognised by less [github: LOGIN]\n");
	CHECK_STR(config("govlint: 1\nroles: {CISO: [{github: ann, emial: x}]}\n"),
		  "govlint.yaml:2:30-35: unknown key 'emial' in a holder of a role [did you mean "
		  "'email'?]\n");
	CHECK_STR(config("govlint: 1\nroles: {CISO: {github: ann}}\n"),
		  "govlint.yaml:2:15-28: 'CISO' takes a list of people, not a map [[{github: "
		  "LOGIN}]]\n");
	CHECK_STR(config("govlint: 1\nroles: {CISO: []}\n"), "");
	CHECK_STR(config("govlint: 1\nteams: {a: b}\n"),
		  "govlint.yaml:2:12-13: 'a' takes a list of logins, not a string\n");
	CHECK_STR(config("govlint: 1\nteams: {a: [1]}\n"),
		  "govlint.yaml:2:13-14: a login is a string, not an integer\n");
}

#define WAIVER(waiver) "govlint: 1\nwaivers:\n  - {" waiver "}\n"
#define RIGHT          "rule: dataset/plain-pii, path: a, reason: b, approved_by: c, until: 2027-01-01"

TEST(policy_load_config, forgives_nothing_in_waivers)
{
	CHECK_STR(config(WAIVER(RIGHT)), "");
	CHECK_STR(config(WAIVER("rule: dataset/plain-pii, path: a, reason: b, until: 2027-01-01")),
		  "govlint.yaml:3:5-69: a waiver needs 'approved_by': who accepted it\n");
	CHECK_STR(config(WAIVER(RIGHT ", subjet: x")),
		  "govlint.yaml:3:86-92: unknown key 'subjet' in a waiver [did you mean "
		  "'subject'?]\n");
	CHECK_STR(config(WAIVER("rule: dataset/plain-pii, path: a, reason: TBD, approved_by: c, "
				"until: 2027-01-01")),
		  "govlint.yaml:3:48-51: 'reason' of a waiver is a placeholder\n");
	CHECK_STR(config(WAIVER("rule: dataset/plain-pii, path: a, reason: b, approved_by: c, "
				"until: 2027-02-30")),
		  "govlint.yaml:3:74-84: 'until' is no day: '2027-02-30' [a day is written "
		  "YYYY-MM-DD]\n");
	CHECK_STR(config(WAIVER("rule: dataset/plain-pii, path: a, reason: b, approved_by: c, "
				"until: 2027-02")),
		  "govlint.yaml:3:74-81: 'until' is no day: '2027-02' [a day is written "
		  "YYYY-MM-DD]\n");
	CHECK_STR(config(WAIVER(
			  "rule: dataset/plain-pii, path: /a, reason: b, approved_by: c, until: "
			  "2027-01-01")),
		  "govlint.yaml:3:37-39: 'path' of a waiver begins with '/' [write it as findings "
		  "do, from the folder of govlint.yaml]\n");
	CHECK_STR(config(WAIVER(
			  "rule: dataset/plain-pii, path: ./a, reason: b, approved_by: c, until: "
			  "2027-01-01")),
		  "govlint.yaml:3:37-40: 'path' of a waiver has a part that is '.' or '..' [write "
		  "it as findings do, from the folder of govlint.yaml]\n");
	CHECK_STR(config("govlint: 1\nwaivers: {}\n"),
		  "govlint.yaml:2:10-12: 'waivers' takes a list, not a map\n");
}

TEST(policy_load_config, lists_the_problems_of_all_files)
{
	static const struct memory_text files[] = {
		{"governance/policies/house.yaml", {"pack: house\nruls: {}\n", 21}},
		{"governance/rules/data/odd.yaml", {"rule: data/even\n", 16}},
		{"govlint.yaml",
		 {"govlint: 1\npolicies: [./governance/policies/house.yaml]\nteam: {}\n", 65}},
		{0},
	};
	struct plan plan;
	char *problems = load_files(files, NULL, &plan);

	CHECK(str_find(str_of(problems), STR("govlint.yaml:3:1-5: unknown key 'team'")) !=
	      SIZE_MAX);
	CHECK(str_find(str_of(problems),
		       STR("governance/policies/house.yaml:2:1-5: unknown key 'ruls'")) !=
	      SIZE_MAX);
	CHECK(str_find(str_of(problems), STR("governance/rules/data/odd.yaml:1:7-16: the rule in "
					     "this file is called by "
					     "its path: 'data/odd', not 'data/even'")) != SIZE_MAX);
	CHECK_INT((int64_t)plan.rule_count, 0);
}
