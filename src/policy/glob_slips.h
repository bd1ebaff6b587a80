/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write in a glob that other tools know and this one does not: blanks around it, braces,
 * several in one, quotes, variables.
 *
 *	const char *help;
 *	const char *why = glob_slip(run, STR("models/{a,b}"), &help);
 *	→ "braces are no choice", "write one glob for each: \"models/a\", \"models/b\" …"
 */
#ifndef GOVLINT_POLICY_GLOB_SLIPS_H
#define GOVLINT_POLICY_GLOB_SLIPS_H

#include "base/str.h"

struct arena;

/* Why a glob that parses surely does not mean what it says, and what to write; NULL: it may. */
const char *
glob_slip(struct arena *run, struct str text, const char **help);

#endif
