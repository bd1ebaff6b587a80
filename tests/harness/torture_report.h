/* SPDX-License-Identifier: Apache-2.0
 *
 * What can be seen from a report's text alone.
 *
 *	if (!report_is_whole(said, like))
 *		return "a torn report";
 */
#ifndef GOVLINT_HARNESS_TORTURE_REPORT_H
#define GOVLINT_HARNESS_TORTURE_REPORT_H

#include <stdbool.h>

/* Whether a document in JSON is one, and nothing else follows it; whether a text ends with the kind
 * of line that `like`, the report of an untouched run, ends with. */
bool
report_is_whole(const char *said, const char *like);

bool
report_is_sarif(const char *said);

/* The number of items not verified that a report admits; 0 where it gives none. */
long
report_not_verified(const char *said);

#endif
