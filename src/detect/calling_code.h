/* SPDX-License-Identifier: Apache-2.0
 *
 * Which country's numbers look like this.
 *
 *	calling_code("442079460958", 12) → 2
 */
#ifndef GOVLINT_DETECT_CALLING_CODE_H
#define GOVLINT_DETECT_CALLING_CODE_H

#include <stddef.h>

/* The number of digits of the calling code that the digits start with, when what follows is as long
 * as that country's numbers are; else 0. */
size_t
calling_code(const char *digits, size_t count);

#endif
