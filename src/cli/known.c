/* SPDX-License-Identifier: Apache-2.0
 *
 * What can be named: rules and packs that are built in, and the team's own rules as they stand on
 * the disk. In: nothing but where one stands. Out: loaded rules, in the order of their ids. These
 * commands look things up; what judges is loaded by the engine from the tree that is trusted.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "cli/files.h"
#include "cli/page.h"

#define TEAM_RULES "governance/rules"

/* A rule's text as it was written: its examples stand apart in the binary. */
static struct str
whole_text(struct session *session, const struct builtin_file *file)
{
	if (file->examples.size == 0)
		return file->text;
	return str_of(arena_print(session->run, "%.*s%.*s", STR_ARG(file->text),
				  STR_ARG(file->examples)));
}

struct err *
known_rule_texts(struct session *session, struct memory_text **texts, size_t *count,
		 size_t *capacity)
{
	const char *root = root_above(session->run, ".");
	const char *folder =
		arena_print(session->run, "%s%s%s", root ? root : "", root ? "/" : "", TEAM_RULES);

	for (size_t i = 0; i < builtin_file_count; i++) {
		const struct builtin_file *file = &builtin_files[i];

		if (!str_starts(str_of(file->path), STR("rules/")))
			continue;
		*texts = arena_grow(session->run, *texts, *count, capacity, sizeof **texts);
		(*texts)[(*count)++] =
			(struct memory_text){.path = file->path, .text = whole_text(session, file)};
	}
	return path_is_folder(folder) ? files_below(session, folder, texts, count, capacity) : NULL;
}

static int
compare_rules(const void *a, const void *b)
{
	const struct known_rule *left = a;
	const struct known_rule *right = b;

	return str_compare(left->rule.id, right->rule.id);
}

struct err *
known_rules(struct session *session, struct known_rules *out)
{
	struct memory_text *texts = NULL;
	size_t count = 0, capacity = 0;
	struct err *errors = NULL;

	*out = (struct known_rules){0};
	TRY(known_rule_texts(session, &texts, &count, &capacity));
	for (size_t i = 0; i < count; i++) {
		struct known_rule *known;

		out->items = arena_grow(session->run, out->items, out->count, &out->capacity,
					sizeof *out->items);
		known = &out->items[out->count];
		*known = (struct known_rule){.path = texts[i].path, .text = texts[i].text};
		struct err *err = policy_load_rule(texts[i].path, texts[i].text, &session->limits,
						   session->run, &known->rule);
		errors = err_join(errors, err);
		out->count += err == NULL;
	}
	if (out->count > 1)
		qsort(out->items, out->count, sizeof *out->items, compare_rules);
	return errors;
}

struct value
known_packs(struct session *session)
{
	struct value names = value_list();

	for (size_t i = 0; i < builtin_file_count; i++) {
		struct str path = str_of(builtin_files[i].path);
		struct str name = str_name(path);

		if (str_starts(path, STR("policies/")) && str_ends(name, STR(".yaml")))
			value_add(session->run, &names, value_str(str_cut(name, 0, name.size - 5)));
	}
	return names;
}

struct err *
known_pack(struct session *session, const char *name, struct plan *out)
{
	const char **names = arena_array(session->run, 1, sizeof *names);
	struct policy_request request = {.limits = &session->limits,
					 .now = session->environment->now,
					 .policies = names,
					 .policy_count = 1};

	names[0] = name;
	return policy_load(&request, session->run, out);
}
