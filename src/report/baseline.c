/* SPDX-License-Identifier: Apache-2.0
 *
 * The file of --write-baseline. In: a result whose findings are marked. Out: JSON with a line for each
 * finding that the baseline takes, sorted by what does not move (path, rule, system, subject), so that
 * two versions of it differ in the lines that changed. It says who a finding is and never what it
 * said: messages and excerpts stay out. policy/ reads it.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "report/internal.h"

static int
compare(const void *left, const void *right)
{
	const struct finding *a = *(const struct finding *const *)left;
	const struct finding *b = *(const struct finding *const *)right;
	int order = str_compare(a->path, b->path);

	if (order == 0)
		order = str_compare(a->rule, b->rule);
	if (order == 0)
		order = str_compare(a->system, b->system);
	if (order == 0)
		order = str_compare(a->subject, b->subject);
	if (order == 0)
		order = (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
	return order;
}

static const struct finding **
choose(const struct result *result, struct arena *arena, size_t *count)
{
	const struct findings *findings = &result->findings;
	const struct finding **chosen = arena_array(arena, findings->count + 1, sizeof *chosen);

	*count = 0;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].state == FINDING_BASELINE)
			chosen[(*count)++] = &findings->items[i];
	if (*count > 1)
		qsort(chosen, *count, sizeof *chosen, compare);
	return chosen;
}

static void
put_member(struct out *out, const char *key, struct str text)
{
	if (text.size == 0)
		return;
	out_print(out, ", \"%s\": ", key);
	json_string(out, text);
}

static void
put_entry(struct out *out, const struct finding *finding)
{
	out_text(out, "    {\"fingerprint\": ");
	json_string(out, str_of(finding->fingerprint));
	put_member(out, "rule", finding->rule);
	put_member(out, "path", finding->path);
	put_member(out, "system", finding->system);
	put_member(out, "subject", finding->subject);
	put_member(out, "blob", finding->blob);
	out_byte(out, '}');
}

static void
write_baseline(const struct result *result, const struct report_style *style, struct out *out)
{
	size_t count;
	const struct finding **chosen = choose(result, out->arena, &count);

	(void)style;
	out_print(out, "{\n  \"%s\": %d,\n  \"%s\": [", BASELINE_MARK, BASELINE_VERSION,
		  BASELINE_FINDINGS);
	for (size_t i = 0; i < count; i++) {
		out_text(out, i > 0 ? ",\n" : "\n");
		put_entry(out, chosen[i]);
	}
	out_text(out, count > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

const struct report report_baseline = {
	.name = "baseline",
	.summary = "what is known already, for --baseline",
	.write = write_baseline,
};
