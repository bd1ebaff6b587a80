/* SPDX-License-Identifier: Apache-2.0
 *
 * A rule as it is after loading: every name resolved against the kinds' tables, every pattern
 * compiled, nothing left to look up by text. Made by policy/, run by check/ and engine/, read by
 * report/. Operands are constants or parameters; parameters get their values in the plan.
 */
#ifndef GOVLINT_MODEL_RULE_H
#define GOVLINT_MODEL_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/kind.h"
#include "model/value.h"

struct check;
struct regex;

enum severity {
	SEVERITY_OFF,
	SEVERITY_NOTE,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

enum on_empty {
	ON_EMPTY_FAIL,
	ON_EMPTY_WARN,
	ON_EMPTY_PASS,
};

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

struct operand {
	bool is_param;
	size_t param;
	struct value constant;
};

enum operator{
	OPERATOR_AT_LEAST,
	OPERATOR_AT_MOST,
	OPERATOR_ABOVE,
	OPERATOR_BELOW,
	OPERATOR_EQUALS,
	OPERATOR_ONE_OF,
	OPERATOR_MATCHES,
	OPERATOR_IS_SET,
};

struct condition {
	struct ref ref;
	enum operator operator;
	struct operand operand;
	const struct regex *regex; /* of a constant `matches` */
};

/* All conditions hold. Zero conditions hold always. */
struct predicate {
	struct condition *conditions;
	size_t count;
};

/* What one argument of a check may be; the tables are in check/. */
enum arg_type {
	ARG_FACT,    /* a fact of the kind or of a related artifact */
	ARG_ROOT,    /* a relation: `in: card` */
	ARG_NAMES,   /* a list of fact names of ARG_ROOT (or of the artifact), or $param */
	ARG_AS,      /* a name for the element */
	ARG_WHERE,   /* a predicate over the element */
	ARG_INT,     /* an integer or $param */
	ARG_NUMBER,  /* a number or $param */
	ARG_ANY,     /* a constant or $param, or `true` beside ARG_OTHER */
	ARG_OTHER,   /* another fact to compare with */
	ARG_PATTERN, /* a regular expression or $param */
	ARG_LIST,    /* a list of constants or $param */
	ARG_KIND,    /* the name of a kind */
	ARG_PROTECT, /* the list of `approved`, or $param */
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
	struct ref ref;            /* FACT, ROOT, OTHER */
	struct operand operand;    /* NAMES, INT, NUMBER, ANY, PATTERN, LIST, PROTECT */
	struct predicate where;    /* WHERE */
	struct str name;           /* AS */
	const struct kind *kind;   /* KIND */
	const struct regex *regex; /* PATTERN, when constant */
};

enum node_type {
	NODE_CHECK,
	NODE_ALL, /* every child holds; the findings of all */
	NODE_ANY, /* one child holds; else the findings of the last: guards first, the demand last */
	NODE_NONE, /* no child holds; one finding at the artifact for each that does */
};

struct check_node {
	enum node_type type;
	const struct check *check;
	struct arg *args; /* in the order of check->args */
	struct check_node *children;
	size_t child_count;
	struct place place;
};

/* A message with holes: text, then a reference, then text … */
struct template_part {
	struct str text;
	bool has_ref;
	struct ref ref;
};

struct template
{
	struct template_part *parts;
	size_t count;
};

struct rule {
	struct str id;
	struct str title;
	struct str why;
	struct str fix;
	const struct kind *kind;
	enum severity severity;
	enum on_empty on_empty;
	struct param *params;
	size_t param_count;
	struct predicate when;
	struct check_node check;
	struct template message;
	bool reads_system;            /* judged once per claiming system */
	bool *relations_used;         /* by relation of the kind */
	const struct value *examples; /* list, or NULL where they were stripped */
	struct str file;              /* where it was loaded from */
	struct str from;              /* "built-in" or the folder of the team */
};

const char *
severity_name(enum severity severity);

/* error, warning, note (and off where `allow_off`); false for any other word. */
bool
severity_parse(struct str text, bool allow_off, enum severity *out);

#endif
