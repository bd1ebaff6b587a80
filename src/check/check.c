/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of checks. In: the rows of check.list. Out: lookup by the name that rules write. A check
 * is added by its file and its row; nothing here knows any of them.
 */
#include "base/str.h"
#include "check/internal.h"

const struct check *const checks[] = {
#define ROW(name) &check_##name,
#include "check/check.list"
#undef ROW
	NULL,
};

const struct check *
check_named(struct str name)
{
	for (size_t i = 0; checks[i]; i++)
		if (str_is(name, checks[i]->name))
			return checks[i];
	return NULL;
}
