/* SPDX-License-Identifier: Apache-2.0
 *
 * SARIF 2.1.0, as code scanning services read it. In: a result. Out: one run in which every rule of
 * the plan is described, each open finding is a result at one line, and what could not be judged is
 * a tool notification, so that an undecided run never looks like a clean one.
 *
 * The one thing to know: services turn a suppressed result into an open alert, so that what is
 * waived or in the baseline is left out unless --show-waived asks for it. Limits are those that GitHub documents for
 * uploads (reviewed 2026-11-21); what is cut is counted in a notification.
 */
#include "base/arena.h"
#include "base/map.h"
#include "report/internal.h"
#include "report/sarif_text.h"

enum {
	SARIF_RESULTS = 25000, /* in one run */
	RUN_INDENT = 6,
	RESULT_INDENT = 8,
};

static const char sarif_schema[] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/"
				   "schemas/sarif-schema-2.1.0.json";
static const char sarif_home[] = "https://github.com/govlint/govlint";

struct sarif {
	struct arena *arena;
	const struct result *result;
	bool show_waived;
	struct value rules;
	struct map rule_index; /* id → its number in `rules`, plus one */
	struct value notifications;
	struct value configuration; /* notifications of what is wrong with the policy */
};

/* {"text": …}. Never empty: the format forbids it. */
static struct value
message_of(struct sarif *sarif, struct str text)
{
	struct value message = value_map();

	value_set(sarif->arena, &message, "text",
		  text.size > 0 ? value_str(text) : value_text("(no text)"));
	return message;
}

/* ---- Places ------------------------------------------------------------------------------------- */

/* One line: an annotation is shown where all of its lines are part of the change. */
static struct value
region_of(struct sarif *sarif, uint32_t line, const struct scanned *scanned)
{
	struct value region = value_map();

	value_set(sarif->arena, &region, "startLine", value_int(line > 0 ? line : 1));
	if (!scanned || scanned->column == 0)
		return region;
	value_set(sarif->arena, &region, "startColumn", value_int(scanned->column));
	value_set(sarif->arena, &region, "endLine", value_int(line > 0 ? line : 1));
	value_set(sarif->arena, &region, "endColumn", value_int(scanned->end_column));
	return region;
}

static void
set_locations(struct sarif *sarif, struct value *owner, struct str path, uint32_t line,
	      const struct scanned *scanned)
{
	struct arena *arena = sarif->arena;
	struct value list = value_list(), location = value_map(), physical = value_map();
	struct value artifact = value_map();

	/* A path of this machine says nothing elsewhere, and none is not a place. */
	if (path.size == 0 || path.data[0] == '/')
		return;
	value_set(arena, &artifact, "uri",
		  value_str(sarif_uri(sarif->arena, sarif->result->run.beneath, path)));
	value_set(arena, &artifact, "uriBaseId", value_text("SRCROOT"));
	value_set(arena, &physical, "artifactLocation", artifact);
	value_set(arena, &physical, "region", region_of(sarif, line, scanned));
	value_set(arena, &location, "physicalLocation", physical);
	value_add(arena, &list, location);
	value_set(arena, owner, "locations", list);
}

/* ---- Rules -------------------------------------------------------------------------------------- */

static const char *
level_of(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR:
		return "error";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_NOTE:
		return "note";
	case SEVERITY_OFF:
		break;
	}
	return "none";
}

/* How services sort what is no vulnerability. */
static const char *
problem_of(enum severity severity)
{
	if (severity == SEVERITY_ERROR)
		return "error";
	return severity == SEVERITY_WARNING ? "warning" : "recommendation";
}

static struct value
properties_of(struct sarif *sarif, struct str id, enum severity severity)
{
	struct arena *arena = sarif->arena;
	struct value properties = value_map(), tags = value_list();

	value_add(arena, &tags, value_text("ai-governance"));
	value_add(arena, &tags, value_str(str_cut(id, 0, str_find_byte(id, '/'))));
	value_set(arena, &properties, "tags", tags);
	value_set(arena, &properties, "precision", value_text("high"));
	value_set(arena, &properties, "problem.severity", value_text(problem_of(severity)));
	return properties;
}

static struct value
help_of(struct sarif *sarif, struct str why, struct str fix)
{
	struct arena *arena = sarif->arena;
	struct str text = str_of(
		arena_print(arena, "%.*s\n\nHow to fix it: %.*s", STR_ARG(why), STR_ARG(fix)));
	struct value help = message_of(sarif, text);

	value_set(arena, &help, "markdown",
		  value_text(arena_print(arena, "%.*s\n\n**How to fix it**\n\n%.*s", STR_ARG(why),
					 STR_ARG(fix))));
	return help;
}

static void
add_rule(struct sarif *sarif, struct str id, enum severity severity, struct str title,
	 struct str why, struct str fix)
{
	struct arena *arena = sarif->arena;
	struct value *rule = value_add(arena, &sarif->rules, value_map());
	struct value configuration = value_map();
	size_t *index = arena_alloc(arena, sizeof *index);

	why = str_trim(why);
	fix = str_trim(fix);
	*index = sarif->rules.list.count;
	map_put(&sarif->rule_index, id, index);
	value_set(arena, &configuration, "level", value_text(level_of(severity)));
	value_set(arena, rule, "id", value_str(id));
	value_set(arena, rule, "name", value_str(sarif_name(sarif->arena, id)));
	value_set(arena, rule, "shortDescription", message_of(sarif, sarif_described(title)));
	value_set(arena, rule, "fullDescription",
		  message_of(sarif, sarif_described(why.size > 0 ? why : title)));
	value_set(arena, rule, "help", help_of(sarif, why.size > 0 ? why : title, fix));
	value_set(arena, rule, "defaultConfiguration", configuration);
	value_set(arena, rule, "properties", properties_of(sarif, id, severity));
}

static void
add_rules(struct sarif *sarif)
{
	const struct plan *plan = sarif->result->plan;
	const struct findings *findings = &sarif->result->findings;

	sarif->rules = value_list();
	map_init(&sarif->rule_index, sarif->arena);
	for (size_t i = 0; plan && i < plan->rule_count; i++) {
		const struct rule *rule = plan->rules[i].rule;

		add_rule(sarif, rule->id, plan->rules[i].severity, rule->title, rule->why,
			 rule->fix);
	}
	/* Findings about waivers have no rule of the plan. */
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];

		if (finding->own && !map_get(&sarif->rule_index, finding->rule))
			add_rule(sarif, finding->rule, finding->own->severity,
				 str_of(finding->own->title), str_of(finding->own->why),
				 str_of(finding->own->fix));
	}
}

static void
set_rule(struct sarif *sarif, struct value *owner, struct str id)
{
	const size_t *index = map_get(&sarif->rule_index, id);

	value_set(sarif->arena, owner, "ruleId", value_str(id));
	if (index)
		value_set(sarif->arena, owner, "ruleIndex", value_int((int64_t)*index - 1));
}

/* ---- Results ------------------------------------------------------------------------------------ */

static void
set_suppression(struct sarif *sarif, struct value *result, const struct finding *finding)
{
	struct value list = value_list(), suppression = value_map();
	struct arena *arena = sarif->arena;

	if (finding->state == FINDING_OPEN)
		return;
	value_set(
		arena, &suppression, "kind",
		value_text(finding->waiver && finding->waiver->in_file ? "inSource" : "external"));
	value_set(arena, &suppression, "status", value_text("accepted"));
	if (finding->state == FINDING_BASELINE)
		value_set(arena, &suppression, "justification", value_text("in the baseline"));
	if (finding->waiver)
		value_set(arena, &suppression, "justification",
			  value_str(sarif_shown(sarif->arena, finding->waiver->reason)));
	value_add(arena, &list, suppression);
	value_set(arena, result, "suppressions", list);
}

static void
set_fingerprints(struct sarif *sarif, struct value *result, const struct finding *finding)
{
	struct value prints = value_map();

	if (finding->scanned.hash[0])
		value_set(sarif->arena, &prints, "primaryLocationLineHash",
			  value_text(finding->scanned.hash));
	value_set(sarif->arena, &prints, "govlint/v1", value_text(finding->fingerprint));
	value_set(sarif->arena, result, "partialFingerprints", prints);
}

static void
set_properties(struct sarif *sarif, struct value *result, const struct finding *finding)
{
	struct value properties = value_map();

	if (finding->system.size > 0)
		value_set(sarif->arena, &properties, "system",
			  value_str(sarif_shown(sarif->arena, finding->system)));
	if (finding->subject.size > 0)
		value_set(sarif->arena, &properties, "subject",
			  value_str(sarif_shown(sarif->arena, finding->subject)));
	if (properties.map.count > 0)
		value_set(sarif->arena, result, "properties", properties);
}

static struct value
build_result(struct sarif *sarif, const struct finding *finding)
{
	struct value result = value_map();

	set_rule(sarif, &result, finding->rule);
	value_set(sarif->arena, &result, "level", value_text(level_of(finding->severity)));
	value_set(sarif->arena, &result, "message",
		  message_of(sarif, sarif_shown(sarif->arena, finding->message)));
	set_locations(sarif, &result, finding->path, finding->place.line, &finding->scanned);
	set_fingerprints(sarif, &result, finding);
	set_suppression(sarif, &result, finding);
	if (sarif->result->baseline || sarif->result->makes_baseline)
		value_set(sarif->arena, &result, "baselineState",
			  value_text(finding->in_baseline ? "unchanged" : "new"));
	set_properties(sarif, &result, finding);
	return result;
}

static bool
is_result(const struct sarif *sarif, const struct finding *finding)
{
	return !finding->not_verified && (finding->state == FINDING_OPEN || sarif->show_waived);
}

static struct value *
add_notification(struct sarif *sarif, struct value *list, const char *level, struct str text)
{
	struct value *notification = value_add(sarif->arena, list, value_map());

	value_set(sarif->arena, notification, "level", value_text(level));
	value_set(sarif->arena, notification, "message",
		  message_of(sarif, sarif_shown(sarif->arena, text)));
	return notification;
}

/* Thousands of results take more memory as values than as text: each is forgotten once written.
 * The worst come first, where not all can be taken. */
static void
write_results(struct sarif *sarif, struct out *out)
{
	const struct findings *findings = &sarif->result->findings;
	struct arena *run = sarif->arena, one;
	size_t written = 0;

	arena_init(&one, run->exhausted);
	sarif->arena = &one;
	for (enum severity severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
		for (size_t i = 0; i < findings->count && written < SARIF_RESULTS; i++) {
			const struct finding *finding = &findings->items[i];
			struct value result;

			if (finding->severity != severity || !is_result(sarif, finding))
				continue;
			result = build_result(sarif, finding);
			out_print(out, "%s%*s", written++ > 0 ? ",\n" : "\n", RESULT_INDENT, "");
			report_json_value(out, &result, RESULT_INDENT);
			arena_reset(&one);
		}
	if (written > 0)
		out_print(out, "\n%*s", RUN_INDENT, "");
	sarif->arena = run;
	arena_free(&one);
}

static void
tell_of_cut_results(struct sarif *sarif)
{
	const struct findings *findings = &sarif->result->findings;
	size_t count = 0;

	for (size_t i = 0; i < findings->count; i++)
		count += is_result(sarif, &findings->items[i]);
	if (count > SARIF_RESULTS)
		add_notification(sarif, &sarif->notifications, "warning",
				 str_of(arena_print(sarif->arena,
						    "%zu more findings are not listed here: code "
						    "scanning takes %d; --format json has all",
						    count - SARIF_RESULTS, SARIF_RESULTS)));
}

/* ---- What could not be judged ------------------------------------------------------------------- */

static void
add_not_verified(struct sarif *sarif)
{
	const struct findings *findings = &sarif->result->findings;

	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct value *notification, rule = value_map();
		bool waived = finding->state != FINDING_OPEN;

		if (!finding->not_verified || (waived && !sarif->show_waived))
			continue;
		notification = add_notification(
			sarif, &sarif->notifications, waived ? "note" : level_of(finding->severity),
			str_of(arena_print(sarif->arena, "not verified%s: %.*s",
					   waived ? " (waived)" : "", STR_ARG(finding->message))));
		set_locations(sarif, notification, finding->path, finding->place.line,
			      &finding->scanned);
		value_set(sarif->arena, &rule, "id", value_str(finding->rule));
		value_set(sarif->arena, notification, "associatedRule", rule);
	}
}

static void
add_error(void *context, const struct err *err, const char *message)
{
	struct sarif *sarif = context;
	const char *text =
		err->help ? arena_print(sarif->arena, "%s (%s)", message, err->help) : message;
	/* Without a plan, the policy is what is wrong. */
	struct value *list = sarif->result->plan ? &sarif->notifications : &sarif->configuration;
	struct value *notification = add_notification(sarif, list, "error", str_of(text));

	set_locations(sarif, notification, str_of(err->path), err->line, NULL);
}

static struct value
build_invocations(struct sarif *sarif)
{
	struct value list = value_list(), invocation = value_map();
	const struct result *result = sarif->result;
	struct arena *arena = sarif->arena;

	value_set(arena, &invocation, "executionSuccessful",
		  value_bool(result->verdict != VERDICT_UNDECIDED));
	value_set(arena, &invocation, "toolExecutionNotifications", sarif->notifications);
	value_set(arena, &invocation, "toolConfigurationNotifications", sarif->configuration);
	value_add(arena, &list, invocation);
	return list;
}

/* ---- The run ------------------------------------------------------------------------------------ */

static struct value
build_tool(struct sarif *sarif)
{
	struct value tool = value_map(), driver = value_map();
	struct arena *arena = sarif->arena;

	value_set(arena, &driver, "name", value_text("govlint"));
	value_set(arena, &driver, "version", value_text(GOVLINT_VERSION));
	value_set(arena, &driver, "semanticVersion", value_text(GOVLINT_VERSION));
	value_set(arena, &driver, "informationUri", value_text(sarif_home));
	value_set(arena, &driver, "rules", sarif->rules);
	value_set(arena, &tool, "driver", driver);
	return tool;
}

static struct value
build_bases(struct sarif *sarif)
{
	struct value bases = value_map(), root = value_map();

	value_set(sarif->arena, &root, "description",
		  message_of(sarif, STR("The top of the repository")));
	value_set(sarif->arena, &bases, "SRCROOT", root);
	return bases;
}

static struct value
build_run(struct sarif *sarif)
{
	struct value run = value_map(), automation = value_map();
	struct arena *arena = sarif->arena;

	add_rules(sarif);
	each_error(arena, sarif->result->errors, add_error, sarif);
	add_not_verified(sarif);
	tell_of_cut_results(sarif);
	/* Up to the last slash it is the category of the analysis. */
	value_set(arena, &automation, "id", value_text("govlint/"));
	value_set(arena, &run, "tool", build_tool(sarif));
	value_set(arena, &run, "automationDetails", automation);
	value_set(arena, &run, "columnKind", value_text("utf16CodeUnits"));
	value_set(arena, &run, "originalUriBaseIds", build_bases(sarif));
	value_set(arena, &run, "invocations", build_invocations(sarif));
	return run;
}

static void
write_sarif(const struct result *result, const struct report_style *style, struct out *out)
{
	struct sarif sarif = {
		.arena = out->arena,
		.result = result,
		.show_waived = style->show_waived,
		.notifications = value_list(),
		.configuration = value_list(),
	};
	struct value run = build_run(&sarif);

	out_text(out, "{\n  \"$schema\": ");
	json_string(out, str_of(sarif_schema));
	out_text(out, ",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {");
	report_json_members(out, &run.map, RUN_INDENT);
	out_print(out, ",\n%*s\"results\": [", RUN_INDENT, "");
	write_results(&sarif, out);
	out_text(out, "]\n    }\n  ]\n}\n");
}

const struct report report_sarif = {
	.name = "sarif",
	.summary = "SARIF 2.1.0, for code scanning",
	.asks_lines = true,
	.write = write_sarif,
};
