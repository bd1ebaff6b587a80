/* SPDX-License-Identifier: Apache-2.0
 *
 * Digits → whether somebody may have that telephone number. In: digits, or what was read of them. Out:
 * whether they are as long as the country's numbers are, and are none of those kept for films and
 * examples. How they are written is looked at in phone.c.
 */
#include "detect/phone_number.h"

#include <string.h>

#include "detect/calling_code.h"
#include "detect/token.h"
#include "detect/written.h"

/* NXX: two to nine, and not N11, which are services. */
static bool
is_nxx(const char *digits)
{
	return digits[0] >= '2' && !(digits[1] == '1' && digits[2] == '1');
}

/* 555-0100 to 555-0199 in every area. */
bool
phone_number_is_fiction(const char *digits)
{
	return memcmp(digits + 3, "55501", 5) == 0;
}

bool
phone_number_is_north_american(const char *digits, size_t count)
{
	return count == PHONE_NORTH_AMERICAN && is_nxx(digits) && is_nxx(digits + 3) &&
	       !phone_number_is_fiction(digits) && !token_same(digits, count);
}

/* Ofcom's numbers for drama: 020 7946 0xxx, 07700 900xxx and the like. */
bool
phone_number_is_drama(const char *digits, size_t count)
{
	static const char *const prefixes[] = {
		"44207946",  "447700900", "441632960", "441134960", "441144960",
		"441154960", "441164960", "441174960", "441184960", "441214960",
		"441314960", "441414960", "441514960", "441614960", "441914980",
		"442896496", "442920180", "448081570", NULL,
	};

	for (const char *const *prefix = prefixes; *prefix; prefix++)
		if (str_starts(str_make(digits, count), str_of(*prefix)))
			return true;
	return false;
}

bool
phone_number_is_international(const struct written *written)
{
	const char *digits = written->digits;
	size_t code;

	/* One point and nothing else, or few digits behind the last one, is a number with a fraction. */
	if (written->points == 1 && (written->others == 0 || written->fraction > 0))
		return false;
	if (written->count < PHONE_DIGITS_MIN || token_same(digits, written->count))
		return false;
	code = calling_code(digits, written->count);
	if (code == 1 && digits[0] == '1')
		return phone_number_is_north_american(digits + 1, written->count - 1);
	return code > 0 && !phone_number_is_drama(digits, written->count);
}
