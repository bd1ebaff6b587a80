/* SPDX-License-Identifier: Apache-2.0
 *
 * The small readers: SHA-1, ids, the configuration, attributes, the index file.
 */
#include "unit/source/shell.h"

#include "source/attributes.h"
#include "source/index_file.h"
#include "source/oid.h"
#include "source/settings.h"
#include "source/sha1.h"

static const char *
sha1_hex(struct arena *arena, struct str text, size_t piece)
{
	struct sha1 sha1;
	unsigned char digest[SHA1_BYTES];
	struct oid id;

	sha1_start(&sha1);
	for (size_t at = 0; at < text.size; at += piece)
		sha1_add(&sha1, text.data + at, text.size - at < piece ? text.size - at : piece);
	sha1_end(&sha1, digest);
	id = oid_make(digest);
	return oid_hex(arena, &id).data;
}

TEST(source_sha1, gives_the_digests_of_rfc_3174)
{
	struct arena *arena = test_arena();
	char million[1000000];

	memset(million, 'a', sizeof million);
	CHECK_STR(sha1_hex(arena, STR(""), 1), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	CHECK_STR(sha1_hex(arena, STR("abc"), 1), "a9993e364706816aba3e25717850c26c9cd0d89d");
	CHECK_STR(
		sha1_hex(arena, STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), 7),
		"84983e441c3bd26ebaae4aa1f95129e5e54670f1");
	CHECK_STR(sha1_hex(arena, str_make(million, sizeof million), 4099),
		  "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(source_oid, reads_forty_hex_digits_and_nothing_else)
{
	struct oid id;

	CHECK(oid_parse(STR("DA39a3ee5e6b4b0d3255bfef95601890afd80709"), &id));
	CHECK_STR(oid_hex(test_arena(), &id).data, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	CHECK(!oid_parse(STR(""), &id));
	CHECK(!oid_parse(STR("da39a3ee5e6b4b0d3255bfef95601890afd8070"), &id));
	CHECK(!oid_parse(STR("da39a3ee5e6b4b0d3255bfef95601890afd807099"), &id));
	CHECK(!oid_parse(STR("ga39a3ee5e6b4b0d3255bfef95601890afd80709"), &id));
}

TEST(source_settings, reads_the_text_as_git_does)
{
	struct settings settings;

	settings_parse(&settings, test_arena(),
		       STR("# comment\n[core] bare = true ; why\n\tworktree = \"a;b\" # end\n"
			   "[ExtEnsions]\nobjectFormat = sha\\\n256\n[remote \"a]b\"]\npromisor\n"
			   "[core \"sub\"]\nbare = false\n"));
	CHECK(settings.is_bare && settings.bare_known && settings.is_partial);
	CHECK_SLICE(settings.worktree, "a;b");
	CHECK_SLICE(settings.object_format, "sha256");
	CHECK(!settings.has_include);
	settings_parse(&settings, test_arena(), STR("[includeIf \"x\"]path=y"));
	CHECK(settings.has_include);
	settings_parse(&settings, test_arena(), STR("\xef\xbb\xbf[include]\r\n\tpath = y\r\n"));
	CHECK(settings.has_include);
	settings_parse(&settings, test_arena(), STR("[include\npath = y\n[\n=\n\\\n\"\n[\"\n"));
	CHECK(!settings.has_include);
}

static struct str
filter_of(const char *top, const char *below, const char *path)
{
	struct arena *arena = test_arena();
	struct attributes outer, inner;
	struct attributes *list[] = {&outer, &inner};

	CHECK_OK(attributes_parse(&outer, arena, STR(""), str_of(top), NULL));
	CHECK_OK(attributes_parse(&inner, arena, STR("data"), str_of(below), &outer));
	return attributes_filter(list, 2, str_of(path));
}

TEST(source_attributes, let_the_last_match_of_the_innermost_file_decide)
{
	CHECK_SLICE(filter_of("*.bin filter=lfs diff=lfs -text\n", "", "data/x/a.bin"), "lfs");
	CHECK_SLICE(filter_of("*.bin filter=lfs\n*.bin filter=other\n", "", "a.bin"), "other");
	CHECK_SLICE(filter_of("*.bin filter=lfs\n", "*.bin -filter\n", "data/a.bin"), NULL);
	CHECK_SLICE(filter_of("*.bin filter=lfs\n", "*.bin -text\n", "data/a.bin"), "lfs");
	CHECK_SLICE(filter_of("", "/a.bin filter=x\n", "data/a.bin"), "x");
	CHECK_SLICE(filter_of("", "/a.bin filter=x\n", "data/b/a.bin"), NULL);
	CHECK_SLICE(filter_of("data/** filter=x\n", "", "data/b/a.bin"), "x");
	CHECK_SLICE(filter_of("data filter=x\ndata/ filter=y\n", "", "data/a.bin"), NULL);
	CHECK_SLICE(filter_of("[attr]crypt filter=x -diff\n*.bin crypt\n", "", "a.bin"), "x");
	CHECK_SLICE(filter_of("[attr]crypt filter=x\n", "*.bin crypt\n", "data/a.bin"), "x");
	CHECK_SLICE(filter_of("\"sp ace.*\" filter=x\r\n", "", "sp ace.bin"), "x");
	CHECK_SLICE(
		filter_of("# *.bin filter=x\n!*.bin filter=x\n*.bin filter\n*.bin\n[ filter=x\n",
			  "", "a.bin"),
		NULL);
}

TEST(source_index_file, survives_every_truncation_and_changed_byte)
{
	struct box box = box_make_repository();
	static const char *const versions[] = {"2", "4"};

	for (size_t v = 0; v < 2; v++) {
		char bytes[4096];
		size_t size;
		FILE *file;

		sh(&box,
		   arena_print(box.arena, "git update-index --index-version %s", versions[v]));
		file = fopen(box_path(&box, ".git/index"), "r");
		size = fread(bytes, 1, sizeof bytes, file);
		fclose(file);
		/* Without a checksum, so that the parts behind it are met. */
		memset(bytes + size - 20, 0, 20);
		for (size_t i = 0; i < size; i++) {
			struct arena *arena = box.arena;
			struct arena_mark mark = arena_mark(arena);
			struct index_file index;
			char *copy = malloc(i);
			struct err *err;

			memcpy(copy, bytes, i);
			err = index_parse(&index, arena, str_make(copy, i), &limits_default);
			CHECK(err != NULL);
			err_settle(err);
			free(copy);
			for (int bit = 0; bit < 8; bit++) {
				copy = malloc(size);
				memcpy(copy, bytes, size);
				copy[i] = (char)(copy[i] ^ 1 << bit);
				err_settle(index_parse(&index, arena, str_make(copy, size),
						       &limits_default));
				free(copy);
			}
			arena_rewind(arena, mark);
		}
	}
	box_remove(&box);
}
