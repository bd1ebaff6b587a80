/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of addresses, for the detectors' own room.
 *
 *	size_t end = domain_read(text, at + 1, true);
 */
#ifndef GOVLINT_DETECT_DOMAIN_H
#define GOVLINT_DETECT_DOMAIN_H

#include "base/str.h"

/* The end of the domain that starts at `start`, behind marks of emphasis; 0: there is none. `wide`:
 * letters beyond ASCII belong to it. */
size_t
domain_read(struct str text, size_t start, bool wide);

/* Whether most domains end so: "com", "de". */
bool
domain_ends_as_most(struct str label);

/* Whether a byte is beyond ASCII. */
bool
domain_is_high(char byte);

/* Whether what stands at `at`, which is beyond ASCII, is no letter of names. */
bool
domain_is_mark(struct str text, size_t at);

/* Whether the text is one of a list that NULL ends; ASCII letters fold. */
bool
domain_is_among(const char *const *list, struct str text);

#endif
