/* SPDX-License-Identifier: Apache-2.0
 *
 * Work on threads: pieces are handed out by one atomic counter, and the calling thread works, too,
 * so that a machine that gives no threads only takes longer. Signals stay with the calling thread.
 */
#include "base/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

enum {
	POOL_LARGEST = 256
};

struct pool {
	atomic_size_t next;
	size_t count;
	void (*work)(void *context, size_t worker, size_t index);
	void *context;
};

struct pool_worker {
	struct pool *pool;
	size_t number;
	pthread_t thread;
};

static void
pool_work(struct pool *pool, size_t worker)
{
	for (;;) {
		size_t index = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
		if (index >= pool->count)
			return;
		pool->work(pool->context, worker, index);
	}
}

static void *
pool_thread(void *argument)
{
	struct pool_worker *worker = argument;
	pool_work(worker->pool, worker->number);
	return NULL;
}

/* Start as many threads as there are, up to `wanted`; returns how many. */
static size_t
pool_start(struct pool *pool, struct pool_worker *workers, size_t wanted)
{
	sigset_t all;
	sigset_t before;
	sigfillset(&all);
	bool masked = pthread_sigmask(SIG_SETMASK, &all, &before) == 0;
	size_t started = 0;
	while (started < wanted) {
		struct pool_worker *worker = &workers[started];
		*worker = (struct pool_worker){.pool = pool, .number = started + 1};
		if (pthread_create(&worker->thread, NULL, pool_thread, worker) != 0)
			break;
		started++;
	}
	if (masked)
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

void
pool_run(size_t workers, size_t count, void (*work)(void *context, size_t worker, size_t index),
	 void *context)
{
	struct pool pool = {.count = count, .work = work, .context = context};
	struct pool_worker threads[POOL_LARGEST - 1];
	atomic_init(&pool.next, 0);
	if (workers > POOL_LARGEST)
		workers = POOL_LARGEST;
	if (workers > count)
		workers = count;
	size_t started = workers > 1 ? pool_start(&pool, threads, workers - 1) : 0;
	pool_work(&pool, 0);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i].thread, NULL);
}
