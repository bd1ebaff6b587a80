/* SPDX-License-Identifier: Apache-2.0
 *
 * What is built in, by path. The table itself is made from rules/ and policies/ when govlint is
 * built, sorted by path in byte order.
 */
#include "policy/policy.h"

const struct builtin_file *
policy_builtin(struct str path)
{
	size_t low = 0;
	size_t high = builtin_file_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(path, str_of(builtin_files[middle].path));

		if (order == 0)
			return &builtin_files[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
