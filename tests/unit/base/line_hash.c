/* SPDX-License-Identifier: Apache-2.0
 *
 * The vectors of the published algorithm's own tests, and others recorded from a second
 * implementation in JavaScript.
 */
#include "base/line_hash.h"
#include "base/arena.h"
#include "base/buf.h"
#include "harness/test.h"

#include <inttypes.h>

static void
collect(void *context, uint32_t line, uint64_t hash)
{
	buf_print(context, "%" PRIu32 ":%" PRIx64 " ", line, hash);
}

static struct str
hashes(const uint16_t *units, size_t count)
{
	struct line_hash state;
	struct buf out;

	buf_init(&out, test_arena(), SIZE_MAX);
	line_hash_init(&state, collect, &out);
	for (size_t i = 0; i < count; i++)
		line_hash_unit(&state, units[i]);
	line_hash_end(&state);
	return buf_str(&out);
}

static struct str
of_ascii(const char *text)
{
	struct str bytes = str_of(text);
	uint16_t *units = arena_array(test_arena(), bytes.size + 1, sizeof *units);

	for (size_t i = 0; i < bytes.size; i++)
		units[i] = (unsigned char)bytes.data[i];
	return hashes(units, bytes.size);
}

TEST(base_line_hash, of_an_empty_file)
{
	CHECK_SLICE(of_ascii(""), "1:c129715d7a2bc9a3 ");
}

TEST(base_line_hash, leaves_blanks_out_and_takes_all_line_ends_alike)
{
	const char *want = "1:271789c17abda88f 2:54703d4cd895b18 3:180aee12dab6264 "
			   "4:a23a3dc5e078b07b ";

	CHECK_SLICE(of_ascii(" a\nb\n  \t\tc\n d"), want);
	CHECK_SLICE(of_ascii(" a\rb\r\n  \t\tc\n d"), want);
}

TEST(base_line_hash, counts_empty_lines)
{
	CHECK_SLICE(of_ascii("\n"), "1:3c5bef55b72b93c9 2:c129715d7a2bc9a3 ");
	CHECK_SLICE(of_ascii("\r\n"), "1:3c5bef55b72b93c9 2:c129715d7a2bc9a3 ");
	CHECK_SLICE(of_ascii("\r \n\r\n\n\r"),
		    "1:229ec9649baa95f1 2:8d2f5848087196b 3:4e5d562094661a0d 4:5b5d4caf73a13177 "
		    "5:3c5bef55b72b93c9 6:c129715d7a2bc9a3 ");
}

TEST(base_line_hash, rolls_over_a_long_line)
{
	char text[260];

	for (size_t i = 0; i < 250; i++)
		text[i] = 'a';
	text[250] = '\n';
	text[251] = 'b';
	text[252] = '\0';
	CHECK_SLICE(of_ascii(text), "1:871f6af4d0d4dd7c 2:8ee5a81e681643c1 ");
}

TEST(base_line_hash, takes_a_mark_and_surrogates_as_units)
{
	static const uint16_t marked[] = {0xfeff, 'i', 'd', '\n', '1', '\n'};
	static const uint16_t faces[] = {0xd83d, 0xde00, '\n', 0xd83d, 0xde00, '\n'};

	CHECK_SLICE(hashes(marked, 6), "1:bf5e49d49d7d05e4 2:544eb2f11f2079a2 3:c129715d7a2bc9a3 ");
	CHECK_SLICE(hashes(faces, 6), "1:7125f7f4f5382e7d 2:49e42825ed591e1a 3:c129715d7a2bc9a3 ");
}
