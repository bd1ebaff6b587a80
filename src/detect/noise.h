/* SPDX-License-Identifier: Apache-2.0
 *
 * Addresses among random characters, for the detectors' own room.
 *
 *	if (noise_address(text, start, at, end)) …
 */
#ifndef GOVLINT_DETECT_NOISE_H
#define GOVLINT_DETECT_NOISE_H

#include "base/str.h"

/* Whether the address text[start, end) with its '@' at `at` may be an accident. */
bool
noise_address(struct str text, size_t start, size_t at, size_t end);

#endif
