/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "harness/test.h"
#include "tree.h"

/* The pii of one file, as "field entity count line:column confidence; …", sure ones only. */
static const char *
sure(const char *path, const char *text, size_t size)
{
	struct tree *tree = tree_new(test_arena());
	const struct value *pii;
	char *shown = arena_print(tree->arena, "%s", "");

	tree_bytes(tree, path, text, size);
	CHECK_OK(tree_gather(tree));
	pii = tree_fact(tree, "dataset", path, "pii");
	for (size_t i = 0; pii && i < pii->list.count; i++) {
		const struct value *hit = &pii->list.items[i];
		struct str field = value_string(value_get(hit, STR("field")));
		struct str entity = value_string(value_get(hit, STR("entity")));

		if (value_get(hit, STR("confidence"))->real < 0.6)
			continue;
		shown = arena_print(tree->arena, "%s%s%.*s %.*s %lld %lld:%lld", shown,
				    *shown ? "; " : "", STR_ARG(field), STR_ARG(entity),
				    (long long)value_get(hit, STR("count"))->integer,
				    (long long)value_get(hit, STR("line"))->integer,
				    (long long)value_get(hit, STR("column"))->integer);
	}
	return shown;
}

static const char *
pii(const char *path, const char *text)
{
	return sure(path, text, strlen(text));
}

/* A table of one column. */
static const char *
column(const char *name, const char *const *cells)
{
	struct arena *arena = test_arena();
	char *text = arena_print(arena, "id,%s\n", name);

	for (; *cells; cells++)
		text = arena_print(arena, "%s1,%s\n", text, *cells);
	return pii("t.csv", text);
}

TEST(facts_dataset, counts_rows_and_columns)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "a.csv", "id,name\n1,x\n2,\n3,y\n");
	CHECK_OK(tree_gather(tree));
	CHECK_INT(tree_fact(tree, "dataset", "a.csv", "rows")->integer, 3);
	CHECK_STR(tree_show(tree, tree_fact(tree, "dataset", "a.csv", "columns")),
		  "{name: id, filled: 3}, {name: name, filled: 2}");
	CHECK_STR(tree_show(tree, tree_fact(tree, "dataset", "a.csv", "format")), "csv");
	CHECK_STR(tree_show(tree, tree_fact(tree, "dataset", "a.csv", "use")), "training");
	CHECK_INT(tree_fact(tree, "dataset", "a.csv", "declared_use")->type, VALUE_NULL);
}

TEST(facts_dataset, data_under_any_name_is_data)
{
	static const char *const names[] = {"data/users",         "data/users.data",
					    "data/users.csv.bak", "users.csv.bak",
					    "users.csv~",         "a/users.csv.old",
					    "users.tsv.1",        "data/part-00000",
					    "data/x/users.ini",   "datasets/users.lst",
					    "dataset/x.dump",     "users.csv.1.bak",
					    "Data/users.sql",     NULL};

	for (const char *const *name = names; *name; name++)
		CHECK_STR(pii(*name, "id,contact\n1,ann.bell@corp-mail.com\n2,x\n"),
			  "contact email 1 2:3");
	CHECK_STR(pii("data/users.md", "# Users\n\n`ann.bell@corp-mail.com`\n"),
		  "text email 1 3:2");
	CHECK_STR(pii("data/users.vcf", "BEGIN:VCARD\nEMAIL:ann.bell@corp-mail.com\n"),
		  "text email 1 2:7");
	CHECK_STR(pii("data/users", "{\"mail\":\"ann.bell@corp-mail.com\"}\n{\"mail\":1}\n"),
		  "mail email 1 1:9");
	CHECK_STR(pii("data/users.ipynb", "{\n\"mail\":\"ann.bell@corp-mail.com\"}\n"),
		  "mail email 1 2:8");
}

TEST(facts_dataset, points_at_the_first_value)
{
	CHECK_STR(pii("a.csv", "id,contact\n1,ann.bell@corp-mail.com\n2,raj@corp-mail.com\n"),
		  "contact email 2 2:3");
	CHECK_STR(pii("a.tsv", "id\tcontact\n1\tann.bell@corp-mail.com\n"), "contact email 1 2:3");
	CHECK_STR(pii("a.csv", "id,note\n1,é then ann@corp-mail.com\n"), "note email 1 2:10");
	CHECK_STR(pii("a.csv", "id,note\n1,\"a\nbc ann@corp-mail.com\"\n"), "note email 1 3:4");
}

TEST(facts_dataset, reads_lines_of_json_and_trees)
{
	CHECK_STR(pii("a.jsonl", "{\"user\": {\"email\": \"ann@corp-mail.com\"}}\n"),
		  "user.email email 1 1:20");
	CHECK_STR(pii("data/a.json", "{\"users\": [{\"email\": \"x\"}, {\"email\": "
				     "\"ann@corp-mail.com\"}]}"),
		  "users[].email email 1 1:38");
	CHECK_STR(pii("data/a.yaml", "users:\n  - mail: ann@corp-mail.com\n"),
		  "users[].mail email 1 2:11");
	CHECK_STR(pii("data/a.yaml", "# ann@corp-mail.com\na: 1 # of raj@corp-mail.com\n"),
		  "comment email 2 1:3");
	CHECK_STR(pii("data/a.txt", "hello\nmail ann@corp-mail.com now\n"), "text email 1 2:6");
}

TEST(facts_dataset, one_sentence_in_a_thousand_is_not_averaged_away)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 64 * 1024);
	char *at = text + sprintf(text, "id,note\n");

	for (int i = 0; i < 1000; i++)
		at += sprintf(at, "%d,%s\n", i,
			      i == 700 ? "write to ann@corp-mail.com" : "nothing to see");
	CHECK_STR(pii("a.csv", text), "note email 1 702:14");
}

TEST(facts_dataset, a_card_in_groups_inside_text_counts_alone)
{
	CHECK_STR(pii("a.csv", "id,note\n1,paid 4539 1488 0343 6467 ok\n"),
		  "note payment_card 1 2:8");
	CHECK_STR(pii("a.csv", "id,note\n1,paid with card 4539148803436467 ok\n"),
		  "note payment_card 1 2:18");
	CHECK_STR(pii("a.csv", "id,note\n1,order 4539148803436467 ok\n"), "");
}

TEST(facts_dataset, ids_that_pass_by_luck_are_ids)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 64 * 1024);
	char *at = text + sprintf(text, "id,serial\n");

	/* Every tenth number in a row passes Luhn. */
	for (int i = 0; i < 1000; i++)
		at += sprintf(at, "%d,4539148803%06d\n", i, 100000 + i);
	CHECK_STR(pii("a.csv", text), "");
	/* Of a column called so, a hundred that pass are cards; the others are mistakes. */
	memcpy(text, "id,card  ", 9);
	CHECK_STR(pii("a.csv", text), "card payment_card 100 8:3");
}

/* A hundred values that begin so, and rows of one placeholder among and behind them. */
static const char *
with_placeholders(const char *name, const char *start, const char *placeholder, int rows)
{
	struct arena *arena = test_arena();
	char *text = arena_alloc(arena, 64 * 1024);
	char *at = text + sprintf(text, "id,%s\n", name);

	for (int i = 0; i < 100; i++) {
		at += sprintf(at, "%d,%s%d-%d", i, start, 12 + i % 80, 1000 + 7 * i);
		for (int n = 0; n < rows / 100; n++)
			at += sprintf(at, "\n%d,%s", i, placeholder);
		at += sprintf(at, "\n");
	}
	for (int i = 0; i < rows % 100; i++)
		at += sprintf(at, "%d,%s\n", i, placeholder);
	return pii("a.csv", text);
}

TEST(facts_dataset, placeholders_say_nothing_about_the_values_beside_them)
{
	CHECK_STR(with_placeholders("ssn", "536-", "000-00-0000", 10), "ssn us_ssn 100 2:3");
	CHECK_STR(with_placeholders("x", "536-", "000-00-0000", 300), "x us_ssn 100 2:3");
	CHECK_STR(with_placeholders("x", "536-", "000-12-3456", 300), "x us_ssn 100 2:3");
	CHECK_STR(with_placeholders("phone", "415-8", "000-000-0000", 30), "phone phone 100 2:3");
	CHECK_STR(with_placeholders("x", "415-8", "123-456-7890", 300), "x phone 100 2:3");
}

TEST(facts_dataset, a_name_that_says_card_is_not_outvoted_by_placeholders)
{
	static const char *const cards[] = {"4539148803436467", "5425233430109911",
					    "4916338506082832", "0000000000000000",
					    "4539148803436461", "4539148803436462",
					    "4539148803436463", "4539148803436464",
					    "4539148803436465", "4539148803436466",
					    "4539148803436468", "4539148803436469",
					    "4539148803436471", NULL};

	CHECK_STR(column("card_number", cards), "card_number payment_card 3 2:3");
	CHECK_STR(column("ref", cards), "");
}

TEST(facts_dataset, cards_without_a_name_are_told_by_their_checks)
{
	static const char *const cards[] = {"4539148803436467", "5425233430109911",
					    "4916338506082832", "5280934283171080",
					    "4556737586899855", NULL};
	static const char *const mixed[] = {"4539148803436467",
					    "4539148803436461",
					    "4539148803436462",
					    "4539148803436463",
					    "4539148803436464",
					    "4539148803436465",
					    NULL};

	CHECK_STR(column("ref", cards), "ref payment_card 5 2:3");
	CHECK_STR(column("ref", mixed), "");
	CHECK_STR(column("card_number", mixed), "card_number payment_card 1 2:3");
}

TEST(facts_dataset, one_number_that_repeats_is_one_number)
{
	static const char *const same[] = {"4539148803436467", "4539148803436467",
					   "4539148803436467", "4539148803436467", NULL};

	CHECK_STR(column("merchant", same), "");
	CHECK_STR(column("card", same), "card payment_card 4 2:3");
}

TEST(facts_dataset, the_name_of_the_column_makes_bare_digits_count)
{
	static const char *const digits[] = {"536228172", "401551212", "536228173", NULL};
	static const char *const phones[] = {"2124567890", "2124567891", "030901820", NULL};

	CHECK_STR(column("ssn", digits), "ssn us_ssn 3 2:3");
	CHECK_STR(column("ref", digits), "");
	CHECK_STR(column("phone", phones), "phone phone 3 2:3");
	CHECK_STR(column("mobileNumber", phones), "mobileNumber phone 3 2:3");
	CHECK_STR(column("ref", phones), "");
	CHECK_STR(column("phone_model", phones), "");
}

/* Cells that are no personal data under any name. */
static void
clean(const char *const *cells)
{
	static const char *const names[] = {"x", "email", "phone", "card", "ssn", "iban", NULL};

	for (const char *const *name = names; *name; name++)
		CHECK_STR(column(*name, cells), "");
}

TEST(facts_dataset, uuids_are_clean)
{
	static const char *const cells[] = {"123e4567-e89b-12d3-a456-426614174000",
					    "9f86d081-884c-7d65-9a2f-eaa0c55ad015",
					    "12345678-1234-1234-1234-123456789012", NULL};

	clean(cells);
}

TEST(facts_dataset, hashes_are_clean)
{
	static const char *const cells[] = {"9f86d081884c7d659a2feaa0c55ad015",
					    "4539148803436467453914880343646a",
					    "U2FsdGVkX1+abc1234567890", NULL};

	clean(cells);
}

TEST(facts_dataset, times_and_dates_are_clean)
{
	static const char *const cells[] = {
		"2026-03-01T12:00:00Z", "2026-03-01 12:00:00.123456", "2026-03-01",
		"01.03.2026",           "2026-03-01T12:00:00+02:00",  NULL};

	clean(cells);
}

TEST(facts_dataset, numbers_with_fractions_are_clean)
{
	static const char *const cells[] = {"0.4539148803436467", "-122.419416123456",
					    "3.14159265358979",   "1e10",
					    "+49.1234567",        NULL};

	clean(cells);
}

TEST(facts_dataset, masked_values_are_clean)
{
	static const char *const cells[] = {"***-**-1234", "XXX-XX-1234", "4539********6467",
					    "a***@gmail.com", NULL};

	clean(cells);
}

TEST(facts_dataset, versions_and_addresses_of_machines_are_clean)
{
	static const char *const cells[] = {"1.2.3", "10.20.30.40", "v212.456.789",
					    "2001:db8::8a2e:370:7334", NULL};

	clean(cells);
}

TEST(facts_dataset, an_operator_in_source_code_is_no_address)
{
	CHECK_STR(pii("a.jsonl", "{\"code\": \"y = x@self.weight + b\"}\n"), "");
	CHECK_STR(pii("a.jsonl", "{\"code\": \"scores = q@k.mT / n\"}\n"), "");
	CHECK_STR(pii("a.jsonl", "{\"text\": \"ask ann@firm.berlin today\"}\n"),
		  "text email 1 1:15");
	CHECK_STR(pii("a.jsonl", "{\"text\": \"ann@firm.unheardof\"}\n"), "text email 1 1:10");
}

TEST(facts_dataset, published_examples_are_nobodys)
{
	static const char *const cards[] = {"4111111111111111", "4242424242424242", NULL};
	static const char *const mails[] = {"ann@example.com", "bob@example.org", NULL};
	static const char *const numbers[] = {"212-555-0123", "(212) 555-0100", NULL};
	static const char *const ssns[] = {"078-05-1120", "219-09-9999", "987-65-4320", NULL};

	CHECK_STR(column("card", cards), "");
	CHECK_STR(column("email", mails), "");
	CHECK_STR(column("phone", numbers), "");
	CHECK_STR(column("ssn", ssns), "");
}

/* A table without a header: what stands in its first row is data, and no name to print. */
TEST(facts_dataset, a_name_that_is_a_value_is_counted_and_not_shown)
{
	struct tree *tree = tree_new(test_arena());

	CHECK_STR(pii("a.csv", "1,ann@corp-mail.com\n2,raj@corp-mail.com\n"),
		  "column 2 email 2 1:3");
	CHECK_STR(pii("a.csv", "id,ann@corp-mail.com,x\n1,y,z\n2,raj@corp-mail.com,z\n"),
		  "column 2 email 2 1:4");
	CHECK_STR(pii("a.jsonl", "{\"ann@corp-mail.com\": 1}\n"), "* email 1 1:1");
	CHECK_STR(pii("data/a.json", "{\"orders\": {\"ann@corp-mail.com\": {\"n\": 1}, "
				     "\"raj@corp-mail.com\": {\"n\": 2}}}"),
		  "orders.* email 2 1:13");
	tree_file(tree, "a.csv", "id,ann@corp-mail.com\n2,x\n");
	CHECK_OK(tree_gather(tree));
	CHECK(!strstr(tree_show(tree, tree_fact(tree, "dataset", "a.csv", "columns")), "ann"));
}

/* In lines as in trees: each key by itself, and what is one value is no name. */
TEST(facts_dataset, keys_of_nested_maps_are_looked_at_one_by_one)
{
	static const char *const texts[][2] = {
		{"{\"cards\":{\"4539148803436467\":{\"n\":1}}}\n", "cards.* payment_card 1"},
		{"{\"by_ssn\":{\"123-45-6789\":{\"n\":1}}}\n", "by_ssn.* us_ssn 1"},
		{"{\"by_ssn\":{\"123456789\":{\"n\":1}}}\n", "by_ssn.* us_ssn 1"},
		{"{\"users\":{\"ann.bell@corp-mail.com\":{\"x1\":\"1\"}}}\n", "users.* email 1"},
		{"{\"users\":{\"ann.bell@corp-mail.com\":{}}}\n", "users.* email 1"},
		{"{\"users\":{\"ann.bell@corp-mail.com\":[]}}\n", "users.* email 1"},
		{"{\"users\":{\"ann.bell@corp-mail.com\":[[1]]}}\n", "users.* email 1"},
		{"{\"users\":{\"ann.bell@corp-mail.com\":null}}\n", "users.* email 1"},
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		CHECK(str_starts(str_of(pii("a.jsonl", texts[i][0])), str_of(texts[i][1])));
		CHECK(str_starts(str_of(pii("data/a.json", texts[i][0])), str_of(texts[i][1])));
	}
	CHECK_STR(pii("a.jsonl",
		      "{\"cards\":{\"4539148803436467\":{\"n\":\"bob@corp-mail.com\"}}}\n"),
		  "cards.* payment_card 1 1:1; cards.*.n email 1 1:35");
	CHECK_STR(pii("a.jsonl", "{\"cards.4539148803436467\":1}\n"
				 "{\"cards\":{\"4539148803436467\":1}}\n"),
		  "cards.* payment_card 1 2:1");
}

TEST(facts_dataset, no_fact_holds_a_value)
{
	struct tree *tree = tree_new(test_arena());
	struct value all;

	tree_file(tree, "a.csv", "id,mail,card\n1,ann@corp-mail.com,4539148803436467\n");
	CHECK_OK(tree_gather(tree));
	all = facts_all(&tree->view, tree_artifact(tree, "dataset", "a.csv"));
	CHECK(!strstr(tree_show(tree, &all), "ann@"));
	CHECK(!strstr(tree_show(tree, &all), "4539"));
	CHECK(strstr(tree_show(tree, &all), "kind: dataset") != NULL);
}

TEST(facts_dataset, what_cannot_be_read_is_unknown_and_never_clean)
{
	struct tree *tree = tree_new(test_arena());

	tree_file(tree, "a.parquet", "PAR1\x15");
	tree_file(tree, "b.csv", "id,mail\n1,\"ann.bell@corp-mail.com\n");
	tree_file(tree, "c.jsonl", "{\"mail\": \"ann.bell@corp-mail.com\"}\n{\"mail\": ");
	tree_bytes(tree, "d.csv", "id\n\0\n", 5);
	tree_file(tree, "e.csv",
		  "version https://git-lfs.github.com/spec/v1\noid sha256:"
		  "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 1\n");
	tree_file(tree, "f.csv", "id,mail\n1,ann.bell@corp-mail.com\n");
	tree->failing = "f.csv";
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "dataset", "a.parquet", "pii"), "a.parquet");
	CHECK_ERR(tree_unknown(tree, "dataset", "b.csv", "pii"), "b.csv");
	CHECK_ERR(tree_unknown(tree, "dataset", "c.jsonl", "rows"), "c.jsonl");
	CHECK_ERR(tree_unknown(tree, "dataset", "d.csv", "columns"), "d.csv");
	CHECK_ERR(tree_unknown(tree, "dataset", "e.csv", "pii"), "LFS");
	CHECK_ERR(tree_unknown(tree, "dataset", "f.csv", "pii"), "on fire");
	/* Asked twice, answered twice. */
	CHECK_ERR(tree_unknown(tree, "dataset", "f.csv", "pii"), "on fire");
	CHECK_INT(err_lost(tree->scratch), 0);
	CHECK_INT(err_lost(tree->arena), 0);
}

TEST(facts_dataset, a_byte_order_mark_hides_nothing)
{
	static const char *const texts[] = {"\xff\xfeid,contact\n1,ann.bell@corp-mail.com\n2,x\n",
					    "\xfe\xffid,contact\n1,ann.bell@corp-mail.com\n2,x\n"};

	for (size_t i = 0; i < 2; i++) {
		struct tree *tree = tree_new(test_arena());

		tree_file(tree, "a.csv", texts[i]);
		CHECK_OK(tree_gather(tree));
		CHECK_ERR(tree_unknown(tree, "dataset", "a.csv", "pii"), "UTF-16");
	}
}

TEST(facts_dataset, errors_never_quote_the_data)
{
	static const char *const texts[] = {"id,mail\n1,\"ann.bell@corp-mail.com\n",
					    "a\tb\n\"ann.bell"};
	for (size_t i = 0; i < 2; i++) {
		struct tree *tree = tree_new(test_arena());
		struct err *err;

		tree_file(tree, "b.csv", texts[i]);
		CHECK_OK(tree_gather(tree));
		err = tree_unknown(tree, "dataset", "b.csv", "pii");
		CHECK(err != NULL);
		CHECK(err && !strstr(err_text(tree->arena, err), "ann.bell"));
		CHECK(err && err->excerpt.size == 0);
		err_settle(err);
	}
}

TEST(facts_dataset, pieces_of_any_size_give_the_same)
{
	const char *text = "id,mail,note\n1,ann@corp-mail.com,\"a, 212-456-7890\"\n2,x,y\n";

	for (size_t piece = 1; piece < 8; piece++) {
		struct tree *tree = tree_new(test_arena());

		tree->piece = piece;
		tree_file(tree, "a.csv", text);
		CHECK_OK(tree_gather(tree));
		CHECK_INT(tree_fact(tree, "dataset", "a.csv", "pii")->list.count, 2);
		CHECK_INT(tree_fact(tree, "dataset", "a.csv", "rows")->integer, 2);
	}
}

TEST(facts_dataset, a_value_across_pieces_of_a_long_line_is_found)
{
	struct tree *tree = tree_new(test_arena());
	size_t size = 3000;
	char *text = arena_alloc(tree->arena, size);

	/* A line budget of 1,000 bytes cuts this one twice. */
	tree->limits.line_bytes = 1000;
	memset(text, '-', size);
	memcpy(text + 990, ";ann.bell@corp-mail.com;", 24);
	text[size - 1] = '\n';
	tree_bytes(tree, "data/a.txt", text, size);
	CHECK_OK(tree_gather(tree));
	CHECK(tree_fact(tree, "dataset", "data/a.txt", "pii")->list.count > 0);
	CHECK_INT(tree_fact(tree, "dataset", "data/a.txt", "rows")->integer, 1);
}

TEST(facts_dataset, more_columns_than_the_budget_are_not_verified)
{
	struct tree *tree = tree_new(test_arena());

	tree->limits.fields = 3;
	tree_file(tree, "data/a.json", "{\"a\": 1, \"b\": 2, \"c\": 3, \"d\": 4}");
	tree_file(tree, "b.csv", "a,b,c,d\n1,2,3,4\n");
	CHECK_OK(tree_gather(tree));
	CHECK_ERR(tree_unknown(tree, "dataset", "data/a.json", "pii"), "fields");
	CHECK_ERR(tree_unknown(tree, "dataset", "b.csv", "pii"), "fields");
}

TEST(facts_dataset, empty_files_hold_nothing)
{
	CHECK_STR(pii("a.csv", ""), "");
	CHECK_STR(pii("a.csv", "id,mail\n"), "");
	CHECK_STR(pii("a.jsonl", "\n\n"), "");
	CHECK_STR(pii("data/a.txt", ""), "");
	CHECK_STR(pii("data/a.yaml", ""), "");
}
