/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding an entry by its path: entries are sorted in byte order, so halving does it.
 */
#include "model/repository.h"

const struct entry *
entries_find(const struct entries *entries, struct str path)
{
	size_t low = 0;
	size_t high = entries->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(entries->items[middle].path, path);
		if (order == 0)
			return &entries->items[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
