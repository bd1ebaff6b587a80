/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of engine/: the corridor that the rooms lie along. One call goes from what was asked to
 * a result that reports can tell; it never prints, exits or reads the clock.
 */
#ifndef GOVLINT_ENGINE_ENGINE_H
#define GOVLINT_ENGINE_ENGINE_H

#include "model/result.h"
#include "policy/policy.h"
#include "source/source.h"

struct artifact;

struct engine_request {
	struct source_request source;
	struct policy_request policy; /* repository and entries are filled in by the engine */
	struct str reviews_text;      /* of --reviews; none: not given */
	const char *reviews_path;
	const char *baseline_path; /* --baseline, or NULL */
	struct str baseline_text;  /* its text, when it was read outside the repository */
	bool makes_baseline;       /* --write-baseline */
	struct str author;
	enum severity fail_on;
	bool wants_lines; /* a report asks for finding.scanned */
	size_t jobs;
	int64_t (*clock)(void); /* seconds, never going back; NULL: no limit of time */
	const struct exhausted *exhausted;
};

/* Judge. Always leaves a result that can be reported; what went wrong is in result->errors. */
void
engine_run(const struct engine_request *request, struct arena *run, struct result *result);

/* The plan that would judge, without judging. */
struct err *
engine_plan(const struct engine_request *request, struct arena *run, struct plan *out) MUST_USE;

/* The tables that the program runs on, a list of maps for each topic: checks, kinds, formats,
 * detectors. Null for any other topic. */
struct value
engine_catalogue(struct arena *run, struct str topic);

/* The facts of the artifact named (a path or a system's id; none: of all), as a value. */
struct err *
engine_facts(const struct engine_request *request, struct str artifact, struct arena *run,
	     struct value *out) MUST_USE;

/* Run the examples of one rule file; each failure is one line of `failures`. */
struct example_report {
	size_t run;
	size_t failed;
	struct value failures; /* a list of strings */
};

struct err *
engine_examples(const char *path, struct str text, const struct limits *limits,
		const struct exhausted *exhausted, struct arena *run,
		struct example_report *out) MUST_USE;

#endif
