/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks that ask for files, with answers that cannot be had: none of them holds then.
 */
#include "judging.h"

static struct err *
no_digest(struct view *view, const struct entry *entry, struct digest *out)
{
	*out = (struct digest){0};
	return err_new(view->scratch, "%.*s cannot be read", STR_ARG(entry->path));
}

static struct err *
no_emptiness(struct view *view, const struct entry *entry, const char **out)
{
	*out = NULL;
	return err_new(view->scratch, "%.*s cannot be read", STR_ARG(entry->path));
}

static struct err *
half_of_lines(struct view *view, const struct entry *entry,
	      struct err *(*each)(void *context, uint32_t number, struct str line,
				  const struct value *value),
	      void *context)
{
	const struct value first = value_map();

	(void)entry;
	TRY(each(context, 1, STR("{}"), &first));
	return err_new(view->scratch, "the rest cannot be read");
}

static const struct view_files unreadable = {
	.digest = no_digest, .emptiness = no_emptiness, .lines = half_of_lines};

static const char *
judged_unreadable(const char *rule, const char *artifact)
{
	struct court court;
	struct err *err;
	char *reason;

	if (!court_open(&court, rule, artifact, NULL))
		return "";
	court.view.files = &unreadable;
	err = check_node(&court.item, &court.rule.check);
	if (!err)
		return court_findings(&court);
	reason = arena_print(court.run, "not verified: %s", err_text(court.run, err));
	err_settle(err);
	return reason;
}

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

TEST(check_evidence, does_not_hold_of_files_that_cannot_be_read)
{
	CHECK_STR(judged_unreadable(
			  "kind: system\nmessage: m\ncheck: {bound: {fact: evidence.a.sha256, to: "
			  "evidence.a.path}}\n",
			  "facts: {evidence: {a: {path: a.txt, sha256: " DIGEST
			  "}}}\nfiles: [{path: a.txt}]\n"),
		  "not verified: a.txt cannot be read");
	CHECK_STR(
		judged_unreadable("kind: system\nmessage: m\ncheck: {evidenced: {items: [a]}}\n",
				  "facts: {evidence: {a: {path: a.txt, date: 2026-01-01}}}\nfiles: "
				  "[{path: a.txt}]\n"),
		"not verified: a.txt cannot be read");
	CHECK_STR(judged_unreadable(
			  "kind: system\nmessage: m\ncheck: {chained: {fact: evidence.a.path}}\n",
			  "facts: {evidence: {a: {path: a.txt}}}\nfiles: [{path: a.txt}]\n"),
		  "not verified: the rest cannot be read");
}

TEST(check_evidence, does_not_hold_of_facts_that_are_not_known)
{
	CHECK_STR(judged("kind: system\nmessage: m\ncheck: {fresh: {fact: last_review, within: "
			 "P1Y}}\n",
			 "facts: {last_review: {unknown: the entry is broken}}\n"),
		  "not verified: the entry is broken");
	CHECK_STR(judged("kind: system\nmessage: m\ncheck: {unique: {fact: name}}\n",
			 "facts: {name: {unknown: the entry is broken}}\n"),
		  "not verified: the entry is broken");
	CHECK_STR(judged("kind: system\nmessage: m\ncheck: {evidenced: {items: [a]}}\n",
			 "facts: {evidence: {unknown: the entry is broken}}\n"),
		  "not verified: the entry is broken");
}
