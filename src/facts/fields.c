/* SPDX-License-Identifier: Apache-2.0
 *
 * A record's map of keys in, the facts that are its fields out. Computed facts are left alone.
 */
#include "facts/fields.h"

#include "base/arena.h"
#include "facts/content.h"
#include "facts/facts.h"

struct err *
fields_path(struct view *view, struct artifact *artifact)
{
	(void)view;
	facts_set(artifact, "path", value_str(artifact->path));
	return NULL;
}

void
fields_set(struct artifact *artifact, const struct value *written)
{
	const struct fact_def *defs = artifact->kind->facts;

	for (size_t i = 0; defs[i].name; i++) {
		const struct value *value;

		if (!defs[i].key)
			continue;
		value = value_get(written, str_of(defs[i].key));
		artifact->facts[i].value = value ? *value : value_null();
		artifact->facts[i].state = FACT_KNOWN;
	}
}

struct value
fields_unknown(struct view *view, const struct kind *kind, const char *const *others,
	       const struct score *score, const struct value *written)
{
	size_t dimensions = score ? score->dimension_count : 0;
	const char **known;
	size_t count = 0;
	size_t facts = 0;

	while (kind->facts[facts].name)
		facts++;
	while (others && others[count])
		count++;
	known = arena_array(view->scratch, facts + count + dimensions + 1, sizeof *known);
	for (size_t i = 0; i < count; i++)
		known[i] = others[i];
	for (size_t i = 0; i < facts; i++)
		if (kind->facts[i].key)
			known[count++] = kind->facts[i].key;
	for (size_t i = 0; i < dimensions; i++)
		known[count++] = str_copy(view->scratch, score->dimensions[i].name);
	return content_unknown_keys(view, known, written);
}
