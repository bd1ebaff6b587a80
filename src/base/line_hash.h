/* SPDX-License-Identifier: Apache-2.0
 *
 * The identity of a line that code scanning knows as primaryLocationLineHash: a rolling hash of the
 * hundred characters from the line's start on, blanks left out, all line ends alike. It moves with
 * the line and changes with its words. Source: github/codeql-action, src/fingerprints.ts, and the
 * vectors of its tests (reviewed 2026-11-21).
 *
 *	struct line_hash state;
 *	line_hash_init(&state, tell, context);
 *	line_hash_unit(&state, unit);   // each UTF-16 code unit of the file
 *	line_hash_end(&state);
 */
#ifndef GOVLINT_BASE_LINE_HASH_H
#define GOVLINT_BASE_LINE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LINE_HASH_WINDOW = 100
};

struct line_hash {
	void (*tell)(void *context, uint32_t line, uint64_t hash); /* lines in their order */
	void *context;
	uint64_t hash;
	uint64_t oldest; /* the factor that the unit about to leave the window has */
	uint16_t window[LINE_HASH_WINDOW];
	uint32_t begins[LINE_HASH_WINDOW]; /* the line that begins with the unit; 0: none */
	size_t at;
	uint32_t line;
	bool at_start;
	bool after_cr;
};

void
line_hash_init(struct line_hash *state, void (*tell)(void *context, uint32_t line, uint64_t hash),
	       void *context);

void
line_hash_unit(struct line_hash *state, uint16_t unit);

void
line_hash_end(struct line_hash *state);

#endif
