/* SPDX-License-Identifier: Apache-2.0
 *
 * The name that stands right before a number inside text, for the detectors' own room.
 *
 *	if (announced_by(&detect_phone, text, at) == ANNOUNCED_AS_NAME) …
 */
#ifndef GOVLINT_DETECT_ANNOUNCED_H
#define GOVLINT_DETECT_ANNOUNCED_H

#include "base/str.h"

struct detector;

enum announced {
	NOT_ANNOUNCED,
	ANNOUNCED_AS_WORD, /* "tel 030…", "Phone 415…" */
	ANNOUNCED_AS_NAME, /* "tel=", "phone: ", "\"phone\": \"", "<phone>", "TEL;TYPE=CELL:" */
};

/* How what stands before `at` names what the detector looks for. */
enum announced
announced_by(const struct detector *detector, struct str text, size_t at);

#endif
