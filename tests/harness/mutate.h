/* SPDX-License-Identifier: Apache-2.0
 *
 * TRY for the mutation build (preset mutate): every use is a numbered site, and the environment may
 * name one that ignores the error it was given and goes on. scripts/mutate then shows that no lost
 * error opens the gate. Read here, in the harness; the product reads nothing of it.
 *
 *	GOVLINT_MUTATE_LIST=FILE     write "number file:line" of every site, and exit
 *	GOVLINT_MUTATE_REACHED=FILE  append the number of each site that an error went through
 *	GOVLINT_MUTATE_SITE=NUMBER   drop every error at that site
 */
#ifndef GOVLINT_TESTS_HARNESS_MUTATE_H
#define GOVLINT_TESTS_HARNESS_MUTATE_H

#include <stdbool.h>

struct mutate_site {
	const char *file;
	long line;
};

/* An error is on its way through the site: whether it is to be dropped there. */
bool
mutate_drops(const struct mutate_site *site);

#define TRY(expression)                                                                            \
	do {                                                                                       \
		static const struct mutate_site try_site                                           \
			__attribute__((section("mutate_sites"), used)) = {__FILE__, __LINE__};     \
		struct err *try_error = (expression);                                              \
		if (try_error && !mutate_drops(&try_site))                                         \
			return try_error;                                                          \
	} while (0)

#endif
