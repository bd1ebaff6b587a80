/* SPDX-License-Identifier: Apache-2.0
 *
 * Sizes, and what texts hold. A pattern that is not a literal is compiled when it is met; one that
 * cannot decide within its limits is an error, not "no match".
 */
#include "base/regex.h"
#include "base/utf8.h"
#include "expr/functions.h"

enum {
	BYTES_A_STEP = 64,     /* cost no more than evaluating a node */
	MATCH_STEPS = 16,      /* what a search takes at least */
	LONGEST_MATCH = 20000, /* … and one that does not decide */
};

static size_t
code_points(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.size; i++)
		count += ((unsigned char)text.data[i] & 0xc0) != 0x80;
	return count;
}

struct expr_value
text_size(struct call *call, const struct expr_value *values)
{
	size_t size = expr_count(values);

	if (values->type == EXPR_STRING)
		size = code_points(values->text);
	else if (values->type == EXPR_BYTES)
		size = values->text.size;
	if (values->type == EXPR_STRING)
		call->cost += values->text.size / BYTES_A_STEP;
	return make_int((int64_t)size);
}

struct expr_value
text_contains(struct call *call, const struct expr_value *values)
{
	call->cost += values[0].text.size / BYTES_A_STEP;
	return make_bool(values[1].text.size == 0 ||
			 str_find(values[0].text, values[1].text) != SIZE_MAX);
}

struct expr_value
text_starts(struct call *call, const struct expr_value *values)
{
	(void)call;
	return make_bool(str_starts(values[0].text, values[1].text));
}

struct expr_value
text_ends(struct call *call, const struct expr_value *values)
{
	(void)call;
	return make_bool(str_ends(values[0].text, values[1].text));
}

struct expr_value
text_matches(struct call *call, const struct expr_value *values)
{
	const struct regex *regex = call->pattern;
	struct regex *compiled;

	call->cost += MATCH_STEPS + (values[0].text.size + values[1].text.size) / BYTES_A_STEP;
	if (!regex) {
		struct err *err =
			regex_compile(&compiled, call->scratch, values[1].text, REGEX_POLICY);

		if (err) {
			err_settle(err);
			return expr_failed(call->scratch, "%s", err->message);
		}
		regex = compiled;
	}
	switch (regex_match(regex, call->scratch, values[0].text, NULL)) {
	case REGEX_MATCH:
		return make_bool(true);
	case REGEX_NO_MATCH:
		return make_bool(false);
	case REGEX_UNDECIDED:
		call->cost += LONGEST_MATCH;
		break;
	}
	return expr_failed(call->scratch, "matches() could not decide within its limits");
}
