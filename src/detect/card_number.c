/* SPDX-License-Identifier: Apache-2.0
 *
 * Digits → whether a card has them. In: digits without separators. Out: whether a scheme issues such
 * numbers in that length and the check digit (ISO/IEC 7812-1, annex B) is right, or that it is one of
 * those that payment companies publish for tests, behind which is no account.
 */
#include "detect/card_number.h"

#include <string.h>

#include "detect/token.h"

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

bool
card_number_issued(const char *digits, size_t count)
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

enum card_number
card_number(const char *digits, size_t count)
{
	if (count < CARD_MIN || count > CARD_MAX || token_same(digits, count) ||
	    !luhn(digits, count))
		return CARD_NONE;
	if (is_example(digits, count))
		return CARD_EXAMPLE;
	return card_number_issued(digits, count) ? CARD_VALID : CARD_NONE;
}
