/* SPDX-License-Identifier: Apache-2.0
 *
 * What the name of a column says. In: a name as tables write it (customerEmail, customer_email,
 * "E-Mail-Adresse", user.email). Out: whether it means a detector: one of its words, or several in a
 * row, is a header word. Whole words only: "lic" is not in "public", "pan" not in "company".
 *
 * A name that speaks about something else of the thing (phone_verified, card_type) means nothing; what
 * its cells hold still counts. One that says that the thing was made unreadable (ssn_hash) claims it.
 * Of a path the last key that says something decides
 * ("status.phone" is a telephone number, "phone.status" is none).
 */
#include "detect/header.h"

#include "base/utf8.h"
#include "detect/detect.h"
#include "detect/plain.h"
#include "detect/token.h"

enum {
	NAME_MAX = 256, /* of a longer name, what is read */
};

struct words {
	char text[2 * NAME_MAX]; /* lower case, one space between words and around all */
	size_t size;
};

/* Words that turn the meaning where they stand behind the thing: the column holds no such value. */
static const char *const about[] = {
	"verified", "valid",   "validity", "flag",    "type",   "validated", "confirmed",
	"status",   "consent", "opt",      "optin",   "domain", "provider",  "length",
	"len",      "date",    "time",     "at",      "id",     "ids",       "brand",
	"model",    "price",   "sent",     "opened",  "clicks", "expiry",    "exp",
	"cvv",      "cvc",     "limit",    "balance", "body",   "template",  "subject",
	"count",    "cost",    "costs",    "revenue", "sales",  "session",   "sessions",
	"users",    "user",    "pages",    "page",    "ts",     "timestamp", "seen",
	"updated",  "created", "uuid",     "index",   "idx",    "traffic",   "views",
	"minutes",  "seconds", "duration", "usage",   "bytes",  "amount",    "total",
	"rate",     "share",   "score",    "lines",   "in",     "out",       "epoch",
	"calls",    NULL,
};

/* The same before it. */
static const char *const asked[] = {
	"is",     "has",   "valid",  "had", "num",  "n",       "count",   "total",
	"number", "wants", "allows", "no",  "date", "created", "updated", NULL,
};

/* What is counted or measured about it: behind the thing … */
static const char *const measured[] = {
	"visits",    "pageviews", "impressions", "population", "subscribers",  "subscriptions",
	"units",     "shipments", "stock",       "qty",        "quantity",     "sku",
	"ean",       "upc",       "barcode",     "imei",       "serial",       "weight",
	"downloads", "installs",  "requests",    "hits",       "uniques",      "conversions",
	"orders",    "spend",     "budget",      "ads",        "sum",          "avg",
	"max",       "min",       "mean",        "pct",        "ratio",        "eur",
	"usd",       "gbp",       "signal",      "volume",     "transactions", "payments",
	"version",   "build",     "release",     "storage",    "memory",       "battery",
	"lat",       "lon",       "lng",         "benchmark",  "sold",         "gmv",
	"mau",       "dau",       "prefix",      NULL};

/* … and before it. */
static const char *const totals[] = {"avg",   "sum",     "max",         "min",    "mean", "pct",
				     "share", "revenue", "impressions", "visits", NULL};

/* Words on either side that say that nobody can read the value any more. */
static const char *const hidden[] = {
	"hash",       "hashed",    "hashes",        "sha",           "sha1",       "sha256",
	"sha512",     "md5",       "hmac",          "digest",        "token",      "tokens",
	"tokenized",  "tokenised", "enc",           "encrypted",     "cipher",     "ciphertext",
	"masked",     "mask",      "redacted",      "anonymized",    "anonymised", "anon",
	"obfuscated", "pseudonym", "pseudonymized", "pseudonymised", "crypt",      "bcrypt",
	NULL,
};

/* Behind these stands another thing: "ssn of id holder", "phone as of date". */
static const char *const links[] = {"of",   "as", "for", "from", "on", "by",
				    "with", "to", "per", "and",  "or", NULL};

/* Whose it is; a question may be asked before. */
static const char *const owners[] = {"your", "my",    "their", "his",   "her",
				     "what", "whats", "s",     "which", NULL};

/* Behind "at" these say nothing but when. */
static const char *const clocks[] = {"utc", "gmt",  "local", "ms", "ns", "us", "tz",
				     "iso", "unix", "raw",   "1",  "2",  NULL};

/* Where it is, behind "type". */
static const char *const places[] = {"home", "work", "mobile", "cell", "office",
				     "main", "fax",  "other",  NULL};

/* What may be written together with the thing. */
static const char *const prefixes[] = {
	"work",     "home",    "office",  "business",  "company",   "contact",   "customer",
	"user",     "client",  "member",  "patient",   "employee",  "employees", "guest",
	"personal", "private", "primary", "secondary", "alternate", "emergency", "day",
	"evening",  "main",    "billing", "shipping",  "owner",     "parent",    "student",
	"person",   "mother",  "father",  "applicant", "borrower",  "spouse",    "cell",
	"mobile",   "my",      "your",    NULL,
};

/* What may be written together behind it. */
static const char *const suffixes[] = {"no",      "nr",     "num", "number",
				       "numbers", "nummer", "nbr", NULL};

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

/* The size of a blank beyond ASCII, or of what is not seen, at `at`; 0: neither. */
static size_t
blank_at(struct str name, size_t at)
{
	size_t end = at;

	if ((unsigned char)name.data[at] < 0x80)
		return 0;
	return plain_is_blank(utf8_next(name, &end)) ? end - at : 0;
}

/* '#' behind a word. */
static void
add_number(struct words *words)
{
	struct str number = STR("number ");

	if (words->size + number.size + NAME_MAX / 2 > sizeof words->text)
		return;
	for (size_t i = 0; i < number.size; i++)
		words->text[words->size++] = number.data[i];
}

static void
split(struct str name, struct words *words)
{
	name = str_cut(name, 0, NAME_MAX / 2);
	words->text[0] = ' ';
	words->size = 1;
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.data[i];
		size_t blank = blank_at(name, i);

		if (blank > 0 || !is_part(byte) || starts_word(name, i))
			if (words->text[words->size - 1] != ' ')
				words->text[words->size++] = ' ';
		if (byte == '#' && words->size > 1)
			add_number(words);
		i += blank > 0 ? blank - 1 : 0;
		if (blank == 0 && is_part(byte))
			words->text[words->size++] =
				is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
	}
	if (words->text[words->size - 1] != ' ')
		words->text[words->size++] = ' ';
}

static bool
is_in(const char *const *list, struct str word)
{
	for (; *list; list++)
		if (str_is(word, *list))
			return true;
	return false;
}

/* Whether what stands before `at` in its word is a word that is written together with others. */
static bool
has_prefix(struct str text, size_t at)
{
	size_t start = at;

	while (start > 0 && text.data[start - 1] != ' ')
		start--;
	return is_in(prefixes, str_cut(text, start, at));
}

/* Scripts that are written without blanks start with U+3000. */
static bool
is_unspaced(struct str text)
{
	return (unsigned char)text.data[0] >= 0xe3;
}

/* The end of the word, when what stands at `at` is no more than "number". */
static size_t
behind_suffix(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.size && token_is_letter(text.data[end]))
		end++;
	return is_in(suffixes, str_cut(text, at, end)) ? end : at;
}

/* Where the words of `needle` stand, or SIZE_MAX; the number of a copy ("phone1") may follow. */
static size_t
place_of(const struct words *words, struct str needle, size_t *end)
{
	struct str text = str_make(words->text, words->size);

	for (size_t i = 1; i + needle.size < text.size; i++) {
		if (text.data[i] != needle.data[0] ||
		    !str_equal(str_cut(text, i, i + needle.size), needle) ||
		    (text.data[i - 1] != ' ' && !is_unspaced(needle) && !has_prefix(text, i)))
			continue;
		*end = token_digits(text, behind_suffix(text, i + needle.size));
		if (*end < text.size && text.data[*end] == ' ')
			return i;
	}
	return SIZE_MAX;
}

/* The last header word and where it ends. */
static size_t
header_at(const struct words *words, const char *const *list, size_t *end)
{
	size_t found = SIZE_MAX;

	for (; *list; list++) {
		size_t stop = 0;
		size_t at = place_of(words, str_of(*list), &stop);

		if (at == SIZE_MAX || (found != SIZE_MAX && stop < *end))
			continue;
		*end = stop;
		found = at;
	}
	return found;
}

/* "at signup" and "type home" say when and where, "at" and "type" alone what it is. */
static bool
leads_on(struct str word, struct str rest)
{
	struct str next = {0};

	while (next.size == 0 && str_split(&rest, ' ', &next))
		;
	if (str_is(word, "at"))
		return next.size > 0 && !is_in(about, next) && !is_in(clocks, next);
	return str_is(word, "type") && is_in(places, next);
}

/* Whether a word of the list stands in these words before one that leads elsewhere. */
static bool
turns(struct str words, const char *const *list)
{
	struct str word;

	while (str_split(&words, ' ', &word)) {
		if (is_in(links, word) || leads_on(word, words))
			return false;
		if (is_in(list, word))
			return true;
	}
	return false;
}

/* What stands behind the last word that says whose it is. */
static struct str
behind_owner(struct str words)
{
	struct str rest = words;
	struct str word;

	while (str_split(&rest, ' ', &word))
		if (is_in(owners, word))
			words = rest;
	return words;
}

bool
header_mentions(const struct detector *detector, struct str text)
{
	struct words words;
	size_t end = 0;

	split(text, &words);
	return header_at(&words, detector->header, &end) != SIZE_MAX;
}

bool
header_ends(const struct detector *detector, struct str text)
{
	struct words words;
	size_t end = 0;

	split(text, &words);
	return header_at(&words, detector->header, &end) != SIZE_MAX && end + 1 == words.size;
}

enum meaning {
	MEANS_NOTHING, /* "value", "*": what stands above decides */
	MEANS_THIS,
	MEANS_CLAIM,
	MEANS_HIDDEN, /* "hash": the same, and what stands above is no more than claimed */
	MEANS_OTHER,
};

/* One key of a path, ready to be asked about every detector. */
struct key {
	struct words words;
	bool judged;
	enum meaning other; /* where it names nothing; once it is judged */
};

static void
key_read(struct key *key, struct str text)
{
	/* What stands in brackets explains the rest. */
	split(str_cut(text, 0, str_find_byte(text, '(')), &key->words);
	key->judged = false;
}

static enum meaning
other_of(struct key *key)
{
	struct str text = str_make(key->words.text, key->words.size);

	if (!key->judged)
		key->other = turns(text, about) || turns(text, measured) ? MEANS_OTHER
			     : turns(text, hidden)                       ? MEANS_HIDDEN
									 : MEANS_NOTHING;
	key->judged = true;
	return key->other;
}

static enum meaning
meaning_of(const struct detector *detector, struct key *key)
{
	struct str text = str_make(key->words.text, key->words.size);
	struct str before;
	struct str behind;
	size_t end = 0;
	size_t at = header_at(&key->words, detector->header, &end);
	bool vague = at == SIZE_MAX && detector->vague;

	if (vague)
		at = header_at(&key->words, detector->vague, &end);
	if (at == SIZE_MAX)
		return other_of(key);
	before = str_cut(text, 0, at);
	behind = str_cut(text, end, text.size);
	if (turns(behind_owner(before), asked) || turns(before, totals) || turns(behind, about) ||
	    turns(behind, measured))
		return MEANS_OTHER;
	return vague || turns(before, hidden) || turns(behind, hidden) ? MEANS_CLAIM : MEANS_THIS;
}

/* One more key at the end of what was said. */
static struct detect_meaning
join(struct detect_meaning first, struct detect_meaning last)
{
	return (struct detect_meaning){
		.keeps = first.keeps & last.keeps,
		.hides = (first.hides & (last.keeps | last.hides)) | (first.keeps & last.hides),
		.names = (first.names & last.keeps) | last.names,
		.claims = (first.claims & last.keeps) |
			  ((first.names | first.claims) & last.hides) | last.claims,
	};
}

static struct detect_meaning
meaning_for(const struct detector *const *list, size_t count, struct str name)
{
	struct detect_meaning all = {.keeps = (1u << count) - 1};
	struct str part;
	struct key key;

	while (str_split(&name, '.', &part)) {
		struct detect_meaning one = {0};

		key_read(&key, part);
		for (size_t i = 0; i < count; i++) {
			enum meaning meaning = meaning_of(list[i], &key);

			one.keeps |= (unsigned)(meaning == MEANS_NOTHING) << i;
			one.hides |= (unsigned)(meaning == MEANS_HIDDEN) << i;
			one.names |= (unsigned)(meaning == MEANS_THIS) << i;
			one.claims |= (unsigned)(meaning == MEANS_CLAIM) << i;
		}
		all = join(all, one);
	}
	return all;
}

struct detect_meaning
detect_meaning(struct str key)
{
	return meaning_for(detectors, detector_count, key);
}

struct detect_names
detect_below(struct detect_names above, struct detect_meaning meaning)
{
	return (struct detect_names){
		.named = (above.named & meaning.keeps) | meaning.names,
		.claimed = (above.claimed & meaning.keeps) |
			   ((above.named | above.claimed) & meaning.hides) | meaning.claims,
	};
}

struct detect_names
detect_names(struct str name)
{
	return detect_below((struct detect_names){0}, detect_meaning(name));
}

enum detect_name
detect_header(const struct detector *detector, struct str name)
{
	struct detect_meaning meaning = meaning_for(&detector, 1, name);

	return detect_named(detect_below((struct detect_names){0}, meaning), 0);
}
