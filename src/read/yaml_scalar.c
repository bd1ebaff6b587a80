/* SPDX-License-Identifier: Apache-2.0
 *
 * A plain scalar in, a typed value out.
 *
 * The one thing to know: an integer that does not fit 64 bits becomes a double (its digits stay
 * in value.literal); a decimal number that is no finite double is refused, because
 * "infinite" would be a false statement about what is written.
 */
#include "read/yaml_scalar.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/hex.h"

static bool
yaml_is_one_of(struct str text, const char *const *words)
{
	for (; *words; words++) {
		if (str_is(text, *words))
			return true;
	}
	return false;
}

static bool
yaml_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t
yaml_digits(struct str text, size_t at)
{
	size_t start = at;
	while (at < text.size && yaml_is_digit(text.data[at]))
		at++;
	return at - start;
}

/* 0o17 and 0xff; without a sign, as the schema has them. */
static bool
yaml_based(struct str text, struct value *out)
{
	int base = 0;
	if (str_starts(text, STR("0o")))
		base = 8;
	else if (str_starts(text, STR("0x")))
		base = 16;
	if (base == 0 || text.size == 2)
		return false;
	double real = 0;
	uint64_t integer = 0;
	bool fits = true;
	for (size_t at = 2; at < text.size; at++) {
		int digit = hex_digit(text.data[at]);
		if (digit < 0 || digit >= base)
			return false;
		fits = fits && integer <= (uint64_t)(INT64_MAX - digit) / (uint64_t)base;
		integer = fits ? integer * (uint64_t)base + (uint64_t)digit : integer;
		real = real * base + digit;
	}
	out->type = fits ? VALUE_INT : VALUE_DOUBLE;
	if (fits)
		out->integer = (int64_t)integer;
	else
		out->real = real;
	return true;
}

/* The parts of [-+]? digits? (. digits?)? ([eE] [-+]? digits)? */
struct yaml_number {
	bool negative;
	size_t whole; /* where each part starts, and how many digits it has */
	size_t whole_size;
	size_t fraction;
	size_t fraction_size;
	bool point;
	size_t exponent; /* from 'e' to the end; 0: none */
};

static bool
yaml_number_parts(struct str text, struct yaml_number *out)
{
	*out = (struct yaml_number){.negative = text.size && text.data[0] == '-'};
	size_t at = text.size && (text.data[0] == '-' || text.data[0] == '+') ? 1 : 0;
	out->whole = at;
	out->whole_size = yaml_digits(text, at);
	at += out->whole_size;
	if (at < text.size && text.data[at] == '.') {
		out->point = true;
		out->fraction = ++at;
		out->fraction_size = yaml_digits(text, at);
		at += out->fraction_size;
	}
	if (out->whole_size == 0 && out->fraction_size == 0)
		return false;
	if (at == text.size)
		return true;
	if (text.data[at] != 'e' && text.data[at] != 'E')
		return false;
	out->exponent = at++;
	if (at < text.size && (text.data[at] == '-' || text.data[at] == '+'))
		at++;
	size_t digits = yaml_digits(text, at);
	return digits > 0 && at + digits == text.size;
}

/* The same number as JSON writes it: "+.5" is "0.5", "007." is "7". */
static struct str
yaml_number_json(struct str text, const struct yaml_number *number, struct arena *arena)
{
	char *out = arena_alloc(arena, text.size + 4);
	size_t size = 0;
	size_t zeros = 0;
	while (zeros < number->whole_size && text.data[number->whole + zeros] == '0')
		zeros++;
	if (number->negative)
		out[size++] = '-';
	if (zeros == number->whole_size)
		out[size++] = '0';
	memcpy(out + size, text.data + number->whole + zeros, number->whole_size - zeros);
	size += number->whole_size - zeros;
	if (number->fraction_size) {
		out[size++] = '.';
		memcpy(out + size, text.data + number->fraction, number->fraction_size);
		size += number->fraction_size;
	}
	if (number->exponent) {
		memcpy(out + size, text.data + number->exponent, text.size - number->exponent);
		size += text.size - number->exponent;
	}
	return str_make(out, size);
}

static bool
yaml_special(struct str text, struct value *out)
{
	static const char *const nans[] = {".nan", ".NaN", ".NAN", NULL};
	static const char *const infinities[] = {".inf", ".Inf", ".INF", NULL};
	bool sign = text.size && (text.data[0] == '-' || text.data[0] == '+');
	struct str rest = sign ? str_cut(text, 1, text.size) : text;
	out->type = VALUE_DOUBLE;
	if (yaml_is_one_of(text, nans)) {
		out->real = NAN;
		return true;
	}
	out->real = text.size && text.data[0] == '-' ? -INFINITY : INFINITY;
	return yaml_is_one_of(rest, infinities);
}

static bool
yaml_word(struct str text, struct value *out)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
	static const char *const yes[] = {"true", "True", "TRUE", NULL};
	static const char *const no[] = {"false", "False", "FALSE", NULL};
	out->type = VALUE_NULL;
	if (yaml_is_one_of(text, nulls))
		return true;
	out->type = VALUE_BOOL;
	out->boolean = yaml_is_one_of(text, yes);
	return out->boolean || yaml_is_one_of(text, no);
}

bool
yaml_resolve(struct str text, struct arena *arena, struct value *out)
{
	struct yaml_number number;
	if (yaml_word(text, out) || yaml_special(text, out))
		return true;
	if (yaml_based(text, out))
		return out->type == VALUE_INT || isfinite(out->real);
	if (!yaml_number_parts(text, &number)) {
		out->type = VALUE_STRING;
		out->string = text;
		return true;
	}
	struct str json = yaml_number_json(text, &number, arena);
	bool whole = !number.point && !number.exponent;
	if (whole && str_to_int64(json, &out->integer)) {
		out->type = VALUE_INT;
		return true;
	}
	out->type = VALUE_DOUBLE;
	return str_to_double(json, &out->real);
}
