/* SPDX-License-Identifier: Apache-2.0
 *
 * TRY for the mutation build (preset mutate): every use is a numbered site, and the environment may
 * name one that drops the error it was given and goes on, or one at which an error is made up
 * instead of doing the work. scripts/mutate then shows that no lost error opens the gate. Read
 * here, in the harness; the product reads nothing of it.
 *
 *	GOVLINT_MUTATE_LIST=FILE     write "number file:line" of every site, and exit
 *	GOVLINT_MUTATE_REACHED=FILE  append "number" of each site that is run through once,
 *	                             "number error" of each that an error goes through
 *	GOVLINT_MUTATE_RAISE=NUMBER  make up an error at that site
 *	GOVLINT_MUTATE_DROP=NUMBER   drop every error at that site
 */
#ifndef GOVLINT_TESTS_HARNESS_MUTATE_H
#define GOVLINT_TESTS_HARNESS_MUTATE_H

#include <stdbool.h>

struct err;

struct mutate_site {
	const char *file;
	long line;
};

/* The site is about to be run: the error to make up there, or NULL to do the work. */
struct err *
mutate_raise(const struct mutate_site *site);

/* An error is on its way through the site: whether it is to be dropped there. */
bool
mutate_drops(const struct mutate_site *site);

#define TRY(expression)                                                                            \
	do {                                                                                       \
		static const struct mutate_site try_site                                           \
			__attribute__((section("mutate_sites"), used)) = {__FILE__, __LINE__};     \
		struct err *try_error = mutate_raise(&try_site);                                   \
		if (!try_error)                                                                    \
			try_error = (expression);                                                  \
		if (try_error && !mutate_drops(&try_site))                                         \
			return try_error;                                                          \
	} while (0)

#endif
