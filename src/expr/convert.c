/* SPDX-License-Identifier: Apache-2.0
 *
 * From one type to another. A number that does not fit is an error, as is a text that is not wholly
 * one; doubles lose what is behind the point.
 */
#include <inttypes.h>
#include <math.h>

#include "base/utf8.h"
#include "expr/functions.h"

/* The powers of two at which doubles leave the integers. */
static const double two_63 = 9223372036854775808.0;
static const double two_64 = 18446744073709551616.0;

static struct expr_value
out_of_range(struct call *call, const char *name)
{
	return expr_failed(call->scratch, "the number does not fit into %s", name);
}

static struct expr_value
no_number(struct call *call, const char *name)
{
	return expr_failed(call->scratch, "the text is no %s", name);
}

static struct expr_value
make_text(enum expr_type type, struct str text)
{
	return (struct expr_value){.type = type, .text = text.data ? text : STR("")};
}

struct expr_value
convert_int(struct call *call, const struct expr_value *values)
{
	int64_t integer;

	switch (values->type) {
	case EXPR_UINT:
		return values->natural > INT64_MAX ? out_of_range(call, "an int")
						   : make_int((int64_t)values->natural);
	case EXPR_DOUBLE:
		/* The ends themselves are refused: which integer was meant is not known there. */
		return values->real > -two_63 && values->real < two_63
			       ? make_int((int64_t)values->real)
			       : out_of_range(call, "an int");
	case EXPR_STRING:
		return str_to_int64(values->text, &integer) ? make_int(integer)
							    : no_number(call, "int");
	case EXPR_TIMESTAMP:
		return make_int(values->integer);
	default:
		return *values;
	}
}

static bool
text_to_natural(struct str text, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.size; i++) {
		unsigned digit = (unsigned char)text.data[i] - (unsigned)'0';

		if (digit > 9 || *out > (UINT64_MAX - digit) / 10)
			return false;
		*out = *out * 10 + digit;
	}
	return text.size > 0;
}

struct expr_value
convert_uint(struct call *call, const struct expr_value *values)
{
	uint64_t natural;

	switch (values->type) {
	case EXPR_INT:
		return values->integer < 0 ? out_of_range(call, "a uint")
					   : make_uint((uint64_t)values->integer);
	case EXPR_DOUBLE:
		return values->real > -1.0 && values->real < two_64
			       ? make_uint(values->real < 0 ? 0 : (uint64_t)values->real)
			       : out_of_range(call, "a uint");
	case EXPR_STRING:
		return text_to_natural(values->text, &natural) ? make_uint(natural)
							       : no_number(call, "uint");
	default:
		return *values;
	}
}

struct expr_value
convert_double(struct call *call, const struct expr_value *values)
{
	struct expr_value out = {.type = EXPR_DOUBLE};

	switch (values->type) {
	case EXPR_INT:
		out.real = (double)values->integer;
		return out;
	case EXPR_UINT:
		out.real = (double)values->natural;
		return out;
	case EXPR_STRING:
		if (str_equal_fold(values->text, STR("nan")))
			out.real = NAN;
		else if (str_equal_fold(values->text, STR("inf")) ||
			 str_equal_fold(values->text, STR("infinity")))
			out.real = INFINITY;
		else if (str_equal_fold(values->text, STR("-inf")) ||
			 str_equal_fold(values->text, STR("-infinity")))
			out.real = -INFINITY;
		else if (!str_to_double(values->text, &out.real))
			return no_number(call, "double");
		return out;
	default:
		return *values;
	}
}

static struct str
double_text(struct arena *scratch, double real)
{
	char room[STR_DOUBLE];

	if (isnan(real))
		return STR("NaN");
	if (isinf(real))
		return real > 0 ? STR("+Inf") : STR("-Inf");
	return str_dup(scratch, str_from_double(room, real));
}

struct expr_value
convert_string(struct call *call, const struct expr_value *values)
{
	switch (values->type) {
	case EXPR_BOOL:
		return make_text(EXPR_STRING, values->boolean ? STR("true") : STR("false"));
	case EXPR_INT:
		return make_text(EXPR_STRING,
				 str_of(arena_print(call->scratch, "%" PRId64, values->integer)));
	case EXPR_UINT:
		return make_text(EXPR_STRING,
				 str_of(arena_print(call->scratch, "%" PRIu64, values->natural)));
	case EXPR_DOUBLE:
		return make_text(EXPR_STRING, double_text(call->scratch, values->real));
	case EXPR_BYTES:
		return utf8_invalid(values->text) == SIZE_MAX
			       ? make_text(EXPR_STRING, values->text)
			       : expr_failed(call->scratch, "the bytes are no UTF-8");
	case EXPR_TIMESTAMP:
	case EXPR_DURATION:
		return make_text(EXPR_STRING, expr_time_text(call->scratch, values));
	default:
		return *values;
	}
}

struct expr_value
convert_bytes(struct call *call, const struct expr_value *values)
{
	(void)call;
	return make_text(EXPR_BYTES, values->text);
}

struct expr_value
convert_bool(struct call *call, const struct expr_value *values)
{
	static const char *const words[2][6] = {
		{"false", "False", "FALSE", "f", "F", "0"},
		{"true", "True", "TRUE", "t", "T", "1"},
	};

	if (values->type == EXPR_BOOL)
		return *values;
	for (unsigned truth = 0; truth < 2; truth++)
		for (size_t i = 0; i < 6; i++)
			if (str_is(values->text, words[truth][i]))
				return make_bool(truth);
	return no_number(call, "bool");
}

struct expr_value
convert_type(struct call *call, const struct expr_value *values)
{
	(void)call;
	return (struct expr_value){.type = EXPR_TYPE, .denoted = values->type};
}

struct expr_value
convert_itself(struct call *call, const struct expr_value *values)
{
	(void)call;
	return *values;
}
