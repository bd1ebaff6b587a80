/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "detect/detect.h"
#include "harness/test.h"

static const struct detector *
detector(const char *entity)
{
	for (size_t i = 0; i < detector_count; i++)
		if (strcmp(detectors[i]->entity, entity) == 0)
			return detectors[i];
	CHECK(!"a detector of that name");
	return detectors[0];
}

static bool
means(const char *entity, const char *name)
{
	return detect_header(detector(entity), str_of(name)) == DETECT_NAMED;
}

TEST(detect_header, splits_names_at_case_and_separators)
{
	CHECK(means("email", "email"));
	CHECK(means("email", "EMAIL"));
	CHECK(means("email", "customerEmail"));
	CHECK(means("email", "customer_email"));
	CHECK(means("email", "customer-email-2"));
	CHECK(means("email", "Customer E-Mail"));
	CHECK(means("email", "eMail"));
	CHECK(means("email", "users[].email"));
	CHECK(means("email", "user.email.value"));
	CHECK(means("iban", "IBANCode"));
	CHECK(means("us_ssn", "SSN"));
	CHECK(means("us_ssn", "social_security_number"));
	CHECK(means("payment_card", "creditCardNumber"));
	CHECK(means("phone", "cellPhone"));
}

TEST(detect_header, knows_words_of_several_languages)
{
	CHECK(means("email", "correo"));
	CHECK(means("email", "courriel"));
	CHECK(means("phone", "Telefonnummer"));
	CHECK(means("phone", "téléphone"));
	CHECK(means("phone", "teléfono"));
	CHECK(means("payment_card", "Kreditkarte"));
	CHECK(means("iban", "Kontonummer"));
}

TEST(detect_header, knows_words_written_together)
{
	static const char *const names[] = {
		"mobilenumber", "phonenum",   "phonenumbers", "telno",    "telephonenumber",
		"cellnumber",   "contact_no", "contactno",    "telnr",    "Telefonnr",
		"Mobilnummer",  "landline",   "callerid",     "num_tel",  "nr_telefonu",
		"телефон",      "Телефон",    "电话",         "联系电话", "客户手机号",
		"電話番号",     "휴대폰",     "전화번호",     "هاتف",     "τηλέφωνο",
		"no_hp",        "telefonnr2", "workphoneno",  NULL};

	for (const char *const *name = names; *name; name++)
		test_check(means("phone", *name), *name, __FILE__, __LINE__);
	CHECK(means("payment_card", "cardno"));
	CHECK(!means("phone", "telnode"));
	CHECK(!means("phone", "phonenumeric_flag"));
	CHECK(!means("phone", "num_phones"));
	CHECK(!means("phone", "手机型号"));
}

TEST(detect_header, takes_whole_words_only)
{
	CHECK(!means("payment_card", "company"));
	CHECK(!means("payment_card", "panel"));
	CHECK(!means("payment_card", "discard"));
	CHECK(!means("phone", "hotel"));
	CHECK(!means("phone", "headphones"));
	CHECK(!means("email", "mailing"));
	CHECK(!means("us_ssn", "lessn"));
	CHECK(!means("phone", ""));
	CHECK(!means("phone", "_"));
	CHECK(!means("phone", "cellular_automaton"));
}

TEST(detect_header, is_turned_by_words_about_the_thing)
{
	CHECK(!means("email", "email_hash"));
	CHECK(!means("email", "emailVerified"));
	CHECK(!means("phone", "phone_model"));
	CHECK(!means("payment_card", "card_type"));
	CHECK(!means("phone", "is_mobile"));
	CHECK(!means("phone", "mobile_subscriptions"));
	CHECK(!means("phone", "phone_imei"));
	CHECK(!means("phone", "avg_mobile"));
}

TEST(detect_header, is_not_turned_by_words_elsewhere)
{
	CHECK(means("us_ssn", "body.ssn"));
	CHECK(means("us_ssn", "ids.ssn"));
	CHECK(means("phone", "status.phone"));
	CHECK(means("phone", "model.phone"));
	CHECK(means("phone", "subject_phone"));
	CHECK(means("phone", "provider_phone"));
	CHECK(means("phone", "phone (opt in)"));
	CHECK(means("us_ssn", "ssn_of_id_holder"));
	CHECK(means("phone", "phone as of date"));
	CHECK(means("payment_card", "card (exp)"));
	CHECK(means("phone", "phone1"));
	CHECK(means("phone", "phone_2"));
	CHECK(means("phone", "contact_number"));
	CHECK(means("phone", "phone.value"));
	CHECK(!means("phone", "phone.status"));
	CHECK(!means("phone", "phone.0.created_at"));
}

TEST(detect_header, is_turned_by_words_that_measure)
{
	static const char *const names[] = {
		"mobile_revenue", "mobile sessions",  "fax_pages",  "phone_cost",
		"mobile_ts",      "phone_last_seen",  "phone_uuid", "phone_updated",
		"phone_created",  "number_of_phones", "cell_count", NULL};

	for (const char *const *name = names; *name; name++)
		CHECK(!means("phone", *name));
	CHECK(!means("us_ssn", "ssn_ts"));
}

TEST(detect_header, bears_names_of_any_length)
{
	char name[4096];

	memset(name, 'A', sizeof name);
	CHECK(!detect_header(detector("email"), str_make(name, sizeof name)));
	for (size_t i = 0; i < sizeof name; i++)
		name[i] = i % 2 ? 'A' : 'b';
	CHECK(!detect_header(detector("email"), str_make(name, sizeof name)));
	CHECK(!detect_header(detector("email"), (struct str){0}));
}

TEST(detect_header, knows_the_ways_people_name_columns)
{
	static const char *const phones[] = {
		"phone\xc2\xa0",
		" phone \t",
		"\xef\xbb\xbfphone",
		"workphone",
		"homephone",
		"WORKPHONE",
		"userphone",
		"Ph.",
		"ph",
		"what is your phone number?",
		"What's your phone?",
		"phone_at_signup",
		"phone_at_registration",
		"phone_line",
		"phone_type_home",
		"phone#",
		"Phone #2",
		"mobile no.",
		NULL,
	};
	static const char *const ssns[] = {"ssnumber", "ss#",  "SS #",        "ss_number",
					   "ss no",    "SSN#", "employeessn", "ssn\xe2\x80\x8b",
					   NULL};

	for (const char *const *name = phones; *name; name++)
		test_check(means("phone", *name), *name, __FILE__, __LINE__);
	for (const char *const *name = ssns; *name; name++)
		test_check(means("us_ssn", *name), *name, __FILE__, __LINE__);
	CHECK(means("email", "workemail"));
	CHECK(means("email", "user_email_at_signup"));
	CHECK(!means("phone", "iphone"));
	CHECK(!means("phone", "microphone"));
	CHECK(!means("phone", "phone_changed_at"));
	CHECK(!means("phone", "phone_at_time"));
	CHECK(!means("phone", "phone_type"));
	CHECK(!means("phone", "is_phone"));
	CHECK(!means("phone", "is your phone verified?"));
	CHECK(!means("us_ssn", "ss"));
	CHECK(!means("us_ssn", "class#"));
	CHECK(!means("phone", "# phone calls"));
}

/* What a path says, asked key by key. */
static enum detect_name
says_below(const char *entity, const char *path)
{
	struct str rest = str_of(path);
	struct str key;
	struct detect_names names = {0};

	while (str_split(&rest, '/', &key))
		names = detect_below(names, detect_meaning(key));
	for (size_t i = 0; i < detector_count; i++)
		if (strcmp(detectors[i]->entity, entity) == 0)
			return detect_named(names, i);
	CHECK(!"a detector of that name");
	return DETECT_UNNAMED;
}

TEST(detect_header, is_asked_key_by_key)
{
	CHECK_INT(says_below("phone", "phone/value"), DETECT_NAMED);
	CHECK_INT(says_below("phone", "phone[]/0/*"), DETECT_NAMED);
	CHECK_INT(says_below("phone", "phone/hash"), DETECT_CLAIMED);
	CHECK_INT(says_below("phone", "phone/hash/value"), DETECT_CLAIMED);
	CHECK_INT(says_below("phone", "hash/phone"), DETECT_NAMED);
	CHECK_INT(says_below("phone", "phone/status"), DETECT_UNNAMED);
	CHECK_INT(says_below("phone", "phone/status/value"), DETECT_UNNAMED);
	CHECK_INT(says_below("phone", "phone/status/hash"), DETECT_UNNAMED);
	CHECK_INT(says_below("phone", "status/phone"), DETECT_NAMED);
	CHECK_INT(says_below("phone", "phone/email"), DETECT_NAMED);
	CHECK_INT(says_below("email", "phone/email"), DETECT_NAMED);
	CHECK_INT(says_below("us_ssn", "phone/email"), DETECT_UNNAMED);
}

TEST(detect_header, says_the_same_of_keys_with_points_as_of_paths)
{
	static const char *const keys[] = {"phone", "hash", "status", "value", "cell", "email", ""};
	enum {
		KEYS = sizeof keys / sizeof keys[0]
	};

	struct arena *arena = test_arena();

	for (size_t i = 0; i < KEYS * KEYS * KEYS; i++) {
		const char *a = keys[i % KEYS];
		const char *b = keys[i / KEYS % KEYS];
		const char *c = keys[i / KEYS / KEYS];
		struct str path = str_of(arena_print(arena, "%s.%s.%s", a, b, c));
		struct str end = str_of(arena_print(arena, "%s.%s", b, c));
		struct detect_names whole = detect_names(path);
		struct detect_names parts =
			detect_below(detect_names(str_of(a)), detect_meaning(end));

		CHECK_INT(whole.named, parts.named);
		CHECK_INT(whole.claimed, parts.claimed);
		CHECK_INT(detect_header(detector("phone"), path),
			  says_below("phone", arena_print(arena, "%s/%s/%s", a, b, c)));
	}
}
