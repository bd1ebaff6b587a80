/* SPDX-License-Identifier: Apache-2.0
 *
 * A card → its fields. In: an artifact and what its kind's fields are called elsewhere. Out: one map
 * by field. What is written as a key wins over what is said under a heading; a key without a value
 * does not keep a heading from filling it.
 */
#include "facts/card.h"

#include "base/arena.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/fields.h"
#include "model/evidence.h"
#include "model/filled.h"

const char *const card_formats[] = {"yaml", "json", "markdown", NULL};

static struct value *
find(struct value *map, struct str key)
{
	for (size_t i = 0; i < map->map.count; i++)
		if (str_equal(map->map.members[i].key, key))
			return &map->map.members[i].value;
	return NULL;
}

void
card_fill(struct view *view, struct value *fields, const char *field, struct value value)
{
	struct value *there = find(fields, str_of(field));

	if (!there)
		value_set(view->scratch, fields, field, value);
	else if (evidence_emptiness(there) != EMPTINESS_FILLED &&
		 evidence_emptiness(&value) == EMPTINESS_FILLED)
		*there = value;
}

static void
add_keys(struct view *view, const struct card_shape *shape, struct card *card)
{
	const struct value *written = &card->written;

	for (size_t i = 0; i < written->map.count; i++)
		value_set_str(view->scratch, &card->fields, written->map.members[i].key,
			      written->map.members[i].value);
	for (const struct card_name *name = shape->keys; name->written; name++) {
		const struct value *value = value_path(written, str_of(name->written));

		if (value)
			card_fill(view, &card->fields, name->field, *value);
	}
}

/* A Markdown tree's front matter; none is no key. */
static struct err *
front_matter(struct view *view, const struct artifact *artifact, const struct value *tree,
	     struct value *out)
{
	const struct value *front = value_get(tree, STR("front_matter"));

	*out = value_map();
	if (!front || front->type == VALUE_NULL)
		return NULL;
	if (front->type != VALUE_MAP)
		return err_at(err_new(view->scratch, "the front matter is %s, not a map of fields",
				      value_type_name(front->type)),
			      str_copy(view->scratch, artifact->path), front->place.line,
			      front->place.column);
	*out = *front;
	return NULL;
}

struct err *
card_read(struct view *view, struct artifact *artifact, const struct card_shape *shape,
	  struct card *out)
{
	struct value tree = value_null();

	*out = (struct card){.fields = value_map(), .written = value_map()};
	TRY(content_card(view, artifact, &tree, &out->format));
	if (!str_is(STR("markdown"), out->format)) {
		out->written = tree;
		add_keys(view, shape, out);
		return NULL;
	}
	TRY(front_matter(view, artifact, &tree, &out->written));
	add_keys(view, shape, out);
	TRY(card_sections(view, artifact->kind, shape, &tree, out));
	return NULL;
}

static bool
says_something(const struct card *card, const struct fact_def *def, const struct value *value,
	       const char *title)
{
	bool is_title = card->titled && title && str_is(str_of(title), def->name);

	return !is_title && filled_state(def, value) == NULL;
}

void
card_facts(struct artifact *artifact, const struct card *card)
{
	fields_set(artifact, &card->fields);
	facts_set(artifact, "format", value_text(card->format));
}

void
card_filled(struct view *view, struct artifact *artifact, const struct card_shape *shape,
	    const struct card *card)
{
	const struct fact_def *defs = artifact->kind->facts;
	struct value filled = value_list();

	for (size_t i = 0; defs[i].name; i++) {
		const struct value *value;

		if (!defs[i].key)
			continue;
		value = value_get(&card->fields, str_of(defs[i].key));
		if (value && says_something(card, &defs[i], value, shape->title))
			value_add(view->scratch, &filled, value_text(defs[i].name));
	}
	facts_set(artifact, "filled", filled);
}
