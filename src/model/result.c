/* SPDX-License-Identifier: Apache-2.0
 *
 * From the verdict to the exit code. Anything that is neither pass nor fail is undecided.
 */
#include "model/result.h"

int
result_exit_code(const struct result *result)
{
	switch (result->verdict) {
	case VERDICT_PASS:
		return 0;
	case VERDICT_FAIL:
		return 1;
	case VERDICT_UNDECIDED:
		break;
	}
	return 2;
}
