/* SPDX-License-Identifier: Apache-2.0
 *
 * The first line as a JSON Schema, the rest as a value. What is refused is refused with a place; what is
 * compiled says the same of the value twice, and the contrary as `not`; a fault stands in the value.
 */
#include "schema/schema.h"
#include "fuzz/reading.h"

/* 1: valid, 0: it is not, -1: refused or not known. */
static int
judge(struct arena *arena, struct str text, const struct value *data, size_t *faults_found)
{
	struct limits limits = limits_default;
	struct schema_faults faults = {0};
	const struct schema *schema = NULL;
	struct value *tree = arena_alloc(arena, sizeof *tree);
	struct err *err = read_json_text("s", text, &limits, arena, tree);

	limits.expression_cost = 10000;
	*faults_found = 0;
	if (!err) {
		err = schema_compile("s", tree, arena, &schema);
		for (struct err *one = err; one; one = one->next)
			HOLDS(one->line > 0 && one->column > 0);
	}
	if (!err)
		err = schema_validate(schema, data, &limits, arena, &faults);
	err_settle(err);
	if (err)
		return -1;
	for (size_t i = 0; i < faults.count; i++)
		HOLDS(faults.items[i].place.line > 0);
	*faults_found = faults.count;
	return faults.count == 0;
}

/* Within another schema references would lead elsewhere. */
static bool
stands_alone(struct str text)
{
	return str_find(text, STR("$")) == SIZE_MAX && str_find(text, STR("\\")) == SIZE_MAX;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = size > 0 ? str_make((const char *)data, size) : STR("");
	struct str rest = text, first = {0};
	struct arena *arena = reading_arena();
	size_t faults, again;
	struct value value;
	struct err *err;
	int valid, other;

	if (size > 2048 || !str_line(&rest, &first))
		return 0;
	err = read_json_text("d", rest, &limits_default, arena, &value);
	err_settle(err);
	if (err)
		return 0;
	valid = judge(arena, first, &value, &faults);
	HOLDS(judge(arena, first, &value, &again) == valid && again == faults);
	if (valid < 0 || !stands_alone(first) || str_find_byte(first, '\0') != SIZE_MAX)
		return 0;
	other = judge(arena, str_of(arena_print(arena, "{\"not\": %.*s}", STR_ARG(first))), &value,
		      &again);
	HOLDS(other < 0 || other == !valid);
	other = judge(arena,
		      str_of(arena_print(arena, "{\"anyOf\": [%.*s, false]}", STR_ARG(first))),
		      &value, &again);
	HOLDS(other < 0 || other == valid);
	HOLDS(err_lost(arena) == 0);
	return 0;
}
