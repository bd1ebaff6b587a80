/* SPDX-License-Identifier: Apache-2.0
 *
 * What a finding's identity is made of, and the order of findings.
 */
#include "made.h"

static const char *
fingerprint(struct arena *run, const struct finding *finding, size_t ordinal)
{
	char *text = arena_alloc(run, 65);

	settle_fingerprint(finding, ordinal, text);
	return text;
}

/* Computed by Python's hashlib over the bytes written out: 8-byte big-endian length and text of rule, path,
 * system, subject, then the ordinal as 8 bytes. */
TEST(settle_fingerprint, is_the_digest_of_lengths_and_texts)
{
	struct arena *run = test_arena();
	struct finding finding = {.rule = STR("a/b"), .path = STR("x"), .subject = STR("c")};

	CHECK_STR(fingerprint(run, &finding, 0),
		  "873de7917788291df602c9c52b52d9d2ea07dbfc99a2a576d03d90860e0ec247");
	CHECK_STR(fingerprint(run, &finding, 1),
		  "b072496fef2f30dba0a978c8757ce671b6966b4ebe7125708cb7437ece61fa41");
}

TEST(settle_fingerprint, keeps_texts_apart)
{
	struct arena *run = test_arena();
	struct finding a = {.rule = STR("ab"), .path = STR("c")};
	struct finding b = {.rule = STR("a"), .path = STR("bc")};
	struct finding c = {.rule = STR("ab"), .path = STR("c"), .system = STR("s")};
	struct finding d = {.rule = STR("ab"), .path = STR("c"), .subject = STR("s")};

	CHECK(!str_is(str_of(fingerprint(run, &a, 0)), fingerprint(run, &b, 0)));
	CHECK(!str_is(str_of(fingerprint(run, &c, 0)), fingerprint(run, &d, 0)));
}

TEST(settle_fingerprint, leaves_out_line_and_message)
{
	struct arena *run = test_arena();
	struct finding a = {.rule = STR("r"), .path = STR("p"), .message = STR("one")};
	struct finding b = a;

	b.message = STR("two");
	b.place.line = 9;
	b.system = STR("");
	CHECK_STR(fingerprint(run, &a, 0), fingerprint(run, &b, 0));
}

TEST(settle_fingerprint, numbers_equal_findings_and_no_two_are_the_same)
{
	struct made *made = make_result();

	for (size_t i = 0; i < 3; i++)
		add_finding(made, SEVERITY_ERROR, "contact")->place.line = (uint32_t)(9 - i);
	settle(&made->result, made->run);
	for (size_t i = 0; i < 3; i++) {
		const struct finding *finding = &made->result.findings.items[i];

		CHECK_INT(finding->place.line, (int64_t)i + 7);
		CHECK_STR(finding->fingerprint, fingerprint(made->run, finding, i));
	}
}

TEST(settle_order, is_path_place_rule_system_subject_message)
{
	struct made *made = make_result();
	struct finding *finding;
	static const char *const wanted[] = {"1", "2", "3", "4", "5", "6", "7"};

	add_finding(made, SEVERITY_ERROR, "z")->message = STR("6");
	finding = add_finding(made, SEVERITY_ERROR, "z");
	finding->system = STR("A");
	finding->message = STR("5");
	add_finding(made, SEVERITY_ERROR, "y")->message = STR("4");
	finding = add_finding(made, SEVERITY_ERROR, "a");
	finding->message = STR("7");
	finding->rule = STR("e");
	finding->path = STR("data/users.csv0");
	finding = add_finding(made, SEVERITY_ERROR, "z");
	finding->rule = STR("a");
	finding->message = STR("3");
	finding = add_finding(made, SEVERITY_ERROR, "z");
	finding->place.column = 3;
	finding->message = STR("2");
	finding = add_finding(made, SEVERITY_ERROR, "z");
	finding->path = STR("data/Z");
	finding->message = STR("1");
	settle(&made->result, made->run);
	CHECK_SLICE(made->result.findings.items[0].message, wanted[0]);
	CHECK_SLICE(made->result.findings.items[1].message, wanted[1]);
	CHECK_SLICE(made->result.findings.items[2].message, wanted[2]);
	CHECK_SLICE(made->result.findings.items[3].message, wanted[3]);
	CHECK_SLICE(made->result.findings.items[4].message, "6");
	CHECK_SLICE(made->result.findings.items[5].message, "5");
	CHECK_SLICE(made->result.findings.items[6].message, wanted[6]);
}
