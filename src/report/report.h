/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of report/: result → bytes, one file per format. Reports never judge; each is a valid
 * document whatever the verdict, and no raw control, escape or bidi character of the repository
 * gets through any of them.
 */
#ifndef GOVLINT_REPORT_REPORT_H
#define GOVLINT_REPORT_REPORT_H

#include "base/out.h"
#include "model/result.h"

struct report_style {
	bool colour;
	bool utf8; /* the terminal shows UTF-8 */
	bool show_waived;
	bool quiet; /* findings and the last line only */
	bool verbose;
	int width; /* of the terminal; 0 = not one */
};

struct report {
	const char *name;
	const char *summary;
	bool asks_lines; /* for finding.scanned */
	void (*write)(const struct result *result, const struct report_style *style,
		      struct out *out);
};

/* All formats, ended by NULL. */
extern const struct report *const reports[];

/* The file of --write-baseline: none of the formats, as it tells nothing of what is not taken. */
extern const struct report report_baseline;

/* What such a file starts with: no other file is written over. */
#define REPORT_BASELINE_START "{\n  \"" BASELINE_MARK "\""

const struct report *
report_named(struct str name);

/* An error that stopped the run before there was a result (usage), in the format's own way. */
void
report_error(const struct err *err, const struct report_style *style, struct out *out);

/* --trace: how one rule came to its answers, and what settled them. */
void
report_trace(const struct result *result, const struct report_style *style, struct out *out);

/* Text of the repository as it may be shown: control, bidi and invisible characters as \x1b or
 * \u{202e}, invalid UTF-8 as \xff. */
void
report_safe(struct out *out, struct str text);

/* A value as JSON, strict UTF-8, members in their order; on one line with a negative indent. */
void
report_json_value(struct out *out, const struct value *value, int indent);

/* What stands between the braces of a map, a line for each member. */
void
report_json_members(struct out *out, const struct value_map *map, int indent);

#endif
