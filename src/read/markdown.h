/* SPDX-License-Identifier: Apache-2.0
 *
 * How a Markdown file is divided, for those who read its parts.
 */
#ifndef GOVLINT_READ_MARKDOWN_H
#define GOVLINT_READ_MARKDOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Split the front matter, between "---" in the first line and "---" or "...", off; *lines is how many
 * lines it takes with both. False: there is none. */
bool
markdown_split(struct str text, struct str *front, struct str *body, uint32_t *lines);

#endif
