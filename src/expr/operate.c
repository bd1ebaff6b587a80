/* SPDX-License-Identifier: Apache-2.0
 *
 * Equality, order and arithmetic. Numbers of different types compare as numbers, exactly; values of
 * types that have nothing to do with each other are unequal and have no order. What does not fit into
 * 64 bits is an error. NaN equals nothing.
 */
#include "expr/operate.h"

#include <math.h>
#include <string.h>

#include "model/value.h"

enum {
	BYTES_A_STEP = 64,
};

static bool
is_number(const struct expr_value *value)
{
	return value->type == EXPR_INT || value->type == EXPR_UINT || value->type == EXPR_DOUBLE;
}

static bool
is_text(const struct expr_value *value)
{
	return value->type == EXPR_STRING || value->type == EXPR_BYTES;
}

static enum order
order_of(int sign)
{
	return sign < 0 ? ORDER_LESS : sign > 0 ? ORDER_MORE : ORDER_SAME;
}

/* ---- order ---- */

/* As the language has it: the whole number as the nearest double. */
static double
as_double(const struct expr_value *number)
{
	if (number->type == EXPR_INT)
		return (double)number->integer;
	return number->type == EXPR_UINT ? (double)number->natural : number->real;
}

static enum order
order_numbers(const struct expr_value *a, const struct expr_value *b)
{
	if ((a->type == EXPR_DOUBLE && isnan(a->real)) ||
	    (b->type == EXPR_DOUBLE && isnan(b->real)))
		return ORDER_NONE;
	if (a->type == EXPR_DOUBLE || b->type == EXPR_DOUBLE) {
		double left = as_double(a), right = as_double(b);

		return order_of((left > right) - (left < right));
	}
	if (a->type == EXPR_UINT && b->type == EXPR_UINT)
		return order_of((a->natural > b->natural) - (a->natural < b->natural));
	if (a->type == EXPR_UINT)
		return b->integer < 0 ? ORDER_MORE
				      : order_of((a->natural > (uint64_t)b->integer) -
						 (a->natural < (uint64_t)b->integer));
	if (b->type == EXPR_UINT)
		return a->integer < 0 ? ORDER_LESS
				      : order_of(((uint64_t)a->integer > b->natural) -
						 ((uint64_t)a->integer < b->natural));
	return order_of((a->integer > b->integer) - (a->integer < b->integer));
}

enum order
operate_order(const struct expr_value *a, const struct expr_value *b)
{
	int sign;

	if (is_number(a) && is_number(b))
		return order_numbers(a, b);
	if (a->type != b->type)
		return ORDER_NO_OVERLOAD;
	switch (a->type) {
	case EXPR_BOOL:
		return order_of(a->boolean - b->boolean);
	case EXPR_STRING:
	case EXPR_BYTES:
		return order_of(str_compare(a->text, b->text));
	case EXPR_DURATION:
		return order_of((a->integer > b->integer) - (a->integer < b->integer));
	case EXPR_TIMESTAMP:
		sign = (a->integer > b->integer) - (a->integer < b->integer);
		if (sign == 0)
			sign = (a->nanoseconds > b->nanoseconds) -
			       (a->nanoseconds < b->nanoseconds);
		return order_of(sign);
	default:
		return ORDER_NO_OVERLOAD;
	}
}

/* ---- equality ---- */

static bool
find_key(struct call *call, const struct expr_value *map, const struct expr_value *key,
	 struct expr_value *held)
{
	size_t count = expr_count(map);

	if (map->is_tree && key->type == EXPR_STRING) {
		const struct value *found = value_get(map->tree, key->text);

		call->cost += 1 + count / 16;
		if (found)
			*held = expr_from_tree(found);
		return found != NULL;
	}
	for (size_t i = 0; i < count && call->cost <= call->most; i++) {
		struct expr_value other = expr_key(map, i);

		call->cost++;
		if (operate_same(call, key, &other)) {
			*held = expr_held(map, i);
			return true;
		}
	}
	return false;
}

static bool
same_lists(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	size_t count = expr_count(a);

	if (count != expr_count(b))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct expr_value left = expr_item(a, i), right = expr_item(b, i);

		if (call->cost > call->most || !operate_same(call, &left, &right))
			return false;
	}
	return true;
}

static bool
same_maps(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	size_t count = expr_count(a);

	if (count != expr_count(b))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct expr_value key = expr_key(a, i), left = expr_held(a, i), right;

		if (call->cost > call->most || !find_key(call, b, &key, &right) ||
		    !operate_same(call, &left, &right))
			return false;
	}
	return true;
}

bool
operate_same(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	call->cost++;
	if (is_number(a) && is_number(b))
		return order_numbers(a, b) == ORDER_SAME;
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case EXPR_NULL:
		return true;
	case EXPR_TYPE:
		return a->denoted == b->denoted;
	case EXPR_LIST:
		return same_lists(call, a, b);
	case EXPR_MAP:
		return same_maps(call, a, b);
	case EXPR_OBJECT:
		return a->object == b->object;
	case EXPR_STRING:
	case EXPR_BYTES:
		call->cost += a->text.size / BYTES_A_STEP;
		return str_equal(a->text, b->text);
	default:
		return operate_order(a, b) == ORDER_SAME;
	}
}

bool
expr_equal(const struct expr_value *a, const struct expr_value *b)
{
	struct call call = {.most = UINT64_MAX};

	return operate_same(&call, a, b);
}

/* ---- arithmetic ---- */

static struct expr_value
overflow(struct call *call)
{
	return expr_failed(call->scratch, "the number does not fit into 64 bits");
}

static struct expr_value
no_overload(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	return expr_failed(call->scratch, "no operator takes %s and %s", expr_type_name(a->type),
			   expr_type_name(b->type));
}

static struct expr_value
with_ints(struct call *call, enum operator_type sign, int64_t a, int64_t b)
{
	struct expr_value out = {.type = EXPR_INT};
	bool over = false;

	if ((sign == OPERATOR_DIVIDE || sign == OPERATOR_REMAINDER) && b == 0)
		return expr_failed(call->scratch, "division by zero");
	switch (sign) {
	case OPERATOR_ADD:
		over = __builtin_add_overflow(a, b, &out.integer);
		break;
	case OPERATOR_SUBTRACT:
		over = __builtin_sub_overflow(a, b, &out.integer);
		break;
	case OPERATOR_MULTIPLY:
		over = __builtin_mul_overflow(a, b, &out.integer);
		break;
	case OPERATOR_DIVIDE:
		over = a == INT64_MIN && b == -1;
		out.integer = over ? 0 : a / b;
		break;
	default:
		out.integer = b == -1 ? 0 : a % b;
		break;
	}
	return over ? overflow(call) : out;
}

static struct expr_value
with_uints(struct call *call, enum operator_type sign, uint64_t a, uint64_t b)
{
	struct expr_value out = {.type = EXPR_UINT};
	bool over = false;

	if ((sign == OPERATOR_DIVIDE || sign == OPERATOR_REMAINDER) && b == 0)
		return expr_failed(call->scratch, "division by zero");
	switch (sign) {
	case OPERATOR_ADD:
		over = __builtin_add_overflow(a, b, &out.natural);
		break;
	case OPERATOR_SUBTRACT:
		over = __builtin_sub_overflow(a, b, &out.natural);
		break;
	case OPERATOR_MULTIPLY:
		over = __builtin_mul_overflow(a, b, &out.natural);
		break;
	case OPERATOR_DIVIDE:
		out.natural = a / b;
		break;
	default:
		out.natural = a % b;
		break;
	}
	return over ? overflow(call) : out;
}

static struct expr_value
with_doubles(enum operator_type sign, double a, double b)
{
	struct expr_value out = {.type = EXPR_DOUBLE};

	out.real = sign == OPERATOR_ADD        ? a + b
		   : sign == OPERATOR_SUBTRACT ? a - b
		   : sign == OPERATOR_MULTIPLY ? a * b
					       : a / b;
	return out;
}

static struct expr_value
join_texts(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	struct expr_value out = *a;
	size_t size = a->text.size + b->text.size;
	char *text = arena_alloc(call->scratch, size);

	call->cost += size / BYTES_A_STEP;
	if (a->text.size > 0)
		memcpy(text, a->text.data, a->text.size);
	if (b->text.size > 0)
		memcpy(text + a->text.size, b->text.data, b->text.size);
	out.text = str_make(text, size);
	return out;
}

static struct expr_value
join_lists(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	size_t first = expr_count(a), second = expr_count(b);
	struct expr_value *items = arena_array(call->scratch, first + second + 1, sizeof *items);

	call->cost += first + second;
	for (size_t i = 0; i < first; i++)
		items[i] = expr_item(a, i);
	for (size_t i = 0; i < second; i++)
		items[first + i] = expr_item(b, i);
	return (struct expr_value){
		.type = EXPR_LIST,
		.count = (uint32_t)(first + second),
		.items = items,
	};
}

/* A moment and nanoseconds that are added to it. */
static struct expr_value
shift(struct call *call, const struct expr_value *moment, int64_t nanoseconds)
{
	int64_t seconds = nanoseconds / 1000000000;
	int64_t rest = moment->nanoseconds + nanoseconds % 1000000000;

	if (rest < 0) {
		rest += 1000000000;
		seconds--;
	} else if (rest >= 1000000000) {
		rest -= 1000000000;
		seconds++;
	}
	return moment_make(call->scratch, moment->integer + seconds, rest);
}

static struct expr_value
between(struct call *call, const struct expr_value *a, const struct expr_value *b)
{
	struct expr_value out = {.type = EXPR_DURATION};

	if (__builtin_mul_overflow(a->integer - b->integer, INT64_C(1000000000), &out.integer) ||
	    __builtin_add_overflow(out.integer, a->nanoseconds - b->nanoseconds, &out.integer))
		return expr_failed(call->scratch, "the duration is longer than 292 years");
	return out;
}

static struct expr_value
with_times(struct call *call, enum operator_type sign, const struct expr_value *a,
	   const struct expr_value *b)
{
	bool adds = sign == OPERATOR_ADD;
	struct expr_value out;

	if (!adds && sign != OPERATOR_SUBTRACT)
		return no_overload(call, a, b);
	if (a->type == EXPR_DURATION && b->type == EXPR_DURATION) {
		out = with_ints(call, sign, a->integer, b->integer);
		if (out.type == EXPR_ERROR)
			return expr_failed(call->scratch, "the duration is longer than 292 years");
		out.type = EXPR_DURATION;
		return out;
	}
	if (a->type == EXPR_TIMESTAMP && b->type == EXPR_DURATION) {
		if (!adds && b->integer == INT64_MIN)
			return expr_failed(call->scratch, "the duration is longer than 292 years");
		return shift(call, a, adds ? b->integer : -b->integer);
	}
	if (a->type == EXPR_DURATION && b->type == EXPR_TIMESTAMP && adds)
		return shift(call, b, a->integer);
	if (a->type == EXPR_TIMESTAMP && b->type == EXPR_TIMESTAMP && !adds)
		return between(call, a, b);
	return no_overload(call, a, b);
}

static bool
is_time(const struct expr_value *value)
{
	return value->type == EXPR_TIMESTAMP || value->type == EXPR_DURATION;
}

struct expr_value
operate_arithmetic(struct call *call, enum operator_type sign, const struct expr_value *a,
		   const struct expr_value *b)
{
	if (is_time(a) && is_time(b))
		return with_times(call, sign, a, b);
	if (a->type != b->type)
		return no_overload(call, a, b);
	if (a->type == EXPR_INT)
		return with_ints(call, sign, a->integer, b->integer);
	if (a->type == EXPR_UINT)
		return with_uints(call, sign, a->natural, b->natural);
	if (a->type == EXPR_DOUBLE && sign != OPERATOR_REMAINDER)
		return with_doubles(sign, a->real, b->real);
	if (is_text(a) && sign == OPERATOR_ADD)
		return join_texts(call, a, b);
	if (a->type == EXPR_LIST && sign == OPERATOR_ADD)
		return join_lists(call, a, b);
	return no_overload(call, a, b);
}

struct expr_value
operate_negate(struct call *call, const struct expr_value *value)
{
	struct expr_value zero = {.type = value->type}, out = *value;

	if (value->type == EXPR_INT || value->type == EXPR_DURATION)
		return operate_arithmetic(call, OPERATOR_SUBTRACT, &zero, value);
	if (value->type != EXPR_DOUBLE)
		return expr_failed(call->scratch, "'-' does not take %s",
				   expr_type_name(value->type));
	out.real = -value->real;
	return out;
}

/* ---- containers ---- */

struct expr_value
operate_in(struct call *call, const struct expr_value *value, const struct expr_value *container)
{
	struct expr_value out = {.type = EXPR_BOOL}, held;

	if (container->type == EXPR_MAP) {
		out.boolean = find_key(call, container, value, &held);
		return out;
	}
	if (container->type != EXPR_LIST)
		return no_overload(call, value, container);
	for (size_t i = 0; i < expr_count(container) && !out.boolean && call->cost <= call->most;
	     i++) {
		struct expr_value item = expr_item(container, i);

		out.boolean = operate_same(call, value, &item);
	}
	return out;
}

/* A number that is whole, as an index. */
static bool
to_index(const struct expr_value *key, uint64_t *out)
{
	if (key->type == EXPR_INT && key->integer >= 0) {
		*out = (uint64_t)key->integer;
		return true;
	}
	if (key->type == EXPR_UINT) {
		*out = key->natural;
		return true;
	}
	if (key->type == EXPR_DOUBLE && key->real >= 0 && key->real < 4294967296.0 &&
	    (double)(uint64_t)key->real == key->real) {
		*out = (uint64_t)key->real;
		return true;
	}
	return false;
}

struct expr_value
operate_index(struct call *call, const struct expr_value *container, const struct expr_value *key)
{
	struct expr_value held;
	uint64_t index;

	if (container->type == EXPR_MAP) {
		if (!is_number(key) && key->type != EXPR_STRING && key->type != EXPR_BOOL)
			return expr_failed(call->scratch, "%s cannot be a key",
					   expr_type_name(key->type));
		if (find_key(call, container, key, &held))
			return held;
		if (key->type == EXPR_STRING && key->text.size < 64)
			return expr_failed(call->scratch, "the map has no key '%.*s'",
					   STR_ARG(key->text));
		return expr_failed(call->scratch, "the map has no such key");
	}
	if (container->type != EXPR_LIST)
		return expr_failed(call->scratch, "%s has no elements",
				   expr_type_name(container->type));
	if (!is_number(key))
		return expr_failed(call->scratch, "%s cannot be an index",
				   expr_type_name(key->type));
	if (!to_index(key, &index) || index >= expr_count(container))
		return expr_failed(call->scratch, "the index is outside of the list of %zu",
				   expr_count(container));
	return expr_item(container, (size_t)index);
}

struct expr_value
operate_field(const struct expr_value *map, struct str name, bool *found)
{
	const struct expr_value key = {.type = EXPR_STRING, .text = name};
	struct expr_value held = {0};
	struct call call = {.most = UINT64_MAX};

	*found = find_key(&call, map, &key, &held);
	return held;
}
