/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses that chance explains. In: text and where an address stands in it. Out: whether what is
 * around it is qualities of sequences, encoded bytes or passwords, of which some look like a short
 * address: "9<;B;FF@CC.DE=?>A".
 */
#include "detect/noise.h"

#include <string.h>

#include "detect/token.h"

enum {
	LABEL_MAX = 3,  /* letters before the ending that random characters easily have */
	REACH = 40,     /* bytes on either side that show what the text is made of … */
	SIGNS = 3,      /* … so many different signs … */
	SIGNS_MANY = 4, /* … or so many, where nothing else shows it */
};

/* Whether random characters easily come out so: the parts before the ending are short, or have digits. */
static bool
is_loose_domain(struct str domain)
{
	struct str rest = domain;
	struct str label;

	while (str_split(&rest, '.', &label))
		if (rest.size > 0 && label.size > LABEL_MAX && token_digit(label, 0) == label.size)
			return false;
	return true;
}

static bool
is_blank_or_quote(struct str text, size_t at)
{
	return at >= text.size || strchr(" \t\r\n\"'", text.data[at]);
}

/* "mailto:", "user=": a name in small letters, or one that says what stands behind it. */
static bool
is_name_before(struct str text, size_t end)
{
	struct str last = str_cut(text, end > 4 ? end - 4 : 0, end);

	if (str_equal_fold(last, STR("mail")) || str_equal_fold(last, STR("ilto")))
		return true;
	for (size_t i = 0; i < last.size; i++)
		if (last.data[i] < 'a' || last.data[i] > 'z')
			return false;
	return last.size == 4;
}

/* Behind a name with ':' or '=', between blanks or quotes, or in '<' and '>'. */
static bool
is_bounded(struct str text, size_t start, size_t end)
{
	char before = start > 0 ? text.data[start - 1] : ' ';

	if (before == ':' || before == '=')
		return is_name_before(text, start - 1);
	if (before == '<')
		return end < text.size && text.data[end] == '>';
	return is_blank_or_quote(text, start > 0 ? start - 1 : text.size) &&
	       is_blank_or_quote(text, end);
}

bool
noise_address(struct str text, size_t start, size_t at, size_t end)
{
	static const char signs[] = ";<=>?!#$%&*^~|`\\/+";
	size_t low = start > REACH ? start - REACH : 0;
	bool capitals = false;
	unsigned seen = 0;
	size_t count = 0;

	if (!is_loose_domain(str_cut(text, at + 1, end)) || is_bounded(text, start, end))
		return false;
	for (size_t i = at; i < end; i++)
		capitals |= text.data[i] >= 'A' && text.data[i] <= 'Z';
	for (size_t i = low; i < text.size && i < end + REACH; i++) {
		const char *sign = text.data[i] ? strchr(signs, text.data[i]) : NULL;

		if (sign)
			seen |= 1u << (sign - signs);
	}
	for (; seen; seen &= seen - 1)
		count++;
	return count >= (capitals ? SIGNS : SIGNS_MANY);
}
