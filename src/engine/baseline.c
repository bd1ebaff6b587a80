/* SPDX-License-Identifier: Apache-2.0
 *
 * What the baseline needs of the trees. In: the request, the trees, the findings. Out: the entries
 * with what became of their paths, and the blobs of files with findings, as far as somebody asks
 * for them. Which finding an entry knows is decided in settle/.
 *
 * The one thing to know: a baseline of the repository comes from the tree that the policy comes from,
 * so that a change cannot bring what excuses it; that of the judged tree must load, too.
 */
#include "base/arena.h"
#include "engine/corridor.h"

static struct err *
load(struct corridor *corridor, struct repository *repository, const struct entries *entries,
     struct baseline *out)
{
	const struct engine_request *request = corridor->request;
	struct str text = request->baseline_text;

	if (!text.data)
		TRY(corridor_read_named(
			corridor, repository, entries, request->baseline_path,
			"write the baseline with --write-baseline and commit it; what "
			"git ignores is in no tree",
			&text));
	return policy_load_baseline(request->baseline_path, text, limits_of(corridor),
				    corridor->run, out);
}

struct err *
corridor_known(struct corridor *corridor)
{
	const struct source *source = &corridor->source;
	struct result *result = corridor->result;
	struct baseline *baseline, after;
	struct err *err;

	result->makes_baseline = corridor->request->makes_baseline;
	if (!corridor->request->baseline_path)
		return NULL;
	baseline = arena_alloc(corridor->run, sizeof *baseline);
	TRY(load(corridor, source->trusted, &corridor->trusted_entries, baseline));
	for (size_t i = 0; i < baseline->count; i++)
		baseline->items[i].gone =
			!entries_find(&corridor->entries, baseline->items[i].path);
	result->baseline = baseline;
	if (source->trusted == source->judged || corridor->request->baseline_text.data)
		return NULL;
	err = load(corridor, source->judged, &corridor->entries, &after);
	return err ? err_wrap(corridor->run, err, "after this change the baseline would not load")
		   : NULL;
}

/* Whether settling may ask for the blob of the file: to write it down, or because a file that the
 * baseline does not know may be one that it knew under another name. */
static bool
is_asked_for(const struct map *known, bool moved, const struct corridor *corridor, struct str path)
{
	return corridor->request->makes_baseline || (moved && !map_has(known, path));
}

static struct err *
find_blob(struct corridor *corridor, struct str path, struct str *out)
{
	const struct entry *entry = entries_find(&corridor->entries, path);

	*out = (struct str){0};
	if (!entry || entry->obstacle || entry->type != ENTRY_FILE)
		return NULL;
	return source_blob(corridor->source.judged, entry, corridor->run, out);
}

struct err *
corridor_blobs(struct corridor *corridor)
{
	const struct baseline *baseline = corridor->result->baseline;
	struct findings *findings = &corridor->result->findings;
	struct map known, blobs;
	bool moved = false;

	if (!baseline && !corridor->request->makes_baseline)
		return NULL;
	map_init(&known, corridor->run);
	map_init(&blobs, corridor->run);
	for (size_t i = 0; baseline && i < baseline->count; i++) {
		map_put(&known, baseline->items[i].path, &known);
		moved |= baseline->items[i].gone;
	}
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->items[i];
		struct str *blob = map_get(&blobs, finding->path);

		if (finding->not_verified || !is_asked_for(&known, moved, corridor, finding->path))
			continue;
		if (!blob) {
			blob = arena_alloc(corridor->run, sizeof *blob);
			map_put(&blobs, finding->path, blob);
			TRY(find_blob(corridor, finding->path, blob));
		}
		finding->blob = *blob;
	}
	return NULL;
}
