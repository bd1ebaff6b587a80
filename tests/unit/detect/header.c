/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

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
	return detect_header(detector(entity), str_of(name));
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
