/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of the key tables of rules, by name. The tables are in keys.c.
 */
#ifndef GOVLINT_POLICY_KEYS_H
#define GOVLINT_POLICY_KEYS_H

#include "policy/policy.h"

/* The most rows that a table has. */
#define KEYS_MAX 20

enum {
	RULE_ID,
	RULE_TITLE,
	RULE_KIND,
	RULE_SEVERITY,
	RULE_ON_EMPTY,
	RULE_INLINE,
	RULE_PARAMS,
	RULE_WHEN,
	RULE_CHECK,
	RULE_MESSAGE,
	RULE_WHY,
	RULE_FIX,
	RULE_EXAMPLES,
};

enum {
	PARAM_KEY_TYPE,
	PARAM_KEY_OF,
	PARAM_KEY_DEFAULT,
	PARAM_KEY_MIN,
	PARAM_KEY_MAX,
	PARAM_KEY_VALUES,
	PARAM_KEY_STRICTER,
};

enum {
	EXAMPLE_NAME,
	EXAMPLE_FILES,
	EXAMPLE_BEFORE,
	EXAMPLE_HISTORY,
	EXAMPLE_CONFIG,
	EXAMPLE_REVIEWS,
	EXAMPLE_NOW,
	EXAMPLE_PARAMS,
	EXAMPLE_FIXTURE,
	EXAMPLE_FINDS,
	EXAMPLE_UNDECIDED,
};

enum {
	COMMIT_AUTHOR,
	COMMIT_DATE,
	COMMIT_MESSAGE,
	COMMIT_FILES,
};

enum {
	PROTECT_PATHS,
	PROTECT_KINDS,
	PROTECT_ROLES,
	PROTECT_EACH_ROLE,
	PROTECT_COUNT,
	PROTECT_NOT_BY,
	PROTECT_SIGNED,
	PROTECT_ATTESTED,
	PROTECT_CODEOWNERS,
};

extern const struct key_table keys_rule;
extern const struct key_table keys_param;
extern const struct key_table keys_example;
extern const struct key_table keys_commit;
extern const struct key_table keys_protect;

/* Words of KEY_WORD rows that code needs, too. */
extern const char *const words_param_type[]; /* in the order of enum param_type */
extern const char *const words_on_empty[];   /* in the order of enum on_empty */
extern const char *const words_inline[];     /* refuse, allow */
extern const char *const words_stricter[];   /* in the order of enum stricter, from LOWER on */

#endif
