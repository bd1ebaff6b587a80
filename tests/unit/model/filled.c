/* SPDX-License-Identifier: Apache-2.0
 *
 * filled_state: a value against what its field asks for.
 */
#include "model/filled.h"

#include "harness/test.h"

static const char *
state(enum fact_filling filling, const char *text)
{
	const struct fact_def def = {.name = "failure_modes", .type = FACT_ANY, .filling = filling};
	const struct value value = value_text(text);
	const char *said = filled_state(&def, &value);

	return said ? said : "";
}

TEST(model_filled, wants_more_than_a_token_where_words_belong)
{
	static const char *const tokens[] = {"x", "X", "0", "1", "00", "yes", "No.", "true", "ok"};

	for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
		CHECK_STR(state(FILLING_WORDS, tokens[i]), "not a text");
		CHECK_STR(state(FILLING_NAME, tokens[i]), "");
	}
	CHECK_STR(state(FILLING_WORDS, "0.91"), "");
	CHECK_STR(state(FILLING_WORDS, "12%"), "");
	CHECK_STR(state(FILLING_WORDS, "\xe6\x97\xa0"), "");
}

TEST(model_filled, does_not_take_the_question_for_the_answer)
{
	static const char *const questions[] = {
		"failure_modes",
		"Failure modes",
		"<<failure modes>>",
		"What are the failure modes?",
		"What are the known failure modes of this model?",
		"Describe the failure modes",
		"List failure modes here",
		"Description of failure modes",
		"Failure modes to be described",
	};

	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++)
		CHECK_STR(state(FILLING_WORDS, questions[i]), "a placeholder");
	CHECK_STR(state(FILLING_WORDS, "Failure modes of scans: pages are skipped"), "");
	CHECK_STR(state(FILLING_WORDS, "Lists failure modes of pumps"), "");
	CHECK_STR(state(FILLING_WORDS, "Asks \"what are the failure modes?\" twice"), "");
}

TEST(model_filled, looks_into_lists)
{
	struct arena *arena = test_arena();
	const struct fact_def def = {
		.name = "failure_modes", .type = FACT_ANY, .filling = FILLING_WORDS};
	struct value list = value_list();

	value_add(arena, &list, value_text("failure_modes"));
	CHECK_STR(filled_state(&def, &list), "a placeholder");
	value_add(arena, &list, value_text("TODO"));
	CHECK_STR(filled_state(&def, &list), "a placeholder");
	value_add(arena, &list, value_text("Misreads tables"));
	CHECK(!filled_state(&def, &list));
}

TEST(model_filled, wants_somebody_where_somebody_is_asked_for)
{
	static const char *const nobody[] = {
		"none", "Nobody.", "no one", "name@company.com", "your-email@corp-mail.com",
		"name"};

	for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
		CHECK_STR(state(FILLING_WHO, nobody[i]), "nobody");
		CHECK_STR(state(FILLING_WORDS, nobody[i]), "");
	}
	CHECK_STR(state(FILLING_WHO, "unknown"), "a placeholder");
	CHECK_STR(state(FILLING_WHO, "[email]"), "a placeholder");
	CHECK_STR(state(FILLING_WHO, "112"), "");
	CHECK_STR(state(FILLING_WHO, "P"), "");
	CHECK_STR(state(FILLING_WHO, "X"), "not a text");
	CHECK_STR(state(FILLING_WHO, "Nobody Owens"), "");
	CHECK_STR(state(FILLING_WHO, "ai-oncall@corp-mail.com"), "");
}

TEST(model_filled, wants_dates_of_this_age)
{
	const struct fact_def def = {.name = "deployment_date", .type = FACT_DATE};
	struct value value = value_text("1026-03-01");

	CHECK_STR(filled_state(&def, &value), "a date before 1970");
	value = value_text("2026-03-01");
	CHECK(!filled_state(&def, &value));
}
