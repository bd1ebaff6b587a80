/* SPDX-License-Identifier: Apache-2.0
 *
 * count: how many elements of a list match `where`. In: fact, as, where, at_least, at_most. Finds: a
 * number outside, once, at the list.
 */
#include "base/arena.h"
#include "check/internal.h"

enum {
	FACT,
	AS,
	WHERE,
	AT_LEAST,
	AT_MOST,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the list that is looked at"},
	[AS] = {"as", ARG_AS, false, "what an expression of 'where' calls an element"},
	[WHERE] = {"where", ARG_WHERE, false, "which elements; all of them when not given"},
	[AT_LEAST] = {"at_least", ARG_INT, false, "so many or more match"},
	[AT_MOST] = {"at_most", ARG_INT, false, "so many or fewer match"},
	{0},
};

static const char *const binds[] = {"count", NULL};

static const char *const needs[] = {"at_least", "at_most", NULL};

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *list = NULL;
	struct artifact *source = NULL;
	const struct value **matching;
	size_t matched = 0;
	int64_t count, least = 0, most = INT64_MAX;

	TRY(check_elements(item, &given[FACT].ref, &list, &source));
	if (given[AT_LEAST].given)
		TRY(check_integer(item, &given[AT_LEAST].operand, "at_least", &least));
	if (given[AT_MOST].given)
		TRY(check_integer(item, &given[AT_MOST].operand, "at_most", &most));
	matching = arena_array(item->view->scratch, list->list.count, sizeof *matching);
	TRY(check_matching(item, list, &given[WHERE].where, matching, &matched));
	count = (int64_t)matched;
	if (count < least || count > most) {
		const struct binding bindings[] = {
			{.name = "count", .value = value_int(count)},
		};

		check_report(item, &(struct found){
					   .source = source,
					   .place = check_place(source, list),
					   .bindings = bindings,
					   .binding_count = 1,
				   });
	}
	return NULL;
}

/* What no list is outside of, and what every list is. */
static const char *
refuse(const struct arg *given)
{
	const struct arg *least = &given[AT_LEAST], *most = &given[AT_MOST];
	bool has_least = least->given && !least->operand.is_param;
	bool has_most = most->given && !most->operand.is_param;

	if (has_least && least->operand.constant.integer <= 0 && !most->given)
		return "would find nothing: every list has as many as 'at_least' asks";
	if (has_least && has_most &&
	    least->operand.constant.integer > most->operand.constant.integer)
		return "would find every list: 'at_least' is above 'at_most'";
	return NULL;
}

const struct check check_count = {
	.name = "count",
	.summary = "the number of matching elements is within bounds",
	.args = args,
	.binds = binds,
	.judge = judge,
	.needs = needs,
	.refuse = refuse,
};
