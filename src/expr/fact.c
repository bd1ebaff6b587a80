/* SPDX-License-Identifier: Apache-2.0
 *
 * A fact as a value of an expression. In: the fact's definition and what was found. Out: a value of
 * its type, null where there is none; what the document holds in its place is an error.
 */
#include "base/date.h"
#include "expr/expr.h"
#include "model/kind.h"
#include "model/value.h"

/* A day is its first moment. */
static struct err *
date_value(const struct fact_def *def, const struct value *value, struct arena *scratch,
	   struct expr_value *out)
{
	struct date date;

	if (value->type != VALUE_STRING || !date_parse(value->string, &date))
		return err_new(scratch, "'%s' is no date", def->name);
	*out = (struct expr_value){.type = EXPR_TIMESTAMP,
				   .integer = date.seconds,
				   .nanoseconds = (int32_t)date.nanoseconds};
	return NULL;
}

struct err *
expr_from_fact(const struct fact_def *def, const struct value *value, struct arena *scratch,
	       struct expr_value *out)
{
	static const enum value_type types[] = {
		[FACT_BOOL] = VALUE_BOOL,       [FACT_INT] = VALUE_INT,
		[FACT_NUMBER] = VALUE_DOUBLE,   [FACT_STRING] = VALUE_STRING,
		[FACT_DATE] = VALUE_STRING,     [FACT_TIER] = VALUE_STRING,
		[FACT_STAGE] = VALUE_STRING,    [FACT_VENDOR_TIER] = VALUE_STRING,
		[FACT_SEVERITY] = VALUE_STRING, [FACT_LIST] = VALUE_LIST,
		[FACT_MAP] = VALUE_MAP,
	};

	*out = (struct expr_value){.type = EXPR_NULL};
	if (!value || value->type == VALUE_NULL)
		return NULL;
	if (def->type == FACT_DATE)
		return date_value(def, value, scratch, out);
	if (def->type != FACT_ANY && value->type != types[def->type] &&
	    !(def->type == FACT_NUMBER && value->type == VALUE_INT))
		return err_new(scratch, "'%s' is %s, not %s", def->name,
			       value_type_name(value->type), value_type_name(types[def->type]));
	*out = expr_from_tree(value);
	return NULL;
}
