/* SPDX-License-Identifier: Apache-2.0
 *
 * What there is to write rules with: checks, kinds with their facts and relations, formats,
 * detectors. In: a topic. Out: its table as a list of maps, for `list`, `explain` and the
 * reference, so that no document says anything but what the program runs on.
 */
#include "base/arena.h"
#include "check/check.h"
#include "detect/detect.h"
#include "engine/engine.h"
#include "facts/facts.h"
#include "read/read.h"

static const char *const fact_types[] = {
	[FACT_BOOL] = "bool",     [FACT_INT] = "int",          [FACT_NUMBER] = "number",
	[FACT_STRING] = "string", [FACT_DATE] = "date",        [FACT_TIER] = "tier",
	[FACT_STAGE] = "stage",   [FACT_VENDOR_TIER] = "tier", [FACT_SEVERITY] = "severity",
	[FACT_LIST] = "list",     [FACT_MAP] = "map",          [FACT_ANY] = "any",
};

static struct value
texts(struct arena *run, const char *const *names)
{
	struct value list = value_list();

	for (size_t i = 0; names && names[i]; i++)
		value_add(run, &list, value_text(names[i]));
	return list;
}

static struct value
summary(const char *text)
{
	return value_text(text ? text : "");
}

static struct value
arguments(struct arena *run, const struct arg_def *args)
{
	struct value list = value_list();

	for (; args && args->name; args++) {
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "argument", value_text(args->name));
		value_set(run, row, "needed", value_text(args->required ? "required" : "optional"));
		value_set(run, row, "summary", summary(args->summary));
	}
	return list;
}

/* "fact, as, where, tolerate": what a table shows of the arguments. */
static struct value
argument_names(struct arena *run, const struct arg_def *args)
{
	struct value list = value_list();

	for (; args && args->name; args++)
		value_add(run, &list, value_text(args->name));
	return list;
}

static struct value
list_checks(struct arena *run)
{
	struct value list = value_list();

	for (size_t i = 0; checks[i]; i++) {
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "check", value_text(checks[i]->name));
		value_set(run, row, "summary", summary(checks[i]->summary));
		value_set(run, row, "takes", argument_names(run, checks[i]->args));
		value_set(run, row, "arguments", arguments(run, checks[i]->args));
		value_set(run, row, "binds", texts(run, checks[i]->binds));
	}
	return list;
}

/* Elements hold plain fields, so this goes as deep as the tables do. */
static struct value
facts(struct arena *run, const struct fact_def *defs)
{
	struct value list = value_list();

	for (; defs && defs->name; defs++) {
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "fact", value_text(defs->name));
		value_set(run, row, "type", value_text(fact_types[defs->type]));
		value_set(run, row, "summary", summary(defs->summary));
		value_set(run, row, "subject", value_bool(defs->subject));
		value_set(run, row, "fields", facts(run, defs->fields));
	}
	return list;
}

static struct value
relations(struct arena *run, const struct kind *kind)
{
	const struct relation *relation;
	struct value list = value_list();

	for (size_t n = 0; (relation = facts_relation(kind, n)); n++) {
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "relation", value_text(relation->root));
		value_set(run, row, "to", value_text(relation->to));
		value_set(run, row, "many", value_bool(relation->many));
		value_set(run, row, "summary", summary(relation->summary));
	}
	return list;
}

static struct value
list_kinds(struct arena *run)
{
	struct value list = value_list();

	for (size_t i = 0; facts_kinds[i]; i++) {
		const struct kind *kind = facts_kinds[i];
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "kind", value_text(kind->name));
		value_set(run, row, "summary", summary(kind->summary));
		value_set(run, row, "governed", value_bool(!kind->ungoverned));
		value_set(run, row, "paths", texts(run, kind->paths));
		value_set(run, row, "facts", facts(run, kind->facts));
		value_set(run, row, "relations", relations(run, kind));
	}
	return list;
}

static struct value
list_formats(struct arena *run)
{
	static const char *const shapes[] = {
		[SHAPE_TREE] = "tree",
		[SHAPE_RECORDS] = "records",
		[SHAPE_TEXT] = "text",
		[SHAPE_MEMBERS] = "members",
	};
	struct value list = value_list();

	for (size_t i = 0; read_formats[i]; i++) {
		const struct format *format = read_formats[i];
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "format", value_text(format->name));
		value_set(run, row, "summary", summary(format->summary));
		value_set(run, row, "reads",
			  value_text(format->read ? shapes[format->shape] : "not verified"));
		value_set(run, row, "endings", texts(run, format->endings));
	}
	return list;
}

static struct value
list_detectors(struct arena *run)
{
	struct value list = value_list();

	for (size_t i = 0; i < detector_count; i++) {
		struct value *row = value_add(run, &list, value_map());

		value_set(run, row, "entity", value_text(detectors[i]->entity));
		value_set(run, row, "summary", summary(detectors[i]->summary));
		value_set(run, row, "validated", value_bool(detectors[i]->checked));
		value_set(run, row, "header", texts(run, detectors[i]->header));
	}
	return list;
}

struct value
engine_catalogue(struct arena *run, struct str topic)
{
	if (str_is(topic, "checks"))
		return list_checks(run);
	if (str_is(topic, "kinds"))
		return list_kinds(run);
	if (str_is(topic, "formats"))
		return list_formats(run);
	if (str_is(topic, "detectors"))
		return list_detectors(run);
	return value_null();
}
