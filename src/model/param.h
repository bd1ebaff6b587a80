/* SPDX-License-Identifier: Apache-2.0
 *
 * What a rule leaves to packs and teams to choose: name, type, default, bounds, and what the stricter
 * of two settings is. Values are in the plan.
 */
#ifndef GOVLINT_MODEL_PARAM_H
#define GOVLINT_MODEL_PARAM_H

#include <stdbool.h>

#include "base/str.h"
#include "model/place.h"
#include "model/value.h"

enum param_type {
	PARAM_BOOL,
	PARAM_INT,
	PARAM_NUMBER,
	PARAM_STRING,
	PARAM_ENUM,
	PARAM_DATE,
	PARAM_DURATION,
	PARAM_GLOB,
	PARAM_ROLE,
	PARAM_LIST,
	PARAM_MAP,
};

enum stricter {
	STRICTER_NONE, /* two packs that differ are a load error */
	STRICTER_LOWER,
	STRICTER_HIGHER,
	STRICTER_SUBSET,
	STRICTER_SUPERSET,
	STRICTER_ORDER, /* the later in `order` */
};

struct param {
	struct str name;
	enum param_type type;
	enum param_type element; /* of a list or map */
	struct value initial;    /* the rule's default */
	const struct value *min;
	const struct value *max;
	const struct value *values; /* of an enum: the list */
	enum stricter stricter;
	const struct value *order; /* [weakest, …, strictest] */
	bool used;
	struct place place;
};

#endif
