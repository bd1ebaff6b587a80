/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that are no artifacts but that facts speak of, for checks: the digest of one, whether it says
 * something, its lines; and an artifact's own tree. In: an entry. Out: what its bytes are, or an error that
 * says why they cannot be had; a file is never taken for empty because it could not be read.
 *
 * The one thing to know: a Git LFS pointer stands for a content that is not here. Its digest is known all
 * the same, since the pointer names it; whether it says something is not.
 */
#include <string.h>

#include "base/arena.h"
#include "base/hex.h"
#include "base/sha256.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "model/evidence.h"

enum {
	CHUNK_BYTES = 64 * 1024,
	POINTER_BYTES = 1024, /* the most that a pointer may take, by its specification */
};

/* ---- digests ---- */

static bool
pointer_line(struct str *rest, const char *key, struct str *value)
{
	struct str line;

	if (!str_line(rest, &line) || !str_starts(line, str_of(key)))
		return false;
	*value = str_cut(line, strlen(key), line.size);
	return true;
}

/* https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, without extensions, whose bytes are not
 * the content's. */
static bool
read_pointer(struct str text, struct digest *out)
{
	struct digest named = {.of_pointer = true};
	struct str rest = text, value;
	int64_t size;

	if (!pointer_line(&rest, "version https://git-lfs.github.com/spec/v1", &value) ||
	    value.size > 0 || !pointer_line(&rest, "oid sha256:", &value) ||
	    !hex_is_lower(value, 2 * SHA256_SIZE) || !sha256_parse(value, named.bytes) ||
	    !pointer_line(&rest, "size ", &value) || !str_to_int64(value, &size) || size < 0 ||
	    rest.size > 0)
		return false;
	named.size = (uint64_t)size;
	*out = named;
	return true;
}

static struct err *
add_all(struct input *input, char *chunk, struct sha256 *state, struct digest *out)
{
	size_t got;

	do {
		TRY(input_read(input, chunk + (out->size < POINTER_BYTES ? out->size : 0),
			       CHUNK_BYTES - POINTER_BYTES, &got));
		sha256_add(state,
			   str_make(chunk + (out->size < POINTER_BYTES ? out->size : 0), got));
		out->size += got;
	} while (got > 0);
	return NULL;
}

static struct err *
read_digest(struct view *view, const struct entry *entry, struct digest *out)
{
	struct arena_mark mark = arena_mark(view->scratch);
	char *chunk = arena_alloc(view->scratch, CHUNK_BYTES);
	struct sha256 state;
	struct input *input;
	struct err *err;

	*out = (struct digest){0};
	TRY(content_open_entry(view, entry, &input));
	sha256_init(&state);
	err = add_all(input, chunk, &state, out);
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	sha256_end(&state, out->bytes);
	if (out->size <= POINTER_BYTES)
		read_pointer(str_make(chunk, out->size), out);
	arena_rewind(view->scratch, mark);
	return NULL;
}

static bool
is_known(struct index *index, struct str path, struct digest *out)
{
	const struct digest *known = map_get(&index->digests, path);

	if (known)
		*out = *known;
	return known != NULL;
}

static struct err *
keep_digest(struct view *view, const struct entry *entry, struct digest *out)
{
	struct digest *kept = arena_alloc(view->run, sizeof *kept);

	TRY(read_digest(view, entry, out));
	*kept = *out;
	map_put(&view->index->digests, entry->path, kept);
	return NULL;
}

/* One at a time: git's objects are held whole while they are read. */
static struct err *
digest(struct view *view, const struct entry *entry, struct digest *out)
{
	struct err *err = NULL;

	pthread_mutex_lock(&view->index->digest_lock);
	if (!is_known(view->index, entry->path, out))
		err = keep_digest(view, entry, out);
	pthread_mutex_unlock(&view->index->digest_lock);
	return err;
}

/* ---- what a file says ---- */

static enum emptiness
better(enum emptiness a, enum emptiness b)
{
	if (a == EMPTINESS_FILLED || b == EMPTINESS_FILLED)
		return EMPTINESS_FILLED;
	return a == EMPTINESS_PLACEHOLDER || b == EMPTINESS_PLACEHOLDER ? EMPTINESS_PLACEHOLDER
									: EMPTINESS_EMPTY;
}

/* Headings alone say nothing. */
static enum emptiness
of_markdown(const struct value *tree)
{
	const struct value *sections = value_get(tree, STR("sections"));
	enum emptiness state = EMPTINESS_EMPTY;

	for (size_t i = 0; sections && sections->type == VALUE_LIST && i < sections->list.count;
	     i++)
		state = better(state, evidence_emptiness(
					      value_get(&sections->list.items[i], STR("text"))));
	return state;
}

static struct err *
of_lines(struct text *text, enum emptiness *out)
{
	struct text_line line;

	*out = EMPTINESS_EMPTY;
	for (;;) {
		struct value value;

		TRY(text->next(text, &line));
		if (line.end)
			return NULL;
		value = value_str(line.text);
		*out = better(*out, evidence_emptiness(&value));
	}
}

static struct err *
of_records(struct records *records, enum emptiness *out)
{
	struct record record;

	*out = EMPTINESS_EMPTY;
	for (;;) {
		TRY(records->next(records, &record));
		if (record.end)
			return NULL;
		for (size_t i = 0; i < record.count; i++) {
			const struct value value = value_str(record.cells[i].text);

			*out = better(*out, evidence_emptiness(&value));
		}
	}
}

static struct err *
of_document(struct document *document, enum emptiness *out)
{
	switch (document->shape) {
	case SHAPE_TREE:
		*out = str_is(STR("markdown"), document->format)
			       ? of_markdown(&document->tree)
			       : evidence_emptiness(&document->tree);
		return NULL;
	case SHAPE_RECORDS:
		return of_records(document->records, out);
	case SHAPE_TEXT:
		return of_lines(document->text, out);
	case SHAPE_MEMBERS:
		break;
	}
	*out = EMPTINESS_FILLED;
	return NULL;
}

static struct err *
read_emptiness(struct view *view, struct input *input, enum emptiness *out)
{
	struct document document = {0};

	TRY(read_document(input, view->limits, view->scratch, &document));
	return of_document(&document, out);
}

/* Whether the bytes show a format that nobody reads here (a PDF, a picture, an office document): that it
 * is not empty is all that can be said. */
static struct err *
is_sealed(struct view *view, const struct entry *entry, bool *out)
{
	char *head = arena_alloc(view->scratch, POINTER_BYTES);
	const struct format *format;
	struct input *input;
	struct err *err = NULL;
	size_t size = 0, got = 1;

	TRY(content_open_entry(view, entry, &input));
	while (!err && got > 0 && size < POINTER_BYTES) {
		err = input_read(input, head + size, POINTER_BYTES - size, &got);
		size += err ? 0 : got;
	}
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	format = read_format(STR(""), str_make(head, size));
	*out = format && !format->read;
	return NULL;
}

static struct err *
emptiness(struct view *view, const struct entry *entry, const char **out)
{
	enum emptiness state = EMPTINESS_FILLED;
	struct input *input;
	struct err *err;
	bool sealed = false;

	*out = NULL;
	TRY(is_sealed(view, entry, &sealed));
	if (sealed)
		return NULL;
	TRY(content_open_entry(view, entry, &input));
	err = read_emptiness(view, input, &state);
	input_close(input);
	/* For JSON nothing at all is an error, and a file of nothing is no record of anything. */
	if (err && entry->size == 0 && !err_is_machines(err)) {
		err_settle(err);
		err = NULL;
		state = EMPTINESS_EMPTY;
	}
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	if (state != EMPTINESS_FILLED)
		*out = state == EMPTINESS_PLACEHOLDER ? "is a placeholder" : "is empty";
	return NULL;
}

/* ---- lines ---- */

/* A log while it is read, and the line at hand in its window. */
struct reading {
	struct view *view;
	const struct entry *entry;
	struct input *input;
	char *window; /* a line and a chunk */
	size_t size;
	uint32_t number;
	struct err *(*each)(void *context, uint32_t number, struct str line,
			    const struct value *value);
	void *context;
};

/* Its end is no part of it. */
static struct err *
hand_out(struct reading *reading, struct str line)
{
	struct arena_mark mark = arena_mark(reading->view->scratch);
	struct limits limits = *reading->view->limits;
	struct value value = value_null();
	struct err *err;

	if (str_ends(line, STR("\r")))
		line.size--;
	reading->number++;
	err = read_json_text("", line, &limits, reading->view->scratch, &value);
	if (err_is_machines(err))
		return err;
	err_settle(err);
	TRY(reading->each(reading->context, reading->number, line, err ? NULL : &value));
	arena_rewind(reading->view->scratch, mark);
	return NULL;
}

/* All whole lines of the window; what is left moves to its front. */
static struct err *
hand_out_whole(struct reading *reading)
{
	struct str rest = str_make(reading->window, reading->size);
	size_t end;

	while ((end = str_find_byte(rest, '\n')) != SIZE_MAX) {
		TRY(hand_out(reading, str_cut(rest, 0, end)));
		rest = str_cut(rest, end + 1, rest.size);
	}
	memmove(reading->window, rest.data, rest.size);
	reading->size = rest.size;
	return NULL;
}

static struct err *
is_here(struct reading *reading)
{
	struct str head = str_make(reading->window, reading->size);

	if (reading->number > 0 || !str_starts(head, STR("version https://git-lfs")))
		return NULL;
	return err_help(err_new(reading->view->scratch,
				"the file is a Git LFS pointer: its content is not here"),
			"fetch the content first (git lfs pull)");
}

static struct err *
read_lines(struct reading *reading)
{
	size_t most = reading->view->limits->line_bytes, got;

	do {
		TRY(input_read(reading->input, reading->window + reading->size, CHUNK_BYTES, &got));
		reading->size += got;
		TRY(is_here(reading));
		TRY(hand_out_whole(reading));
		if (reading->size > most)
			return limits_met(err_new(reading->view->scratch,
						  "line %u is longer than line_bytes (%zu) allows",
						  reading->number + 1, most),
					  "line_bytes");
	} while (got > 0);
	return reading->size > 0 ? hand_out(reading, str_make(reading->window, reading->size))
				 : NULL;
}

static struct err *
lines(struct view *view, const struct entry *entry,
      struct err *(*each)(void *context, uint32_t number, struct str line,
			  const struct value *value),
      void *context)
{
	struct reading reading = {.view = view, .entry = entry, .each = each, .context = context};
	struct err *err;

	TRY(content_open_entry(view, entry, &reading.input));
	reading.window = arena_alloc(view->scratch, view->limits->line_bytes + CHUNK_BYTES);
	err = read_lines(&reading);
	input_close(reading.input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	return NULL;
}

/* ---- trees ---- */

/* A card's text is kept, under its lock, when its first fact is asked for. */
static struct err *
tree(struct view *view, struct artifact *artifact, struct value *out)
{
	const struct value *format = NULL, *front;
	const char *name;

	if (artifact->record) {
		*out = *artifact->record;
		return NULL;
	}
	TRY(facts_get(view, artifact, facts_index(artifact->kind, STR("format")), &format));
	TRY(content_card(view, artifact, out, &name));
	if (!str_is(STR("markdown"), name))
		return NULL;
	front = value_get(out, STR("front_matter"));
	if (!front || front->type == VALUE_NULL)
		return err_new(view->scratch, "%.*s has no front matter that a schema could judge",
			       STR_ARG(artifact->path));
	*out = *front;
	return NULL;
}

const struct view_files facts_files = {
	.digest = digest,
	.emptiness = emptiness,
	.lines = lines,
	.tree = tree,
};
