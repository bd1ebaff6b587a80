/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats there are. In: a name. Out: the writer. A format is one file and one line in
 * report.list.
 */
#include "report/internal.h"

const struct report *const reports[] = {
#define ROW(name) &report_##name,
#include "report/report.list"
#undef ROW
	NULL,
};

const struct report *
report_named(struct str name)
{
	for (size_t i = 0; reports[i]; i++)
		if (str_is(name, reports[i]->name))
			return reports[i];
	return NULL;
}

const char *
verdict_name(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_PASS:
		return "pass";
	case VERDICT_FAIL:
		return "fail";
	case VERDICT_UNDECIDED:
		break;
	}
	return "undecided";
}
