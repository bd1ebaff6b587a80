/* SPDX-License-Identifier: Apache-2.0
 *
 * The report for machines, version 1. In: a result. Out: one JSON object in which every key is
 * always there: what is not known is null, what there is none of is []. The other machine formats
 * say the same. Keys are added in later versions, never removed or given another meaning.
 *
 * The one thing to know: the object is built as a value and written by one writer, so that no key
 * can be forgotten in one branch and no text can get around the escaping.
 */
#include "base/arena.h"
#include "report/internal.h"

struct building {
	struct arena *arena;
	const struct result *result;
	struct value *list; /* what each_error adds to */
};

static struct value
number(size_t count)
{
	return value_int((int64_t)count);
}

/* A string, null for none. */
static struct value
text_or_null(struct str text)
{
	return text.data ? value_str(text) : value_null();
}

/* The same where empty means none. */
static struct value
name_or_null(struct str text)
{
	return text.size > 0 ? value_str(text) : value_null();
}

/* A line or column; 0 is "not known". */
static struct value
position(uint32_t at)
{
	return at > 0 ? value_int(at) : value_null();
}

static struct value
list_or_empty(const struct value *value)
{
	return value->type == VALUE_LIST ? *value : value_list();
}

static struct value
build_tool(const struct building *building)
{
	struct value tool = value_map();

	value_set(building->arena, &tool, "name", value_text("govlint"));
	value_set(building->arena, &tool, "version", value_text(GOVLINT_VERSION));
	return tool;
}

static struct value
build_policies(const struct building *building)
{
	const struct plan *plan = building->result->plan;
	struct arena *arena = building->arena;
	struct value list = value_list();

	for (size_t i = 0; plan && i < plan->pack_count; i++) {
		const struct planned_pack *pack = &plan->packs[i];
		struct value *map = value_add(arena, &list, value_map());

		value_set(arena, map, "pack", text_or_null(pack->name));
		value_set(arena, map, "version", name_or_null(pack->version));
		value_set(arena, map, "digest", name_or_null(str_of(pack->digest)));
		value_set(arena, map, "from", name_or_null(pack->from));
	}
	return list;
}

static struct value
build_run(const struct building *building)
{
	const struct run_info *info = &building->result->run;
	struct arena *arena = building->arena;
	struct value run = value_map();

	value_set(arena, &run, "source", text_or_null(str_of(info->source)));
	value_set(arena, &run, "base", name_or_null(info->base));
	value_set(arena, &run, "head", name_or_null(info->head));
	value_set(arena, &run, "now", value_text(date_text(arena, info->now)));
	value_set(arena, &run, "policies", build_policies(building));
	return run;
}

static struct value
build_open(const struct building *building)
{
	const struct summary *summary = &building->result->summary;
	struct value open = value_map();

	value_set(building->arena, &open, "error", number(summary->open_errors));
	value_set(building->arena, &open, "warning", number(summary->open_warnings));
	value_set(building->arena, &open, "note", number(summary->open_notes));
	return open;
}

static struct value
build_summary(const struct building *building)
{
	const struct summary *summary = &building->result->summary;
	struct arena *arena = building->arena;
	struct value map = value_map(), nothing = value_list();

	value_set(arena, &map, "verdict", value_text(verdict_name(building->result->verdict)));
	value_set(arena, &map, "artifacts", number(summary->artifacts));
	value_set(arena, &map, "rules", number(summary->rules));
	value_set(arena, &map, "planned", number(summary->planned));
	value_set(arena, &map, "judged", number(summary->judged));
	value_set(arena, &map, "not_verified", number(summary->not_verified));
	value_set(arena, &map, "not_applicable", number(summary->not_applicable));
	value_set(arena, &map, "open", build_open(building));
	value_set(arena, &map, "waived", number(summary->waived));
	value_set(arena, &map, "baseline", number(summary->baseline));
	value_set(arena, &map, "hidden_by_diff", number(summary->hidden_by_diff));
	value_set(arena, &map, "ignored", number(summary->ignored));
	value_set(arena, &map, "waiting_for_change", number(summary->waiting_for_change));
	for (size_t i = 0; i < summary->selected_nothing_count; i++)
		value_add(arena, &nothing, value_str(summary->selected_nothing[i]));
	value_set(arena, &map, "rules_that_selected_nothing", nothing);
	return map;
}

static struct value
build_waiver(const struct building *building, const struct waiver *waiver)
{
	struct arena *arena = building->arena;
	struct value map = value_map();

	if (!waiver)
		return value_null();
	value_set(arena, &map, "reason", text_or_null(waiver->reason));
	value_set(arena, &map, "approved_by", text_or_null(waiver->approved_by));
	value_set(arena, &map, "until", text_or_null(waiver->until_text));
	value_set(arena, &map, "subject", name_or_null(waiver->subject));
	value_set(arena, &map, "system", name_or_null(waiver->system));
	value_set(arena, &map, "line", position(waiver->place.line));
	value_set(arena, &map, "in_file", value_bool(waiver->in_file));
	return map;
}

static struct value
build_laws(const struct building *building, const struct planned_rule *planned)
{
	struct arena *arena = building->arena;
	struct value list = value_list();

	for (size_t i = 0; planned && i < planned->maps_to_count; i++) {
		struct value *map = value_add(arena, &list, value_map());

		value_set(arena, map, "pack", text_or_null(planned->maps_to[i].pack));
		value_set(arena, map, "requirement", text_or_null(planned->maps_to[i].requirement));
	}
	return list;
}

static const char *
state_name(enum finding_state state)
{
	switch (state) {
	case FINDING_WAIVED:
		return "waived";
	case FINDING_BASELINE:
		return "baseline";
	case FINDING_OPEN:
		break;
	}
	return "open";
}

static void
add_finding(const struct building *building, struct value *list, const struct finding *finding)
{
	struct arena *arena = building->arena;
	struct value *map = value_add(arena, list, value_map());
	const struct place *place = &finding->place;

	value_set(arena, map, "rule", text_or_null(finding->rule));
	value_set(arena, map, "severity", value_text(severity_name(finding->severity)));
	value_set(arena, map, "state", value_text(state_name(finding->state)));
	value_set(arena, map, "path", text_or_null(finding->path));
	value_set(arena, map, "line", position(place->line));
	value_set(arena, map, "column", position(place->column));
	value_set(arena, map, "end_line", position(place->end_line));
	value_set(arena, map, "end_column", position(place->end_column));
	value_set(arena, map, "system", name_or_null(finding->system));
	value_set(arena, map, "subject", name_or_null(finding->subject));
	value_set(arena, map, "message", text_or_null(finding->message));
	value_set(arena, map, "help", name_or_null(finding->help));
	value_set(arena, map, "maps_to", build_laws(building, finding->planned));
	value_set(arena, map, "fingerprint", value_text(finding->fingerprint));
	value_set(arena, map, "waiver", build_waiver(building, finding->waiver));
}

static void
add_not_verified(const struct building *building, struct value *list, const struct finding *finding)
{
	struct arena *arena = building->arena;
	struct value *map = value_add(arena, list, value_map());

	value_set(arena, map, "rule", text_or_null(finding->rule));
	value_set(arena, map, "severity", value_text(severity_name(finding->severity)));
	value_set(arena, map, "path", text_or_null(finding->path));
	value_set(arena, map, "line", position(finding->place.line));
	value_set(arena, map, "system", name_or_null(finding->system));
	value_set(arena, map, "subject", name_or_null(finding->subject));
	value_set(arena, map, "reason", text_or_null(finding->message));
	value_set(arena, map, "state", value_text(state_name(finding->state)));
	value_set(arena, map, "fingerprint", value_text(finding->fingerprint));
	value_set(arena, map, "waiver", build_waiver(building, finding->waiver));
}

static struct value
build_findings(const struct building *building, bool not_verified)
{
	const struct findings *findings = &building->result->findings;
	struct value list = value_list();

	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].not_verified != not_verified)
			continue;
		if (not_verified)
			add_not_verified(building, &list, &findings->items[i]);
		else
			add_finding(building, &list, &findings->items[i]);
	}
	return list;
}

static void
add_error(void *context, const struct err *err, const char *message)
{
	const struct building *building = context;
	struct arena *arena = building->arena;
	struct value *map = value_add(arena, building->list, value_map());

	value_set(arena, map, "message", value_text(message));
	value_set(arena, map, "path", text_or_null(str_of(err->path)));
	value_set(arena, map, "line", position(err->line));
	value_set(arena, map, "column", position(err->column));
	value_set(arena, map, "help", text_or_null(str_of(err->help)));
}

static void
write_json(const struct result *result, const struct report_style *style, struct out *out)
{
	struct building building = {.arena = out->arena, .result = result};
	struct value root = value_map(), errors = value_list();
	struct arena *arena = out->arena;

	(void)style;
	building.list = &errors;
	each_error(arena, result->errors, add_error, &building);
	value_set(arena, &root, "version", value_int(1));
	value_set(arena, &root, "tool", build_tool(&building));
	value_set(arena, &root, "run", build_run(&building));
	value_set(arena, &root, "summary", build_summary(&building));
	value_set(arena, &root, "findings", build_findings(&building, false));
	value_set(arena, &root, "not_verified", build_findings(&building, true));
	value_set(arena, &root, "errors", errors);
	value_set(arena, &root, "systems", list_or_empty(&result->systems));
	value_set(arena, &root, "vendors", list_or_empty(&result->vendors));
	value_set(arena, &root, "incidents", list_or_empty(&result->incidents));
	report_json_value(out, &root, 0);
	out_byte(out, '\n');
}

const struct report report_json = {
	.name = "json",
	.summary = "everything, for machines (version 1)",
	.write = write_json,
};
