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
#include "base/map.h"

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
		if (!((text.data[i] >= '0' && text.data[i] <= '9') ||
		      ((text.data[i] | 0x20) >= 'a' && (text.data[i] | 0x20) <= 'f')))
			return false;
	return true;
}

/* The paths that stand at the commit as they do at the head. */
static struct err *
add_covers(struct view *view, const struct change_paths *paths, struct str commit, bool *known,
	   struct value *covers)
{
	*known = true;
	for (size_t i = 0; i < paths->count && *known; i++) {
		bool same = false;

		TRY(paths_same_at(view, &paths->items[i], commit, &same, known));
		if (same && *known)
			value_add(view->scratch, covers, value_str(paths->items[i].path));
	}
	return NULL;
}

static const char *
why_not(struct view *view, const struct review *review, bool known, const struct value *covers)
{
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
	if (!known)
		return arena_print(view->scratch,
				   "commit %.*s, which it was given for, is not in "
				   "the clone",
				   STR_ARG(commit));
	if (covers->list.count == 0)
		return arena_print(view->scratch,
				   "it was given for commit %.*s, and every path changed after it",
				   STR_ARG(commit));
	return NULL;
}

static struct err *
add_word(struct view *view, const struct change_paths *paths, const struct review *review,
	 struct value *out)
{
	struct value covers = value_list();
	bool known = true;
	const char *reason;
	struct value *element;

	if (str_equal_fold(review->state, STR("APPROVED")) && is_commit(review->commit))
		TRY(add_covers(view, paths, str_lower(view->scratch, review->commit), &known,
			       &covers));
	if (!known)
		covers = value_list();
	reason = why_not(view, review, known, &covers);
	element = value_add(view->scratch, out, value_map());
	value_set(view->scratch, element, "by",
		  review->user.size > 0 ? value_str(review->user) : value_null());
	value_set(view->scratch, element, "means", value_text("review"));
	value_set(view->scratch, element, "state",
		  value_str(str_lower(view->scratch, review->state)));
	value_set(view->scratch, element, "commit",
		  review->commit.size > 0 ? value_str(review->commit) : value_null());
	value_set(view->scratch, element, "covers", covers);
	value_set(view->scratch, element, "why_not", reason ? value_text(reason) : value_null());
	return NULL;
}

struct err *
reviews_approvals(struct view *view, const struct change_paths *paths, struct value *out)
{
	struct map last; /* folded login → its deciding review */
	struct word *words;
	size_t count;

	*out = value_list();
	for (size_t i = 0; i < view->review_count; i++)
		TRY(check_state(view, &view->reviews[i]));
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

		TRY(add_word(view, paths, word->review, out));
	}
	return NULL;
}
