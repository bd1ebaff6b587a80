/* SPDX-License-Identifier: Apache-2.0
 *
 * The budget of time, with a clock that goes as the test wants it to.
 */
#include "made.h"

static int64_t ticks; /* of this test */

/* A second for each look at it. */
static int64_t
tick(void)
{
	return ticks++;
}

static int64_t
stand_still(void)
{
	return 7;
}

static const char *
two_datasets(void)
{
	const char *folder = fresh_folder();

	put_file(folder, "a.csv", "id,colour\n1,red\n");
	put_file(folder, "b.csv", "id,colour\n1,red\n");
	return folder;
}

TEST(cli_limits, stop_a_run_that_takes_too_long)
{
	const char *line = arena_print(test_arena(), "check %s --format concise --limit seconds=1",
				       two_datasets());
	struct ran got = ran_by(line, tick);

	CHECK_INT(got.code, 2);
	CHECK(holds(got.output,
		    "the run takes longer than seconds (1) allows: 2 artifacts were not "
		    "judged (--limit seconds=N raises it)"));
	CHECK(holds(got.output, "undecided: "));
}

TEST(cli_limits, stop_reading_when_the_time_is_over)
{
	const char *folder = two_datasets();
	const char *line =
		arena_print(test_arena(), "check %s --format concise --limit seconds=6", folder);
	size_t size = 4 * 1024 * 1024;
	char *text = arena_alloc(test_arena(), size + 1);
	struct ran got;

	/* More than can be read before the clock has gone on. */
	for (size_t i = 0; i < size; i++)
		text[i] = i % 8 == 7 ? '\n' : 'a';
	put_file(folder, "a.csv", text);
	got = ran_by(line, tick);
	CHECK_INT(got.code, 2);
	CHECK(holds(got.output, "not verified: reading "));
	CHECK(holds(got.output, "the run takes longer than seconds (6) allows (--limit seconds=N"));
}

TEST(cli_limits, leave_a_run_alone_that_takes_no_time)
{
	const char *line = arena_print(test_arena(), "check %s --format concise --limit seconds=1",
				       two_datasets());

	CHECK_INT(ran_by(line, stand_still).code, 0);
	CHECK_INT(ran(line).code, 0);
}

TEST(cli_limits, are_numbers_of_known_budgets)
{
	CHECK(holds(ran("check --limit secnods=3").error, "did you mean 'seconds'?"));
	CHECK_INT(ran("check --limit seconds=0").code, 3);
	CHECK_INT(ran("check --limit seconds=-1").code, 3);
	CHECK_INT(ran("check --limit seconds=99999999999999999999").code, 3);
	CHECK_INT(ran("check --limit =3").code, 3);
	CHECK(holds(ran("list limits").output, "record_bytes"));
}
