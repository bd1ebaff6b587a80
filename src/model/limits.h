/* SPDX-License-Identifier: Apache-2.0
 *
 * Every budget in one place. Exceeding one is never "no finding": the item is not verified or the
 * run is undecided, and the message names the budget.
 */
#ifndef GOVLINT_MODEL_LIMITS_H
#define GOVLINT_MODEL_LIMITS_H

#include <stddef.h>

struct limits {
	size_t policy_bytes; /* one policy, rule or configuration file: people write them */
	size_t record_bytes; /* one governance record or card held whole */
	size_t tree_depth;   /* nesting of YAML and JSON: libyaml is quadratic in it */
	size_t tree_nodes;   /* values in one document, bounds memory per byte of input */
	size_t path_bytes;   /* longest path taken: PATH_MAX of Linux */
	size_t folder_depth; /* nesting of folders */
	size_t entries;      /* files in one tree */
	size_t line_bytes;   /* one line or cell held whole while streaming */
	size_t fields;       /* distinct columns of one dataset */
	size_t findings;     /* findings kept for one item; the rest is counted */
	size_t file_bytes;   /* one blob that must be inflated whole */
};

extern const struct limits limits_default;

#endif
