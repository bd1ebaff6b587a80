/* SPDX-License-Identifier: Apache-2.0
 *
 * One rule file → a rule. In: YAML text. Out: a rule with every name resolved and every pattern
 * compiled, or problems. What depends on packs (tiers, stages, roles, final parameters) is left to
 * the plan.
 */
#include "base/arena.h"
#include "base/date.h"
#include "facts/facts.h"
#include "policy/load.h"

static bool
is_id(struct str id)
{
	size_t slashes = 0;

	for (size_t i = 0; i < id.size; i++) {
		char c = id.data[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		if (c == '/')
			slashes++;
		if (!letter && (i == 0 || i + 1 == id.size || (c != '/' && c != '-' && c != '_')))
			return false;
		if (c == '/' && id.data[i - 1] == '/')
			return false;
	}
	return slashes > 0;
}

static void
load_id(struct loader *loader, const struct field *field, struct str expected, struct rule *out)
{
	struct str id = field_string(field);

	out->id = id;
	if (!id.data)
		return;
	if (!is_id(id))
		problem(loader, field_place(field), "an id is <topic>/<problem> in lower case",
			"'%.*s' is no rule id", STR_ARG(id));
	else if (expected.data && !str_equal(id, expected))
		problem(loader, field_place(field),
			arena_print(loader->run, "rule: %.*s", STR_ARG(expected)),
			"the rule in this file is called by its path: '%.*s', not '%.*s'",
			STR_ARG(expected), STR_ARG(id));
}

static const struct kind *
load_kind(struct loader *loader, const struct field *field)
{
	const struct kind *kind;
	struct hint hint;

	if (!field->value)
		return NULL;
	kind = facts_kind(field->value->string);
	if (kind)
		return kind;
	hint_init(&hint, loader, field->value->string);
	for (size_t i = 0; facts_kinds[i]; i++)
		hint_name(&hint, str_of(facts_kinds[i]->name));
	problem(loader, field_place(field), hint_text(&hint, "kinds"), "unknown kind '%.*s'",
		STR_ARG(field->value->string));
	return NULL;
}

static size_t
count_relations(const struct kind *kind)
{
	size_t count = 0;

	while (facts_relation(kind, count))
		count++;
	return count;
}

static void
refuse_unused(struct loader *loader, const struct rule *rule)
{
	for (size_t i = 0; i < rule->param_count; i++)
		if (!rule->params[i].used)
			problem(loader, rule->params[i].place, NULL,
				"parameter '%.*s' is never used", STR_ARG(rule->params[i].name));
}

static void
load_body(struct loader *loader, const struct field *fields, bool params_are_off, struct rule *out)
{
	struct scope scope = {
		.loader = loader,
		.kind = out->kind,
		.rule = out,
		.params_are_off = params_are_off,
	};
	size_t before = loader->problems->count;

	out->relations_used =
		arena_array(loader->run, count_relations(out->kind) + 1, sizeof(bool));
	if (fields[RULE_WHEN].value)
		load_conditions(&scope, fields[RULE_WHEN].value, "when", &out->when);
	if (fields[RULE_CHECK].value)
		load_check(&scope, fields[RULE_CHECK].value, fields[RULE_CHECK].key, 0,
			   &out->check);
	/* A broken check says less than it would; what it says is not held against the others. */
	if (loader->problems->count != before)
		return;
	if (fields[RULE_MESSAGE].value)
		load_message(&scope, &fields[RULE_MESSAGE], &out->check, &out->message);
	if (fields[RULE_CHECK].value)
		refuse_unused(loader, out);
}

void
load_rule(struct loader *loader, struct str id, struct rule *out)
{
	static const enum severity severities[] = {SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE};
	struct field fields[KEYS_MAX];
	struct value *root = arena_alloc(loader->run, sizeof *root);
	bool params_are_off;
	size_t before;

	*out = (struct rule){.file = str_of(loader->path), .from = loader->from};
	if (!loader_read(loader, false, root) ||
	    !keys_read(loader, &keys_rule, root, (struct place){1, 1, 1, 1}, fields))
		return;
	load_id(loader, &fields[RULE_ID], id, out);
	out->title = field_string(&fields[RULE_TITLE]);
	out->why = field_string(&fields[RULE_WHY]);
	out->fix = field_string(&fields[RULE_FIX]);
	out->severity = severities[field_word(&fields[RULE_SEVERITY],
					      keys_rule.keys[RULE_SEVERITY].words, 0)];
	out->on_empty =
		(enum on_empty)field_word(&fields[RULE_ON_EMPTY], words_on_empty, ON_EMPTY_FAIL);
	out->allows_inline = field_word(&fields[RULE_INLINE], words_inline, 0) == 1;
	out->examples = fields[RULE_EXAMPLES].value;
	before = loader->problems->count;
	if (fields[RULE_PARAMS].value)
		load_params(loader, fields[RULE_PARAMS].value, out);
	params_are_off = loader->problems->count != before;
	out->kind = load_kind(loader, &fields[RULE_KIND]);
	if (out->kind && out->kind->ungoverned && out->allows_inline)
		problem(loader, field_place(&fields[RULE_INLINE]), NULL,
			"a rule of kind %s judges no file whose comment could excuse anything",
			out->kind->name);
	if (out->kind)
		load_body(loader, fields, params_are_off, out);
	if (out->examples)
		load_examples(loader, out->examples, params_are_off ? NULL : out);
}

/* What the path says a rule is called: below the last folder `rules`. None: it does not say. */
static struct str
id_of_path(struct str path)
{
	struct str folder = STR("rules/");
	size_t start = SIZE_MAX;

	if (!str_ends(path, STR(".yaml")))
		return (struct str){0};
	for (size_t i = 0; i + folder.size < path.size; i++)
		if ((i == 0 || path.data[i - 1] == '/') &&
		    str_starts(str_cut(path, i, path.size), folder))
			start = i + folder.size;
	return start == SIZE_MAX ? (struct str){0} : str_cut(path, start, path.size - 5);
}

/* An example that finds and one that does not: a rule that misses its own sample is no rule. */
static void
refuse_untested(struct loader *loader, const struct rule *rule)
{
	bool finds = false;
	bool passes = false;

	for (size_t i = 0; rule->examples && i < rule->examples->list.count; i++) {
		const struct value *list = value_get(&rule->examples->list.items[i], STR("finds"));

		if (list && list->type == VALUE_LIST) {
			finds |= list->list.count > 0;
			passes |= list->list.count == 0;
		}
	}
	if (!finds || !passes)
		problem(loader, rule->examples ? rule->examples->place : (struct place){1, 1, 1, 1},
			finds ? "finds: []" : "finds: [path:line:column]",
			"a rule has an example that finds %s", finds ? "nothing" : "something");
}

struct err *
policy_load_rule(const char *path, struct str text, const struct limits *limits, struct arena *run,
		 struct rule *out)
{
	struct problems problems = {0};
	struct loader loader = {
		.run = run,
		.limits = limits,
		.problems = &problems,
		.path = path,
		.text = text,
		.from = str_of(path),
	};

	load_rule(&loader, id_of_path(str_of(path)), out);
	if (!problems.list)
		refuse_untested(&loader, out);
	return problems_sorted(&problems);
}
