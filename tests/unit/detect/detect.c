/* SPDX-License-Identifier: Apache-2.0 */
#include "detect/detect.h"
#include "base/arena.h"
#include "detect/plain.h"

#include <string.h>

#include "harness/test.h"

static size_t
cell(struct str text, unsigned named, struct detect_hit *hits)
{
	struct arena arena;
	struct buf room;
	size_t count;

	arena_init(&arena, NULL);
	buf_init(&room, &arena, SIZE_MAX);
	count = detect_cell(&room, text, (struct detect_names){.named = named}, hits);
	arena_free(&arena);
	return count;
}

static size_t
count_of(const char *text, unsigned named)
{
	struct detect_hit hits[DETECT_MAX];

	return cell(str_of(text), named, hits);
}

/* The bit of a detector for detect_cell. */
static unsigned
bit(const char *entity)
{
	for (size_t i = 0; i < detector_count; i++)
		if (strcmp(detectors[i]->entity, entity) == 0)
			return 1u << i;
	return 0;
}

TEST(detect_detect, says_where_a_hit_stands)
{
	struct detect_hit hits[DETECT_MAX];
	struct str text = STR("to: ann@corp-mail.com and raj@corp-mail.com");

	CHECK_INT(cell(text, 0, hits), 2);
	CHECK_SLICE(str_cut(text, hits[0].start, hits[0].end), "ann@corp-mail.com");
	CHECK_SLICE(str_cut(text, hits[1].start, hits[1].end), "raj@corp-mail.com");
	CHECK(!hits[0].whole);
}

TEST(detect_detect, a_hit_between_blanks_is_the_whole_text)
{
	struct detect_hit hits[DETECT_MAX];

	CHECK_INT(cell(STR("  ann@corp-mail.com\t"), 0, hits), 1);
	CHECK(hits[0].whole);
	CHECK_INT(cell(STR("  ann@corp-mail.com."), 0, hits), 1);
	CHECK(!hits[0].whole);
}

TEST(detect_detect, keeps_the_most_hits_of_one_kind)
{
	char text[64 * 20 + 1] = "";

	for (int i = 0; i < 64; i++)
		strcat(text, "ann@corp-mail.com, ");
	CHECK_INT(count_of(text, 0), DETECT_EACH);
}

TEST(detect_detect, one_kind_takes_no_place_of_another)
{
	char text[64 * 20 + 64] = "";

	for (int i = 0; i < 64; i++)
		strcat(text, "ann@corp-mail.com, ");
	strcat(text, "ssn 536-22-8172");
	CHECK_INT(count_of(text, 0), DETECT_EACH + 1);
}

TEST(detect_detect, takes_nothing_inside_another_hit)
{
	CHECK_INT(count_of("DE89 3704 0044 0532 0130 00", 0), 1);
	CHECK_INT(count_of("4539148803436467@corp-mail.com", 0), 1);
}

TEST(detect_detect, bare_digits_count_where_the_name_says_so)
{
	CHECK_INT(count_of("536228172", 0), 0);
	CHECK_INT(count_of("536228172", bit("us_ssn")), 1);
	CHECK_INT(count_of("000228172", bit("us_ssn")), 0);
	CHECK_INT(count_of("536 22 8172", bit("us_ssn")), 1);
	CHECK_INT(count_of("2124567890", 0), 0);
	CHECK_INT(count_of("2124567890", bit("phone")), 1);
	CHECK_INT(count_of("030 901820", bit("phone")), 1);
	CHECK_INT(count_of("0049 30 901820", bit("phone")), 1);
	CHECK_INT(count_of("901820", bit("phone")), 0);
	CHECK_INT(count_of("2125550123", bit("phone")), 0);
	CHECK_INT(count_of("2026-11-21", bit("phone")), 0);
	CHECK_INT(count_of("21.11.2026", bit("phone")), 0);
	CHECK_INT(count_of("37.774929", bit("phone")), 0);
	CHECK_INT(count_of("0000000000", bit("phone")), 0);
	CHECK_INT(count_of("9f86d081884c7d65", bit("phone")), 0);
	CHECK_INT(count_of("12345678901234567", bit("phone")), 0);
}

TEST(detect_detect, a_word_before_the_hit_is_context)
{
	struct detect_hit hits[DETECT_MAX];

	CHECK_INT(cell(STR("his card is 4539148803436467"), 0, hits), 1);
	CHECK(hits[0].context);
	CHECK(!hits[0].strong);
	CHECK_INT(cell(STR("the discard 4539148803436467"), 0, hits), 1);
	CHECK(!hits[0].context);
	CHECK_INT(cell(STR("order 4539 1488 0343 6467"), 0, hits), 1);
	CHECK(!hits[0].context);
	CHECK(hits[0].strong);
}

TEST(detect_detect, bears_bytes_of_any_kind)
{
	char bytes[256];
	struct detect_hit hits[DETECT_MAX];

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	CHECK_INT(cell(str_make(bytes, sizeof bytes), 0, hits), 0);
	CHECK_INT(cell((struct str){0}, 0, hits), 0);
	CHECK_INT(cell(str_make("\0\0\0\0@\0\0\0\0.com", 12), 0, hits), 0);
	for (unsigned named = 0; named < 32; named++)
		for (size_t size = 0; size <= sizeof bytes; size++)
			cell(str_make(bytes, size), named, hits);
	CHECK_INT(cell(str_make("x\0ann@corp-mail.com\0y", 21), 0, hits), 1);
}

/* Rows of one byte or one pair are where a search goes quadratic. */
TEST(detect_detect, long_rows_of_one_byte_take_linear_time)
{
	static const char *const units[] = {"@",
					    "a",
					    "1",
					    "+",
					    "(",
					    "a@",
					    "1 ",
					    "1-",
					    "a.",
					    "+1",
					    "12 ",
					    "x@y.",
					    "AB12",
					    "://",
					    "1234 ",
					    "%40",
					    "\\u0040",
					    "&#64;",
					    "&#",
					    "0049 ",
					    "00",
					    "x22 ",
					    "ssn ",
					    "no ",
					    "123456789 ",
					    "415-867-5309x",
					    "%B4",
					    "4539148803436467^",
					    "iban",
					    "ibanDE",
					    "\u00a0",
					    "1\u200b",
					    "536-22-8172\u00ad",
					    NULL};
	size_t size = 1 << 20;
	char *text = arena_alloc(test_arena(), size);
	struct detect_hit hits[DETECT_MAX];

	for (const char *const *unit = units; *unit; unit++) {
		for (size_t i = 0; i < size; i++)
			text[i] = (*unit)[i % strlen(*unit)];
		CHECK(cell(str_make(text, size), 31, hits) <= DETECT_MAX);
	}
}

/* What the first look lets go holds nothing: texts made of parts of values, found without it. */
TEST(detect_detect, the_first_look_never_says_no_wrongly)
{
	static const char *const parts[] = {
		"+",
		"(",
		")",
		" ",
		"-",
		"1",
		"212",
		"456",
		"7890",
		"49",
		"30",
		"901820",
		"536",
		"22",
		"8172",
		"00",
		"DE",
		"76502063",
		"078297813462",
		"NO",
		"1467033975155",
		"4539148803436467",
		"a",
		"ssn ",
		"ann@corp-mail.com",
		"x",
		"%40",
		"\u00a0",
		"\u200b",
		"=2512",
		"^A^2512",
		"iban",
		".",
		"&#64;",
		"７",
		"",
	};
	struct detect_hit hits[DETECT_MAX];
	uint64_t state = 5;
	size_t found = 0;
	struct buf room;
	struct buf other;

	buf_init(&room, test_arena(), SIZE_MAX);
	buf_init(&other, test_arena(), SIZE_MAX);
	for (int round = 0; round < 100000; round++) {
		char text[128] = "";
		struct detect_hit hit;
		struct detect_names names = {0};
		struct str plain;
		bool any = false;

		for (int n = 0; n < 6; n++) {
			state = state * 6364136223846793005u + 1442695040888963407u;
			strcat(text, parts[(state >> 33) % (sizeof parts / sizeof parts[0])]);
		}
		plain = plain_text(&room, str_of(text));
		names.named = round % 3 == 1 ? (unsigned)(state >> 40) : 0;
		names.claimed = round % 3 == 2 ? (unsigned)(state >> 40) : 0;
		for (size_t i = 0; i < detector_count; i++)
			any |= detectors[i]->find(plain, 0, detect_named(names, i), &hit);
		found += any;
		test_check(!any || detect_cell(&other, str_of(text), names, hits) > 0, text,
			   "parts", round);
	}
	CHECK(found > 5000);
}

/* The first hit in a text, and whether it is strong. */
static struct str
first(const char *text, unsigned named, bool *strong)
{
	struct detect_hit hits[DETECT_MAX];

	if (cell(str_of(text), named, hits) == 0)
		return STR("nothing");
	*strong = hits[0].strong;
	return str_cut(str_of(text), hits[0].start, hits[0].end);
}

TEST(detect_detect, an_address_ends_before_what_is_glued_to_it)
{
	static const char *const texts[] = {"to a.b@corp.com-2024 x", "to a.b@corp.com.2024 x",
					    "to a.b@corp.com2024 x",  "to a.b@corp.com.csv x",
					    "to a.b@corp.com-ra x",   "to a.b@corp.comé x",
					    "to a.b@corp.comÿþ x",    NULL};
	bool strong = false;

	for (const char *const *text = texts; *text; text++) {
		CHECK_SLICE(first(*text, 0, &strong), "a.b@corp.com");
		CHECK(strong);
	}
	/* Longest first; and what is whole stays whole. */
	CHECK_SLICE(first("a.b@corp.com.de-2", 0, &strong), "a.b@corp.com.de");
	CHECK_SLICE(first("a.b@corp.com-ra.photography", 0, &strong),
		    "a.b@corp.com-ra.photography");
	CHECK_SLICE(first("a.b@corp.com.museum", 0, &strong), "a.b@corp.com.museum");
	CHECK_SLICE(first("a.b@bücher.de", 0, &strong), "a.b@bücher.de");
}

TEST(detect_detect, a_column_of_addresses_holds_them_in_urls)
{
	CHECK_INT(count_of("user://ann@corp-mail.com", bit("email")), 1);
	CHECK_INT(count_of("https://ann@corp-mail.com/x", bit("email")), 1);
	CHECK_INT(count_of("user://ann@corp-mail.com", 0), 0);
	CHECK_INT(count_of("user://ann@corp-mail.com", bit("phone")), 0);
	CHECK_INT(count_of("git@github.com:org/repo", bit("email")), 0);
}
