/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples inside a rule, run. In: a rule file. Out: how many were run and, a line each, what
 * was expected and did not come, or came and was not expected. An example goes down the same
 * corridor as a repository does; only its tree is in memory and its plan is the one rule.
 */
#include "base/arena.h"
#include "base/out.h"
#include "engine/corridor.h"
#include "report/report.h"
#include "settle/settle.h"

struct examples {
	const char *path;
	const struct rule *rule;
	const struct limits *limits;
	const struct exhausted *exhausted;
	struct arena *run;
	struct example_report *report;
};

static void
fail(struct examples *examples, const struct value *example, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void
fail(struct examples *examples, const struct value *example, const char *format, ...)
{
	struct str name = value_string(value_get(example, STR("name")));
	va_list values;
	char *what;

	va_start(values, format);
	what = arena_vprint(examples->run, format, values);
	va_end(values);
	value_add(examples->run, &examples->report->failures,
		  value_text(arena_print(examples->run, "%s:%u:%u: example '%.*s': %s",
					 examples->path, example->place.line, example->place.column,
					 STR_ARG(name), what)));
}

/* {path: text} as files of a tree. */
static struct memory_file *
files_of(struct arena *run, const struct value *map, size_t *count)
{
	struct memory_file *files;

	*count = 0;
	if (!map || map->type != VALUE_MAP)
		return NULL;
	files = arena_array(run, map->map.count + 1, sizeof *files);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];

		files[(*count)++] = (struct memory_file){
			.path = member->key,
			.text = member->value.type == VALUE_STRING ? member->value.string : STR(""),
		};
	}
	return files;
}

/* "Ann Bell <ann@corp-mail.com>" */
static struct person
person_of(struct str text)
{
	size_t open = str_find_byte(text, '<');
	size_t close = str_find_byte(text, '>');

	if (open == SIZE_MAX || close == SIZE_MAX || close < open)
		return (struct person){.name = text, .email = STR("")};
	return (struct person){
		.name = str_trim(str_cut(text, 0, open)),
		.email = str_cut(text, open + 1, close),
	};
}

static struct memory_commit *
history_of(struct arena *run, const struct value *list, size_t *count)
{
	struct memory_commit *commits;

	*count = 0;
	if (!list || list->type != VALUE_LIST)
		return NULL;
	commits = arena_array(run, list->list.count + 1, sizeof *commits);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *item = &list->list.items[i];
		struct date date = {0};
		struct memory_commit *commit = &commits[(*count)++];

		date_parse(value_string(value_get(item, STR("date"))), &date);
		commit->author = person_of(value_string(value_get(item, STR("author"))));
		commit->time = date.seconds;
		commit->message = value_string(value_get(item, STR("message")));
		commit->files = files_of(run, value_get(item, STR("files")), &commit->count);
	}
	return commits;
}

/* JSON is YAML: a map written in an example becomes the text that a file would hold. */
static struct str
text_of(struct arena *run, const struct value *value)
{
	struct out out;

	if (!value)
		return (struct str){0};
	if (value->type == VALUE_STRING)
		return value->string;
	out_to_memory(&out, run);
	report_json_value(&out, value, 0);
	return out_str(&out);
}

static struct err *
open_example(struct corridor *corridor, const struct value *example)
{
	struct memory_request request = {0};
	const struct value *before = value_get(example, STR("before"));

	request.files = files_of(corridor->run, value_get(example, STR("files")), &request.count);
	request.before = files_of(corridor->run, before, &request.before_count);
	request.has_change = before != NULL;
	request.history = history_of(corridor->run, value_get(example, STR("history")),
				     &request.history_count);
	TRY(source_memory(&request, corridor->run, &corridor->source));
	return corridor_open(corridor);
}

static struct err *
walk_example(struct corridor *corridor, const struct examples *examples,
	     const struct value *example)
{
	struct policy_request policy = corridor->request->policy;

	TRY(open_example(corridor, example));
	policy.repository = corridor->source.trusted;
	policy.entries = &corridor->trusted_entries;
	TRY(policy_plan_rule(examples->rule, value_get(example, STR("params")), &policy,
			     corridor->run, &corridor->plan));
	corridor->result->plan = &corridor->plan;
	TRY(corridor_reviews(corridor));
	TRY(corridor_gather(corridor));
	TRY(corridor_judge(corridor));
	TRY(corridor_suppressions(corridor));
	return NULL;
}

/* Whether what an example expects ("path", "path:line" or "path:line:column") names this place. */
static bool
names(struct arena *run, struct str expected, struct str path, struct place place)
{
	char *line = arena_print(run, "%.*s:%u", STR_ARG(path), place.line);
	char *column = arena_print(run, "%s:%u", line, place.column);

	return str_equal(expected, path) || str_is(expected, line) || str_is(expected, column);
}

static bool
concerns(const struct finding *finding, bool not_verified)
{
	return finding->not_verified == not_verified && finding->state == FINDING_OPEN;
}

/* Match what was expected with what came, one to one; tell both remainders. */
static void
compare(struct examples *examples, const struct value *example, const char *key,
	const struct result *result, bool not_verified)
{
	const struct value *list = value_get(example, str_of(key));
	bool *taken = arena_array(examples->run, result->findings.count + 1, sizeof(bool));

	for (size_t i = 0; list && list->type == VALUE_LIST && i < list->list.count; i++) {
		struct str expected = value_string(&list->list.items[i]);
		size_t n;

		for (n = 0; n < result->findings.count; n++)
			if (!taken[n] && concerns(&result->findings.items[n], not_verified) &&
			    names(examples->run, expected, result->findings.items[n].path,
				  result->findings.items[n].place))
				break;
		if (n == result->findings.count)
			fail(examples, example, "%s %.*s, which did not come", key,
			     STR_ARG(expected));
		else
			taken[n] = true;
	}
	for (size_t n = 0; n < result->findings.count; n++) {
		const struct finding *finding = &result->findings.items[n];

		if (!taken[n] && concerns(finding, not_verified))
			fail(examples, example, "unexpected %s at %.*s:%u:%u: %.*s",
			     not_verified ? "not verified" : "finding", STR_ARG(finding->path),
			     finding->place.line, finding->place.column, STR_ARG(finding->message));
	}
}

/* What the run could not decide about as a whole counts as not verified, at the error's place. */
static void
add_errors(struct examples *examples, struct result *result, const struct err *errors)
{
	struct findings *all = &result->findings;

	for (const struct err *err = errors; err; err = err->next) {
		all->items = arena_grow(examples->run, all->items, all->count, &all->capacity,
					sizeof(struct finding));
		all->items[all->count++] = (struct finding){
			.not_verified = true,
			.path = str_of(err->path),
			.place = {.line = err->line, .column = err->column},
			.message = str_of(err_text(examples->run, err)),
		};
	}
}

static struct date
now_of(const struct value *example)
{
	struct date now = {.form = DATE_TIME};

	if (!date_parse(value_string(value_get(example, STR("now"))), &now))
		date_parse(STR("2026-01-01T00:00:00Z"), &now);
	return now;
}

static void
run_example(struct examples *examples, const struct value *example)
{
	struct result result = {.systems = value_list(), .fail_on = SEVERITY_ERROR};
	struct engine_request request = {
		.source = {.mode = value_get(example, STR("before")) ? SOURCE_DIFF
								     : SOURCE_WORKTREE,
			   .limits = examples->limits},
		.policy = {.limits = examples->limits,
			   .now = now_of(example),
			   .config_text = text_of(examples->run, value_get(example, STR("config"))),
			   .embedded_only = true},
		.fail_on = SEVERITY_ERROR,
		.jobs = 1,
		.exhausted = examples->exhausted,
	};
	struct corridor corridor = {.request = &request, .run = examples->run, .result = &result};
	struct err *err;
	size_t failures = examples->report->failures.list.count;

	request.reviews_text = text_of(examples->run, value_get(example, STR("reviews")));
	request.reviews_path = request.reviews_text.data ? examples->path : NULL;
	arena_init(&corridor.scratch, examples->exhausted);
	err = walk_example(&corridor, examples, example);
	if (err)
		err = err_move(examples->run, err);
	err_settle(err);
	settle(&result, examples->run);
	add_errors(examples, &result, err);
	compare(examples, example, "finds", &result, false);
	compare(examples, example, "undecided", &result, true);
	corridor_close(&corridor);
	examples->report->run++;
	examples->report->failed += examples->report->failures.list.count > failures;
}

struct err *
engine_examples(const char *path, struct str text, const struct limits *limits,
		const struct exhausted *exhausted, struct arena *run, struct example_report *out)
{
	struct rule rule = {0};
	struct examples examples = {
		.path = path,
		.rule = &rule,
		.limits = limits,
		.exhausted = exhausted,
		.run = run,
		.report = out,
	};

	*out = (struct example_report){.failures = value_list()};
	TRY(policy_load_rule(path, text, limits, run, &rule));
	for (size_t i = 0; rule.examples && i < rule.examples->list.count; i++)
		run_example(&examples, &rule.examples->list.items[i]);
	return NULL;
}
