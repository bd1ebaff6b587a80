/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbered pieces of work on a few threads. Which thread does which piece is not defined; results
 * go into an array by number and are joined in order, so the outcome does not depend on it.
 *
 *	pool_run(jobs, count, work, context);   // work(context, worker, index)
 */
#ifndef GOVLINT_BASE_POOL_H
#define GOVLINT_BASE_POOL_H

#include <stddef.h>

/* Do the pieces 0 … count-1; returns when all are done. `worker` is below `workers`. Threads that
 * cannot be started are done without. */
void
pool_run(size_t workers, size_t count, void (*work)(void *context, size_t worker, size_t index),
	 void *context);

#endif
