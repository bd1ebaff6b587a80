/* SPDX-License-Identifier: Apache-2.0
 *
 * What the two halves of the torture share: a page of memory, mapped from the file that the
 * environment names, by which torture.c says what is to fail and torture_faults.c says what it met.
 */
#ifndef GOVLINT_HARNESS_TORTURE_H
#define GOVLINT_HARNESS_TORTURE_H

#include <stdatomic.h>

#define TORTURE_PLAN "GOVLINT_TORTURE_PLAN"

enum torture_kind {
	TORTURE_MEMORY,
	TORTURE_THREAD,
	TORTURE_MAP,
	TORTURE_OPEN,
	TORTURE_LOOK, /* at what a path or a descriptor is */
	TORTURE_LIST,
	TORTURE_READ,
	TORTURE_WRITE,
	TORTURE_CLOSE,
	TORTURE_KINDS,
};

enum torture_how {
	TORTURE_NOTHING, /* count only */
	TORTURE_ONCE,
	TORTURE_ONWARD,
	TORTURE_SHORT,       /* its own reads and writes move a few bytes at a time */
	TORTURE_INTERRUPTED, /* every other of the program's own reads and writes is, first */
};

struct torture_plan {
	enum torture_how how;
	enum torture_kind kind;
	long at;    /* the call that fails, 1-based */
	int number; /* with this errno */
	atomic_long calls[TORTURE_KINDS];
	atomic_long met; /* calls that did fail */
};

#endif
