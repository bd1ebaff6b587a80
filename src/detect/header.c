/* SPDX-License-Identifier: Apache-2.0
 *
 * What the name of a column says. In: a name as tables write it (customerEmail, customer_email,
 * "E-Mail-Adresse", user.email). Out: whether it means a detector: one of its words, or several in a
 * row, is a header word. Whole words only: "lic" is not in "public", "pan" not in "company".
 *
 * A name that speaks about something else of the thing (email_hash, phone_verified, card_type) means
 * nothing; what its cells hold still counts.
 */
#include "detect/header.h"

#include "detect/detect.h"
#include "detect/token.h"

enum {
	NAME_MAX = 256, /* of a longer name, what is read */
};

struct words {
	char text[2 * NAME_MAX]; /* lower case, one space between words and around all */
	size_t size;
};

/* Words that turn the meaning: the column holds no such value. */
static const char *const about[] = {
	"hash",      "hashed",    "sha",    "sha1",     "sha256",   "md5",      "digest",
	"token",     "encrypted", "enc",    "masked",   "redacted", "verified", "valid",
	"validated", "confirmed", "flag",   "type",     "count",    "status",   "consent",
	"opt",       "provider",  "domain", "length",   "len",      "date",     "time",
	"at",        "id",        "ids",    "brand",    "model",    "price",    "sent",
	"opened",    "clicks",    "expiry", "exp",      "cvv",      "cvc",      "limit",
	"balance",   "is",        "has",    "template", "subject",  "body",     NULL,
};

static bool
is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool
is_part(char byte)
{
	return token_is_digit(byte) || token_is_letter(byte) || (unsigned char)byte >= 0x80;
}

/* "customerEmail" and "IBANCode": a word starts at a capital after a small letter, or before one. */
static bool
starts_word(struct str name, size_t i)
{
	if (i == 0 || !is_upper(name.data[i]))
		return false;
	if (is_part(name.data[i - 1]) && !is_upper(name.data[i - 1]))
		return true;
	return is_upper(name.data[i - 1]) && i + 1 < name.size &&
	       token_is_letter(name.data[i + 1]) && !is_upper(name.data[i + 1]);
}

static void
split(struct str name, struct words *words)
{
	name = str_cut(name, 0, NAME_MAX / 2);
	words->text[0] = ' ';
	words->size = 1;
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.data[i];

		if (!is_part(byte) || starts_word(name, i))
			if (words->text[words->size - 1] != ' ')
				words->text[words->size++] = ' ';
		if (is_part(byte))
			words->text[words->size++] =
				is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
	}
	if (words->text[words->size - 1] != ' ')
		words->text[words->size++] = ' ';
}

static bool
holds(const struct words *words, const char *word)
{
	struct str text = str_make(words->text, words->size);
	struct str needle = str_of(word);

	for (size_t i = 1; i + needle.size < text.size; i++)
		if (text.data[i - 1] == ' ' && text.data[i + needle.size] == ' ' &&
		    str_equal(str_cut(text, i, i + needle.size), needle))
			return true;
	return false;
}

static bool
holds_any(const struct words *words, const char *const *list)
{
	for (; *list; list++)
		if (holds(words, *list))
			return true;
	return false;
}

bool
header_mentions(const struct detector *detector, struct str text)
{
	struct words words;

	split(text, &words);
	return holds_any(&words, detector->header);
}

bool
detect_header(const struct detector *detector, struct str name)
{
	struct words words;

	split(name, &words);
	return holds_any(&words, detector->header) && !holds_any(&words, about);
}
