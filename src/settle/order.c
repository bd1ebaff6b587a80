/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of findings. In: findings as the workers left them. Out: the same, sorted by path (as
 * bytes), place, rule, system, subject and message, so that the same tree and policy give the same
 * bytes whatever the number of threads. Promise: no two findings that a report could tell apart
 * compare as equal.
 */
#include <stdlib.h>

#include "settle/internal.h"

static int
compare_number(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
compare_place(const struct place *a, const struct place *b)
{
	int order = compare_number(a->line, b->line);

	if (order == 0)
		order = compare_number(a->column, b->column);
	return order;
}

static int
compare_end(const struct place *a, const struct place *b)
{
	int order = compare_number(a->end_line, b->end_line);

	if (order == 0)
		order = compare_number(a->end_column, b->end_column);
	return order;
}

static int
compare(const void *left, const void *right)
{
	const struct finding *a = left;
	const struct finding *b = right;
	int order = str_compare(a->path, b->path);

	if (order == 0)
		order = compare_place(&a->place, &b->place);
	if (order == 0)
		order = str_compare(a->rule, b->rule);
	if (order == 0)
		order = str_compare(a->system, b->system);
	if (order == 0)
		order = str_compare(a->subject, b->subject);
	if (order == 0)
		order = str_compare(a->message, b->message);
	if (order == 0)
		order = (int)a->not_verified - (int)b->not_verified;
	if (order == 0)
		order = compare_end(&a->place, &b->place);
	if (order == 0)
		order = (a->severity > b->severity) - (a->severity < b->severity);
	return order;
}

void
settle_order(struct findings *findings)
{
	if (findings->count > 1)
		qsort(findings->items, findings->count, sizeof findings->items[0], compare);
}
