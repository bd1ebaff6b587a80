/* SPDX-License-Identifier: Apache-2.0
 *
 * `scores:` of a pack. In: dimensions with their points, tiers, floors. Out: a score whose tiers are
 * sorted, cover every sum that can come out, and can each be reached; anything else is a problem,
 * because it would give a system a tier that nobody meant.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "facts/facts.h"
#include "policy/load.h"
#include "policy/pack.h"

/* Points beyond this are a slip of the pen, and sums of them could overflow. */
#define POINTS_MAX 1000000

static void
load_dimension(struct loader *loader, const struct value_member *member,
	       struct score_dimension *out)
{
	const struct value *map = &member->value;

	*out = (struct score_dimension){.name = member->key};
	map_init(&out->values, loader->run);
	if (map->type != VALUE_MAP || map->map.count == 0) {
		problem(loader, map->place.line > 0 ? map->place : member->key_place, NULL,
			"'%.*s' takes {value: points}, not %s", STR_ARG(member->key),
			map->type == VALUE_MAP ? "an empty map" : value_article(map));
		return;
	}
	if (!entries_fit(loader, map->place, "sum", map->map.count))
		return;
	out->names = arena_array(loader->run, map->map.count, sizeof *out->names);
	out->points = arena_array(loader->run, map->map.count, sizeof *out->points);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *value = &map->map.members[i];
		int64_t points = value->value.type == VALUE_INT ? value->value.integer : -1;

		if (points < 0 || points > POINTS_MAX) {
			problem(loader,
				value->value.place.line > 0 ? value->value.place : value->key_place,
				NULL, "points are an integer from 0 to %d, not %s", POINTS_MAX,
				value->value.type == VALUE_INT ? "this one"
							       : value_article(&value->value));
			points = 0;
		}
		out->names[out->count] = value->key;
		out->points[out->count] = points;
		map_put(&out->values, value->key, &out->points[out->count++]);
		if (points > out->max)
			out->max = points;
	}
}

static void
load_sum(struct loader *loader, const struct field *field, struct score *out)
{
	const struct value *map = field->value;

	if (map->type != VALUE_MAP || map->map.count == 0) {
		problem(loader, field_place(field), NULL,
			"'sum' takes {dimension: {value: points}}, "
			"not %s",
			map->type == VALUE_MAP ? "an empty map" : value_article(map));
		return;
	}
	if (!entries_fit(loader, field_place(field), "sum", map->map.count))
		return;
	out->dimensions = arena_array(loader->run, map->map.count, sizeof *out->dimensions);
	for (size_t i = 0; i < map->map.count; i++) {
		load_dimension(loader, &map->map.members[i], &out->dimensions[i]);
		out->max += out->dimensions[i].max;
	}
	out->dimension_count = map->map.count;
}

static int64_t
least_sum(const struct score *score)
{
	int64_t sum = 0;

	for (size_t i = 0; i < score->dimension_count; i++) {
		const struct score_dimension *dimension = &score->dimensions[i];
		int64_t least = dimension->count > 0 ? dimension->points[0] : 0;

		for (size_t n = 1; n < dimension->count; n++)
			if (dimension->points[n] < least)
				least = dimension->points[n];
		sum += least;
	}
	return sum;
}

static int
by_from(const void *a, const void *b)
{
	const struct score_tier *left = a, *right = b;

	return left->from > right->from ? -1 : left->from < right->from;
}

static void
check_tier(struct loader *loader, const struct score *score, const struct score_tier *tier,
	   struct place place)
{
	for (const struct score_tier *other = score->tiers; other < tier; other++) {
		if (str_equal(other->name, tier->name))
			problem(loader, place, NULL, "tier '%.*s' is there twice",
				STR_ARG(tier->name));
		else if (other->from == tier->from)
			problem(loader, place, NULL, "tiers '%.*s' and '%.*s' both begin at %lld",
				STR_ARG(other->name), STR_ARG(tier->name), (long long)tier->from);
	}
	if (score->dimension_count > 0 && tier->from > score->max)
		problem(loader, place, NULL,
			"no score reaches tier '%.*s': it begins at %lld, the highest is %lld",
			STR_ARG(tier->name), (long long)tier->from, (long long)score->max);
}

static void
load_tiers(struct loader *loader, const struct field *field, struct score *out)
{
	const struct value *list = field->value;
	size_t before = loader->problems->count;
	struct field fields[KEYS_MAX];

	out->tiers = arena_array(loader->run, list->list.count, sizeof *out->tiers);
	for (size_t i = 0; i < list->list.count; i++) {
		struct score_tier *tier = &out->tiers[out->tier_count];
		const struct value *item = &list->list.items[i];

		if (!keys_read(loader, &keys_tier, item, field->key, fields) ||
		    !fields[TIER_NAME].value || !fields[TIER_FROM].value)
			continue;
		tier->name = fields[TIER_NAME].value->string;
		tier->from = fields[TIER_FROM].value->integer;
		if (tier->from < 0)
			problem(loader, field_place(&fields[TIER_FROM]), NULL,
				"tier '%.*s' begins at %lld, below every score",
				STR_ARG(tier->name), (long long)tier->from);
		check_tier(loader, out, tier, item->place.line > 0 ? item->place : field->key);
		out->tier_count++;
	}
	if (out->tier_count > 1)
		qsort(out->tiers, out->tier_count, sizeof *out->tiers, by_from);
	if (loader->problems->count != before)
		return;
	if (out->tier_count == 0)
		problem(loader, field_place(field), NULL, "'tiers' is empty");
	else if (out->tiers[out->tier_count - 1].from > least_sum(out))
		problem(loader, field_place(field), "let the lowest tier begin at 0",
			"a score of %lld has no tier", (long long)least_sum(out));
}

static void
load_floors(struct loader *loader, const struct field *field, const struct kind *kind,
	    struct pack *out)
{
	const struct value *list = field->value;
	struct scope scope = {.loader = loader, .kind = kind, .written = true};
	struct field fields[KEYS_MAX];

	out->floors = arena_array(loader->run, list->list.count, sizeof *out->floors);
	out->floor_places = arena_array(loader->run, list->list.count, sizeof *out->floor_places);
	for (size_t i = 0; i < list->list.count; i++) {
		struct score_floor *floor = &out->floors[out->floor_count];

		if (!keys_read(loader, &keys_floor, &list->list.items[i], field->key, fields))
			continue;
		floor->tier = field_string(&fields[FLOOR_TIER]);
		floor->because = field_string(&fields[FLOOR_BECAUSE]);
		if (fields[FLOOR_WHEN].value)
			load_conditions(&scope, fields[FLOOR_WHEN].value, "when", &floor->when);
		out->floor_places[out->floor_count++] = field_place(&fields[FLOOR_TIER]);
	}
}

static void
load_risk(struct loader *loader, const struct field *risk, struct pack *out)
{
	struct field fields[KEYS_MAX];
	const struct kind *kind = facts_kind(STR("system"));
	struct score *score = arena_alloc(loader->run, sizeof *score);

	if (!keys_read(loader, &keys_score, risk->value, risk->key, fields))
		return;
	*score = (struct score){.name = STR("risk"), .kind = kind, .pack = out->planned.name};
	if (fields[SCORE_KIND].value && !str_is(fields[SCORE_KIND].value->string, "system"))
		problem(loader, field_place(&fields[SCORE_KIND]), "kind: system",
			"the risk score is one of systems");
	if (fields[SCORE_FLOORS].value)
		load_floors(loader, &fields[SCORE_FLOORS], kind, out);
	if (fields[SCORE_SUM].value)
		load_sum(loader, &fields[SCORE_SUM], score);
	if (fields[SCORE_TIERS].value)
		load_tiers(loader, &fields[SCORE_TIERS], score);
	if (!fields[SCORE_SUM].value != !fields[SCORE_TIERS].value)
		problem(loader, risk->key, NULL, "a score has both 'sum' and 'tiers'");
	else if (!fields[SCORE_SUM].value && !fields[SCORE_FLOORS].value)
		problem(loader, risk->key, NULL, "a score has 'sum' and 'tiers', or 'floors'");
	if (!fields[SCORE_SUM].value)
		return;
	out->risk = score;
	out->risk_place = risk->key;
}

void
load_scores(struct loader *loader, const struct value *map, struct pack *out)
{
	struct field fields[KEYS_MAX];

	if (keys_read(loader, &keys_scores, map, out->place, fields) && fields[SCORES_RISK].value)
		load_risk(loader, &fields[SCORES_RISK], out);
}
