/* SPDX-License-Identifier: Apache-2.0
 *
 * Two commits → their merge base and what lies between, by painting: base's history in one colour,
 * head's in another, newest commits first, until only common history is left in the queue (git
 * does the same in paint_down_to_common).
 *
 * The one thing to know: dates order the queue but decide nothing. Colours that reach a commit late
 * run on at once to all parents already seen, so a commit's wrong date can make the walk longer
 * and never turns a common commit that was seen into one of head's own. A commit whose parents a
 * shallow clone left out ends its line; where that may hide commits of head, `truncated` says so.
 */
#include "source/ancestry.h"

#include <stdlib.h>

#include "source/oid.h"

enum colour {
	COLOUR_BASE = 1,
	COLOUR_HEAD = 2,
	COLOUR_BOTH = COLOUR_BASE | COLOUR_HEAD,
	COLOUR_STALE = 4, /* beneath a common commit: of no further interest */
};

enum {
	STALE_STEPS = 16, /* how far to look on when only stale commits wait, for wrong dates */
};

struct node {
	struct store_commit commit;
	struct node **parents;
	size_t parent_count;
	size_t met; /* how many commits were met before */
	unsigned colours;
	bool expanded;
	bool queued;
};

struct painter {
	struct store *store;
	struct arena *arena;
	struct map nodes;    /* id → struct node */
	struct node **queue; /* a heap, the newest first */
	size_t queued;
	size_t capacity;
	size_t fresh;        /* of the queue, those not stale */
	struct node **stack; /* nodes whose colours are to run on */
	size_t stacked;
	size_t stack_capacity;
};

static bool
is_stale(const struct node *node)
{
	return (node->colours & COLOUR_STALE) != 0;
}

/* ---- the queue ---- */

static void
swap(struct node **queue, size_t a, size_t b)
{
	struct node *node = queue[a];

	queue[a] = queue[b];
	queue[b] = node;
}

static void
enqueue(struct painter *painter, struct node *node)
{
	size_t at = painter->queued;

	painter->queue = arena_grow(painter->arena, painter->queue, painter->queued,
				    &painter->capacity, sizeof(struct node *));
	painter->queue[painter->queued++] = node;
	node->queued = true;
	painter->fresh += !is_stale(node);
	while (at > 0 &&
	       painter->queue[(at - 1) / 2]->commit.time < painter->queue[at]->commit.time) {
		swap(painter->queue, at, (at - 1) / 2);
		at = (at - 1) / 2;
	}
}

static struct node *
dequeue(struct painter *painter)
{
	struct node **queue = painter->queue;
	struct node *node = queue[0];
	size_t at = 0;

	queue[0] = queue[--painter->queued];
	for (;;) {
		size_t child = 2 * at + 1;

		if (child + 1 < painter->queued &&
		    queue[child + 1]->commit.time > queue[child]->commit.time)
			child++;
		if (child >= painter->queued || queue[child]->commit.time <= queue[at]->commit.time)
			break;
		swap(queue, at, child);
		at = child;
	}
	node->queued = false;
	painter->fresh -= !is_stale(node);
	return node;
}

/* ---- painting ---- */

static struct err *
node_of(struct painter *painter, const struct oid *id, struct node **out)
{
	struct node *node = map_get(&painter->nodes, oid_key(id));

	if (!node) {
		node = arena_alloc(painter->arena, sizeof *node);
		TRY(store_commit(painter->store, painter->arena, id, &node->commit));
		node->met = painter->nodes.count;
		map_put(&painter->nodes, oid_key(&node->commit.id), node);
	}
	*out = node;
	return NULL;
}

/* The colours that a commit gives its parents. */
static unsigned
passed_on(const struct node *node)
{
	bool common = (node->colours & COLOUR_BOTH) == COLOUR_BOTH;

	return node->colours | (common ? COLOUR_STALE : 0);
}

static void
paint_one(struct painter *painter, struct node *node, unsigned colours)
{
	bool was_fresh = !is_stale(node);

	if ((node->colours | colours) == node->colours)
		return;
	node->colours |= colours;
	if (node->queued)
		painter->fresh -= was_fresh && is_stale(node);
	else if (!node->expanded)
		enqueue(painter, node);
	if (!node->expanded)
		return;
	painter->stack = arena_grow(painter->arena, painter->stack, painter->stacked,
				    &painter->stack_capacity, sizeof(struct node *));
	painter->stack[painter->stacked++] = node;
}

static void
paint(struct painter *painter, struct node *node, unsigned colours)
{
	paint_one(painter, node, colours);
	while (painter->stacked > 0) {
		struct node *next = painter->stack[--painter->stacked];

		for (size_t i = 0; i < next->parent_count; i++)
			paint_one(painter, next->parents[i], passed_on(next));
	}
}

static struct err *
expand(struct painter *painter, struct node *node)
{
	node->parents =
		arena_array(painter->arena, node->commit.parent_count + 1, sizeof *node->parents);
	node->expanded = true;
	for (size_t i = 0; i < node->commit.parent_count; i++) {
		struct node *parent;

		TRY(node_of(painter, &node->commit.parents[i], &parent));
		node->parents[node->parent_count++] = parent;
	}
	for (size_t i = 0; i < node->parent_count; i++)
		paint(painter, node->parents[i], passed_on(node));
	return NULL;
}

static struct err *
walk(struct painter *painter)
{
	size_t stale_steps = 0;

	while (painter->queued > 0 && (painter->fresh > 0 || stale_steps < STALE_STEPS)) {
		stale_steps += painter->fresh == 0;
		TRY(expand(painter, dequeue(painter)));
	}
	return NULL;
}

static int
newest_first(const void *a, const void *b)
{
	const struct node *left = *(struct node *const *)a, *right = *(struct node *const *)b;

	if (left->commit.time != right->commit.time)
		return left->commit.time > right->commit.time ? -1 : 1;
	return left->met < right->met ? -1 : left->met > right->met;
}

/* Every commit by its colours. Of equal dates the one met first, a child, comes first. */
static void
collect(struct painter *painter, struct ancestry *out)
{
	struct map *nodes = &painter->nodes;
	struct node **own = arena_array(painter->arena, nodes->count + 1, sizeof *own);
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < nodes->count; i++) {
		struct node *node = nodes->entries[i].value;

		if (node->colours == COLOUR_HEAD) {
			own[out->count++] = node;
			out->truncated = out->truncated || node->commit.cut;
		} else if (node->colours == COLOUR_BOTH) {
			out->merge_bases++;
			if (node->commit.time > newest || out->merge_base.size == 0) {
				newest = node->commit.time;
				out->merge_base = node->commit.id;
			}
		}
	}
	qsort(own, out->count, sizeof *own, newest_first);
	out->commits = arena_array(painter->arena, out->count + 1, sizeof *out->commits);
	for (size_t i = 0; i < out->count; i++)
		out->commits[i] = own[i]->commit.id;
}

struct err *
ancestry_relate(struct store *store, struct arena *arena, const struct oid *base,
		const struct oid *head, struct ancestry *out)
{
	struct painter painter = {.store = store, .arena = arena};
	struct node *node;

	*out = (struct ancestry){0};
	map_init(&painter.nodes, arena);
	TRY(node_of(&painter, head, &node));
	paint(&painter, node, COLOUR_HEAD);
	TRY(node_of(&painter, base, &node));
	paint(&painter, node, COLOUR_BASE);
	TRY(walk(&painter));
	collect(&painter, out);
	return NULL;
}
