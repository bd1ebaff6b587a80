/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of the key tables of packs and govlint.yaml, by name. The tables are in keys.c.
 */
#ifndef GOVLINT_POLICY_KEYS_PACK_H
#define GOVLINT_POLICY_KEYS_PACK_H

#include "policy/policy.h"

enum {
	PACK_NAME,
	PACK_TITLE,
	PACK_VERSION,
	PACK_FRAMEWORK,
	PACK_RULES,
	PACK_ROLES,
	PACK_STAGES,
	PACK_SCORES,
	PACK_SCOPE,
	PACK_CONTROLS,
	PACK_TIERS,
	PACK_GATES,
	PACK_REQUIREMENTS,
	PACK_RACI,
	PACK_INCIDENTS,
	PACK_PLAYBOOKS,
};

enum {
	SCORES_RISK,
	SCORES_VENDOR,
	SCORES_COUNT,
};

enum {
	SCORE_KIND,
	SCORE_SUM,
	SCORE_POINTS,
	SCORE_TIERS,
	SCORE_FLOORS,
	SCORE_APPROVED,
};

enum {
	ISSUE_NAME,
	ISSUE_UNLESS,
	ISSUE_ADD,
	ISSUE_SEVERITY,
};

enum {
	APPROVED_TIERS,
	APPROVED_NO_SEVERITY,
};

enum {
	TIER_NAME,
	TIER_FROM,
	TIER_TEXT,
};

enum {
	FLOOR_TIER,
	FLOOR_WHEN,
	FLOOR_BECAUSE,
};

enum {
	ROLE_SAME_AS,
	ROLE_OF,
	ROLE_COUNT,
};

enum {
	CONFIG_VERSION,
	CONFIG_POLICIES,
	CONFIG_RULES,
	CONFIG_ARTIFACTS,
	CONFIG_MAY_BE_EMPTY,
	CONFIG_ROLES,
	CONFIG_TEAMS,
	CONFIG_WAIVERS,
	CONFIG_EXTENDS,
};

enum {
	EXTENDS_GIT,
	EXTENDS_REV,
	EXTENDS_DIGEST,
};

enum {
	HOLDER_NAME,
	HOLDER_GITHUB,
	HOLDER_EMAIL,
	HOLDER_SSH_KEY,
};

enum {
	WAIVER_RULE,
	WAIVER_PATH,
	WAIVER_SUBJECT,
	WAIVER_SYSTEM,
	WAIVER_REASON,
	WAIVER_APPROVED_BY,
	WAIVER_UNTIL,
};

extern const struct key_table keys_pack;
extern const struct key_table keys_scores;
extern const struct key_table keys_score;
extern const struct key_table keys_issue;
extern const struct key_table keys_approved;
extern const struct key_table keys_tier;
extern const struct key_table keys_floor;
extern const struct key_table keys_role;
extern const struct key_table keys_config;
extern const struct key_table keys_holder;
extern const struct key_table keys_waiver;
extern const struct key_table keys_extends;

#endif
