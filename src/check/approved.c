/* SPDX-License-Identifier: Apache-2.0
 *
 * approved: whoever must approve what a change touches has done so. In: protect, a list of {paths,
 * kinds, roles, each_role, count, not_by, signed, attested, codeowners}. Finds: each entry that takes in a
 * changed path and does not hold, at the first such path. `why` tells what is missing, and of each
 * approval that was given why it does not count.
 *
 * The one thing to know: nobody is trusted by default. People, teams and roles that govlint.yaml does
 * not know satisfy nothing, a role without holders can never be filled, and one's own work is never
 * approved by oneself. One person may fill two roles. Signed approvals are not read by this version:
 * an entry that asks for them never holds; `attested` widens what counts only once they are.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "check/approval.h"
#include "check/internal.h"

enum {
	PROTECT,
};

static const struct arg_def args[] = {
	[PROTECT] = {"protect", ARG_PROTECT, true, "which paths need whose approval"},
	{0},
};

static const char *const binds[] = {"path", "why", NULL};

/* An explanation longer than this is not read. */
#define WHY_BYTES 2048

struct reasons {
	struct arena *arena;
	struct buf text;
};

static void
say(struct reasons *reasons, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void
say(struct reasons *reasons, const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	text = arena_vprint(reasons->arena, format, values);
	va_end(values);
	if (reasons->text.size > 0)
		buf_add(&reasons->text, STR("; "));
	buf_add(&reasons->text, str_of(text));
}

/* Distinct people among the approvals for which `counts` is set. */
static size_t
distinct(const struct approvals *approvals, const bool *counts)
{
	size_t people = 0;

	for (size_t i = 0; i < approvals->count; i++) {
		bool seen = !counts[i];

		for (size_t n = 0; n < i && !seen; n++)
			seen = counts[n] && people_same(&approvals->given[n].person,
							&approvals->given[i].person);
		people += !seen;
	}
	return people;
}

/* What is known of a role while an entry is judged: whose approvals fill it. */
struct filling {
	const struct approvals *approvals;
	const struct plan *plan;
	bool *asked; /* by role */
	bool **by;   /* by role: the approvals that fill it, or NULL */
};

static bool *
holders_of(const struct filling *filling, const struct role *role)
{
	const struct approvals *approvals = filling->approvals;
	struct arena *scratch = approvals->item->view->scratch;
	bool *by = arena_array(scratch, approvals->count, sizeof *by);

	for (size_t i = 0; i < approvals->count; i++)
		by[i] = !approvals->given[i].why_not.data &&
			people_named(scratch, &approvals->given[i].person, role);
	return by;
}

static bool *
fill(struct filling *filling, struct str name);

/* Add the approvals that fill each of the roles; a role that is not filled adds none. */
static void
add_filled(struct filling *filling, const struct str *names, size_t count, bool *by)
{
	for (size_t i = 0; i < count; i++) {
		const bool *filled = fill(filling, names[i]);

		for (size_t n = 0; filled && n < filling->approvals->count; n++)
			by[n] |= filled[n];
	}
}

/* The approvals that fill a role, or NULL where they do not: one of its holder, those that fill a role
 * that it is the same as, or those of as many people as it takes from the roles that it is made of.
 * Each role is asked once, whatever refers to it. */
static bool *
fill(struct filling *filling, struct str name)
{
	const struct role *role = plan_role(filling->plan, name);
	size_t index = role ? (size_t)(role - filling->plan->roles) : 0;
	size_t needed;
	bool *by;

	if (!role)
		return NULL;
	if (filling->asked[index])
		return filling->by[index];
	filling->asked[index] = true;
	by = holders_of(filling, role);
	add_filled(filling, role->same_as, role->same_as_count, by);
	add_filled(filling, role->of, role->of_count, by);
	needed = role->of_count > 0 && role->count > 1 ? role->count : 1;
	if (distinct(filling->approvals, by) >= needed)
		filling->by[index] = by;
	return filling->by[index];
}

/* The people it takes to fill a role, for the reader: as many as it or one that it is the same as
 * says. */
static size_t
needed(const struct plan *plan, struct str name)
{
	const struct role *role = plan_role(plan, name);

	for (size_t steps = 0; role && role->same_as_count == 1 && steps < plan->role_count;
	     steps++)
		role = plan_role(plan, role->same_as[0]);
	return role && role->of_count > 0 && role->count > 1 ? role->count : 1;
}

/* "CISO, Legal" */
static struct str
joined(struct arena *arena, const struct str *names, size_t count)
{
	struct buf text;

	buf_init(&text, arena, WHY_BYTES);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(&text, STR(", "));
		buf_add(&text, names[i]);
	}
	return buf_str(&text);
}

static void
say_missing_role(struct reasons *reasons, const struct plan *plan, struct str role)
{
	size_t people = needed(plan, role);

	if (!people_fill(plan, reasons->arena, role))
		say(reasons, "nobody holds the role '%.*s'", STR_ARG(role));
	else if (people > 1)
		say(reasons, "'%.*s' takes %zu people", STR_ARG(role), people);
}

/* What an entry asks of roles. */
static bool
roles_hold(const struct approvals *approvals, const struct protection *protection, bool *counts,
	   struct reasons *reasons)
{
	const struct plan *plan = approvals->item->view->plan;
	struct filling filling = {
		.approvals = approvals,
		.plan = plan,
		.asked = arena_array(reasons->arena, plan->role_count, sizeof(bool)),
		.by = arena_array(reasons->arena, plan->role_count, sizeof(bool *)),
	};
	struct str *missing =
		arena_array(reasons->arena, protection->role_count, sizeof(struct str));
	size_t count = 0;

	for (size_t i = 0; i < protection->role_count; i++)
		if (fill(&filling, protection->roles[i]))
			add_filled(&filling, &protection->roles[i], 1, counts);
		else
			missing[count++] = protection->roles[i];
	if (count == 0 || (!protection->each_role && count < protection->role_count))
		return true;
	say(reasons,
	    count == 1              ? "no approval of a holder of %.*s counts"
	    : protection->each_role ? "no approvals of holders of each of %.*s count"
				    : "no approval of a holder of any of %.*s counts",
	    STR_ARG(joined(reasons->arena, missing, count)));
	for (size_t i = 0; i < count; i++)
		say_missing_role(reasons, plan, missing[i]);
	return false;
}

/* The owners of a path; that they are none is an answer, that they are not known is an error. */
static struct err *
owners_of(const struct approvals *approvals, const struct value *path, const struct value **out)
{
	*out = value_get(path, STR("owners"));
	if (!*out || (*out)->type != VALUE_LIST)
		return err_new(approvals->item->view->scratch, "the owners of '%.*s' are not known",
			       STR_ARG(value_string(value_get(path, STR("path")))));
	return NULL;
}

static bool
is_owner(const struct approvals *approvals, const struct people *person, const struct value *owners)
{
	const struct view *view = approvals->item->view;

	for (size_t i = 0; i < owners->list.count; i++)
		if (people_own(view->plan, view->scratch, person,
			       value_string(&owners->list.items[i])))
			return true;
	return false;
}

/* Whether one owner of the path approved it as it is now. */
static bool
owned(const struct approvals *approvals, const struct value *path, const struct value *owners,
      bool *counts)
{
	bool any = false;

	for (size_t i = 0; i < approvals->count; i++) {
		const struct approval *approval = &approvals->given[i];

		if (approval->why_not.data || !approval_covers(approval, path) ||
		    !is_owner(approvals, &approval->person, owners))
			continue;
		counts[i] = true;
		any = true;
	}
	return any;
}

/* The first path that no owner approved, or NULL. */
static struct err *
owners_hold(const struct approvals *approvals, const struct protection *protection, bool *counts,
	    struct reasons *reasons, const struct value **first)
{
	*first = NULL;
	for (size_t i = 0; i < protection->path_count; i++) {
		const struct value *path = protection->paths[i];
		struct str name = value_string(value_get(path, STR("path")));
		const struct value *owners = NULL;

		TRY(owners_of(approvals, path, &owners));
		if (owned(approvals, path, owners, counts) || *first)
			continue;
		*first = path;
		if (owners->list.count == 0)
			say(reasons, "'%.*s' has no owner in CODEOWNERS", STR_ARG(name));
		else
			say(reasons, "no approval of an owner of '%.*s' counts (%.*s)",
			    STR_ARG(name), STR_ARG(value_show(reasons->arena, owners, 200)));
	}
	return NULL;
}

/* Why each approval given does not help. */
static void
say_approvals(const struct approvals *approvals, const bool *counts, struct reasons *reasons)
{
	for (size_t i = 0; i < approvals->count; i++) {
		const struct approval *approval = &approvals->given[i];
		struct str by = approval->by.size > 0 ? approval->by : STR("somebody");

		if (approval->why_not.data)
			say(reasons, "the approval of %.*s does not count: %.*s", STR_ARG(by),
			    STR_ARG(approval->why_not));
		else if (!counts[i])
			say(reasons, "%.*s approved, but may not approve this", STR_ARG(by));
	}
	if (approvals->count == 0 && !approvals->item->view->has_reviews)
		say(reasons, "no reviews were given (--reviews)");
	else if (approvals->count == 0)
		say(reasons, "nobody approved");
}

static void
report(struct item *item, const struct value *path, const struct reasons *reasons)
{
	struct str name = value_string(value_get(path, STR("path")));
	const struct binding bindings[] = {
		{.name = "path", .value = value_str(name)},
		{.name = "why", .value = value_str(buf_str(&reasons->text)), .reasons = true},
	};

	check_report(item, &(struct found){
				   .path = name,
				   .place = {1, 1, 1, 1},
				   .subject = name,
				   .bindings = bindings,
				   .binding_count = 2,
			   });
}

/* What `--trace` tells of one entry: how much it concerns, and what became of each approval. */
static void
trace(const struct approvals *approvals, const struct protection *protection, const bool *counts,
      bool holds)
{
	struct trace *lines = approvals->item->trace;
	struct str first = value_string(value_get(protection->paths[0], STR("path")));
	size_t line;

	if (!lines)
		return;
	line = trace_open(lines, "approval of %zu changed %s, first of '%.*s'",
			  protection->path_count, protection->path_count == 1 ? "path" : "paths",
			  STR_ARG(first));
	for (size_t i = 0; i < approvals->count; i++) {
		const struct approval *approval = &approvals->given[i];

		trace_add(lines, TRACE_PLAIN, "%.*s approved: %.*s", STR_ARG(approval->by),
			  STR_ARG(approval->why_not.data ? approval->why_not
				  : counts[i]            ? STR("it counts")
							 : STR("not theirs to approve")));
	}
	trace_close(lines, line, holds ? TRACE_HOLDS : TRACE_FINDS);
}

static struct err *
judge_entry(struct approvals *approvals, const struct value *entry)
{
	struct arena *scratch = approvals->item->view->scratch;
	struct protection protection;
	struct reasons reasons = {.arena = scratch};
	const struct value *path;
	bool *counts = arena_array(scratch, approvals->count, sizeof *counts);
	bool holds = true;

	TRY(protection_read(approvals, entry, &protection));
	if (protection.path_count == 0)
		return NULL;
	buf_init(&reasons.text, scratch, WHY_BYTES);
	path = protection.paths[0];
	TRY(approvals_weigh(approvals, &protection));
	if (protection.role_count > 0)
		holds = roles_hold(approvals, &protection, counts, &reasons);
	if (protection.codeowners) {
		const struct value *first = NULL;

		TRY(owners_hold(approvals, &protection, counts, &reasons, &first));
		path = first && holds ? first : path;
		holds = holds && !first;
	}
	if (distinct(approvals, counts) < protection.people && protection.people > 1) {
		say(&reasons, "%zu people must approve, %zu did", protection.people,
		    distinct(approvals, counts));
		holds = false;
	}
	trace(approvals, &protection, counts, holds);
	if (holds)
		return NULL;
	say_approvals(approvals, counts, &reasons);
	report(approvals->item, path, &reasons);
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *protect = check_operand(item, &given[PROTECT].operand);
	struct approvals approvals;

	if (protect->type != VALUE_LIST)
		return err_new(item->view->scratch, "'protect' is %s, not a list",
			       value_type_name(protect->type));
	TRY(approvals_read(item, &approvals));
	for (size_t i = 0; i < protect->list.count; i++)
		TRY(judge_entry(&approvals, &protect->list.items[i]));
	return NULL;
}

/* What approval.c and protection.c, too, ask for by name; the loader looks each up in the table of
 * the kind, so that none can go missing unnoticed. */
static const char *const asks[] = {
	"author",       "paths.path",         "paths.old_path",     "paths.kinds",
	"paths.owners", "contributors.login", "contributors.email", "contributors.name",
	"approvals.by", "approvals.state",    "approvals.covers",   "approvals.why_not",
	NULL,
};

const struct check check_approved = {
	.name = "approved",
	.summary = "whoever must approve what a change touches has done so",
	.kind = "change",
	.asks = asks,
	.args = args,
	.binds = binds,
	.judge = judge,
};
