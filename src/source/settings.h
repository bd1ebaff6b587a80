/* SPDX-License-Identifier: Apache-2.0
 *
 * What govlint wants to know of a repository's configuration, read as data: no include is
 * followed, nothing is set, nothing runs.
 */
#ifndef GOVLINT_SOURCE_SETTINGS_H
#define GOVLINT_SOURCE_SETTINGS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct arena;

struct settings {
	bool has_include; /* include.path or includeIf: was not followed */
	bool is_bare;     /* core.bare */
	bool bare_known;
	bool is_partial;          /* a promisor remote: objects may be elsewhere */
	int64_t version;          /* core.repositoryformatversion */
	struct str worktree;      /* core.worktree, or none */
	struct str object_format; /* extensions.objectFormat, or none */
	struct str ref_storage;   /* extensions.refStorage, or none */
	struct str unknown;       /* an extension that this program does not know, or none */
};

/* Read `config` of a git folder; a missing file is an empty one. */
struct err *
settings_read(struct settings *out, struct arena *run, struct str folder) MUST_USE;

/* An error where the repository is kept in a way that cannot be read here. */
struct err *
settings_check(const struct settings *settings, struct arena *run, struct str folder) MUST_USE;

/* As settings_read, from a text. */
void
settings_parse(struct settings *out, struct arena *run, struct str text);

#endif
