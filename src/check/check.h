/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of check/: facts → findings. A check is a primitive with typed arguments; the loader
 * compiles a rule's `check:` by its table, the engine hands it one item at a time. Checks ask for
 * facts through the item and never open a file.
 *
 * A check either reports findings, or reports none (the item holds), or returns an error (the item
 * is not verified). Unknown is an error, never "holds".
 */
#ifndef GOVLINT_CHECK_CHECK_H
#define GOVLINT_CHECK_CHECK_H

#include "model/finding.h"
#include "model/trace.h"
#include "model/view.h"

/* A name that a finding binds for the message: {field}, {count}. */
struct binding {
	const char *name;
	struct value value;
	bool reasons; /* a text of our own, which may be long */
};

/* What a check found; unset parts fall back to the artifact. */
struct found {
	const struct artifact *source; /* whose path and text are shown; NULL: the item's */
	struct str path;               /* none: the source's */
	struct place place;            /* line 0: the source's */
	struct str subject;
	const struct binding *bindings;
	size_t binding_count;
	const struct value *element; /* what `as` names */
};

/* One rule on one artifact (in one system), while it is judged. */
struct item {
	struct view *view;
	const struct planned_rule *planned;
	struct artifact *artifact;
	struct artifact *system;   /* the system it is judged for, or NULL */
	struct findings *findings; /* where found things go; in the worker's run arena */
	size_t muted;              /* inside `none` and `any`: count instead of reporting */
	size_t found;              /* all that was found, also beyond limits->findings */
	struct trace *trace;       /* how it comes to its answer; NULL: nobody asks */
};

/* What an item is judged by beside its artifact and those related to it. */
enum check_reads {
	READS_ITSELF,
	READS_FILES, /* files whose paths its facts name */
	READS_LINKS, /* whether what its facts name is there */
	READS_KIND,  /* all artifacts of the kind */
};

struct check {
	const char *name;
	const char *summary;
	const char *kind; /* the one kind whose rules may use it; NULL: any */
	const char *const
		*asks; /* facts of it, or fields ("fact.field"), asked for by name; or NULL */
	const struct arg_def *args; /* ended by a row without a name */
	const char *const *binds;   /* names its findings bind, NULL at the end */
	struct err *(*judge)(struct item *item, const struct arg *args);
	const char *const *needs; /* one of these arguments at least, NULL at the end; NULL: none */
	/* Why these arguments do not go together, or NULL when they do. NULL: always do. */
	const char *(*refuse)(const struct arg *args);
	enum check_reads reads;
};

/* All checks, ended by NULL. */
extern const struct check *const checks[];

const struct check *
check_named(struct str name);

/* The value a reference leads to, for the item; NULL is "nothing there". NULL relation: `*out` NULL
 * for the artifact as a whole; for a field of it an error, save `system`, whose risk tier then
 * counts as the highest. `source` (may be NULL) receives the artifact that it was read from. */
struct err *
check_value(struct item *item, const struct ref *ref, const struct value **out,
	    struct artifact **source) MUST_USE;

/* The value of an operand: the constant or the parameter. */
const struct value *
check_operand(const struct item *item, const struct operand *operand);

/* Whether all conditions hold, asked in the order they are written and no further than the first
 * that does not; `element` is what `where` speaks about, or NULL for `when`. Null compares as an
 * error, save with is_set. */
struct err *
check_predicate(struct item *item, const struct predicate *predicate, const struct value *element,
		bool *out) MUST_USE;

/* What is compared: `name` is how messages call the value. */
struct comparison {
	struct str name;
	enum fact_type type;
	const struct value *value;
	enum operation operation;
	const struct value *operand;
	const struct regex *regex; /* of a constant pattern, or NULL */
};

/* Compare by an operation; tiers and stages by their rank in the plan. */
struct err *
check_operation(struct item *item, const struct comparison *comparison, bool *out) MUST_USE;

/* at_least, at_most, … as rules write them; false for any other word. */
bool
operation_named(struct str word, enum operation *out);

const char *
operation_name(enum operation operation);

/* Whether an expression is true for the item, and for `element` where it chooses among those of a list
 * (else NULL); what it cannot tell is an error. */
struct err *
check_expression(struct item *item, const struct expr *expr, const struct value *element,
		 bool *out) MUST_USE;

/* Judge a node of the rule's check. */
struct err *
check_node(struct item *item, const struct check_node *node) MUST_USE;

/* The id of the system that the item is about: it is judged for that one, is owed by it or is that one
 * itself; or none. */
struct str
check_system(const struct item *item);

/* Report one finding of the item. Every detection in check/ goes through here. */
void
check_report(struct item *item, const struct found *found);

/* Once the item is judged: one more finding that counts those beyond limits->findings, if any. */
void
check_report_rest(struct item *item);

/* The rule's message with its holes filled. */
struct str
check_message(struct item *item, const struct found *found);

#endif
