/* SPDX-License-Identifier: Apache-2.0
 *
 * `check:` → a tree of checks. In: YAML, and the tables of check/. Out: nodes whose arguments are
 * resolved and typed. `all`, `any` and `none` join checks; nothing else nests.
 */
#include "base/arena.h"
#include "check/check.h"
#include "facts/facts.h"
#include "policy/load.h"

/* Deeper than anybody can follow. */
#define CHECK_DEPTH 8

static const char *const joiners[] = {"all", "any", "none"};
static const enum node_type joined[] = {NODE_ALL, NODE_ANY, NODE_NONE};

/* The check's argument table as a key table. */
static struct key_table
keys_of(struct arena *run, const struct check *check)
{
	size_t count = 0;
	struct key *keys;

	while (check->args[count].name)
		count++;
	keys = arena_array(run, count + 1, sizeof *keys);
	for (size_t i = 0; i < count; i++)
		keys[i] = (struct key){
			.name = check->args[i].name,
			.type = KEY_ANY,
			.required = check->args[i].required,
			.summary = check->args[i].summary,
		};
	return (struct key_table){.name = arena_print(run, "check '%s'", check->name),
				  .keys = keys};
}

/* `expr: "…"` needs no name for its one argument. */
static bool
takes_expression(const struct check *check)
{
	return check->args[0].name && check->args[0].type == ARG_EXPRESSION;
}

/* What a check asks for by name has to be in the table of its kind. */
static void
check_asks(struct scope *scope, const struct check *check, struct place place)
{
	for (size_t i = 0; check->asks && check->asks[i]; i++)
		if (!facts_has(scope->kind, str_of(check->asks[i])))
			problem(scope->loader, place, NULL,
				"'%s' asks for '%s', which kind %s does not have", check->name,
				check->asks[i], scope->kind->name);
}

/* "needs a, b or c", or NULL where one of them is given. */
static const char *
needs(struct arena *run, const struct check *check, const struct arg *args)
{
	struct buf text;

	buf_init(&text, run, 400);
	for (size_t i = 0; check->needs && check->needs[i]; i++) {
		for (size_t n = 0; check->args[n].name; n++)
			if (args[n].given && str_is(str_of(check->args[n].name), check->needs[i]))
				return NULL;
		buf_print(&text, "%s%s",
			  i == 0                ? "needs "
			  : check->needs[i + 1] ? ", "
						: " or ",
			  check->needs[i]);
	}
	return check->needs ? str_copy(run, buf_str(&text)) : NULL;
}

static void
load_one(struct scope *scope, const struct check *check, const struct value_member *member,
	 struct check_node *out)
{
	struct loader *loader = scope->loader;
	struct key_table table = keys_of(loader->run, check);
	struct field fields[KEYS_MAX];
	size_t before = loader->problems->count;
	const char *why;

	out->type = NODE_CHECK;
	out->check = check;
	out->args = arena_array(loader->run, KEYS_MAX, sizeof *out->args);
	if (check->kind && !str_is(str_of(check->kind), scope->kind->name))
		problem(loader, member->key_place, NULL, "'%s' judges artifacts of kind %s, not %s",
			check->name, check->kind, scope->kind->name);
	else
		check_asks(scope, check, member->key_place);
	if (takes_expression(check) && member->value.type != VALUE_MAP)
		*fields = (struct field){.value = &member->value, .key = member->key_place};
	else if (!keys_read(loader, &table, &member->value, member->key_place, fields))
		return;
	load_args(scope, check, fields, out->args);
	scope->rule->reads_files |= check->reads == READS_FILES;
	scope->rule->reads_links |= check->reads == READS_LINKS;
	scope->rule->reads_kind |= check->reads == READS_KIND;
	if (loader->problems->count != before)
		return;
	why = needs(loader->run, check, out->args);
	if (!why && check->refuse)
		why = check->refuse(out->args);
	if (why)
		problem(loader, member->key_place, NULL, "'%s' %s", check->name, why);
}

static void
load_joined(struct scope *scope, enum node_type type, const struct value_member *member,
	    size_t depth, struct check_node *out)
{
	const struct value *list = &member->value;

	out->type = type;
	if (list->type != VALUE_LIST || list->list.count == 0) {
		problem(scope->loader, member->key_place, NULL,
			"'%.*s' takes a list of checks, not %s", STR_ARG(member->key),
			list->type == VALUE_LIST ? "an empty one" : value_article(list));
		return;
	}
	out->children = arena_array(scope->loader->run, list->list.count, sizeof *out->children);
	out->child_count = list->list.count;
	for (size_t i = 0; i < list->list.count; i++)
		load_check(scope, &list->list.items[i], member->key_place, depth + 1,
			   &out->children[i]);
}

static void
unknown_check(struct scope *scope, const struct value_member *member)
{
	struct hint hint;

	if (str_is(member->key, "signed")) {
		problem(scope->loader, member->key_place, "ask for reviews: approved",
			"signatures cannot be judged yet");
		return;
	}
	hint_init(&hint, scope->loader, member->key);
	for (size_t i = 0; i < 3; i++)
		hint_name(&hint, str_of(joiners[i]));
	for (size_t i = 0; checks[i]; i++)
		hint_name(&hint, str_of(checks[i]->name));
	problem(scope->loader, member->key_place, hint_text(&hint, "checks"),
		"unknown check '%.*s'", STR_ARG(member->key));
}

void
load_check(struct scope *scope, const struct value *value, struct place place, size_t depth,
	   struct check_node *out)
{
	const struct value_member *member;
	const struct check *check;

	if (value->place.line > 0)
		place = value->place;
	out->place = place;
	if (value->type != VALUE_MAP || value->map.count != 1) {
		problem(scope->loader, place, "several checks are joined by 'all', 'any' or 'none'",
			"a check is one name with its arguments, not %s",
			value->type != VALUE_MAP ? value_article(value)
			: value->map.count == 0  ? "an empty map"
						 : "several");
		return;
	}
	if (depth > CHECK_DEPTH) {
		problem(scope->loader, place, NULL, "checks nest deeper than %d", CHECK_DEPTH);
		return;
	}
	member = &value->map.members[0];
	for (size_t i = 0; i < 3; i++)
		if (str_is(member->key, joiners[i])) {
			load_joined(scope, joined[i], member, depth, out);
			return;
		}
	check = check_named(member->key);
	if (check)
		load_one(scope, check, member, out);
	else
		unknown_check(scope, member);
}
