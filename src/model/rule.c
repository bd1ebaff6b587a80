/* SPDX-License-Identifier: Apache-2.0
 *
 * The words for severities, both ways.
 */
#include "model/rule.h"

static const char *const severity_names[] = {
	[SEVERITY_OFF] = "off",
	[SEVERITY_NOTE] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

enum {
	SEVERITY_COUNT = sizeof severity_names / sizeof severity_names[0]
};

const char *
severity_name(enum severity severity)
{
	return (size_t)severity < SEVERITY_COUNT ? severity_names[severity] : "unknown";
}

bool
severity_parse(struct str text, bool allow_off, enum severity *out)
{
	for (size_t i = allow_off ? SEVERITY_OFF : SEVERITY_NOTE; i < SEVERITY_COUNT; i++) {
		if (str_is(text, severity_names[i])) {
			*out = (enum severity)i;
			return true;
		}
	}
	return false;
}
