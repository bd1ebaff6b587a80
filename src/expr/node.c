/* SPDX-License-Identifier: Apache-2.0
 *
 * Making nodes and putting one beneath the other.
 */
#include "expr/node.h"

struct node *
node_new(struct arena *run, enum node_type type, size_t start)
{
	struct node *node = arena_alloc(run, sizeof *node);

	node->type = type;
	node->start = start;
	node->end = start;
	return node;
}

void
node_add(struct arena *run, struct node *node, struct node *child)
{
	node->children = arena_grow(run, node->children, node->count, &node->capacity,
				    sizeof(struct node *));
	node->children[node->count++] = child;
	if (node->end < child->end)
		node->end = child->end;
	if (node->height <= child->height)
		node->height = child->height + 1;
}
