/* SPDX-License-Identifier: Apache-2.0
 *
 * What compare, one_of and matches have in common: one fact, one operation, one operand, and a finding
 * at the value when the comparison fails.
 */
#include "base/arena.h"
#include "check/internal.h"

struct err *
check_one_value(struct item *item, const struct arg *fact, enum operation operation,
		const struct arg *operand)
{
	struct comparison comparison = {
		.name = fact->ref.text,
		.type = fact->ref.type,
		.operation = operation,
		.operand = check_operand(item, &operand->operand),
		.regex = operand->regex,
	};
	struct artifact *source = NULL;
	bool holds = false;

	TRY(check_value(item, &fact->ref, &comparison.value, &source));
	trace_found(item, fact->ref.text, fact->ref.def, comparison.value, source);
	trace_operand(item, operation_name(operation), &operand->operand);
	TRY(check_operation(item, &comparison, &holds));
	if (!holds) {
		const struct binding bindings[] = {
			{.name = "value",
			 .value = comparison.value ? *comparison.value : value_null()},
			{.name = "expected", .value = *comparison.operand},
		};

		check_report(item, &(struct found){
					   .source = source,
					   .place = check_place(source, comparison.value),
					   .bindings = bindings,
					   .binding_count = 2,
				   });
	}
	return NULL;
}
