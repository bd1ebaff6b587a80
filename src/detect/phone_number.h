/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether somebody can be called by digits, for the detectors' own room.
 *
 *	if (written_read(text, at, &written) && phone_number_is_international(&written)) …
 */
#ifndef GOVLINT_DETECT_PHONE_NUMBER_H
#define GOVLINT_DETECT_PHONE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct written;

enum {
	PHONE_DIGITS_MIN = 7, /* E.164 numbers may be shorter; those are islands' and services' */
	PHONE_NORTH_AMERICAN = 10,
};

/* 555-0100 to 555-0199: the last seven of ten digits. */
bool
phone_number_is_fiction(const char *digits);

/* NXX NXX XXXX that is no fiction. */
bool
phone_number_is_north_american(const char *digits, size_t count);

/* Numbers kept for drama in the United Kingdom, with their calling code. */
bool
phone_number_is_drama(const char *digits, size_t count);

/* A calling code and as many digits behind it as are used there. */
bool
phone_number_is_international(const struct written *written);

#endif
