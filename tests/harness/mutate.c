/* SPDX-License-Identifier: Apache-2.0
 *
 * The sites of mutate.h: the linker lays them side by side in one section, so that a site's number
 * is its index there. Writes what scripts/mutate asks for by the environment.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "harness/mutate.h"

extern const struct mutate_site __start_mutate_sites[];
extern const struct mutate_site __stop_mutate_sites[];

static long
site_number(const struct mutate_site *site)
{
	return (long)(site - __start_mutate_sites);
}

/* Before main: a list was asked for. */
__attribute__((constructor)) static void
write_list(void)
{
	const char *path = getenv("GOVLINT_MUTATE_LIST");
	if (!path)
		return;
	FILE *list = fopen(path, "w");
	if (!list)
		exit(3);
	const struct mutate_site *site = __start_mutate_sites;
	for (; site < __stop_mutate_sites; site++)
		fprintf(list, "%ld %s:%ld\n", site_number(site), site->file, site->line);
	exit(fclose(list) == 0 ? 0 : 3);
}

/* One write to a file opened for appending: whole lines, also from several threads. */
static void
write_reached(const char *path, long number)
{
	int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0666);
	if (file < 0)
		abort();
	char line[32];
	int size = snprintf(line, sizeof line, "%ld\n", number);
	if (write(file, line, (size_t)size) != size)
		abort();
	close(file);
}

bool
mutate_drops(const struct mutate_site *site)
{
	long number = site_number(site);
	const char *reached = getenv("GOVLINT_MUTATE_REACHED");
	if (reached)
		write_reached(reached, number);
	const char *chosen = getenv("GOVLINT_MUTATE_SITE");
	return chosen && strtol(chosen, NULL, 10) == number;
}
