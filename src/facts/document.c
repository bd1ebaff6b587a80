/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a document says something. In: a path as a record writes it. Out: what it lacks: it is not
 * there, empty, a placeholder, headings with nothing below. A file of another kind (a PDF) counts by
 * being there; one whose content is elsewhere cannot be told.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "facts/content.h"
#include "facts/facts.h"
#include "facts/links.h"
#include "model/evidence.h"

static const struct entry *
find(struct view *view, struct str written, struct str *lacks)
{
	struct str path = links_path(view->scratch, STR(""), written);
	const struct entry *entry = path.size > 0 ? entries_find(view->entries, path) : NULL;
	const struct entry *target = entry;

	if (path.size == 0)
		*lacks = STR("it leads out of the tree");
	else if (!entry)
		*lacks = links_is_folder(view->entries, path) ? STR("it is a folder")
							      : STR("there is no such file");
	else if (entry->type == ENTRY_LINK &&
		 links_follow(view->entries, entry, view->scratch, &target) != LINK_FILE)
		*lacks = STR("it is a link that leads to no file of the tree");
	return lacks->data ? NULL : target;
}

/* By what it says: a tree whose leaves are all empty says nothing, nor does a text of headings. */
static enum emptiness
emptiness_of(const struct document *document, struct str text)
{
	if (document->shape == SHAPE_TREE && !str_is(STR("markdown"), document->format))
		return evidence_emptiness(&document->tree);
	return evidence_emptiness(&(struct value){.type = VALUE_STRING, .string = text});
}

static struct err *
read_state(struct view *view, const struct entry *entry, struct str *lacks)
{
	static const char encrypted[] = "\0GITCRYPT";
	struct document document = {0};
	enum emptiness emptiness;
	struct str text;

	TRY(content_text(view, entry, &text));
	if (text.size == 0) {
		*lacks = STR("it is empty");
		return NULL;
	}
	if (str_starts(text, str_make(encrypted, sizeof encrypted - 1)))
		return err_new(view->scratch, "%.*s is encrypted: its content cannot be read",
			       STR_ARG(entry->path));
	if (utf8_invalid(text) != SIZE_MAX)
		return NULL;
	TRY(read_document(input_of(view->scratch, str_copy(view->scratch, entry->path), text),
			  view->limits, view->scratch, &document));
	emptiness = emptiness_of(&document, text);
	if (emptiness != EMPTINESS_FILLED)
		*lacks = emptiness == EMPTINESS_PLACEHOLDER
				 ? STR("it is a placeholder, or headings with nothing below")
				 : STR("it says nothing");
	return NULL;
}

struct err *
facts_document(struct view *view, struct str path, struct str *lacks)
{
	const struct entry *entry;

	*lacks = (struct str){0};
	entry = find(view, path, lacks);
	return entry ? read_state(view, entry, lacks) : NULL;
}
