/* SPDX-License-Identifier: Apache-2.0
 *
 * From an artifact to its bytes. In: an entry. Out: an input, a text, or a tree; or the reason why
 * its content is not in the repository. Errors say what was being read.
 */
#include "facts/content.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "facts/links.h"
#include "facts/recognise.h"
#include "model/stats.h"

/* First bytes that tell a format: enough for every magic in read/. */
#define HEAD_BYTES 4096

static struct err *
no_content(struct view *view, const struct entry *entry)
{
	const struct entry *target = NULL;

	switch (entry->type) {
	case ENTRY_FILE:
		break;
	case ENTRY_LINK:
		if (links_follow(view->entries, entry, view->scratch, &target) == LINK_OUT)
			return err_help(err_new(view->scratch, "%.*s is a link out of the tree",
						STR_ARG(entry->path)),
					"put the file itself into the repository");
		return err_help(err_new(view->scratch,
					"%.*s is a link to something that is not in the tree",
					STR_ARG(entry->path)),
				"add what it leads to, or remove the link");
	case ENTRY_SUBMODULE:
		return err_new(view->scratch,
			       "%.*s is a submodule: its content is not in this repository",
			       STR_ARG(entry->path));
	case ENTRY_OTHER:
		return err_new(view->scratch, "%.*s is %s", STR_ARG(entry->path),
			       entry->obstacle ? entry->obstacle : "no regular file");
	}
	if (recognise_pointer(entry->path).data)
		return err_help(err_new(view->scratch,
					"%.*s is a DVC pointer: the data is not in the repository",
					STR_ARG(entry->path)),
				"judge the data where it is kept, and waive this one by name");
	return NULL;
}

/* An input that ends with an error when the run's time is over. */
struct timed_input {
	struct input input;
	struct input *inner;
	struct view *view;
};

static struct err *
timed_read(struct input *self, char *buffer, size_t size, size_t *got)
{
	/* The input is the first member. */
	struct timed_input *timed = (struct timed_input *)self;

	*got = 0;
	if (view_is_late(timed->view))
		return limits_met(err_new(self->arena,
					  "the run takes longer than seconds (%zu) allows",
					  timed->view->limits->seconds),
				  "seconds");
	TRY(input_read(timed->inner, buffer, size, got));
	if (timed->view->reads)
		atomic_fetch_add(&timed->view->reads->bytes, *got);
	return NULL;
}

static void
timed_close(struct input *self)
{
	input_close(((struct timed_input *)self)->inner);
}

static struct input *
timed(struct view *view, struct input *inner)
{
	struct timed_input *timed = arena_alloc(view->scratch, sizeof *timed);

	*timed = (struct timed_input){.input = *inner, .inner = inner, .view = view};
	timed->input.read = timed_read;
	timed->input.close = timed_close;
	return &timed->input;
}

struct err *
content_open_entry(struct view *view, const struct entry *entry, struct input **out)
{
	struct err *err;

	*out = NULL;
	TRY(no_content(view, entry));
	if (entry->obstacle)
		return err_new(view->scratch, "%.*s: %s", STR_ARG(entry->path), entry->obstacle);
	err = view->repository->backend->open(view->repository, entry, view->scratch, out);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	*out = timed(view, *out);
	if (view->reads)
		atomic_fetch_add(&view->reads->files, 1);
	return NULL;
}

struct err *
content_open(struct view *view, const struct artifact *artifact, struct input **out)
{
	if (!artifact->entry)
		return err_new(view->scratch, "%.*s is no file", STR_ARG(artifact->path));
	TRY(content_open_entry(view, artifact->entry, out));
	return NULL;
}

struct err *
content_text(struct view *view, const struct entry *entry, struct str *out)
{
	struct input *input;
	struct err *err;

	*out = (struct str){0};
	TRY(content_open_entry(view, entry, &input));
	err = limits_named(input_all(input, view->run, view->limits->record_bytes, out),
			   "record_bytes");
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(entry->path));
	return NULL;
}

static struct err *
read_map(struct view *view, const struct entry *entry, struct str text, struct value *out,
	 const char **format)
{
	char *name = str_copy(view->scratch, entry->path);
	struct document document = {0};
	const struct value *sections;

	TRY(read_document(input_of(view->scratch, name, text), view->limits, view->scratch,
			  &document));
	*format = document.format;
	if (document.shape != SHAPE_TREE)
		return err_new(view->scratch, "%s holds no fields: it is no YAML, JSON or Markdown",
			       document.format);
	*out = document.tree;
	if (out->type == VALUE_NULL)
		*out = value_map();
	if (out->type != VALUE_MAP)
		return err_at(err_new(view->scratch, "the document is %s, not a map of fields",
				      value_type_name(out->type)),
			      name, out->place.line, out->place.column);
	sections = value_get(out, STR("sections"));
	if (out->map.count + (sections && sections->type == VALUE_LIST ? sections->list.count : 0) >
	    view->limits->card_fields)
		return limits_met(err_new(view->scratch,
					  "more fields and headings than card_fields (%zu) allows",
					  view->limits->card_fields),
				  "card_fields");
	return NULL;
}

struct err *
content_card(struct view *view, struct artifact *artifact, struct value *out, const char **format)
{
	struct str text = artifact->text;
	struct err *err;

	if (!artifact->entry)
		return err_new(view->scratch, "%.*s is no file", STR_ARG(artifact->path));
	if (!text.data)
		TRY(content_text(view, artifact->entry, &text));
	err = read_map(view, artifact->entry, text, out, format);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(artifact->path));
	/* Set once: whoever knows a fact of the artifact reads it without the lock. */
	if (!artifact->text.data && utf8_invalid(text) == SIZE_MAX)
		artifact->text = text;
	return NULL;
}

static struct err *
read_head(struct view *view, struct input *input, char *head, size_t *size)
{
	size_t got;

	*size = 0;
	do {
		TRY(input_read(input, head + *size, HEAD_BYTES - *size, &got));
		*size += got;
	} while (got > 0 && *size < HEAD_BYTES);
	(void)view;
	return NULL;
}

struct err *
content_format(struct view *view, const struct artifact *artifact, const char **out)
{
	char *head = arena_alloc(view->scratch, HEAD_BYTES);
	const struct format *format;
	struct input *input;
	size_t size;
	struct err *err;

	*out = NULL;
	TRY(content_open(view, artifact, &input));
	err = read_head(view, input, head, &size);
	input_close(input);
	if (err)
		return err_wrap(view->scratch, err, "reading %.*s", STR_ARG(artifact->path));
	format = read_format(artifact->path, str_make(head, size));
	*out = format ? format->name : NULL;
	return NULL;
}

/* Nine digits, whatever joins them: what a date or a version has not. */
#define LONG_NUMBER 9

static bool
holds_more_than_patterns(struct str text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.size; i++) {
		char byte = text.data[i];

		if (byte == '@')
			return true;
		if (byte >= '0' && byte <= '9')
			digits++;
		else if (str_find_byte(STR("-. ()/"), byte) == SIZE_MAX)
			digits = 0;
		if (digits >= LONG_NUMBER)
			return true;
	}
	return false;
}

struct err *
content_is_more_than_patterns(struct view *view, const struct entry *entry, bool *out)
{
	struct str text;
	struct err *err = content_text(view, entry, &text);

	if (err_is_machines(err))
		return err;
	/* Too large, or not to be read: no file of patterns. */
	err_settle(err);
	*out = err || holds_more_than_patterns(text);
	return NULL;
}

const struct fact_def content_unknown_fields[] = {
	{.name = "name", .type = FACT_STRING, .summary = "the key as written", .subject = true},
	{.name = "nearest", .type = FACT_STRING, .summary = "the known key it resembles, or null"},
	{.name = "line", .type = FACT_INT, .summary = "where it stands"},
	{.name = "column", .type = FACT_INT, .summary = "where it stands"},
	{0},
};

static bool
is_known(const char *const *known, struct str key)
{
	for (; *known; known++)
		if (str_is(key, *known))
			return true;
	return false;
}

static struct value
nearest(const char *const *known, struct str key)
{
	struct suggest suggest;
	struct str best;

	suggest_init(&suggest, key);
	for (; *known; known++)
		suggest_name(&suggest, str_of(*known));
	best = suggest_best(&suggest);
	return best.data ? value_str(best) : value_null();
}

struct value
content_unknown_keys(struct view *view, const char *const *known, const struct value *map)
{
	struct value list = value_list();

	for (size_t i = 0; map->type == VALUE_MAP && i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];
		struct value *element;

		if (is_known(known, member->key))
			continue;
		element = value_add(view->scratch, &list, value_map());
		element->place = member->key_place;
		value_set(view->scratch, element, "name", value_str(member->key));
		value_set(view->scratch, element, "nearest", nearest(known, member->key));
		value_set(view->scratch, element, "line", value_int(member->key_place.line));
		value_set(view->scratch, element, "column", value_int(member->key_place.column));
	}
	return list;
}
