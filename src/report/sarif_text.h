/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts as SARIF wants them (sarif.c).
 */
#ifndef GOVLINT_REPORT_SARIF_TEXT_H
#define GOVLINT_REPORT_SARIF_TEXT_H

#include "base/str.h"

struct arena;

/* A message: nothing in it is a control or a link. */
struct str
sarif_shown(struct arena *arena, struct str text);

/* Cut to what a description may hold. */
struct str
sarif_described(struct str text);

/* "dataset/plain-pii" → "DatasetPlainPii": what services show as a name. */
struct str
sarif_name(struct arena *arena, struct str id);

/* A path beneath the root as a relative reference from the top. */
struct str
sarif_uri(struct arena *arena, struct str root, struct str path);

#endif
