/* SPDX-License-Identifier: Apache-2.0
 *
 * What `--trace` tells: each artifact of the rule's kind, whether it was judged and why, what was
 * asked of it and found, and what settled the outcome. In: a settled result. Out: text, in the order
 * of the artifacts; the same at any number of threads.
 */
#include "base/arena.h"
#include "model/plan.h"
#include "report/internal.h"

static void
indent(struct out *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		out_byte(out, ' ');
}

static const char *
result_word(enum trace_result result)
{
	switch (result) {
	case TRACE_PLAIN:
		return "";
	case TRACE_HOLDS:
		return "holds: ";
	case TRACE_FAILS:
		return "does not hold: ";
	case TRACE_FINDS:
		return "finds: ";
	case TRACE_UNKNOWN:
		return "unknown: ";
	case TRACE_UNASKED:
		return "not asked: ";
	}
	return "";
}

static const char *
end_words(enum trace_end end)
{
	switch (end) {
	case TRACE_JUDGED:
		return "judged";
	case TRACE_NOT_APPLICABLE:
		return "not applicable: 'when' does not hold";
	case TRACE_NOT_VERIFIED:
		return "not verified";
	case TRACE_HIDDEN:
		return "not planned: the change touches nothing that it is judged by";
	case TRACE_OUTSIDE:
		return "not planned: outside of the path that was asked for";
	}
	return "";
}

/* The findings of each trace as chains of their numbers, counted from 1: 0 ends one. */
struct chains {
	size_t *first; /* by number of the trace */
	size_t *next;  /* by number of the finding */
};

static struct chains
chain(const struct result *result, struct arena *arena)
{
	const struct findings *findings = &result->findings;
	struct chains chains = {
		.first = arena_array(arena, result->traces.count + 1, sizeof(size_t)),
		.next = arena_array(arena, findings->count + 1, sizeof(size_t)),
	};

	for (size_t i = findings->count; i > 0; i--) {
		const struct trace *trace = findings->items[i - 1].trace;

		if (!trace)
			continue;
		chains.next[i] = chains.first[trace->number];
		chains.first[trace->number] = i;
	}
	return chains;
}

/* What settled a finding. */
static void
put_finding(const struct result *result, const struct finding *finding,
	    const struct report_style *style, struct out *out)
{
	out_text(out, finding->not_verified ? "  not verified, " : "  finding, ");
	switch (finding->state) {
	case FINDING_OPEN:
		out_text(out, "open");
		break;
	case FINDING_WAIVED:
		out_text(out, "waived");
		if (finding->waiver) {
			out_print(out, " until %.*s by ", STR_ARG(finding->waiver->until_text));
			show_place(out, style, result->plan->config_path, &finding->waiver->place);
		}
		break;
	case FINDING_BASELINE:
		out_text(out, "in the baseline");
		break;
	}
	out_text(out, ": ");
	show_place(out, style, finding->path, &finding->place);
	out_text(out, ": ");
	show(out, style, finding->message);
	out_byte(out, '\n');
}

static void
put_trace(const struct result *result, const struct chains *chains, const struct trace *trace,
	  const struct report_style *style, struct out *out)
{
	paint_start(out, style, PAINT_STRONG);
	show_place(out, style, trace->path, &trace->place);
	paint_end(out, style, PAINT_STRONG);
	if (trace->id.size > 0) {
		out_text(out, " (");
		show(out, style, trace->id);
		out_byte(out, ')');
	}
	if (trace->system.size > 0) {
		out_text(out, " for system ");
		show(out, style, trace->system);
	}
	out_print(out, ": %s\n", end_words(trace->end));
	for (size_t i = 0; i < trace->count; i++) {
		indent(out, 2 + 2 * (size_t)trace->lines[i].depth);
		out_text(out, result_word(trace->lines[i].result));
		show(out, style, trace->lines[i].text);
		out_byte(out, '\n');
	}
	if (trace->cut)
		out_print(out, "  and more than the %d lines that are kept\n", TRACE_LINES_MAX);
	for (size_t i = chains->first[trace->number]; i > 0; i = chains->next[i])
		put_finding(result, &result->findings.items[i - 1], style, out);
}

void
report_trace(const struct result *result, const struct report_style *style, struct out *out)
{
	const struct planned_rule *traced = result->traced;
	struct chains chains;

	if (!traced)
		return;
	chains = chain(result, out->arena);
	out_text(out, "trace of ");
	show(out, style, traced->rule->id);
	out_print(out, " (%s, set by ", severity_name(traced->severity));
	show(out, style, traced->severity_from.what);
	out_print(out, "): %zu %s of kind %s\n", result->traces.count,
		  result->traces.count == 1 ? "item" : "items", traced->rule->kind->name);
	if (result->traces.count == 0 && traced->rule->kind->ungoverned)
		out_text(out, "  it waits for a change: --diff BASE\n");
	else if (result->traces.count == 0)
		out_print(out,
			  "  nothing in the tree is of this kind: `govlint explain %s` shows what "
			  "is\n",
			  traced->rule->kind->name);
	if (result->summary.ignored > 0)
		out_print(out, "  %zu files of any kind are ignored by the configuration\n",
			  result->summary.ignored);
	for (size_t i = 0; i < result->traces.count; i++)
		put_trace(result, &chains, result->traces.items[i], style, out);
}
