/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML inside something else: the front matter of a Markdown file.
 */
#ifndef GOVLINT_READ_YAML_H
#define GOVLINT_READ_YAML_H

#include "read/tree.h"

/* One document; tree->text has been taken, tree->lines_before said. */
struct err *
yaml_read_one(struct tree *tree, struct value *out) MUST_USE;

#endif
