/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of addresses (RFC 1035, RFC 5890). In: text and where a domain starts. Out: where it ends, if
 * it is one that mail may come from: no reserved name, version or file. Where something is glued to it
 * ("corp.com-2024", "corp.com.csv") it ends behind an ending that most domains have.
 */
#include "detect/domain.h"

#include <string.h>

#include "detect/token.h"

enum {
	DOMAIN_MAX = 253, /* RFC 1035 §2.3.4, without the root */
	LABEL_MAX = 63,
	MARKS_MAX = 3, /* of emphasis */
};

/* RFC 2606, RFC 6761 and RFC 6762: names that are nobody's; units of systemd; what ICANN reserved
 * for use inside a network. */
static const char *const reserved[] = {
	"example.com", "example.org", "example.net", "example", "test",
	"invalid",     "localhost",   "local",       "service", NULL,
};

/* Endings of file names that look like a top-level domain behind an '@' ("icon@2x.png"). */
static const char *const file_endings[] = {
	"png",  "jpg",  "jpeg", "gif",  "svg", "webp", "ico", "css", "scss", "js",  "jsx",
	"json", "html", "xml",  "yaml", "yml", "txt",  "csv", "pdf", "exe",  "dll", NULL,
};

/* Behind these, what is glued to an address is no part of it. No words and no parts of programs. */
static const char *const endings[] = {
	"com", "org", "net", "edu", "gov", "de", "uk", "fr", "jp", "cn", "kr",
	"ru",  "nl",  "pl",  "cz",  "ch",  "br", "au", "ca", "eu", "es", "se",
	"dk",  "fi",  "hu",  "ro",  "gr",  "pt", "ie", "sk", "hr", "bg", "lt",
	"lv",  "ee",  "mx",  "tr",  "il",  "za", "nz", "tw", "ua", NULL,
};

bool
domain_is_high(char byte)
{
	return (unsigned char)byte >= 0x80;
}

static bool
is_domain(char byte)
{
	return token_is_digit(byte) || token_is_letter(byte) || byte == '-' || byte == '.';
}

/* Code points beyond ASCII that are no letters of names: blanks, dashes, quotes, symbols, and the
 * punctuation of East Asia. */
static bool
is_mark(uint32_t point)
{
	return point < 0xc0 || point == 0xd7 || point == 0xf7 ||
	       (point >= 0x2000 && point < 0x2c00) || (point >= 0x3000 && point < 0x3040) ||
	       (point >= 0xfe00 && point < 0xfe70) || (point >= 0xff00 && point < 0xff66) ||
	       point >= 0x1f000;
}

/* The code point of two to four bytes at `at`, which are valid: readers see to it. */
static uint32_t
point_at(struct str text, size_t at)
{
	unsigned char lead = (unsigned char)text.data[at];
	size_t more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
	uint32_t point = lead & (0x3fu >> more);

	for (size_t i = 1; i <= more && at + i < text.size; i++)
		point = point << 6 | ((unsigned char)text.data[at + i] & 0x3f);
	return point;
}

bool
domain_is_mark(struct str text, size_t at)
{
	return is_mark(point_at(text, at));
}

/* The offset behind the character at `at`. */
static size_t
behind(struct str text, size_t at)
{
	at++;
	while (at < text.size && ((unsigned char)text.data[at] & 0xc0) == 0x80)
		at++;
	return at;
}

bool
domain_is_among(const char *const *list, struct str text)
{
	for (; *list; list++)
		if (str_equal_fold(text, str_of(*list)))
			return true;
	return false;
}

/* The end of the domain that starts at `start`, without a full stop or hyphen behind it. */
static size_t
domain_end(struct str text, size_t start, bool wide)
{
	size_t end = start;

	while (end < text.size && end - start <= DOMAIN_MAX) {
		if (domain_is_high(text.data[end]) ? !wide || domain_is_mark(text, end)
						   : !is_domain(text.data[end]))
			break;
		end = behind(text, end);
	}
	while (end > start && (text.data[end - 1] == '.' || text.data[end - 1] == '-'))
		end--;
	return end;
}

static bool
label_good(struct str label)
{
	return label.size > 0 && label.size <= LABEL_MAX && label.data[0] != '-' &&
	       label.data[label.size - 1] != '-';
}

/* "comです": words of another script behind an ending. No top-level domain mixes Latin with one. */
static bool
is_glued(struct str label)
{
	if (label.size == 0 || !token_is_letter(label.data[0]))
		return false;
	for (size_t i = 1; i < label.size; i = behind(label, i))
		if (domain_is_high(label.data[i]) && point_at(label, i) >= 0x370)
			return true;
	return false;
}

static bool
top_level_good(struct str label)
{
	if (label.size < 2 || domain_is_among(file_endings, label) || is_glued(label))
		return false;
	if (str_starts(label, STR("xn--")))
		return true;
	for (size_t i = 0; i < label.size; i++)
		if (!token_is_letter(label.data[i]) && !domain_is_high(label.data[i]))
			return false;
	return true;
}

static bool
is_reserved(struct str domain)
{
	for (const char *const *name = reserved; *name; name++) {
		struct str tail = str_of(*name);
		size_t cut = domain.size - tail.size;

		if (str_ends_fold(domain, tail) && (cut == 0 || domain.data[cut - 1] == '.'))
			return true;
	}
	return false;
}

/* "1.2.x", "v4.1.rc": a version behind a package's name. */
static bool
is_version(struct str domain)
{
	size_t first = domain.size > 0 && (domain.data[0] | 0x20) == 'v';
	size_t end = token_digits(domain, first);
	size_t second = end + 1;

	return end > first && end < domain.size && domain.data[end] == '.' &&
	       token_digits(domain, second) > second;
}

static bool
domain_good(struct str domain)
{
	struct str rest = domain;
	struct str label = {0};
	size_t labels = 0;

	if (domain.size > DOMAIN_MAX || is_reserved(domain) || is_version(domain))
		return false;
	while (str_split(&rest, '.', &label)) {
		if (!label_good(label))
			return false;
		labels++;
	}
	return labels >= 2 && top_level_good(label);
}

/* Whether what stands at `end`, behind an ending, cannot go on with a domain: ".2024", ".csv", "-ra". */
static bool
is_behind(struct str domain, size_t end)
{
	struct str rest = str_cut(domain, end + 1, domain.size);

	if (domain.data[end] != '.')
		return domain.data[end] == '-' || token_is_digit(domain.data[end]);
	return token_digits(rest, 0) == rest.size || domain_is_among(file_endings, rest);
}

/* "2x": the density of a picture. */
static bool
is_density(struct str label)
{
	size_t digits = token_digits(label, 0);

	return digits > 0 && digits + 1 == label.size && (label.data[digits] | 0x20) == 'x';
}

/* The end of the longest part of a domain that is one and ends as most do, where something is glued to
 * it; 0: there is none. */
static size_t
domain_glued(struct str domain)
{
	if (is_density(str_cut(domain, 0, str_find_byte(domain, '.'))) ||
	    str_starts(domain, STR("self.")))
		return 0;
	for (size_t end = domain.size; end-- > 1;) {
		struct str part = str_cut(domain, 0, end);
		struct str label = str_cut(part, str_find_last(part, '.') + 1, end);

		if (label.size >= 2 && label.size <= 3 && label.size + 1 < end &&
		    domain_is_among(endings, label) && is_behind(domain, end) && domain_good(part))
			return end;
	}
	return 0;
}

/* The end of the domain before the last "--" in it, behind which something else may stand; 0: none. */
static size_t
domain_before_dashes(struct str text, size_t start, size_t end)
{
	for (size_t at = end; at > start + 2; at--)
		if (text.data[at - 1] == '-' && text.data[at - 2] == '-')
			return domain_end(str_cut(text, 0, at - 2), start, true);
	return 0;
}

/* The offset behind marks of emphasis at `at` that are closed behind the domain: "ann@**corp.com**". */
static size_t
behind_marks(struct str text, size_t at, bool wide)
{
	size_t start = at;
	size_t end;

	while (start < text.size && start - at < 3 && text.data[start] == '*')
		start++;
	if (start == at)
		return at;
	end = domain_end(text, start, wide);
	return str_starts(str_cut(text, end, text.size), str_cut(text, at, start)) ? start : at;
}

size_t
domain_read(struct str text, size_t start, bool wide)
{
	size_t part;
	size_t end;

	start = behind_marks(text, start, wide);
	end = domain_end(text, start, wide);
	if (domain_good(str_cut(text, start, end)))
		return end;
	part = domain_before_dashes(text, start, end);
	if (part > 0 && domain_good(str_cut(text, start, part)))
		return part;
	part = domain_glued(str_cut(text, start, end));
	return part > 0 ? start + part : 0;
}

bool
domain_ends_as_most(struct str label)
{
	return domain_is_among(endings, label);
}
