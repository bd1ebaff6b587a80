/* SPDX-License-Identifier: Apache-2.0
 *
 * PCRE2 behind three results: match, no match, could not decide. The third is what happens when a
 * limit is met; a caller that takes it for "no match" lets something pass, so the type keeps them
 * apart. Patterns from policies are checked against the RE2 subset (no look-around, no
 * back-reference, no recursion, no callout) and run in the interpreter with limits; patterns of
 * the program's own may use JIT.
 *
 *	struct regex *regex;
 *	TRY(regex_compile(&regex, run, STR("^[A-Z]{3}-\\d+$"), REGEX_POLICY));
 *	switch (regex_match(regex, scratch, text, NULL)) …
 */
#ifndef GOVLINT_BASE_REGEX_H
#define GOVLINT_BASE_REGEX_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct regex;

enum regex_origin {
	REGEX_POLICY,  /* somebody else's: RE2 subset, interpreter, UTF */
	REGEX_BUILTIN, /* ours: any feature, bytes */
};

enum regex_result {
	REGEX_NO_MATCH,
	REGEX_MATCH,
	REGEX_UNDECIDED,
};

struct span {
	size_t start;
	size_t end;
};

/* The compiled pattern lives in the arena and is never changed by matching, so threads share it. */
struct err *
regex_compile(struct regex **out, struct arena *arena, struct str pattern,
	      enum regex_origin origin) MUST_USE;

/* Search from the beginning; `found` (may be NULL) receives the whole match. Text that is not
 * valid UTF-8 is undecided for a REGEX_POLICY pattern. */
enum regex_result
regex_match(const struct regex *regex, struct arena *scratch, struct str text, struct span *found);

/* As regex_match, from `offset` on. */
enum regex_result
regex_match_from(const struct regex *regex, struct arena *scratch, struct str text, size_t offset,
		 struct span *found);

#endif
