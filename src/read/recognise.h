/* SPDX-License-Identifier: Apache-2.0
 *
 * What a file is, from its name and first bytes.
 */
#ifndef GOVLINT_READ_RECOGNISE_H
#define GOVLINT_READ_RECOGNISE_H

#include "read/read.h"

/* The format whose signature the bytes bear, or NULL; the one the name agrees with goes first. */
const struct format *
recognise_magic(struct str path, struct str head);

/* The format with the longest ending that the name has, or NULL. */
const struct format *
recognise_ending(struct str path);

/* What stands in the place of content that is elsewhere: the words that name it, or NULL. */
const char *
recognise_stand_in(struct str head);

/* Records are often misnamed: JSON called .csv, JSON Lines called .json and the reverse. The
 * format that the bytes (UTF-8) show, `format` (which may be NULL) when they do not say. */
const struct format *
recognise_records(const struct format *format, struct str head);

#endif
