/* SPDX-License-Identifier: Apache-2.0
 *
 * Real repositories for tests: a temporary folder in which shell snippets run git with a fixed
 * identity and no configuration of the machine.
 *
 *	struct box box = box_make();
 *	sh(&box, "git init -q . && echo a >a && git add . && git commit -qm one");
 *	struct source source = box_open(&box, SOURCE_WORKTREE, ".", NULL);
 *	CHECK_STR(box_list(&box, source.judged), "a");
 *	box_remove(&box);
 */
#ifndef GOVLINT_TESTS_UNIT_SOURCE_SHELL_H
#define GOVLINT_TESTS_UNIT_SOURCE_SHELL_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "harness/test.h"
#include "model/input.h"
#include "source/source.h"

struct box {
	struct arena *arena;
	char folder[64];
	struct source source;
};

static inline const char *
box_path(struct box *box, const char *path)
{
	return arena_print(box->arena, "%s/%s", box->folder, path);
}

static inline void
sh(struct box *box, const char *script)
{
	char *name = arena_print(box->arena, "%s.sh", box->folder);
	FILE *file = fopen(name, "w");

	fprintf(file, "set -eu\ncd '%s'\n%s\n", box->folder, script);
	fclose(file);
	if (system(arena_print(box->arena, "sh '%s' >'%s.log' 2>&1", name, box->folder)) != 0) {
		printf("this script failed:\n%s\n", script);
		if (system(arena_print(box->arena, "cat '%s.log'", box->folder)) != 0)
			printf("and left no output\n");
		CHECK(false);
	}
}

static inline struct box
box_make(void)
{
	struct box box = {.arena = test_arena()};
	const char *const settings[][2] = {
		{"GIT_AUTHOR_NAME", "Ann Bell"},
		{"GIT_AUTHOR_EMAIL", "ann@corp-mail.com"},
		{"GIT_COMMITTER_NAME", "Carl Dean"},
		{"GIT_COMMITTER_EMAIL", "carl@corp-mail.com"},
		{"GIT_AUTHOR_DATE", "1767225600 +0000"},
		{"GIT_COMMITTER_DATE", "1767225600 +0000"},
		{"GIT_CONFIG_GLOBAL", "/dev/null"},
		{"GIT_CONFIG_SYSTEM", "/dev/null"},
		{"GIT_CONFIG_COUNT", "3"},
		{"GIT_CONFIG_KEY_0", "init.defaultBranch"},
		{"GIT_CONFIG_VALUE_0", "main"},
		{"GIT_CONFIG_KEY_1", "protocol.file.allow"},
		{"GIT_CONFIG_VALUE_1", "always"},
		{"GIT_CONFIG_KEY_2", "advice.detachedHead"},
		{"GIT_CONFIG_VALUE_2", "false"},
		{"LC_ALL", "C"},
	};

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		setenv(settings[i][0], settings[i][1], 1);
	strcpy(box.folder, "/tmp/govlint-source-XXXXXX");
	if (!mkdtemp(box.folder))
		test_skip("no temporary folder");
	return box;
}

static inline void
box_remove(struct box *box)
{
	source_close(&box->source);
	if (system(arena_print(box->arena, "chmod -R u+rwx '%s'; rm -rf '%s' '%s.sh' '%s.log'",
			       box->folder, box->folder, box->folder, box->folder)) != 0)
		printf("could not remove %s\n", box->folder);
}

/* A repository with one commit: card.md, data/a.csv, data/b.csv. */
static inline struct box
box_make_repository(void)
{
	struct box box = box_make();

	sh(&box, "git init -q .; mkdir data; echo card >card.md; printf 'id\\n1\\n' >data/a.csv;"
		 "printf 'id\\n2\\n' >data/b.csv; git add .; git commit -qm one");
	return box;
}

static inline struct source_request
box_request(struct box *box, enum source_mode mode, const char *path, const char *rev)
{
	return (struct source_request){
		.mode = mode,
		.path = box_path(box, path),
		.rev = rev,
		.marker = STR("govlint.yaml"),
		.limits = &limits_default,
	};
}

/* Open, as the box's one source; the error, if any. */
static inline struct err *
box_try(struct box *box, enum source_mode mode, const char *path, const char *rev)
{
	struct source_request request = box_request(box, mode, path, rev);

	source_close(&box->source);
	return source_open(&request, box->arena, &box->source);
}

static inline bool
box_open(struct box *box, enum source_mode mode, const char *path, const char *rev)
{
	return CHECK_OK(box_try(box, mode, path, rev));
}

static inline char
box_letter(const struct entry *entry)
{
	switch (entry->type) {
	case ENTRY_LINK:
		return '@';
	case ENTRY_SUBMODULE:
		return '/';
	case ENTRY_OTHER:
		return '!';
	case ENTRY_FILE:
		break;
	}
	return entry->obstacle ? '?' : entry->from_blob ? '#' : entry->tracked ? ' ' : '+';
}

/* The entries on one line. Behind the path: nothing for a tracked file on the disk, '+' untracked,
 * '#' from a blob, '?' with an obstacle, '@' link, '/' submodule, '!' something else. */
static inline const char *
box_list(struct box *box, struct repository *repository)
{
	struct entries entries = {0};
	char *text = arena_print(box->arena, "%s", "");

	if (!CHECK_OK(repository->backend->list(repository, box->arena, &entries)))
		return NULL;
	for (size_t i = 0; i < entries.count; i++) {
		char letter = box_letter(&entries.items[i]);

		CHECK(i == 0 || str_compare(entries.items[i - 1].path, entries.items[i].path) < 0);
		text = arena_print(box->arena, "%s%s%.*s%.*s", text, i > 0 ? " " : "",
				   STR_ARG(entries.items[i].path), letter != ' ', &letter);
	}
	return text;
}

static inline const struct entry *
box_entry(struct box *box, struct repository *repository, const char *path)
{
	struct entries *entries = arena_alloc(box->arena, sizeof *entries);

	if (!CHECK_OK(repository->backend->list(repository, box->arena, entries)))
		return NULL;
	return entries_find(entries, str_of(path));
}

/* The text of an entry, read in pieces of three bytes. */
static inline struct err *
box_read(struct box *box, struct repository *repository, const struct entry *entry, struct str *out)
{
	struct input *input;
	char piece[3];
	char *text = arena_print(box->arena, "%s", "");
	size_t got = 0, size = 0;
	struct err *err;

	TRY(repository->backend->open(repository, entry, box->arena, &input));
	do {
		err = input_read(input, piece, sizeof piece, &got);
		text = arena_print(box->arena, "%.*s%.*s", (int)size, text, (int)(err ? 0 : got),
				   piece);
		size += err ? 0 : got;
	} while (!err && got > 0);
	input_close(input);
	*out = str_make(text, size);
	return err;
}

/* The text at a path of the judged tree, or NULL. */
static inline const char *
box_text(struct box *box, const char *path)
{
	struct str text = {0};
	const struct entry *entry = box_entry(box, box->source.judged, path);

	if (!CHECK(entry) || !CHECK_OK(box_read(box, box->source.judged, entry, &text)))
		return NULL;
	return str_copy(box->arena, text);
}

/* The changed set on one line: "A new M same D gone R old>new". */
static inline const char *
box_changes(struct box *box)
{
	struct repository *judged = box->source.judged;
	const struct change *change = NULL;
	char *text = arena_print(box->arena, "%s", "");

	if (!CHECK_OK(judged->backend->changed(judged, box->arena, &change)) || !change)
		return NULL;
	for (size_t i = 0; i < change->path_count; i++) {
		const struct changed *changed = &change->paths[i];
		bool renamed = changed->type == CHANGE_RENAMED;

		text = arena_print(box->arena, "%s%s%c %.*s%s%.*s", text, i > 0 ? " " : "",
				   "AMDR"[changed->type], renamed ? (int)changed->old_path.size : 0,
				   changed->old_path.data, renamed ? ">" : "",
				   STR_ARG(changed->path));
	}
	return text;
}

/* The subjects of the commits of the change, newest first. */
static inline const char *
box_commits(struct box *box)
{
	struct repository *judged = box->source.judged;
	const struct change *change = NULL;
	char *text = arena_print(box->arena, "%s", "");

	if (!CHECK_OK(judged->backend->changed(judged, box->arena, &change)) || !change)
		return NULL;
	for (size_t i = 0; i < change->commit_count; i++)
		text = arena_print(box->arena, "%s%s%.*s", text, i > 0 ? " " : "",
				   STR_ARG(str_trim(change->commits[i].message)));
	return text;
}

#endif
