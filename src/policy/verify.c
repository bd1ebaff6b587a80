/* SPDX-License-Identifier: Apache-2.0
 *
 * What only the plan can tell about a rule: whether the tiers and stages it compares with, the roles
 * it asks for and the fields that a parameter lists exist. In: a draft with its parameters. Out:
 * problems that point into the rule, or where the parameter was set.
 */
#include "base/arena.h"
#include "base/regex.h"
#include "check/check.h"
#include "expr/expr.h"
#include "facts/facts.h"
#include "policy/shelf.h"

struct verifying {
	struct making *making;
	struct loader *loader;
	const struct draft *draft; /* NULL: of a pack, which has no parameters */
	const struct rule *rule;
};

/* The text that a parameter was set in; NULL where that was none, or two together. */
static struct loader *
loader_of(const struct making *making, const struct origin *origin)
{
	if (!origin->file.data)
		return NULL;
	if (making->config.loader && str_equal(origin->file, str_of(making->config.loader->path)))
		return making->config.loader;
	for (size_t i = 0; i < making->pack_count; i++)
		if (str_equal(origin->file, str_of(making->packs[i]->loader->path)))
			return making->packs[i]->loader;
	return NULL;
}

/* A problem with a constant points at it; one with a parameter at what set it. */
static void
complain(const struct verifying *verifying, const struct operand *operand, struct place place,
	 const char *help, const char *what)
{
	const struct origin *from;
	struct loader *loader = verifying->loader;
	struct loader *setter;

	if (!operand || !operand->is_param) {
		problem(loader, place, help, "%s", what);
		return;
	}
	from = &verifying->draft->planned.params_from[operand->param];
	setter = loader_of(verifying->making, from);
	if (setter)
		problem(setter, place.line > 0 ? place : from->place, help, "%s", what);
	else
		problem(loader, verifying->rule->params[operand->param].place, help,
			"%s (parameter '%.*s', from %.*s)", what,
			STR_ARG(verifying->rule->params[operand->param].name), STR_ARG(from->what));
}

static const struct value *
value_of(const struct verifying *verifying, const struct operand *operand)
{
	return operand->is_param ? &verifying->draft->planned.params[operand->param]
				 : &operand->constant;
}

static void
verify_rank(const struct verifying *verifying, enum fact_type type, const struct operand *operand,
	    const struct value *word, struct place place)
{
	const struct plan *plan = verifying->making->plan;
	struct ranked_words words = plan_words(plan, type);
	struct loader *loader = verifying->loader;
	struct hint hint;

	if (word->type != VALUE_STRING || plan_rank(plan, type, word->string) != SIZE_MAX)
		return;
	hint_init(&hint, loader, word->string);
	for (size_t i = 0; i < words.count; i++)
		hint_name(&hint, words.items[i]);
	complain(verifying, operand, word->place.line > 0 ? word->place : place,
		 hint_text(&hint, words.plural),
		 arena_print(loader->run, "unknown %s '%.*s'", words.noun, STR_ARG(word->string)));
}

/* The dimension of the score that a fact of a system is, or NULL. */
static const struct score_dimension *
dimension_of(const struct verifying *verifying, const struct ref *ref)
{
	const struct score *risk = verifying->making->plan->risk;
	const struct kind *system = facts_kind(STR("system"));
	size_t fact = ref->def ? facts_index(system, str_of(ref->def->name)) : REF_WHOLE;

	if (fact == REF_WHOLE || &system->facts[fact] != ref->def)
		return NULL;
	for (size_t i = 0; risk && i < risk->dimension_count; i++)
		if (str_is(risk->dimensions[i].name, ref->def->name))
			return &risk->dimensions[i];
	return NULL;
}

/* Offer the words that packs list; whether this is one of them, or none are listed. */
static bool
is_listed(const struct verifying *verifying, enum fact_words words, struct str word,
	  struct hint *hint)
{
	const struct plan *plan = verifying->making->plan;
	const struct score *const scores[] = {plan->risk, plan->vendor};
	const struct texts *types = &plan->incidents.types;
	bool known = false, any = false;

	for (size_t n = 0; n < 2 && words != WORDS_INCIDENT_TYPES; n++)
		for (size_t i = 0; scores[n] && i < scores[n]->issue_count; i++) {
			struct str listed = words == WORDS_ISSUES ? scores[n]->issues[i].name
								  : scores[n]->issues[i].severity;

			any = true;
			known |= str_equal(listed, word);
			hint_name(hint, listed);
		}
	for (size_t i = 0; words == WORDS_INCIDENT_TYPES && i < types->count; i++) {
		any = true;
		known |= str_equal(types->items[i], word);
		hint_name(hint, types->items[i]);
	}
	return known || !any;
}

/* A word beside something that is one of a few: any other never is. */
static void
verify_word(const struct verifying *verifying, const struct ref *ref, const struct operand *operand,
	    const struct value *word, struct place place)
{
	const struct score_dimension *dimension = dimension_of(verifying, ref);
	const char *const *values = ref->def ? ref->def->values : NULL;
	struct loader *loader = verifying->loader;
	enum fact_words words = ref->def ? ref->def->words : WORDS_OPEN;
	bool known = !values && !dimension && words == WORDS_OPEN;
	struct hint hint;

	if (word->type != VALUE_STRING)
		return;
	hint_init(&hint, loader, word->string);
	if (words != WORDS_OPEN)
		known = is_listed(verifying, words, word->string, &hint);
	for (; values && *values; values++) {
		known = known || str_is(word->string, *values);
		hint_name(&hint, str_of(*values));
	}
	for (size_t i = 0; dimension && i < dimension->count; i++) {
		known = known || str_equal(word->string, dimension->names[i]);
		hint_name(&hint, dimension->names[i]);
	}
	if (!known)
		complain(verifying, operand, word->place.line > 0 ? word->place : place,
			 hint_text(&hint, "values"),
			 arena_print(loader->run, "'%.*s' is never '%.*s'", STR_ARG(ref->text),
				     STR_ARG(word->string)));
}

static void
verify_share(const struct verifying *verifying, const struct ref *ref,
	     const struct operand *operand, const struct value *number, struct place place)
{
	const struct value zero = value_int(0);
	const struct value one = value_int(1);

	if (!ref->def || !ref->def->share || value_order(number, &zero) == 2 ||
	    (value_order(number, &zero) >= 0 && value_order(number, &one) <= 0))
		return;
	complain(verifying, operand, number->place.line > 0 ? number->place : place,
		 "a percentage is written as a share: 0.6, not 60",
		 arena_print(verifying->making->run, "'%.*s' is between 0 and 1, never %.*s",
			     STR_ARG(ref->text),
			     STR_ARG(value_show(verifying->making->run, number, 40))));
}

static void
verify_value(const struct verifying *verifying, const struct ref *ref,
	     const struct operand *operand, const struct value *value, struct place place)
{
	if (fact_is_ranked(ref->type)) {
		verify_rank(verifying, ref->type, operand, value, place);
		return;
	}
	verify_word(verifying, ref, operand, value, place);
	verify_share(verifying, ref, operand, value, place);
}

/* An operand beside something that only some values make sense for. */
static void
verify_operand(const struct verifying *verifying, const struct ref *ref,
	       const struct operand *operand, struct place place)
{
	const struct value *value = value_of(verifying, operand);

	if (value->type != VALUE_LIST) {
		verify_value(verifying, ref, operand, value, place);
		return;
	}
	for (size_t i = 0; i < value->list.count; i++)
		verify_value(verifying, ref, operand, &value->list.items[i], place);
}

/* A pattern beside something that is one of a few has to match one of them. */
static void
verify_matches(const struct verifying *verifying, const struct condition *condition,
	       const struct regex *regex)
{
	const struct ref *ref = &condition->ref;
	const char *const *values = ref->def ? ref->def->values : NULL;
	struct loader *loader = verifying->loader;
	const struct value *pattern = value_of(verifying, &condition->operand);
	struct hint hint;

	hint_init(&hint, loader, value_string(pattern));
	for (const char *const *value = values; value && *value; value++) {
		if (regex_match(regex, verifying->making->run, str_of(*value), NULL) !=
		    REGEX_NO_MATCH)
			return;
		hint_name(&hint, str_of(*value));
	}
	if (values)
		complain(verifying, &condition->operand,
			 pattern->place.line > 0 ? pattern->place : ref->place,
			 hint_text(&hint, "values"),
			 arena_print(loader->run, "'%.*s' never matches '%.*s'", STR_ARG(ref->text),
				     STR_ARG(value_string(pattern))));
}

/* Compile what a parameter says; the pattern of a constant is compiled. */
static void
verify_pattern(const struct verifying *verifying, const struct condition *condition)
{
	struct regex *regex = NULL;
	struct err *err;

	if (!condition->operand.is_param) {
		verify_matches(verifying, condition, condition->regex);
		return;
	}
	err = regex_compile(&regex, verifying->making->run,
			    value_string(value_of(verifying, &condition->operand)), REGEX_POLICY);
	if (err)
		complain(verifying, &condition->operand, condition->ref.place, err->help,
			 err->message);
	else
		verify_matches(verifying, condition, regex);
	err_settle(err);
}

/* Each condition with those before it on the same thing. */
static void
verify_bounds(const struct verifying *verifying, const struct predicate *predicate, size_t n)
{
	const struct condition *condition = &predicate->conditions[n];
	const struct bound bound = {condition->operation, value_of(verifying, &condition->operand)};

	for (size_t i = 0; i < n; i++) {
		const struct condition *other = &predicate->conditions[i];
		const struct bound before = {other->operation,
					     value_of(verifying, &other->operand)};

		if (!str_equal(other->ref.text, condition->ref.text) ||
		    bounds_agree(verifying->making->plan, condition->ref.type, &before, &bound))
			continue;
		problem(verifying->loader, condition->ref.place, NULL,
			"'%.*s' is never both %s %.*s and %s %.*s", STR_ARG(condition->ref.text),
			operation_name(before.operation),
			STR_ARG(value_show(verifying->making->run, before.value, 40)),
			operation_name(bound.operation),
			STR_ARG(value_show(verifying->making->run, bound.value, 40)));
		return;
	}
}

/* Texts in an expression beside what is one of a few. */
static void
verify_expression(const struct verifying *verifying, const struct expr *expr, struct place place)
{
	const struct compared_word *word = expr ? expr_words(expr) : NULL;

	for (; word; word = word->next) {
		const struct fact_def *def = word->def;
		const struct ref ref = {
			.text = str_of(def->name), .type = def->type, .def = def, .place = place};
		const struct operand operand = {.constant = value_str(word->text)};

		verify_value(verifying, &ref, &operand, &operand.constant, place);
	}
}

static void
verify_predicate(const struct verifying *verifying, const struct predicate *predicate)
{
	verify_expression(verifying, predicate->expr, predicate->place);
	for (size_t i = 0; i < predicate->count; i++) {
		const struct condition *condition = &predicate->conditions[i];

		if (condition->operation == OPERATION_MATCHES)
			verify_pattern(verifying, condition);
		else if (condition->operation != OPERATION_IS_SET)
			verify_operand(verifying, &condition->ref, &condition->operand,
				       condition->ref.place);
		verify_bounds(verifying, predicate, i);
	}
}

/* The fields that a parameter lists. */
static void
verify_names(const struct verifying *verifying, const struct check_node *node,
	     const struct arg *names)
{
	const struct value *list = value_of(verifying, &names->operand);
	const struct kind *kind = verifying->rule->kind;
	struct ref ref;

	if (!names->operand.is_param)
		return; /* constants were looked up when the rule was read */
	for (size_t i = 0; node->check->args[i].name; i++)
		if (node->check->args[i].type == ARG_ROOT && node->args[i].given)
			kind = facts_kind(
				str_of(facts_relation(kind, node->args[i].ref.relation)->to));
	for (size_t i = 0; i < list->list.count; i++)
		name_field(verifying->loader, kind, value_string(&list->list.items[i]),
			   names->place, &ref);
}

static void
verify_role(const struct verifying *verifying, const struct arg *arg, const struct value *role)
{
	const struct plan *plan = verifying->making->plan;
	struct loader *loader = verifying->loader;
	struct hint hint;

	if (plan_role(plan, value_string(role)))
		return;
	hint_init(&hint, loader, value_string(role));
	for (size_t i = 0; i < plan->role_count; i++)
		hint_name(&hint, plan->roles[i].name);
	complain(verifying, &arg->operand, role->place, hint_text(&hint, "roles"),
		 arena_print(loader->run, "unknown role '%.*s'", STR_ARG(value_string(role))));
}

static void
verify_protect(const struct verifying *verifying, const struct arg *arg)
{
	const struct value *list = value_of(verifying, &arg->operand);

	for (size_t i = 0; list->type == VALUE_LIST && i < list->list.count; i++) {
		const struct value *roles = value_get(&list->list.items[i], STR("roles"));

		for (size_t n = 0; roles && roles->type == VALUE_LIST && n < roles->list.count; n++)
			verify_role(verifying, arg, &roles->list.items[n]);
	}
}

static void
verify_arg(const struct verifying *verifying, const struct check_node *node, size_t i,
	   const struct ref *fact)
{
	const struct arg *arg = &node->args[i];

	switch (node->check->args[i].type) {
	case ARG_WHERE:
		verify_predicate(verifying, &arg->where);
		return;
	case ARG_ANY:
	case ARG_LIST:
		if (fact)
			verify_operand(verifying, fact, &arg->operand, arg->place);
		return;
	case ARG_EXPRESSION:
		verify_expression(verifying, arg->expr, arg->place);
		return;
	case ARG_NAMES:
		verify_names(verifying, node, arg);
		return;
	case ARG_FILE:
		schemas_need(verifying->making, verifying->loader, arg->place, arg->name);
		return;
	case ARG_PROTECT:
		verify_protect(verifying, arg);
		return;
	default:
		return;
	}
}

static void
verify_node(const struct verifying *verifying, const struct check_node *node)
{
	const struct ref *fact = NULL;

	for (size_t i = 0; i < node->child_count; i++)
		verify_node(verifying, &node->children[i]);
	if (node->type != NODE_CHECK || !node->check)
		return;
	for (size_t i = 0; node->check->args[i].name; i++)
		if (node->check->args[i].type == ARG_FACT && node->args[i].given)
			fact = &node->args[i].ref;
	for (size_t i = 0; node->check->args[i].name; i++)
		if (node->args[i].given)
			verify_arg(verifying, node, i, fact);
}

static bool
element_is_role(const struct param *param)
{
	return (param->type == PARAM_LIST || param->type == PARAM_MAP) &&
	       param->element == PARAM_ROLE;
}

/* Parameters that are roles by their type, whatever uses them. */
static void
verify_params(const struct verifying *verifying)
{
	for (size_t i = 0; i < verifying->rule->param_count; i++) {
		const struct param *param = &verifying->rule->params[i];
		const struct value *value = &verifying->draft->planned.params[i];
		const struct arg arg = {.operand = {.is_param = true, .param = i}};

		if (param->type == PARAM_ROLE)
			verify_role(verifying, &arg, value);
		for (size_t n = 0;
		     element_is_role(param) && value->type == VALUE_LIST && n < value->list.count;
		     n++)
			verify_role(verifying, &arg, &value->list.items[n]);
	}
}

void
verify_draft(struct making *making, const struct draft *draft)
{
	const struct verifying verifying = {making, draft->shelf->loader, draft,
					    draft->planned.rule};

	verify_predicate(&verifying, &verifying.rule->when);
	verify_node(&verifying, &verifying.rule->check);
	verify_params(&verifying);
}

void
verify_conditions(struct making *making, struct loader *loader, const struct predicate *predicate)
{
	const struct verifying verifying = {.making = making, .loader = loader};

	verify_predicate(&verifying, predicate);
}

bool
verify_is_protect(const struct check_node *node, size_t param)
{
	for (size_t i = 0; i < node->child_count; i++)
		if (verify_is_protect(&node->children[i], param))
			return true;
	if (node->type != NODE_CHECK || !node->check)
		return false;
	for (size_t i = 0; node->check->args[i].name; i++)
		if (node->check->args[i].type == ARG_PROTECT && node->args[i].given &&
		    node->args[i].operand.is_param && node->args[i].operand.param == param)
			return true;
	return false;
}
