/* SPDX-License-Identifier: Apache-2.0
 *
 * Stands in for the program in a test case (tests/harness/cases --binary): runs the real one with
 * the same arguments in the same place, first untouched, then with one call after the other
 * failing (torture_faults.c), judges each run, and becomes the real one at last.
 *
 * A run holds when it ends as the untouched one did, with the same output byte for byte, or with
 * exit 2. Whatever else it does is bad: to pass, to be killed, to hang, to touch other files, to
 * say something else with the same code. Three may say something else, in a report that is whole:
 * a run that admits that more is not verified, where the severity of the rule blocks nothing;
 * SARIF, which gives lines without columns where these could not be read again; and a command that
 * does not judge. What was tried goes, one line for each untouched run and each bad one, to the end
 * of a file.
 *
 * Asked for by the environment: GOVLINT_TORTURE_PROGRAM, _FAULTS (the library), _OUTCOME (the
 * file); _LIMIT (the calls of a kind that fail, 0: all), _ONLY (KIND HOW ERRNO AT, as a line of
 * the outcome has it: try this one alone and show what it said), _SECONDS (a run that takes longer
 * hangs). CASE is the case's folder, HOME stands in the harness's.
 */
#define _GNU_SOURCE /* asprintf, strerrorname_np */

#include "harness/torture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "harness/torture_report.h"
#include "harness/torture_run.h"
#include "harness/torture_tree.h"

enum {
	UNDECIDED = 2,
	FOLDERS = 3,
	FEW = 1,
	LONG_MILLISECONDS = 500,
};

static const char *const kind_names[TORTURE_KINDS] = {
	[TORTURE_MEMORY] = "memory", [TORTURE_THREAD] = "thread", [TORTURE_MAP] = "map",
	[TORTURE_OPEN] = "open",     [TORTURE_LOOK] = "look",     [TORTURE_LIST] = "list",
	[TORTURE_READ] = "read",     [TORTURE_WRITE] = "write",   [TORTURE_CLOSE] = "close",
};

static const char *const how_names[] = {
	[TORTURE_NOTHING] = "untouched",       [TORTURE_ONCE] = "once",
	[TORTURE_ONWARD] = "onward",           [TORTURE_SHORT] = "short",
	[TORTURE_INTERRUPTED] = "interrupted",
};

/* What a call that fails says: each of these in turn. */
static const struct {
	enum torture_kind kind;
	int number;
} errnos[] = {
	{TORTURE_MEMORY, ENOMEM}, {TORTURE_THREAD, EAGAIN}, {TORTURE_MAP, ENOMEM},
	{TORTURE_OPEN, EMFILE},   {TORTURE_OPEN, EACCES},   {TORTURE_LOOK, EIO},
	{TORTURE_LOOK, EACCES},   {TORTURE_LIST, EIO},      {TORTURE_READ, EIO},
	{TORTURE_WRITE, ENOSPC},  {TORTURE_WRITE, EPIPE},   {TORTURE_CLOSE, EIO},
};

struct torture {
	struct runner runner;
	const char *outcome;
	const char *only;
	const char *name;       /* the case's */
	char *work;             /* the harness's folder */
	long limit;             /* 0: none */
	char *folders[FOLDERS]; /* in which it may write */
	struct tree before;
	struct tree after; /* the untouched run */
	bool writes;
	struct run untouched;
	long tried, met, same, undecided, bad;
};

static _Noreturn void
give_up(const char *what)
{
	fprintf(stderr, "torture: %s: %s\n", what, strerror(errno));
	exit(99);
}

static const char *
environment(const char *name)
{
	const char *value = getenv(name);
	if (!value || !value[0]) {
		fprintf(stderr, "torture: no %s (scripts/torture sets it)\n", name);
		exit(99);
	}
	return value;
}

/* ---- Judging it ------------------------------------------------------------------------------ */

static bool
any_differs(const struct tree *tree, char *const folders[FOLDERS])
{
	for (int i = 0; i < FOLDERS; i++)
		if (tree_differs(tree, folders[i]))
			return true;
	return false;
}

static void
restore(const struct torture *torture)
{
	for (int i = 0; i < FOLDERS; i++)
		tree_restore(&torture->before, torture->folders[i]);
}

/* Whether a report may differ so from the untouched one. */
static bool
may_say(const struct torture *torture, const char *said, const char *like)
{
	static const char *const tellers[] = {"facts", "explain", "list", "help"};
	const char *command = torture->runner.words[1] ? torture->runner.words[1] : "";
	if (!report_is_whole(said, like))
		return false;
	for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
		if (strcmp(command, tellers[i]) == 0)
			return true;
	return report_is_sarif(like) || (torture->untouched.code <= 1 &&
					 report_not_verified(said) > report_not_verified(like));
}

/* Whether the files written are those that the untouched run wrote, or may differ so. */
static bool
wrote_same(const struct torture *torture)
{
	struct tree now = {0};
	bool same = true;
	for (int i = 0; i < FOLDERS; i++)
		tree_keep(&now, torture->folders[i]);
	for (size_t i = 0; i < torture->after.count; i++) {
		const struct tree_entry *was = &torture->after.entries[i];
		const struct tree_entry *is = tree_find(&now, was->path);
		same = same && is &&
		       (tree_same(was, is) ||
			(is->bytes && was->bytes && may_say(torture, is->bytes, was->bytes)));
	}
	tree_free(&now);
	return same;
}

/* Whether a file that the run wrote is neither empty nor whole. What cannot be written to any more
 * cannot be emptied either. */
static bool
wrote_half(const struct torture *torture)
{
	const struct torture_plan *plan = torture->runner.plan;
	struct tree now = {0};
	bool half = false;
	if (plan->kind == TORTURE_WRITE && plan->how == TORTURE_ONWARD)
		return false;
	for (int i = 0; i < FOLDERS; i++)
		tree_keep(&now, torture->folders[i]);
	for (size_t i = 0; i < torture->after.count && !half; i++) {
		const struct tree_entry *was = &torture->after.entries[i];
		const struct tree_entry *is = tree_find(&now, was->path);
		const struct tree_entry *old = tree_find(&torture->before, was->path);
		half = is && is->bytes && was->bytes && !tree_same(was, is) &&
		       !(old && tree_same(old, is)) && !report_is_whole(is->bytes, was->bytes);
	}
	tree_free(&now);
	return half;
}

/* What is wrong with a run, or NULL. */
static const char *
what_is_bad(const struct torture *torture, const struct run *run)
{
	const struct run *untouched = &torture->untouched;
	enum torture_kind kind = torture->runner.plan->kind;
	bool wants_same = torture->runner.plan->how > TORTURE_ONWARD;
	for (int i = 0; i < FOLDERS; i++)
		if (tree_strays(&torture->before,
				torture->writes ? &torture->after : &torture->before,
				torture->folders[i]))
			return "other files";
	if (run->code == RUN_HUNG)
		return "hangs";
	if (run->code >= RUN_KILLED)
		return "killed";
	if (run->code != untouched->code) {
		if (run->code == 0)
			return "passes";
		if (run->code != UNDECIDED || wants_same)
			return "another code";
		return torture->writes && wrote_half(torture) ? "half a report" : NULL;
	}
	/* Neither says that anything was judged. */
	if (run->code >= UNDECIDED && !wants_same)
		return NULL;
	if (!run_says_same(run, untouched, 0))
		return !wants_same && may_say(torture, run->said[0], untouched->said[0])
			       ? NULL
			       : "another output";
	if (!run_says_same(run, untouched, 1) && (wants_same || kind != TORTURE_WRITE))
		return "another error output";
	return torture->writes && !wrote_same(torture) ? "another report" : NULL;
}

static void
tell(const struct torture *torture, const char *line)
{
	int fd = open(torture->outcome, O_WRONLY | O_APPEND | O_CREAT, 0666);
	if (fd < 0 || write(fd, line, strlen(line)) != (ssize_t)strlen(line))
		give_up(torture->outcome);
	close(fd);
}

static void
tell_bad(const struct torture *torture, const char *what, int code)
{
	const struct torture_plan *plan = torture->runner.plan;
	char line[1024];
	int size = snprintf(line, sizeof line,
			    "bad %s: %s (exit %d, untouched %d): %s %s %s %ld:", torture->name,
			    what, code, torture->untouched.code, kind_names[plan->kind],
			    how_names[plan->how],
			    plan->number ? strerrorname_np(plan->number) : "-", plan->at);
	for (char **word = torture->runner.words; *word && size < 900; word++)
		size += snprintf(line + size, sizeof line - (size_t)size - 2, " %.80s", *word);
	strcpy(line + size, "\n");
	tell(torture, line);
}

/* One fault, as the plan says. */
static void
try_fault(struct torture *torture)
{
	struct run run = run_program(&torture->runner);
	const char *bad = what_is_bad(torture, &run);
	torture->tried++;
	torture->met += atomic_load(&torture->runner.plan->met) > 0;
	if (bad) {
		torture->bad++;
		tell_bad(torture, bad, run.code);
	} else if (run.code == torture->untouched.code)
		torture->same++;
	else
		torture->undecided++;
	if (torture->only)
		printf("%sexit %d, %ld calls failed\n--- standard output:\n%s--- standard "
		       "error:\n%s",
		       bad ? "BAD: " : "", run.code, atomic_load(&torture->runner.plan->met),
		       run.said[0], run.said[1]);
	run_free(&run);
	if (torture->writes || bad)
		restore(torture);
}

/* ---- All of them ----------------------------------------------------------------------------- */

/* Whether the `at`-th of `count` calls is one of those to fail: a third of `limit` each of the
 * first, the last, and those between. */
static bool
is_chosen(long at, long count, long limit)
{
	long third = (limit + 2) / 3;
	if (limit == 0 || count <= limit || at <= third || at > count - third)
		return true;
	long step = (count - 2 * third) / third + 1;
	return (at - third) % step == 0;
}

static void
try_all_of(struct torture *torture, enum torture_kind kind, int number, long count)
{
	static const enum torture_how hows[] = {TORTURE_ONCE, TORTURE_ONWARD};
	for (long at = 1; at <= count; at++) {
		if (!is_chosen(at, count, torture->limit))
			continue;
		for (size_t i = 0; i < sizeof hows / sizeof hows[0]; i++) {
			torture->runner.plan->how = hows[i];
			torture->runner.plan->kind = kind;
			torture->runner.plan->number = number;
			torture->runner.plan->at = at;
			try_fault(torture);
		}
	}
}

static void
try_all(struct torture *torture)
{
	long counts[TORTURE_KINDS];
	for (int i = 0; i < TORTURE_KINDS; i++)
		counts[i] = atomic_load(&torture->runner.plan->calls[i]);
	/* Every write is seen by somebody: none is left out. */
	for (size_t i = 0; i < sizeof errnos / sizeof errnos[0]; i++)
		try_all_of(torture, errnos[i].kind, errnos[i].number, counts[errnos[i].kind]);
	static const enum torture_how harmless[] = {TORTURE_SHORT, TORTURE_INTERRUPTED};
	for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
		*torture->runner.plan = (struct torture_plan){.how = harmless[i]};
		try_fault(torture);
	}
}

static void
try_only(struct torture *torture)
{
	char kind[16], how[16], number[16];
	long at;
	if (sscanf(torture->only, "%15s %15s %15s %ld", kind, how, number, &at) != 4) {
		fprintf(stderr, "torture: not KIND HOW ERRNO AT: %s\n", torture->only);
		exit(99);
	}
	torture->runner.plan->at = at;
	for (size_t i = 0; i < TORTURE_KINDS; i++)
		if (strcmp(kind_names[i], kind) == 0)
			torture->runner.plan->kind = (enum torture_kind)i;
	for (size_t i = 0; i < sizeof how_names / sizeof how_names[0]; i++)
		if (strcmp(how_names[i], how) == 0)
			torture->runner.plan->how = (enum torture_how)i;
	for (size_t i = 0; i < sizeof errnos / sizeof errnos[0]; i++)
		if (strcmp(strerrorname_np(errnos[i].number), number) == 0)
			torture->runner.plan->number = errnos[i].number;
	try_fault(torture);
}

/* Whether a second untouched run is as the first: else nothing could be said of the others. */
static bool
is_steady(struct torture *torture)
{
	struct run again = run_program(&torture->runner);
	bool steady = again.code == torture->untouched.code &&
		      run_says_same(&again, &torture->untouched, 0) &&
		      run_says_same(&again, &torture->untouched, 1);
	run_free(&again);
	if (torture->writes) {
		steady = steady && !any_differs(&torture->after, torture->folders);
		restore(torture);
	}
	return steady;
}

static void
run_untouched(struct torture *torture)
{
	for (int i = 0; i < FOLDERS; i++)
		tree_keep(&torture->before, torture->folders[i]);
	struct timespec start, end;
	clock_gettime(CLOCK_MONOTONIC, &start);
	torture->untouched = run_program(&torture->runner);
	clock_gettime(CLOCK_MONOTONIC, &end);
	/* What takes long is not done hundreds of times. */
	long milliseconds =
		(end.tv_sec - start.tv_sec) * 1000 + (end.tv_nsec - start.tv_nsec) / 1000000;
	torture->runner.seconds += (int)(milliseconds / 100);
	if (torture->limit > FEW && milliseconds > LONG_MILLISECONDS)
		torture->limit = FEW;
	torture->writes = any_differs(&torture->before, torture->folders);
	if (torture->writes) {
		for (int i = 0; i < FOLDERS; i++)
			tree_keep(&torture->after, torture->folders[i]);
		restore(torture);
	}
	long calls = 0;
	for (int i = 0; i < TORTURE_KINDS; i++)
		calls += atomic_load(&torture->runner.plan->calls[i]);
	if (calls == 0) {
		tell(torture, "unarmed\n");
		exit(77);
	}
}

static void
make_plan(struct torture *torture)
{
	if (asprintf(&torture->runner.plan_path, "%s/torture-XXXXXX", torture->work) < 0)
		give_up("making the plan");
	int fd = mkstemp(torture->runner.plan_path);
	if (fd < 0 || ftruncate(fd, sizeof *torture->runner.plan) != 0)
		give_up("making the plan");
	torture->runner.plan =
		mmap(NULL, sizeof *torture->runner.plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (torture->runner.plan == MAP_FAILED)
		give_up("making the plan");
	close(fd);
}

static void
look_around(struct torture *torture)
{
	static const char *const beneath[FOLDERS] = {"repo", "tmp", "home"};
	const char *name = environment("CASE");
	const char *limit = getenv("GOVLINT_TORTURE_LIMIT");
	const char *seconds = getenv("GOVLINT_TORTURE_SECONDS");
	torture->runner.program = environment("GOVLINT_TORTURE_PROGRAM");
	torture->runner.faults = environment("GOVLINT_TORTURE_FAULTS");
	torture->outcome = environment("GOVLINT_TORTURE_OUTCOME");
	torture->only = getenv("GOVLINT_TORTURE_ONLY");
	torture->limit = limit ? atol(limit) : 120;
	torture->runner.seconds = seconds ? atoi(seconds) : 10;
	const char *cases = strstr(name, "/tests/cases/");
	torture->name = cases ? cases + strlen("/tests/cases/") : name;
	torture->work = strdup(environment("HOME"));
	*strrchr(torture->work, '/') = '\0';
	for (int i = 0; i < FOLDERS; i++)
		if (asprintf(&torture->folders[i], "%s/%s", torture->work, beneath[i]) < 0)
			give_up("looking around");
}

int
main(int count, char **words)
{
	struct torture torture = {.runner.words = words};
	sigset_t children;
	struct rlimit room;
	(void)count;
	look_around(&torture);
	/* Where files may not grow, no plan and no outcome can be kept. */
	if (getrlimit(RLIMIT_FSIZE, &room) == 0 && room.rlim_cur != RLIM_INFINITY)
		execv(torture.runner.program, words);
	sigemptyset(&children);
	sigaddset(&children, SIGCHLD);
	sigprocmask(SIG_BLOCK, &children, NULL);
	make_plan(&torture);
	run_untouched(&torture);
	if (!is_steady(&torture)) {
		tell_bad(&torture, "not the same twice", torture.untouched.code);
		torture.bad++;
	} else if (torture.only)
		try_only(&torture);
	else
		try_all(&torture);
	unlink(torture.runner.plan_path);
	char line[512];
	snprintf(line, sizeof line, "run %s %ld %ld %ld %ld %ld\n", torture.name, torture.tried,
		 torture.met, torture.same, torture.undecided, torture.bad);
	tell(&torture, line);
	fflush(stdout);
	sigprocmask(SIG_UNBLOCK, &children, NULL);
	execv(torture.runner.program, words);
	give_up(torture.runner.program);
}
