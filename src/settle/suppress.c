/* SPDX-License-Identifier: Apache-2.0
 *
 * Comments that excuse findings. In: findings with their waivers, and the comments. Out: the findings
 * that a comment hides, and what is wrong with comments as findings that nothing hides.
 *
 * The one thing to know: a comment hides findings of its rule in the one line that it speaks of, and
 * nothing that is not verified or stands for more than is shown. Where these are of several subjects it is an error, as it is for a
 * waiver: one of them nobody has looked at. "Unused" is said as it is of waivers: only where this run
 * would have met the finding.
 */
#include "base/arena.h"
#include "settle/internal.h"

struct use {
	struct suppression *suppression;
	struct use *next; /* of the same path */
	size_t matched;
	struct str subject; /* of the first of them */
	bool many;
};

static bool
speaks_of(const struct suppression *suppression, const struct finding *finding)
{
	return !suppression->wrong && finding->planned && !finding->not_verified &&
	       !finding->rest && finding->planned->rule->allows_inline && suppression->line > 0 &&
	       suppression->line == finding->place.line &&
	       str_equal(suppression->waiver.rule, finding->rule);
}

static void
hide(struct finding *finding, struct use *first)
{
	for (struct use *use = first; use; use = use->next) {
		if (!speaks_of(use->suppression, finding))
			continue;
		if (use->matched++ == 0)
			use->subject = finding->subject;
		use->many |= !str_equal(use->subject, finding->subject);
		if (use->suppression->arrives || finding->state != FINDING_OPEN)
			continue;
		finding->state = FINDING_WAIVED;
		finding->waiver = &use->suppression->waiver;
	}
}

static void
report(struct result *result, struct arena *run, const char *id,
       const struct suppression *suppression, const char *message, const char *help)
{
	struct finding *finding = settle_report(result, run, id);

	finding->path = suppression->waiver.path;
	finding->place = suppression->waiver.place;
	finding->subject = suppression->waiver.rule;
	finding->excerpt = suppression->excerpt;
	finding->message = str_of(message);
	if (help)
		finding->help = str_of(help);
}

static bool
was_looked_for(const struct result *result, const struct map *undecided,
	       const struct waiver *waiver)
{
	return !settle_has_changed_set(result) && !result->errors &&
	       !map_has(undecided, waiver->path) &&
	       settle_concerns(result, waiver->rule, waiver->path);
}

static void
audit(struct result *result, struct arena *run, const struct map *undecided, const struct use *use)
{
	const struct suppression *suppression = use->suppression;

	if (suppression->wrong)
		report(result, run, "suppression/invalid", suppression, suppression->wrong,
		       suppression->help);
	else if (use->many)
		report(result, run, "suppression/invalid", suppression,
		       arena_print(run,
				   "the comment hides %zu findings of several subjects in line %u",
				   use->matched, suppression->line),
		       "write a waiver for each, naming `subject` as the findings do");
	else if (use->matched == 0 && was_looked_for(result, undecided, &suppression->waiver))
		report(result, run, "suppression/unused", suppression,
		       arena_print(run, "nothing in line %u needs this comment", suppression->line),
		       NULL);
}

static void
tell_arriving(struct result *result, struct arena *run, size_t count)
{
	if (count > 0)
		settle_note(
			result, run,
			str_of(arena_print(run,
					   "%zu comment%s of this change would excuse a finding "
					   "after the merge, not before",
					   count, count == 1 ? "" : "s")));
}

void
settle_suppress(struct result *result, struct arena *run)
{
	struct suppressions *all = &result->suppressions;
	struct findings *findings = &result->findings;
	size_t found = findings->count, arriving = 0;
	struct use *uses;
	struct map by_path, undecided;

	if (!result->plan || all->count == 0)
		return;
	uses = arena_array(run, all->count, sizeof *uses);
	map_init(&by_path, run);
	for (size_t i = all->count; i-- > 0;) {
		struct str path = all->items[i].waiver.path;

		uses[i] = (struct use){&all->items[i], map_get(&by_path, path), 0, {0}, false};
		map_put(&by_path, path, &uses[i]);
	}
	for (size_t i = 0; i < found; i++)
		hide(&findings->items[i], map_get(&by_path, findings->items[i].path));
	undecided = settle_undecided_paths(result, run);
	for (size_t i = 0; i < all->count; i++) {
		audit(result, run, &undecided, &uses[i]);
		arriving += all->items[i].arrives && uses[i].matched > 0;
	}
	tell_arriving(result, run, arriving);
}
