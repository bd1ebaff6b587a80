/* SPDX-License-Identifier: Apache-2.0
 *
 * One pack file → its packs. In: YAML text of one or several documents. Out: each document as a pack:
 * settings of rules, roles, stages, scores. All documents of a file are selected together.
 */
#include "base/arena.h"
#include "policy/pack.h"

static void
load_stages(struct loader *loader, const struct field *field, struct pack *out)
{
	const struct value *list = field->value;

	out->stages_place = field->key;
	out->stages = arena_array(loader->run, list->list.count, sizeof *out->stages);
	if (list->list.count == 0)
		problem(loader, field_place(field), NULL, "'stages' is empty");
	for (size_t i = 0; i < list->list.count; i++) {
		for (size_t n = 0; n < i; n++)
			if (str_equal(out->stages[n], list->list.items[i].string))
				problem(loader, list->list.items[i].place, NULL,
					"stage '%.*s' is there twice", STR_ARG(out->stages[n]));
		out->stages[out->stage_count++] = list->list.items[i].string;
	}
}

static void
load_pack(struct loader *loader, const struct value *root, struct pack *out)
{
	struct field fields[KEYS_MAX];

	*out = (struct pack){.loader = loader, .place = {1, 1, 1, 1}};
	if (!keys_read(loader, &keys_pack, root, out->place, fields))
		return;
	if (fields[PACK_NAME].key.line > 0)
		out->place = field_place(&fields[PACK_NAME]);
	out->planned.name = field_string(&fields[PACK_NAME]);
	out->planned.title = field_string(&fields[PACK_TITLE]);
	out->planned.version = field_string(&fields[PACK_VERSION]);
	out->planned.from = loader->from;
	load_settings(loader, &fields[PACK_RULES], false, &out->settings);
	if (fields[PACK_ROLES].value)
		load_roles(loader, fields[PACK_ROLES].value, &out->roles);
	if (fields[PACK_STAGES].value)
		load_stages(loader, &fields[PACK_STAGES], out);
	if (fields[PACK_SCORES].value)
		load_scores(loader, fields[PACK_SCORES].value, out);
	load_duties(loader, fields, out);
	load_raci(loader, &fields[PACK_RACI], out);
	load_incidents(loader, fields, out);
}

struct pack *
load_packs(struct loader *loader, size_t *count)
{
	struct value *documents = arena_alloc(loader->run, sizeof *documents);
	struct pack *packs;

	*count = 0;
	if (!loader_read(loader, true, documents))
		return NULL;
	if (documents->list.count == 0) {
		problem(loader, (struct place){1, 1, 1, 1}, NULL, "the file holds no pack");
		return NULL;
	}
	if (!entries_fit(loader, (struct place){1, 1, 1, 1}, loader->path, documents->list.count))
		return NULL;
	packs = arena_array(loader->run, documents->list.count, sizeof *packs);
	for (size_t i = 0; i < documents->list.count; i++)
		load_pack(loader, &documents->list.items[i], &packs[(*count)++]);
	return packs;
}
