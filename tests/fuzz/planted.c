/* SPDX-License-Identifier: Apache-2.0
 *
 * Personal data in a dataset with anything around it: the run never passes. (Digits beside a number
 * make it another number: only what has letters is planted.) The first bytes choose
 * the value, the name of the file and how the value is wrapped; the rest is put around it. Whatever
 * that makes of the file, the value is found or the file cannot be read.
 */
#include "engine/corridor.h"
#include "fuzz/reading.h"
#include "settle/settle.h"

static const char *const values[] = {
	"ann.bell@corp-mail.com",
	"Ann_Bell+news@sub.corp-mail.co.uk",
	"DE89 3704 0044 0532 0130 00",
	"GB33BUKB20201555555555",
};

static const char *const names[] = {
	"data/a.csv", "data/a.tsv", "data/a.jsonl", "data/a.json", "data/a.yaml",
	"data/a.txt", "data/a",     "data/a.psv",   "data/a.log",  "a.csv",
};

/* What stands right before and behind the value. */
static const struct {
	const char *before;
	const char *behind;
} wrappings[] = {
	{"\n", "\n"},
	{"\n1,", "\n"},
	{"\n\"", "\"\n"},
	{"{\"a\": \"", "\"}\n"},
	{"[\"", "\"]"},
	{"\n- ", "\n"},
	{"\na: ", "\n"},
	{"\n# ", "\n"},
	{"\t", "\t"},
	{" ", " "},
	{"\n{\"a\": {\"", "\": 1}}\n"},
	{"\n|", "|\n"},
};

#define CHOICES(of) (sizeof(of) / sizeof((of)[0]))

/* Loaded once: the pack does not change. */
static const struct plan *
plan(const struct engine_request *request)
{
	static struct arena arena;
	static struct plan plan;
	static bool loaded;
	if (!loaded) {
		arena_init(&arena, &reading_exhausted);
		struct policy_request policy = request->policy;
		struct err *err = policy_load(&policy, &arena, &plan);
		HOLDS(!err);
		loaded = true;
	}
	return &plan;
}

static struct err *
judge(struct corridor *corridor)
{
	TRY(corridor_open(corridor));
	TRY(corridor_gather(corridor));
	return corridor_judge(corridor);
}

static enum verdict
verdict_of(struct arena *arena, const char *name, struct str text)
{
	static const char *const packs[] = {"pii-free-datasets"};
	struct engine_request request = {
		.policy = {.policies = packs, .policy_count = 1, .limits = &limits_default},
		.fail_on = SEVERITY_ERROR,
		.jobs = 1,
		.exhausted = &reading_exhausted,
	};
	struct memory_file file = {.path = str_of(name), .text = text};
	struct memory_request memory = {.files = &file, .count = 1};
	struct result result = {.run = {.source = "worktree"}, .fail_on = SEVERITY_ERROR};
	struct corridor corridor = {
		.request = &request, .run = arena, .result = &result, .plan = *plan(&request)};
	result.plan = &corridor.plan;
	arena_init(&corridor.scratch, &reading_exhausted);
	struct err *err = source_memory(&memory, arena, &corridor.source);
	HOLDS(!err);
	result.errors = judge(&corridor);
	err_settle(result.errors);
	settle(&result, arena);
	corridor_close(&corridor);
	return result.verdict;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 4 || size > 2048)
		return 0;
	struct arena *arena = reading_arena();
	struct str rest = str_make((const char *)data + 4, size - 4);
	/* Behind a mark of UTF-16 the planted bytes are other characters. */
	if (str_starts(rest, STR("\xff\xfe")) || str_starts(rest, STR("\xfe\xff")))
		return 0;
	size_t cut = data[3] < rest.size ? data[3] : rest.size;
	const char *value = values[data[0] % CHOICES(values)];
	const char *name = names[data[1] % CHOICES(names)];
	size_t wrapping = data[2] % CHOICES(wrappings);
	struct str around[] = {
		str_cut(rest, 0, cut),
		str_of(wrappings[wrapping].before),
		str_of(value),
		str_of(wrappings[wrapping].behind),
		str_cut(rest, cut, rest.size),
	};
	struct buf text;
	buf_init(&text, arena, SIZE_MAX);
	for (size_t i = 0; i < CHOICES(around); i++)
		buf_add(&text, around[i]);
	HOLDS(verdict_of(arena, name, buf_str(&text)) != VERDICT_PASS);
	return 0;
}
