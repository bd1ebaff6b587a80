/* SPDX-License-Identifier: Apache-2.0
 *
 * A fact is computed when somebody first asks for it, once, under its artifact's lock. In: an
 * artifact and the number of a fact. Out: the value, or an error that says why it cannot be known.
 *
 * The one thing to know: unknown is the outcome of everything but a clean end. A compute function
 * that fails, that loses an error on the way, or that forgets to set a fact leaves it unknown; only
 * a function that ended well makes null mean "there is none".
 */
#include "base/arena.h"
#include "facts/facts.h"

void
facts_set(struct artifact *artifact, const char *name, struct value value)
{
	size_t fact = facts_index(artifact->kind, str_of(name));

	if (fact == REF_WHOLE)
		return;
	artifact->facts[fact].value = value;
	artifact->facts[fact].state = FACT_KNOWN;
}

void
facts_keep(struct artifact *artifact, const char *name, struct value value)
{
	size_t fact = facts_index(artifact->kind, str_of(name));

	facts_set(artifact, name, value);
	if (fact != REF_WHOLE)
		artifact->facts[fact].kept = true;
}

static size_t
lost(const struct view *view)
{
	return err_lost(view->scratch) + err_lost(view->run);
}

/* The reason outlives the computation; whoever asks gets a copy to answer for. */
static struct err *
keep_reason(struct view *view, struct err *err)
{
	struct err *kept = err_move(view->run, err);

	err_settle(kept);
	return kept;
}

static void
set_unknown(struct fact *fact, struct err *reason)
{
	fact->state = FACT_UNKNOWN;
	fact->value = value_null();
	fact->reason = reason;
}

void
facts_set_unknown(struct view *view, struct artifact *artifact, const char *name,
		  struct err *reason)
{
	size_t fact = facts_index(artifact->kind, str_of(name));

	if (fact != REF_WHOLE)
		set_unknown(&artifact->facts[fact], keep_reason(view, reason));
}

/* What one fact came to after its function ended well. */
static void
settle_fact(struct view *view, struct artifact *artifact, size_t number)
{
	const struct fact_def *def = &artifact->kind->facts[number];
	struct fact *fact = &artifact->facts[number];
	const char *what = NULL;

	if (fact->state != FACT_KNOWN)
		what = "was not computed";
	else if (def->required && fact->value.type == VALUE_NULL)
		what = "has no value, which it always should";
	if (what)
		set_unknown(fact,
			    keep_reason(view, err_new(view->scratch, "'%s' of %.*s %s", def->name,
						      STR_ARG(artifact->id), what)));
	else if (!fact->kept)
		fact->value = value_copy(view->run, &fact->value);
}

static void
settle_facts(struct view *view, struct artifact *artifact, const struct fact_def *asked,
	     struct err *reason)
{
	const struct fact_def *facts = artifact->kind->facts;

	for (size_t i = 0; facts[i].name; i++) {
		if (facts[i].compute != asked->compute)
			continue;
		if (reason)
			set_unknown(&artifact->facts[i], reason);
		else
			settle_fact(view, artifact, i);
	}
}

static void
compute(struct view *view, struct artifact *artifact, const struct fact_def *asked)
{
	struct arena_mark mark = arena_mark(view->scratch);
	size_t before = lost(view);
	struct err *err = asked->compute(view, artifact);

	if (!err && lost(view) != before)
		err = err_new(view->scratch, "an error was lost while reading %.*s",
			      STR_ARG(artifact->id));
	settle_facts(view, artifact, asked, err ? keep_reason(view, err) : NULL);
	arena_rewind(view->scratch, mark);
}

struct err *
facts_get(struct view *view, struct artifact *artifact, size_t number, const struct value **out)
{
	struct fact *fact = &artifact->facts[number];

	*out = NULL;
	pthread_mutex_lock(&artifact->lock);
	if (fact->state == FACT_UNASKED)
		compute(view, artifact, &artifact->kind->facts[number]);
	pthread_mutex_unlock(&artifact->lock);
	/* Once known or unknown, a fact never changes. */
	if (fact->state == FACT_UNKNOWN)
		return err_move(view->scratch, fact->reason);
	*out = &fact->value;
	return NULL;
}
