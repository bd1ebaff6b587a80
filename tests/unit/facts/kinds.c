/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "detect/detect.h"
#include "facts/facts.h"
#include "harness/test.h"
#include "read/read.h"

TEST(facts_kinds, lists_the_entity_of_every_detector)
{
	const struct kind *kind = facts_kind(STR("dataset"));
	const struct fact_def *field = kind->facts[facts_index(kind, STR("pii"))].fields;
	size_t count = 0;

	while (strcmp(field->name, "entity") != 0)
		field++;
	while (field->values[count])
		count++;
	CHECK_INT(count, detector_count);
	for (size_t i = 0; i < detector_count; i++) {
		bool listed = false;

		for (size_t n = 0; n < count; n++)
			listed = listed || strcmp(field->values[n], detectors[i]->entity) == 0;
		CHECK(listed);
	}
}

TEST(facts_kinds, lists_every_format_of_datasets)
{
	const struct kind *kind = facts_kind(STR("dataset"));
	const char *const *values = kind->facts[facts_index(kind, STR("format"))].values;
	size_t i = 0;

	for (; read_formats[i] && values[i]; i++)
		CHECK_STR(values[i], read_formats[i]->name);
	CHECK(!read_formats[i] && !values[i]);
}
