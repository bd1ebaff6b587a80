/* SPDX-License-Identifier: Apache-2.0
 *
 * What there is. In: a topic. Out: its entries as a table, or as JSON. Everything comes from the
 * tables that the program runs on.
 */
#include "base/arena.h"
#include "base/out.h"
#include "base/suggest.h"
#include "cli/page.h"
#include "expr/expr.h"

static struct err *
list_rules(struct session *session, struct value *out)
{
	struct known_rules rules;

	TRY(known_rules(session, &rules));
	for (size_t i = 0; i < rules.count; i++) {
		const struct rule *rule = &rules.items[i].rule;
		struct value *row = value_add(session->run, out, value_map());

		value_set(session->run, row, "rule", value_str(rule->id));
		value_set(session->run, row, "severity", value_text(severity_name(rule->severity)));
		value_set(session->run, row, "kind", value_text(rule->kind->name));
		value_set(session->run, row, "title", value_str(rule->title));
		value_set(session->run, row, "file", value_text(rules.items[i].path));
	}
	return NULL;
}

static struct err *
list_packs(struct session *session, struct value *out)
{
	struct value names = known_packs(session);

	for (size_t i = 0; i < names.list.count; i++) {
		struct str name = names.list.items[i].string;
		struct value *row;
		struct plan plan = {0};

		TRY(known_pack(session, str_copy(session->run, name), &plan));
		row = value_add(session->run, out, value_map());
		value_set(session->run, row, "pack", value_str(name));
		value_set(session->run, row, "rules", value_int((int64_t)plan.rule_count));
		value_set(session->run, row, "title",
			  plan.pack_count > 0 ? value_str(plan.packs[0].title) : value_null());
		value_set(session->run, row, "from", value_text("built-in"));
	}
	return NULL;
}

static struct err *
list_checks(struct session *session, struct value *out)
{
	*out = engine_catalogue(session->run, STR("checks"));
	return NULL;
}

static struct err *
list_kinds(struct session *session, struct value *out)
{
	*out = engine_catalogue(session->run, STR("kinds"));
	return NULL;
}

static struct err *
list_formats(struct session *session, struct value *out)
{
	*out = engine_catalogue(session->run, STR("formats"));
	return NULL;
}

static struct err *
list_detectors(struct session *session, struct value *out)
{
	*out = engine_catalogue(session->run, STR("detectors"));
	return NULL;
}

static struct err *
list_reports(struct session *session, struct value *out)
{
	for (size_t i = 0; reports[i]; i++) {
		struct value *row = value_add(session->run, out, value_map());

		value_set(session->run, row, "report", value_text(reports[i]->name));
		value_set(session->run, row, "summary", value_text(reports[i]->summary));
	}
	return NULL;
}

static struct err *
list_limits(struct session *session, struct value *out)
{
	for (const struct limit *limit = limits_table; limit->name; limit++) {
		struct value *row = value_add(session->run, out, value_map());

		value_set(session->run, row, "limit", value_text(limit->name));
		value_set(session->run, row, "default", value_int((int64_t)limit->usual));
		value_set(session->run, row, "counts", value_text(limit->what));
		value_set(session->run, row, "why", value_text(limit->why));
	}
	return NULL;
}

static struct err *
list_functions(struct session *session, struct value *out)
{
	*out = expr_functions(session->run);
	return NULL;
}

/* The records of the repository that one stands in, as the json report tells them. */
static struct err *
list_records(struct session *session, const char *which, struct value *out)
{
	struct engine_request request;

	TRY(request_check(session, &request));
	request.source.path = ".";
	TRY(engine_records(&request, which, session->run, out));
	return NULL;
}

static struct err *
list_systems(struct session *session, struct value *out)
{
	return list_records(session, "systems", out);
}

static struct err *
list_vendors(struct session *session, struct value *out)
{
	return list_records(session, "vendors", out);
}

static struct err *
list_incidents(struct session *session, struct value *out)
{
	return list_records(session, "incidents", out);
}

/* What can be listed, and the columns that the table shows of it. */
static const struct topic {
	const char *name;
	struct err *(*list)(struct session *session, struct value *out);
	const char *columns[7];
} topics[] = {
	{"rules", list_rules, {"rule", "severity", "kind", "title", NULL}},
	{"packs", list_packs, {"pack", "rules", "title", NULL}},
	{"checks", list_checks, {"check", "takes", "summary", NULL}},
	{"kinds", list_kinds, {"kind", "summary", "paths", NULL}},
	{"formats", list_formats, {"format", "reads", "summary", "endings", NULL}},
	{"detectors", list_detectors, {"entity", "summary", NULL}},
	{"reports", list_reports, {"report", "summary", NULL}},
	{"functions", list_functions, {"call", "gives", "summary", NULL}},
	{"systems",
	 list_systems,
	 {"id", "stage", "risk_tier", "risk_score", "owner_team", "name", NULL}},
	{"vendors", list_vendors, {"name", "tier", "score", "approved", "recommendation", NULL}},
	{"incidents", list_incidents, {"id", "severity", "type", "system", NULL}},
	{"limits", list_limits, {"limit", "default", "counts", NULL}},
};

#define TOPIC_COUNT (sizeof topics / sizeof topics[0])

#define OF_GOVLINT    "rules, packs, checks, kinds, formats, detectors, reports, functions, limits,"
#define OF_REPOSITORY "systems, vendors or incidents"

static struct err *
unknown_topic(struct session *session, const char *word)
{
	struct suggest suggest;

	suggest_init(&suggest, str_of(word));
	for (size_t i = 0; i < TOPIC_COUNT; i++)
		suggest_name(&suggest, str_of(topics[i].name));
	return suggest_help(err_new(session->run, "cannot list '%s'", word), suggest_best(&suggest),
			    "`govlint list` takes " OF_GOVLINT " " OF_REPOSITORY);
}

static struct err *
choose_format(struct session *session, bool *json)
{
	const struct given *given = &session->arguments->options[OPTION_format];

	*json = false;
	if (given->count > 1)
		return err_new(session->run, "option '--format' is given twice");
	if (given->count == 0 || str_is(str_of(given->values[0]), "text"))
		return NULL;
	*json = str_is(str_of(given->values[0]), "json");
	if (*json)
		return NULL;
	return err_help(err_new(session->run, "a list cannot be told as '%s'", given->values[0]),
			"--format text or --format json");
}

static int
run_list(struct session *session)
{
	struct str word = str_of(session->arguments->words[0]);
	const struct topic *topic = NULL;
	struct value list = value_list();
	struct err *err;
	bool json;

	for (size_t i = 0; i < TOPIC_COUNT && !topic; i++)
		if (str_is(word, topics[i].name))
			topic = &topics[i];
	err = choose_format(session, &json);
	if (!topic)
		err = err_join(err, unknown_topic(session, session->arguments->words[0]));
	if (err)
		return usage_error(session, err);
	err = topic->list(session, &list);
	if (err)
		return cannot_do(session, err);
	if (json) {
		report_json_value(session->output, &list, 0);
		out_byte(session->output, '\n');
	} else {
		table_print(session, session->output, topic->columns, &list);
	}
	return EXIT_PASS;
}

const struct command cmd_list = {
	.name = "list",
	.words = "TOPIC",
	.summary = "what there is: rules, kinds, checks, functions, systems …",
	.description = "TOPIC is " OF_GOVLINT "\n" OF_REPOSITORY
		       ". The latter are those of the repository one stands in.\n--format json "
		       "tells all of each entry.",
	.words_least = 1,
	.words_most = 1,
	.run = run_list,
};
