/* SPDX-License-Identifier: Apache-2.0
 *
 * From a path to the kinds it is of. In: the kinds' globs, the team's additions, a path. Out: a set
 * of kinds. Case does not matter to the built-in globs: USERS.CSV is a table like any other.
 *
 * The one thing to know: of the built-in globs the first kind in facts.list wins, so that a card
 * under data/ is a card and no dataset; what the team adds is added, never taken away.
 */
#include "facts/recognise.h"

#include "base/arena.h"
#include "facts/facts.h"
#include "read/read.h"

/* As long as a path may be by default; of a longer one its end is looked at. */
#define LOWERED_MAX 4096

unsigned
recognise_number(const struct kind *kind)
{
	unsigned number = 0;

	while (facts_kinds[number] && facts_kinds[number] != kind)
		number++;
	return number;
}

static struct str
ending(struct str path)
{
	struct str name = str_name(path);
	size_t dot = str_find_last(name, '.');

	return dot < name.size ? str_cut(name, dot, name.size) : (struct str){0};
}

static void
add_glob(struct recogniser *recogniser, struct arena *run, struct glob glob, unsigned kind)
{
	struct str key = ending(glob.literal_suffix);
	struct recogniser_globs *globs = &recogniser->others;

	if (key.data) {
		globs = map_get(&recogniser->by_ending, key);
		if (!globs) {
			globs = arena_alloc(run, sizeof *globs);
			map_put(&recogniser->by_ending, key, globs);
		}
	}
	globs->items =
		arena_grow(run, globs->items, globs->count, &globs->capacity, sizeof *globs->items);
	globs->items[globs->count++] = (struct recogniser_glob){.glob = glob, .kind = kind};
}

static struct err *
add_kind(struct recogniser *recogniser, struct arena *run, const struct kind *kind)
{
	for (const char *const *path = kind->paths; path && *path; path++) {
		struct glob glob;

		TRY(glob_parse(&glob, run, str_lower(run, str_of(*path))));
		add_glob(recogniser, run, glob, recognise_number(kind));
	}
	return NULL;
}

struct err *
recogniser_init(struct recogniser *recogniser, struct arena *run, const struct plan *plan)
{
	*recogniser = (struct recogniser){.plan = plan, .run = run};
	map_init(&recogniser->by_ending, run);
	map_init(&recogniser->model_folders, run);
	map_init(&recogniser->card_folders, run);
	for (const struct kind *const *kind = facts_kinds; *kind; kind++)
		TRY(add_kind(recogniser, run, *kind));
	return NULL;
}

/* The first kind from `from` on among these globs that takes the path. */
static unsigned
first_kind(const struct recogniser_globs *globs, struct str path, unsigned from, unsigned best)
{
	for (size_t i = 0; globs && i < globs->count; i++)
		if (globs->items[i].kind >= from && globs->items[i].kind < best &&
		    glob_match(&globs->items[i].glob, path, false))
			best = globs->items[i].kind;
	return best;
}

/* The set of the kind that the built-in globs say, those before `from` aside. */
static unsigned
by_globs(const struct recogniser *recogniser, struct str path, unsigned from)
{
	const unsigned none = sizeof(unsigned) * 8;
	struct str key = ending(path);
	unsigned kind = first_kind(&recogniser->others, path, from, none);

	if (key.data)
		kind = first_kind(map_get(&recogniser->by_ending, key), path, from, kind);
	return kind < none ? 1u << kind : 0;
}

static bool
is_one_of(const char *const *names, struct str name)
{
	for (; *names; names++)
		if (str_equal_fold(name, str_of(*names)))
			return true;
	return false;
}

/* A table is data whatever it is called. */
static bool
is_table(struct str path)
{
	const struct format *format = read_format(str_name(path), (struct str){0});

	return format && format->shape == SHAPE_RECORDS;
}

/* Without the ending of a text for people, and the language before it. */
static struct str
without_ending(struct str name)
{
	static const char *const endings[] = {".md", ".rst", ".txt", ".markdown", NULL};

	for (const char *const *one = endings; *one; one++) {
		struct str bare = str_cut(name, 0, name.size - str_of(*one).size);

		if (!str_ends_fold(name, str_of(*one)))
			continue;
		return str_cut(bare, str_find_last(bare, '.'), bare.size).size == 3
			       ? str_cut(bare, 0, bare.size - 3)
			       : bare;
	}
	return name;
}

/* "README.md", "LICENSE", "readme.de.md": a whole name, and the ending of a text for people. What only
 * begins like that (license_holders.json) is data. */
static bool
is_for_people(struct str name)
{
	static const char *const stems[] = {"readme",  "license",   "licence",  "notice", "copying",
					    "authors", "changelog", "citation", NULL};

	return is_one_of(stems, without_ending(name));
}

bool
recognise_is_of_git(struct str path)
{
	static const char *const names[] = {".gitignore", ".gitattributes", ".gitkeep", NULL};

	return is_one_of(names, str_name(path));
}

bool
recognise_is_of_people(struct str path)
{
	static const char *const names[] = {"notice", "copying", "authors", NULL};

	return is_one_of(names, without_ending(str_name(path)));
}

bool
recognise_is_about_data(struct str path)
{
	return recognise_is_of_git(path) || is_for_people(str_name(path));
}

struct str
facts_described(struct str path)
{
	static const char *const endings[] = {".card.yaml", ".card.yml", ".card.json"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		struct str ending = str_of(endings[i]);

		if (str_name(path).size > ending.size && str_ends_fold(path, ending))
			return str_cut(path, 0, path.size - ending.size);
	}
	return (struct str){0};
}

unsigned
recognise_by_team(const struct plan *plan, struct str path)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < plan->artifact_count; i++) {
		const struct kind_globs *added = &plan->artifacts[i];

		for (size_t n = 0; n < added->count; n++)
			if (glob_covers(&added->globs[n], path))
				kinds |= 1u << recognise_number(added->kind);
	}
	return kinds;
}

/* What a folder holds by its name: data in data/, models in models/. */
static unsigned
by_folder(struct str path)
{
	struct str top = str_cut(path, 0, str_find_byte(path, '/'));

	if (str_is(top, "data") || str_is(top, "datasets") || str_is(top, "dataset"))
		return 1u << recognise_number(facts_kind(STR("dataset")));
	if (str_is(top, "models"))
		return 1u << recognise_number(facts_kind(STR("model")));
	return 0;
}

static struct str
lower(struct str path, char lowered[LOWERED_MAX])
{
	if (path.size > LOWERED_MAX)
		path = str_cut(path, path.size - LOWERED_MAX, path.size);
	for (size_t i = 0; i < path.size; i++) {
		char byte = path.data[i];

		lowered[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	}
	return str_make(lowered, path.size);
}

bool
recognise_is_readme(struct str path)
{
	return str_equal_fold(str_name(path), STR("README.md"));
}

unsigned
recognise(const struct recogniser *recogniser, struct str path, bool is_folder)
{
	char lowered[LOWERED_MAX];
	struct str folded = lower(path, lowered);
	unsigned dataset = 1u << recognise_number(facts_kind(STR("dataset")));
	unsigned model = 1u << recognise_number(facts_kind(STR("model")));
	unsigned kinds = by_globs(recogniser, folded, 0);

	if (kinds == 0)
		kinds = by_globs(recogniser, read_original(folded), 0) & dataset;
	kinds |= recognise_by_team(recogniser->plan, path);
	if (is_folder && kinds == 0)
		kinds = by_folder(folded);
	/* What is called like a model may be a table that was pickled. */
	if (kinds & model)
		kinds |= by_folder(folded) & dataset;
	if ((kinds & dataset) &&
	    (recognise_is_about_data(folded) || facts_described(folded).data) && !is_table(folded))
		kinds &= ~dataset;
	if (recognise_is_readme(path) && map_has(&recogniser->model_folders, str_folder(path)))
		kinds |= 1u << recognise_number(facts_kind(STR("model_card")));
	return kinds;
}

unsigned
recognise_as_data(const struct recogniser *recogniser, struct str path)
{
	char lowered[LOWERED_MAX];
	struct str folded = lower(path, lowered);
	unsigned number = recognise_number(facts_kind(STR("dataset")));
	unsigned dataset = 1u << number;

	return (by_globs(recogniser, folded, number) |
		by_globs(recogniser, read_original(folded), number) |
		recognise_by_team(recogniser->plan, path)) &
	       dataset;
}

bool
recognise_ignored(const struct plan *plan, struct str path)
{
	for (size_t i = 0; i < plan->ignore_count; i++)
		if (glob_covers(&plan->ignore[i], path))
			return true;
	return false;
}

struct str
recognise_pointer(struct str path)
{
	if (!str_ends(path, STR(".dvc")) || str_name(path).size == 4)
		return (struct str){0};
	return str_cut(path, 0, path.size - 4);
}

bool
facts_recognises(const struct view *view, const struct kind *kind, struct str path)
{
	const struct recogniser *recogniser = view->index->recogniser;
	struct str pointed = recognise_pointer(path);
	unsigned kinds;

	if (!recogniser)
		return true;
	kinds = recognise(recogniser, path, false);
	if (pointed.data)
		kinds |= recognise(recogniser, pointed, true);
	return (kinds >> recognise_number(kind) & 1) && !recognise_ignored(view->plan, path);
}
