/* SPDX-License-Identifier: Apache-2.0
 *
 * The small files that people and git keep in a repository: one text as configuration, as .gitignore,
 * .gitattributes, CODEOWNERS and .mailmap. None of them can be wrong, so what must hold is little: the
 * memory, that nothing is asked of a text that it does not say, and that the last line counts.
 */
#include <string.h>

#include "facts/codeowners.h"
#include "facts/mailmap.h"
#include "fuzz/reading.h"
#include "source/rules.h"
#include "source/settings.h"

static void
as_settings(struct arena *arena, struct str text)
{
	struct settings settings;

	settings_parse(&settings, arena, text);
	if (settings.has_include)
		HOLDS(text.size >= strlen("[include]"));
	HOLDS(!settings.is_bare || settings.bare_known);
}

/* Whatever stands before, a last line that takes a name back takes it back, and one that ignores all
 * ignores it. */
static void
as_ignore(struct arena *arena, struct str text)
{
	struct rules rules = {.arena = arena};
	struct str all = str_of(arena_print(arena, "%.*s\n*\n", STR_ARG(text)));
	struct str none = str_of(arena_print(arena, "%.*s\n!*\n", STR_ARG(text)));

	/* arena_print ends at a zero byte, which ends git's line, too. */
	if (str_find_byte(text, '\0') != SIZE_MAX)
		return;
	rules_add_ignore(&rules, STR(""), text);
	rules_ignore(&rules, rules.ignore_count, STR("data/users.csv"), false);
	rules.ignore_count = 0;
	rules_add_ignore(&rules, STR(""), all);
	HOLDS(rules_ignore(&rules, rules.ignore_count, STR("users.csv"), false));
	rules.ignore_count = 0;
	rules_add_ignore(&rules, STR(""), none);
	HOLDS(!rules_ignore(&rules, rules.ignore_count, STR("users.csv"), false));
}

static void
as_attributes(struct arena *arena, struct str text)
{
	struct rules rules = {.arena = arena};
	struct str filter;
	struct err *err = rules_add_attributes(&rules, STR(""), text);

	if (!err) {
		filter = rules_filter(&rules, STR("data/users.csv"));
		HOLDS(filter.size == 0 || str_find(text, filter) != SIZE_MAX);
	}
	err_settle(err);
}

static void
as_codeowners(struct arena *arena, struct str text)
{
	struct codeowners owners = {0};
	struct err *err = codeowners_parse(&owners, arena, text);

	if (!err) {
		const struct codeowners_line *line =
			codeowners_of(&owners, arena, STR("data/users.csv"));

		for (size_t i = 0; line && i < line->count; i++)
			HOLDS(str_find(text, line->owners[i]) != SIZE_MAX);
	}
	err_settle(err);
}

static void
as_mailmap(struct arena *arena, struct str text)
{
	const struct person person = {.name = STR("Ann Bell"), .email = STR("ann@example.org")};
	struct mailmap mailmap = {0};
	struct person proper;

	mailmap_parse(&mailmap, arena, text);
	proper = mailmap_resolve(&mailmap, person);
	HOLDS(str_equal(proper.name, person.name) || str_find(text, proper.name) != SIZE_MAX);
	HOLDS(str_equal(proper.email, person.email) || str_find(text, proper.email) != SIZE_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = size > 0 ? str_make((const char *)data, size) : STR("");
	struct arena *arena = reading_arena();

	if (size > 4096)
		return 0;
	as_settings(arena, text);
	as_ignore(arena, text);
	as_attributes(arena, text);
	as_codeowners(arena, text);
	as_mailmap(arena, text);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
