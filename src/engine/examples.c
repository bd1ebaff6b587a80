/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples inside a rule, run. In: a rule file. Out: how many were run and, a line each, what
 * was expected and did not come, or came and was not expected; and what no example reached. An
 * example goes down the same corridor as a repository does; only its tree is in memory and its plan
 * is the one rule.
 *
 * The one thing to know: what an example is made of (tree, parameters, configuration, reviews) has to
 * be right. What is wrong with it is an error, never something that an example may expect.
 */
#include "engine/examples.h"
#include "base/arena.h"
#include "base/out.h"
#include "read/read.h"
#include "settle/settle.h"

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
					 examples->request->path, example->place.line,
					 example->place.column, STR_ARG(name), what)));
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

/* A time that the loader has seen to be one; the first moment of a day. */
static struct date
moment_of(const struct value *value)
{
	struct date date = {0};

	date_parse(value ? value_string(value) : STR("2026-01-01T00:00:00Z"), &date);
	date.form = DATE_TIME;
	return date;
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
		struct memory_commit *commit = &commits[(*count)++];

		commit->author = person_of(value_string(value_get(item, STR("author"))));
		commit->time = moment_of(value_get(item, STR("date"))).seconds;
		commit->message = value_string(value_get(item, STR("message")));
		commit->files = files_of(run, value_get(item, STR("files")), &commit->count);
	}
	return commits;
}

/* A text, where the example gives one instead of what it would be made of. */
static struct str
text_of(const struct value *example, const char *key)
{
	return value_string(value_get(example, str_of(key)));
}

/* The map or list itself, which stands in the rule's file. */
static const struct value *
tree_of(const struct value *example, const char *key)
{
	const struct value *value = value_get(example, str_of(key));

	return value && value->type != VALUE_STRING ? value : NULL;
}

static struct err *
open_example(struct corridor *corridor, struct examples *examples, const struct value *example)
{
	struct memory_request request = {0};
	const struct value *before = value_get(example, STR("before"));
	struct str fixture = text_of(example, "fixture");
	struct memory_file *files =
		files_of(corridor->run, value_get(example, STR("files")), &request.count);

	if (fixture.data)
		TRY(examples_fixture(examples, fixture, &files, &request.count));
	request.files = files;
	request.before = files_of(corridor->run, before, &request.before_count);
	request.has_change = before != NULL;
	request.history = history_of(corridor->run, value_get(example, STR("history")),
				     &request.history_count);
	TRY(source_memory(&request, corridor->run, &corridor->source));
	return corridor_open(corridor);
}

/* Everything up to the judging: what fails here is wrong with the example. */
static struct err *
ask_example(struct corridor *corridor, struct examples *examples, const struct value *example)
{
	struct policy_request policy = corridor->request->policy;

	TRY(open_example(corridor, examples, example));
	policy.repository = corridor->source.trusted;
	policy.entries = &corridor->trusted_entries;
	TRY(policy_plan_rule(examples->rule, value_get(example, STR("params")), &policy,
			     corridor->run, &corridor->plan));
	corridor->result->plan = &corridor->plan;
	for (size_t i = 0; i < corridor->plan.rule_count; i++)
		coverage_params(&examples->coverage, &corridor->plan.rules[i]);
	return corridor_reviews(corridor);
}

static struct err *
judge_example(struct corridor *corridor)
{
	TRY(corridor_gather(corridor));
	TRY(corridor_judge(corridor));
	return corridor_suppressions(corridor);
}

/* How much of a place an expectation names: the path, the line, the column. */
static size_t
precision_of(struct str expected)
{
	size_t count = 1;

	for (size_t i = 0; i < expected.size; i++)
		count += expected.data[i] == ':';
	return count;
}

/* Whether what an example expects ("path", "path:line" or "path:line:column") names this place. */
static bool
names(struct arena *run, struct str expected, struct str path, struct place place)
{
	char *line = arena_print(run, "%.*s:%u", STR_ARG(path), place.line);
	char *column = arena_print(run, "%s:%u", line, place.column);

	return str_equal(expected, path) || str_is(expected, line) || str_is(expected, column);
}

/* That the machine failed is nothing to expect. */
static bool
concerns(const struct finding *finding, bool not_verified)
{
	return finding->not_verified == not_verified && finding->state == FINDING_OPEN &&
	       !finding->never_waived;
}

/* One expectation takes one of what came. */
static void
take(struct examples *examples, const struct value *example, const char *key, struct str expected,
     const struct findings *findings, bool not_verified, bool *taken)
{
	for (size_t n = 0; n < findings->count; n++)
		if (!taken[n] && concerns(&findings->items[n], not_verified) &&
		    names(examples->run, expected, findings->items[n].path,
			  findings->items[n].place)) {
			taken[n] = true;
			return;
		}
	fail(examples, example, "%s %.*s, which did not come", key, STR_ARG(expected));
}

/* " at models/m.onnx:1:1"; nothing where it is about the whole tree. */
static const char *
place_text(const struct examples *examples, const struct finding *finding)
{
	if (finding->path.size == 0)
		return "";
	return arena_print(examples->run, " at %.*s:%u:%u", STR_ARG(finding->path),
			   finding->place.line, finding->place.column);
}

/* Match what was expected with what came, one to one, the most precise first; tell both remainders. */
static void
compare(struct examples *examples, const struct value *example, const char *key,
	const struct findings *findings, bool not_verified)
{
	const struct value *list = value_get(example, str_of(key));
	bool *taken = arena_array(examples->run, findings->count + 1, sizeof(bool));

	for (size_t precision = 3; precision > 0; precision--)
		for (size_t i = 0; list && i < list->list.count; i++) {
			struct str expected = value_string(&list->list.items[i]);

			if (precision_of(expected) == precision)
				take(examples, example, key, expected, findings, not_verified,
				     taken);
		}
	for (size_t n = 0; n < findings->count; n++) {
		const struct finding *finding = &findings->items[n];

		if (taken[n] || finding->not_verified != not_verified ||
		    finding->state != FINDING_OPEN)
			continue;
		fail(examples, example, "unexpected %s%s: %.*s",
		     not_verified ? "not verified" : "finding", place_text(examples, finding),
		     STR_ARG(finding->message));
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
			.never_waived = err_is_machines(err),
			.path = str_of(err->path),
			.place = {.line = err->line, .column = err->column},
			.message = str_of(err_text(examples->run, err)),
		};
	}
}

/* Errors of what an example is made of stand in the rule's file; where they do not know better, at
 * the example. Those of another text say whose it is. */
static struct err *
place_errors(const struct examples *examples, const struct value *example, struct err *errors)
{
	const char *path = examples->request->path;
	struct str name = value_string(value_get(example, STR("name")));

	for (struct err *err = errors; err; err = err->next) {
		if (err->path && !str_is(str_of(err->path), path)) {
			err->message = arena_print(examples->run, "example '%.*s': %s",
						   STR_ARG(name), err->message);
			continue;
		}
		if (!err->path || err->line == 0)
			err = err_at(err, path, example->place.line, example->place.column);
		if (!err->excerpt.data)
			err->excerpt = read_line(examples->request->text, err->line);
	}
	return errors;
}

static bool
same(const struct err *a, const struct err *b)
{
	return a->line == b->line && a->column == b->column &&
	       str_equal(str_of(a->path), str_of(b->path)) &&
	       str_is(str_of(a->message), b->message);
}

/* What is wrong with the rule is wrong in each of its examples, and told once. */
static struct err *
join_new(struct err *list, struct err *more)
{
	while (more) {
		struct err *next = more->next;
		const struct err *known = list;

		more->next = NULL;
		while (known && !same(known, more))
			known = known->next;
		if (known)
			err_settle(more);
		else
			list = err_join(list, more);
		more = next;
	}
	return list;
}

/* Nothing found where nothing was judged shows nothing, save what an empty tree means. */
static void
tell_empty(struct examples *examples, const struct value *example, const struct result *result)
{
	const struct summary *summary = &result->summary;

	if (summary->planned + summary->not_applicable > 0 || result->findings.count > 0)
		return;
	value_add(examples->run, &examples->report->empty,
		  value_text(arena_print(examples->run,
					 "%s:%u:%u: example '%.*s' judges nothing: its tree holds "
					 "no %s",
					 examples->request->path, example->place.line,
					 example->place.column,
					 STR_ARG(value_string(value_get(example, STR("name")))),
					 examples->rule->kind->name)));
}

static struct err *
walk_example(struct examples *examples, const struct value *example, struct corridor *corridor)
{
	struct result *result = corridor->result;
	size_t failures = examples->report->failures.list.count;
	struct err *err = ask_example(corridor, examples, example);

	if (err)
		return place_errors(examples, example, err_move(examples->run, err));
	err = judge_example(corridor);
	if (err)
		err = err_move(examples->run, err);
	err_settle(err);
	settle(result, examples->run);
	add_errors(examples, result, err);
	compare(examples, example, "finds", &result->findings, false);
	compare(examples, example, "undecided", &result->findings, true);
	tell_empty(examples, example, result);
	examples->report->run++;
	examples->report->failed += examples->report->failures.list.count > failures;
	return NULL;
}

static struct err *
run_example(struct examples *examples, const struct value *example)
{
	const struct example_request *asked = examples->request;
	struct result result = {.systems = value_list(),
				.vendors = value_list(),
				.incidents = value_list(),
				.fail_on = SEVERITY_ERROR};
	struct engine_request request = {
		.source = {.mode = value_get(example, STR("before")) ? SOURCE_DIFF
								     : SOURCE_WORKTREE,
			   .limits = asked->limits},
		.policy = {.limits = asked->limits,
			   .now = moment_of(value_get(example, STR("now"))),
			   .rule_text = asked->text,
			   .config_text = text_of(example, "config"),
			   .config_tree = tree_of(example, "config")},
		.reviews_text = text_of(example, "reviews"),
		.reviews_tree = tree_of(example, "reviews"),
		.fail_on = SEVERITY_ERROR,
		.jobs = 1,
		.exhausted = asked->exhausted,
		.coverage = &examples->coverage,
	};
	struct corridor corridor = {.request = &request, .run = examples->run, .result = &result};
	struct err *err;

	if (request.policy.config_tree)
		request.policy.config = asked->path;
	if (request.reviews_text.data || request.reviews_tree)
		request.reviews_path = request.reviews_tree ? asked->path : "reviews";
	arena_init(&corridor.scratch, asked->exhausted);
	err = walk_example(examples, example, &corridor);
	corridor_close(&corridor);
	return err;
}

struct err *
engine_examples(const struct example_request *request, struct arena *run,
		struct example_report *out)
{
	struct rule rule = {0};
	struct examples examples = {
		.request = request,
		.rule = &rule,
		.run = run,
		.report = out,
	};
	struct err *errors = NULL;

	*out = (struct example_report){
		.failures = value_list(), .gaps = value_list(), .empty = value_list()};
	TRY(policy_load_rule(request->path, request->text, request->limits, run, &rule));
	coverage_begin(run, &rule, &examples.coverage);
	for (size_t i = 0; rule.examples && i < rule.examples->list.count; i++)
		errors = join_new(errors, run_example(&examples, &rule.examples->list.items[i]));
	coverage_tell(&examples.coverage, request->path, run, out);
	source_close(&examples.fixtures);
	return errors;
}
