/* SPDX-License-Identifier: Apache-2.0
 *
 * What libyaml complains about, said where it can be mended.
 */
#ifndef GOVLINT_READ_YAML_EXPLAIN_H
#define GOVLINT_READ_YAML_EXPLAIN_H

#include "read/tree.h"

/* Its words are constants: they never quote the text. */
struct yaml_trouble {
	const char *problem;
	const char *context;
	struct place at;    /* where it could not go on */
	struct place began; /* where what the context speaks of begins */
};

struct err *
yaml_explain(const struct tree *tree, const struct yaml_trouble *trouble) MUST_USE;

#endif
