/* SPDX-License-Identifier: Apache-2.0
 *
 * Which frameworks apply. In: the `regulatory_scope` of a system, a requirement. Out: whether the system
 * names its framework, however it writes the name; an error where the scope says nothing at all.
 */
#include "facts/facts.h"
#include "model/evidence.h"
#include "weigh/internal.h"

static bool
folds_same(struct str a, struct str b)
{
	size_t i = 0, n = 0;

	for (;;) {
		while (i < a.size && str_find_byte(STR("_- "), a.data[i]) != SIZE_MAX)
			i++;
		while (n < b.size && str_find_byte(STR("_- "), b.data[n]) != SIZE_MAX)
			n++;
		if (i == a.size || n == b.size)
			return i == a.size && n == b.size;
		if (!str_equal_fold(str_cut(a, i, i + 1), str_cut(b, n, n + 1)))
			return false;
		i++;
		n++;
	}
}

/* Whether the system's scope names the framework. */
static bool
is_named(const struct weighing *weighing, const struct duty *duty)
{
	const struct value *scope = value_get(weighing->system->record, STR("regulatory_scope"));

	for (size_t i = 0; scope && scope->type == VALUE_LIST && i < scope->list.count; i++)
		if (folds_same(value_string(&scope->list.items[i]), duty->framework))
			return true;
	return false;
}

/* What is no list of names says nothing about which frameworks apply; an empty list says: none. */
static struct err *
check_list(struct weighing *weighing)
{
	const struct value *scope = value_get(weighing->system->record, STR("regulatory_scope"));
	bool right = scope && scope->type == VALUE_LIST;

	for (size_t i = 0; right && i < scope->list.count; i++)
		right = scope->list.items[i].type == VALUE_STRING &&
			evidence_emptiness(&scope->list.items[i]) == EMPTINESS_FILLED;
	if (right)
		return NULL;
	return err_help(err_new(weighing->view->scratch,
				"the regulatory_scope of %.*s is no list of frameworks",
				STR_ARG(weighing->system->id)),
			"regulatory_scope: [NAME, …], or [] where none applies");
}

struct err *
scope_names(struct weighing *weighing, const struct duty *duty, bool *out)
{
	*out = duty->every_system;
	if (duty->every_system)
		return NULL;
	TRY(check_list(weighing));
	*out = is_named(weighing, duty);
	return NULL;
}
