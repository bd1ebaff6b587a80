/* SPDX-License-Identifier: Apache-2.0
 *
 * Judging for tests: a rule as YAML, an artifact as YAML, findings as text. Facts come from the YAML,
 * so a test says exactly what is true; a value {unknown: reason} is a fact that cannot be known.
 *
 *	facts: {pii: [{field: a, count: 2}]}
 *	related: {card: {facts: {use: training}}}
 *	system: {facts: {id: S-1, risk_tier: high}}
 */
#ifndef GOVLINT_TESTS_UNIT_CHECK_JUDGING_H
#define GOVLINT_TESTS_UNIT_CHECK_JUDGING_H

#include "base/buf.h"
#include "check/check.h"
#include "facts/facts.h"
#include "harness/test.h"
#include "policy/policy.h"
#include "read/read.h"

struct court {
	struct arena *run;
	struct arena *scratch;
	struct rule rule;
	struct plan plan;
	struct view view;
	struct index index;
	struct entries entries;
	struct artifact artifact;
	struct artifact system;
	struct findings findings;
	struct item item;
};

static inline struct err *
court_fact(struct view *view, struct artifact *artifact, size_t fact, const struct value **out)
{
	const struct value *facts = value_get(artifact->record, STR("facts"));
	const struct value *unknown;

	*out = value_get(facts, str_of(artifact->kind->facts[fact].name));
	unknown = value_get(*out, STR("unknown"));
	if (unknown)
		return err_new(view->scratch, "%.*s", STR_ARG(unknown->string));
	return NULL;
}

static inline struct str
court_text(const struct value *record, const char *key, struct str otherwise)
{
	struct str text = value_string(value_get(record, str_of(key)));

	return text.data ? text : otherwise;
}

static inline void
court_artifact(struct court *court, struct artifact *out, const struct kind *kind,
	       const struct value *record)
{
	size_t relations = 0;

	*out = (struct artifact){.kind = kind, .record = record};
	out->path = court_text(record, "path", STR("data/a.csv"));
	out->id = court_text(value_get(record, STR("facts")), "id", out->path);
	out->text = court_text(record, "text", (struct str){0});
	while (facts_relation(kind, relations))
		relations++;
	out->related = arena_array(court->run, relations + 1, sizeof *out->related);
	for (size_t i = 0; i < relations; i++) {
		const struct relation *relation = facts_relation(kind, i);
		const struct value *other =
			value_get(value_get(record, STR("related")), str_of(relation->root));
		struct artifact *artifact;

		if (!other)
			continue;
		artifact = arena_alloc(court->run, sizeof *artifact);
		court_artifact(court, artifact, facts_kind(str_of(relation->to)), other);
		out->related[i].items = arena_array(court->run, 1, sizeof(struct artifact *));
		out->related[i].items[0] = artifact;
		out->related[i].count = 1;
	}
}

/* Files that exist, as `files: [{path, kind, id}]`. */
static inline void
court_index(struct court *court, const struct value *files)
{
	map_init(&court->index.by_path, court->run);
	if (!files)
		return;
	court->entries.items =
		arena_array(court->run, files->list.count, sizeof *court->entries.items);
	court->index.artifacts =
		arena_array(court->run, files->list.count, sizeof(struct artifact *));
	for (size_t i = 0; i < files->list.count; i++) {
		const struct value *file = &files->list.items[i];
		struct str kind = value_string(value_get(file, STR("kind")));
		struct artifact *artifact;
		struct artifact_list *list;
		struct entry *entry = &court->entries.items[court->entries.count++];

		entry->path = court_text(file, "path", STR(""));
		if (value_get(file, STR("link")))
			entry->type = ENTRY_LINK;
		if (!kind.data)
			continue;
		artifact = arena_alloc(court->run, sizeof *artifact);
		list = arena_alloc(court->run, sizeof *list);
		artifact->kind = facts_kind(kind);
		artifact->path = entry->path;
		artifact->id = court_text(file, "id", entry->path);
		court->index.artifacts[court->index.count++] = artifact;
		list->items = &court->index.artifacts[court->index.count - 1];
		list->count = 1;
		map_put(&court->index.by_path, entry->path, list);
	}
}

#define COURT_RULE                                                                                 \
	"rule: test/rule\ntitle: t\nseverity: error\nwhy: w\nfix: mend it\n"                       \
	"examples: [{name: a, files: {}, finds: [x]}, {name: b, files: {}, finds: []}]\n"

/* Load the rule, plan it (with govlint.yaml as `config`, where given) and set the item up. False: a
 * CHECK has failed. */
static inline bool
court_open(struct court *court, const char *rule, const char *artifact, const char *config)
{
	struct policy_request request = {
		.limits = &limits_default,
		.config_text = str_of(config),
	};
	struct value *record;

	*court = (struct court){.run = test_arena(), .scratch = test_arena()};
	record = arena_alloc(court->run, sizeof *record);
	if (!CHECK_OK(policy_load_rule("x.yaml",
				       str_of(arena_print(court->run, COURT_RULE "%s", rule)),
				       &limits_default, court->run, &court->rule)) ||
	    !CHECK_OK(policy_plan_rule(&court->rule, NULL, &request, court->run, &court->plan)) ||
	    !CHECK_OK(read_yaml_text("artifact.yaml", str_of(artifact), &limits_default, court->run,
				     record)))
		return false;
	court_artifact(court, &court->artifact, court->rule.kind, record);
	court_index(court, value_get(record, STR("files")));
	court->view = (struct view){
		.entries = &court->entries,
		.plan = &court->plan,
		.limits = &limits_default,
		.index = &court->index,
		.run = court->run,
		.scratch = court->scratch,
		.fact = court_fact,
		.has_reviews = value_get(record, STR("reviews")) != NULL,
	};
	court->item = (struct item){
		.view = &court->view,
		.planned = &court->plan.rules[0],
		.artifact = &court->artifact,
		.findings = &court->findings,
	};
	if (value_get(record, STR("system"))) {
		court_artifact(court, &court->system, facts_kind(STR("system")),
			       value_get(record, STR("system")));
		court->item.system = &court->system;
	}
	return true;
}

static inline char *
court_findings(struct court *court)
{
	struct buf text;

	buf_init(&text, court->run, 1 << 20);
	for (size_t i = 0; i < court->findings.count; i++) {
		const struct finding *finding = &court->findings.items[i];

		buf_print(&text, "%.*s:%u:%u: %.*s", STR_ARG(finding->path), finding->place.line,
			  finding->place.column, STR_ARG(finding->message));
		if (finding->subject.data)
			buf_print(&text, " <%.*s>", STR_ARG(finding->subject));
		if (finding->system.data)
			buf_print(&text, " (%.*s)", STR_ARG(finding->system));
		buf_byte(&text, '\n');
	}
	return str_copy(court->run, buf_str(&text));
}

/* The findings, a line each; "not applicable" where `when` does not hold; "not verified: reason". */
static inline const char *
judged_with(const char *rule, const char *artifact, const char *config)
{
	struct court court;
	bool applies = false;
	struct err *err;

	if (!court_open(&court, rule, artifact, config))
		return "";
	err = check_predicate(&court.item, &court.rule.when, NULL, &applies);
	if (!err && !applies)
		return "not applicable";
	if (!err)
		err = check_node(&court.item, &court.rule.check);
	if (err) {
		char *reason = arena_print(court.run, "not verified: %s", err_text(court.run, err));

		err_settle(err);
		return reason;
	}
	CHECK_INT((int64_t)err_lost(court.scratch), 0);
	CHECK_INT((int64_t)err_lost(court.run), 0);
	return court_findings(&court);
}

static inline const char *
judged(const char *rule, const char *artifact)
{
	return judged_with(rule, artifact, NULL);
}

#endif
