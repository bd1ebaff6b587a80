/* SPDX-License-Identifier: Apache-2.0
 *
 * Words near a hit, for the detectors' own room.
 *
 *	if (header_mentions(detector, str_cut(text, start - 32, start))) …
 */
#ifndef GOVLINT_DETECT_HEADER_H
#define GOVLINT_DETECT_HEADER_H

#include "base/str.h"

struct detector;

/* Whether running text says one of the detector's header words. */
bool
header_mentions(const struct detector *detector, struct str text);

/* Whether one of them is the last it says. */
bool
header_ends(const struct detector *detector, struct str text);

#endif
