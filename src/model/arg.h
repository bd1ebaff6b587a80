/* SPDX-License-Identifier: Apache-2.0
 *
 * The arguments of a check: what each may be (tables in check/), and what a rule gave.
 */
#ifndef GOVLINT_MODEL_ARG_H
#define GOVLINT_MODEL_ARG_H

#include "model/ref.h"

/* What one argument of a check may be; the tables are in check/. */
enum arg_type {
	ARG_FACT,       /* a fact of the kind or of a related artifact */
	ARG_ROOT,       /* a relation: `in: card` */
	ARG_NAMES,      /* a list of fact names of ARG_ROOT (or of the artifact), or $param */
	ARG_AS,         /* a name for the element */
	ARG_WHERE,      /* a predicate over the element */
	ARG_INT,        /* an integer or $param */
	ARG_NUMBER,     /* a number or $param */
	ARG_ANY,        /* a constant or $param, or `true` beside ARG_OTHER */
	ARG_OTHER,      /* another fact to compare with */
	ARG_PATTERN,    /* a regular expression or $param */
	ARG_LIST,       /* a list of constants or $param */
	ARG_KIND,       /* the name of a kind */
	ARG_PROTECT,    /* the list of `approved`, or $param */
	ARG_EXPRESSION, /* a condition in the language of expr/ */
	ARG_PERIOD,     /* a duration or $param */
	ARG_STRINGS,    /* a list of texts or $param */
	ARG_FIELD,      /* a field of the elements of ARG_FACT */
	ARG_TARGET, /* another fact, or a field of the elements of ARG_FACT where that is a list */
	ARG_FILE,   /* the path of a file that belongs to the policy */
};

struct arg_def {
	const char *name;
	enum arg_type type;
	bool required;
	const char *summary;
};

/* One argument as given; which member holds follows from its definition. */
struct arg {
	bool given;
	struct place place;
	struct ref ref; /* FACT, ROOT, OTHER, FIELD, TARGET */
	struct operand
		operand; /* NAMES, INT, NUMBER, ANY, PATTERN, LIST, PROTECT, PERIOD, STRINGS */
	struct predicate where;    /* WHERE */
	struct str name;           /* AS, FILE */
	const struct kind *kind;   /* KIND */
	const struct regex *regex; /* PATTERN, when constant */
	const struct expr *expr;   /* EXPRESSION */
};

#endif
