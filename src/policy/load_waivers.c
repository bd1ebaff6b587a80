/* SPDX-License-Identifier: Apache-2.0
 *
 * `waivers:` of govlint.yaml. In: the list. Out: waivers with every required key said. A typing error
 * here would either hide more than was meant or nothing at all, so nothing is forgiven.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "policy/config.h"

static void
refuse_placeholder(struct loader *loader, const struct field *field, const char *key)
{
	if (field->value && evidence_is_placeholder(field->value->string))
		problem(loader, field_place(field), NULL, "'%s' of a waiver is a placeholder", key);
}

static void
check_path(struct loader *loader, const struct field *field)
{
	const char *slip = field->value ? path_slip(field->value->string) : NULL;

	if (slip)
		problem(loader, field_place(field),
			"write it as findings do, from the folder of govlint.yaml",
			"'path' of a waiver %s", slip);
}

static void
load_waiver(struct loader *loader, const struct value *value, struct place place,
	    struct waiver *out)
{
	struct field fields[KEYS_MAX];

	if (value->place.line > 0)
		place = value->place;
	if (!keys_read(loader, &keys_waiver, value, place, fields))
		return;
	*out = (struct waiver){
		.rule = field_string(&fields[WAIVER_RULE]),
		.path = field_string(&fields[WAIVER_PATH]),
		.subject = field_string(&fields[WAIVER_SUBJECT]),
		.system = field_string(&fields[WAIVER_SYSTEM]),
		.reason = field_string(&fields[WAIVER_REASON]),
		.approved_by = field_string(&fields[WAIVER_APPROVED_BY]),
		.until_text = field_string(&fields[WAIVER_UNTIL]),
		.place = fields[WAIVER_RULE].value ? field_place(&fields[WAIVER_RULE]) : place,
	};
	if (fields[WAIVER_UNTIL].value)
		date_parse(out->until_text, &out->until);
	check_path(loader, &fields[WAIVER_PATH]);
	refuse_placeholder(loader, &fields[WAIVER_REASON], "reason");
	refuse_placeholder(loader, &fields[WAIVER_APPROVED_BY], "approved_by");
}

void
load_waivers(struct loader *loader, const struct value *list, struct config *out)
{
	out->waivers = arena_array(loader->run, list->list.count, sizeof *out->waivers);
	for (size_t i = 0; i < list->list.count; i++)
		load_waiver(loader, &list->list.items[i], list->place,
			    &out->waivers[out->waiver_count++]);
}
