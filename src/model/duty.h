/* SPDX-License-Identifier: Apache-2.0
 *
 * What packs ask of systems beside rules: controls that a risk tier asks for, gates between stages,
 * requirements of a framework. Each is met by evidence items, and where it names rules by those having
 * no open finding. Made by policy/, weighed by weigh/.
 */
#ifndef GOVLINT_MODEL_DUTY_H
#define GOVLINT_MODEL_DUTY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/str.h"
#include "model/place.h"
#include "model/ref.h"

enum item_type {
	ITEM_DOCUMENT,
	ITEM_TEST,     /* its entry says `result: pass`, too */
	ITEM_APPROVAL, /* met by a verified approval alone */
};

/* Whether an item can be set aside by an entry that says `not_applicable` and why. */
enum excuse {
	EXCUSE_NEVER,
	EXCUSE_ALLOWED,
	EXCUSE_WHEN, /* while the condition holds */
};

struct evidence_item {
	enum item_type type;
	struct str id; /* of an approval without one: the role's name */
	struct str title;
	struct str role; /* of an approval */
	bool has_max_age;
	struct period max_age;
	struct str *accepts; /* other ids that stand for it, its own first */
	size_t accept_count;
	enum excuse excuse;
	struct predicate excuse_when; /* of the system */
};

enum duty_type {
	DUTY_CONTROL,
	DUTY_GATE,
	DUTY_REQUIREMENT,
	DUTY_TYPES,
};

enum duty_coverage {
	COVERAGE_EVIDENCE,
	COVERAGE_AUTOMATED,
	COVERAGE_MANUAL, /* only a person can judge it */
};

struct duty {
	enum duty_type type;
	struct str id;
	struct str title;
	struct str help;
	struct str pack;
	struct str *tiers; /* whose systems owe it */
	size_t tier_count;
	bool every_tier;
	struct predicate when; /* of the system */
	struct evidence_item *items;
	size_t item_count;
	struct str *rules; /* none of which may have an open finding */
	size_t rule_count;
	/* A gate's. */
	struct str from;
	struct str to;
	bool blocking;
	/* A requirement's. */
	struct str framework;
	bool every_system; /* whatever its regulatory_scope says */
	struct str article;
	enum duty_coverage coverage;
	struct date adopted_on;
	struct date applies_from;
	struct str applies_from_text;
	bool has_adopted_on;
	bool has_applies_from;
	struct str amended_by;
	struct str source;
	struct str reviewed_on;
};

/* What a tier asks of its systems beside controls. */
struct tier_asks {
	struct str tier;
	struct str pack;
	struct place place;
	bool has_review;
	struct period review; /* from one review to the next */
};

/* What duties of the type are called, and the artifacts that they become. */
const char *
duty_kind(enum duty_type type);

/* Whether systems of the tier owe it, as far as tiers decide. */
bool
duty_is_owed(const struct duty *duty, struct str tier);

#endif
