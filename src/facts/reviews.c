/* SPDX-License-Identifier: Apache-2.0
 *
 * Reviews → approvals. In: the reviews of a pull request as the runner handed them over. Out: the
 * last word of each person, and which changed paths it covers: those that stood in the commit that
 * was reviewed exactly as they stand at the head (bytes and mode; absent where absent).
 *
 * The one thing to know: order is by time of submission, whatever the position; a comment takes
 * nothing back; a review of a commit that is not in the clone covers nothing, because what was seen
 * cannot be compared with what is merged.
 */
#include "facts/reviews.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hex.h"
#include "base/map.h"
#include "facts/codeowners.h"
#include "model/login.h"

/* What was seen at one commit. */
struct coverage {
	bool known; /* the commit is in the clone */
	struct value paths;
};

struct reading {
	struct view *view;
	const struct change_paths *paths;
	struct map concerned; /* plain names of everybody whose word may count */
	struct map coverages; /* commit → struct coverage */
};

/* A person's deciding review; `number` keeps the order of reviews of the same time. */
struct word {
	const struct review *review;
	size_t number;
};

static bool
decides(const struct review *review)
{
	return str_equal_fold(review->state, STR("APPROVED")) ||
	       str_equal_fold(review->state, STR("CHANGES_REQUESTED")) ||
	       str_equal_fold(review->state, STR("DISMISSED"));
}

/* What decides is told from what does not by name alone: any other word may be a withdrawal. */
static struct err *
check_state(struct view *view, const struct review *review)
{
	if (decides(review) || str_equal_fold(review->state, STR("COMMENTED")) ||
	    str_equal_fold(review->state, STR("PENDING")))
		return NULL;
	return err_help(err_new(view->scratch, "a review has the unknown state '%.*s'",
				STR_ARG(review->state)),
			"hand over what GitHub's API lists for the pull request's reviews");
}

/* The digits below a second, "" for none. */
static struct str
fraction(const struct review *review)
{
	struct str text = review->submitted_at;
	struct str digits = str_cut(text, str_find_byte(text, '.'), text.size);
	size_t size = 1;

	while (size < digits.size && digits.data[size] >= '0' && digits.data[size] <= '9')
		size++;
	while (size > 1 && size <= digits.size && digits.data[size - 1] == '0')
		size--;
	return str_cut(digits, 1, size);
}

static int
compare(const void *a, const void *b)
{
	const struct word *left = a;
	const struct word *right = b;
	int order;

	if (left->review->submitted != right->review->submitted)
		return left->review->submitted < right->review->submitted ? -1 : 1;
	order = str_compare(fraction(left->review), fraction(right->review));
	if (order != 0)
		return order;
	return left->number < right->number ? -1 : 1;
}

/* The deciding reviews in order of time. */
static struct word *
in_order(struct view *view, size_t *count)
{
	struct word *words = arena_array(view->scratch, view->review_count, sizeof *words);

	*count = 0;
	for (size_t i = 0; i < view->review_count; i++)
		if (decides(&view->reviews[i])) {
			words[*count] = (struct word){&view->reviews[i], i};
			(*count)++;
		}
	if (*count > 0)
		qsort(words, *count, sizeof *words, compare);
	return words;
}

static bool
is_commit(struct str text)
{
	if (text.size != 40 && text.size != 64)
		return false;
	for (size_t i = 0; i < text.size; i++)
		if (hex_digit(text.data[i]) < 0)
			return false;
	return true;
}

static void
concern(struct reading *reading, struct str name)
{
	struct str plain = login_plain(reading->view->scratch, name);

	if (plain.size > 0)
		map_put(&reading->concerned, plain, reading);
}

/* Anybody can review a public pull request, and looking at what each of them saw takes time: only
 * who is named by a role, a team or CODEOWNERS is worth it. */
static struct err *
know_concerned(struct reading *reading)
{
	const struct plan *plan = reading->view->plan;
	struct codeowners codeowners;

	map_init(&reading->concerned, reading->view->scratch);
	for (size_t i = 0; i < plan->role_count; i++)
		for (size_t n = 0; n < plan->roles[i].holder_count; n++) {
			concern(reading, plan->roles[i].holders[n].github);
			concern(reading, plan->roles[i].holders[n].name);
			concern(reading, plan->roles[i].holders[n].email);
		}
	for (size_t i = 0; i < plan->team_count; i++)
		for (size_t n = 0; n < plan->teams[i].member_count; n++)
			concern(reading, plan->teams[i].members[n]);
	TRY(codeowners_read(&codeowners, reading->view));
	for (size_t i = 0; i < codeowners.count; i++)
		for (size_t n = 0; n < codeowners.lines[i].count; n++)
			concern(reading, codeowners.lines[i].owners[n]);
	return NULL;
}

static bool
is_concerned(const struct reading *reading, const struct review *review)
{
	struct str plain = login_plain(reading->view->scratch, review->user);

	return plain.size > 0 && map_has(&reading->concerned, plain);
}

/* The paths that stand at the commit as they do at the head. */
static struct err *
look_at(struct reading *reading, struct str commit, struct coverage *out)
{
	*out = (struct coverage){.known = true, .paths = value_list()};
	for (size_t i = 0; i < reading->paths->count && out->known; i++) {
		struct change_path *path = &reading->paths->items[i];
		bool same = false;

		TRY(paths_same_at(reading->view, path, commit, &same, &out->known));
		if (same && out->known)
			value_add(reading->view->scratch, &out->paths, value_str(path->path));
	}
	if (!out->known)
		out->paths = value_list();
	return NULL;
}

/* Many reviews are of one commit: it is looked at once. */
static struct err *
coverage_of(struct reading *reading, struct str commit, const struct coverage **out)
{
	struct coverage *coverage = map_get(&reading->coverages, commit);

	if (!coverage) {
		coverage = arena_alloc(reading->view->scratch, sizeof *coverage);
		TRY(look_at(reading, commit, coverage));
		map_put(&reading->coverages, commit, coverage);
	}
	*out = coverage;
	return NULL;
}

static const char *
why_not(const struct reading *reading, const struct review *review, const struct coverage *coverage)
{
	struct view *view = reading->view;
	struct str commit = str_cut(review->commit, 0, 12);

	if (str_equal_fold(review->state, STR("DISMISSED")))
		return "it was dismissed";
	if (str_equal_fold(review->state, STR("CHANGES_REQUESTED")))
		return "it asks for changes";
	if (review->user.size == 0)
		return "its giver's account is gone";
	if (review->bot || str_ends_fold(review->user, STR("[bot]")))
		return "a bot gave it";
	if (review->commit.size == 0)
		return "it names no commit";
	if (!is_commit(review->commit))
		return "the commit it names is no commit id";
	if (!is_concerned(reading, review))
		return "its giver is named by no role, team or CODEOWNERS";
	if (!coverage->known)
		return arena_print(view->scratch,
				   "commit %.*s, which it was given for, is not in "
				   "the clone",
				   STR_ARG(commit));
	if (coverage->paths.list.count == 0)
		return arena_print(view->scratch,
				   "it was given for commit %.*s, and every path changed after it",
				   STR_ARG(commit));
	return NULL;
}

static struct err *
add_word(struct reading *reading, const struct review *review, struct value *out)
{
	static const struct coverage nothing = {.known = true, .paths = {.type = VALUE_LIST}};
	const struct coverage *coverage = &nothing;
	struct view *view = reading->view;
	const char *reason;
	struct value *element;

	if (str_equal_fold(review->state, STR("APPROVED")) && is_commit(review->commit) &&
	    is_concerned(reading, review))
		TRY(coverage_of(reading, str_lower(view->scratch, review->commit), &coverage));
	reason = why_not(reading, review, coverage);
	element = value_add(view->scratch, out, value_map());
	value_set(view->scratch, element, "by",
		  review->user.size > 0 ? value_str(review->user) : value_null());
	value_set(view->scratch, element, "means", value_text("review"));
	value_set(view->scratch, element, "state",
		  value_str(str_lower(view->scratch, review->state)));
	value_set(view->scratch, element, "commit",
		  review->commit.size > 0 ? value_str(review->commit) : value_null());
	value_set(view->scratch, element, "covers", coverage->paths);
	value_set(view->scratch, element, "why_not", reason ? value_text(reason) : value_null());
	return NULL;
}

struct err *
reviews_approvals(struct view *view, const struct change_paths *paths, struct value *out)
{
	struct reading reading = {.view = view, .paths = paths};
	struct map last; /* folded login → its deciding review */
	struct word *words;
	size_t count;

	*out = value_list();
	for (size_t i = 0; i < view->review_count; i++)
		TRY(check_state(view, &view->reviews[i]));
	TRY(know_concerned(&reading));
	map_init(&reading.coverages, view->scratch);
	words = in_order(view, &count);
	map_init(&last, view->scratch);
	for (size_t i = 0; i < count; i++) {
		struct str key = str_lower(view->scratch, words[i].review->user);

		/* Reviews of deleted accounts have no name to go by: each stands alone. */
		if (key.size == 0)
			key = str_of(arena_print(view->scratch, "?%zu", i));
		map_put(&last, key, &words[i]);
	}
	for (size_t i = 0; i < last.count; i++) {
		const struct word *word = last.entries[i].value;

		TRY(add_word(&reading, word->review, out));
	}
	return NULL;
}
