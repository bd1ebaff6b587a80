/* SPDX-License-Identifier: Apache-2.0
 *
 * From what a check found to a finding. In: the item and the found place, subject and bindings. Out:
 * a finding in the item's list, with its message rendered and, where the file holds no data, the
 * source line. Everything a finding holds lives in the worker's run arena.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "check/internal.h"
#include "model/limits.h"

/* What one hole of a message may take: enough for a name or a path, too little for a document. */
#define SHOWN_BYTES 200

/* What reasons may take: twenty people whose approval does not count, and why. */
#define REASONS_BYTES 2000

/* A source line longer than this is no line that a person reads. */
#define EXCERPT_BYTES 1024

#define MESSAGE_BYTES 4096

static const struct binding *
bound(const struct found *found, struct str name)
{
	for (size_t i = 0; i < found->binding_count; i++)
		if (str_is(name, found->bindings[i].name))
			return &found->bindings[i];
	return NULL;
}

static struct str
show(struct item *item, const struct value *value)
{
	if (!value || value->type == VALUE_NULL)
		return STR("nothing");
	return value_show(item->view->scratch, value, SHOWN_BYTES);
}

/* The field that names an element, or NULL. */
static const char *
subject_field(const struct fact_def *def)
{
	for (const struct fact_def *field = def ? def->fields : NULL; field && field->name; field++)
		if (field->subject)
			return field->name;
	return NULL;
}

/* Elements that have names are told by them: "no_dpa, no_audit_rights". */
static struct str
show_fact(struct item *item, const struct ref *ref, const struct value *value)
{
	const char *subject = subject_field(ref->def);
	struct buf names;

	if (!subject || !value || value->type != VALUE_LIST)
		return show(item, value);
	if (value->list.count == 0)
		return STR("none");
	buf_init(&names, item->view->scratch, SHOWN_BYTES);
	for (size_t i = 0; i < value->list.count && !names.full; i++) {
		if (i > 0)
			buf_add(&names, STR(", "));
		buf_add(&names,
			value_show(item->view->scratch,
				   value_get(&value->list.items[i], str_of(subject)), SHOWN_BYTES));
	}
	if (!names.full)
		return buf_str(&names);
	return str_of(arena_print(item->view->scratch, "%.*s …", STR_ARG(buf_str(&names))));
}

static struct str
show_bound(struct item *item, const struct binding *binding)
{
	if (!binding || !binding->reasons)
		return show(item, binding ? &binding->value : NULL);
	return value_show(item->view->scratch, &binding->value, REASONS_BYTES);
}

/* A hole whose fact cannot be known does not undo the finding: it says so in its place. */
static struct str
fill(struct item *item, const struct found *found, const struct ref *ref)
{
	const struct value *value = NULL;
	struct err *err;

	if (ref->root == REF_BOUND)
		return show_bound(item, bound(found, ref->field));
	if (ref->root == REF_ELEMENT)
		return show(item, ref->field.size > 0 ? value_path(found->element, ref->field)
						      : found->element);
	err = check_value(item, ref, &value, NULL);
	if (err) {
		err_settle(err);
		return STR("unknown");
	}
	return show_fact(item, ref, value);
}

struct str
check_message(struct item *item, const struct found *found)
{
	const struct template *message = &item->planned->rule->message;
	struct buf text;

	buf_init(&text, item->view->scratch, MESSAGE_BYTES);
	for (size_t i = 0; i < message->count; i++) {
		buf_add(&text, message->parts[i].text);
		if (message->parts[i].has_ref)
			buf_add(&text, fill(item, found, &message->parts[i].ref));
	}
	return str_dup(item->view->run, buf_str(&text));
}

/* Move to a line from where the last one was found: findings of one file come near each other, and
 * a registry of ten thousand entries is not read from the top for each. */
static bool
go_to_line(struct line_cursor *cursor, struct str text, uint32_t number)
{
	if (cursor->text.data != text.data || cursor->text.size != text.size)
		*cursor = (struct line_cursor){.text = text, .line = 1};
	while (cursor->line < number) {
		size_t size = str_find_byte(str_cut(text, cursor->offset, text.size), '\n');

		if (size == SIZE_MAX)
			return false;
		cursor->offset += size + 1;
		cursor->line++;
	}
	while (cursor->line > number) {
		size_t end = str_find_last(str_cut(text, 0, cursor->offset - 1), '\n');

		cursor->offset = end == SIZE_MAX ? 0 : end + 1;
		cursor->line--;
	}
	return cursor->offset < text.size;
}

static struct str
excerpt(struct item *item, const struct artifact *source, uint32_t number)
{
	struct line_cursor *cursor = &item->view->cursor;
	struct str rest;
	struct str line = {0};

	if (source->kind->holds_data || !source->text.data ||
	    !go_to_line(cursor, source->text, number))
		return (struct str){0};
	rest = str_cut(source->text, cursor->offset, source->text.size);
	if (!str_line(&rest, &line) || line.size > EXCERPT_BYTES)
		return (struct str){0};
	return str_dup(item->view->run, line);
}

static struct place
place_of(const struct found *found, const struct artifact *source)
{
	if (found->place.line > 0)
		return found->place;
	if (source->place.line > 0 && !found->path.data)
		return source->place;
	return (struct place){.line = 1, .column = 1, .end_line = 1, .end_column = 1};
}

struct str
check_system(const struct item *item)
{
	if (item->system)
		return item->system->id;
	if (item->artifact->owner)
		return item->artifact->owner->id;
	if (str_is(str_of(item->artifact->kind->name), "system"))
		return item->artifact->id;
	return (struct str){0};
}

static struct finding *
add_finding(struct item *item)
{
	struct findings *findings = item->findings;

	findings->items = arena_grow(item->view->run, findings->items, findings->count,
				     &findings->capacity, sizeof *findings->items);
	return &findings->items[findings->count++];
}

void
check_report_rest(struct item *item)
{
	size_t limit = item->view->limits->findings;

	if (item->found <= limit)
		return;
	*add_finding(item) = (struct finding){
		.rest = true,
		.rule = item->planned->rule->id,
		.planned = item->planned,
		.about = item->artifact,
		.severity = item->planned->severity,
		.state = FINDING_OPEN,
		.never_waived = true,
		.path = item->artifact->path,
		.place = place_of(&(struct found){0}, item->artifact),
		.system = check_system(item),
		.subject = STR("more"),
		.message = str_of(arena_print(item->view->run,
					      "and %zu more: %zu were found, %zu are shown "
					      "(--limit findings=N raises it)",
					      item->found - limit, item->found, limit)),
		.help = item->planned->rule->fix,
	};
}

void
check_report(struct item *item, const struct found *found)
{
	const struct artifact *source = found->source ? found->source : item->artifact;
	struct arena *run = item->view->run;
	struct finding *finding;

	item->found++;
	if (item->muted > 0 || item->found > item->view->limits->findings)
		return;
	finding = add_finding(item);
	*finding = (struct finding){
		.rule = item->planned->rule->id,
		.planned = item->planned,
		.about = item->artifact,
		.severity = item->planned->severity,
		.state = FINDING_OPEN,
		.path = found->path.data ? str_dup(run, found->path) : source->path,
		.place = place_of(found, source),
		.system = check_system(item),
		.subject = found->subject.data ? str_dup(run, found->subject)
					       : item->artifact->subject,
		.message = check_message(item, found),
		.help = item->planned->rule->fix,
	};
	if (!found->path.data)
		finding->excerpt = excerpt(item, source, finding->place.line);
}
