/* SPDX-License-Identifier: Apache-2.0
 *
 * Digests as text: which texts have the form in which programs write them.
 */
#include "base/hex.h"

bool
hex_is_lower(struct str text, size_t count)
{
	for (size_t i = 0; i < text.size; i++)
		if (hex_digit(text.data[i]) < 0 || (text.data[i] >= 'A' && text.data[i] <= 'F'))
			return false;
	return text.size == count;
}
