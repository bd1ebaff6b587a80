/* SPDX-License-Identifier: Apache-2.0
 *
 * The budgets a run has unless somebody raises them, each with its reason.
 */
#include "model/limits.h"

const struct limits limits_default = {
	/* People write policies by hand; a megabyte is ten thousand lines and more. */
	.policy_bytes = 1024 * 1024,
	/* An entry of a registry with everything filled in takes 3 KiB: five thousand systems. */
	.record_bytes = 16 * 1024 * 1024,
	/* Readers recurse once for each level; real documents stay below 20. */
	.tree_depth = 64,
	/* A value takes about 100 bytes: 200 MB at most for one document. */
	.tree_nodes = 2 * 1000 * 1000,
	/* PATH_MAX of Linux: a longer path cannot be checked out. */
	.path_bytes = 4096,
	/* Twice what is left of a path when each folder has a name of seven letters. */
	.folder_depth = 256,
	/* Several times what the largest public trees hold. */
	.entries = 2 * 1000 * 1000,
	/* One line or cell: longer ones are minified or no text at all. */
	.line_bytes = 1024 * 1024,
	/* Every distinct column costs memory until the end of the file. */
	.fields = 100 * 1000,
	/* Nobody reads more for one rule and one file; the rest is counted. */
	.findings = 1000,
	/* git inflates a blob whole into memory; larger files belong into LFS. */
	.file_bytes = (size_t)1024 * 1024 * 1024,
};
