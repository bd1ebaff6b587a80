/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments that excuse findings. In: the files of artifacts. Out: every comment that begins with
 * "govlint:", with what it says and whether it is right. What each hides is decided in settle/.
 *
 * The one thing to know: such a comment is somebody's word about their own line, so it counts only
 * where the rule lets it, and only where the tree that the policy comes from has the same two lines,
 * the comment's and the one it speaks of: a change cannot bring the comment that excuses it, nor put
 * another line under one that is there. A file of data is not quoted, not even in what is wrong.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "engine/corridor.h"
#include "model/evidence.h"
#include "model/input.h"
#include "read/read.h"

static const char form[] = "it is written: govlint: allow RULE -- REASON";

/* An excerpt longer than this is no line that a person reads. */
#define EXCERPT_BYTES 1024

struct search {
	struct corridor *corridor;
	struct map found; /* paths with findings */
	struct map
		unjudged; /* paths of items that are not verified: that says what cannot be read */
	struct suppressions *out;
};

/* One file of artifacts. */
struct judged_file {
	const struct entry *entry;
	struct str text; /* where it was read already */
	bool holds_data;
};

/* ---- What it says ------------------------------------------------------------------------------- */

static bool
has_rule(const struct plan *plan, struct str id)
{
	if (!plan)
		return false;
	for (size_t i = 0; i < plan->rules_off; i++)
		if (str_equal(plan->off[i], id))
			return true;
	return plan_rule(plan, id) != NULL;
}

/* That judges, rests, comes with this change, or could be selected. */
static bool
is_rule(const struct corridor *corridor, struct str id)
{
	return has_rule(&corridor->plan, id) || has_rule(corridor->after, id) ||
	       policy_builtin(str_of(arena_print(corridor->run, "rules/%.*s.yaml", STR_ARG(id))));
}

static const char *
nearest(const struct corridor *corridor, struct str id)
{
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, id);
	for (size_t i = 0; i < corridor->plan.rule_count; i++)
		if (corridor->plan.rules[i].rule->allows_inline)
			suggest_name(&suggest, corridor->plan.rules[i].rule->id);
	best = suggest_best(&suggest);
	return best.data ? arena_print(corridor->run, "did you mean '%.*s'?", STR_ARG(best))
			 : "`govlint list rules` names the rules";
}

static void
say(struct suppression *out, const char *wrong, const char *help)
{
	out->wrong = wrong;
	out->help = help;
}

static void
check_rule(const struct corridor *corridor, bool holds_data, struct suppression *out)
{
	struct str id = out->waiver.rule;
	const struct planned_rule *planned = plan_rule(&corridor->plan, id);

	if (planned && !planned->rule->allows_inline)
		say(out,
		    arena_print(corridor->run,
				"rule %.*s does not let a comment excuse what it finds",
				STR_ARG(id)),
		    "write a waiver in govlint.yaml, which says who approved it and until when");
	if (planned || is_rule(corridor, id))
		return;
	say(out,
	    holds_data ? "the comment names a rule that does not exist"
		       : arena_print(corridor->run, "there is no rule '%.*s'", STR_ARG(id)),
	    nearest(corridor, id));
	if (holds_data)
		out->waiver.rule = (struct str){0};
}

/* The next word, and what follows it. */
static struct str
take_word(struct str *rest)
{
	struct str text = str_trim(*rest);
	size_t end = 0;

	while (end < text.size && text.data[end] != ' ' && text.data[end] != '\t')
		end++;
	*rest = str_trim(str_cut(text, end, text.size));
	return str_cut(text, 0, end);
}

static void
parse(const struct corridor *corridor, const struct comment *comment, bool holds_data,
      struct suppression *out)
{
	struct str rest = comment->text;

	if (!str_is(take_word(&rest), "govlint:") || !str_is(take_word(&rest), "allow")) {
		say(out, "the comment is addressed to govlint and says nothing that it knows",
		    form);
		return;
	}
	out->waiver.rule = str_dup(corridor->run, take_word(&rest));
	if (out->waiver.rule.size == 0 || str_is(out->waiver.rule, "--")) {
		say(out, "the comment names no rule", form);
		return;
	}
	if (!str_is(take_word(&rest), "--") || rest.size == 0) {
		say(out, "the comment names one rule and gives no reason after ' -- '", form);
		return;
	}
	if (evidence_is_placeholder(rest)) {
		say(out, "the reason in the comment is a placeholder",
		    "say why the finding is right to stay");
		return;
	}
	out->waiver.reason =
		holds_data ? STR("a comment in the data says why") : str_dup(corridor->run, rest);
	check_rule(corridor, holds_data, out);
}

static void
judge_comment(const struct corridor *corridor, const struct comment *comment, bool holds_data,
	      struct suppression *out)
{
	if (comment->doubtful)
		say(out, "the file cannot be read, so that nobody knows whether this is a comment",
		    "mend the file first");
	else if (comment->open)
		say(out, "the comment does not start and end in one line",
		    "write it in a line of its own: <!-- govlint: allow RULE -- REASON -->");
	else if (comment->speaks_of == 0)
		say(out, "no line follows that the comment could speak of",
		    "write it above the line with the finding, or at its end");
	else
		parse(corridor, comment, holds_data, out);
}

/* ---- Whether it is there already ---------------------------------------------------------------- */

/* The path that the file had in the tree that the policy comes from. */
static struct str
trusted_path(const struct corridor *corridor, struct str path)
{
	const struct changed *changed =
		corridor->change ? map_get(&corridor->changed_paths, path) : NULL;

	return changed && changed->type == CHANGE_RENAMED && str_equal(changed->path, path)
		       ? changed->old_path
		       : path;
}

static struct err *
read_file(struct corridor *corridor, struct repository *repository, const struct entry *entry,
	  struct str text, struct comments *out)
{
	const struct limits *limits = limits_of(corridor);
	struct arena *scratch = &corridor->scratch;
	struct input *input = NULL;
	struct err *err;

	*out = (struct comments){0};
	if (!entry || entry->obstacle || entry->type != ENTRY_FILE ||
	    entry->size > limits->record_bytes)
		return NULL;
	if (text.data)
		input = input_of(scratch, str_copy(scratch, entry->path), text);
	else
		TRY(repository->backend->open(repository, entry, scratch, &input));
	err = read_comments(input, STR("govlint"), limits->findings, limits, scratch, out);
	input_close(input);
	if (err)
		*out = (struct comments){0};
	return err;
}

/* No comment of a file counts that cannot be read. What it holds instead is told by its items; that
 * the machine failed is told by them, or else here. */
static struct err *
read_known(const struct search *search, struct repository *repository, const struct entry *entry,
	   struct str text, struct comments *out)
{
	struct err *err = read_file(search->corridor, repository, entry, text, out);

	if (!err || (err_is_machines(err) && !map_has(&search->unjudged, entry->path)))
		return err;
	err_settle(err);
	return NULL;
}

/* Each comment of the other tree stands for one. */
static bool
take_same(struct comments *other, const struct comment *comment)
{
	for (size_t i = 0; i < other->count; i++) {
		struct comment *candidate = &other->items[i];

		if (candidate->speaks_of == 0 || candidate->alone != comment->alone ||
		    !str_equal(candidate->whole, comment->whole) ||
		    !str_equal(candidate->spoken, comment->spoken))
			continue;
		candidate->speaks_of = 0;
		return true;
	}
	return false;
}

/* ---- Files -------------------------------------------------------------------------------------- */

static struct suppression *
add(const struct search *search, const struct judged_file *file, const struct comment *comment)
{
	struct arena *run = search->corridor->run;
	struct suppressions *all = search->out;
	struct suppression *out;

	all->items = arena_grow(run, all->items, all->count, &all->capacity, sizeof *out);
	out = &all->items[all->count++];
	*out = (struct suppression){
		.waiver = {.in_file = true,
			   .path = file->entry->path,
			   .place = {.line = comment->line, .column = comment->column}},
		.line = comment->speaks_of,
	};
	if (!file->holds_data && comment->whole.size <= EXCERPT_BYTES)
		out->excerpt = str_dup(run, comment->whole);
	return out;
}

static void
refuse_crowd(const struct search *search, const struct judged_file *file,
	     const struct comments *comments)
{
	struct suppression *out = add(search, file, &comments->items[0]);

	say(out,
	    arena_print(search->corridor->run,
			"more comments of the file are addressed to govlint than findings (%zu) "
			"allows: none of them counts",
			limits_of(search->corridor)->findings),
	    "--limit findings=N allows more");
}

static struct err *
search_file(const struct search *search, const struct judged_file *file)
{
	struct corridor *corridor = search->corridor;
	const struct source *source = &corridor->source;
	struct str path = file->entry->path;
	bool elsewhere = source->trusted != source->judged;
	bool tells = !corridor->change || map_has(&corridor->changed_paths, path);
	struct comments here, there = {0};

	TRY(read_known(search, source->judged, file->entry, file->text, &here));
	if (here.more && tells)
		refuse_crowd(search, file, &here);
	if (here.more || here.count == 0)
		return NULL;
	if (elsewhere)
		TRY(read_known(
			search, source->trusted,
			entries_find(&corridor->trusted_entries, trusted_path(corridor, path)),
			(struct str){0}, &there));
	for (size_t i = 0; i < here.count; i++) {
		struct suppression *out = add(search, file, &here.items[i]);

		judge_comment(corridor, &here.items[i], file->holds_data, out);
		out->arrives = elsewhere && !take_same(&there, &here.items[i]);
		/* What is wrong in files that the change leaves alone is none of its business. */
		if (out->wrong && !tells)
			search->out->count--;
	}
	return NULL;
}

/* What the artifacts that stand in one file say of it; false: this is not the first of them, or the
 * file's format has no comments. */
static bool
describe_file(const struct corridor *corridor, const struct artifact *artifact,
	      struct judged_file *out)
{
	const struct artifact_list *list = map_get(&corridor->index.by_path, artifact->path);
	const struct format *format = read_format(artifact->path, STR(""));

	*out = (struct judged_file){.entry = entries_find(&corridor->entries, artifact->path)};
	if (!format || format->comments == COMMENTS_NONE)
		return false;
	if (!list || list->items[0] != artifact || !out->entry)
		return false;
	for (size_t i = 0; i < list->count; i++) {
		out->holds_data |= list->items[i]->kind->holds_data;
		if (list->items[i]->text.data)
			out->text = list->items[i]->text;
	}
	return true;
}

static bool
is_of_interest(const struct search *search, struct str path)
{
	return !search->corridor->change || map_has(&search->corridor->changed_paths, path) ||
	       map_has(&search->found, path);
}

static struct err *
check_budgets(const struct search *search)
{
	const struct limits *limits = limits_of(search->corridor);
	size_t most = limits->all_findings;

	if (view_is_late(&search->corridor->view))
		return limits_met(
			err_new(search->corridor->run,
				"the run takes longer than seconds (%zu) allows: comments "
				"that excuse findings were not all looked for",
				limits->seconds),
			"seconds");
	if (search->out->count <= most)
		return NULL;
	return limits_met(err_new(search->corridor->run,
				  "more comments are addressed to govlint than all_findings (%zu) "
				  "allows",
				  most),
			  "all_findings");
}

struct err *
corridor_suppressions(struct corridor *corridor)
{
	struct result *result = corridor->result;
	struct search search = {.corridor = corridor, .out = &result->suppressions};

	result->suppressions = (struct suppressions){0};
	map_init(&search.found, corridor->run);
	map_init(&search.unjudged, corridor->run);
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		map_put(&search.found, finding->path, &search);
		if (finding->not_verified)
			map_put(&search.unjudged, finding->path, &search);
	}
	for (size_t i = 0; i < corridor->index.count; i++) {
		const struct artifact *artifact = corridor->index.artifacts[i];
		struct arena_mark mark = arena_mark(&corridor->scratch);
		struct judged_file file;

		if ((!corridor_in_scope(corridor, artifact) &&
		     !map_has(&search.found, artifact->path)) ||
		    !is_of_interest(&search, artifact->path) ||
		    !describe_file(corridor, artifact, &file))
			continue;
		TRY(search_file(&search, &file));
		TRY(check_budgets(&search));
		arena_rewind(&corridor->scratch, mark);
	}
	return NULL;
}
