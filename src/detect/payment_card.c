/* SPDX-License-Identifier: Apache-2.0
 *
 * Payment card numbers (ISO/IEC 7812-1): 13 to 19 digits that begin as a scheme's numbers do, have
 * one of its lengths and pass the Luhn check, written without separators or in the groups that stand
 * on cards. In: text. Out: the next one. One random number in ten passes the check, so a hit without
 * groups is weak; what the column's cells have in common decides.
 *
 * The numbers that payment companies publish for tests are no hits: no account is behind them.
 */
#include <string.h>

#include "detect/detect.h"
#include "detect/token.h"

enum {
	CARD_MIN = 13, /* 12-digit Maestro numbers are no longer issued */
	CARD_MAX = 19,
	NAME_MAX = 32,  /* of track 1: 26, and spare */
	GROUPS_MAX = 7, /* of a row of numbers that may hold a card */
};

static const char *const header[] = {
	"card",
	"cards",
	"credit card",
	"creditcard",
	"debit card",
	"debitcard",
	"card number",
	"cardnumber",
	"ccnum",
	"cc",
	"ccn",
	"pan",
	"visa",
	"mastercard",
	"amex",
	"kreditkarte",
	"kartennummer",
	"carte",
	"carte bancaire",
	"tarjeta",
	"cartao",
	"carta",
	"karta",
	"creditcardnumber",
	NULL,
};

/* First digits from `low` to `high` and the lengths that go with them. */
struct range {
	unsigned low;
	unsigned high;
	unsigned char digits;
	unsigned char min;
	unsigned char max;
};

static const struct range ranges[] = {
	{4, 4, 1, 13, 19},       /* Visa: 13, 16, 19 */
	{51, 55, 2, 16, 16},     /* Mastercard */
	{2221, 2720, 4, 16, 16}, /* Mastercard, since 2017 */
	{34, 34, 2, 15, 15},     /* American Express */
	{37, 37, 2, 15, 15},     /* American Express */
	{6011, 6011, 4, 16, 19}, /* Discover */
	{644, 649, 3, 16, 19},   /* Discover */
	{65, 65, 2, 16, 19},     /* Discover, RuPay */
	{3528, 3589, 4, 16, 19}, /* JCB */
	{300, 305, 3, 14, 19},   /* Diners Club */
	{3095, 3095, 4, 14, 19}, /* Diners Club */
	{36, 36, 2, 14, 19},     /* Diners Club */
	{38, 39, 2, 14, 19},     /* Diners Club */
	{62, 62, 2, 16, 19},     /* UnionPay */
	{81, 82, 2, 16, 19},     /* RuPay, UnionPay */
	{60, 60, 2, 16, 19},     /* RuPay, Maestro */
	{2200, 2204, 4, 16, 19}, /* Mir */
	{50, 50, 2, 13, 19},     /* Maestro */
	{56, 58, 2, 13, 19},     /* Maestro */
	{63, 63, 2, 13, 19},     /* Maestro */
	{67, 67, 2, 13, 19},     /* Maestro */
	{9792, 9792, 4, 16, 16}, /* Troy */
};

/* How the digits are grouped on cards; 0 ends a row. */
static const unsigned char groupings[][GROUPS_MAX] = {
	{4, 4, 4, 4, 0}, {4, 6, 5, 0}, {4, 6, 4, 0},       {4, 4, 4, 4, 3, 0},
	{6, 13, 0},      {4, 4, 5, 0}, {4, 4, 4, 4, 2, 0},
};

/* Published for tests by Stripe, Adyen, PayPal, Braintree, Square, Worldpay. */
static const char *const examples[] = {
	"4111111111111111",    "4242424242424242",
	"4000056655665556",    "4012888888881881",
	"4012000033330026",    "4012000077777777",
	"4005519200000004",    "4009348888881881",
	"4222222222222",       "4222222222222220",
	"4000000000000002",    "4000000000000077",
	"4000000000000127",    "4000000000000069",
	"4000000000000119",    "4000000000000341",
	"4000000000003220",    "4000000000009995",
	"4000002500003155",    "4000002760003184",
	"4000003800000446",    "4000008260003178",
	"4000000000000259",    "4000000000001976",
	"4111111145551142",    "4988438843884305",
	"4166676667666746",    "4646464646464644",
	"4917610000000000",    "4217651111111119",
	"4500600000000061",    "4000020000000000",
	"4444333322221111",    "4462030000000000",
	"4917300800000000",    "4484070000000000",
	"4508750015741019",    "4539097887163333",
	"4032035421088592",    "4571736000000075",
	"5555555555554444",    "5105105105105100",
	"5200828282828210",    "5454545454545454",
	"5555341244441115",    "5577000055770004",
	"5555444433331111",    "5136333333333335",
	"5585558555855583",    "5500000000000004",
	"5424000000000015",    "5425233430109903",
	"5555555555555557",    "2222400010000008",
	"2222400030000004",    "2222400050000009",
	"2222400060000007",    "2223000048400011",
	"2223003122003222",    "2223003122003222",
	"2221000000000009",    "2223000010309703",
	"2223520043560014",    "5399999999999999",
	"378282246310005",     "371449635398431",
	"378734493671000",     "370000000000002",
	"374251018720018",     "370000000000100",
	"343434343434343",     "373953192351004",
	"6011111111111117",    "6011000990139424",
	"6011601160116611",    "6011000000000004",
	"6011981111111113",    "6445644564456445",
	"6011000400000000",    "6011361000006668",
	"3530111333300000",    "3566002020360505",
	"3569990010095841",    "3528000700000000",
	"30569309025904",      "38520000023237",
	"36227206271667",      "36006666333344",
	"36700102000000",      "3056930009020004",
	"36148900647913",      "36259600000004",
	"6200000000000005",    "6243030000000001",
	"6205500000000000004", "6304000000000000",
	"6759649826438453",    "6771798021000008",
	"6799990100000000019", "5019717010103742",
	"6331101999990016",    "5610591081018250",
	"76009244561",         "5066991111111118",
	"6771830999991239",    NULL,
};

static bool
luhn(const char *digits, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned digit = (unsigned)(digits[count - 1 - i] - '0');

		if (i % 2 == 1)
			digit = digit < 5 ? 2 * digit : 2 * digit - 9;
		sum += digit;
	}
	return sum % 10 == 0;
}

static bool
issued(const char *digits, size_t count)
{
	for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
		const struct range *range = &ranges[i];
		unsigned prefix = 0;

		if (count < range->min || count > range->max)
			continue;
		for (size_t n = 0; n < range->digits; n++)
			prefix = 10 * prefix + (unsigned)(digits[n] - '0');
		if (prefix < range->low || prefix > range->high)
			continue;
		if (range->low == 4 && range->digits == 1 && count != 13 && count != 16 &&
		    count != 19)
			continue;
		return true;
	}
	return false;
}

static bool
is_example(const char *digits, size_t count)
{
	for (const char *const *example = examples; *example; example++)
		if (strncmp(*example, digits, count) == 0 && (*example)[count] == '\0')
			return true;
	return false;
}

static bool
is_card(struct str text, size_t start, size_t end)
{
	char digits[CARD_MAX + 1];
	size_t count = token_take(text, start, end, digits, sizeof digits);

	return count >= CARD_MIN && count <= CARD_MAX && !token_same(digits, count) &&
	       issued(digits, count) && luhn(digits, count) && !is_example(digits, count);
}

/* Groups of digits joined by one kind of separator. */
struct groups {
	size_t start[GROUPS_MAX]; /* of the first ones */
	size_t end[GROUPS_MAX];
	size_t count;   /* of all */
	size_t stop;    /* the end of the last one */
	char separator; /* 0: one group */
};

static void
read_groups(struct str text, size_t at, struct groups *groups)
{
	*groups = (struct groups){0};
	for (;;) {
		size_t end = token_digits(text, at);
		char separator = end + 1 < text.size ? text.data[end] : 0;

		if (groups->count < GROUPS_MAX) {
			groups->start[groups->count] = at;
			groups->end[groups->count] = end;
		}
		groups->count++;
		groups->stop = end;
		if ((separator != ' ' && separator != '-') || !token_is_digit(text.data[end + 1]))
			return;
		if (groups->separator && groups->separator != separator)
			return;
		groups->separator = separator;
		at = end + 1;
	}
}

static bool
grouped_as(const struct groups *groups, size_t first, size_t count)
{
	for (size_t i = 0; i < sizeof groupings / sizeof groupings[0]; i++) {
		size_t n = 0;

		while (n < count && groupings[i][n] &&
		       groups->end[first + n] - groups->start[first + n] == groupings[i][n])
			n++;
		if (n == count && groupings[i][n] == 0)
			return true;
	}
	return false;
}

/* A card in groups among these. A date or security code may stand before or behind it; in a longer
 * row of numbers, which is what lists of ids and tokens look like, four of them are no card. */
static bool
find_grouped(struct str text, const struct groups *groups, struct detect_hit *hit)
{
	size_t spares = groups->separator == ' ' ? 2 : 0;

	if (groups->count > GROUPS_MAX)
		return false;
	for (size_t spare = 0; spare <= spares && spare + 2 <= groups->count; spare++)
		for (size_t first = 0; first <= spare; first++) {
			size_t count = groups->count - spare;
			size_t start = groups->start[first];
			size_t end = groups->end[first + count - 1];

			if (!grouped_as(groups, first, count) || !is_card(text, start, end))
				continue;
			*hit = (struct detect_hit){.start = start, .end = end, .strong = true};
			return true;
		}
	return false;
}

/* YYMM. */
static bool
is_expiry(struct str text, size_t at)
{
	unsigned month;

	if (at > text.size || text.size - at < 4 || token_digits(text, at) < at + 4)
		return false;
	month = 10 * (unsigned)(text.data[at + 2] - '0') + (unsigned)(text.data[at + 3] - '0');
	return month >= 1 && month <= 12;
}

/* What a magnetic stripe holds behind the number (ISO/IEC 7813): on track 1 the name between two '^',
 * on track 2 '=', then the date of expiry. */
static bool
is_on_stripe(struct str text, size_t end)
{
	size_t name = end + 1;

	if (end < text.size && text.data[end] == '=')
		return is_expiry(text, end + 1);
	if (end >= text.size || text.data[end] != '^')
		return false;
	while (name < text.size && name - end <= NAME_MAX && text.data[name] != '^')
		name++;
	return name < text.size && text.data[name] == '^' && is_expiry(text, name + 1);
}

/* Digits without separators, alone or in a row with spaces. */
static bool
find_bare(struct str text, const struct groups *groups, size_t at, struct detect_hit *hit)
{
	if (groups->separator == '-')
		return false;
	for (; at < groups->stop; at = token_digits(text, at) + 1) {
		if (!is_card(text, at, token_digits(text, at)))
			continue;
		*hit = (struct detect_hit){.start = at, .end = token_digits(text, at)};
		hit->strong = is_on_stripe(text, hit->end);
		return true;
	}
	return false;
}

/* A number may start at `at`, or behind the letter that says how track 1 is written. */
static bool
starts(struct str text, size_t at)
{
	if (token_starts(text, at))
		return true;
	return (text.data[at - 1] | 0x20) == 'b' && is_on_stripe(text, token_digits(text, at)) &&
	       (at < 2 || !token_is_word(text.data[at - 2]));
}

/* Whether the digits that end at `end` are joined to others. */
static bool
is_joined(struct str text, size_t end)
{
	return end + 1 < text.size && (text.data[end] == ' ' || text.data[end] == '-') &&
	       token_is_digit(text.data[end + 1]);
}

/* The search goes on inside a row of numbers: what is left of it is no row of its own. */
static bool
is_rest(struct str text, size_t at)
{
	return at >= 2 && text.data[at - 1] == ' ' && token_is_digit(text.data[at - 2]);
}

static bool
find(struct str text, size_t from, enum detect_name name, struct detect_hit *hit)
{
	struct groups groups;

	(void)name;
	for (size_t at = token_digit(text, from); at < text.size;
	     at = token_digit(text, groups.stop)) {
		groups.stop = token_digits(text, at);
		if (groups.stop - at < CARD_MIN && !is_joined(text, groups.stop))
			continue;
		read_groups(text, at, &groups);
		if (groups.stop - at < CARD_MIN || !starts(text, at) ||
		    !token_ends(text, groups.stop))
			continue;
		if (!is_rest(text, at) && find_grouped(text, &groups, hit))
			return true;
		if (find_bare(text, &groups, at, hit))
			return true;
	}
	return false;
}

static enum detect_form
shaped(struct str text, enum detect_name name)
{
	char digits[CARD_MAX + 1];
	struct groups groups;
	size_t count;

	(void)name;
	if (text.size < CARD_MIN || !token_is_digit(text.data[0]))
		return DETECT_NO_FORM;
	read_groups(text, 0, &groups);
	if (groups.stop != text.size || groups.count > GROUPS_MAX)
		return DETECT_NO_FORM;
	/* A row in which a card could stand. */
	if (groups.count > 1 && groups.separator == ' ' && groups.count > 4 &&
	    groups.end[0] - groups.start[0] == 4)
		return DETECT_REFUSED;
	if (groups.count > 1 && !grouped_as(&groups, 0, groups.count))
		return DETECT_NO_FORM;
	count = token_take(text, 0, text.size, digits, sizeof digits);
	if (count < CARD_MIN || count > CARD_MAX || token_same(digits, count) ||
	    (luhn(digits, count) && is_example(digits, count)))
		return DETECT_NO_FORM;
	return DETECT_REFUSED;
}

static bool
possible(const struct detect_looks *looks)
{
	return looks->run >= CARD_MIN ||
	       (looks->digits >= CARD_MIN && looks->run >= 4 && (looks->kinds & DETECT_LINE));
}

const struct detector detect_payment_card = {
	.entity = "payment_card",
	.summary = "payment card numbers",
	.header = header,
	.alone = 0.9,
	.weak = 0.4,
	.in_column = 0.9,
	.with_header = 0.97,
	.checked = true,
	.chance = 0.1,
	.possible = possible,
	.find = find,
	.shaped = shaped,
};
