/* SPDX-License-Identifier: Apache-2.0
 *
 * One run of the program with torture_faults.c before it. In: how to start it, and the plan. Out:
 * what it came to and what it said. A run that takes too long is killed, by its id.
 */
#define _GNU_SOURCE /* memfd_create */

#include "harness/torture_run.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness/torture.h"

static _Noreturn void
give_up(const char *what)
{
	fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
	exit(99);
}

static _Noreturn void
become_program(const struct runner *runner, const int streams[RUN_STREAMS])
{
	static const struct rlimit none = {0};
	for (int i = 0; i < RUN_STREAMS; i++)
		dup2(streams[i], i + 1);
	setrlimit(RLIMIT_CORE, &none);
	sigset_t children;
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_UNBLOCK, &children, NULL);
	setenv("LD_PRELOAD", runner->faults, 1);
	setenv(TORTURE_PLAN, runner->plan_path, 1);
	execv(runner->program, runner->words);
	_exit(99);
}

/* The exit code, 128 and the signal's number, or RUN_HUNG. SIGCHLD is blocked. */
static int
await(pid_t child, int seconds)
{
	sigset_t children;
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	struct timespec now, end;
	clock_gettime(CLOCK_MONOTONIC, &end);
	end.tv_sec += seconds;
	int status = 0;
	while (waitpid(child, &status, WNOHANG) == 0) {
		sigtimedwait(&children, NULL, &(struct timespec){.tv_sec = 1});
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec > end.tv_sec) {
			kill(child, SIGKILL);
			waitpid(child, &status, 0);
			return RUN_HUNG;
		}
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : RUN_KILLED + WTERMSIG(status);
}

static void
take_said(struct run *run, int i, int fd)
{
	off_t size = lseek(fd, 0, SEEK_END);
	run->size[i] = (size_t)size;
	run->said[i] = malloc(run->size[i] + 1);
	if (size < 0 || !run->said[i] || pread(fd, run->said[i], run->size[i], 0) != size)
		give_up("reading what was said");
	run->said[i][size] = '\0';
	close(fd);
}

struct run
run_program(const struct runner *runner)
{
	struct run run = {0};
	int streams[RUN_STREAMS];
	for (int i = 0; i < RUN_STREAMS; i++)
		if ((streams[i] = memfd_create("said", MFD_CLOEXEC)) < 0)
			give_up("making a file");
	for (int i = 0; i < TORTURE_KINDS; i++)
		atomic_store(&runner->plan->calls[i], 0);
	atomic_store(&runner->plan->met, 0);
	pid_t child = fork();
	if (child == 0)
		become_program(runner, streams);
	if (child < 0)
		give_up("starting the program");
	run.code = await(child, runner->seconds);
	for (int i = 0; i < RUN_STREAMS; i++)
		take_said(&run, i, streams[i]);
	return run;
}

void
run_free(struct run *run)
{
	for (int i = 0; i < RUN_STREAMS; i++)
		free(run->said[i]);
}

bool
run_says_same(const struct run *left, const struct run *right, int i)
{
	return left->size[i] == right->size[i] &&
	       memcmp(left->said[i], right->said[i], left->size[i]) == 0;
}
