/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of a pack: its rules and every table in it, in words. In: the name of a pack that is built in,
 * or one that is selected in the repository one stands in. Out: what it asks, and of whom.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/suggest.h"
#include "cli/page.h"

#define LINE_BYTES 4000

/* One line of the page while it is made. */
static void
line_start(struct session *session, struct buf *line)
{
	buf_init(line, session->run, LINE_BYTES);
}

static void
line_end(struct session *session, struct buf *line)
{
	page_text(session, buf_str(line));
}

static void
add_joined(struct buf *line, const char *what, const struct str *items, size_t count,
	   const char *between)
{
	if (count > 0)
		buf_print(line, "%s", what);
	for (size_t i = 0; i < count; i++)
		buf_print(line, "%s%.*s", i > 0 ? between : "", STR_ARG(items[i]));
}

static void
add_list(struct buf *line, const char *what, const struct str *names, size_t count)
{
	add_joined(line, what, names, count, ", ");
}

/* Sentences have commas of their own. */
static void
add_texts(struct buf *line, const char *what, const struct texts *texts)
{
	add_joined(line, what, texts->items, texts->count, "; ");
}

/* ---- scores ---- */

static void
put_dimensions(struct session *session, const struct score *score)
{
	for (size_t i = 0; i < score->dimension_count; i++) {
		const struct score_dimension *dimension = &score->dimensions[i];
		struct buf line;

		line_start(session, &line);
		buf_print(&line, "%.*s:", STR_ARG(dimension->name));
		for (size_t n = 0; n < dimension->count; n++)
			buf_print(&line, "%s %.*s %lld", n > 0 ? "," : "",
				  STR_ARG(dimension->names[n]), (long long)dimension->points[n]);
		line_end(session, &line);
	}
	for (size_t i = 0; i < score->issue_count; i++)
		page_text(session, str_of(arena_print(session->run, "%.*s: %lld, %.*s",
						      STR_ARG(score->issues[i].name),
						      (long long)score->issues[i].add,
						      STR_ARG(score->issues[i].severity))));
}

static void
put_tiers(struct session *session, const struct score *score)
{
	const double *shares = score_shares(score, session->run);

	for (size_t i = 0; i < score->tier_count; i++) {
		const struct score_tier *tier = &score->tiers[i];
		struct buf line;

		line_start(session, &line);
		buf_print(&line, "%.*s from %lld", STR_ARG(tier->name), (long long)tier->from);
		if (shares)
			buf_print(&line, ", %.1f %% of all answers", shares[i] * 100);
		if (tier->text.size > 0)
			buf_print(&line, ": %.*s", STR_ARG(tier->text));
		line_end(session, &line);
	}
	for (size_t i = 0; i < score->floor_count; i++)
		page_text(session, str_of(arena_print(session->run, "never below %.*s: %.*s",
						      STR_ARG(score->floors[i].tier),
						      STR_ARG(score->floors[i].because))));
	if (score->approved) {
		struct buf line;

		line_start(session, &line);
		add_list(&line, "approved: ", score->approved->tiers, score->approved->tier_count);
		if (score->approved->no_severity.size > 0)
			buf_print(&line, ", without an issue that is %.*s",
				  STR_ARG(score->approved->no_severity));
		line_end(session, &line);
	}
}

static void
put_score(struct session *session, const char *heading, const struct score *score, struct str pack)
{
	if (!score || !str_equal(score->pack, pack))
		return;
	page_heading(session, heading);
	put_dimensions(session, score);
	put_tiers(session, score);
}

/* ---- duties ---- */

static void
put_asks(struct session *session, const struct plan *plan, const struct tier_asks *asks)
{
	struct buf line;
	bool first = true;

	line_start(session, &line);
	buf_print(&line, "%.*s:", STR_ARG(asks->tier));
	for (size_t i = 0; i < plan->duty_count; i++) {
		const struct duty *duty = &plan->duties[i];

		if (duty->type != DUTY_CONTROL || !duty_is_owed(duty, asks->tier))
			continue;
		buf_print(&line, "%s %.*s", first ? "" : ",", STR_ARG(duty->id));
		first = false;
	}
	line_end(session, &line);
}

static void
put_items(const struct duty *duty, enum item_type type, const char *what, struct buf *line)
{
	bool first = true;

	for (size_t i = 0; i < duty->item_count; i++) {
		if (duty->items[i].type != type)
			continue;
		buf_print(line, "%s%.*s", first ? what : ", ", STR_ARG(duty->items[i].id));
		first = false;
	}
}

static void
put_duty(struct session *session, const struct duty *duty)
{
	struct buf line;

	line_start(session, &line);
	buf_print(&line, "%.*s", STR_ARG(duty->id));
	if (duty->title.size > 0)
		buf_print(&line, ", %.*s", STR_ARG(duty->title));
	if (duty->type == DUTY_GATE)
		buf_print(&line, ", from %.*s to %.*s%s", STR_ARG(duty->from), STR_ARG(duty->to),
			  duty->blocking ? ", blocks" : "");
	if (duty->applies_from_text.size > 0)
		buf_print(&line, ", applies from %.*s", STR_ARG(duty->applies_from_text));
	add_list(&line, "; tiers: ", duty->tiers, duty->tier_count);
	put_items(duty, ITEM_DOCUMENT, "; evidence: ", &line);
	put_items(duty, ITEM_TEST, "; tests: ", &line);
	put_items(duty, ITEM_APPROVAL, "; approvals: ", &line);
	add_list(&line, "; rules: ", duty->rules, duty->rule_count);
	line_end(session, &line);
}

static void
put_duties(struct session *session, const char *heading, const struct plan *plan,
	   enum duty_type type, struct str pack)
{
	bool any = false;

	for (size_t i = 0; i < plan->duty_count; i++) {
		const struct duty *duty = &plan->duties[i];

		if (duty->type != type || !str_equal(duty->pack, pack))
			continue;
		if (!any)
			page_heading(session, heading);
		any = true;
		put_duty(session, duty);
	}
}

static void
put_all_asks(struct session *session, const struct plan *plan, struct str pack)
{
	for (size_t i = 0; i < plan->tier_ask_count; i++) {
		if (!str_equal(plan->tier_asks[i].pack, pack))
			continue;
		if (i == 0)
			page_heading(session, "What tiers ask");
		put_asks(session, plan, &plan->tier_asks[i]);
	}
}

/* ---- people and incidents ---- */

static void
put_raci(struct session *session, const struct plan *plan, struct str pack)
{
	static const char names[] = "ARCI";
	bool any = false;

	for (size_t i = 0; i < plan->raci_count; i++) {
		const struct raci_row *row = &plan->raci[i];
		struct buf line;

		if (!str_equal(row->pack, pack))
			continue;
		if (!any)
			page_heading(session, "Who does what");
		any = true;
		line_start(session, &line);
		buf_print(&line, "%.*s:", STR_ARG(row->activity));
		for (size_t n = 0; n < row->count; n++) {
			const char *between = "";

			buf_print(&line, "%s %.*s ", n > 0 ? "," : "", STR_ARG(row->cells[n].role));
			for (size_t bit = 0; bit < 4; bit++)
				if (row->cells[n].letters >> bit & 1) {
					buf_print(&line, "%s%c", between, names[bit]);
					between = "/";
				}
		}
		line_end(session, &line);
	}
}

static void
put_severities(struct session *session, const struct incident_tables *tables)
{
	static const char *const steps[STEP_COUNT] = {"triage", "containment", "leadership"};

	for (size_t i = 0; i < tables->severity_count; i++) {
		const struct incident_severity *severity = &tables->severities[i];
		struct buf line;

		line_start(session, &line);
		buf_print(&line, "%.*s:", STR_ARG(severity->name));
		for (size_t step = 0; step < STEP_COUNT; step++)
			if (severity->limits[step].given)
				buf_print(&line, " %s within %.*s;", steps[step],
					  STR_ARG(severity->limits[step].text));
		if (severity->window.size > 0)
			buf_print(&line, " regulators: %.*s", STR_ARG(severity->window));
		line_end(session, &line);
		if (severity->escalation.count == 0)
			continue;
		line_start(session, &line);
		add_texts(&line,
			  arena_print(session->run, "%.*s, escalation: ", STR_ARG(severity->name)),
			  &severity->escalation);
		line_end(session, &line);
	}
}

static void
put_incidents(struct session *session, const struct plan *plan, struct str pack)
{
	const struct incident_tables *tables = &plan->incidents;
	struct buf line;

	if (!str_equal(tables->pack, pack))
		return;
	page_heading(session, "Incidents");
	line_start(session, &line);
	add_list(&line, "types: ", tables->types.items, tables->types.count);
	line_end(session, &line);
	put_severities(session, tables);
	for (size_t i = 0; i < tables->notice_count; i++) {
		line_start(session, &line);
		buf_print(&line, "notice to %.*s", STR_ARG(tables->notices[i].to));
		add_texts(&line, ": ", &tables->notices[i].says);
		line_end(session, &line);
	}
}

static void
put_clocks(struct session *session, const struct plan *plan, struct str pack)
{
	bool any = false;

	for (size_t i = 0; i < plan->incidents.clock_count; i++) {
		const struct incident_clock *clock = &plan->incidents.clocks[i];

		if (!str_equal(clock->pack, pack))
			continue;
		if (!any)
			page_heading(session, "Clocks");
		any = true;
		page_text(session,
			  str_of(arena_print(session->run, "%.*s %.*s: within %.*s",
					     STR_ARG(clock->framework), STR_ARG(clock->article),
					     STR_ARG(clock->text))));
	}
}

static void
put_playbooks(struct session *session, const struct plan *plan, struct str pack)
{
	bool any = false;

	for (size_t i = 0; i < plan->incidents.playbook_count; i++) {
		const struct playbook *playbook = &plan->incidents.playbooks[i];
		struct buf line;

		if (!str_equal(playbook->pack, pack))
			continue;
		if (!any)
			page_heading(session, "Playbooks");
		any = true;
		line_start(session, &line);
		add_texts(&line,
			  arena_print(session->run, "%.*s, first: ", STR_ARG(playbook->type)),
			  &playbook->first);
		line_end(session, &line);
		line_start(session, &line);
		add_texts(&line,
			  arena_print(session->run, "%.*s, containment: ", STR_ARG(playbook->type)),
			  &playbook->containment);
		line_end(session, &line);
	}
}

/* ---- pages ---- */

static void
put_tables(struct session *session, const struct plan *plan, struct str pack)
{
	put_score(session, "Risk score", plan->risk, pack);
	put_score(session, "Vendor score", plan->vendor, pack);
	put_all_asks(session, plan, pack);
	put_duties(session, "Controls", plan, DUTY_CONTROL, pack);
	put_duties(session, "Gates", plan, DUTY_GATE, pack);
	put_duties(session, "Requirements", plan, DUTY_REQUIREMENT, pack);
	put_raci(session, plan, pack);
	put_incidents(session, plan, pack);
	put_clocks(session, plan, pack);
	put_playbooks(session, plan, pack);
}

static void
put_plan(struct session *session, const struct plan *plan)
{
	for (size_t i = 0; i < plan->pack_count; i++)
		page_title(session, plan->packs[i].name, "pack", plan->packs[i].title);
	page_heading(session, "Rules");
	for (size_t i = 0; i < plan->rule_count; i++)
		page_text(session, str_of(arena_print(session->run, "%-8s %.*s: %.*s",
						      severity_name(plan->rules[i].severity),
						      STR_ARG(plan->rules[i].rule->id),
						      STR_ARG(plan->rules[i].rule->title))));
	for (size_t i = 0; i < plan->pack_count; i++) {
		if (plan->pack_count > 1) {
			out_byte(session->output, '\n');
			page_title(session, plan->packs[i].name, "its tables", (struct str){0});
		}
		put_tables(session, plan, plan->packs[i].name);
	}
	if (plan->pack_count > 0) {
		page_heading(session, "From");
		page_text(session,
			  str_of(arena_print(session->run, "%.*s, %s", STR_ARG(plan->packs[0].from),
					     plan->packs[0].digest)));
	}
}

struct err *
explain_pack(struct session *session, struct str name)
{
	struct plan plan = {0};

	TRY(known_pack(session, str_copy(session->run, name), &plan));
	put_plan(session, &plan);
	return NULL;
}

struct err *
plan_here(struct session *session, const char *policy, struct plan *out)
{
	struct engine_request request;

	TRY(request_check(session, &request));
	request.source.path = ".";
	TRY(request_read(session, &request));
	if (policy) {
		const char **names = arena_array(session->run, 1, sizeof *names);

		names[0] = policy;
		request.policy.policies = names;
		request.policy.policy_count = 1;
	}
	TRY(engine_plan(&request, session->run, out));
	return NULL;
}

bool
explain_own_pack(struct session *session, struct str name, struct suggest *suggest)
{
	struct plan plan = {0}, alone = {0};
	struct err *err = plan_here(session, NULL, &plan);
	const char *from = NULL;

	for (size_t i = 0; !err && i < plan.pack_count && !from; i++) {
		suggest_name(suggest, plan.packs[i].name);
		if (str_equal(plan.packs[i].name, name) || str_equal(plan.packs[i].from, name))
			from = str_copy(session->run, plan.packs[i].from);
	}
	if (from)
		err = plan_here(session, from, &alone);
	if (from && !err)
		put_plan(session, &alone);
	if (err)
		report_error(err, &session->error_style, session->error);
	err_settle(err);
	return from && !err;
}
