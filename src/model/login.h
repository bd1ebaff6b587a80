/* SPDX-License-Identifier: Apache-2.0
 *
 * How names of people are written: a login with or without '@' in any case, an address, and GitHub's
 * noreply address, which is a login by another name. Whoever compares two of them compares plain ones.
 *
 *	str_equal(login_plain(scratch, STR("@Ann")), login_plain(scratch, STR("ann")))
 */
#ifndef GOVLINT_MODEL_LOGIN_H
#define GOVLINT_MODEL_LOGIN_H

#include "base/str.h"

struct arena;

/* "123+login@users.noreply.github.com" → "login"; none for other addresses. */
struct str
login_of_noreply(struct str email);

/* One spelling for each name: lower case, without '@' in front, noreply addresses as the login. Empty
 * for GitHub's own address, which is nobody's. */
struct str
login_plain(struct arena *arena, struct str name);

#endif
