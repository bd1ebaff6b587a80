/* SPDX-License-Identifier: Apache-2.0
 *
 * Memory for a library that does not survive being refused any, and that calls back for it without
 * saying on whose behalf, so that no arena can be at hand: there is memory, or the process ends
 * with 2. Only for a process that may (`exhausted.ends` of arena.h): a program does not get into a
 * state that its library has no name for, and whoever embeds govlint is never ended by it.
 *
 *	table = demand_memory(NULL, 64);
 *	table = demand_memory(table, 128);
 *	demand_free(table);
 */
#ifndef GOVLINT_BASE_DEMAND_H
#define GOVLINT_BASE_DEMAND_H

#include <stddef.h>

/* As realloc, but NULL only for a size that no input may ask for: more than 1 GiB at once. */
void *
demand_memory(void *old, size_t size);

/* NULL is fine. */
void
demand_free(void *memory);

/* One line on the error output, and the end of the process with the code for "undecided". Nothing
 * that is buffered is written. */
void
demand_failed(void) __attribute__((noreturn));

#endif
