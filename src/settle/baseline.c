/* SPDX-License-Identifier: Apache-2.0
 *
 * What is known already. In: identified findings, and the baseline. Out: the findings that it knows,
 * and an account of its entries that nothing met.
 *
 * The one thing to know: one entry knows one finding, by its fingerprint, so that a second one beside
 * it is open. What cannot be known in advance never is: items that are not verified, what settling
 * says of waivers, the rest that is not shown (it stands for any number), and rules of a change (the
 * next change to a path is another one). A waiver comes first.
 *
 * A file that was renamed as it is keeps its entries: its old path is gone from the tree, and the new
 * one has the same bytes. Each old path follows to one new path at most, and to none that the
 * baseline knows itself, so that a copy of a known file is not known.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "settle/internal.h"

struct matching {
	struct result *result;
	struct arena *run;
	struct map by_fingerprint; /* → struct baseline_entry */
	struct map paths;          /* of entries */
	struct map moved;          /* blob → struct moved: paths that are gone */
};

/* A path of the baseline that is gone, among those that held the same bytes. */
struct moved {
	struct str path;
	struct moved *next;
};

/* Text that a file of JSON gives back as it was. */
static bool
is_writable(struct str text)
{
	return utf8_invalid(text) == SIZE_MAX;
}

static bool
can_be_known(const struct finding *finding)
{
	return !finding->not_verified && !finding->own && !finding->rest && finding->planned &&
	       !finding->planned->rule->kind->ungoverned && is_writable(finding->path) &&
	       is_writable(finding->system) && is_writable(finding->subject);
}

static void
know(struct finding *finding, struct baseline_entry *entry)
{
	entry->met = true;
	finding->in_baseline = true;
	if (finding->state == FINDING_OPEN)
		finding->state = FINDING_BASELINE;
}

/* What a person reads in an entry is what it hides. */
static bool
speaks_of(const struct baseline_entry *entry, const struct finding *finding, struct str path)
{
	return str_equal(entry->rule, finding->rule) && str_equal(entry->path, path) &&
	       str_equal(entry->system, finding->system) &&
	       str_equal(entry->subject, finding->subject);
}

static void
refuse_entry(struct matching *matching, const struct baseline_entry *entry)
{
	struct err *err =
		err_new(matching->run, "the fingerprint of this entry is that of another finding");

	err = err_help(err, "entries are not edited by hand: remove it, or write the baseline "
			    "again with --write-baseline");
	settle_undecided(matching->result, err_at(err, matching->result->baseline->path,
						  entry->place.line, entry->place.column));
}

static void
match_by_fingerprint(struct matching *matching)
{
	struct findings *findings = &matching->result->findings;

	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->items[i];
		struct baseline_entry *entry =
			map_get(&matching->by_fingerprint, str_of(finding->fingerprint));

		if (!entry || !can_be_known(finding))
			continue;
		if (speaks_of(entry, finding, finding->path))
			know(finding, entry);
		else
			refuse_entry(matching, entry);
	}
}

/* ---- Renames ------------------------------------------------------------------------------------ */

static void
index_moved(struct matching *matching)
{
	const struct baseline *baseline = matching->result->baseline;
	struct arena *run = matching->run;
	struct map seen;

	map_init(&seen, run);
	map_init(&matching->moved, run);
	/* From the end, so that each list is in the order of the file. */
	for (size_t i = baseline->count; i-- > 0;) {
		const struct baseline_entry *entry = &baseline->items[i];
		struct moved *moved;

		if (!entry->gone || entry->blob.size == 0 || map_has(&seen, entry->path))
			continue;
		moved = arena_alloc(run, sizeof *moved);
		*moved = (struct moved){entry->path, map_get(&matching->moved, entry->blob)};
		map_put(&matching->moved, entry->blob, moved);
		map_put(&seen, entry->path, moved);
	}
}

/* The old path of a file that is new to the baseline; each is given away once. */
static struct str
take_old_path(struct matching *matching, const struct finding *finding)
{
	struct moved *moved;

	if (finding->blob.size == 0 || map_has(&matching->paths, finding->path))
		return (struct str){0};
	moved = map_get(&matching->moved, finding->blob);
	if (!moved)
		return (struct str){0};
	map_put(&matching->moved, finding->blob, moved->next);
	return moved->path;
}

static void
match_at_old_path(struct matching *matching, struct finding *finding, struct str old_path)
{
	struct finding before = *finding;
	struct baseline_entry *entry;
	char fingerprint[65];

	before.path = old_path;
	settle_fingerprint(&before, finding->ordinal, fingerprint);
	entry = map_get(&matching->by_fingerprint, str_of(fingerprint));
	if (entry && str_equal(entry->blob, finding->blob) && speaks_of(entry, finding, old_path))
		know(finding, entry);
}

static void
match_renamed(struct matching *matching)
{
	struct findings *findings = &matching->result->findings;
	struct str path = {0}, old_path = {0};

	index_moved(matching);
	/* Findings are in the order of their paths. */
	for (size_t i = 0; matching->moved.count > 0 && i < findings->count; i++) {
		struct finding *finding = &findings->items[i];

		if (!can_be_known(finding))
			continue;
		if (!path.data || !str_equal(path, finding->path))
			old_path = take_old_path(matching, finding);
		path = finding->path;
		if (old_path.data)
			match_at_old_path(matching, finding, old_path);
	}
}

/* ---- What nothing met --------------------------------------------------------------------------- */

struct map
settle_undecided_paths(const struct result *result, struct arena *run)
{
	struct map paths;

	map_init(&paths, run);
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].not_verified)
			map_put(&paths, result->findings.items[i].path, &paths);
	return paths;
}

static void
tell_stale(struct matching *matching)
{
	struct result *result = matching->result;
	const struct baseline *baseline = result->baseline;
	struct map undecided;
	size_t stale = 0;

	if (settle_has_changed_set(result) || result->errors)
		return;
	undecided = settle_undecided_paths(result, matching->run);
	for (size_t i = 0; i < baseline->count; i++) {
		const struct baseline_entry *entry = &baseline->items[i];

		stale += !entry->met && settle_concerns(result, entry->rule, entry->path) &&
			 !map_has(&undecided, entry->path);
	}
	if (stale == 0)
		return;
	settle_note(result, matching->run,
		    str_of(arena_print(matching->run,
				       "%zu %s of %s no longer found: write it again with "
				       "--write-baseline",
				       stale, stale == 1 ? "entry" : "entries",
				       arena_print(matching->run, "%s %s", baseline->path,
						   stale == 1 ? "is" : "are"))));
}

/* ---- Both ways ---------------------------------------------------------------------------------- */

/* Every finding that can be known becomes so: what is left open is what a baseline cannot hold. */
static void
make_baseline(struct result *result, struct arena *run)
{
	struct findings *findings = &result->findings;

	if (result->run.narrow.size > 0) {
		settle_undecided(result, err_help(err_new(run, "a baseline is of the whole tree, "
							       "not of a part of it"),
						  "run --write-baseline at the root"));
		return;
	}
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->items[i];

		if (!can_be_known(finding) || finding->state != FINDING_OPEN)
			continue;
		finding->state = FINDING_BASELINE;
		finding->in_baseline = true;
	}
}

void
settle_baseline(struct result *result, struct arena *run)
{
	struct matching matching = {.result = result, .run = run};
	const struct baseline *baseline = result->baseline;

	if (result->makes_baseline) {
		make_baseline(result, run);
		return;
	}
	if (!baseline || !result->plan)
		return;
	map_init(&matching.by_fingerprint, run);
	map_init(&matching.paths, run);
	for (size_t i = 0; i < baseline->count; i++) {
		map_put(&matching.by_fingerprint, baseline->items[i].fingerprint,
			&baseline->items[i]);
		map_put(&matching.paths, baseline->items[i].path, &baseline->items[i]);
	}
	match_by_fingerprint(&matching);
	match_renamed(&matching);
	tell_stale(&matching);
}
