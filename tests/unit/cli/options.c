/* SPDX-License-Identifier: Apache-2.0
 *
 * How words become options, and what is said about a word that is none.
 */
#include "made.h"

static struct arguments arguments;

static struct err *
parse(struct arena *run, const struct command *command, const char *line)
{
	const char **words = arena_array(run, WORDS_MOST, sizeof *words);
	struct str rest = str_of(line), word;
	size_t count = 0;

	arguments = (struct arguments){.command = command};
	while (rest.size > 0 && str_split(&rest, ' ', &word))
		words[count++] = str_copy(run, word);
	return options_parse(&arguments, run, words, count);
}

TEST(cli_options, takes_values_behind_an_equals_sign_or_a_blank)
{
	struct arena *run = test_arena();

	CHECK_OK(parse(run, &cmd_check, "--rev=HEAD~1 --select a/b --select=c/d . --staged"));
	CHECK_STR(option_value(&arguments, OPTION_rev), "HEAD~1");
	CHECK_INT((int64_t)arguments.options[OPTION_select].count, 2);
	CHECK_STR(arguments.options[OPTION_select].values[1], "c/d");
	CHECK(option_given(&arguments, OPTION_staged));
	CHECK_INT((int64_t)arguments.word_count, 1);
	CHECK_OK(parse(run, &cmd_check, "--format json=a=b"));
	CHECK_STR(option_value(&arguments, OPTION_format), "json=a=b");
}

TEST(cli_options, end_at_two_dashes)
{
	struct arena *run = test_arena();

	CHECK_OK(parse(run, &cmd_check, "-- --staged"));
	CHECK(!option_given(&arguments, OPTION_staged));
	CHECK_STR(arguments.words[0], "--staged");
}

TEST(cli_options, refuses_what_cannot_be_meant)
{
	static const struct {
		const char *line, *message;
	} rows[] = {
		{"--rev", "'--rev' needs a value"},
		{"--rev=", "'--rev' needs a value"},
		{"--rev --staged", "'--rev' needs a value"},
		{"--staged=yes", "'--staged' takes no value"},
		{"--rev a --rev b", "'--rev' is given twice"},
		{"--staged --staged", "'--staged' is given twice"},
		{"--fail-on fatal", "error|warning|note"},
		{"--color=sometimes", "auto|always|never"},
		{"-x", "unknown option '-x'"},
		{"-staged", "unknown option '-staged'"},
		{"---staged", "unknown option '---staged'"},
		{"--Staged", "unknown option '--Staged'"},
		{"a b", "unexpected 'b'"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		CHECK_ERR(parse(test_arena(), &cmd_check, rows[i].line), rows[i].message);
}

TEST(cli_options, tells_which_command_takes_an_option)
{
	struct err *err = parse(test_arena(), &cmd_list, "rules --staged");

	CHECK(err && err->help && holds(err->help, "govlint check"));
	CHECK_ERR(err, "`govlint list` has no option '--staged'");
}

TEST(cli_options, tells_all_mistakes_at_once_and_keeps_the_rest)
{
	struct err *err = parse(test_arena(), &cmd_check, "--nope --format json --rev");

	CHECK(err && err->next && !err->next->next);
	CHECK_STR(option_value(&arguments, OPTION_format), "json");
	err_settle(err);
}

/* The number of letters inserted, deleted, replaced or swapped with their neighbour between two
 * short names. */
static int
distance(const char *a, const char *b)
{
	int table[32][32];
	int rows = (int)strlen(a), columns = (int)strlen(b);

	for (int i = 0; i <= rows; i++) {
		for (int j = 0; j <= columns; j++) {
			int best = i == 0 ? j : j == 0 ? i : table[i - 1][j - 1];

			if (i > 0 && j > 0) {
				best += a[i - 1] != b[j - 1];
				best = table[i - 1][j] + 1 < best ? table[i - 1][j] + 1 : best;
				best = table[i][j - 1] + 1 < best ? table[i][j - 1] + 1 : best;
			}
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    table[i - 2][j - 2] + 1 < best)
				best = table[i - 2][j - 2] + 1;
			table[i][j] = best;
		}
	}
	return table[rows][columns];
}

/* Edit number `n` of a name, or false when there are no more. */
static bool
edit(const char *name, size_t n, char *out)
{
	size_t size = strlen(name), kind = n / size, at = n % size;

	strcpy(out, name);
	switch (kind) {
	case 0:
		memmove(out + at, out + at + 1, size - at);
		return true;
	case 1:
		memmove(out + at + 1, out + at, size - at + 1);
		out[at] = 'q';
		return true;
	case 2:
		out[at] = 'z';
		return true;
	case 3:
		if (at + 1 < size) {
			out[at] = name[at + 1];
			out[at + 1] = name[at];
		}
		return true;
	default:
		return false;
	}
}

static bool
is_nearer_to_another(const char *edited, const char *original)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (strcmp(options[i].name, original) != 0 &&
		    option_fits(&options[i], &cmd_check) && distance(edited, options[i].name) <= 1)
			return true;
	return false;
}

/* The first command that has the option. */
static const struct command *
command_with(const struct option *option)
{
	size_t number = 0;

	while (!(option->commands >> number & 1))
		number++;
	return commands[number];
}

TEST(cli_options, suggests_every_option_after_any_one_edit)
{
	char edited[64];
	size_t tried = 0;

	for (size_t i = 0; i < OPTION_COUNT; i++) {
		const char *name = options[i].name;

		for (size_t n = 0; strlen(name) >= 4 && edit(name, n, edited); n++) {
			struct arena *run = test_arena();
			struct arena_mark mark = arena_mark(run);
			struct err *err;

			if (strcmp(edited, name) == 0 || is_nearer_to_another(edited, name))
				continue;
			err = parse(run, command_with(&options[i]),
				    arena_print(run, "--%s", edited));
			CHECK(err && err->help &&
			      holds(err->help, arena_print(run, "did you mean '--%s'?", name)));
			err_settle(err);
			arena_rewind(run, mark);
			tried++;
			break;
		}
	}
	CHECK(tried >= 15);
}

TEST(cli_options, all_have_a_summary_and_a_command)
{
	for (size_t i = 0; i < OPTION_COUNT; i++) {
		CHECK(options[i].name && options[i].summary && options[i].summary[0]);
		CHECK(options[i].commands != 0);
		CHECK(!options[i].values || options[i].argument);
	}
}
