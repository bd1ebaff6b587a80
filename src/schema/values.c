/* SPDX-License-Identifier: Apache-2.0
 *
 * A value by itself against a schema: its type, what it equals, numbers and texts. Numbers are numbers (1.0
 * is an integer, and equals 1), lengths count code points, and a pattern is searched for, not anchored, as
 * the specification has it. And how faults are told.
 */
#include <math.h>
#include <stdarg.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "schema/validate.h"

enum {
	SHOWN_BYTES = 100,
	WHERE_BYTES = 1000,
	MESSAGE_BYTES = 1000,
};

/* ---- telling ---- */

static void
write_step(struct buf *out, const struct step *step)
{
	if (!step)
		return;
	write_step(out, step->before);
	if (!step->key.data) {
		buf_print(out, "/%zu", step->index);
		return;
	}
	buf_byte(out, '/');
	for (size_t i = 0; i < step->key.size; i++)
		if (step->key.data[i] == '~')
			buf_add(out, STR("~0"));
		else if (step->key.data[i] == '/')
			buf_add(out, STR("~1"));
		else
			buf_byte(out, step->key.data[i]);
}

bool
fault(struct validation *validation, struct subject subject, struct place place, const char *format,
      ...)
{
	struct schema_faults *faults = validation->faults;
	struct arena *scratch = validation->scratch;
	struct buf where;
	va_list values;

	if (validation->silent > 0)
		return false;
	buf_init(&where, scratch, WHERE_BYTES);
	write_step(&where, subject.step);
	va_start(values, format);
	faults->items = arena_grow(scratch, faults->items, faults->count, &faults->capacity,
				   sizeof *faults->items);
	faults->items[faults->count++] = (struct schema_fault){
		.place = place.line > 0 ? place : subject.value->place,
		.where = str_dup(scratch, buf_str(&where)),
		.message = arena_vprint(scratch, format, values),
	};
	va_end(values);
	return false;
}

const struct place here = {0};

struct str
shown(struct validation *validation, const struct value *value)
{
	return value_show(validation->scratch, value, SHOWN_BYTES);
}

bool
is_spent(struct validation *validation)
{
	if (!validation->err && validation->cost > validation->limits->expression_cost)
		validation->err = limits_met(
			err_new(validation->scratch,
				"the schema costs more than expression_cost (%zu) allows",
				validation->limits->expression_cost),
			"expression_cost");
	return validation->err != NULL;
}

/* ---- any value ---- */

/* From 2^53 on a double has no digits behind the point. */
static bool
is_whole_double(double number)
{
	return isfinite(number) &&
	       (number >= 0x1p53 || number <= -0x1p53 || (double)(int64_t)number == number);
}

static bool
is_whole(const struct value *value)
{
	return value->type == VALUE_INT ||
	       (value->type == VALUE_DOUBLE && is_whole_double(value->real));
}

static unsigned
types_of(const struct value *value)
{
	switch (value->type) {
	case VALUE_NULL:
		return TYPE_NULL;
	case VALUE_BOOL:
		return TYPE_BOOLEAN;
	case VALUE_INT:
	case VALUE_DOUBLE:
		return TYPE_NUMBER | (is_whole(value) ? TYPE_INTEGER : 0);
	case VALUE_STRING:
		return TYPE_STRING;
	case VALUE_LIST:
		return TYPE_ARRAY;
	case VALUE_MAP:
		break;
	}
	return TYPE_OBJECT;
}

static bool
type_fault(struct validation *validation, unsigned types, struct subject subject)
{
	static const char *const names[] = {
		[VALUE_NULL] = "null",       [VALUE_BOOL] = "a boolean",
		[VALUE_INT] = "an integer",  [VALUE_DOUBLE] = "a number",
		[VALUE_STRING] = "a string", [VALUE_LIST] = "a list",
		[VALUE_MAP] = "a map",
	};
	struct buf wanted;

	buf_init(&wanted, validation->scratch, MESSAGE_BYTES);
	for (unsigned i = 0; schema_types[i]; i++)
		if (types & 1U << i)
			buf_print(&wanted, "%s%s", wanted.size > 0 ? " or " : "", schema_types[i]);
	return fault(validation, subject, here, "is %s, where %.*s is wanted",
		     names[subject.value->type], STR_ARG(buf_str(&wanted)));
}

bool
equal(struct validation *validation, const struct value *a, const struct value *b)
{
	size_t count = a->type == VALUE_MAP    ? a->map.count
		       : a->type == VALUE_LIST ? a->list.count
					       : 0;

	/* Keys in another order are looked for. */
	validation->cost += 1 + count + (a->type == VALUE_MAP ? count * count / 64 : 0);
	return !is_spent(validation) && value_equal(a, b);
}

bool
values_hold(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value *values = schema->values;
	bool holds = true, found = !values;

	if (schema->types && !(schema->types & types_of(subject.value)))
		holds = type_fault(validation, schema->types, subject);
	if (schema->constant && !equal(validation, subject.value, schema->constant))
		holds = fault(validation, subject, here, "is not %.*s",
			      STR_ARG(shown(validation, schema->constant)));
	for (size_t i = 0; values && i < values->list.count && !found; i++)
		found = equal(validation, subject.value, &values->list.items[i]);
	if (!found)
		holds = fault(validation, subject, here, "is none of: %.*s",
			      STR_ARG(shown(validation, values)));
	return holds;
}

/* ---- numbers and texts ---- */

/* Whether a whole divisor leaves nothing of a number beyond 2^53: what is taken off is exact. */
static bool
leaves_nothing(double number, double divisor)
{
	number = number < 0 ? -number : number;
	while (number >= divisor) {
		double part = divisor;

		while (part <= number / 2)
			part *= 2;
		number -= part;
	}
	return number == 0;
}

/* Of fractions the quotient decides, as elsewhere: 0.0075 is a multiple of 0.0001. */
static bool
is_multiple(const struct value *value, const struct value *of)
{
	double number, divisor;

	if (value->type == VALUE_INT && of->type == VALUE_INT)
		return of->integer == 1 || value->integer % of->integer == 0;
	number = value->type == VALUE_INT ? (double)value->integer : value->real;
	divisor = of->type == VALUE_INT ? (double)of->integer : of->real;
	if (is_whole_double(number) && is_whole_double(divisor))
		return leaves_nothing(number, divisor);
	return is_whole_double(number / divisor);
}

bool
number_holds(struct validation *validation, const struct schema *schema, struct subject subject)
{
	const struct value *value = subject.value;
	bool holds = true;

	if (value->type != VALUE_INT && value->type != VALUE_DOUBLE)
		return true;
	if (schema->minimum &&
	    !(value_order(value, schema->minimum) == 0 || value_order(value, schema->minimum) == 1))
		holds = fault(validation, subject, here, "is less than %.*s",
			      STR_ARG(shown(validation, schema->minimum)));
	if (schema->maximum && !(value_order(value, schema->maximum) == 0 ||
				 value_order(value, schema->maximum) == -1))
		holds = fault(validation, subject, here, "is more than %.*s",
			      STR_ARG(shown(validation, schema->maximum)));
	if (schema->above && value_order(value, schema->above) != 1)
		holds = fault(validation, subject, here, "is not more than %.*s",
			      STR_ARG(shown(validation, schema->above)));
	if (schema->below && value_order(value, schema->below) != -1)
		holds = fault(validation, subject, here, "is not less than %.*s",
			      STR_ARG(shown(validation, schema->below)));
	if (schema->multiple_of && !is_multiple(value, schema->multiple_of))
		holds = fault(validation, subject, here, "is no multiple of %.*s",
			      STR_ARG(shown(validation, schema->multiple_of)));
	return holds;
}

/* Whether a pattern is found; what cannot be told is an error. */
bool
found_in(struct validation *validation, const struct regex *pattern, struct str text)
{
	validation->cost += 8 + text.size / 16;
	switch (regex_match(pattern, validation->scratch, text, NULL)) {
	case REGEX_MATCH:
		return true;
	case REGEX_NO_MATCH:
		return false;
	case REGEX_UNDECIDED:
		break;
	}
	if (!validation->err)
		validation->err = err_new(validation->scratch,
					  "a pattern of the schema could not be matched within the "
					  "limits");
	return false;
}

bool
range_holds(struct validation *validation, const struct schema_range *range, uint64_t count,
	    const char *what, struct subject subject)
{
	if (count < range->least)
		return fault(validation, subject, here, "has %llu %s, at least %llu are wanted",
			     (unsigned long long)count, what, (unsigned long long)range->least);
	if (count > range->most)
		return fault(validation, subject, here, "has %llu %s, at most %llu are wanted",
			     (unsigned long long)count, what, (unsigned long long)range->most);
	return true;
}

static bool
has_form(enum schema_format format, struct str text)
{
	struct date date;

	return date_parse(text, &date) &&
	       date.form == (format == FORMAT_DATE ? DATE_DAY : DATE_TIME);
}

bool
text_holds(struct validation *validation, const struct schema *schema, struct subject subject)
{
	struct str text = value_string(subject.value);
	bool holds = true;

	if (subject.value->type != VALUE_STRING)
		return true;
	if (schema->length.least > 0 || schema->length.most < UINT64_MAX)
		holds = range_holds(validation, &schema->length, utf8_count(text), "characters",
				    subject);
	if (schema->pattern && !found_in(validation, schema->pattern, text))
		holds = fault(validation, subject, here, "does not match '%.*s'",
			      STR_ARG(schema->pattern_text));
	if (schema->format != FORMAT_ANY && !has_form(schema->format, text))
		holds = fault(validation, subject, here,
			      schema->format == FORMAT_DATE
				      ? "is no date (YYYY-MM-DD)"
				      : "is no time with an offset (RFC 3339)");
	return holds;
}
