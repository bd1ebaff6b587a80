/* SPDX-License-Identifier: Apache-2.0
 *
 * Words → options. In: the words behind the command's name. Out: values by option, the other words,
 * and every mistake with what was most likely meant. `--name value` and `--name=value` are the
 * same; `--` ends the options; an option given twice is a mistake unless it may be repeated,
 * because nobody can tell which of the two was meant.
 */
#include "cli/options.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "cli/command.h"

#define ON(command) (1u << COMMAND_##command)

const struct option options[OPTION_COUNT] = {
#define OPTION(id, text, value, in, many, where, only, says)                                       \
	[OPTION_##id] = {.name = text,                                                             \
			 .argument = value,                                                        \
			 .group = in,                                                              \
			 .repeatable = many,                                                       \
			 .commands = where,                                                        \
			 .values = only,                                                           \
			 .summary = says},
#include "cli/options.list"
#undef OPTION
};

const char *const option_groups[GROUP_COUNT] = {
	[GROUP_LOOK] = "What to look at",
	[GROUP_POLICY] = "Policy",
	[GROUP_APPROVALS] = "Approvals",
	[GROUP_OUTPUT] = "Output",
	[GROUP_RUN] = "Run",
	[GROUP_HELP] = "Help",
};

/* Where the reading of a command line is. */
struct reading {
	struct arguments *arguments;
	struct arena *run;
	const char *const *words;
	size_t count;
	size_t next;
	struct err *errors;
};

static void
mistake(struct reading *reading, struct err *err)
{
	reading->errors = err_join(reading->errors, err);
}

bool
option_fits(const struct option *option, const struct command *command)
{
	for (size_t i = 0; commands[i]; i++)
		if (commands[i] == command)
			return option->commands & 1u << i;
	return false;
}

static const struct option *
option_named(struct str name)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (str_is(name, options[i].name))
			return &options[i];
	return NULL;
}

static void
unknown_option(struct reading *reading, struct str word, struct str name)
{
	const struct command *command = reading->arguments->command;
	struct err *err = err_new(reading->run, "unknown option '%.*s'", STR_ARG(word));
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (option_fits(&options[i], command))
			suggest_name(&suggest, str_of(options[i].name));
	best = suggest_best(&suggest);
	mistake(reading,
		best.data ? err_help(err, "did you mean '--%.*s'?", STR_ARG(best))
			  : err_help(err, "`govlint help %s` shows its options", command->name));
}

static void
misplaced_option(struct reading *reading, const struct option *option)
{
	const struct command *other = NULL;

	for (size_t i = 0; commands[i] && !other; i++)
		if (option_fits(option, commands[i]))
			other = commands[i];
	mistake(reading,
		err_help(err_new(reading->run, "`govlint %s` has no option '--%s'",
				 reading->arguments->command->name, option->name),
			 "it is an option of `govlint %s`", other ? other->name : "check"));
}

static bool
is_allowed(const char *values, struct str value)
{
	struct str rest = str_of(values), allowed;

	while (str_split(&rest, '|', &allowed))
		if (str_equal(allowed, value))
			return true;
	return false;
}

static struct str
nearest_value(const char *values, struct str value)
{
	struct str rest = str_of(values), allowed;
	struct suggest suggest;

	suggest_init(&suggest, value);
	while (str_split(&rest, '|', &allowed))
		suggest_name(&suggest, allowed);
	return suggest_best(&suggest);
}

static void
check_value(struct reading *reading, const struct option *option, const char *value)
{
	struct str best;

	if (!option->values || is_allowed(option->values, str_of(value)))
		return;
	best = nearest_value(option->values, str_of(value));
	mistake(reading, suggest_help(err_new(reading->run, "'--%s' cannot be '%s': it is %s",
					      option->name, value, option->values),
				      best, NULL));
}

static void
keep(struct reading *reading, const struct option *option, const char *value)
{
	struct given *given = &reading->arguments->options[option - options];

	if (given->count > 0 && !option->repeatable) {
		mistake(reading, err_help(err_new(reading->run, "option '--%s' is given twice",
						  option->name),
					  "give it once"));
		return;
	}
	check_value(reading, option, value);
	given->values[given->count++] = value;
}

/* The value of an option: behind its '=', or the next word. NULL: there is none. */
static const char *
take_value(struct reading *reading, const char *equals)
{
	const char *next;

	if (equals)
		return equals[1] ? equals + 1 : NULL;
	if (reading->next == reading->count)
		return NULL;
	next = reading->words[reading->next];
	if (!next[0] || (next[0] == '-' && next[1] == '-'))
		return NULL;
	reading->next++;
	return next;
}

static void
read_option(struct reading *reading, const char *word)
{
	struct str text = str_of(word);
	size_t dashes = text.size > 1 && word[1] == '-' ? 2 : 1;
	size_t end = str_find_byte(text, '=');
	const char *equals = end < text.size ? word + end : NULL;
	struct str name = str_cut(text, dashes, end);
	const struct option *option = dashes == 2 ? option_named(name) : NULL;
	const char *value;

	if (str_is(text, "-h"))
		option = &options[OPTION_help];
	if (!option) {
		unknown_option(reading, str_cut(text, 0, end), name);
		return;
	}
	if (!option_fits(option, reading->arguments->command)) {
		misplaced_option(reading, option);
		if (option->argument)
			take_value(reading, equals);
		return;
	}
	if (!option->argument) {
		if (equals)
			mistake(reading, err_new(reading->run, "option '--%s' takes no value",
						 option->name));
		else
			keep(reading, option, "");
		return;
	}
	value = take_value(reading, equals);
	if (value)
		keep(reading, option, value);
	else
		mistake(reading,
			err_help(err_new(reading->run, "option '--%s' needs a value", option->name),
				 "--%s %s", option->name, option->argument));
}

static void
prepare(struct reading *reading)
{
	struct arguments *arguments = reading->arguments;

	arguments->words = arena_array(reading->run, reading->count + 1, sizeof(char *));
	for (size_t i = 0; i < OPTION_COUNT; i++)
		arguments->options[i].values =
			arena_array(reading->run, reading->count + 1, sizeof(char *));
}

static void
check_words(struct reading *reading)
{
	const struct command *command = reading->arguments->command;
	size_t count = reading->arguments->word_count;

	if (option_given(reading->arguments, OPTION_help) ||
	    option_given(reading->arguments, OPTION_version))
		return;
	if (count > command->words_most) {
		const char **words = reading->arguments->words;
		struct err *err =
			err_new(reading->run, "unexpected '%s'", words[command->words_most]);

		if (reading->arguments->implied && command_named(str_of(words[0])))
			err = err_help(err, "the command comes first: govlint %s", words[0]);
		else
			err = err_help(err, "usage: govlint %s %s", command->name, command->words);
		mistake(reading, err);
	} else if (count < command->words_least) {
		mistake(reading, err_help(err_new(reading->run, "`govlint %s` needs %s",
						  command->name, command->words),
					  "usage: govlint %s %s", command->name, command->words));
	}
}

struct err *
options_parse(struct arguments *arguments, struct arena *run, const char *const *words,
	      size_t count)
{
	struct reading reading = {
		.arguments = arguments, .run = run, .words = words, .count = count};
	bool only_words = false;

	prepare(&reading);
	while (reading.next < count) {
		const char *word = words[reading.next++];

		if (!only_words && str_is(str_of(word), "--"))
			only_words = true;
		else if (!only_words && word[0] == '-' && word[1])
			read_option(&reading, word);
		else
			arguments->words[arguments->word_count++] = word;
	}
	check_words(&reading);
	return reading.errors;
}

bool
option_given(const struct arguments *arguments, enum option_id id)
{
	return arguments->options[id].count > 0;
}

const char *
option_value(const struct arguments *arguments, enum option_id id)
{
	return option_given(arguments, id) ? arguments->options[id].values[0] : NULL;
}

struct err *
suggest_help(struct err *err, struct str best, const char *otherwise)
{
	if (best.data)
		return err_help(err, "did you mean '%.*s'?", STR_ARG(best));
	return otherwise ? err_help(err, "%s", otherwise) : err;
}
