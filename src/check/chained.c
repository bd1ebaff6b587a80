/* SPDX-License-Identifier: Apache-2.0
 *
 * chained: nobody changed, took out or moved a line of a log. In: fact (the path of a file of JSON lines)
 * and, to notice lines that were cut off at its end, last (the SHA-256 of its last line, kept elsewhere).
 * Each line is an object whose `prev_hash` is the SHA-256 of the line before, without its line end; the
 * first has none, or null, or 64 zeros. Finds: the first line after which the chain does not hold.
 */
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "check/internal.h"

enum {
	FACT,
	LAST,
};

static const struct arg_def args[] = {
	[FACT] = {"fact", ARG_FACT, true, "the path of the log, a file of JSON lines"},
	[LAST] = {"last", ARG_OTHER, false,
		  "the SHA-256 of its last line: without it, lines cut off at the end are not "
		  "missed"},
	{0},
};

static const char *const binds[] = {"path", "reason", NULL};

#define HEX (2 * SHA256_SIZE)

/* A log while it is read. */
struct chain {
	struct item *item;
	char before[HEX + 1]; /* of the line before */
	uint32_t lines;
	uint32_t broken; /* the line at which it breaks; 0: none so far */
	const char *reason;
};

static bool
is_start(const struct value *hash)
{
	static const char zeros[] =
		"0000000000000000000000000000000000000000000000000000000000000000";

	return !hash || hash->type == VALUE_NULL || str_is(value_string(hash), zeros);
}

static const char *
break_at(const struct chain *chain, const struct value *line)
{
	const struct value *hash = value_get(line, STR("prev_hash"));

	if (line->type != VALUE_MAP)
		return "is no JSON object";
	if (chain->lines == 1)
		return is_start(hash) ? NULL : "speaks of a line before it, which is missing";
	if (!hash || hash->type != VALUE_STRING)
		return "has no prev_hash";
	return str_equal_fold(hash->string, str_of(chain->before))
		       ? NULL
		       : "does not follow the line before it: one was changed, moved or taken out";
}

static struct err *
each(void *context, uint32_t number, struct str text, const struct value *line)
{
	struct chain *chain = context;
	unsigned char digest[SHA256_SIZE];
	struct sha256 state;

	if (chain->broken)
		return NULL;
	chain->lines = number;
	chain->reason = line ? break_at(chain, line) : "is no JSON";
	if (chain->reason)
		chain->broken = number;
	sha256_init(&state);
	sha256_add(&state, text);
	sha256_end(&state, digest);
	sha256_hex(digest, chain->before);
	return NULL;
}

/* Whether the last line is the one that somebody kept the digest of. */
static struct err *
judge_last(struct item *item, const struct ref *ref, struct chain *chain)
{
	const struct value *last = NULL;

	TRY(check_value(item, ref, &last, NULL));
	if (!last || last->type != VALUE_STRING)
		return err_new(item->view->scratch, "'%.*s' is no SHA-256", STR_ARG(ref->text));
	if (!chain->broken && !str_equal_fold(last->string, str_of(chain->before))) {
		chain->broken = chain->lines;
		chain->reason = "is not the last that was written: lines were cut off";
	}
	return NULL;
}

static void
report(struct item *item, const struct entry *entry, const struct chain *chain)
{
	const struct binding bindings[] = {
		{.name = "path", .value = value_str(entry->path)},
		{.name = "reason",
		 .value = value_text(arena_print(item->view->scratch, "line %u %s", chain->broken,
						 chain->reason))},
	};

	check_report(item, &(struct found){
				   .path = entry->path,
				   .place = {.line = chain->broken, .column = 1},
				   .subject = entry->path,
				   .bindings = bindings,
				   .binding_count = 2,
			   });
}

static struct err *
judge(struct item *item, const struct arg *given)
{
	struct chain chain = {.item = item};
	struct view *view = item->view;
	const struct value *path = NULL;
	const struct entry *entry = NULL;
	const char *why;

	TRY(check_value(item, &given[FACT].ref, &path, NULL));
	if (!path || path->type != VALUE_STRING)
		return err_new(view->scratch, "'%.*s' is no path", STR_ARG(given[FACT].ref.text));
	why = check_path(item, path->string, &entry);
	if (why)
		return err_new(view->scratch, "%.*s %s", STR_ARG(path->string), why);
	TRY(view->files->lines(view, entry, each, &chain));
	if (chain.lines == 0) {
		chain.broken = 1;
		chain.reason = "is missing: the log is empty";
	}
	if (given[LAST].given)
		TRY(judge_last(item, &given[LAST].ref, &chain));
	if (chain.broken)
		report(item, entry, &chain);
	return NULL;
}

const struct check check_chained = {
	.name = "chained",
	.summary = "each line of a log names the one before it",
	.args = args,
	.binds = binds,
	.judge = judge,
	.reads = READS_FILES,
};
