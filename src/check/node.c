/* SPDX-License-Identifier: Apache-2.0
 *
 * all, any, none. In: a node of a rule's check. Out: findings in the item, or an error. Children
 * whose findings are not to be told are judged muted: they only count.
 *
 * The one thing to know: an error in any child that is asked is an error of the whole, also where
 * a sibling could have saved it. Unknown never holds.
 */
#include "check/internal.h"

/* Judge without telling; how much was found. */
static struct err *
judge_muted(struct item *item, const struct check_node *node, size_t *found)
{
	size_t before = item->found;
	struct err *err;

	item->muted++;
	err = check_node(item, node);
	item->muted--;
	*found = item->found - before;
	item->found = before;
	return err;
}

static struct err *
judge_all(struct item *item, const struct check_node *node)
{
	for (size_t i = 0; i < node->child_count; i++)
		TRY(check_node(item, &node->children[i]));
	return NULL;
}

static struct err *
judge_any(struct item *item, const struct check_node *node)
{
	for (size_t i = 0; i + 1 < node->child_count; i++) {
		size_t found = 0;

		TRY(judge_muted(item, &node->children[i], &found));
		if (found == 0) {
			trace_unasked(item, node, i + 1);
			return NULL;
		}
	}
	return check_node(item, &node->children[node->child_count - 1]);
}

static struct err *
judge_none(struct item *item, const struct check_node *node)
{
	for (size_t i = 0; i < node->child_count; i++) {
		size_t found = 0;

		TRY(judge_muted(item, &node->children[i], &found));
		if (found == 0)
			check_report(item, &(struct found){0});
	}
	return NULL;
}

static struct err *
judge(struct item *item, const struct check_node *node)
{
	switch (node->type) {
	case NODE_CHECK:
		return node->check->judge(item, node->args);
	case NODE_ALL:
		return judge_all(item, node);
	case NODE_ANY:
		return judge_any(item, node);
	case NODE_NONE:
		return judge_none(item, node);
	}
	return err_new(item->view->scratch, "a node of no known type");
}

struct err *
check_node(struct item *item, const struct check_node *node)
{
	size_t before = item->found;
	size_t line = trace_node(item, node);
	struct err *err = judge(item, node);

	trace_node_end(item, line, item->found - before, err);
	if (!err)
		coverage_saw(item->view->coverage, coverage_of_node(node), item->found == before);
	return err;
}
