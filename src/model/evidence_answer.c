/* SPDX-License-Identifier: Apache-2.0
 *
 * A line in, whether it only says that nothing is said yet.
 *
 * The line is taken as words. Those that say about what ("this section is …", "results …") are taken
 * off its front, those that say until when ("… yet", "… at this time") off its end; what remains has
 * to be one of a few answers, whole. The one thing to know: one word that is not expected makes it a
 * sentence, and sentences say something. "None" is an answer: somebody looked. "None at the moment" is
 * none. Lists of words are written "a|b|c".
 */
#include "model/evidence_answer.h"

#include <assert.h>

#include "base/utf8.h"
#include "model/evidence.h"

enum {
	WORDS_MAX = 12,
	LINE_MAX = 200, /* bytes; a longer line is a sentence */
};

struct answer {
	struct str words[WORDS_MAX];
	size_t first;
	size_t end;
	bool for_now; /* "yet", "at this time" was taken off */
	bool begun;   /* "this section is" was taken off */
};

static bool
answer_split(struct str line, struct answer *out)
{
	size_t start = SIZE_MAX;

	*out = (struct answer){0};
	for (size_t at = 0, next = 0; at <= line.size; at = next + (at == line.size)) {
		bool mark = at == line.size || evidence_is_mark(utf8_next(line, &next));

		if (!mark) {
			start = start == SIZE_MAX ? at : start;
			continue;
		}
		if (start != SIZE_MAX && out->end == WORDS_MAX)
			return false;
		if (start != SIZE_MAX)
			out->words[out->end++] = str_cut(line, start, at);
		start = SIZE_MAX;
		if (at == line.size)
			break;
	}
	return out->end > 0;
}

static size_t
answer_count(const struct answer *answer)
{
	return answer->end - answer->first;
}

static bool
word_among(struct str word, const char *words)
{
	for (const char *end, *one = words; *one; one = *end ? end + 1 : end) {
		for (end = one; *end && *end != '|'; end++)
			;
		if ((size_t)(end - one) == word.size &&
		    str_equal_fold(word, (struct str){one, word.size}))
			return true;
	}
	return false;
}

/* Whether the words from `at` on begin with these, separated by blanks; how many they are. */
static size_t
answer_begins(const struct answer *answer, size_t at, struct str words)
{
	struct str word;
	size_t count = 0;

	while (str_split(&words, ' ', &word)) {
		if (at + count >= answer->end || !str_equal_fold(answer->words[at + count], word))
			return 0;
		count++;
	}
	return count;
}

static size_t
answer_has(const struct answer *answer, size_t at, const char *words)
{
	return answer_begins(answer, at, str_of(words));
}

/* Words of the longest text that an answer is compared with as a whole. */
#define LONGEST 3

static char
lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Every text of every card is asked: what has other words, or begins with another letter, is passed over
 * without being taken apart. */
static bool
answer_is_one_of(const struct answer *answer, const char *all)
{
	size_t count = answer_count(answer);
	char first;

	if (count == 0 || count > LONGEST || answer->words[answer->first].size == 0)
		return false;
	first = lower(answer->words[answer->first].data[0]);
	for (const char *end, *one = all; *one; one = *end ? end + 1 : end) {
		size_t words = 1;

		for (end = one; *end && *end != '|'; end++)
			words += *end == ' ';
		assert(words <= LONGEST);
		if (words == count && lower(*one) == first &&
		    answer_begins(answer, answer->first, (struct str){one, (size_t)(end - one)}) ==
			    count)
			return true;
	}
	return false;
}

static bool
all_among(const struct answer *answer, size_t from, const char *words)
{
	for (size_t i = from; i < answer->end; i++)
		if (!word_among(answer->words[i], words))
			return false;
	return true;
}

/* How many of the last words say until when. */
static size_t
answer_for_now(const struct answer *answer)
{
	struct str rest = STR("yet|later|soon|currently|presently|so far|as of now|now|for|"
			      "at present|at this time|at the moment|at this point|in future|"
			      "in the future");
	struct str one;

	while (str_split(&rest, '|', &one))
		for (size_t size = 1; size <= 3 && size < answer_count(answer); size++)
			if (answer_begins(answer, answer->end - size, one) == size)
				return size;
	return 0;
}

static void
answer_strip_end(struct answer *answer)
{
	for (size_t size; (size = answer_for_now(answer)) > 0; answer->end -= size)
		answer->for_now = true;
}

/* Take off about what. */
static void
answer_strip_front(struct answer *answer)
{
	static const char now[] = "currently|presently|still|yet";
	static const char about[] =
		"this|the|these|section|page|field|content|information|info|details|more|"
		"further|is|are|has|have|been|remains|needs|need|intentionally|"
		"deliberately|documentation|data|results|evaluation|assessment|analysis|"
		"description|testing|it";

	while (answer_count(answer) > 1) {
		struct str word = answer->words[answer->first];

		if (word_among(word, now))
			answer->for_now = true;
		else if (word_among(word, about))
			answer->begun = true;
		else
			break;
		answer->first++;
	}
}

static const char done[] =
	"added|agreed|analysed|analyzed|announced|assessed|clarified|collected|"
	"complete|completed|confirmed|continued|created|decided|defined|"
	"described|determined|developed|discussed|documented|done|drafted|"
	"established|evaluated|examined|filled|finalised|finalized|given|"
	"identified|included|inserted|investigated|listed|measured|named|"
	"populated|prepared|provided|published|recorded|reported|researched|"
	"reviewed|set|specified|stated|studied|supplied|tested|updated|validated|"
	"verified|written|written up|filled in|filled out";

/* "to be populated", "will be added", "will follow". */
static bool
is_promise(const struct answer *answer)
{
	static const char coming[] = "to follow|to come|will follow|follows|coming";
	struct answer rest = *answer;
	size_t size = answer_has(answer, answer->first, "to be");

	if (answer_is_one_of(answer, coming))
		return true;
	size = size ? size : answer_has(answer, answer->first, "will be");
	size = size ? size : answer_has(answer, answer->first, "being");
	rest.first += size;
	return size > 0 && answer_is_one_of(&rest, done);
}

/* "not assessed", "not yet". */
static bool
is_denial(const struct answer *answer)
{
	static const char others[] =
		"available|applicable|known|started|present|ready|disclosed|yet|"
		"currently available|found out";
	struct answer rest = *answer;

	if (answer_has(answer, answer->first, "not") == 0)
		return false;
	rest.first++;
	rest.first += answer_has(&rest, rest.first, "yet");
	rest.first += answer_has(&rest, rest.first, "been");
	return answer_count(&rest) == 0 || answer_is_one_of(&rest, done) ||
	       answer_is_one_of(&rest, others);
}

/* "no information available". */
static bool
is_lack(const struct answer *answer)
{
	static const char of[] =
		"data|info|information|details|documentation|description|answer|content";
	static const char rest[] = "available|provided|given|known|recorded|supplied|found";

	return answer_has(answer, answer->first, "no") == 1 && answer_count(answer) >= 2 &&
	       answer_count(answer) <= 3 && word_among(answer->words[answer->first + 1], of) &&
	       all_among(answer, answer->first + 2, rest);
}

/* "pending results", "awaiting input", "waiting for data". */
static bool
is_waiting(const struct answer *answer)
{
	static const char what[] =
		"approval|assessment|clarification|completion|confirmation|data|decision|"
		"details|evaluation|feedback|information|input|legal|review|results|sign|"
		"off|testing|the|from|vendor|team|further";
	size_t size = answer_has(answer, answer->first, "pending");

	size = size ? size : answer_has(answer, answer->first, "awaiting");
	size = size ? size : answer_has(answer, answer->first, "waiting for");
	return size > 0 && all_among(answer, answer->first + size, what);
}

/* What a form says to whoever fills it in: "Please provide details", "Enter text", "CHANGE_ME". */
static bool
is_instruction(const struct answer *answer)
{
	static const char asking[] =
		"add|change|choose|complete|describe|enter|explain|fill|fix|give|insert|"
		"list|outline|provide|replace|select|specify|state|summarise|summarize|"
		"type|write|your";
	static const char alone[] =
		"changeme|fillme|replaceme|fillin|describe|insert|provide|replace|specify";
	static const char rest[] =
		"a|an|answer|any|content|description|detail|details|field|here|how|in|"
		"info|information|it|item|me|name|of|option|out|section|something|text|"
		"the|this|value|values|with|your|model|fails";
	static const char texts[] = "write text|complete text|explain text";
	struct answer form = *answer;

	form.first += answer_has(&form, form.first, "please");
	form.first += answer_has(&form, form.first, "click or tap here to");
	form.first += answer_has(&form, form.first, "to");
	if (answer_count(&form) == 0 || answer_is_one_of(&form, texts))
		return false;
	if (answer_count(&form) == 1)
		return word_among(form.words[form.first], alone) ||
		       (form.first > answer->first && word_among(form.words[form.first], asking));
	return word_among(form.words[form.first], asking) && all_among(&form, form.first + 1, rest);
}

/* "we will fill this in". */
static bool
is_resolution(const struct answer *answer)
{
	static const char verbs[] = "add|complete|document|fill|update|provide|write";
	static const char rest[] = "it|this|them|in|out|the|here|details|section";
	size_t size = answer_has(answer, answer->first, "we will");

	size = size ? size : answer_has(answer, answer->first, "will");
	size = size ? size : answer_has(answer, answer->first, "i will");
	return size > 0 && answer->first + size < answer->end &&
	       word_among(answer->words[answer->first + size], verbs) &&
	       all_among(answer, answer->first + size + 1, rest);
}

/* Answers that are whole by themselves. */
static bool
is_stock(const struct answer *answer)
{
	static const char stock[] =
		"unknown|unavailable|undefined|undetermined|undecided|unspecified|"
		"missing|empty|blank|left blank|nan|n a|na|tbd|tbc|todo|fix me|w i p|wip|"
		"stay tuned|no idea|don t know|do not know|changeme|see below|see above|"
		"see todo|see tbd|same as above|ditto|under construction|"
		"under development|in development|under review|in review|in preparation|"
		"in progress|goes here|text goes here|content here|text here|value here|"
		"click here|this link|here|later|soon|dummy text|sample text|"
		"example text|lorem|keine angabe|keine angaben|noch offen|offen|folgt|"
		"k a|nicht bekannt|unbekannt|wird ergänzt|wird nachgereicht|"
		"à compléter|À compléter|a compléter|"
		"à définir|À définir|à venir|"
		"À venir|inconnu|pendiente|por definir|por completar|desconocido|"
		"a definir|da definire|nog te bepalen|n v t|do uzupełnienia|"
		"brak danych|"
		"не определено|"
		"待定|未定|"
		"待补充|"
		"未定義";
	static const char now[] = "none|nothing|n a";

	return answer_is_one_of(answer, stock) ||
	       (answer->for_now && answer_is_one_of(answer, now));
}

/* "TBD, TBC", "blah blah", "xxx xxx". */
static bool
is_babble(const struct answer *answer)
{
	static const char words[] = "tbd|tbc|tba|todo|fixme|wip|xxx|blah|bla|asdf|qwerty|yada";

	return all_among(answer, answer->first, words);
}

/* "more details", "description", "this section": about what, and nothing of it. */
static bool
is_subject(const struct answer *answer)
{
	static const char subjects[] =
		"details|information|info|description|content|section|page|more";

	return answer_count(answer) == 1 && (word_among(answer->words[answer->first], subjects) ||
					     (answer->for_now && answer->begun &&
					      answer_has(answer, answer->first, "results") == 1));
}

static bool
says_nothing(const struct answer *answer)
{
	return is_stock(answer) || is_promise(answer) || is_denial(answer) || is_lack(answer) ||
	       is_waiting(answer) || is_instruction(answer) || is_resolution(answer) ||
	       is_babble(answer) || is_subject(answer);
}

static bool
answer_is_nothing(struct answer answer)
{
	if (says_nothing(&answer))
		return true;
	answer_strip_end(&answer);
	if (says_nothing(&answer))
		return true;
	answer_strip_front(&answer);
	return says_nothing(&answer);
}

bool
evidence_answers_nothing(struct str line)
{
	struct answer answer;

	return line.size <= LINE_MAX && answer_split(line, &answer) && answer_is_nothing(answer);
}

/* Put the word "text" where the words of the name stand; false when they do not. */
static bool
take_name(struct answer *answer, const char *name)
{
	struct str rest = str_of(name);
	struct str word;
	size_t size = 0;

	while (str_split(&rest, '_', &word))
		size++;
	for (size_t at = answer->first; at + size <= answer->end; at++) {
		size_t same = 0;

		rest = str_of(name);
		while (str_split(&rest, '_', &word) &&
		       str_equal_fold(answer->words[at + same], word))
			same++;
		if (same < size)
			continue;
		answer->words[at] = STR("text");
		for (size_t i = at + 1; i + size - 1 < answer->end; i++)
			answer->words[i] = answer->words[i + size - 1];
		answer->end -= size - 1;
		return true;
	}
	return false;
}

/* "What are the known text of this model?" */
static bool
is_question(const struct answer *answer, struct str line)
{
	static const char asking[] = "what|which|who|where|when|how|are|is|q";

	line = str_trim(line);
	return str_ends(line, STR("?")) && word_among(answer->words[answer->first], asking);
}

bool
evidence_repeats(const char *name, struct str line)
{
	struct answer answer;

	if (line.size > LINE_MAX || !answer_split(line, &answer) || !take_name(&answer, name))
		return false;
	if (answer_is_one_of(&answer, "text|the text|description of text"))
		return true;
	answer.first += answer_has(&answer, answer.first, "text");
	return is_question(&answer, line) || answer_is_nothing(answer);
}
