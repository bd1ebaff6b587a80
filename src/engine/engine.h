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
struct rule_coverage;

struct engine_request {
	struct source_request source;
	struct policy_request policy; /* repository and entries are filled in by the engine */
	struct str reviews_text;      /* of --reviews; none: not given */
	const char *reviews_path;
	const struct value *reviews_tree; /* of an example: a list in the file `reviews_path` */
	const char *baseline_path;        /* --baseline, or NULL */
	struct str baseline_text;         /* its text, when it was read outside the repository */
	bool makes_baseline;              /* --write-baseline */
	struct str author;
	enum severity fail_on;
	bool wants_lines;  /* a report asks for finding.scanned */
	const char *trace; /* the rule whose items leave a trace (result->traces), or NULL */
	size_t jobs;
	bool stats;                 /* --stats: fill result->stats, with times by … */
	int64_t (*stopwatch)(void); /* … nanoseconds, never going back; NULL: no times */
	int64_t (*clock)(void);     /* seconds, never going back; NULL: no limit of time */
	const struct exhausted *exhausted;
	struct rule_coverage *coverage; /* of examples, or NULL */
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

/* What governance has to speak of, as a map: source, has_config, packs, roles, registry (its path or null), fields
 * of an entry that the packs demand {key, words, summary, is_list}, artifacts {kind, path, has_card}. */
struct err *
engine_survey(const struct engine_request *request, struct arena *run, struct value *out) MUST_USE;

/* The "systems", "vendors" or "incidents" of a tree in the shape of the json format, without judging. */
struct err *
engine_records(const struct engine_request *request, const char *which, struct arena *run,
	       struct value *out) MUST_USE;

/* The examples of one rule file. */
struct example_request {
	const char *path;
	struct str text;
	const char *root; /* of the repository whose fixtures/ they name, or NULL */
	const struct limits *limits;
	const struct exhausted *exhausted;
};

struct example_report {
	size_t run;
	size_t failed;
	struct value failures; /* a list of strings, a line each */
	size_t points;         /* what examples could reach … */
	struct value gaps;     /* … and what none did, a line each */
	struct value empty;    /* examples in which there is nothing to judge, a line each */
};

/* Run them. An error is one of the rule, or of what an example is made of; the report then tells
 * what could be run. */
struct err *
engine_examples(const struct example_request *request, struct arena *run,
		struct example_report *out) MUST_USE;

/* The policy files below a folder of this machine, and a file, put behind those that were found. */
struct err *
engine_folder_texts(const char *path, const struct limits *limits, struct arena *run,
		    struct texts_found *found) MUST_USE;
struct err *
engine_file_text(const char *path, const struct limits *limits, struct arena *run,
		 struct texts_found *found) MUST_USE;

#endif
