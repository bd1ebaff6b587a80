/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>

#include "harness/test.h"

TEST(base_err, a_raised_error_is_lost_until_it_is_settled)
{
	struct arena *arena = test_arena();
	struct err *err = err_new(arena, "reading %s", "a");
	CHECK_STR(err->message, "reading a");
	CHECK_INT((int64_t)err_lost(arena), 1);
	err_settle(err);
	CHECK_INT((int64_t)err_lost(arena), 0);
}

TEST(base_err, settling_twice_counts_once)
{
	struct arena *arena = test_arena();
	struct err *first = err_new(arena, "first");
	struct err *second = err_new(arena, "second");
	err_settle(first);
	err_settle(first);
	CHECK_INT((int64_t)err_lost(arena), 1);
	err_settle(err_join(first, second));
	CHECK_INT((int64_t)err_lost(arena), 0);
	err_settle(NULL);
}

TEST(base_err, a_dropped_error_stays_lost_through_a_rewind)
{
	struct arena *arena = test_arena();
	struct arena_mark mark = arena_mark(arena);
	struct err *dropped = err_new(arena, "dropped");
	(void)dropped;
	arena_rewind(arena, mark);
	CHECK_INT((int64_t)err_lost(arena), 1);
	arena_reset(arena);
	CHECK_INT((int64_t)err_lost(arena), 0);
}

TEST(base_err, wrapping_answers_for_the_cause_and_its_followers)
{
	struct arena *arena = test_arena();
	struct err *cause = err_new(arena, "unexpected end");
	struct err *follower = err_new(arena, "and another");
	cause = err_help(err_at(err_join(cause, follower), "a.yaml", 3, 7), "close it");
	struct err *err = err_wrap(arena, cause, "loading %s", "a.yaml");
	CHECK_INT((int64_t)err_lost(arena), 1);
	CHECK_STR(err->path, "a.yaml");
	CHECK_INT(err->line, 3);
	CHECK_INT(err->column, 7);
	CHECK_STR(err->help, "close it");
	CHECK_STR(err_text(arena, err), "loading a.yaml: unexpected end (and 1 more)");
	err_settle(err);
	CHECK_INT((int64_t)err_lost(arena), 0);
}

TEST(base_err, wrapping_nothing_is_a_plain_error)
{
	struct arena *arena = test_arena();
	struct err *err = err_wrap(arena, NULL, "alone");
	CHECK_INT((int64_t)err_lost(arena), 1);
	CHECK_ERR(err, "alone");
}

TEST(base_err, a_cause_of_another_arena_is_copied)
{
	struct arena *run = test_arena();
	struct arena *scratch = test_arena();
	struct err *deep = err_wrap(scratch, err_new(scratch, "deep"), "middle");
	struct err *err = err_wrap(run, err_at(deep, "a", 1, 2), "top");
	CHECK_INT((int64_t)err_lost(scratch), 0);
	CHECK_INT((int64_t)err_lost(run), 1);
	arena_free(scratch);
	CHECK_STR(err_text(run, err), "top: middle: deep");
	CHECK_STR(err->path, "a");
	err_settle(err);
	CHECK_INT((int64_t)err_lost(run), 0);
}

TEST(base_err, moving_settles_the_original_and_raises_the_copy)
{
	struct arena *run = test_arena();
	struct arena *scratch = test_arena();
	struct err *err = err_wrap(scratch, err_new(scratch, "cause"), "effect");
	err->excerpt = str_dup(scratch, STR("k: v"));
	err->end_column = 9;
	err = err_join(err_help(err_at(err, "p", 4, 5), "mend it"), err_new(scratch, "second"));
	struct err *moved = err_move(run, err);
	CHECK_INT((int64_t)err_lost(scratch), 0);
	CHECK_INT((int64_t)err_lost(run), 2);
	arena_free(scratch);
	CHECK_STR(err_text(run, moved), "effect: cause");
	CHECK_STR(moved->path, "p");
	CHECK_STR(moved->help, "mend it");
	CHECK_INT(moved->line, 4);
	CHECK_INT(moved->column, 5);
	CHECK_INT(moved->end_column, 9);
	CHECK_SLICE(moved->excerpt, "k: v");
	CHECK_STR(moved->next->message, "second");
	err_settle(moved);
	CHECK_INT((int64_t)err_lost(run), 0);
	CHECK(err_move(run, NULL) == NULL);
}

TEST(base_err, a_settled_error_may_be_moved_and_counts_anew)
{
	struct arena *run = test_arena();
	struct arena *other = test_arena();
	struct err *reason = err_new(run, "the reason of a fact");
	err_settle(reason);
	struct err *first = err_move(other, reason);
	struct err *second = err_move(other, reason);
	CHECK_INT((int64_t)err_lost(run), 0);
	CHECK_INT((int64_t)err_lost(other), 2);
	err_settle(first);
	err_settle(second);
}

TEST(base_err, joining_keeps_the_order)
{
	struct arena *arena = test_arena();
	struct err *list = err_join(NULL, err_new(arena, "a"));
	list = err_join(list, err_join(err_new(arena, "b"), err_new(arena, "c")));
	list = err_join(list, NULL);
	CHECK_STR(list->message, "a");
	CHECK_STR(list->next->message, "b");
	CHECK_STR(list->next->next->message, "c");
	CHECK(list->next->next->next == NULL);
	CHECK(err_join(NULL, NULL) == NULL);
	CHECK(err_join(list, list) == list);
	err_settle(list);
	CHECK_INT((int64_t)err_lost(arena), 0);
}

TEST(base_err, a_message_is_one_line_whatever_a_file_is_called)
{
	struct arena *arena = test_arena();
	struct err *err = err_new(arena, "opening %s", "a\nb\x1b[2Jc\r\x7f");
	CHECK_STR(err->message, "opening a?b?[2Jc??");
	err_settle(err);
}

static struct err *
fails_when(struct arena *arena, bool fail)
{
	return fail ? err_new(arena, "it failed") : NULL;
}

static struct err *
tries(struct arena *arena, bool fail, bool *reached)
{
	TRY(fails_when(arena, fail));
	*reached = true;
	return NULL;
}

TEST(base_err, try_hands_an_error_up_and_stops)
{
	struct arena *arena = test_arena();
	bool reached = false;
	CHECK_ERR(tries(arena, true, &reached), "it failed");
	CHECK(!reached);
	CHECK_OK(tries(arena, false, &reached));
	CHECK(reached);
}

TEST(base_err, the_system_has_words_for_every_number)
{
	struct arena *arena = test_arena();
	CHECK_STR(err_system(arena, ENOENT), "No such file or directory");
	CHECK(strlen(err_system(arena, 99999)) > 0);
	CHECK(strlen(err_system(arena, -1)) > 0);
}
