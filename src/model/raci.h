/* SPDX-License-Identifier: Apache-2.0
 *
 * Who does what: for each activity the roles that answer for it (A), do it (R), are asked (C) or told (I).
 */
#ifndef GOVLINT_MODEL_RACI_H
#define GOVLINT_MODEL_RACI_H

#include <stddef.h>

#include "base/str.h"
#include "model/place.h"

/* Letters of a cell, to be added up: "A/R" is both. */
enum raci_letter {
	RACI_ACCOUNTABLE = 1,
	RACI_RESPONSIBLE = 2,
	RACI_CONSULTED = 4,
	RACI_INFORMED = 8,
};

struct raci_cell {
	struct str role;
	unsigned letters;
};

struct raci_row {
	struct str activity;
	struct raci_cell *cells;
	size_t count;
	struct place place; /* of the activity */
	struct str pack;
};

#endif
