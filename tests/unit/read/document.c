/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <stdio.h>

/* The format that read_document chose, or its error. */
static struct str
document_format(const char *name, struct str text)
{
	struct arena *arena = test_arena();
	struct document document = {0};
	struct input *input = input_of(arena, name, text);
	struct err *err = read_document(input, &limits_default, arena, &document);
	if (!err)
		return str_of(document.format);
	CHECK_STR(err->path, name);
	const char *shown = arena_print(arena, "error: %s", err->message);
	err_settle(err);
	return str_of(shown);
}

#define DOCUMENT_IS(name, text, want) CHECK_SLICE(document_format(name, STR(text)), want)

#define NOT_READ(words) "error: " words " is recognised, but this build cannot read it"

TEST(read_document, goes_by_the_ending)
{
	DOCUMENT_IS("a.yaml", "a: 1", "yaml");
	DOCUMENT_IS("a.YML", "a: 1", "yaml");
	DOCUMENT_IS("a.json", "{\"a\": 1}", "json");
	DOCUMENT_IS("a.jsonl", "{\"a\": 1}", "jsonl");
	DOCUMENT_IS("a.ndjson", "{\"a\": 1}", "jsonl");
	DOCUMENT_IS("a.csv", "a,b\n", "csv");
	DOCUMENT_IS("a.tsv", "a\tb\n", "csv");
	DOCUMENT_IS("README.md", "# A\n", "markdown");
	DOCUMENT_IS("a.txt", "a,b\n", "text");
	DOCUMENT_IS("a.log", "x", "text");
	DOCUMENT_IS("a.py", "import x\n", "text");
	DOCUMENT_IS("Makefile", "all:\n", "text");
	DOCUMENT_IS("csv", "a,b\n", "text");
}

TEST(read_document, takes_an_empty_file_for_an_empty_document)
{
	DOCUMENT_IS("a.csv", "", "csv");
	DOCUMENT_IS("a.jsonl", "", "jsonl");
	DOCUMENT_IS("a.txt", "", "text");
	DOCUMENT_IS("a.md", "", "markdown");
	DOCUMENT_IS("a.yaml", "", "yaml");
	DOCUMENT_IS("a.bin", "", "text");
	DOCUMENT_IS("a.json", "", "error: the file is empty: JSON needs a value");
	DOCUMENT_IS("a.parquet", "", NOT_READ("parquet (Apache Parquet)"));
}

TEST(read_document, believes_the_bytes_and_not_the_name)
{
	DOCUMENT_IS("a.csv", "PK\x03\x04 data", NOT_READ("zip (zip archive)"));
	DOCUMENT_IS("a.xlsx", "PK\x03\x04 data",
		    NOT_READ("xlsx (Office Open XML or OpenDocument sheet)"));
	DOCUMENT_IS("a.csv", "\x1f\x8b\x08", NOT_READ("gzip (gzip compressed file)"));
	DOCUMENT_IS("a.txt", "SQLite format 3\0", NOT_READ("sqlite (SQLite database)"));
	DOCUMENT_IS("a.csv", "PAR1\x15\x04\0\0", NOT_READ("parquet (Apache Parquet)"));
	DOCUMENT_IS("a.json", "BZh91AY&SY\x01\x02\0", NOT_READ("bzip2 (bzip2 compressed file)"));
	DOCUMENT_IS("a.txt",
		    "\xfd"
		    "7zXZ\0",
		    NOT_READ("xz (xz or lzma compressed file)"));
	DOCUMENT_IS("a.txt", "\x28\xb5\x2f\xfd", NOT_READ("zstd (Zstandard compressed file)"));
	DOCUMENT_IS("a.txt", "7z\xbc\xaf\x27\x1c", NOT_READ("7z (7-Zip archive)"));
	DOCUMENT_IS("a.txt", "\x80\x04\x95", NOT_READ("pickle (Python pickle)"));
	DOCUMENT_IS("a.txt", "\x89HDF\r\n\x1a\n", NOT_READ("hdf5 (HDF5 or NetCDF)"));
	DOCUMENT_IS("a.txt", "%PDF-1.7\n", NOT_READ("pdf (PDF document)"));
	DOCUMENT_IS("a.txt", "Obj\x01\x02", NOT_READ("avro (Apache Avro)"));
	DOCUMENT_IS("a.csv", "ARROW1\0\0", NOT_READ("arrow (Apache Arrow)"));
	DOCUMENT_IS("a.feather", "ARROW1\0\0", NOT_READ("feather (Feather)"));
	DOCUMENT_IS("a.csv", "ORC\0\x11\x01", NOT_READ("orc (Apache ORC)"));
	char tar[512] = "a.csv";
	memcpy(tar + 257, "ustar", 5);
	CHECK_SLICE(document_format("a.csv", str_make(tar, sizeof tar)),
		    NOT_READ("tar (tar archive)"));
}

TEST(read_document, takes_text_that_begins_like_a_signature_for_text)
{
	DOCUMENT_IS("a.csv", "ORCID,name\n1,x\n", "csv");
	DOCUMENT_IS("a.csv", "PAR1,PAR2\n1,2\n", "csv");
}

TEST(read_document, recognises_by_ending_what_it_cannot_read)
{
	DOCUMENT_IS("a.csv.gz", "plain\x01", NOT_READ("gzip (gzip compressed file)"));
	DOCUMENT_IS("a.pkl", "\x8c\x04", NOT_READ("pickle (Python pickle)"));
	DOCUMENT_IS("a.parquet", "PAR1\x15", NOT_READ("parquet (Apache Parquet)"));
	DOCUMENT_IS("a.parquet", "text\0text", NOT_READ("parquet (Apache Parquet)"));
	DOCUMENT_IS("a.db", "\xe9\xe8\xe7 text", NOT_READ("sqlite (SQLite database)"));
	/* Snappy: a length, a literal, a copy. */
	DOCUMENT_IS("a.sz", "\x1e<ann.bell@corp-ma\x15\x10",
		    NOT_READ("lz4 (LZ4 or Snappy compressed file)"));
	DOCUMENT_IS("a.png", "\x89PNG\x01", NOT_READ("image (picture)"));
}

TEST(read_document, reads_text_that_is_called_like_something_else)
{
	static const char *const endings[] = {
		".parquet", ".pq",  ".arrow",    ".feather", ".avro",        ".orc",
		".sqlite",  ".db",  ".duckdb",   ".csv.gz",  ".xlsx",        ".xls",
		".zip",     ".npz", ".tar",      ".tgz",     ".bz2",         ".xz",
		".zst",     ".lz4", ".br",       ".7z",      ".rar",         ".pkl",
		".npy",     ".h5",  ".mat",      ".rds",     ".sav",         ".pb",
		".pdf",     ".png", ".tfrecord", ".docx",    ".parquet.bak", NULL};

	for (const char *const *ending = endings; *ending; ending++) {
		char name[32] = "a";

		strcat(name, *ending);
		DOCUMENT_IS(name, "id,mail\n1,x\n2,y\n", "csv");
	}
	DOCUMENT_IS("a.parquet", "PAR1,mail\n1,x\n2,y\n", "csv");
	DOCUMENT_IS("a.parquet", "id,mail\n1,caf\xe9\n2,y\n", "csv");
	DOCUMENT_IS("a.parquet", "{\"a\": 1}\n{\"a\": 2}\n", "jsonl");
	DOCUMENT_IS("a.parquet", "words", "text");
	DOCUMENT_IS("a.parquet", "\xff\xfei\0d\0,\0m\0\n\0001\0,\0x\0\n\0", "csv");
	DOCUMENT_IS("a.parquet", "\xff\xfe\x01\0\x02\0\x03\0\x04\0",
		    "error: the bytes are no text (nor a format known here)");
}

TEST(read_document, names_what_stands_in_for_absent_content)
{
	static const char lfs[] = "version https://git-lfs.github.com/spec/v1\n"
				  "oid sha256:4d7a\nsize 12345\n";
	CHECK_SLICE(document_format("a.csv", STR(lfs)),
		    "error: the file is a Git LFS pointer: its content is not here");
	CHECK_SLICE(document_format("a.parquet", STR(lfs)),
		    "error: the file is a Git LFS pointer: its content is not here");
	DOCUMENT_IS("a.csv", "\0GITCRYPT\0abc",
		    "error: the file is encrypted by git-crypt: its content is not here");
}

TEST(read_document, tells_json_from_json_lines_and_tables)
{
	DOCUMENT_IS("a.csv", "[{\"a\": 1}]", "json");
	DOCUMENT_IS("a.csv", "{\"a\": 1}\n{\"a\": 2}\n", "jsonl");
	DOCUMENT_IS("a.csv", "{\"a\": 1}\n", "json");
	DOCUMENT_IS("a.csv", "[a],b\n1,2\n", "csv");
	DOCUMENT_IS("a.csv", "{},b\n1,2\n", "csv");
	DOCUMENT_IS("a.json", "{\"a\": 1}\n{\"a\": 2}\n", "jsonl");
	DOCUMENT_IS("a.json", "{\"a\": 1}\n\n  {\"a\": 2}", "jsonl");
	DOCUMENT_IS("a.json", "{\"a\": 1} {\"a\": 2}", "error: something follows the value");
	DOCUMENT_IS("a.json", "{\n\"a\": 1}\n{\"a\": 2}", "error: something follows the value");
	DOCUMENT_IS("a.jsonl", "[{\"a\": 1},\n{\"a\": 2}]\n", "json");
	DOCUMENT_IS("a.jsonl", "[{\"a\": 1}]\n", "jsonl");
	DOCUMENT_IS("a.jsonl", "{\"a\": 1}\n{\"a\n", "jsonl");
	DOCUMENT_IS("a.csv", "{\"a\": [1,", "error: the text ends where a value should stand");
	DOCUMENT_IS("a.yaml", "{\"a\": 1}", "yaml");
	DOCUMENT_IS("a.txt", "{\"a\": 1}", "text");
}

TEST(read_document, converts_utf16)
{
	DOCUMENT_IS("a.yaml",
		    "\xff\xfe"
		    "a\0:\0 \0001\0",
		    "yaml");
	DOCUMENT_IS("a.json", "\xfe\xff\0[\0]", "json");
	DOCUMENT_IS("a.csv", "\xff\xfe[\0001\0]\0", "json");
	DOCUMENT_IS("a.csv",
		    "\xff\xfe"
		    "a\0,\0b\0\n\0",
		    "csv");
	struct arena *arena = test_arena();
	struct str shown = show_input(arena,
				      input_of(arena, "a.csv",
					       STR("\xff\xfe"
						   "a\0,\0b\0\n\0"
						   "1\0,\0\xac\x20\n\0")),
				      &limits_default);
	CHECK_SLICE(shown, "@2:1 a 1\n@2:3 b \xe2\x82\xac\nend of 2\n");
}

TEST(read_document, refuses_what_is_no_text)
{
	DOCUMENT_IS("a.bin", "\x01\x02\x03\x04\xff\xfe\xfd\xfc\x80\x80",
		    "error: the bytes are no text (nor a format known here)");
	DOCUMENT_IS("a.csv", "a,b\n\x01\x02\x03\x04\x05\x06",
		    "error: the bytes are no text (nor a format known here)");
	DOCUMENT_IS("a", "ab\0cdefghijk", "error: the bytes are no text (nor a format known here)");
}

TEST(read_document, reads_as_told)
{
	struct arena *arena = test_arena();
	struct document document;
	const struct format *text = read_format_named(STR("text"));
	const struct format *csv = read_format_named(STR("csv"));
	struct input *input = input_of(arena, "a.csv", STR("a,b\n"));
	CHECK_OK(read_as(text, input, &limits_default, arena, &document));
	CHECK_STR(document.format, "text");
	input = input_of(arena, "a.json", STR("[1]\n"));
	CHECK_OK(read_as(csv, input, &limits_default, arena, &document));
	CHECK_STR(document.format, "csv");
	input = input_of(arena, "a", STR("version https://git-lfs.github.com/spec/v1\n"));
	CHECK_ERR(read_as(csv, input, &limits_default, arena, &document), "Git LFS");
	input = input_of(arena, "a", STR(""));
	const struct format *zip = read_format_named(STR("zip"));
	CHECK_ERR(read_as(zip, input, &limits_default, arena, &document), "cannot read it");
	CHECK(read_format_named(STR("nothing")) == NULL);
}

TEST(read_document, knows_formats_by_name_and_bytes)
{
	CHECK_STR(read_format(STR("x/a.csv"), STR(""))->name, "csv");
	CHECK_STR(read_format(STR("x/a.csv"), STR("PK\x03\x04"))->name, "zip");
	CHECK(read_format(STR("x/a"), STR("")) == NULL);
	CHECK(read_format(STR(""), STR("")) == NULL);
	for (size_t i = 0; read_formats[i]; i++) {
		CHECK(read_format_named(str_of(read_formats[i]->name)) == read_formats[i]);
		CHECK(read_formats[i]->endings && read_formats[i]->endings[0]);
		CHECK(read_formats[i]->summary[0] != '\0');
		CHECK(read_formats[i]->read || read_formats[i]->magics);
	}
}

static struct err *
document_fail(struct input *self, char *buffer, size_t size, size_t *got)
{
	static const char some[] = "a,b\n1,2\n";
	(void)buffer;
	(void)size;
	*got = 0;
	if (self->size-- > 2) {
		memcpy(buffer, some, sizeof some - 1);
		*got = sizeof some - 1;
		return NULL;
	}
	return err_new(self->arena, "the disk is on fire");
}

TEST(read_document, passes_errors_of_the_input_on)
{
	static const char *const names[] = {"a.csv", "a.jsonl", "a.txt",
					    "a.md",  "a.yaml",  "a.json"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct arena *arena = test_arena();
		struct input input = {.read = document_fail, .arena = arena, .name = names[i]};
		input.size = 3;
		CHECK(str_find(show_input(arena, &input, &limits_default),
			       STR("error 0:0 the disk is on fire\n")) != SIZE_MAX);
		CHECK_INT((int64_t)err_lost(arena), 0);
	}
}

TEST(read_document, holds_records_to_their_budget)
{
	static const char *const names[] = {"a.md", "a.yaml", "a.json"};
	struct limits limits = limits_default;
	limits.record_bytes = 5;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct arena *arena = test_arena();
		struct str shown =
			show_input(arena, input_of(arena, names[i], STR("\"abcd\"")), &limits);
		CHECK(str_find(shown, STR("budget of 5 bytes")) != SIZE_MAX);
	}
}

TEST(read_line, gives_the_line)
{
	struct str text = STR("one\ntwo\r\n\rfour\n");
	CHECK_SLICE(read_line(text, 1), "one");
	CHECK_SLICE(read_line(text, 2), "two");
	CHECK_SLICE(read_line(text, 3), "");
	CHECK_SLICE(read_line(text, 4), "four");
	CHECK_SLICE(read_line(text, 5), "");
	CHECK_SLICE(read_line(text, 99), "");
	CHECK_SLICE(read_line(text, 0), "");
	CHECK_SLICE(read_line(STR("\xef\xbb\xbfx"), 1), "x");
	CHECK_SLICE(read_line(STR(""), 1), "");
}
