/* SPDX-License-Identifier: Apache-2.0
 *
 * absent: no element of a list matches `where`, or at most `tolerate` do. In: fact, as, where,
 * tolerate. Finds: each matching element, once there are more than that. Its subject is the field of
 * the element that the fact's table names.
 */
#include "base/arena.h"
#include "check/internal.h"

enum {
	FACT,
	AS,
	WHERE,
	TOLERATE,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the list that is looked at"},
	[AS] = {"as", ARG_AS, false,
		"what the message and an expression of 'where' call an element"},
	[WHERE] = {"where", ARG_WHERE, false, "which elements; all of them when not given"},
	[TOLERATE] = {"tolerate", ARG_INT, false, "how many may match; none when not given"},
	{0},
};

static const char *const binds[] = {"count", NULL};

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *list = NULL;
	struct artifact *source = NULL;
	const struct value **matching;
	size_t count = 0;
	int64_t tolerate = 0;

	TRY(check_elements(item, &given[FACT].ref, &list, &source));
	if (given[TOLERATE].given)
		TRY(check_integer(item, &given[TOLERATE].operand, "tolerate", &tolerate));
	matching = arena_array(item->view->scratch, list->list.count, sizeof *matching);
	TRY(check_matching(item, list, &given[WHERE].where, matching, &count));
	if (tolerate >= 0 && count <= (uint64_t)tolerate)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		const struct binding bindings[] = {
			{.name = "count", .value = value_int((int64_t)count)},
		};

		check_report(item,
			     &(struct found){
				     .source = source,
				     .place = check_element_place(source, matching[i]),
				     .subject = check_subject(item, &given[FACT].ref, matching[i]),
				     .bindings = bindings,
				     .binding_count = 1,
				     .element = matching[i],
			     });
	}
	return NULL;
}

const struct check check_absent = {
	.name = "absent",
	.summary = "no element of a list matches",
	.args = args,
	.binds = binds,
	.judge = judge,
};
