/* SPDX-License-Identifier: Apache-2.0
 *
 * Regular expressions: patterns and texts go in, one of three results comes out. What a policy's
 * pattern may hold is in regex_subset.c.
 *
 * The one thing to know: everything PCRE2 allocates lies in an arena, and its free does nothing, so
 * a pattern needs no freeing; that is also why there is no JIT here, whose code lies in memory of
 * its own. Matching gives back what it took from `scratch`. A limit that is met, invalid UTF-8 and
 * any other failure are REGEX_UNDECIDED. '$' is the very end of the text in a policy's pattern, as
 * in RE2, not also the place before a last line end.
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/regex.h"

#include <pcre2.h>

#include "base/arena.h"
#include "base/regex_subset.h"

enum {
	REGEX_PATTERN_LONGEST = 64 * 1024,
	REGEX_PARENTHESES = 100,
	REGEX_MATCH_LIMIT = 200 * 1000,
	REGEX_DEPTH_LIMIT = 50 * 1000,
	REGEX_HEAP_KIB = 8 * 1024,
	REGEX_OWN_TIMES = 50, /* our own patterns are known: their limits are a last resort */
};

struct regex {
	pcre2_code *code;
	enum regex_origin origin;
};

static void *
regex_take(size_t size, void *arena)
{
	return arena_alloc(arena, size);
}

static void
regex_leave(void *memory, void *arena)
{
	(void)memory;
	(void)arena;
}

/* A context whose memory comes from `arena`: only then does PCRE2 never lack any. */
static pcre2_general_context *
regex_context(struct arena *arena)
{
	return pcre2_general_context_create(regex_take, regex_leave, arena);
}

static struct err *
regex_refused(struct arena *arena, struct str pattern, size_t offset, const char *why)
{
	return err_new(arena, "pattern '%.*s' at offset %zu: %s", STR_ARG(pattern), offset, why);
}

struct err *
regex_compile(struct regex **out, struct arena *arena, struct str pattern, enum regex_origin origin)
{
	uint32_t options = PCRE2_NEVER_BACKSLASH_C;
	*out = NULL;
	if (origin == REGEX_POLICY) {
		size_t offset = 0;
		const char *why = regex_outside_subset(pattern, &offset);
		if (why)
			return err_help(regex_refused(arena, pattern, offset, why),
					"patterns of rules are those that RE2 takes, too");
		options |= PCRE2_UTF | PCRE2_DOLLAR_ENDONLY;
	}
	pcre2_compile_context *context = pcre2_compile_context_create(regex_context(arena));
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_max_pattern_length(context, REGEX_PATTERN_LONGEST);
	pcre2_set_parens_nest_limit(context, REGEX_PARENTHESES);
	int number = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)(pattern.data ? pattern.data : ""),
					 pattern.size, options, &number, &offset, context);
	if (!code) {
		char why[256] = "";
		pcre2_get_error_message(number, (PCRE2_UCHAR *)why, sizeof why);
		return regex_refused(arena, pattern, offset, why);
	}
	struct regex *regex = arena_alloc(arena, sizeof *regex);
	*regex = (struct regex){.code = code, .origin = origin};
	*out = regex;
	return NULL;
}

static pcre2_match_context *
regex_limits(const struct regex *regex, pcre2_general_context *general)
{
	uint32_t times = regex->origin == REGEX_POLICY ? 1 : REGEX_OWN_TIMES;
	pcre2_match_context *context = pcre2_match_context_create(general);
	pcre2_set_match_limit(context, times * REGEX_MATCH_LIMIT);
	pcre2_set_depth_limit(context, times * REGEX_DEPTH_LIMIT);
	pcre2_set_heap_limit(context, REGEX_HEAP_KIB);
	return context;
}

enum regex_result
regex_match(const struct regex *regex, struct arena *scratch, struct str text, struct span *found)
{
	return regex_match_from(regex, scratch, text, 0, found);
}

enum regex_result
regex_match_from(const struct regex *regex, struct arena *scratch, struct str text, size_t offset,
		 struct span *found)
{
	if (offset > text.size)
		return REGEX_NO_MATCH;
	struct arena_mark mark = arena_mark(scratch);
	pcre2_general_context *general = regex_context(scratch);
	pcre2_match_data *data = pcre2_match_data_create(1, general);
	int result = pcre2_match(regex->code, (PCRE2_SPTR)(text.data ? text.data : ""), text.size,
				 offset, 0, data, regex_limits(regex, general));
	if (result >= 0 && found) {
		const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(data);
		*found = (struct span){.start = pair[0], .end = pair[1]};
	}
	arena_rewind(scratch, mark);
	if (result >= 0)
		return REGEX_MATCH;
	return result == PCRE2_ERROR_NOMATCH ? REGEX_NO_MATCH : REGEX_UNDECIDED;
}
