/* SPDX-License-Identifier: Apache-2.0
 *
 * Names and conditions in a rule after loading: every name resolved against the kinds' tables, every
 * pattern compiled. Operands are constants or parameters.
 */
#ifndef GOVLINT_MODEL_REF_H
#define GOVLINT_MODEL_REF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/kind.h"
#include "model/value.h"

struct expr;
struct regex;

/* Where a name in a rule leads: `columns`, `card.version`, `system.risk_tier`, `hit.entity`. */
enum ref_root {
	REF_SELF,    /* a fact of the judged artifact */
	REF_RELATED, /* a fact of a related artifact, or the related artifact itself */
	REF_ELEMENT, /* a field of the element at hand (`where`, `as`) */
	REF_BOUND,   /* something the check says of its finding ({field}, {count}) */
	REF_PARAM,   /* $name */
};

#define REF_WHOLE ((size_t)-1)

struct ref {
	struct str text; /* as written, for messages */
	enum ref_root root;
	size_t relation;  /* index among the kind's relations */
	size_t fact;      /* index into the facts of the kind, REF_WHOLE = the artifact */
	struct str field; /* "a.b" inside the fact's value, the element's field, the bound name */
	size_t param;     /* index into rule.params */
	enum fact_type type;
	const struct fact_def *def; /* of the fact or field, where it has one */
	struct place place;
};

/* A text that an expression compares with a fact that may be one of a few; NULL ends the list. */
struct compared_word {
	const struct fact_def *def;
	struct str text;
	const struct compared_word *next;
};

struct operand {
	bool is_param;
	size_t param;
	struct value constant;
};

enum operation {
	OPERATION_AT_LEAST,
	OPERATION_AT_MOST,
	OPERATION_ABOVE,
	OPERATION_BELOW,
	OPERATION_EQUALS,
	OPERATION_ONE_OF,
	OPERATION_MATCHES,
	OPERATION_IS_SET,
};

struct condition {
	struct ref ref;
	enum operation operation;
	struct operand operand;
	const struct regex *regex; /* of a constant `matches` */
};

/* How policy/, which compiles expressions, and those who evaluate them number names. A field of an
 * artifact is a fact by its index, or a relation. */
enum {
	EXPRESSION_ARTIFACT,
	EXPRESSION_PARAMS,
	EXPRESSION_NOW,
	EXPRESSION_ELEMENT,
};
#define EXPRESSION_RELATED ((size_t)1 << 24) /* and the relation's number */
#define EXPRESSION_MANY    ((size_t)1 << 25) /* it leads to several: a list */
#define EXPRESSION_SYSTEM  ((size_t)1 << 26) /* the system that the item is judged for */

/* All conditions hold, and the expression, where there is one. Nothing at all holds always. */
struct predicate {
	struct condition *conditions;
	size_t count;
	const struct expr *expr;
	struct place place;
};

#endif
