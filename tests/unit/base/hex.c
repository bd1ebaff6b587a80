/* SPDX-License-Identifier: Apache-2.0 */
#include "base/hex.h"

#include <limits.h>

#include "harness/test.h"

TEST(base_hex, digits_count_in_either_case)
{
	static const char digits[] = "0123456789abcdef";
	int all = 0;
	for (int i = 0; i < 16; i++)
		CHECK_INT(hex_digit(digits[i]), i);
	CHECK_INT(hex_digit('A'), 10);
	CHECK_INT(hex_digit('F'), 15);
	for (int byte = CHAR_MIN; byte <= CHAR_MAX; byte++)
		all += hex_digit((char)byte) >= 0;
	CHECK_INT(all, 22);
}

TEST(base_hex, digests_are_of_one_length_in_lower_case)
{
	CHECK(hex_is_lower(STR("0123456789abcdef"), 16));
	CHECK(!hex_is_lower(STR("0123456789abcdeF"), 16));
	CHECK(!hex_is_lower(STR("0123456789abcdeg"), 16));
	CHECK(!hex_is_lower(STR("0123456789abcde"), 16));
	CHECK(!hex_is_lower(STR("0123456789abcdef0"), 16));
	CHECK(!hex_is_lower((struct str){0}, 16));
}
