/* SPDX-License-Identifier: Apache-2.0
 *
 * unique: no two have the same. In: fact, by. A fact with one value is compared among all artifacts of
 * the kind, in the whole tree; with `by`, a field of a list's elements within that list; a list
 * without `by`, its elements. Finds: each but the first, in the order of paths and places.
 *
 * The one thing to know: where the value of one artifact cannot be known, no other can be said to be the
 * only one with its own.
 */
#include <string.h>

#include "base/arena.h"
#include "check/internal.h"

enum {
	FACT,
	BY,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "what no two artifacts, or elements of the list, share"},
	[BY] = {"by", ARG_FIELD, false, "the field of the elements that is compared"},
	{0},
};

static const char *const binds[] = {"value", "first", NULL};

static const char *
refuse(const struct arg *given)
{
	if (given[FACT].ref.root != REF_SELF)
		return "compares what artifacts of one kind say themselves: name a fact of its own";
	return NULL;
}

/* Texts may hold any byte. */
static struct str
text_key(struct arena *arena, struct str text)
{
	char *key = arena_alloc(arena, text.size + 1);

	key[0] = 's';
	if (text.size > 0)
		memcpy(key + 1, text.data, text.size);
	return str_make(key, text.size + 1);
}

/* A value as a key: equal ones have the same, numbers whether they are integers or not. None: it is no
 * single value. */
static struct str
key_of(struct arena *arena, const struct value *value)
{
	switch (value->type) {
	case VALUE_BOOL:
		return value->boolean ? STR("b1") : STR("b0");
	case VALUE_INT:
		return str_of(arena_print(arena, "n%lld", (long long)value->integer));
	case VALUE_DOUBLE: {
		const struct value whole = value_int(
			(int64_t)(value->real > -9e15 && value->real < 9e15 ? value->real : 0));

		return value_equal(&whole, value) ? key_of(arena, &whole)
						  : str_of(arena_print(arena, "d%a", value->real));
	}
	case VALUE_STRING:
		return text_key(arena, value->string);
	case VALUE_NULL:
	case VALUE_LIST:
	case VALUE_MAP:
		break;
	}
	return (struct str){0};
}

static struct err *
no_single_value(struct item *item, const struct ref *ref)
{
	return err_new(item->view->scratch, "'%.*s' is no single value that could be compared",
		       STR_ARG(ref->text));
}

static void
report(struct item *item, struct artifact *source, const struct value *value, struct str first)
{
	const struct binding bindings[] = {
		{.name = "value", .value = *value},
		{.name = "first", .value = value_str(first)},
	};

	check_report(item, &(struct found){
				   .source = source,
				   .place = check_element_place(source, value),
				   .subject = value_show(item->view->scratch, value, 200),
				   .bindings = bindings,
				   .binding_count = 2,
			   });
}

/* ---- elements of one list ---- */

static struct err *
judge_elements(struct item *item, const struct arg *given, const struct value *list,
	       struct artifact *source)
{
	struct arena *scratch = item->view->scratch;
	struct map seen;

	map_init(&seen, scratch);
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *element = &list->list.items[i];
		const struct value *value = element;
		const struct value *first;
		struct str key;

		if (given[BY].given)
			value = value_path(element, given[BY].ref.field);
		key = value ? key_of(scratch, value) : (struct str){0};
		if (!key.data)
			return no_single_value(item,
					       given[BY].given ? &given[BY].ref : &given[FACT].ref);
		first = map_get(&seen, key);
		if (!first)
			map_put(&seen, key, (void *)element);
		else
			report(item, source, value,
			       str_of(arena_print(scratch, "line %u", first->place.line)));
	}
	return NULL;
}

/* ---- all artifacts of the kind ---- */

static void
count_one(struct item *item, const struct ref *ref, struct artifact *artifact, struct tally *tally)
{
	struct view *view = item->view;
	const struct value *value = NULL;
	struct err *err = view->fact(view, artifact, ref->fact, &value);
	struct str key;

	if (err) {
		if (!tally->why) {
			tally->unknown = artifact->id;
			tally->why = err_text(view->run, err);
		}
		err_settle(err);
		return;
	}
	if (ref->field.size > 0)
		value = value_path(value, ref->field);
	key = value ? key_of(view->run, value) : (struct str){0};
	if (key.data && !map_has(&tally->first, key))
		map_put(&tally->first, key, artifact);
}

/* Under the index's lock. The artifacts' own locks are taken one at a time, and whoever holds one of
 * them does not wait for this. */
static struct tally *
tally_of(struct item *item, const struct ref *ref)
{
	const struct kind *kind = item->artifact->kind;
	struct index *index = item->view->index;
	struct arena *run = item->view->run;
	char *name = arena_print(item->view->scratch, "%s.%.*s", kind->name, STR_ARG(ref->text));
	struct tally *tally = map_get(&index->tallies, str_of(name));

	if (tally)
		return tally;
	tally = arena_alloc(run, sizeof *tally);
	map_init(&tally->first, run);
	for (size_t i = 0; i < index->count; i++)
		if (index->artifacts[i]->kind == kind)
			count_one(item, ref, index->artifacts[i], tally);
	map_put(&index->tallies, str_dup(run, str_of(name)), tally);
	return tally;
}

static struct err *
judge_artifacts(struct item *item, const struct ref *ref, const struct value *value,
		struct artifact *source)
{
	struct view *view = item->view;
	const struct artifact *first;
	const struct tally *tally;
	struct str key = key_of(view->scratch, value);

	if (!key.data)
		return no_single_value(item, ref);
	pthread_mutex_lock(&view->index->tally_lock);
	tally = tally_of(item, ref);
	pthread_mutex_unlock(&view->index->tally_lock);
	if (tally->why)
		return err_new(view->scratch,
			       "whether another has the same is not known: %.*s of %.*s: %s",
			       STR_ARG(ref->text), STR_ARG(tally->unknown), tally->why);
	first = map_get(&tally->first, key);
	if (first != item->artifact)
		report(item, source, value,
		       first ? str_of(arena_print(view->scratch, "%.*s:%u", STR_ARG(first->path),
						  first->place.line > 0 ? first->place.line : 1))
			     : STR("another"));
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct ref *ref = &given[FACT].ref;
	const struct value *value = NULL;
	struct artifact *source = NULL;

	TRY(check_value(item, ref, &value, &source));
	if (!value || value->type == VALUE_NULL)
		return err_help(
			err_new(item->view->scratch, "'%.*s' is not given", STR_ARG(ref->text)),
			"a rule that can do without it asks first: %.*s: {is_set: true}",
			STR_ARG(ref->text));
	if (value->type == VALUE_LIST)
		return judge_elements(item, given, value, source);
	if (given[BY].given)
		return err_new(item->view->scratch, "'%.*s' is %s, not a list", STR_ARG(ref->text),
			       value_type_name(value->type));
	return judge_artifacts(item, ref, value, source);
}

const struct check check_unique = {
	.name = "unique",
	.summary = "no two artifacts of the kind, or elements of a list, have the same",
	.args = args,
	.binds = binds,
	.judge = judge,
	.refuse = refuse,
	.reads = READS_KIND,
};
