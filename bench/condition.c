/* SPDX-License-Identifier: Apache-2.0
 *
 * What one evaluation of a condition takes, once it is compiled and its facts are known: nanoseconds, and
 * how many times what the same question takes that C asks of the same record by name. Medians of rounds
 * in turn, so that a busy moment hits all.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "expr/expr.h"
#include "model/limits.h"
#include "model/value.h"
#include "read/read.h"

enum {
	ROUNDS = 21,
	TIMES = 20000,
};

static const char record_text[] =
	"{path: data/orders.csv, format: csv, rows: 1200, use: training, licence: MIT,"
	" columns: [{name: order}, {name: day}, {name: amount}, {name: city}, {name: status},"
	" {name: note}, {name: hall}, {name: gate}, {name: parcel}, {name: zip}]}";

static const char *const conditions[] = {
	"dataset.rows > 1000 && dataset.format == 'csv'",
	"has(dataset.licence) && dataset.use == 'training' && size(dataset.columns) <= 100",
	"dataset.path.startsWith('data/') && dataset.licence in ['MIT', 'Apache-2.0']",
	"!dataset.columns.exists(c, c.name in ['ssn', 'passport'])",
};

enum {
	CONDITIONS = sizeof conditions / sizeof *conditions,
};

struct host {
	struct expr_scope scope;
	struct value record;
};

static const struct expr_kind dyn = {.type = EXPR_DYN};
static const struct expr_kind object = {.type = EXPR_OBJECT, .object = &dyn};

static const struct expr_kind *
find_root(const struct expr_names *self, struct str name, size_t *slot)
{
	(void)self;
	*slot = 0;
	return str_is(name, "dataset") ? &object : NULL;
}

/* Fields by their number, as facts are. */
static const char *const fields[] = {"path", "format", "rows", "use", "licence", "columns"};

static const struct expr_kind *
find_field(const struct expr_names *self, const struct expr_kind *of, struct str name, size_t *slot)
{
	(void)self;
	(void)of;
	for (*slot = 0; *slot < sizeof fields / sizeof *fields; ++*slot)
		if (str_is(name, fields[*slot]))
			return &dyn;
	return NULL;
}

static struct err *
take_root(struct expr_scope *self, size_t slot, struct arena *scratch, struct expr_value *out)
{
	(void)slot;
	(void)scratch;
	*out = (struct expr_value){.type = EXPR_OBJECT, .object = self};
	return NULL;
}

static struct err *
take_field(struct expr_scope *self, const struct expr_value *of, size_t slot, struct arena *scratch,
	   struct expr_value *out)
{
	(void)of;
	(void)scratch;
	*out = expr_from_tree(&((struct host *)self)->record.map.members[slot].value);
	return NULL;
}

static void
must(struct err *err)
{
	if (!err)
		return;
	fprintf(stderr, "condition: %s\n", err->message);
	exit(1);
}

static double
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* The first condition, in C. */
static bool
asked_in_c(const struct value *record)
{
	const struct value *rows = value_get(record, STR("rows"));
	const struct value *format = value_get(record, STR("format"));

	return rows && rows->type == VALUE_INT && rows->integer > 1000 && format &&
	       str_is(value_string(format), "csv");
}

static double
time_c(const struct host *host)
{
	double start = now();
	volatile bool holds = true;

	for (int i = 0; i < TIMES; i++)
		holds = asked_in_c(&host->record);
	if (!holds)
		exit(1);
	return (now() - start) / TIMES;
}

static double
time_condition(const struct expr *expr, struct host *host, struct arena *scratch)
{
	double start = now();

	for (int i = 0; i < TIMES; i++) {
		struct arena_mark mark = arena_mark(scratch);
		struct expr_value value;

		must(expr_evaluate(expr, &host->scope, scratch, &value));
		if (value.type != EXPR_BOOL || !value.boolean)
			exit(1);
		arena_rewind(scratch, mark);
	}
	return (now() - start) / TIMES;
}

static int
by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
median(double *times)
{
	qsort(times, ROUNDS, sizeof *times, by_size);
	return times[ROUNDS / 2];
}

int
main(void)
{
	static const struct expr_names names = {.root = find_root, .field = find_field};
	struct host host = {.scope = {.root = take_root, .field = take_field}};
	const struct expr *compiled[CONDITIONS];
	double times[CONDITIONS + 1][ROUNDS], floor;
	struct arena run, scratch;

	arena_init(&run, NULL);
	arena_init(&scratch, NULL);
	must(read_yaml_text("record", str_of(record_text), &limits_default, &run, &host.record));
	for (size_t n = 0; n < CONDITIONS; n++) {
		const struct expr_request request = {
			.text = str_of(conditions[n]), .names = &names, .limits = &limits_default};

		must(expr_compile(&request, &run, &compiled[n]));
	}
	for (size_t round = 0; round < ROUNDS; round++) {
		times[CONDITIONS][round] = time_c(&host);
		for (size_t n = 0; n < CONDITIONS; n++)
			times[n][round] = time_condition(compiled[n], &host, &scratch);
	}
	floor = median(times[CONDITIONS]);
	printf("%8.0f ns   1.0  the first in C, by name\n", floor);
	for (size_t n = 0; n < CONDITIONS; n++) {
		double time = median(times[n]);

		printf("%8.0f ns %5.1f  %s\n", time, time / floor, conditions[n]);
	}
	arena_free(&scratch);
	arena_free(&run);
	return 0;
}
