/* SPDX-License-Identifier: Apache-2.0
 *
 * The reviews of a pull request. In: JSON in the shape of GitHub's "list reviews" (one list, or a
 * list of pages). Out: view.reviews, in the order given. Strict where it decides: a review without
 * a user, a state or a readable time is an error, not one review fewer.
 */
#include "base/arena.h"
#include "base/date.h"
#include "engine/corridor.h"
#include "read/read.h"

struct reviews {
	struct review *items;
	size_t count;
	size_t capacity;
};

static struct err *
bad_review(const struct corridor *corridor, const struct value *value, const char *what)
{
	return err_at(err_help(err_new(corridor->run, "a review %s", what),
			       "hand over what GitHub's API lists for the pull request's reviews"),
		      corridor->request->reviews_path, value->place.line, value->place.column);
}

/* A review nobody submitted yet has no time and says nothing; a deleted account has no login. */
static struct err *
add_review(struct corridor *corridor, struct reviews *reviews, const struct value *value)
{
	struct str state = value_string(value_get(value, STR("state")));
	struct str login = value_string(value_path(value, STR("user.login")));
	struct str submitted = value_string(value_get(value, STR("submitted_at")));
	const struct value *user = value_get(value, STR("user"));
	struct date date = {0};
	struct review *review;

	if (value->type != VALUE_MAP || !state.data)
		return bad_review(corridor, value, "has no state");
	if (str_equal_fold(state, STR("PENDING")))
		return NULL;
	if (!login.data && (!user || user->type != VALUE_NULL))
		return bad_review(corridor, value, "has no user.login");
	if (!submitted.data || !date_parse(submitted, &date) || date.form != DATE_TIME)
		return bad_review(corridor, value, "has no submitted_at time");
	reviews->items = arena_grow(corridor->run, reviews->items, reviews->count,
				    &reviews->capacity, sizeof(struct review));
	review = &reviews->items[reviews->count++];
	*review = (struct review){
		.user = login,
		.state = state,
		.commit = value_string(value_get(value, STR("commit_id"))),
		.submitted_at = submitted,
		.submitted = date.seconds,
		.bot = str_equal_fold(value_string(value_get(user, STR("type"))), STR("Bot")),
	};
	return NULL;
}

static struct err *
add_reviews(struct corridor *corridor, struct reviews *reviews, const struct value *list)
{
	if (list->type != VALUE_LIST)
		return bad_review(corridor, list, "list is expected here");
	for (size_t i = 0; i < list->list.count; i++) {
		const struct value *item = &list->list.items[i];

		if (item->type == VALUE_LIST)
			TRY(add_reviews(corridor, reviews, item));
		else
			TRY(add_review(corridor, reviews, item));
	}
	return NULL;
}

struct err *
corridor_reviews(struct corridor *corridor)
{
	const struct engine_request *request = corridor->request;
	struct str text = request->reviews_text;
	struct reviews reviews = {0};
	struct value value;

	if (!request->reviews_path)
		return NULL;
	if (request->reviews_tree) {
		value = *request->reviews_tree;
	} else {
		if (!text.data)
			TRY(corridor_read_named(
				corridor, corridor->source.trusted, &corridor->trusted_entries,
				request->reviews_path,
				"write the reviews outside of the checkout, where no change can "
				"bring its own",
				&text));
		TRY(read_json_text(request->reviews_path, text, limits_of(corridor), corridor->run,
				   &value));
	}
	TRY(add_reviews(corridor, &reviews, &value));
	corridor->view.reviews = reviews.items;
	corridor->view.review_count = reviews.count;
	corridor->view.has_reviews = true;
	return NULL;
}
