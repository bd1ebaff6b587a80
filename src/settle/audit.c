/* SPDX-License-Identifier: Apache-2.0
 *
 * The waivers are judged, too. In: each waiver with what it met. Out: findings at the waiver's
 * place in the configuration, which no waiver can hide.
 *
 * What is decided here:
 * - An expired waiver is an error: it never applies again, so it is renewed or removed.
 * - One that takes in several things without naming them is an error, too: the next change would put
 *   one more beside them, and it would pass unseen.
 * - "Unused" is said only when this run would have met the finding: the rule judges, the path is in
 *   the part of the tree that was asked for, there is no changed set, nothing kept the run from
 *   deciding, and no item of that rule and path is not verified.
 * - With a changed set the configuration is the base's: what only time changed (expired, expiring)
 *   is reported where the change meets the waiver and counted as hidden elsewhere; else the pull
 *   request that renews a waiver could never pass.
 */
#include <inttypes.h>

#include "base/arena.h"
#include "base/buf.h"
#include "settle/waive.h"

/* A waiver is told about when it has this many days left: time to renew it without a rush. */
#define EXPIRING_DAYS 30

/* What the names in one message may take. */
#define NAMED_BYTES 1000

const struct own_rule settle_rules[] = {
	{
		.id = "waiver/expired",
		.severity = SEVERITY_ERROR,
		.title = "A waiver whose last day is over",
		.why = "A waiver is a decision with an end. Once its last day (UTC) is over it "
		       "hides nothing, and what it hid must be mended or decided on anew.",
		.fix = "Remove the waiver, or renew it: a new `until` with the approval of the "
		       "person in `approved_by`.",
	},
	{
		.id = "waiver/expiring",
		.severity = SEVERITY_WARNING,
		.title = "A waiver that expires within 30 days",
		.why = "When a waiver expires, what it hides blocks everybody's changes from one "
		       "day to the next. This says so while there is time.",
		.fix = "Mend what the waiver hides, or renew it before its last day.",
	},
	{
		.id = "waiver/over-broad",
		.severity = SEVERITY_ERROR,
		.title = "A waiver that hides more than one thing",
		.why = "A waiver without `subject` or `system` also hides the next problem of the "
		       "same rule in the same file, which nobody has looked at.",
		.fix = "Write one waiver for each, naming `subject` and `system` as the findings "
		       "do.",
	},
	{
		.id = "waiver/unused",
		.severity = SEVERITY_WARNING,
		.title = "A waiver that hides nothing",
		.why = "A waiver that is no longer needed waits for a new problem to hide.",
		.fix = "Remove the waiver; if it should hide something, compare its rule, path, "
		       "subject and system with the finding.",
	},
	{
		.id = "suppression/invalid",
		.severity = SEVERITY_ERROR,
		.title = "A comment for govlint that counts for nothing",
		.why = "Whoever wrote the comment believes that a finding is excused. It is not: "
		       "the comment is not of the form, names no rule or one that lets no comment "
		       "excuse what it finds, or takes in more than one thing.",
		.fix = "Write `govlint: allow RULE -- REASON` at the end of the line with the "
		       "finding, or alone in the line above; or remove the comment.",
	},
	{
		.id = "suppression/unused",
		.severity = SEVERITY_WARNING,
		.title = "A comment for govlint that hides nothing",
		.why = "A comment that is no longer needed waits for a new problem to hide.",
		.fix = "Remove the comment; if it should hide something, put it at the end of the "
		       "line with the finding, or alone in the line above.",
	},
	{0},
};

static const struct own_rule *
own_rule(const char *id)
{
	const struct own_rule *rule = settle_rules;

	while (rule->id && !str_is(str_of(id), rule->id))
		rule++;
	return rule;
}

struct finding *
settle_report(struct result *result, struct arena *run, const char *id)
{
	const struct own_rule *rule = own_rule(id);
	struct findings *all = &result->findings;
	struct finding *finding;

	all->items = arena_grow(run, all->items, all->count, &all->capacity, sizeof all->items[0]);
	finding = &all->items[all->count++];
	*finding = (struct finding){
		.rule = str_of(id),
		.own = rule,
		.severity = rule->severity,
		.help = str_of(rule->fix),
	};
	return finding;
}

/* What the waiver speaks of, on one line: its identity among the waivers of the file. */
static struct str
describe(struct arena *run, const struct waiver *waiver)
{
	return str_of(arena_print(
		run, "%.*s at %.*s%s%.*s%s%.*s", STR_ARG(waiver->rule), STR_ARG(waiver->path),
		waiver->subject.size > 0 ? ", subject " : "", STR_ARG(waiver->subject),
		waiver->system.size > 0 ? ", system " : "", STR_ARG(waiver->system)));
}

/* At the waiver's place in the configuration. */
static void
report(struct result *result, struct arena *run, const char *id, const struct waiver *waiver,
       const char *message)
{
	struct str config = result->plan->config_path;
	struct finding *finding = settle_report(result, run, id);

	finding->path = config.size > 0 ? config : STR("govlint.yaml");
	finding->place = waiver->place;
	if (finding->place.line == 0)
		finding->place = (struct place){1, 1, 0, 0};
	finding->subject = describe(run, waiver);
	finding->message = str_of(message);
}

static bool
within(struct str path, struct str folder)
{
	return folder.size == 0 || str_equal(path, folder) ||
	       (path.size > folder.size && str_starts(path, folder) &&
		path.data[folder.size] == '/');
}

bool
settle_concerns(const struct result *result, struct str rule, struct str path)
{
	return plan_rule(result->plan, rule) && within(path, result->run.narrow);
}

/* Items of the rule and path that this waiver did not meet and that might hold what it hides. */
static bool
might_be_hidden(const struct result *result, const struct waiver *waiver)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		if (finding->not_verified && str_equal(finding->rule, waiver->rule) &&
		    str_equal(finding->path, waiver->path))
			return true;
	}
	return false;
}

static bool
was_looked_for(const struct result *result, const struct waiver *waiver)
{
	return !settle_has_changed_set(result) && !result->errors &&
	       !might_be_hidden(result, waiver);
}

static void
audit_expired(struct result *result, struct arena *run, const struct waiver *waiver)
{
	report(result, run, "waiver/expired", waiver,
	       arena_print(run, "the waiver of %.*s expired: its last day was %.*s",
			   STR_ARG(waiver->rule), STR_ARG(waiver->until_text)));
}

static void
audit_expiring(struct result *result, struct arena *run, const struct waiver *waiver)
{
	int64_t left = date_days(waiver->until) - date_days(result->plan->now);

	if (left > EXPIRING_DAYS)
		return;
	report(result, run, "waiver/expiring", waiver,
	       arena_print(run,
			   "the waiver of %.*s expires in %" PRId64 " day%s: its last day is %.*s",
			   STR_ARG(waiver->rule), left, left == 1 ? "" : "s",
			   STR_ARG(waiver->until_text)));
}

/* Names that a message lists at most. */
#define NAMED_MAX 10

/* The distinct subjects or systems among what the waiver takes in, quoted: what to name. */
static struct str
name_all(const struct result *result, struct arena *run, const struct waiver *waiver, bool systems)
{
	struct str names[NAMED_MAX];
	struct buf text;
	size_t count = 0;

	buf_init(&text, run, NAMED_BYTES);
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];
		struct str name = systems ? finding->system : finding->subject;
		bool known = false;

		if (!waiver_matches(waiver, finding))
			continue;
		for (size_t n = 0; n < count && !known; n++)
			known = str_equal(names[n], name);
		if (known)
			continue;
		if (count == NAMED_MAX) {
			buf_add(&text, STR(" and more"));
			break;
		}
		names[count++] = name;
		buf_print(&text, name.size > 0 ? "%s'%.*s'" : "%snone%.*s", count > 1 ? ", " : "",
			  STR_ARG(name));
	}
	return buf_str(&text);
}

static void
audit_breadth(struct result *result, struct arena *run, const struct waiver_use *use)
{
	bool subjects = use->waiver->subject.size == 0 && use->many_subjects;
	bool systems = use->waiver->system.size == 0 && use->many_systems;
	struct str names;

	if (!subjects && !systems)
		return;
	names = name_all(result, run, use->waiver, !subjects);
	report(result, run, "waiver/over-broad", use->waiver,
	       arena_print(run, "the waiver of %.*s hides %zu findings of several %s: %.*s",
			   STR_ARG(use->waiver->rule), use->matched,
			   subjects && systems ? "subjects and systems"
			   : subjects          ? "subjects"
					       : "systems",
			   STR_ARG(names)));
}

static void
audit(struct result *result, struct arena *run, const struct waiver_use *use)
{
	const struct waiver *waiver = use->waiver;
	bool expired = waiver_expired(waiver, result->plan->now);

	if (use->matched == 0 && settle_has_changed_set(result)) {
		int64_t left = date_days(waiver->until) - date_days(result->plan->now);

		result->summary.hidden_by_diff += left <= EXPIRING_DAYS;
		return;
	}
	if (expired) {
		audit_expired(result, run, waiver);
		return;
	}
	if (use->matched > 0) {
		audit_breadth(result, run, use);
		audit_expiring(result, run, waiver);
		return;
	}
	if (was_looked_for(result, waiver))
		report(result, run, "waiver/unused", waiver,
		       arena_print(run, "the waiver of %.*s at %.*s hides nothing",
				   STR_ARG(waiver->rule), STR_ARG(waiver->path)));
}

void
waiver_audit(struct result *result, struct arena *run, const struct waiver_use *uses, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct waiver *waiver = uses[i].waiver;

		if (settle_concerns(result, waiver->rule, waiver->path))
			audit(result, run, &uses[i]);
	}
}
