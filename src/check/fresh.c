/* SPDX-License-Identifier: Apache-2.0
 *
 * fresh: a date is no older than a duration, or than another date. In: fact, within (a duration; months
 * are calendar months), newer_than (the date of what the fact speaks about). Finds: a date that is too
 * old or lies in the future. The last day counts, and so does the same day; a date that is none, or is
 * not given, is not verified.
 */
#include "base/arena.h"
#include "check/internal.h"

enum {
	FACT,
	WITHIN,
	NEWER_THAN,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the date that is looked at"},
	[WITHIN] = {"within", ARG_PERIOD, false, "how old it may be (P1Y, P90D)"},
	[NEWER_THAN] = {"newer_than", ARG_OTHER, false,
			"the date of what it speaks about, which it must not lie before"},
	{0},
};

static const char *const binds[] = {"value", "reason", NULL};

static const char *
refuse(const struct arg *given)
{
	return given[WITHIN].given || given[NEWER_THAN].given ? NULL
							      : "needs within, newer_than or both";
}

static struct err *
read_date(struct item *item, const struct ref *ref, const struct value *value, struct date *out)
{
	struct arena *scratch = item->view->scratch;

	if (!value || value->type == VALUE_NULL)
		return err_help(err_new(scratch, "'%.*s' is not given", STR_ARG(ref->text)),
				"a rule that can do without it asks first: %.*s: {is_set: true}",
				STR_ARG(ref->text));
	if (!date_parse(value_string(value), out))
		return err_new(scratch, "'%.*s' is not a date (YYYY-MM-DD)", STR_ARG(ref->text));
	return NULL;
}

/* Whether the first is before the second: by the moment where both tell one, else by the day. */
static bool
is_before(struct date first, struct date second)
{
	if (first.form == DATE_TIME && second.form == DATE_TIME)
		return date_compare(first, second) < 0;
	return date_days(first) < date_days(second);
}

static struct err *
too_old(struct item *item, const struct arg *within, struct date date, const char **reason)
{
	struct date now = item->view->plan->now;
	struct period period;
	struct date due;

	TRY(check_period(item, &within->operand, "within", &period));
	due = date_add(date, period);
	if (is_before(due, now))
		*reason = arena_print(item->view->scratch, "is older than %.*s",
				      STR_ARG(value_string(check_operand(item, &within->operand))));
	return NULL;
}

static struct err *
older_than(struct item *item, const struct arg *other, struct date date, const char **reason)
{
	const struct value *value = NULL;
	struct date than;

	TRY(check_value(item, &other->ref, &value, NULL));
	TRY(read_date(item, &other->ref, value, &than));
	if (is_before(date, than))
		*reason =
			arena_print(item->view->scratch, "is older than %.*s (%s)",
				    STR_ARG(other->ref.text), date_text(item->view->scratch, than));
	return NULL;
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	const struct value *value = NULL;
	struct artifact *source = NULL;
	const char *reason = NULL;
	struct date date;

	TRY(check_value(item, &given[FACT].ref, &value, &source));
	TRY(read_date(item, &given[FACT].ref, value, &date));
	if (given[NEWER_THAN].given)
		TRY(older_than(item, &given[NEWER_THAN], date, &reason));
	if (given[WITHIN].given)
		TRY(too_old(item, &given[WITHIN], date, &reason));
	if (is_before(item->view->plan->now, date))
		reason = "lies in the future";
	if (reason) {
		const struct binding bindings[] = {
			{.name = "value", .value = *value},
			{.name = "reason", .value = value_text(reason)},
		};

		check_report(item, &(struct found){
					   .source = source,
					   .place = check_place(source, value),
					   .bindings = bindings,
					   .binding_count = 2,
				   });
	}
	return NULL;
}

const struct check check_fresh = {
	.name = "fresh",
	.summary = "a date is no older than a duration, or than what it speaks about",
	.args = args,
	.binds = binds,
	.judge = judge,
	.refuse = refuse,
};
