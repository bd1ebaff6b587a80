/* SPDX-License-Identifier: Apache-2.0
 *
 * `controls`, `tiers`, `gates` and `requirements` of a pack. In: their YAML. Out: duties as far as the
 * text knows them; which tiers, stages, roles, rules and controls they name is looked up when the plan
 * is made.
 */
#include "base/arena.h"
#include "facts/facts.h"
#include "policy/keys_duty.h"
#include "policy/load.h"
#include "policy/pack.h"

static struct str *
names_of(struct loader *loader, const struct value *list, size_t *count)
{
	struct str *names = arena_array(loader->run, list ? list->list.count : 0, sizeof *names);

	*count = 0;
	for (size_t i = 0; list && i < list->list.count; i++)
		names[(*count)++] = list->list.items[i].string;
	return names;
}

/* Tiers that owe something: none at all would be a duty that nobody has. */
static void
load_tiers_of(struct duty_def *def, const struct field *field)
{
	const struct value *list = field->value;
	struct duty *duty = &def->duty;

	def->tiers = list;
	duty->every_tier = !list;
	duty->tiers = names_of(def->loader, list, &duty->tier_count);
	if (list && list->list.count == 0)
		problem(def->loader, field_place(field), "leave 'tiers' out: then every tier does",
			"'tiers' is empty: nobody would owe it");
	for (size_t i = 0; i < duty->tier_count; i++)
		for (size_t n = 0; n < i; n++)
			if (str_equal(duty->tiers[i], duty->tiers[n]))
				problem(def->loader, list->list.items[i].place, NULL,
					"tier '%.*s' is there twice", STR_ARG(duty->tiers[i]));
}

static void
load_system_conditions(struct loader *loader, const struct field *when, struct predicate *out)
{
	struct scope scope = {.loader = loader, .kind = facts_kind(STR("system"))};

	if (when->value)
		load_conditions(&scope, when->value, "when", out);
}

/* --- Evidence --- */

static void
load_excuse(struct loader *loader, const struct field *field, struct evidence_item *out)
{
	const struct value *value = field->value;
	struct field fields[KEYS_MAX];

	if (!value)
		return;
	if (str_is(value_string(value), "allowed")) {
		out->excuse = EXCUSE_ALLOWED;
		return;
	}
	if (value->type != VALUE_MAP) {
		problem(loader, field_place(field), "not_applicable: allowed",
			"'not_applicable' takes 'allowed' or {when: conditions}, not %s",
			value->type == VALUE_STRING
				? arena_print(loader->run, "'%.*s'", STR_ARG(value->string))
				: value_article(value));
		return;
	}
	out->excuse = EXCUSE_WHEN;
	if (keys_read(loader, &keys_excused, value, field->key, fields))
		load_system_conditions(loader, &fields[EXCUSED_WHEN], &out->excuse_when);
}

static void
set_age(const struct field *field, struct evidence_item *out)
{
	out->has_max_age = field->value && period_parse(field->value->string, &out->max_age);
}

/* Its own id, then those that stand for it. */
static void
set_accepts(struct loader *loader, const struct value *others, struct evidence_item *out)
{
	size_t count = others ? others->list.count : 0;

	out->accepts = arena_array(loader->run, count + 1, sizeof *out->accepts);
	out->accepts[out->accept_count++] = out->id;
	for (size_t i = 0; i < count; i++)
		out->accepts[out->accept_count++] = others->list.items[i].string;
}

static void
load_item(struct loader *loader, const struct value *value, struct place place, enum item_type type,
	  struct evidence_item *out)
{
	struct field fields[KEYS_MAX];

	*out = (struct evidence_item){.type = type};
	if (!keys_read(loader, &keys_evidence, value, place, fields))
		return;
	out->id = field_string(&fields[EVIDENCE_ID]);
	out->title = field_string(&fields[EVIDENCE_TITLE]);
	set_age(&fields[EVIDENCE_MAX_AGE], out);
	set_accepts(loader, fields[EVIDENCE_SAME_AS].value, out);
	load_excuse(loader, &fields[EVIDENCE_NOT_APPLICABLE], out);
	if (fields[EVIDENCE_APPROVAL].value) {
		out->type = ITEM_APPROVAL;
		out->role = field_string(&fields[EVIDENCE_APPROVAL]);
	}
}

static void
refuse_twice(struct loader *loader, const struct duty *duty, struct place place)
{
	const struct evidence_item *last = &duty->items[duty->item_count - 1];

	for (const struct evidence_item *item = duty->items; item < last; item++)
		if (item->type == last->type && str_equal(item->id, last->id))
			problem(loader, place, NULL, "'%.*s' is asked for twice",
				STR_ARG(last->id));
}

/* Add the items of a list behind those that are there; there is room for them. */
static void
load_items(struct loader *loader, const struct field *field, enum item_type type, struct duty *out)
{
	const struct value *list = field->value;

	for (size_t i = 0; list && i < list->list.count; i++) {
		const struct value *value = &list->list.items[i];
		struct place place = value->place.line > 0 ? value->place : field->key;

		load_item(loader, value, field->key, type, &out->items[out->item_count++]);
		refuse_twice(loader, out, place);
	}
}

static size_t
size_of(const struct field *field)
{
	return field->value ? field->value->list.count : 0;
}

/* --- Duties --- */

static struct duty_def *
add_duty(struct pack *pack, enum duty_type type, const struct value *value, struct place place)
{
	struct duty_defs *duties = &pack->duties;
	struct duty_def *def;

	duties->items = arena_grow(pack->loader->run, duties->items, duties->count,
				   &duties->capacity, sizeof *duties->items);
	def = &duties->items[duties->count++];
	*def = (struct duty_def){
		.loader = pack->loader,
		.place = value->place.line > 0 ? value->place : place,
		.duty = {.type = type, .pack = pack->planned.name},
	};
	return def;
}

static void
name_duty(struct duty_def *def, const struct field *id, const struct field *title,
	  const struct field *help)
{
	def->duty.id = field_string(id);
	def->duty.title = title->value ? title->value->string : def->duty.id;
	def->duty.help = field_string(help);
	if (id->value)
		def->place = field_place(id);
}

static void
set_rules(struct duty_def *def, const struct value *list)
{
	def->rules = list;
	def->duty.rules = names_of(def->loader, list, &def->duty.rule_count);
}

static void
load_control(struct pack *pack, const struct value *value, struct place place)
{
	struct loader *loader = pack->loader;
	struct field fields[KEYS_MAX];
	const struct field *evidence = &fields[CONTROL_EVIDENCE];
	struct duty_def *def = add_duty(pack, DUTY_CONTROL, value, place);
	struct evidence_item *item;

	if (!keys_read(loader, &keys_control, value, place, fields))
		return;
	name_duty(def, &fields[CONTROL_ID], &fields[CONTROL_TITLE], &fields[CONTROL_HELP]);
	set_rules(def, fields[CONTROL_RULES].value);
	def->satisfied_by = fields[CONTROL_SATISFIED_BY].value;
	def->duty.items = arena_array(loader->run, size_of(evidence) + 1, sizeof *def->duty.items);
	if (evidence->value) {
		load_items(loader, evidence, ITEM_DOCUMENT, &def->duty);
		if (size_of(evidence) == 0)
			problem(loader, field_place(evidence), NULL,
				"'evidence' is empty: such a control would always be met");
		if (fields[CONTROL_APPROVAL].value)
			problem(loader, fields[CONTROL_APPROVAL].key, "put it at the item",
				"a control with 'evidence' has no 'approval' of its own");
		return;
	}
	item = &def->duty.items[def->duty.item_count++];
	*item = (struct evidence_item){.id = def->duty.id, .title = def->duty.title};
	set_age(&fields[CONTROL_MAX_AGE], item);
	set_accepts(loader, NULL, item);
	load_excuse(loader, &fields[CONTROL_NOT_APPLICABLE], item);
	if (fields[CONTROL_APPROVAL].value) {
		item->type = ITEM_APPROVAL;
		item->role = field_string(&fields[CONTROL_APPROVAL]);
		def->role = fields[CONTROL_APPROVAL].value;
	}
}

static void
load_approvals(struct duty_def *def, const struct field *field)
{
	struct duty *duty = &def->duty;

	def->roles = field->value;
	for (size_t i = 0; field->value && i < field->value->list.count; i++) {
		struct str role = field->value->list.items[i].string;
		struct evidence_item *item = &duty->items[duty->item_count++];

		*item = (struct evidence_item){.type = ITEM_APPROVAL, .id = role, .role = role};
		set_accepts(def->loader, NULL, item);
		refuse_twice(def->loader, duty, field->value->list.items[i].place);
	}
}

static void
load_gate(struct pack *pack, const struct value *value, struct place place)
{
	struct loader *loader = pack->loader;
	struct field fields[KEYS_MAX];
	struct duty_def *def = add_duty(pack, DUTY_GATE, value, place);
	struct duty *duty = &def->duty;

	if (!keys_read(loader, &keys_gate, value, place, fields))
		return;
	name_duty(def, &fields[GATE_ID], &fields[GATE_TITLE], &fields[GATE_HELP]);
	set_rules(def, fields[GATE_RULES].value);
	def->from = fields[GATE_FROM].value;
	def->to = fields[GATE_TO].value;
	duty->from = field_string(&fields[GATE_FROM]);
	duty->to = field_string(&fields[GATE_TO]);
	duty->blocking = fields[GATE_BLOCKING].value && fields[GATE_BLOCKING].value->boolean;
	load_tiers_of(def, &fields[GATE_TIERS]);
	duty->items = arena_array(loader->run,
				  size_of(&fields[GATE_ARTIFACTS]) + size_of(&fields[GATE_TESTS]) +
					  size_of(&fields[GATE_APPROVALS]),
				  sizeof *duty->items);
	load_items(loader, &fields[GATE_ARTIFACTS], ITEM_DOCUMENT, duty);
	load_items(loader, &fields[GATE_TESTS], ITEM_TEST, duty);
	load_approvals(def, &fields[GATE_APPROVALS]);
	if (duty->item_count == 0 && duty->rule_count == 0)
		problem(loader, def->place, NULL,
			"gate '%.*s' asks for nothing: it would always be passed",
			STR_ARG(duty->id));
}

static void
load_applies(struct duty_def *def, const struct field *field)
{
	struct field fields[KEYS_MAX];
	struct duty *duty = &def->duty;

	duty->every_tier = true;
	if (!field->value ||
	    !keys_read(def->loader, &keys_applies, field->value, field->key, fields))
		return;
	load_tiers_of(def, &fields[APPLIES_TIERS]);
	load_system_conditions(def->loader, &fields[APPLIES_WHEN], &duty->when);
}

static void
load_dates(struct duty_def *def, const struct field *fields)
{
	struct duty *duty = &def->duty;
	const struct value *adopted = fields[REQUIREMENT_ADOPTED_ON].value;
	const struct value *applies = fields[REQUIREMENT_APPLIES_FROM].value;

	duty->has_adopted_on = adopted && date_parse(adopted->string, &duty->adopted_on);
	duty->has_applies_from = applies && date_parse(applies->string, &duty->applies_from);
	duty->applies_from_text = value_string(applies);
	if (duty->has_adopted_on && duty->has_applies_from &&
	    date_compare(duty->applies_from, duty->adopted_on) < 0)
		problem(def->loader, field_place(&fields[REQUIREMENT_APPLIES_FROM]), NULL,
			"it applies from %.*s, before it is adopted on %.*s",
			STR_ARG(duty->applies_from_text), STR_ARG(value_string(adopted)));
	duty->amended_by = field_string(&fields[REQUIREMENT_AMENDED_BY]);
	duty->source = field_string(&fields[REQUIREMENT_SOURCE]);
	duty->reviewed_on = field_string(&fields[REQUIREMENT_REVIEWED_ON]);
}

/* The rules that judge for a requirement, by name. */
static void
set_settings(struct duty_def *def, const struct field *field)
{
	struct duty *duty = &def->duty;

	load_settings(def->loader, field, false, &def->settings);
	duty->rules = arena_array(def->loader->run, def->settings.count, sizeof *duty->rules);
	for (size_t i = 0; i < def->settings.count; i++)
		duty->rules[duty->rule_count++] = def->settings.items[i].rule;
}

/* What may be set aside as a whole may be so in each part that says nothing of its own. */
static void
load_excuse_of_all(struct loader *loader, const struct field *field, struct duty *duty)
{
	struct evidence_item all = {0};

	load_excuse(loader, field, &all);
	for (size_t i = 0; i < duty->item_count; i++) {
		struct evidence_item *item = &duty->items[i];

		if (item->excuse != EXCUSE_NEVER)
			continue;
		item->excuse = all.excuse;
		item->excuse_when = all.excuse_when;
	}
}

static void
load_requirement(struct pack *pack, const struct value *value, struct place place)
{
	struct loader *loader = pack->loader;
	struct field fields[KEYS_MAX];
	const struct field *evidence = &fields[REQUIREMENT_EVIDENCE];
	struct duty_def *def = add_duty(pack, DUTY_REQUIREMENT, value, place);
	struct duty *duty = &def->duty;

	if (!keys_read(loader, &keys_requirement, value, place, fields))
		return;
	name_duty(def, &fields[REQUIREMENT_ID], &fields[REQUIREMENT_TITLE],
		  &fields[REQUIREMENT_HELP]);
	duty->framework = pack->framework;
	duty->every_system = pack->every_system;
	duty->article = field_string(&fields[REQUIREMENT_ARTICLE]);
	load_applies(def, &fields[REQUIREMENT_APPLIES]);
	load_dates(def, fields);
	set_settings(def, &fields[REQUIREMENT_RULES]);
	duty->items = arena_array(loader->run, size_of(evidence), sizeof *duty->items);
	load_items(loader, evidence, ITEM_DOCUMENT, duty);
	load_excuse_of_all(loader, &fields[REQUIREMENT_NOT_APPLICABLE], duty);
	duty->coverage = (enum duty_coverage)field_word(
		&fields[REQUIREMENT_COVERAGE], words_coverage,
		duty->item_count == 0 && duty->rule_count > 0 ? COVERAGE_AUTOMATED
							      : COVERAGE_EVIDENCE);
	if (duty->coverage == COVERAGE_MANUAL && duty->item_count + duty->rule_count > 0)
		problem(loader, field_place(&fields[REQUIREMENT_COVERAGE]),
			"leave 'coverage' out, or the evidence and the rules",
			"a manual requirement is judged by people alone: its evidence and rules "
			"would not count");
	if (duty->coverage != COVERAGE_MANUAL && duty->item_count == 0 && duty->rule_count == 0 &&
	    (fields[REQUIREMENT_COVERAGE].value || fields[REQUIREMENT_COVERAGE].key.line == 0))
		problem(loader, def->place, "coverage: manual",
			"requirement '%.*s' names no evidence and no rule: it would always be met",
			STR_ARG(duty->id));
}

static void
load_each(struct pack *pack, const struct field *field,
	  void (*load)(struct pack *pack, const struct value *value, struct place place))
{
	for (size_t i = 0; field->value && i < field->value->list.count; i++)
		load(pack, &field->value->list.items[i], field->key);
}

/* --- What tiers ask --- */

static void
load_tier_asks(struct pack *pack, const struct value_member *member, struct tier_asks_def *out)
{
	struct loader *loader = pack->loader;
	struct field fields[KEYS_MAX];

	*out = (struct tier_asks_def){
		.loader = loader,
		.place = member->key_place,
		.asks = {.tier = member->key,
			 .pack = pack->planned.name,
			 .place = member->key_place},
	};
	if (!keys_read(loader, &keys_asks, &member->value, member->key_place, fields))
		return;
	out->asks.has_review = fields[ASKS_REVIEW].value &&
			       period_parse(fields[ASKS_REVIEW].value->string, &out->asks.review);
	out->controls = fields[ASKS_CONTROLS].value;
}

void
load_duties(struct loader *loader, const struct field *fields, struct pack *out)
{
	const struct field *tiers = &fields[PACK_TIERS];

	out->framework = field_string(&fields[PACK_FRAMEWORK]);
	out->every_system = field_word(&fields[PACK_SCOPE], words_scope, 0) == 1;
	if (fields[PACK_REQUIREMENTS].value && !out->framework.data)
		problem(loader, fields[PACK_REQUIREMENTS].key, "framework: NAME",
			"a pack with 'requirements' names its 'framework'");
	load_each(out, &fields[PACK_CONTROLS], load_control);
	load_each(out, &fields[PACK_GATES], load_gate);
	load_each(out, &fields[PACK_REQUIREMENTS], load_requirement);
	if (!tiers->value)
		return;
	out->tiers_place = tiers->key;
	out->tiers = arena_array(loader->run, tiers->value->map.count, sizeof *out->tiers);
	for (size_t i = 0; i < tiers->value->map.count; i++)
		load_tier_asks(out, &tiers->value->map.members[i], &out->tiers[out->tier_count++]);
}
