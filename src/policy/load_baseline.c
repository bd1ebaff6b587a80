/* SPDX-License-Identifier: Apache-2.0
 *
 * A baseline file → its entries. In: JSON text. Out: every entry with its place, or all that is wrong
 * with the file. A program writes it and people merge it: what a merge breaks (a line that stands
 * twice, half an entry, another version) is an error, since each entry hides a finding.
 */
#include "base/arena.h"
#include "base/hex.h"
#include "base/map.h"
#include "policy/policy.h"
#include "policy/strict.h"
#include "read/read.h"

static const char again[] = "write it again with --write-baseline";

enum {
	BASELINE_KEY_MARK,
	BASELINE_KEY_FINDINGS,
};

static const struct key baseline_rows[] = {
	[BASELINE_KEY_MARK] = {.name = BASELINE_MARK,
			       .type = KEY_INT,
			       .required = true,
			       .summary = "the version of the format"},
	[BASELINE_KEY_FINDINGS] = {.name = BASELINE_FINDINGS,
				   .type = KEY_ANY,
				   .required = true,
				   .summary = "the findings that are known"},
	{0},
};
static const struct key_table keys_baseline = {"baseline", baseline_rows};

enum {
	ENTRY_FINGERPRINT,
	ENTRY_RULE,
	ENTRY_PATH,
	ENTRY_SYSTEM,
	ENTRY_SUBJECT,
	ENTRY_BLOB,
};

/* Names in the tree may be blank or odd: what they are is taken as it is. */
static const struct key entry_rows[] = {
	[ENTRY_FINGERPRINT] = {.name = "fingerprint",
			       .type = KEY_STRING,
			       .required = true,
			       .summary = "who the finding is"},
	[ENTRY_RULE] = {.name = "rule",
			.type = KEY_STRING,
			.required = true,
			.summary = "the rule that found it"},
	[ENTRY_PATH] = {.name = "path",
			.type = KEY_ANY,
			.required = true,
			.summary = "the file it stands in"},
	[ENTRY_SYSTEM] = {.name = "system", .type = KEY_ANY, .summary = "the system"},
	[ENTRY_SUBJECT] = {.name = "subject", .type = KEY_ANY, .summary = "what it is about"},
	[ENTRY_BLOB] = {.name = "blob", .type = KEY_ANY, .summary = "git's id of the file"},
	{0},
};
static const struct key_table keys_entry = {"finding of a baseline", entry_rows};

static struct str
name_of(struct loader *loader, const struct field *field, const char *key)
{
	if (!field->value)
		return (struct str){0};
	if (field->value->type != VALUE_STRING)
		problem(loader, field_place(field), again, "'%s' is a string, not %s", key,
			value_article(field->value));
	else if (field->value->string.size == 0)
		problem(loader, field_place(field), again, "'%s' is empty", key);
	return value_string(field->value);
}

static void
check_hex(struct loader *loader, const struct field *field, const char *key, struct str text,
	  size_t size)
{
	if (!hex_is_lower(text, size))
		problem(loader, field_place(field), again, "'%s' is not %zu digits of 0-9 and a-f",
			key, size);
}

/* Git's ids have 40 digits, or 64 in repositories of the newer hash. */
static void
check_blob(struct loader *loader, const struct field *field, struct str blob)
{
	if (blob.size > 0)
		check_hex(loader, field, "blob", blob, blob.size == 64 ? 64 : 40);
}

static void
load_entry(struct loader *loader, const struct value *value, struct map *seen,
	   struct baseline_entry *out)
{
	struct field fields[KEYS_MAX];
	const struct baseline_entry *first;

	*out = (struct baseline_entry){.place = value->place};
	if (!keys_read(loader, &keys_entry, value, value->place, fields))
		return;
	out->fingerprint = field_string(&fields[ENTRY_FINGERPRINT]);
	out->rule = field_string(&fields[ENTRY_RULE]);
	out->path = name_of(loader, &fields[ENTRY_PATH], "path");
	out->system = name_of(loader, &fields[ENTRY_SYSTEM], "system");
	out->subject = name_of(loader, &fields[ENTRY_SUBJECT], "subject");
	out->blob = name_of(loader, &fields[ENTRY_BLOB], "blob");
	check_blob(loader, &fields[ENTRY_BLOB], out->blob);
	if (!out->fingerprint.data)
		return;
	check_hex(loader, &fields[ENTRY_FINGERPRINT], "fingerprint", out->fingerprint, 64);
	first = map_get(seen, out->fingerprint);
	if (first)
		problem(loader, field_place(&fields[ENTRY_FINGERPRINT]),
			"a finding stands in a baseline once: remove one of the two",
			"this finding stands in line %u already", first->place.line);
	else
		map_put(seen, out->fingerprint, out);
}

static void
load_entries(struct loader *loader, const struct field *field, struct baseline *out)
{
	struct map seen;

	if (!field->value)
		return;
	if (field->value->type != VALUE_LIST) {
		problem(loader, field_place(field), again, "'%s' is a list, not %s",
			BASELINE_FINDINGS, value_article(field->value));
		return;
	}
	map_init(&seen, loader->run);
	out->items = arena_array(loader->run, field->value->list.count, sizeof *out->items);
	for (size_t i = 0; i < field->value->list.count; i++)
		load_entry(loader, &field->value->list.items[i], &seen, &out->items[out->count++]);
}

static struct str
mark_of(const struct value *root)
{
	const struct value *mark = value_get(root, STR(BASELINE_MARK));

	return mark ? mark->literal : (struct str){0};
}

/* A file of another version, or of another kind, has other keys: only that is said. */
static bool
is_known(struct loader *loader, const struct value *root)
{
	struct str mark = mark_of(root);
	const struct value *value = value_get(root, STR(BASELINE_MARK));

	if (!mark.data)
		problem(loader, (struct place){1, 1, 1, 1}, again,
			"the file is no baseline: it has no '%s'", BASELINE_MARK);
	else if (value->type != VALUE_INT || value->integer != BASELINE_VERSION)
		problem(loader, value->place, again,
			"the baseline is of version %.*s; this govlint reads version %d",
			STR_ARG(mark), BASELINE_VERSION);
	else
		return true;
	return false;
}

struct err *
policy_load_baseline(const char *path, struct str text, const struct limits *limits,
		     struct arena *run, struct baseline *out)
{
	struct problems problems = {0};
	struct loader loader = {
		.run = run,
		.limits = limits,
		.problems = &problems,
		.path = path,
		.text = text,
		.from = str_of(path),
	};
	struct field fields[KEYS_MAX];
	struct value root;
	struct err *err = read_json_text(path, text, limits, run, &root);

	*out = (struct baseline){.path = path};
	if (err)
		return err_help(err, "mend what a merge left, or %s", again);
	if (is_known(&loader, &root) &&
	    keys_read(&loader, &keys_baseline, &root, root.place, fields))
		load_entries(&loader, &fields[BASELINE_KEY_FINDINGS], out);
	return problems_sorted(&problems);
}
