/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of a rule. In: the rule, and the repository one stands in. Out: what it finds, why that
 * matters, what to do, its parameters with where each setting comes from here, the laws that ask
 * for it, its examples.
 */
#include "base/arena.h"
#include "base/out.h"
#include "cli/page.h"

static const char *const param_types[] = {
	[PARAM_BOOL] = "bool",         [PARAM_INT] = "int",   [PARAM_NUMBER] = "number",
	[PARAM_STRING] = "string",     [PARAM_ENUM] = "enum", [PARAM_DATE] = "date",
	[PARAM_DURATION] = "duration", [PARAM_GLOB] = "glob", [PARAM_ROLE] = "role",
	[PARAM_LIST] = "list",         [PARAM_MAP] = "map",
};

static const char *const directions[] = {
	[STRICTER_NONE] = "",
	[STRICTER_LOWER] = ", lower is stricter",
	[STRICTER_HIGHER] = ", higher is stricter",
	[STRICTER_SUBSET] = ", fewer is stricter",
	[STRICTER_SUPERSET] = ", more is stricter",
	[STRICTER_ORDER] = ", later in its order is stricter",
};

/* Where a setting comes from: "pack ai-baseline (policies/ai-baseline.yaml:12)" */
static struct str
origin_text(struct session *session, const struct origin *origin)
{
	if (origin->file.size == 0 || origin->place.line == 0)
		return origin->what;
	return str_of(arena_print(session->run, "%.*s (%.*s:%u)", STR_ARG(origin->what),
				  STR_ARG(origin->file), origin->place.line));
}

static void
put_param(struct session *session, const struct param *param, const struct value *here,
	  const struct origin *from)
{
	struct arena *run = session->run;
	const char *of = param->type == PARAM_LIST || param->type == PARAM_MAP
				 ? arena_print(run, " of %s", param_types[param->element])
				 : "";

	page_text(session, str_of(arena_print(run, "%.*s: %s%s, default %.*s%s",
					      STR_ARG(param->name), param_types[param->type], of,
					      STR_ARG(value_show(run, &param->initial, 200)),
					      directions[param->stricter])));
	if (here)
		page_text(session, str_of(arena_print(run, "    here: %.*s, from %.*s",
						      STR_ARG(value_show(run, here, 200)),
						      STR_ARG(origin_text(session, from)))));
}

static void
put_params(struct session *session, const struct rule *rule, const struct planned_rule *planned)
{
	if (rule->param_count == 0)
		return;
	page_heading(session, "Parameters");
	for (size_t i = 0; i < rule->param_count; i++)
		put_param(session, &rule->params[i], planned ? &planned->params[i] : NULL,
			  planned ? &planned->params_from[i] : NULL);
}

static void
put_severity(struct session *session, const struct rule *rule, const struct planned_rule *planned)
{
	page_heading(session, "Severity");
	page_text(session, str_of(severity_name(rule->severity)));
	if (planned)
		page_text(session, str_of(arena_print(session->run, "here: %s, from %.*s",
						      severity_name(planned->severity),
						      STR_ARG(origin_text(
							      session, &planned->severity_from)))));
	if (rule->allows_inline)
		page_text(session,
			  str_of(arena_print(session->run,
					     "A comment in the judged file may excuse a finding: "
					     "govlint: allow %.*s -- REASON",
					     STR_ARG(rule->id))));
}

static void
put_laws(struct session *session, const struct planned_rule *planned)
{
	if (!planned || planned->maps_to_count == 0)
		return;
	page_heading(session, "Laws");
	for (size_t i = 0; i < planned->maps_to_count; i++)
		page_text(session, str_of(arena_print(session->run, "%.*s %.*s",
						      STR_ARG(planned->maps_to[i].pack),
						      STR_ARG(planned->maps_to[i].requirement))));
}

/* The `examples:` part as it was written. */
static void
put_examples(struct session *session, struct str text)
{
	struct str key = STR("\nexamples:");
	size_t start = str_find(text, key);

	if (start == SIZE_MAX)
		return;
	page_heading(session, "Examples");
	page_text(session, str_cut(text, start + key.size + 1, text.size));
}

/* The rule as it judges here; NULL when it does not, and why. */
static const struct planned_rule *
planned_here(struct session *session, struct str id, struct plan *plan, const char **why)
{
	const struct planned_rule *planned;
	struct err *err = plan_here(session, NULL, plan);

	if (err) {
		*why = arena_print(session->run, "the policy here cannot be loaded: %s",
				   err_text(session->run, err));
		err_settle(err);
		return NULL;
	}
	planned = plan_rule(plan, id);
	if (!planned)
		*why = "no selected policy judges by it, or it is off";
	return planned;
}

void
explain_rule(struct session *session, const struct known_rule *known)
{
	const struct rule *rule = &known->rule;
	struct plan *plan = arena_alloc(session->run, sizeof *plan);
	const char *why = NULL;
	const struct planned_rule *planned = planned_here(session, rule->id, plan, &why);

	page_title(session, rule->id,
		   arena_print(session->run, "rule, judges each %s", rule->kind->name),
		   rule->title);
	if (why)
		page_text(session, str_of(arena_print(session->run, "Not judged here: %s.", why)));
	page_heading(session, "Why");
	page_text(session, rule->why);
	page_heading(session, "Fix");
	page_text(session, rule->fix);
	put_severity(session, rule, planned);
	put_params(session, rule, planned);
	put_laws(session, planned);
	put_examples(session, known->text);
	page_heading(session, "From");
	page_text(session, str_of(known->path));
}
