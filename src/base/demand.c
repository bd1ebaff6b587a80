/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory or the end: sizes go in, memory of the C library comes out, and where there is none the
 * process leaves with 2.
 *
 * The one thing to know: there is no state here, which is why the end is the process's and not that
 * of a run. A size beyond the bound is what somebody's file claims rather than what is needed, and
 * is refused in the ordinary way, which names the file.
 */
#include "base/demand.h"

#include <stdlib.h>
#include <unistd.h>

enum {
	DEMAND_UNDECIDED = 2,
};

#define DEMAND_LARGEST ((size_t)1 << 30)

void
demand_failed(void)
{
	static const char message[] = "govlint: error: out of memory\n";
	ssize_t wrote = write(2, message, sizeof message - 1);
	(void)wrote;
	_exit(DEMAND_UNDECIDED);
}

void *
demand_memory(void *old, size_t size)
{
	if (size > DEMAND_LARGEST)
		return NULL;
	void *memory = realloc(old, size ? size : 1);
	if (!memory)
		demand_failed();
	return memory;
}

void
demand_free(void *memory)
{
	free(memory);
}
