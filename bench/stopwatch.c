/* SPDX-License-Identifier: Apache-2.0
 *
 * Times commands side by side. Input: `stopwatch ROUNDS LABEL 'COMMAND' [LABEL 'COMMAND']…`, each
 * command split at blanks and run ROUNDS times in turn (one of each, then again), its output thrown
 * away. Output: one line per label: median milliseconds, smallest, ratio to the first label, peak
 * memory in MB, exit code. It measures from fork to exit and uses no shell in between.
 */
#define _DEFAULT_SOURCE /* wait4: the peak memory of one child */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	WORDS_MAX = 64,
	ROUNDS_MAX = 1000,
	COMMANDS_MAX = 16
};

struct command {
	const char *label;
	char *words[WORDS_MAX];
	double times[ROUNDS_MAX]; /* milliseconds */
	long peak;                /* of all rounds, KB */
	int code;                 /* of the last round */
};

static double
now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void
split(struct command *command, char *text)
{
	size_t count = 0;
	for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
		if (count + 1 == WORDS_MAX) {
			fprintf(stderr, "stopwatch: more than %d words\n", WORDS_MAX - 1);
			exit(3);
		}
		command->words[count++] = word;
	}
	if (count == 0) {
		fprintf(stderr, "stopwatch: empty command for %s\n", command->label);
		exit(3);
	}
}

static void
measure(struct command *command, size_t round)
{
	double start = now();
	pid_t child = fork();
	if (child < 0) {
		perror("stopwatch: fork");
		exit(2);
	}
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);
		for (int stream = 0; stream < 3; stream++)
			dup2(null, stream);
		execvp(command->words[0], command->words);
		_exit(127);
	}
	int status;
	struct rusage usage;
	if (wait4(child, &status, 0, &usage) != child) {
		perror("stopwatch: wait4");
		exit(2);
	}
	command->times[round] = now() - start;
	if (usage.ru_maxrss > command->peak)
		command->peak = usage.ru_maxrss;
	command->code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int
compare_times(const void *a, const void *b)
{
	double left = *(const double *)a;
	double right = *(const double *)b;
	return (left > right) - (left < right);
}

int
main(int argc, char **argv)
{
	static struct command commands[COMMANDS_MAX];
	size_t count = argc > 3 ? (size_t)(argc - 2) / 2 : 0;
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	if (count == 0 || count > COMMANDS_MAX || argc % 2 != 0 || rounds < 1 ||
	    rounds > ROUNDS_MAX) {
		fputs("usage: stopwatch ROUNDS LABEL 'COMMAND' [LABEL 'COMMAND']...\n", stderr);
		return 3;
	}
	for (size_t i = 0; i < count; i++) {
		commands[i].label = argv[2 + 2 * i];
		split(&commands[i], argv[3 + 2 * i]);
		measure(&commands[i], 0); /* warm the caches */
	}
	for (size_t round = 0; round < (size_t)rounds; round++)
		for (size_t i = 0; i < count; i++)
			measure(&commands[i], round);

	printf("%-28s %10s %10s %8s %8s %5s\n", "", "median ms", "least ms", "ratio", "peak MB",
	       "exit");
	double first = 0;
	for (size_t i = 0; i < count; i++) {
		struct command *command = &commands[i];
		qsort(command->times, (size_t)rounds, sizeof *command->times, compare_times);
		double median = command->times[rounds / 2];
		if (i == 0)
			first = median;
		printf("%-28s %10.2f %10.2f %7.2fx %8.1f %5d\n", command->label, median,
		       command->times[0], first > 0 ? median / first : 0.0,
		       (double)command->peak / 1024, command->code);
	}
	return 0;
}
