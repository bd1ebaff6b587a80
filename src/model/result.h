/* SPDX-License-Identifier: Apache-2.0
 *
 * Everything a report may tell: the one input of report/. The verdict starts as "undecided" and
 * becomes "pass" in one place only (settle/), when the counts add up.
 */
#ifndef GOVLINT_MODEL_RESULT_H
#define GOVLINT_MODEL_RESULT_H

#include "base/err.h"
#include "model/baseline.h"
#include "model/finding.h"
#include "model/plan.h"
#include "model/suppression.h"
#include "model/trace.h"
#include "model/value.h"

enum verdict {
	VERDICT_UNDECIDED, /* the value a run starts with */
	VERDICT_PASS,
	VERDICT_FAIL,
};

struct stats;

struct summary {
	size_t artifacts;
	size_t rules;
	size_t planned;
	size_t judged;
	size_t not_verified;      /* open and waived */
	size_t not_verified_open; /* at or above --fail-on */
	size_t not_applicable;
	size_t open_errors;
	size_t open_warnings;
	size_t open_notes;
	size_t waived;
	size_t baseline;
	size_t hidden_by_diff;
	size_t ignored;
	size_t waiting_for_change;    /* rules of kind change without a change */
	struct str *selected_nothing; /* rules that found no artifact of their kind */
	size_t selected_nothing_count;
	size_t governed; /* governed artifacts in the whole tree */
	size_t files_with_findings;
};

struct run_info {
	const char *source;
	struct str root;    /* for text output only: may be a path of this machine */
	struct str beneath; /* the root, relative to the top of the repository; "" = the top */
	struct str base;
	struct str head;
	struct str narrow; /* the part of the root that PATH named; none or "" = all of it */
	struct date now;
};

struct result {
	enum verdict verdict;
	struct run_info run;
	const struct plan *plan; /* NULL when the policy did not load */
	struct summary summary;
	struct findings findings; /* ordered; findings and not verified items */
	struct suppressions suppressions;
	struct baseline *baseline; /* what is known already; NULL: nothing */
	bool makes_baseline;       /* all that is open becomes known */
	struct err *errors;        /* what kept the run from deciding */
	struct value systems;      /* lists of maps in the shape of the json format */
	struct value vendors;
	struct value incidents;
	enum severity fail_on;
	const struct planned_rule
		*traced; /* --trace: its rule, and what came of each of its items */
	struct traces traces;
	struct stats *stats; /* --stats; NULL: nobody asks */
	struct str *notes;   /* lines a person should know: "no govlint.yaml: …" */
	size_t note_count;
};

/* The exit code of a verdict: 0 pass, 1 fail, 2 undecided. */
int
result_exit_code(const struct result *result);

#endif
