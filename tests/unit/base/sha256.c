/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sha256.h"

#include <string.h>

#include "harness/test.h"

static void
hex_of(struct str text, size_t piece, char hex[65])
{
	struct sha256 state;
	unsigned char digest[SHA256_SIZE];
	sha256_init(&state);
	for (size_t at = 0; at < text.size; at += piece)
		sha256_add(&state, str_cut(text, at, at + piece));
	sha256_end(&state, digest);
	sha256_hex(digest, hex);
}

/* The examples of FIPS 180-4 and of NIST's "Examples with Intermediate Values". */
TEST(base_sha256, agrees_with_the_examples_of_nist)
{
	static const char *const examples[][2] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
		 "klmnopqrlmnopqrsmnopqrstnopqrstu",
		 "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
	};
	for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
		char hex[65];
		for (size_t piece = 1; piece < 130; piece++) {
			hex_of(str_of(examples[i][0]), piece, hex);
			CHECK_STR(hex, examples[i][1]);
		}
	}
}

TEST(base_sha256, a_million_letters)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 1000 * 1000);
	char hex[65];
	memset(text, 'a', 1000 * 1000);
	hex_of(str_make(text, 1000 * 1000), 1000 * 1000, hex);
	CHECK_STR(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	hex_of(str_make(text, 1000 * 1000), 997, hex);
	CHECK_STR(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Sizes around the padding's corners; computed with sha256sum. */
TEST(base_sha256, pads_at_every_corner)
{
	static const struct {
		size_t size;
		const char *hex;
	} corners[] = {
		{55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
		{56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
		{63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
		{64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
		{65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
		{119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
		{120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
	};
	char text[128];
	memset(text, 'a', sizeof text);
	for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++) {
		char hex[65];
		hex_of(str_make(text, corners[i].size), 13, hex);
		CHECK_STR(hex, corners[i].hex);
	}
}

TEST(base_sha256, reads_what_it_writes)
{
	static const char hex[] =
		"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
	unsigned char digest[SHA256_SIZE];
	char again[65];
	CHECK(sha256_parse(str_of(hex), digest));
	sha256_hex(digest, again);
	CHECK_STR(again, hex);
	CHECK(sha256_parse(STR("CDC76E5C9914FB9281A1C7E284D73E67F1809A48A497200E046D39CCC7112CD0"),
			   digest));
	sha256_hex(digest, again);
	CHECK_STR(again, hex);
	CHECK(!sha256_parse(str_cut(str_of(hex), 0, 63), digest));
	CHECK(!sha256_parse(STR("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cdg"),
			    digest));
	CHECK(!sha256_parse((struct str){0}, digest));
}
