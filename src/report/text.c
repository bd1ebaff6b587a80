/* SPDX-License-Identifier: Apache-2.0
 *
 * What a person reads: for each finding what is wrong, where, why it matters, which law it maps to
 * and what to do. In: a result. Out: frames, then errors, notes and the last line.
 *
 *	error[dataset/plain-pii]: column 'contact' holds 2 unencrypted email values
 *	 --> data/users.csv:1:4
 *	  = why: Whoever can read the file can read the people in it.
 *	  = law: gdpr art-32
 *	  = help: …
 *
 * Why, law and the whole help stand at the first finding of each rule; at the others the first
 * sentence of the help. Waived findings are shown when asked for and always counted.
 */
#include "base/arena.h"
#include "base/map.h"
#include "model/plan.h"
#include "report/internal.h"

struct writing {
	struct out *out;
	const struct report_style *style;
	const struct result *result;
	struct map explained; /* rules that were told in full */
	bool shown;           /* something stands above: leave a line free */
};

static void
put_indent(struct out *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		out_byte(out, ' ');
}

/* "  = name: " and the column that the text after it starts at. */
static size_t
put_label(struct writing *writing, size_t gutter, const char *name)
{
	struct out *out = writing->out;

	put_indent(out, gutter + 1);
	paint_start(out, writing->style, PAINT_PLACE);
	out_byte(out, '=');
	paint_end(out, writing->style, PAINT_PLACE);
	out_byte(out, ' ');
	paint_start(out, writing->style, PAINT_STRONG);
	out_text(out, name);
	paint_end(out, writing->style, PAINT_STRONG);
	out_text(out, ": ");
	return gutter + 1 + 2 + str_of(name).size + 2;
}

/* Whether a line goes on with the sentence of the line above: prose, not a list or a sample. */
static bool
goes_on(struct str rest)
{
	char first = rest.size > 0 ? rest.data[0] : '\n';

	return (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
	       (first >= '0' && first <= '9') || first == '`' || first == '(';
}

/* Take a line off `rest`; on a terminal, which wraps by its own width, all of a paragraph. */
static bool
take_line(const struct writing *writing, struct str *rest, struct str *line)
{
	struct str more;

	if (!str_line(rest, line))
		return false;
	while (writing->style->width > 0 && line->size > 0 && goes_on(*rest)) {
		str_line(rest, &more);
		*line = str_of(arena_print(writing->out->arena, "%.*s %.*s", STR_ARG(*line),
					   STR_ARG(more)));
	}
	return true;
}

/* A labelled text; its further lines are aligned under the first. */
static void
put_text(struct writing *writing, size_t gutter, const char *name, struct str text)
{
	size_t column = put_label(writing, gutter, name);
	struct str rest = str_trim(text), line;
	bool first = true;

	while (take_line(writing, &rest, &line)) {
		if (!first && line.size > 0)
			put_indent(writing->out, column);
		wrap(writing->out, writing->style, line, column, column);
		out_byte(writing->out, '\n');
		first = false;
	}
	if (first)
		out_byte(writing->out, '\n');
}

static bool
is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* The end of the first sentence: a stop before a blank that no small letter or digit follows, so
 * that "Art. 32" and "e.g. this" do not end one; or the end of the paragraph. */
static size_t
sentence_end(struct str text)
{
	for (size_t i = 0; i + 1 < text.size; i++) {
		size_t next = i + 1;

		if (text.data[i] == '\n' && text.data[next] == '\n')
			return i;
		while (next < text.size && is_blank(text.data[next]))
			next++;
		if (text.data[i] == '.' && next > i + 1 &&
		    (next == text.size || (text.data[next] >= 'A' && text.data[next] <= 'Z')))
			return i + 1;
	}
	return text.size;
}

/* The first sentence on one line. */
static struct str
first_sentence(struct arena *arena, struct str text)
{
	struct str sentence = str_trim(text);
	char *line;

	sentence = str_trim(str_cut(sentence, 0, sentence_end(sentence)));
	line = str_copy(arena, sentence);
	for (size_t i = 0; i < sentence.size; i++)
		if (is_blank(line[i]))
			line[i] = ' ';
	return str_make(line, sentence.size);
}

static void
put_laws(struct writing *writing, size_t gutter, const struct planned_rule *planned)
{
	struct out *out = writing->out;

	if (planned->maps_to_count == 0)
		return;
	put_label(writing, gutter, "law");
	for (size_t i = 0; i < planned->maps_to_count; i++) {
		out_text(out, i > 0 ? ", " : "");
		show(out, writing->style, planned->maps_to[i].pack);
		out_byte(out, ' ');
		show(out, writing->style, planned->maps_to[i].requirement);
	}
	out_byte(out, '\n');
}

static void
put_why(struct writing *writing, size_t gutter, const struct planned_rule *planned)
{
	if (planned->rule->why.size > 0)
		put_text(writing, gutter, "why",
			 first_sentence(writing->out->arena, planned->rule->why));
	put_laws(writing, gutter, planned);
}

/* Whether this is the first finding of its rule; the next one is not. */
static bool
is_first(struct writing *writing, const struct finding *finding)
{
	if (map_has(&writing->explained, finding->rule))
		return false;
	map_put(&writing->explained, finding->rule, writing);
	return true;
}

static void
put_waiver(struct writing *writing, size_t gutter, const struct waiver *waiver)
{
	if (waiver && waiver->in_file)
		put_text(writing, gutter, "waived",
			 str_of(arena_print(writing->out->arena, "%.*s (the comment in line %u)",
					    STR_ARG(waiver->reason), waiver->place.line)));
	else if (waiver)
		put_text(writing, gutter, "waived",
			 str_of(arena_print(writing->out->arena,
					    "%.*s (approved by %.*s, until %.*s)",
					    STR_ARG(waiver->reason), STR_ARG(waiver->approved_by),
					    STR_ARG(waiver->until_text))));
}

static void
put_header(struct writing *writing, const struct finding *finding)
{
	const struct report_style *style = writing->style;
	struct out *out = writing->out;
	enum paint paint = paint_severity(finding->severity);
	const char *word =
		finding->not_verified ? "not verified" : severity_name(finding->severity);
	const char *state = finding->state == FINDING_WAIVED     ? " (waived)"
			    : finding->state == FINDING_BASELINE ? " (baselined)"
								 : "";

	paint_start(out, style, paint);
	out_text(out, word);
	out_byte(out, '[');
	show(out, style, finding->rule);
	out_byte(out, ']');
	out_text(out, state);
	paint_end(out, style, paint);
	out_text(out, ": ");
	paint_start(out, style, PAINT_STRONG);
	wrap(out, style, finding->message,
	     str_of(word).size + finding->rule.size + str_of(state).size + 4, 4);
	paint_end(out, style, PAINT_STRONG);
	out_byte(out, '\n');
}

/* Why an open item that is not verified does not keep the run from passing. */
static void
put_bar(struct writing *writing, size_t gutter, const struct finding *finding)
{
	if (finding->not_verified && finding->severity < writing->result->fail_on)
		put_text(writing, gutter, "note",
			 str_of(arena_print(writing->out->arena, "%s, below --fail-on %s",
					    severity_name(finding->severity),
					    severity_name(writing->result->fail_on))));
}

static void
put_finding(struct writing *writing, const struct finding *finding)
{
	struct out *out = writing->out;
	size_t gutter = finding->excerpt.data ? count_digits(finding->place.line) : 1;
	bool first = is_first(writing, finding);

	if (writing->shown)
		out_byte(out, '\n');
	writing->shown = true;
	put_header(writing, finding);
	put_indent(out, gutter);
	paint_start(out, writing->style, PAINT_PLACE);
	out_text(out, "--> ");
	paint_end(out, writing->style, PAINT_PLACE);
	show_place(out, writing->style, finding->path, &finding->place);
	out_byte(out, '\n');
	frame(out, writing->style, finding->excerpt, &finding->place, gutter);
	if (finding->system.size > 0)
		put_text(writing, gutter, "system", finding->system);
	if (first && finding->planned)
		put_why(writing, gutter, finding->planned);
	put_bar(writing, gutter, finding);
	put_waiver(writing, gutter, finding->waiver);
	if (finding->help.size > 0)
		put_text(writing, gutter, "help",
			 first ? finding->help : first_sentence(out->arena, finding->help));
}

static void
put_notes(struct writing *writing)
{
	const struct result *result = writing->result;
	struct out *out = writing->out;

	for (size_t i = 0; i < result->note_count; i++) {
		paint_start(out, writing->style, PAINT_NOTE);
		out_text(out, "note");
		paint_end(out, writing->style, PAINT_NOTE);
		out_text(out, ": ");
		wrap(out, writing->style, result->notes[i], 6, 6);
		out_byte(out, '\n');
	}
}

/* --verbose: what judged, and which rules met no artifact of their kind. */
static void
put_details(struct writing *writing)
{
	const struct result *result = writing->result;
	struct out *out = writing->out;

	for (size_t i = 0; result->plan && i < result->plan->pack_count; i++) {
		const struct planned_pack *pack = &result->plan->packs[i];

		out_text(out, "policy: ");
		show(out, writing->style, pack->name);
		out_text(out, " from ");
		show(out, writing->style, pack->from);
		out_print(out, " (%s)\n", pack->digest);
	}
	for (size_t i = 0; i < result->summary.selected_nothing_count; i++) {
		out_text(out, "rule ");
		show(out, writing->style, result->summary.selected_nothing[i]);
		out_text(out, ": no artifact of its kind\n");
	}
}

static void
write_text(const struct result *result, const struct report_style *style, struct out *out)
{
	struct writing writing = {.out = out, .style = style, .result = result};

	map_init(&writing.explained, out->arena);
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		if (finding->state == FINDING_OPEN || style->show_waived)
			put_finding(&writing, finding);
	}
	if (writing.shown && (result->errors || !style->quiet))
		out_byte(out, '\n');
	show_errors(out, style, result->errors, true);
	if (!style->quiet)
		put_notes(&writing);
	if (style->verbose)
		put_details(&writing);
	show_summary(out, style, result);
}

const struct report report_text = {
	.name = "text",
	.summary = "what is wrong, where, why and what to do, for people",
	.write = write_text,
};
