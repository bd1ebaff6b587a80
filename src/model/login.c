/* SPDX-License-Identifier: Apache-2.0
 *
 * A name as somebody wrote it in, the one spelling that it is compared by out.
 */
#include "model/login.h"

#include "base/arena.h"

static bool
login_is_noreply(struct str email)
{
	return str_ends_fold(email, STR("@users.noreply.github.com"));
}

struct str
login_of_noreply(struct str email)
{
	struct str login;
	size_t plus;

	if (!login_is_noreply(email))
		return (struct str){0};
	login = str_cut(email, 0, str_find_last(email, '@'));
	plus = str_find_byte(login, '+');
	if (plus != SIZE_MAX)
		login = str_cut(login, plus + 1, login.size);
	return login.size > 0 ? login : (struct str){0};
}

struct str
login_plain(struct arena *arena, struct str name)
{
	struct str text = str_lower(arena, str_trim(name));

	if (str_starts(text, STR("@")))
		text = str_cut(text, 1, text.size);
	if (str_is(text, "noreply@github.com"))
		return (struct str){0};
	return login_is_noreply(text) ? login_of_noreply(text) : text;
}
