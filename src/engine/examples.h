/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files that run examples share: a rule and what its examples are made of.
 */
#ifndef GOVLINT_ENGINE_EXAMPLES_H
#define GOVLINT_ENGINE_EXAMPLES_H

#include "engine/corridor.h"
#include "model/coverage.h"

struct examples {
	const struct example_request *request;
	const struct rule *rule;
	struct arena *run;
	struct rule_coverage coverage;
	struct example_report *report;
	struct source fixtures; /* the repository that fixtures come from, once one is asked for */
	struct entries fixture_entries;
};

/* The files of fixtures/FOLDER in the rule's repository, by their paths below it. */
struct err *
examples_fixture(struct examples *examples, struct str folder, struct memory_file **files,
		 size_t *count) MUST_USE;

/* The points of a rule that examples may reach. */
void
coverage_begin(struct arena *run, const struct rule *rule, struct rule_coverage *out);

/* Parameters that are set off their defaults. */
void
coverage_params(struct rule_coverage *coverage, const struct planned_rule *planned);

/* How many points there are, and those that were not reached. */
void
coverage_tell(const struct rule_coverage *coverage, const char *path, struct arena *run,
	      struct example_report *out);

#endif
