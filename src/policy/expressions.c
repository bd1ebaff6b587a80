/* SPDX-License-Identifier: Apache-2.0
 *
 * Expressions in rules: what their names mean. In: a text and the kind that the rule judges. Out: the
 * compiled expression, with every root and field known; a name that the tables of facts/ do not have
 * is a problem at its place, with the nearest that they do.
 *
 * Roots are the judged artifact under its kind's name, `params`, `now`, and in a `where` the element
 * under the name that `as` gives it. Of a related artifact the facts can be read, but not what is
 * related to it in turn: a change there would not be seen. In a floor only what people wrote can be.
 */
#include "expr/expr.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "check/check.h"
#include "facts/facts.h"
#include "policy/load.h"

/* What an object is: an artifact, the parameters, or an element of a list. */
struct object {
	const struct kind *kind;
	bool judged;  /* the artifact itself, whose relations can be followed … */
	bool written; /* … or, in a floor, of which only what people wrote can be read */
	const struct fact_def *fields;
	bool params;
};

struct names {
	struct expr_names names; /* first */
	struct scope *scope;
	struct arena *run;
	struct object judged;
	struct object params;
};

static const struct expr_kind *
made(struct arena *run, struct expr_kind kind)
{
	struct expr_kind *out = arena_alloc(run, sizeof *out);

	*out = kind;
	return out;
}

static const struct expr_kind *
simple(struct arena *run, enum expr_type type)
{
	return made(run, (struct expr_kind){.type = type});
}

static const struct expr_kind *
object_kind(struct arena *run, struct object object, enum expr_type type)
{
	struct object *copy = arena_alloc(run, sizeof *copy);

	*copy = object;
	return made(run, (struct expr_kind){.type = type, .object = copy});
}

/* Where a table says nothing of the elements of a list, the document decides. */
static const struct expr_kind *
kind_of_element(struct arena *run, const struct fact_def *list)
{
	if (!list || !list->fields)
		return simple(run, EXPR_DYN);
	return object_kind(run, (struct object){.fields = list->fields}, EXPR_MAP);
}

/* Words of the pack have an order of their own, which that of letters is not. */
static const struct expr_kind *
kind_of_fact(struct arena *run, const struct fact_def *def, bool in_element)
{
	switch (def->type) {
	case FACT_BOOL:
		return simple(run, EXPR_BOOL);
	case FACT_INT:
		return simple(run, EXPR_INT);
	case FACT_STRING:
		return made(run, (struct expr_kind){.type = EXPR_STRING, .words = def});
	case FACT_DATE:
		return simple(run, in_element ? EXPR_STRING : EXPR_TIMESTAMP);
	case FACT_TIER:
	case FACT_STAGE:
	case FACT_VENDOR_TIER:
	case FACT_SEVERITY:
		return made(run, (struct expr_kind){
					 .type = EXPR_STRING, .unordered = true, .words = def});
	case FACT_LIST:
		return made(run, (struct expr_kind){.type = EXPR_LIST,
						    .element = kind_of_element(run, def)});
	case FACT_MAP:
		return def->fields
			       ? object_kind(run, (struct object){.fields = def->fields}, EXPR_MAP)
			       : simple(run, EXPR_MAP);
	case FACT_NUMBER:
	case FACT_ANY:
		break;
	}
	return simple(run, EXPR_DYN);
}

static const struct expr_kind *
kind_of_param(struct arena *run, const struct param *param)
{
	switch (param->type) {
	case PARAM_BOOL:
		return simple(run, EXPR_BOOL);
	case PARAM_INT:
		return simple(run, EXPR_INT);
	case PARAM_NUMBER:
		return simple(run, EXPR_DYN);
	case PARAM_LIST:
		return simple(run, EXPR_LIST);
	case PARAM_MAP:
		return simple(run, EXPR_MAP);
	default:
		return simple(run, EXPR_STRING);
	}
}

/* ---- what the compiler asks ---- */

static const struct expr_kind *
find_root(const struct expr_names *self, struct str name, size_t *slot)
{
	const struct names *names = (const struct names *)self;

	if (str_is(name, names->scope->kind->name)) {
		*slot = EXPRESSION_ARTIFACT;
		return object_kind(names->run, names->judged, EXPR_OBJECT);
	}
	if (names->scope->element.data && str_equal(name, names->scope->element)) {
		*slot = EXPRESSION_ELEMENT;
		return kind_of_element(names->run, names->scope->list->def);
	}
	if (str_is(name, "params") && names->scope->rule) {
		*slot = EXPRESSION_PARAMS;
		return object_kind(names->run, names->params, EXPR_OBJECT);
	}
	*slot = EXPRESSION_NOW;
	return str_is(name, "now") ? simple(names->run, EXPR_TIMESTAMP) : NULL;
}

static const struct expr_kind *
find_param(const struct names *names, struct str name, size_t *slot)
{
	struct rule *rule = names->scope->rule;

	for (size_t i = 0; i < rule->param_count; i++)
		if (str_equal(name, rule->params[i].name)) {
			rule->params[i].used = true;
			*slot = i;
			return kind_of_param(names->run, &rule->params[i]);
		}
	return NULL;
}

static const struct expr_kind *
find_related(const struct names *names, struct str name, size_t *slot)
{
	struct rule *rule = names->scope->rule;
	const struct relation *relation;
	struct object object = {0};

	for (size_t n = 0; (relation = facts_relation(names->scope->kind, n)); n++) {
		bool is_system = str_is(STR("system"), relation->root);

		if (!str_is(name, relation->root))
			continue;
		object.kind = facts_kind(str_of(relation->to));
		*slot = is_system ? EXPRESSION_SYSTEM : EXPRESSION_RELATED + n;
		if (rule) {
			rule->relations_used[n] = true;
			rule->reads_system |= is_system;
		}
		if (is_system || !relation->many)
			return object_kind(names->run, object, EXPR_OBJECT);
		*slot += EXPRESSION_MANY;
		return made(names->run,
			    (struct expr_kind){
				    .type = EXPR_LIST,
				    .element = object_kind(names->run, object, EXPR_OBJECT)});
	}
	return NULL;
}

static const struct expr_kind *
find_field(const struct expr_names *self, const struct expr_kind *of, struct str name, size_t *slot)
{
	const struct names *names = (const struct names *)self;
	const struct object *object = of->object;

	if (object->params)
		return find_param(names, name, slot);
	if (object->fields) {
		for (*slot = 0; object->fields[*slot].name; ++*slot)
			if (str_is(name, object->fields[*slot].name))
				return kind_of_fact(names->run, &object->fields[*slot], true);
		return NULL;
	}
	*slot = facts_index(object->kind, name);
	if (*slot != REF_WHOLE && object->written && !object->kind->facts[*slot].key)
		return NULL;
	if (*slot != REF_WHOLE) {
		if (names->scope->rule && object->kind->facts[*slot].reads_tree)
			names->scope->rule->reads_files = true;
		return kind_of_fact(names->run, &object->kind->facts[*slot], false);
	}
	return object->judged ? find_related(names, name, slot) : NULL;
}

static struct str
find_meant(const struct expr_names *self, const struct expr_kind *of, struct str name)
{
	const struct names *names = (const struct names *)self;
	const struct object *object = of ? of->object : NULL;
	const struct fact_def *fields = object && object->kind ? object->kind->facts
					: object               ? object->fields
							       : NULL;
	const struct relation *relation;
	struct suggest suggest;

	suggest_init(&suggest, name);
	if (!object) {
		suggest_name(&suggest, str_of(names->scope->kind->name));
		if (names->scope->rule)
			suggest_name(&suggest, STR("params"));
		suggest_name(&suggest, STR("now"));
	}
	if (!object && names->scope->element.data)
		suggest_name(&suggest, names->scope->element);
	for (; fields && fields->name; fields++)
		if (!object->written || fields->key)
			suggest_name(&suggest, str_of(fields->name));
	for (size_t n = 0;
	     object && object->judged && (relation = facts_relation(names->scope->kind, n)); n++)
		suggest_name(&suggest, str_of(relation->root));
	for (size_t i = 0; object && object->params && i < names->scope->rule->param_count; i++)
		suggest_name(&suggest, names->scope->rule->params[i].name);
	return suggest_best(&suggest);
}

/* ---- loading ---- */

/* Where a part of an expression stands, if its text stands in the file as it is. */
static struct place
place_of(const struct value *value, const struct err *err, struct place place)
{
	struct str literal = value->literal;
	size_t quote = value->quoted ? 1 : 0;

	if (err->line != 1 || literal.size != value->string.size + 2 * quote ||
	    !str_equal(str_cut(literal, quote, literal.size - quote), value->string))
		return place;
	place.end_line = place.line;
	place.end_column = place.column + (uint32_t)quote + err->end_column - 1;
	place.column += (uint32_t)quote + err->column - 1;
	return place;
}

bool
load_expression(struct scope *scope, const struct value *value, struct place place,
		const struct expr **out)
{
	struct loader *loader = scope->loader;
	struct names names = {
		.names = {.root = find_root, .field = find_field, .meant = find_meant},
		.scope = scope,
		.run = loader->run,
		.judged = {.kind = scope->kind,
			   .judged = scope->rule != NULL,
			   .written = scope->written},
		.params = {.params = true},
	};
	struct expr_request request = {
		.text = value->string,
		.names = &names.names,
		.limits = loader->limits,
		.null_is_unknown = true,
	};
	enum expr_type type;
	struct err *err;

	if (value->type != VALUE_STRING) {
		problem(loader, place, "it is a text: expr: \"size(dataset.columns) < 100\"",
			"an expression is expected, not %s", value_article(value));
		return false;
	}
	err = expr_compile(&request, loader->run, out);
	if (err) {
		err_settle(err);
		problem(loader, place_of(value, err, place), err->help, "%s", err->message);
		return false;
	}
	type = expr_kind(*out)->type;
	if (type == EXPR_BOOL || type == EXPR_DYN || type == EXPR_NULL)
		return true;
	problem(loader, place, NULL, "the expression is neither true nor false, but of type %s",
		expr_type_name(type));
	return false;
}
