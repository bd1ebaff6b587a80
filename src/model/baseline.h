/* SPDX-License-Identifier: Apache-2.0
 *
 * What was open when a team began: findings that are known and do not block until they are mended.
 * report/ writes them, settle/ reads them and looks for them among the findings of a run. An entry
 * names a finding and the file it stood in; it never holds a value that was found, nor a digest of
 * one.
 */
#ifndef GOVLINT_MODEL_BASELINE_H
#define GOVLINT_MODEL_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "model/place.h"

/* The version of the file's format, and the keys that reading and writing share. */
#define BASELINE_VERSION  1
#define BASELINE_MARK     "govlint_baseline"
#define BASELINE_FINDINGS "findings"

struct baseline_entry {
	struct str fingerprint; /* 64 hex digits */
	struct str rule;
	struct str path;
	struct str system;  /* or none */
	struct str subject; /* or none */
	struct str blob;    /* hex: what git calls the file's bytes; none where it was no file */
	struct place place; /* in the baseline */
	bool gone; /* nothing stands at the path any more: the file may have been renamed */
	bool met;  /* this run found it, waived or not */
};

struct baseline {
	const char *path;
	struct baseline_entry *items; /* in the order of the file */
	size_t count;
};

#endif
