/* SPDX-License-Identifier: Apache-2.0
 *
 * What kinds of artifact there are, the facts each has, and how they relate. The tables are in
 * facts/; the policy loader checks every name in a rule against them, `govlint facts`, `list kinds`
 * and the reference are printed from them.
 */
#ifndef GOVLINT_MODEL_KIND_H
#define GOVLINT_MODEL_KIND_H

#include <stdbool.h>

#include "base/err.h"
#include "base/str.h"

struct artifact;
struct entry;
struct value;
struct view;

enum fact_type {
	FACT_BOOL,
	FACT_INT,
	FACT_NUMBER,
	FACT_STRING,
	FACT_DATE,        /* a string in one of the forms of base/date.h */
	FACT_TIER,        /* a string, ordered as a pack's risk tiers are */
	FACT_STAGE,       /* a string, ordered as a pack's stages are */
	FACT_VENDOR_TIER, /* a string, ordered as the tiers of a pack's vendor score are */
	FACT_SEVERITY,    /* a string, ordered as a pack's severities of incidents are */
	FACT_LIST,
	FACT_MAP, /* any keys */
	FACT_ANY, /* whatever the document holds */
};

/* Whether its values are words that a pack puts in order: plan_words has them. */
static inline bool
fact_is_ranked(enum fact_type type)
{
	return type == FACT_TIER || type == FACT_STAGE || type == FACT_VENDOR_TIER ||
	       type == FACT_SEVERITY;
}

/* What fills a field in beyond its type. */
enum fact_filling {
	FILLING_ANYTHING,
	FILLING_NAME,  /* a text or a number, not yes or no */
	FILLING_WORDS, /* words: a number or a yes by itself says nothing */
	FILLING_WHO,   /* words that lead to somebody: "nobody" and "name@company.com" do not */
};

/* What a text is one of, where packs list that. */
enum fact_words {
	WORDS_OPEN, /* nothing lists it */
	WORDS_ISSUES,
	WORDS_ISSUE_SEVERITIES,
	WORDS_INCIDENT_TYPES,
};

/* One fact of a kind, or one field of a fact's elements. Tables end with a row without a name. */
struct fact_def {
	const char *name;
	enum fact_type type;
	const char *summary;
	const struct fact_def *fields; /* of the elements of a list of maps */
	bool subject;                  /* this field names an element in findings and waivers */
	bool required;                 /* never null once computed */
	enum fact_filling filling;
	const char *const
		*values; /* a closed list of what it can be, NULL at the end; NULL: open */
	enum fact_words words;
	bool share;      /* a number between 0 and 1 */
	bool reads_tree; /* computed from files that the record names */
	bool fills; /* the list of the fields that say something: empty, the record is hollow */
	const char *key; /* a field that people write: how they write it */
	/* Computes this fact, and all others with the same function, by facts_set. */
	struct err *(*compute)(struct view *view, struct artifact *artifact);
};

struct kind {
	const char *name;
	const char *summary;
	const char *const *paths; /* what it is recognised by: globs, NULL at the end */
	const struct fact_def *facts;
	bool ungoverned;  /* does not count as a governed artifact (change, commit) */
	bool about_rules; /* is what judges, not what is governed (policy) */
	bool weighed;     /* made of findings and evidence, once all else is judged (weigh/) */
	bool has_tree;    /* a record, or a card: something that a schema can judge */
	bool holds_data;  /* bytes may hold personal data: never quoted in a report */
	/* Records: the artifacts in one file (a registry's systems). NULL: the file is the artifact. */
	struct err *(*expand)(struct view *view, const struct entry *entry);
};

/* Whether its artifacts stand in files of the tree. */
static inline bool
kind_is_of_files(const struct kind *kind)
{
	return !kind->ungoverned && !kind->weighed && !kind->about_rules;
}

struct relation {
	const char *kind; /* the kind whose rules may name it */
	const char *root; /* the name */
	const char *to;   /* the kind it leads to */
	bool many;
	const char *summary;
};

#endif
