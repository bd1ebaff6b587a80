/* SPDX-License-Identifier: Apache-2.0
 *
 * The samples of tests/detect: every line of <entity>.yes holds the entity, no line of <entity>.no
 * does, and check.vectors says what another implementation decides about check digits.
 */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "detect/detect.h"
#include "harness/test.h"

static size_t
cell(struct str text, struct detect_hit *hits)
{
	struct arena arena;
	struct buf room;
	size_t count;

	arena_init(&arena, NULL);
	buf_init(&room, &arena, SIZE_MAX);
	count = detect_text(&room, text, hits);
	arena_free(&arena);
	return count;
}

static struct str
sample(const char *name)
{
	struct str text = {0};

	CHECK_OK(file_read_path(&text, test_arena(),
				arena_print(test_arena(), "%s/detect/%s", GOVLINT_TESTS, name),
				1 << 20));
	return text;
}

static bool
holds(struct str text, const char *entity)
{
	struct detect_hit hits[DETECT_MAX];
	size_t count = cell(text, hits);

	for (size_t i = 0; i < count; i++)
		if (strcmp(detectors[hits[i].detector]->entity, entity) == 0)
			return true;
	return false;
}

static void
each_line(const char *entity, const char *ending, bool want)
{
	struct arena *arena = test_arena();
	struct str rest = sample(arena_print(arena, "%s.%s", entity, ending));
	struct str line;
	size_t count = 0;

	while (str_line(&rest, &line)) {
		count++;
		test_check(holds(line, entity) == want, str_copy(arena, line), entity, (int)count);
	}
	CHECK(count >= 40);
}

TEST(detect_samples, finds_each_email)
{
	each_line("email", "yes", true);
}

TEST(detect_samples, finds_no_email_where_there_is_none)
{
	each_line("email", "no", false);
}

TEST(detect_samples, finds_each_payment_card)
{
	each_line("payment_card", "yes", true);
}

TEST(detect_samples, finds_no_payment_card_where_there_is_none)
{
	each_line("payment_card", "no", false);
}

TEST(detect_samples, finds_each_iban)
{
	each_line("iban", "yes", true);
}

TEST(detect_samples, finds_no_iban_where_there_is_none)
{
	each_line("iban", "no", false);
}

TEST(detect_samples, finds_each_us_ssn)
{
	each_line("us_ssn", "yes", true);
}

TEST(detect_samples, finds_no_us_ssn_where_there_is_none)
{
	each_line("us_ssn", "no", false);
}

TEST(detect_samples, finds_each_phone)
{
	each_line("phone", "yes", true);
}

TEST(detect_samples, finds_no_phone_where_there_is_none)
{
	each_line("phone", "no", false);
}

/* The lengths of the schemes whose prefixes stand in the vectors. */
static bool
has_length(struct str number)
{
	size_t size = number.size;

	if (number.data[0] == '4')
		return size == 13 || size == 16 || size == 19;
	if (str_starts(number, STR("34")))
		return size == 15;
	if (str_starts(number, STR("36")))
		return size >= 14;
	return str_starts(number, STR("5")) || str_starts(number, STR("2")) ? size == 16
									    : size >= 16;
}

static bool
is_withdrawn_or_one_digit(struct str number)
{
	for (size_t i = 1; i < number.size; i++)
		if (number.data[i] != '-' && number.data[i] != number.data[0])
			return false;
	return true;
}

TEST(detect_samples, decides_check_digits_as_others_do)
{
	struct arena *arena = test_arena();
	struct str rest = sample("check.vectors");
	struct str line;
	size_t count = 0;

	while (str_line(&rest, &line)) {
		struct str kind;
		struct str number;
		bool valid = str_ends(line, STR(" 1"));
		bool got;

		if (line.size == 0 || line.data[0] == '#')
			continue;
		str_split(&line, ' ', &kind);
		str_split(&line, ' ', &number);
		if (str_is(kind, "luhn")) {
			valid = valid && has_length(number);
			got = holds(number, "payment_card");
		} else if (str_is(kind, "iban")) {
			got = holds(number, "iban");
		} else {
			valid = valid && !is_withdrawn_or_one_digit(number);
			got = holds(number, "us_ssn");
		}
		test_check(got == valid, str_copy(arena, number), "check.vectors", (int)count);
		count++;
	}
	CHECK(count >= 1000);
}
