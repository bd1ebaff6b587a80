/* SPDX-License-Identifier: Apache-2.0
 *
 * The door of policy/: YAML → plan. Strict: an unknown, duplicate, misplaced or mistyped key, an
 * unknown id, a bad pattern, an unused parameter is an error with place, source line and "did you
 * mean"; all errors of all files come in one list, and with any of them nothing is evaluated.
 *
 *	struct policy_request request = {.repository = source.trusted, .entries = &entries, .now = now};
 *	TRY(policy_load(&request, run, &plan));
 */
#ifndef GOVLINT_POLICY_POLICY_H
#define GOVLINT_POLICY_POLICY_H

#include "model/baseline.h"
#include "model/limits.h"
#include "model/plan.h"
#include "model/repository.h"

#define POLICY_CONFIG "govlint.yaml"

struct memory_text {
	const char *path;
	struct str text;
};

/* Policy files as they are found. */
struct texts_found {
	struct memory_text *items;
	size_t count;
	size_t capacity;
};

struct policy_request {
	struct repository *repository; /* where the configuration comes from; NULL: none */
	const struct entries *entries; /* its tree */
	const struct limits *limits;
	struct date now;
	const char *config;          /* --config FILE, or NULL */
	struct str config_text;      /* its text, when it was read outside the repository */
	const char *const *policies; /* --policy, replaces `policies:` */
	size_t policy_count;
	const struct memory_text *policy_texts; /* texts of --policy files outside the repository */
	size_t policy_text_count;
	const struct memory_text *rules; /* rule files of --rules folders outside the repository */
	size_t rules_count;
	const char *cache_folder;        /* --policy-cache DIR, or NULL */
	const struct memory_text *cache; /* the policy files below it: "DIR/…" */
	size_t cache_count;
	/* The policy files of a checked-out submodule, called "path/…"; NULL: nobody reads them. */
	struct err *(*submodule)(const struct policy_request *request, struct str path,
				 struct arena *run, struct texts_found *out);
	struct str root;           /* a path of this machine */
	const char *const *select; /* --select, --ignore */
	size_t select_count;
	const char *const *ignore;
	size_t ignore_count;
	const struct value *config_tree; /* of an example: a map in `rule_text`, or NULL */
	struct str rule_text;            /* of an example: where `config` is, too */
};

struct err *
policy_load(const struct policy_request *request, struct arena *run, struct plan *out) MUST_USE;

/* One rule file, checked as far as a rule can be by itself; `examples` are kept. */
struct err *
policy_load_rule(const char *path, struct str text, const struct limits *limits, struct arena *run,
		 struct rule *out) MUST_USE;

/* A plan of one rule with its default or given parameters, for examples: tables from `packs`. */
struct err *
policy_plan_rule(const struct rule *rule, const struct value *params,
		 const struct policy_request *request, struct arena *run,
		 struct plan *out) MUST_USE;

/* A baseline file, strictly. */
struct err *
policy_load_baseline(const char *path, struct str text, const struct limits *limits,
		     struct arena *run, struct baseline *out) MUST_USE;

/* The keys that a map in a policy may have. The loader knows no others; documentation, schema and
 * "did you mean" come from the same tables. */
enum key_type {
	KEY_STRING,
	KEY_WORD, /* one of `words` */
	KEY_BOOL,
	KEY_INT,
	KEY_DATE,    /* a day, YYYY-MM-DD */
	KEY_PERIOD,  /* P1Y, P90D */
	KEY_STRINGS, /* a list of strings */
	KEY_LIST,    /* of maps with the keys of `table`, where it has one */
	KEY_MAP,     /* with the keys of `table` */
	KEY_NAMED,   /* a map whose keys are names; its values are maps with the keys of `table` */
	KEY_ANY,     /* a word, or a map with the keys of `table`, where it has one */
};

struct key {
	const char *name;
	enum key_type type;
	bool required;
	const char *summary;
	const struct key_table *table;
	const char *const *words;
};

struct key_table {
	const char *name;       /* what such a map is: "rule", "waiver" */
	const struct key *keys; /* ended by a row without a name */
};

/* All of them, ended by NULL. */
extern const struct key_table *const policy_key_tables[];

/* What there is a JSON Schema of, ended by NULL; and that schema, null for any other topic. The plan's
 * words are those of the registry. */
extern const char *const policy_schemas[];

struct value
policy_schema(struct str topic, const struct plan *plan, struct arena *run);

/* What is built in: rules and packs as text, by path ("rules/dataset/plain-pii.yaml"), sorted. */
struct builtin_file {
	const char *path;
	struct str text;
	struct str examples; /* of a rule: the `examples:` part, stripped from `text` */
};

extern const struct builtin_file builtin_files[];
extern const size_t builtin_file_count;

/* The file of this path, or NULL. */
const struct builtin_file *
policy_builtin(struct str path);

#endif
