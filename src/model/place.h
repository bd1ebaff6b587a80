/* SPDX-License-Identifier: Apache-2.0
 *
 * Where something stands in a file. Lines and columns count from 1, columns in Unicode code
 * points; 0 means "not known". An end is one past the last.
 */
#ifndef GOVLINT_MODEL_PLACE_H
#define GOVLINT_MODEL_PLACE_H

#include <stdint.h>

struct place {
	uint32_t line;
	uint32_t column;
	uint32_t end_line;
	uint32_t end_column;
};

#endif
