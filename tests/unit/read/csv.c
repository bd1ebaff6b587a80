/* SPDX-License-Identifier: Apache-2.0 */
#include "harness/test.h"
#include "read/csv_sniff.h"
#include "read/read.h"
#include "unit/read/pieces.h"
#include "unit/read/show.h"

#include <stdio.h>

static struct str
csv_show_named(const char *name, struct str text)
{
	struct arena *arena = test_arena();
	return show_input(arena, input_of(arena, name, text), &limits_default);
}

static struct str
csv_show(struct str text)
{
	return csv_show_named("data/a.csv", text);
}

#define CSV_SHOWS(text, want) CHECK_SLICE(csv_show(STR(text)), want)

static struct str
csv_show_limited(struct str text, size_t line_bytes, size_t fields)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	limits.line_bytes = line_bytes;
	limits.fields = fields;
	return show_input(arena, input_of(arena, "a.csv", text), &limits);
}

static struct records *
csv_records(struct arena *arena, const char *name, struct str text)
{
	struct document document;
	if (!CHECK_OK(
		    read_document(input_of(arena, name, text), &limits_default, arena, &document)))
		return NULL;
	CHECK_STR(document.format, "csv");
	return document.records;
}

static struct str
csv_names(struct str text)
{
	struct arena *arena = test_arena();
	struct records *records = csv_records(arena, "a.csv", text);
	struct buf names;
	buf_init(&names, arena, 1 << 20);
	buf_add(&names, records->named ? STR("named:") : STR("unnamed:"));
	for (size_t i = 0; i < records->field_count; i++) {
		buf_byte(&names, i ? '|' : ' ');
		buf_add(&names, records->fields[i]);
	}
	return buf_str(&names);
}

#define CSV_NAMES(text, want) CHECK_SLICE(csv_names(STR(text)), want)

TEST(read_csv, gives_cells_with_names_and_places)
{
	CSV_SHOWS("id,email\n1,ann@corp.com\n22,\n", "@2:1 id 1\n"
						     "@2:3 email ann@corp.com\n"
						     "end of 2\n"
						     "@3:1 id 22\n"
						     "@3:4 email \n"
						     "end of 3\n");
}

TEST(read_csv, reads_an_empty_file_as_no_rows)
{
	CSV_SHOWS("", "");
	CSV_SHOWS("\n\n\r\n", "");
	CSV_SHOWS("id,email\n", "");
	CSV_SHOWS("id,email", "");
	CSV_NAMES("", "unnamed:");
	CSV_NAMES("id,email", "named: id|email");
}

TEST(read_csv, takes_every_line_end_and_a_missing_last_one)
{
	CSV_SHOWS("a,b\r\n1,x\r2,y\n3,z", "@2:1 a 1\n@2:3 b x\nend of 2\n"
					  "@3:1 a 2\n@3:3 b y\nend of 3\n"
					  "@4:1 a 3\n@4:3 b z\nend of 4\n");
	CSV_SHOWS("a,b\n1,", "@2:1 a 1\n@2:3 b \nend of 2\n");
	CSV_SHOWS("a,b\n1,x\r", "@2:1 a 1\n@2:3 b x\nend of 2\n");
}

TEST(read_csv, unquotes)
{
	CSV_SHOWS("a,b\n\"x,y\",\"he said \"\"no\"\"\"\n", "@2:1 a \"x,y\"\n"
							   "@2:7 b \"he said \"no\"\"\n"
							   "end of 2\n");
	CSV_SHOWS("a,b\n\"\",\"\"\"\"\n", "@2:1 a \"\"\n@2:4 b \"\"\"\nend of 2\n");
}

TEST(read_csv, counts_lines_inside_quotes)
{
	CSV_SHOWS("a,b\n\"one\ntwo\r\nthr\xc3\xa9\xc3\xa9\rfour\",x\n2,y\n",
		  "@2:1 a \"one\ntwo\r\nthr\xc3\xa9\xc3\xa9\rfour\"\n"
		  "@5:7 b x\n"
		  "end of 2\n"
		  "@6:1 a 2\n"
		  "@6:3 b y\n"
		  "end of 6\n");
}

TEST(read_csv, keeps_what_stands_around_quotes)
{
	/* As Python's csv and the spreadsheets do; nothing is dropped. */
	CSV_SHOWS("a,b\n\"x\"y\"z,1\n p \"q\" ,2\n", "@2:1 a \"xy\"z\"\n"
						     "@2:8 b 1\n"
						     "end of 2\n"
						     "@3:1 a  p \"q\" \n"
						     "@3:9 b 2\n"
						     "end of 3\n");
}

TEST(read_csv, says_which_quote_is_never_closed)
{
	CSV_SHOWS("a,b\n1,x\n2,\"y\n3,z\n",
		  "@2:1 a 1\n@2:3 b x\nend of 2\n"
		  "error 3:3 the quote that opens here is never closed\n");
	CSV_SHOWS("a,b\n\"1\n2\",\"y\"\"\n3,z",
		  "error 3:4 the quote that opens here is never closed\n");
	CSV_SHOWS("\"", "error 1:1 the quote that opens here is never closed\n");
}

TEST(read_csv, counts_columns_in_code_points)
{
	CSV_SHOWS("n,m,k\n\xc3\xa9\xf0\x9f\x98\x80,\xe2\x82\xac,x\n",
		  "@2:1 n \xc3\xa9\xf0\x9f\x98\x80\n"
		  "@2:4 m \xe2\x82\xac\n"
		  "@2:6 k x\n"
		  "end of 2\n");
}

TEST(read_csv, takes_bytes_that_are_no_utf8_as_windows_1252)
{
	CSV_SHOWS("name,city\nJos\xe9,K\xf6ln\n\x80 5,\xc3\xa9 and \xe9\n",
		  "@2:1 name Jos\xc3\xa9\n"
		  "@2:6 city K\xc3\xb6ln\n"
		  "end of 2\n"
		  "@3:1 name \xe2\x82\xac 5\n"
		  "@3:5 city \xc3\xa9 and \xc3\xa9\n"
		  "end of 3\n");
}

TEST(read_csv, strips_the_byte_order_mark)
{
	CSV_SHOWS("\xef\xbb\xbfid,x\n1,2\n", "@2:1 id 1\n@2:3 x 2\nend of 2\n");
}

TEST(read_csv, finds_the_separator)
{
	static const struct {
		const char *name;
		const char *text;
		char separator;
	} cases[] = {
		{"a.csv", "a,b,c\n1,2,3\n", ','},
		{"a.csv", "a;b;c\n1;2;3\n", ';'},
		{"a.csv", "a\tb\tc\n1\t2\t3\n", '\t'},
		{"a.csv", "a|b|c\n1|2|3\n", '|'},
		{"a.csv", "name;amount\nAnn;1,50\nBob;2,75\n", ';'},
		{"a.csv", "Ann;1,50\nBob;2,75\n", ';'},
		{"a.csv", "a,b\n\"x;y\",1\n\"z;w;v\",2\n", ','},
		{"a.csv", "note,n\n\"a;b\nc;d\",1\n\"e;f\ng;h\",2\n", ','},
		{"a.csv", "one\ntwo\nthree\n", ','},
		{"a.tsv", "one\ntwo\n", '\t'},
		{"a.psv", "one\ntwo\n", '|'},
		{"a.tsv", "a,b\tc\n1,2\t3\n", '\t'},
		{"a.tsv", "a,b,c\n1,2,3\n", ','},
		{"a.csv", "# made by x, y and z\na;b;c\n1;2;3\n4;5;6\n", ';'},
		{"a.csv", "sep=^\na^b\n1^2\n", '^'},
		{"a.csv", "sep=@\nx,a@b\ny,c@d\n", ','},
		{"a.csv", "SEP=\t\r\na\tb\r\n", '\t'},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct records *records =
			csv_records(test_arena(), cases[i].name, str_of(cases[i].text));
		if (!CHECK_INT(records->separator, cases[i].separator))
			printf("  of: %s\n", cases[i].text);
	}
}

TEST(read_csv, skips_the_announcement_but_counts_its_line)
{
	CSV_SHOWS("sep=;\nid;x\n1;2\n", "@3:1 id 1\n@3:3 x 2\nend of 3\n");
	CSV_SHOWS("sep=;\rid;x\r1;2\r", "@3:1 id 1\n@3:3 x 2\nend of 3\n");
	CSV_SHOWS("sep=;\r\nid;x\r\n1;2\r\n", "@3:1 id 1\n@3:3 x 2\nend of 3\n");
	CSV_SHOWS("sep=;", "");
	/* Anything longer is a row. */
	CSV_NAMES("sep=;;\n", "unnamed: column 1|column 2|column 3");
}

TEST(read_csv, takes_the_first_row_for_names_unless_it_holds_values)
{
	CSV_NAMES("id,name\n1,x\n", "named: id|name");
	CSV_NAMES("name,city\nAnn,Paris\n", "named: name|city");
	CSV_NAMES("1,ann\n2,bob\n", "unnamed: column 1|column 2");
	CSV_NAMES("ann@corp.com\nbob@corp.com\n", "unnamed: column 1");
	CSV_NAMES("x,2026-03-01\n", "unnamed: column 1|column 2");
	CSV_NAMES("x,+1 555 010 0199\n", "unnamed: column 1|column 2");
	CSV_NAMES("DE89370400440532013000,x\n", "unnamed: column 1|column 2");
	CSV_NAMES("9f86d081884c7d65,x\n", "unnamed: column 1|column 2");
	CSV_NAMES("true,x\n", "unnamed: column 1|column 2");
	CSV_NAMES("https://x.org/a,x\n", "unnamed: column 1|column 2");
	CSV_NAMES("f1,f2\n1,2\n", "named: f1|f2");
	CSV_NAMES(",,\n1,2,3\n", "unnamed: column 1|column 2|column 3");
}

TEST(read_csv, delivers_the_first_row_as_data_when_it_is_no_header)
{
	CSV_SHOWS("1,ann@corp.com\n2,b\n", "@1:1 column 1 1\n@1:3 column 2 ann@corp.com\nend of 1\n"
					   "@2:1 column 1 2\n@2:3 column 2 b\nend of 2\n");
}

TEST(read_csv, makes_names_distinct)
{
	CSV_NAMES(",a,a,a (2), a \n0,1,2,3,4\n", "named: column 1|a|a (2)|a (2) (2)|a (3)");
	CSV_NAMES("column 2,,x\n1,2,3\n", "named: column 2|column 2 (2)|x");
}

TEST(read_csv, takes_repeated_names_for_data_when_all_is_text)
{
	CSV_NAMES("x,x\ny,z\n", "unnamed: column 1|column 2");
	CSV_NAMES("x,x\n1,z\n", "named: x|x (2)");
}

TEST(read_csv, finds_the_header_below_a_title)
{
	CSV_SHOWS("Report 7\n# of today\nid,mail\n1,x\n2,y\n", "@1:1 id Report 7\nend of 1\n"
							       "@2:1 id # of today\nend of 2\n"
							       "@4:1 id 1\n@4:3 mail x\nend of 4\n"
							       "@5:1 id 2\n@5:3 mail y\nend of 5\n"
							       "ragged 2, first in 1\n");
}

TEST(read_csv, delivers_and_counts_ragged_rows)
{
	CSV_SHOWS("a,b\n1\n1,2,3\n4,5\n", "@2:1 a 1\nend of 2\n"
					  "@3:1 a 1\n@3:3 b 2\n@3:5 column 3 3\nend of 3\n"
					  "@4:1 a 4\n@4:3 b 5\nend of 4\n"
					  "ragged 2, first in 2\n");
}

TEST(read_csv, refuses_a_nul)
{
	CSV_SHOWS("a,b\n1,2\n3,\0x\n",
		  "error 0:0 the bytes are no text (nor a format known here)\n");
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 1 << 20);
	for (int i = 0; i < 20000; i++)
		buf_add(&text, STR("a,b\n"));
	buf_add(&text, STR("x,\0y\n1,2\n"));
	struct str shown = csv_show(buf_str(&text));
	CHECK(str_ends(shown, STR("error 20001:0 the row holds NUL bytes: it is no text\n")));
}

TEST(read_csv, stops_at_the_budgets)
{
	CHECK_SLICE(csv_show_limited(STR("a,b\n1,2\n"), 4, 2), "@2:1 a 1\n@2:3 b 2\nend of 2\n");
	CHECK_SLICE(csv_show_limited(STR("a,b\n11,2\n"), 4, 2),
		    "error 2:0 the row is longer than line_bytes (4) allows (--limit line_bytes=N "
		    "raises it)\n");
	CHECK_SLICE(csv_show_limited(STR("a,b\n1,\"2\n"), 4, 2),
		    "error 2:0 the row is longer than line_bytes (4) allows (--limit line_bytes=N "
		    "raises it)\n");
	CHECK_SLICE(csv_show_limited(STR("a,b,c\n"), 100, 2),
		    "error 1:0 more columns than fields (2) allows (--limit fields=N raises it)\n");
	CHECK_SLICE(csv_show_limited(STR("a,b\n1,2\n1,2,3\n"), 100, 2),
		    "@2:1 a 1\n@2:3 b 2\nend of 2\n"
		    "error 3:0 more columns than fields (2) allows (--limit fields=N raises it)\n");
}

TEST(read_csv, never_goes_on_after_an_error)
{
	struct arena *arena = test_arena();
	struct limits limits = limits_default;
	struct document document;
	struct record record;
	limits.line_bytes = 8;
	struct input *input = input_of(arena, "a.csv", STR("a,b\n1,aaaaaaaaaaaaaa\n1,2\n"));
	CHECK_OK(read_document(input, &limits, arena, &document));
	struct records *records = document.records;
	CHECK_ERR(records->next(records, &record), "line_bytes");
	CHECK_ERR(records->next(records, &record), "given up");
	CHECK_ERR(records->next(records, &record), "given up");
}

TEST(read_csv, never_quotes_data)
{
	static const char *const texts[] = {
		"\"ann@corp.com,x\n",
		"ann@corp.com,x\nb,\"ann@corp.com",
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct str shown = csv_show(str_of(texts[i]));
		size_t error = str_find(shown, STR("error"));
		CHECK(error != SIZE_MAX);
		CHECK(str_find(str_cut(shown, error, shown.size), STR("corp")) == SIZE_MAX);
	}
}

/* Pieces of 1, 2, 3 … bytes give the same as the whole. */
TEST(read_csv, does_not_depend_on_how_the_input_comes)
{
	static const struct str texts[] = {
		STR("id,mail\r\n1,\"a\"\"b\r\nc\"\r\n2,\xc3\xa9\r3,x\n"),
		STR("sep=;\r\na;b\r\n1;\"2"),
		STR("a,b\n1,\xe9\n\n,,,\n\"x\"y,\"\"\n"),
		STR("\xef\xbb\xbf"
		    "a\tb\n1\t2\n"),
		STR("\xff\xfe"
		    "a\0,\0b\0\n\0"
		    "1\0,\0\xac\x20"),
		STR("a,b\n1,\"2\"\n\r\n\r"),
	};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena *arena = test_arena();
		struct str whole = csv_show(texts[i]);
		for (size_t piece = 1; piece < 9; piece++) {
			struct input *input = pieces_of(arena, "data/a.csv", texts[i], piece);
			CHECK(str_equal(show_input(arena, input, &limits_default), whole));
		}
	}
}

/* Rows that lie across every refill of the buffer, with quotes and long cells. */
TEST(read_csv, reads_a_file_larger_than_the_buffer)
{
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 8 << 20);
	buf_add(&text, STR("id,note,mail\n"));
	for (int i = 0; i < 20000; i++)
		buf_print(&text, "%d,\"a \"\"%*s\"\" b\",m%d@corp.com\r\n", i, i % 97, "x", i);
	struct records *records = csv_records(arena, "a.csv", buf_str(&text));
	struct record record;
	size_t rows = 0;
	for (;;) {
		if (!CHECK_OK(records->next(records, &record)) || record.end)
			break;
		char mail[32];
		snprintf(mail, sizeof mail, "m%zu@corp.com", rows);
		bool same = record.count == 3 && str_is(record.cells[2].text, mail) &&
			    record.line == rows + 2 &&
			    record.cells[1].text.size == (rows % 97 ? rows % 97 : 1) + 6;
		if (!CHECK(same))
			break;
		rows++;
	}
	CHECK_INT((int64_t)rows, 20000);
	CHECK_INT((int64_t)records->ragged, 0);
}

TEST(read_csv, sees_a_header_of_many_columns)
{
	struct arena *arena = test_arena();
	struct buf text;
	buf_init(&text, arena, 8 << 20);
	for (int i = 0; i < 20000; i++)
		buf_print(&text, "%sgene_%d", i ? "," : "", i);
	for (int i = 0; i < 20000; i++)
		buf_print(&text, "%s%d", i ? "," : "\n", i);
	struct records *records = csv_records(arena, "a.csv", buf_str(&text));
	CHECK(records->named);
	CHECK_INT((int64_t)records->field_count, 20000);
	CHECK_SLICE(records->fields[19999], "gene_19999");
}

TEST(read_csv, holds_little_whatever_the_size)
{
	struct arena *arena = test_arena();
	struct arena *reading = test_arena();
	struct buf text;
	buf_init(&text, arena, 32 << 20);
	for (int i = 0; i < 400000; i++)
		buf_add(&text, STR("some text,\"more \"\"text\"\"\",caf\xe9,4\n"));
	struct records *records = csv_records(reading, "a.csv", buf_str(&text));
	struct record record;
	do {
		if (!CHECK_OK(records->next(records, &record)))
			break;
	} while (!record.end);
	CHECK(reading->held < 4 << 20);
}

TEST(read_csv, tells_values_from_names)
{
	CHECK(csv_is_value(STR("12")));
	CHECK(csv_is_value(STR("-1.5e3")));
	CHECK(csv_is_value(STR("12:30")));
	CHECK(csv_is_value(STR("$5")));
	CHECK(csv_is_value(STR("4111 1111 1111 1111")));
	CHECK(csv_is_value(STR("N/A")));
	CHECK(csv_is_value(STR("550e8400-e29b-41d4-a716-446655440000")));
	CHECK(!csv_is_value(STR("")));
	CHECK(!csv_is_value(STR("id")));
	CHECK(!csv_is_value(STR("x1")));
	CHECK(!csv_is_value(STR("address line 2")));
	CHECK(!csv_is_value(STR("sha256")));
	CHECK(!csv_is_value(STR("#")));
	CHECK(!csv_is_value(STR("\xc3\xa9")));
}
