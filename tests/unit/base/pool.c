/* SPDX-License-Identifier: Apache-2.0 */
#include "base/pool.h"

#include <pthread.h>
#include <stdatomic.h>

#include "harness/test.h"

enum {
	PIECES = 5000
};

struct tally {
	size_t workers;
	int done[PIECES];
	size_t by_worker[300];
	atomic_size_t wrong;
};

/* No piece is done twice and no worker is two threads: the plain counters would race. */
static void
note(void *context, size_t worker, size_t index)
{
	struct tally *tally = context;
	size_t limit = tally->workers ? tally->workers : 1;
	if (worker >= limit || index >= PIECES)
		atomic_fetch_add(&tally->wrong, 1);
	tally->done[index]++;
	tally->by_worker[worker]++;
}

static void
check_run(size_t workers, size_t count)
{
	struct tally *tally = arena_alloc(test_arena(), sizeof *tally);
	size_t sum = 0;
	tally->workers = workers;
	pool_run(workers, count, note, tally);
	CHECK_INT((int64_t)atomic_load(&tally->wrong), 0);
	for (size_t i = 0; i < PIECES; i++) {
		if (!CHECK_INT(tally->done[i], i < count))
			break;
	}
	for (size_t i = 0; i < 300; i++)
		sum += tally->by_worker[i];
	CHECK_INT((int64_t)sum, (int64_t)count);
}

TEST(base_pool, every_piece_is_done_once)
{
	check_run(1, PIECES);
	check_run(2, PIECES);
	check_run(7, PIECES);
	check_run(64, PIECES);
	check_run(100, 3);
	check_run(3, 1);
	check_run(4, 0);
	check_run(0, 10);
}

TEST(base_pool, more_workers_than_there_can_be)
{
	check_run(280, PIECES);
}

static void
same_thread(void *context, size_t worker, size_t index)
{
	CHECK(pthread_equal(*(pthread_t *)context, pthread_self()));
	CHECK_INT((int64_t)worker, 0);
	(void)index;
}

TEST(base_pool, one_worker_is_the_calling_thread)
{
	pthread_t self = pthread_self();
	pool_run(1, 10, same_thread, &self);
	pool_run(0, 1, same_thread, &self);
}

static void
nested(void *context, size_t worker, size_t index)
{
	(void)worker;
	(void)index;
	(void)context;
	check_run(3, 100);
}

TEST(base_pool, work_may_have_a_pool_of_its_own)
{
	pool_run(1, 3, nested, NULL);
}
