/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON Schemas judged by schema/, for comparing with others: each line of standard input is {"schema": …,
 * "data": …}, and each line of output "valid", "invalid", "refused: why" (the schema) or "unknown: why".
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "model/limits.h"
#include "model/value.h"
#include "read/read.h"
#include "schema/schema.h"

enum {
	LINE_BYTES = 1 << 22,
};

static const char *
judged(struct arena *arena, struct str line)
{
	struct schema_faults faults;
	const struct value *schema, *data;
	const struct schema *compiled;
	struct value value;
	struct err *err = read_json_text("line", line, &limits_default, arena, &value);

	schema = err ? NULL : value_get(&value, STR("schema"));
	data = err ? NULL : value_get(&value, STR("data"));
	if (!schema || !data) {
		err_settle(err);
		return "unknown: the line is no {schema, data}";
	}
	err = schema_compile("schema", schema, arena, &compiled);
	if (err) {
		err_settle(err);
		return arena_print(arena, "refused: %s", err_text(arena, err));
	}
	err = schema_validate(compiled, data, &limits_default, arena, &faults);
	if (err) {
		err_settle(err);
		return arena_print(arena, "unknown: %s", err_text(arena, err));
	}
	return faults.count == 0 ? "valid" : "invalid";
}

int
main(void)
{
	static char line[LINE_BYTES];

	while (fgets(line, sizeof line, stdin)) {
		struct arena arena;

		arena_init(&arena, NULL);
		puts(judged(&arena, str_trim(str_of(line))));
		arena_free(&arena);
	}
	return 0;
}
