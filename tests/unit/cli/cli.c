/* SPDX-License-Identifier: Apache-2.0
 *
 * Which words run what, and with which exit code.
 */
#include "base/file.h"
#include "made.h"
#include "model/limits.h"
#include "read/read.h"

TEST(cli_run, shows_version_and_help)
{
	struct ran got = ran("--version");

	CHECK_INT(got.code, 0);
	CHECK(str_starts(str_of(got.output), STR("govlint ")));
	CHECK_STR(got.error, "");
	got = ran("--help");
	CHECK_INT(got.code, 0);
	CHECK(holds(got.output, "--fail-on"));
	CHECK_STR(ran("-h").output, got.output);
	CHECK_STR(ran("help").output, got.output);
	got = ran("help list");
	CHECK_INT(got.code, 0);
	CHECK_STR(ran("list --help").output, got.output);
	CHECK_STR(ran("list -h").output, got.output);
	got = ran("help lsit");
	CHECK_INT(got.code, 3);
	CHECK(holds(got.error, "did you mean 'list'?"));
}

TEST(cli_run, help_names_every_option_and_fits_a_hundred_columns)
{
	struct arena *run = test_arena();

	for (size_t i = 0; commands[i]; i++) {
		struct ran got = ran(arena_print(run, "help %s", commands[i]->name));
		struct str rest = str_of(got.output), line;

		for (size_t n = 0; n < OPTION_COUNT; n++)
			if (option_fits(&options[n], commands[i]))
				CHECK(holds(got.output, arena_print(run, "--%s", options[n].name)));
		while (str_line(&rest, &line))
			CHECK(line.size <= 100);
	}
}

TEST(cli_run, knows_a_misspelt_command_from_a_missing_path)
{
	struct ran got = ran("chekc");

	CHECK_INT(got.code, 3);
	CHECK(holds(got.error, "unknown command 'chekc'"));
	CHECK(holds(got.error, "did you mean 'check'?"));
	CHECK_STR(got.output, "");
	CHECK_INT(ran("./chekc").code, 2);
	CHECK_INT(ran("no/such/path").code, 2);
	CHECK_INT(ran("check nosuchpath").code, 2);
	CHECK_INT(ran("-- nosuchpath").code, 2);
}

TEST(cli_run, suggests_every_command_after_an_edit)
{
	struct arena *run = test_arena();

	for (size_t i = 0; commands[i]; i++) {
		const char *name = commands[i]->name;
		struct ran got;

		if (strlen(name) < 4)
			continue;
		got = ran(arena_print(run, "%sx", name));
		CHECK_INT(got.code, 3);
		CHECK(holds(got.error, arena_print(run, "did you mean '%s'?", name)));
	}
}

TEST(cli_run, calls_wrong_words_usage)
{
	static const struct {
		const char *line, *message;
	} rows[] = {
		{"--stagd", "did you mean '--staged'?"},
		{"--staged --rev x .", "exclude each other"},
		{"--staged --diff x .", "exclude each other"},
		{"--rev a --diff b .", "exclude each other"},
		{"--quiet --verbose .", "exclude each other"},
		{"--format yaml .", "unknown format 'yaml'"},
		{"--format jsno .", "did you mean 'json'?"},
		{"--format json= .", "names no file"},
		{"--format text --format json .", "two reports"},
		{"--format json=/dev/null --format concise=/dev/null .", "two reports"},
		{"--now yesterday .", "RFC 3339"},
		{"--now 2026-11-21 .", "RFC 3339"},
		{"--jobs 0 .", "from 1 to 256"},
		{"--jobs many .", "from 1 to 256"},
		{"--jobs 257 .", "from 1 to 256"},
		{"--fail-on eror .", "did you mean 'error'?"},
		{"--color maybe .", "auto|always|never"},
		{". ..", "unexpected '..'"},
		{"--color never list rules", "the command comes first"},
		{"list", "needs TOPIC"},
		{"list ruels", "did you mean 'rules'?"},
		{"list rules --format sarif", "--format json"},
		{"facts", "needs PATH"},
		{"explain", "needs RULE"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ran got = ran(rows[i].line);

		CHECK_INT(got.code, 3);
		CHECK(holds(got.error, rows[i].message));
		CHECK_STR(got.output, "");
	}
}

TEST(cli_run, answers_in_json_also_when_it_cannot_judge)
{
	static const struct {
		const char *line;
		int code;
	} rows[] = {
		{"--format json --nope", 3},
		{"--nope --format=json", 3},
		{"--format json --rev", 3},
		{"chekc --format json", 3},
		{"--format json no/such/path", 2},
		{"--format json --config /no/such/file .", 2},
		{"--format json --reviews /no/such/file .", 2},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct ran got = ran(rows[i].line);
		struct arena *run = test_arena();
		struct value root = value_null();
		const struct value *errors;

		CHECK_INT(got.code, rows[i].code);
		CHECK_OK(read_json_text("output", str_of(got.output), &limits_default, run, &root));
		errors = value_get(&root, STR("errors"));
		CHECK(errors && errors->type == VALUE_LIST && errors->list.count >= 1);
		CHECK_SLICE(value_string(value_path(&root, STR("summary.verdict"))), "undecided");
	}
}

TEST(cli_run, writes_reports_to_files)
{
	struct arena *run = test_arena();
	const char *folder = fresh_folder();
	struct str text;

	CHECK_INT(ran(arena_print(run, "--format json=%s/a.json --format concise %s/none", folder,
				  folder))
			  .code,
		  2);
	CHECK_OK(file_read_path(&text, run, arena_print(run, "%s/a.json", folder), 1 << 20));
	CHECK(str_starts(text, STR("{\n  \"version\": 1,")));
}

TEST(cli_run, is_undecided_when_a_report_does_not_get_out)
{
	struct ran got = ran("--format json=/dev/full --exit-zero no/such/path");

	CHECK_INT(got.code, 2);
	CHECK(holds(got.error, "/dev/full"));
	got = ran("--format json=/no/such/folder/x .");
	CHECK_INT(got.code, 2);
	CHECK(holds(got.error, "cannot write the report"));
}

TEST(cli_run, needs_a_time_when_there_is_no_clock)
{
	struct arena *run = test_arena();
	const char *words[] = {"."};
	struct out output, error;
	struct cli_environment environment = {.arguments = words,
					      .argument_count = 1,
					      .exhausted = run->exhausted,
					      .output = &output,
					      .error = &error};

	out_to_memory(&output, run);
	out_to_memory(&error, run);
	CHECK_INT(cli_run(&environment, run), 3);
	CHECK(holds(str_copy(run, out_str(&error)), "--now"));
}
