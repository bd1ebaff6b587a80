/* SPDX-License-Identifier: Apache-2.0
 *
 * E-mail addresses (RFC 5321 §4.1.2 without address literals, RFC 6531 letters). In: text. Out: the
 * next address that can be somebody's. The search starts from '@', so text without one costs a memchr.
 *
 * Not found, because nobody reads mail there: the reserved names of RFC 2606, noreply senders,
 * masked addresses, `git@host:path`, the user part of a URL, `package@1.2.3`, `icon@2x.png`, calls
 * of methods. Where words of another script touch an address without a blank, as in Chinese and
 * Japanese, the address is what is ASCII; where something else does ("corp.com-2024", "corp.com.csv"),
 * it ends behind an ending that most addresses have.
 */
#include <string.h>

#include "detect/detect.h"
#include "detect/domain.h"
#include "detect/noise.h"
#include "detect/token.h"

enum {
	LOCAL_MAX = 64, /* RFC 5321 §4.5.3.1.1 */
};

/* On which sides letters beyond ASCII belong to an address. */
enum {
	WIDE_LOCAL = 1,
	WIDE_DOMAIN = 2,
};

static const char *const header[] = {
	"email",       "emails",       "mail",          "mails", "e mail", "e mails",
	"mailto",      "courriel",     "correo",        "posta", "epost",  "epostadresse",
	"mailadresse", "emailadresse", "contact email", NULL,
};

/* Senders that no person stands behind. */
static const char *const machines[] = {
	"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", NULL,
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
is_local(char byte)
{
	return token_is_word(byte) || (byte && strchr(".%+'-", byte));
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

/* Where the local part that ends before `at` starts; `at` when there is none. `wide`: letters beyond
 * ASCII belong to it. */
static size_t
local_start(struct str text, size_t from, size_t at, bool wide)
{
	size_t start = at;

	while (start > from && at - start < LOCAL_MAX) {
		size_t next = before(text, start);

		if (domain_is_high(text.data[next]) ? !wide || domain_is_mark(text, next)
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
	if (str_find(local, STR("..")) != SIZE_MAX || domain_is_among(machines, local))
		return false;
	/* "\w+@": a pattern. */
	if (start > 0 && text.data[start - 1] == '\\' && local.data[local.size - 1] == '+')
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

/* Hosts of repositories, which are entered as the user "git". */
static bool
is_forge(struct str domain)
{
	static const char *const hosts[] = {"git",   "github",    "gitlab",   "gitea",
					    "gitee", "bitbucket", "codeberg", "forgejo",
					    "hg",    "svn",       "ssh",      NULL};

	return domain_is_among(hosts, str_cut(domain, 0, str_find_byte(domain, '.')));
}

/* The user part of a URL, where no column says that it is an address, or the host of an scp-like path. */
static bool
is_address_of_machine(struct str text, enum detect_name name, size_t start, size_t at, size_t end)
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
	return i >= 3 && str_equal(str_cut(text, i - 3, i), STR("://")) && name != DETECT_NAMED &&
	       !str_ends_fold(str_cut(text, 0, i), STR("mailto://"));
}

/* "x@self.weight.sum(": an operator and the call of a method. Nothing is called like the endings that most
 * addresses have, nor has a hyphen in its name. */
static bool
is_call(struct str text, size_t at, size_t end)
{
	struct str domain = str_cut(text, at + 1, end);
	struct str label = str_cut(domain, str_find_last(domain, '.') + 1, domain.size);

	return end < text.size && text.data[end] == '(' && !domain_ends_as_most(label);
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
	return label.size == 2 || domain_is_high(label.data[0]) || str_starts(label, STR("xn--")) ||
	       domain_is_among(common, label);
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
address_at(struct str text, size_t from, size_t at, unsigned width, enum detect_name name,
	   struct detect_hit *hit)
{
	size_t start = local_start(text, from, at, width & WIDE_LOCAL);
	size_t quoted = start == at ? quoted_start(text, from, at) : at;
	size_t end = domain_read(text, at + 1, width & WIDE_DOMAIN);

	if (end == 0)
		return false;
	if (quoted < at)
		start = quoted;
	else if (!local_good(text, start, at))
		return false;
	if (is_address_of_machine(text, name, start, at, end) || is_call(text, at, end))
		return false;
	hit->start = start;
	hit->end = end;
	hit->strong = is_strong(text, start, at, end);
	return true;
}

/* What is written in ASCII on a side is whole by itself, or part of something wider: the widest reading
 * that is sure, or the widest. */
static bool
best_at(struct str text, size_t from, size_t at, enum detect_name name, struct detect_hit *hit)
{
	static const unsigned widths[] = {WIDE_LOCAL | WIDE_DOMAIN, WIDE_LOCAL, WIDE_DOMAIN, 0};
	bool found = false;

	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
		struct detect_hit one = *hit;

		if (!address_at(text, from, at, widths[i], name, &one) || (found && !one.strong))
			continue;
		*hit = one;
		found = true;
		if (one.strong)
			break;
	}
	return found;
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	for (size_t next = from; next < text.size;) {
		size_t at = next + str_find_byte(str_cut(text, next, text.size), '@');

		if (at >= text.size || at < next)
			return false;
		if (best_at(text, from, at, name, hit))
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
