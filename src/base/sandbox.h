/* SPDX-License-Identifier: Apache-2.0
 *
 * Giving up, for good, what a program that only reads does not need: after this the process and its
 * threads read beneath the folders named and nowhere else, create, change and execute nothing,
 * start no process and open no connection. Descriptors that are open stay as they are.
 *
 *	static const char *const folders[] = {"repository", "repository/.git"};
 *	TRY(sandbox_enter(folders, 2, false, run));
 */
#ifndef GOVLINT_BASE_SANDBOX_H
#define GOVLINT_BASE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct arena;

/* Once, before other threads are started. Where the kernel (or this build) lacks something, the
 * rest is done, and it is an error only when `required`. */
struct err *
sandbox_enter(const char *const *folders, size_t count, bool required,
	      struct arena *arena) MUST_USE;

#endif
