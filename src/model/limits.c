/* SPDX-License-Identifier: Apache-2.0
 *
 * The budgets a run has unless somebody raises them, as a struct to ask and as a table to name.
 */
#include "model/limits.h"

#include <errno.h>

#include "base/arena.h"

const struct limits limits_default = {
#define LIMIT(name, usual, ...) .name = usual,
#include "model/limits.list"
#undef LIMIT
};

const struct limit limits_table[] = {
#define LIMIT(name, usual, what, why) {#name, what, why, usual, offsetof(struct limits, name)},
#include "model/limits.list"
#undef LIMIT
	{0},
};

bool
limits_set(struct limits *limits, struct str name, size_t value)
{
	for (const struct limit *limit = limits_table; limit->name; limit++)
		if (str_is(name, limit->name)) {
			*(size_t *)((char *)limits + limit->offset) = value;
			return true;
		}
	return false;
}

struct err *
limits_met(struct err *err, const char *name)
{
	err->message = arena_print(err->arena, "%s (--limit %s=N raises it)", err->message, name);
	return err;
}

struct err *
limits_named(struct err *err, const char *name)
{
	return err && err->number == EFBIG ? limits_met(err, name) : err;
}
