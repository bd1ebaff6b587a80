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
#include "model/arg.h"
#include "model/kind.h"
#include "model/param.h"
#include "model/value.h"

struct check;

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
	bool allows_inline; /* a comment in the judged file may excuse a finding */
	struct param *params;
	size_t param_count;
	struct predicate when;
	struct check_node check;
	struct template message;
	bool reads_system;            /* judged once per claiming system */
	bool reads_files;             /* whose paths facts name */
	bool reads_links;             /* whether these are there */
	bool reads_kind;              /* all artifacts of the kind */
	bool *relations_used;         /* by relation of the kind */
	const struct value *examples; /* list, or NULL where they were stripped */
	struct str file;              /* where it was loaded from */
	struct str from;              /* "built-in" or the folder of the team */
};

/* A rule without YAML: what settling itself reports. */
struct own_rule {
	const char *id;
	enum severity severity;
	const char *title;
	const char *why;
	const char *fix;
};

const char *
severity_name(enum severity severity);

/* error, warning, note (and off where `allow_off`); false for any other word. */
bool
severity_parse(struct str text, bool allow_off, enum severity *out);

#endif
