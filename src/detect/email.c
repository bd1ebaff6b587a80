/* SPDX-License-Identifier: Apache-2.0
 *
 * E-mail addresses (RFC 5321 §4.1.2 without address literals, RFC 6531 letters). In: text. Out: the
 * next address that can be somebody's. The search starts from '@', so text without one costs a memchr.
 *
 * Not found, because nobody reads mail there: the reserved names of RFC 2606, noreply senders,
 * masked addresses, `git@host:path`, the user part of a URL, `package@1.2.3`, `icon@2x.png`, calls
 * of methods. Where words of another script touch an address without a blank, as in Chinese and
 * Japanese, the address is what is ASCII.
 */
#include <string.h>

#include "detect/detect.h"
#include "detect/noise.h"
#include "detect/token.h"

enum {
	LOCAL_MAX = 64,   /* RFC 5321 §4.5.3.1.1 */
	DOMAIN_MAX = 253, /* RFC 1035 §2.3.4, without the root */
	LABEL_MAX = 63,
};

static const char *const header[] = {
	"email",       "emails",       "mail",          "mails", "e mail", "e mails",
	"mailto",      "courriel",     "correo",        "posta", "epost",  "epostadresse",
	"mailadresse", "emailadresse", "contact email", NULL,
};

/* RFC 2606, RFC 6761 and RFC 6762: names that are nobody's; units of systemd; what ICANN reserved
 * for use inside a network. */
static const char *const reserved[] = {
	"example.com", "example.org", "example.net", "example", "test",
	"invalid",     "localhost",   "local",       "service", NULL,
};

/* Senders that no person stands behind. */
static const char *const machines[] = {
	"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", NULL,
};

/* Endings of file names that look like a top-level domain behind an '@' ("icon@2x.png"). */
static const char *const file_endings[] = {
	"png",  "jpg",  "jpeg", "gif",  "svg", "webp", "ico", "css", "scss", "js",  "jsx",
	"json", "html", "xml",  "yaml", "yml", "txt",  "csv", "pdf", "exe",  "dll", NULL,
};

/* Top-level domains that mail really comes from, beside those of countries; the last row is what
 * companies use inside. Behind another one an '@' in running text is as often an operator
 * ("x@self.weight"), so such a hit is weak. */
static const char *const common[] = {
	"com",     "org",       "net",        "edu",        "gov",           "mil",
	"int",     "info",      "biz",        "name",       "pro",           "aero",
	"coop",    "museum",    "jobs",       "mobi",       "travel",        "asia",
	"cat",     "tel",       "app",        "dev",        "page",          "blog",
	"shop",    "store",     "online",     "site",       "tech",          "cloud",
	"xyz",     "club",      "live",       "life",       "world",         "email",
	"company", "agency",    "digital",    "media",      "news",          "group",
	"team",    "work",      "works",      "space",      "website",       "studio",
	"health",  "care",      "clinic",     "hospital",   "legal",         "law",
	"finance", "bank",      "insure",     "global",     "international", "network",
	"systems", "solutions", "services",   "consulting", "support",       "center",
	"academy", "school",    "university", "education",  "science",       "energy",
	"berlin",  "london",    "paris",      "amsterdam",  "hamburg",       "koeln",
	"wien",    "nyc",       "swiss",      "scot",       "wales",         "quebec",
	"eus",     "gal",       "bzh",        "church",     "foundation",    "ngo",
	"ong",     "social",    "community",  "events",     "photography",   "lan",
	"corp",    "intranet",  "home",       NULL,
};

static bool
is_high(char byte)
{
	return (unsigned char)byte >= 0x80;
}

static bool
is_local(char byte)
{
	return token_is_word(byte) || (byte && strchr(".%+'-", byte));
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

/* Where the character before `at` starts. */
static size_t
before(struct str text, size_t at)
{
	at--;
	while (at > 0 && ((unsigned char)text.data[at] & 0xc0) == 0x80)
		at--;
	return at;
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

static bool
any_fold(const char *const *list, struct str text)
{
	for (; *list; list++)
		if (str_equal_fold(text, str_of(*list)))
			return true;
	return false;
}

/* Where the local part that ends before `at` starts; `at` when there is none. `wide`: letters beyond
 * ASCII belong to it. */
static size_t
local_start(struct str text, size_t from, size_t at, bool wide)
{
	size_t start = at;

	while (start > from && at - start < LOCAL_MAX) {
		size_t next = before(text, start);

		if (is_high(text.data[next]) ? !wide || is_mark(point_at(text, next))
					     : !is_local(text.data[next]))
			break;
		start = next;
	}
	while (start < at && strchr(".'-%+", text.data[start]))
		start++;
	return start;
}

static bool
local_good(struct str text, size_t start, size_t at)
{
	struct str local = str_cut(text, start, at);
	bool masked = true;

	if (local.size == 0 || local.data[local.size - 1] == '.')
		return false;
	if (str_find(local, STR("..")) != SIZE_MAX || any_fold(machines, local))
		return false;
	/* Too long for a mailbox, or what stands on the left hides the rest. */
	if (start > 0 && text.data[start - 1] == '*' && token_opened(text, start) == start)
		return false;
	if (at - start > LOCAL_MAX ||
	    (at - start == LOCAL_MAX && start > 0 && is_local(text.data[start - 1])))
		return false;
	for (size_t i = 0; i < local.size; i++)
		masked &= (local.data[i] | 0x20) == 'x';
	return !masked || local.size < 3;
}

/* The end of the domain that starts at `start`, without a full stop or hyphen behind it. */
static size_t
domain_end(struct str text, size_t start, bool wide)
{
	size_t end = start;

	while (end < text.size && end - start <= DOMAIN_MAX) {
		if (is_high(text.data[end]) ? !wide || is_mark(point_at(text, end))
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
		if (is_high(label.data[i]) && point_at(label, i) >= 0x370)
			return true;
	return false;
}

static bool
top_level_good(struct str label)
{
	if (label.size < 2 || any_fold(file_endings, label) || is_glued(label))
		return false;
	if (str_starts(label, STR("xn--")))
		return true;
	for (size_t i = 0; i < label.size; i++)
		if (!token_is_letter(label.data[i]) && !is_high(label.data[i]))
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

/* Hosts of repositories, which are entered as the user "git". */
static bool
is_forge(struct str domain)
{
	static const char *const hosts[] = {"git",   "github",    "gitlab",   "gitea",
					    "gitee", "bitbucket", "codeberg", "forgejo",
					    "hg",    "svn",       "ssh",      NULL};

	return any_fold(hosts, str_cut(domain, 0, str_find_byte(domain, '.')));
}

/* The user part of a URL, or the host of an scp-like path. */
static bool
is_address_of_machine(struct str text, size_t start, size_t at, size_t end)
{
	size_t low = start > 256 ? start - 256 : 0;
	size_t i = start;
	struct str local = str_cut(text, start, at);

	if (str_is(local, "git") || str_is(local, "hg") || str_is(local, "svn"))
		return (end < text.size && (text.data[end] == ':' || text.data[end] == '/')) ||
		       is_forge(str_cut(text, at + 1, end));
	while (i > low && !strchr(" \t\n\"'<>,;()[]/?#", text.data[i - 1]))
		i--;
	/* Behind the authority of a URL an '@' is one like any other. */
	return i >= 3 && str_equal(str_cut(text, i - 3, i), STR("://"));
}

/* "x@self.weight.sum(": an operator and the call of a method. Nothing is called like the endings that most
 * addresses have, nor has a hyphen in its name. */
static bool
is_call(struct str text, size_t at, size_t end)
{
	static const char *const endings[] = {"com", "org", "net", "edu", "gov", "de", "uk",
					      "fr",  "jp",  "cn",  "kr",  "ru",  "nl", "pl",
					      "cz",  "ch",  "br",  "au",  "ca",  NULL};
	struct str domain = str_cut(text, at + 1, end);
	struct str label = str_cut(domain, str_find_last(domain, '.') + 1, domain.size);

	return end < text.size && text.data[end] == '(' && !any_fold(endings, label);
}

/* "mT": as names in programs are written, and domains are not. */
static bool
is_camel(struct str label)
{
	bool small = false;

	for (size_t i = 0; i < label.size; i++) {
		if (small && label.data[i] >= 'A' && label.data[i] <= 'Z')
			return true;
		small |= label.data[i] >= 'a' && label.data[i] <= 'z';
	}
	return false;
}

/* Nothing else is written so: the text is nothing but the address, or mail comes from there. */
static bool
is_strong(struct str text, size_t start, size_t at, size_t end)
{
	struct str label = str_cut(text, start, end);

	if (str_trim(text).size == end - start)
		return true;
	label = str_cut(label, str_find_last(label, '.') + 1, label.size);
	if (is_camel(label) || noise_address(text, start, at, end))
		return false;
	return label.size == 2 || is_high(label.data[0]) || str_starts(label, STR("xn--")) ||
	       any_fold(common, label);
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

/* "ann bell"@: where the quoted local part starts that ends before `at`, or `at`. */
static size_t
quoted_start(struct str text, size_t from, size_t at)
{
	size_t start = at;

	if (at < from + 3 || text.data[at - 1] != '"')
		return at;
	for (start = at - 1; start > from && at - start < LOCAL_MAX; start--) {
		char byte = text.data[start - 1];

		if (byte == '"')
			return start < at - 1 ? start - 1 : at;
		if ((unsigned char)byte < ' ' || byte == '<' || byte == '>')
			break;
	}
	return at;
}

/* The address around an '@', as wide as asked. */
static bool
address_at(struct str text, size_t from, size_t at, bool wide_local, bool wide_domain,
	   struct detect_hit *hit)
{
	size_t start = local_start(text, from, at, wide_local);
	size_t end = domain_end(text, at + 1, wide_domain);
	size_t quoted = start == at ? quoted_start(text, from, at) : at;

	if (!domain_good(str_cut(text, at + 1, end))) {
		end = domain_before_dashes(text, at + 1, end);
		if (end == 0 || !domain_good(str_cut(text, at + 1, end)))
			return false;
	}
	if (quoted < at)
		start = quoted;
	else if (!local_good(text, start, at))
		return false;
	if (is_address_of_machine(text, start, at, end) || is_call(text, at, end))
		return false;
	hit->start = start;
	hit->end = end;
	hit->strong = is_strong(text, start, at, end);
	return true;
}

/* What is written in ASCII on a side is whole by itself, or part of something wider. */
static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	(void)name;
	for (size_t next = from; next < text.size;) {
		size_t at = next + str_find_byte(str_cut(text, next, text.size), '@');

		if (at >= text.size || at < next)
			return false;
		if (address_at(text, from, at, true, true, hit) ||
		    address_at(text, from, at, true, false, hit) ||
		    address_at(text, from, at, false, true, hit) ||
		    address_at(text, from, at, false, false, hit))
			return true;
		next = at + 1;
	}
	return false;
}

static bool
possible(const struct detect_looks *looks)
{
	return looks->kinds & DETECT_AT;
}

const struct detector detect_email = {
	.entity = "email",
	.summary = "e-mail addresses",
	.header = header,
	.alone = 0.9,
	.weak = 0.5,
	.in_column = 0.95,
	.with_header = 0.99,
	.possible = possible,
	.find = find,
};
