/* SPDX-License-Identifier: Apache-2.0
 *
 * The team's choice, govlint.yaml, as far as its text knows it: what it names is looked up when the plan
 * is made.
 */
#ifndef GOVLINT_POLICY_CONFIG_H
#define GOVLINT_POLICY_CONFIG_H

#include "policy/pack.h"

/* An entry of `extends`. */
struct extension {
	struct str git;
	struct str rev;
	struct str digest;
	struct place place; /* of the digest */
};

struct config {
	struct loader *loader;
	const struct value *policies; /* NULL: not said */
	struct settings settings;
	struct roles roles; /* holders only */
	struct waiver *waivers;
	size_t waiver_count;
	struct extension *extensions;
	size_t extension_count;
	struct plan tables; /* artifacts, ignore, teams, may_be_empty */
};

void
load_config(struct loader *loader, struct config *out);

/* The same of a map that stands in another text: the configuration of an example. */
void
load_config_tree(struct loader *loader, const struct value *root, struct config *out);

void
load_extends(struct loader *loader, const struct field *field, struct config *out);

void
load_waivers(struct loader *loader, const struct value *list, struct config *out);

#endif
