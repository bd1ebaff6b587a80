/* SPDX-License-Identifier: Apache-2.0 */
#include "model/evidence.h"

#include <string.h>

#include "harness/test.h"
#include "model/value.h"

TEST(model_evidence, placeholders_in_all_their_dress)
{
	static const char *const placeholders[] = {
		"TODO",
		"todo",
		"Todo.",
		"TODO!",
		"TODO…",
		"TODO: describe the data",
		"TODO : later",
		"TODO(alice): describe",
		"TODO(alice)",
		"TBD",
		"TBD: ask legal",
		"tbc",
		"FIXME",
		"XXX",
		"xxx: name",
		"N/A",
		"n/a",
		"N/A.",
		"n/a: none",
		"to be written",
		"To be written.",
		"To be written: by legal",
		"[More Information Needed]",
		"[more information needed]",
		"More Information Needed",
		"**[More Information Needed]**",
		"*TODO*",
		"**TODO**: describe",
		"**TODO:** describe",
		"_TBD_",
		"`TODO`",
		"\"TODO\"",
		"'n/a'",
		"<TODO>",
		"{TBD}",
		"[TODO]",
		"(TODO)",
		"[[TBD]]",
		"~~TODO~~",
		"***TODO***",
		"- TODO",
		"* TBD",
		"+ n/a",
		"1. TODO",
		"12) TODO: x",
		"> TODO",
		"> - TODO",
		"- [ ] TODO",
		"- [x] TBD",
		"- **Developed by:** [More Information Needed]",
		"**License**: TBD",
		"  TODO  ",
		"\tTODO\n",
		"TODO\nTBD\n\nN/A",
		"# Model card\n\nTODO\n",
		"# Model card\n## Use\n[More Information Needed]\n\n---\n\n## Limits\n\nTBD: ask\n",
		"TODO\r\nTBD\r\n",
		"<!-- describe the model here -->\nTODO",
		"<!-- describe -->",
		"<!-- a\nlong\ncomment -->\nTBD",
		"# Only a heading",
		"Title\n=====\n\nTODO\n",
		"Title\r\n--\r\nTBD\r\n",
		"---",
		"\xc2\xa0TODO\xc2\xa0",
		"\xe2\x80\x8bTODO",
		"\xef\xbb\xbfTODO",
		"-",
		"*",
		"...",
		"\xe2\x80\xa6",
		"\xe2\x80\x94",
		"?",
		"???",
		"/",
		"\xe2\x9a\xa0\xef\xb8\x8f",
		"[x]",
		"TBA",
		"tba.",
		"XXXX",
		"TBD by legal",
		"To be written by legal",
		"Scans:\n- More:",
		"TODO write this",
		"Todo write this",
		"TBD by legal",
		"TBD in spring",
		"tbc with the vendor",
		"FIXME add the groups",
		"TODO by Bob",
		"TODO - ask Bob",
		"TODO \xe2\x80\x94 ask Bob",
		"TODO\xe2\x80\x94list",
		"TODO, ask Bob",
		"TBD, TBD",
		"TBD/TBD",
		"TBD / legal",
		"N/A - N/A",
		"N/A, no data",
		"todo;",
		"// TODO",
		"#TODO",
		"To be completed by the team",
		"to be added",
		"To be added by legal.",
		"<failure modes>",
		"<your name here>",
		"${FAILURE_MODES}",
		"{{ failure_modes }}",
		"{{ failure_modes | default(\"[More Information Needed]\", true)}}",
		"{% if x %}\nTODO\n{% endif %}",
		"{{ a }} {{ b }}",
		"1.",
		"1.\n2.",
		"1)",
		"-\n-\n",
		"- [ ]\n- [ ]",
		"- [ ]\n- [x]",
		"- **Scans:**\n- **More:**",
		"**Scans:**",
		"**Scans**:",
		"__Scans:__ TODO",
		"| Mode | How |\n|---|---|\n| TBD | TBD |",
		"| Mode | How |\n|---|---|\n",
		"| Mode | How |\n|---|---|\n| | |\n| - | ... |",
		"Mode | How\n--- | ---\nTBD | n/a",
		"```\n```",
		"```\nTODO\n```",
		"```yaml\n# TODO\n```",
		"~~~ text\n\n~~~",
		"![](x.png)",
		"<br>",
		"<br/>\nTODO<br>",
		"&nbsp;",
		"&nbsp;&#160;&#xa0;",
		"<div align=\"center\"></div>",
		"<details>\n</details>",
		"<details>\n<summary></summary>\n</details>",
		"[x]: http://y",
		"[//]: # (text)",
		"<script>var a = 1;</script>",
		"<style>\np { color: red }\n</style>",
		"<?php echo 1 ?>",
		"<!DOCTYPE html>",
		"[More Information Needed]\n<br>",
		"TODO <!-- ask legal -->",
	};
	for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++) {
		if (!CHECK(evidence_is_placeholder(str_of(placeholders[i]))))
			test_check_str(placeholders[i], NULL, "text", __FILE__, __LINE__);
	}
}

TEST(model_evidence, real_text_is_real)
{
	static const char *const real[] = {
		"Todo-list application",
		"No N/A rows",
		"TODO list manager",
		"Todo app for families",
		"todos: none left",
		"TODOs",
		"XXXL sizes",
		"xxx.example.org",
		"TBDelta",
		"n/a/b",
		"N/A rows are dropped",
		"to be written down in the log",
		"More information needed by the board is in annex 2",
		"Ranks applicants for recruiters",
		"TODO\nRanks applicants",
		"Ranks applicants\nTODO",
		"# Card\n\nTODO\n\nReal words.\n",
		"<!-- TODO --> Real words",
		"a <!-- TODO",
		"- TODO\n- owner: People Ops",
		"**Developed by:** People Ops",
		"5",
		"#hashtag",
		"Real words\n\n---\n\nTODO",
		"Real words\nof two lines\n---\nTODO",
		"C#",
		"methodology",
		"fixmeup",
		"Tbcell counts",
		"\xd0\xa2"
		"ODO",
		"N/A values in the income column are imputed",
		"TBA-flagged flights",
		"TODO/issue trackers",
		"XXXXL",
		"bybass TODO",
		"| Mode | How |\n|---|---|\n| Scans | TBD |",
		"| Mode | How |\n|---|---|\n| Scans | worse |",
		"a | b",
		"```\nx = 1\n```",
		"- **Scans:** worse on faxes",
		"**Worse on faxes**",
		"**Worse on:** faxes",
		"**Worse on faxes:**\n- old ones",
		"<b>Worse on faxes</b>",
		"<p>Worse on faxes</p>",
		"<people@corp-mail.com>",
		"<https://corp-mail.com/card>",
		"x < 5 and y > 3",
		"<5 and more>",
		"[the report](https://corp-mail.com/r)",
		"[report]: worse on faxes, see there",
		"&lt;18",
		"{\"a\": 1}",
		"Accuracy {{ accuracy }}",
		"<details>\n<summary>Scans</summary>\nWorse\n</details>",
		"\xe6\x97\xa0",
		"1. Faxes\n2.",
		"Faxes <!-- TODO -->",
		"![Errors by age group](x.png)",
	};
	for (size_t i = 0; i < sizeof real / sizeof real[0]; i++) {
		if (!CHECK(!evidence_is_placeholder(str_of(real[i]))))
			test_check_str(real[i], NULL, "text", __FILE__, __LINE__);
	}
}

TEST(model_evidence, nothing_is_no_placeholder)
{
	CHECK(!evidence_is_placeholder((struct str){0}));
	CHECK(!evidence_is_placeholder(STR("")));
	CHECK(!evidence_is_placeholder(STR(" \n\t\r\n")));
	CHECK(!evidence_is_placeholder(STR("\xff\xfe")));
}

static enum emptiness
of_text(const char *text)
{
	struct value value = value_text(text);
	return evidence_emptiness(&value);
}

TEST(model_evidence, scalars)
{
	struct value value = value_null();
	CHECK_INT(evidence_emptiness(NULL), EMPTINESS_MISSING);
	CHECK_INT(evidence_emptiness(&value), EMPTINESS_MISSING);
	CHECK_INT(of_text(""), EMPTINESS_EMPTY);
	CHECK_INT(of_text(" \t\n"), EMPTINESS_EMPTY);
	CHECK_INT(of_text("\xc2\xa0\xe3\x80\x80\xe2\x80\x8b"), EMPTINESS_EMPTY);
	CHECK_INT(of_text("TBD"), EMPTINESS_PLACEHOLDER);
	CHECK_INT(of_text("x"), EMPTINESS_FILLED);
	value = value_bool(false);
	CHECK_INT(evidence_emptiness(&value), EMPTINESS_FILLED);
	value = value_int(0);
	CHECK_INT(evidence_emptiness(&value), EMPTINESS_FILLED);
}

TEST(model_evidence, lists_and_maps_are_what_their_leaves_are)
{
	struct arena *arena = test_arena();
	struct value list = value_list();
	struct value map = value_map();
	CHECK_INT(evidence_emptiness(&list), EMPTINESS_EMPTY);
	CHECK_INT(evidence_emptiness(&map), EMPTINESS_EMPTY);
	value_add(arena, &list, value_null());
	value_add(arena, &list, value_text(" "));
	value_add(arena, &list, value_map());
	CHECK_INT(evidence_emptiness(&list), EMPTINESS_EMPTY);
	value_add(arena, &list, value_text("TODO"));
	value_add(arena, &list, value_text(""));
	CHECK_INT(evidence_emptiness(&list), EMPTINESS_PLACEHOLDER);
	value_set(arena, &map, "a", list);
	CHECK_INT(evidence_emptiness(&map), EMPTINESS_PLACEHOLDER);
	value_set(arena, &map, "b", value_int(0));
	CHECK_INT(evidence_emptiness(&map), EMPTINESS_FILLED);
}

TEST(model_evidence, every_kind_has_its_words)
{
	CHECK_STR(evidence_emptiness_text(EMPTINESS_MISSING), "missing");
	CHECK_STR(evidence_emptiness_text(EMPTINESS_EMPTY), "empty");
	CHECK_STR(evidence_emptiness_text(EMPTINESS_PLACEHOLDER), "a placeholder");
	CHECK_STR(evidence_emptiness_text(EMPTINESS_FILLED), "");
}

TEST(model_evidence, a_huge_text_costs_linear_time)
{
	struct arena *arena = test_arena();
	size_t size = 4 * 1000 * 1000;
	char *text = arena_alloc(arena, size);
	memset(text, '[', size);
	CHECK(evidence_is_placeholder(str_make(text, size)));
	memset(text, '<', size);
	CHECK(evidence_is_placeholder(str_make(text, size)));
	for (size_t i = 0; i + 2 <= size; i += 2)
		memcpy(text + i, "{{", 2);
	CHECK(evidence_is_placeholder(str_make(text, size)));
	for (size_t i = 0; i + 4 <= size; i += 4)
		memcpy(text + i, "![](", 4);
	CHECK(evidence_is_placeholder(str_make(text, size)));
	memset(text, '\n', size);
	CHECK(!evidence_is_placeholder(str_make(text, size)));
	for (size_t i = 0; i + 2 <= size; i += 2)
		memcpy(text + i, "- ", 2);
	CHECK(evidence_is_placeholder(str_make(text, size)));
	for (size_t i = 0; i + 7 <= size; i += 7)
		memcpy(text + i, "<!---->", 7);
	CHECK(evidence_is_placeholder(str_make(text, size - size % 7)));
}

TEST(model_evidence, phrases_for_what_is_still_to_be_written_are_placeholders)
{
	static const char *const phrases[] = {
		"[TODO](http://x)",
		"TODO-123",
		"to be determined (Q3)",
		"To be decided",
		"to be discussed with legal",
		"T.B.D.",
		"T B D",
		"To-do",
		"to do",
		"n.a.",
		"N.A.",
		"n / a",
		"nil",
		"null",
		"More info needed",
		"[insert here]",
		"[Insert failure modes here]",
		"Fill in",
		"Fill me in",
		"{failure modes}",
		"placeholder",
		"Your text here",
		"Pending (review)",
		"none yet",
		"Not yet documented.",
		"To follow",
		"Coming soon",
		"WIP",
		"\xf0\x9f\x9a\xa7 Work in progress",
		"Lorem ipsum dolor sit amet, consectetur",
		"<details><summary>Click to expand</summary></details>",
		"&zwj;",
		"[^1]",
		"[TOC]",
		"- T.B.D.\n- Coming soon",
		"**Pending**",
	};
	static const char *const texts[] = {
		"None of the models was tested on children.",
		"Pending litigation data is excluded.",
		"To be used by recruiters only.",
		"Not yet evaluated on patients under five.",
		"Null values are read as zero.",
		"Nil returns are misread.",
		"N.A. markets only: the data is North American.",
		"In progress orders are misread as done.",
		"Placeholder images are classified as cats.",
		"[The report](https://example.org/r) lists them.",
		"Your text here is cut at 512 tokens.",
		"Insertions are missed.",
		"Work in progress invoices are refused.",
		"Wipes its cache at night.",
		"[See the limits of the tests]",
	};

	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
		CHECK(evidence_is_placeholder(str_of(phrases[i])));
		if (!evidence_is_placeholder(str_of(phrases[i])))
			CHECK_STR(phrases[i], "a placeholder");
	}
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (evidence_is_placeholder(str_of(texts[i])))
			CHECK_STR(texts[i], "text");
}
