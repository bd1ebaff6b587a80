/* SPDX-License-Identifier: Apache-2.0
 *
 * `scores:` of a pack. In: dimensions, issues, tiers, floors, approval. Out: a score whose tiers are
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
check_tier(struct loader *loader, const struct score_def *def, const struct score *score,
	   const struct score_tier *tier, struct place place)
{
	bool is_floor = false;

	for (size_t i = 0; i < def->floor_count; i++)
		is_floor |= str_equal(def->floors[i].tier, tier->name);
	for (const struct score_tier *other = score->tiers; other < tier; other++) {
		if (str_equal_fold(other->name, tier->name))
			problem(loader, place, NULL, "tier '%.*s' is there twice",
				STR_ARG(tier->name));
		else if (other->from == tier->from)
			problem(loader, place, NULL, "tiers '%.*s' and '%.*s' both begin at %lld",
				STR_ARG(other->name), STR_ARG(tier->name), (long long)tier->from);
	}
	if (score->dimension_count + score->issue_count > 0 && tier->from > score->max && !is_floor)
		problem(loader, place, NULL,
			"no score reaches tier '%.*s': it begins at %lld, the highest is %lld",
			STR_ARG(tier->name), (long long)tier->from, (long long)score->max);
}

static void
load_tiers(struct loader *loader, const struct field *field, const struct score_def *def,
	   struct score *out)
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
		tier->text = field_string(&fields[TIER_TEXT]);
		if (tier->from < 0)
			problem(loader, field_place(&fields[TIER_FROM]), NULL,
				"tier '%.*s' begins at %lld, below every score",
				STR_ARG(tier->name), (long long)tier->from);
		check_tier(loader, def, out, tier, item->place.line > 0 ? item->place : field->key);
		out->tier_count++;
	}
	if (out->tier_count > 1)
		qsort(out->tiers, out->tier_count, sizeof *out->tiers, by_from);
	out->names = arena_array(loader->run, out->tier_count, sizeof *out->names);
	for (size_t i = 0; i < out->tier_count; i++)
		out->names[i] = out->tiers[out->tier_count - 1 - i].name;
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
	    struct score_def *out)
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
check_issue(struct loader *loader, const struct score *score, const struct score_issue *issue,
	    const struct field *fields)
{
	if (issue->add < 0 || issue->add > POINTS_MAX)
		problem(loader, field_place(&fields[ISSUE_ADD]), NULL,
			"points are an integer from 0 to %d, not this one", POINTS_MAX);
	for (const struct score_issue *other = score->issues; other < issue; other++) {
		if (str_equal_fold(other->name, issue->name))
			problem(loader, field_place(&fields[ISSUE_NAME]), NULL,
				"issue '%.*s' is there twice", STR_ARG(issue->name));
		if (str_equal_fold(other->severity, issue->severity) &&
		    !str_equal(other->severity, issue->severity))
			problem(loader, field_place(&fields[ISSUE_SEVERITY]), NULL,
				"severity '%.*s' is written '%.*s' above", STR_ARG(issue->severity),
				STR_ARG(other->severity));
	}
}

/* A missing answer is the unfavourable one: nobody can ask for it. */
static void
refuse_absence(struct loader *loader, const struct predicate *unless)
{
	for (size_t i = 0; i < unless->count; i++) {
		const struct condition *condition = &unless->conditions[i];

		if (condition->operation == OPERATION_IS_SET &&
		    !condition->operand.constant.boolean)
			problem(loader, condition->ref.place, NULL,
				"'%.*s: {is_set: false}' would take a missing answer for a good "
				"one",
				STR_ARG(condition->ref.text));
	}
}

static void
load_points(struct loader *loader, const struct field *field, struct score *out)
{
	const struct value *list = field->value;
	struct scope scope = {.loader = loader, .kind = out->kind, .written = true};
	struct field fields[KEYS_MAX];

	if (list->list.count == 0)
		problem(loader, field_place(field), NULL, "'points' is empty");
	out->issues = arena_array(loader->run, list->list.count, sizeof *out->issues);
	for (size_t i = 0; i < list->list.count; i++) {
		struct score_issue *issue = &out->issues[out->issue_count];

		if (!keys_read(loader, &keys_issue, &list->list.items[i], field->key, fields) ||
		    !fields[ISSUE_NAME].value || !fields[ISSUE_ADD].value)
			continue;
		issue->name = fields[ISSUE_NAME].value->string;
		issue->add = fields[ISSUE_ADD].value->integer;
		issue->severity = field_string(&fields[ISSUE_SEVERITY]);
		check_issue(loader, out, issue, fields);
		if (fields[ISSUE_UNLESS].value)
			load_conditions(&scope, fields[ISSUE_UNLESS].value, "unless",
					&issue->unless);
		refuse_absence(loader, &issue->unless);
		if (issue->add > 0 && issue->add <= POINTS_MAX)
			out->max += issue->add;
		out->issue_count++;
	}
}

/* Where a tier is approved, each lower one is. */
static void
check_gaps(struct loader *loader, const struct field *fields, const struct score *score)
{
	const struct value *tiers = fields[APPROVED_TIERS].value;
	size_t approved = 0, highest = 0;

	for (size_t n = 0; n < score->tier_count; n++)
		for (size_t i = 0; i < tiers->list.count; i++)
			if (str_equal(tiers->list.items[i].string, score->names[n])) {
				approved++;
				highest = n + 1;
				break;
			}
	if (tiers->list.count == 0)
		problem(loader, field_place(&fields[APPROVED_TIERS]), NULL,
			"'tiers' is empty: nothing would be approved");
	else if (approved < tiers->list.count)
		problem(loader, field_place(&fields[APPROVED_TIERS]), NULL,
			"a tier is there twice");
	else if (approved < highest)
		problem(loader, field_place(&fields[APPROVED_TIERS]), NULL,
			"'%.*s' is approved, but not each tier below it",
			STR_ARG(score->names[highest - 1]));
}

/* What is approved names tiers and severities of the same score: a slip would approve nothing, or all. */
static void
check_approved(struct loader *loader, const struct field *fields, const struct score *score)
{
	const struct value *tiers = fields[APPROVED_TIERS].value;
	const struct value *severity = fields[APPROVED_NO_SEVERITY].value;
	size_t before = loader->problems->count;
	struct hint hint;
	bool known = false;

	for (size_t i = 0; tiers && i < tiers->list.count; i++) {
		struct str name = tiers->list.items[i].string;

		known = false;
		hint_init(&hint, loader, name);
		for (size_t n = 0; n < score->tier_count; n++) {
			known |= str_equal(score->names[n], name);
			hint_name(&hint, score->names[n]);
		}
		if (!known)
			problem(loader, tiers->list.items[i].place, hint_text(&hint, "tiers"),
				"unknown tier '%.*s'", STR_ARG(name));
	}
	if (tiers && loader->problems->count == before)
		check_gaps(loader, fields, score);
	if (!severity)
		return;
	known = false;
	hint_init(&hint, loader, severity->string);
	for (size_t i = 0; i < score->issue_count; i++) {
		known |= str_equal(score->issues[i].severity, severity->string);
		hint_name(&hint, score->issues[i].severity);
	}
	if (!known)
		problem(loader, field_place(&fields[APPROVED_NO_SEVERITY]),
			hint_text(&hint, "severities"), "no issue is of severity '%.*s'",
			STR_ARG(severity->string));
}

static void
load_approved(struct loader *loader, const struct field *field, struct score *out)
{
	struct field fields[KEYS_MAX];

	if (!keys_read(loader, &keys_approved, field->value, field->key, fields))
		return;
	out->approved = arena_alloc(loader->run, sizeof *out->approved);
	*out->approved = (struct score_approval){
		.no_severity = field_string(&fields[APPROVED_NO_SEVERITY]),
	};
	if (fields[APPROVED_TIERS].value) {
		const struct value *tiers = fields[APPROVED_TIERS].value;

		out->approved->tiers =
			arena_array(loader->run, tiers->list.count, sizeof *out->approved->tiers);
		for (size_t i = 0; i < tiers->list.count; i++)
			out->approved->tiers[out->approved->tier_count++] =
				tiers->list.items[i].string;
	}
	check_approved(loader, fields, out);
}

/* The kinds that can be scored, by the rows of keys_scores. */
static const char *const kinds[SCORES_COUNT] = {
	[SCORES_RISK] = "system",
	[SCORES_VENDOR] = "vendor",
};

static void
load_score(struct loader *loader, size_t row, const struct field *field, struct pack *pack)
{
	struct score_def *out = &pack->scores[row];
	const struct kind *kind = facts_kind(str_of(kinds[row]));
	struct score *score = arena_alloc(loader->run, sizeof *score);
	struct field fields[KEYS_MAX];
	bool has_points;

	if (!keys_read(loader, &keys_score, field->value, field->key, fields))
		return;
	out->place = field->key;
	*score = (struct score){.name = str_of(keys_scores.keys[row].name),
				.kind = kind,
				.pack = pack->planned.name};
	if (fields[SCORE_KIND].value && !str_is(fields[SCORE_KIND].value->string, kind->name))
		problem(loader, field_place(&fields[SCORE_KIND]),
			arena_print(loader->run, "kind: %s", kind->name),
			"the %s score is one of %ss", keys_scores.keys[row].name, kind->name);
	if (fields[SCORE_FLOORS].value)
		load_floors(loader, &fields[SCORE_FLOORS], kind, out);
	if (fields[SCORE_SUM].value)
		load_sum(loader, &fields[SCORE_SUM], score);
	if (fields[SCORE_POINTS].value)
		load_points(loader, &fields[SCORE_POINTS], score);
	if (fields[SCORE_TIERS].value)
		load_tiers(loader, &fields[SCORE_TIERS], out, score);
	if (fields[SCORE_APPROVED].value && row != SCORES_VENDOR)
		problem(loader, fields[SCORE_APPROVED].key, NULL,
			"nobody asks whether a %s is approved by its score", kind->name);
	else if (fields[SCORE_APPROVED].value)
		load_approved(loader, &fields[SCORE_APPROVED], score);
	has_points = fields[SCORE_SUM].value || fields[SCORE_POINTS].value;
	if (has_points != (fields[SCORE_TIERS].value != NULL))
		problem(loader, field->key, NULL, "a score has both 'sum' or 'points' and 'tiers'");
	else if (!has_points && !fields[SCORE_FLOORS].value)
		problem(loader, field->key, NULL,
			"a score has 'sum' or 'points', and 'tiers'; or 'floors'");
	else if (!has_points && fields[SCORE_APPROVED].value)
		problem(loader, fields[SCORE_APPROVED].key, NULL,
			"'approved' stands beside the tiers that it names");
	if (has_points)
		out->table = score;
}

void
load_scores(struct loader *loader, const struct value *map, struct pack *out)
{
	struct field fields[KEYS_MAX];

	if (!keys_read(loader, &keys_scores, map, out->place, fields))
		return;
	for (size_t row = 0; row < SCORES_COUNT; row++)
		if (fields[row].value)
			load_score(loader, row, &fields[row], out);
}
