/* SPDX-License-Identifier: Apache-2.0
 *
 * What a text says, however it is written, for the detectors' own room. A plain text is never longer
 * than what it was made of.
 *
 *	if (plain_is_other(text))
 *		text = plain_text(room, text);
 */
#ifndef GOVLINT_DETECT_PLAIN_H
#define GOVLINT_DETECT_PLAIN_H

#include "base/buf.h"

/* A blank beyond ASCII, or a character that is not seen. */
bool
plain_is_blank(uint32_t point);

/* Whether so many digits of whatever script stand in it. */
bool
plain_has_digits(struct str text, size_t enough);

/* Whether the plain text differs. */
bool
plain_is_other(struct str text);

/* Valid until the next call with this room. */
struct str
plain_text(struct buf *room, struct str text);

/* Where in `text` that starts which is at `offset` of the plain text. */
size_t
plain_origin(struct str text, size_t offset);

#endif
