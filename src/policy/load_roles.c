/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles. In: a pack's `roles:` (what a role is made of) or govlint.yaml's (who holds it). Out: roles as
 * far as that text knows them; the plan puts both together and checks the names.
 */
#include "base/arena.h"
#include "policy/pack.h"

static struct role_def *
add(struct loader *loader, struct roles *roles, const struct value_member *member)
{
	struct role_def *def;

	roles->items = arena_grow(loader->run, roles->items, roles->count, &roles->capacity,
				  sizeof *roles->items);
	def = &roles->items[roles->count++];
	*def = (struct role_def){
		.loader = loader,
		.place = member->key_place,
		.role = {.name = member->key},
	};
	if (str_trim(member->key).size == 0)
		problem(loader, member->key_place, NULL, "a role needs a name");
	return def;
}

/* A name, or a list of them. */
static struct str *
load_names(struct loader *loader, const struct field *field, const char *key, size_t *count)
{
	const struct value *value = field->value;
	const struct value *items = value;
	size_t size = 1;
	struct str *names;

	*count = 0;
	if (!value)
		return NULL;
	if (value->type == VALUE_LIST) {
		items = value->list.items;
		size = value->list.count;
	}
	if (!entries_fit(loader, field->key, key, size))
		return NULL;
	names = arena_array(loader->run, size, sizeof *names);
	for (size_t i = 0; i < size; i++)
		if (items[i].type == VALUE_STRING && items[i].string.size > 0)
			names[(*count)++] = items[i].string;
		else
			problem(loader, items[i].place.line > 0 ? items[i].place : field->key, NULL,
				"'%s' takes the names of roles, not %s", key,
				value_article(&items[i]));
	return names;
}

static void
load_role(struct loader *loader, const struct value_member *member, struct roles *out)
{
	struct role_def *def = add(loader, out, member);
	struct role *role = &def->role;
	struct field fields[KEYS_MAX];
	const struct field *count = &fields[ROLE_COUNT];

	if (member->value.type == VALUE_NULL ||
	    !keys_read(loader, &keys_role, &member->value, member->key_place, fields))
		return;
	def->same_as = fields[ROLE_SAME_AS].value;
	def->of = fields[ROLE_OF].value;
	role->same_as = load_names(loader, &fields[ROLE_SAME_AS], "same_as", &role->same_as_count);
	role->of = load_names(loader, &fields[ROLE_OF], "of", &role->of_count);
	role->count = 1;
	if (fields[ROLE_OF].value && fields[ROLE_SAME_AS].value)
		problem(loader, fields[ROLE_OF].key, NULL,
			"a role is the same as others or made of them, not both");
	if (count->value && !fields[ROLE_OF].value)
		problem(loader, count->key, NULL, "'count' goes with 'of' only");
	else if (count->value && (count->value->integer < 1 || count->value->integer > 100))
		problem(loader, field_place(count), NULL, "'count' is a number from 1 to 100");
	else if (count->value)
		role->count = (size_t)count->value->integer;
}

void
load_roles(struct loader *loader, const struct value *map, struct roles *out)
{
	for (size_t i = 0; i < map->map.count; i++)
		load_role(loader, &map->map.members[i], out);
}

static void
load_holder(struct loader *loader, const struct value *value, struct place place, struct role *out)
{
	struct field fields[KEYS_MAX];
	struct holder *holder = &out->holders[out->holder_count];
	size_t before = loader->problems->count;

	if (value->place.line > 0)
		place = value->place;
	if (!keys_read(loader, &keys_holder, value, place, fields))
		return;
	*holder = (struct holder){
		.name = field_string(&fields[HOLDER_NAME]),
		.github = field_string(&fields[HOLDER_GITHUB]),
		.email = field_string(&fields[HOLDER_EMAIL]),
		.ssh_key = field_string(&fields[HOLDER_SSH_KEY]),
	};
	out->holder_count++;
	if (loader->problems->count == before && !holder->github.data && !holder->email.data &&
	    !holder->ssh_key.data)
		problem(loader, place, "github: LOGIN",
			"a holder needs github, email or ssh_key: nobody could be recognised by "
			"less");
}

void
load_holders(struct loader *loader, const struct value *map, struct roles *out)
{
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		const struct value *list = &member->value;
		struct role *role = &add(loader, out, member)->role;

		if (list->type != VALUE_LIST) {
			problem(loader, list->place.line > 0 ? list->place : member->key_place,
				"[{github: LOGIN}]", "'%.*s' takes a list of people, not %s",
				STR_ARG(member->key), value_article(list));
			continue;
		}
		if (!entries_fit(loader, member->key_place, "holders", list->list.count))
			continue;
		role->holders = arena_array(loader->run, list->list.count, sizeof *role->holders);
		for (size_t n = 0; n < list->list.count; n++)
			load_holder(loader, &list->list.items[n], member->key_place, role);
	}
}
