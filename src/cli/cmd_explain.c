/* SPDX-License-Identifier: Apache-2.0
 *
 * A page about one thing. In: the name of a rule, pack, kind, fact of a kind, or check. Out: what it
 * is. A name that is none of these is "cannot decide", with the nearest one.
 */
#include "base/arena.h"
#include "base/out.h"
#include "base/suggest.h"
#include "cli/page.h"
#include "settle/settle.h"

/* One place where a name is looked up: explains it and says so, or offers its own names. */
struct lookup {
	struct session *session;
	struct str name;
	struct suggest suggest;
	struct known_rules rules;
};

static bool
look_in_rules(struct lookup *lookup)
{
	for (size_t i = 0; i < lookup->rules.count; i++) {
		suggest_name(&lookup->suggest, lookup->rules.items[i].rule.id);
		if (str_equal(lookup->rules.items[i].rule.id, lookup->name)) {
			explain_rule(lookup->session, &lookup->rules.items[i]);
			return true;
		}
	}
	return false;
}

static bool
look_in_own_rules(struct lookup *lookup)
{
	struct session *session = lookup->session;

	for (const struct own_rule *rule = settle_rules; rule->id; rule++) {
		suggest_name(&lookup->suggest, str_of(rule->id));
		if (!str_is(lookup->name, rule->id))
			continue;
		page_title(session, lookup->name, "rule, judges the waivers of govlint.yaml",
			   str_of(rule->title));
		page_heading(session, "Why");
		page_text(session, str_of(rule->why));
		page_heading(session, "Fix");
		page_text(session, str_of(rule->fix));
		page_heading(session, "Severity");
		page_text(session, str_of(severity_name(rule->severity)));
		return true;
	}
	return false;
}

static bool
look_in_packs(struct lookup *lookup)
{
	struct session *session = lookup->session;
	struct value names = known_packs(session);
	struct err *err = NULL;

	for (size_t i = 0; i < names.list.count; i++) {
		suggest_name(&lookup->suggest, names.list.items[i].string);
		if (!str_equal(names.list.items[i].string, lookup->name))
			continue;
		err = explain_pack(session, lookup->name);
		if (!err)
			return true;
		report_error(err, &session->error_style, session->error);
		err_settle(err);
		return false;
	}
	return explain_own_pack(session, lookup->name, &lookup->suggest);
}

static void
put_row(struct session *session, const struct value *row, const char *name, const char *type)
{
	struct str kind = value_string(value_get(row, str_of(type)));

	page_text(session,
		  str_of(arena_print(session->run, "%.*s%s%.*s: %.*s",
				     STR_ARG(value_string(value_get(row, str_of(name)))),
				     kind.size > 0 ? ", " : "", STR_ARG(kind),
				     STR_ARG(value_string(value_get(row, STR("summary")))))));
}

static void
put_rows(struct session *session, const char *heading, const struct value *rows, const char *name,
	 const char *type)
{
	if (!rows || rows->list.count == 0)
		return;
	page_heading(session, heading);
	for (size_t i = 0; i < rows->list.count; i++)
		put_row(session, &rows->list.items[i], name, type);
}

static void
put_kind(struct session *session, const struct value *kind)
{
	const struct value *paths = value_get(kind, STR("paths"));

	page_title(session, value_string(value_get(kind, STR("kind"))), "kind",
		   value_string(value_get(kind, STR("summary"))));
	put_rows(session, "Facts", value_get(kind, STR("facts")), "fact", "type");
	put_rows(session, "Related artifacts", value_get(kind, STR("relations")), "relation", "to");
	if (paths && paths->list.count > 0)
		page_heading(session, "Recognised by");
	for (size_t i = 0; paths && i < paths->list.count; i++)
		page_text(session, paths->list.items[i].string);
}

static void
put_fact(struct session *session, struct str kind, const struct value *fact)
{
	struct str name = value_string(value_get(fact, STR("fact")));

	page_title(session,
		   str_of(arena_print(session->run, "%.*s.%.*s", STR_ARG(kind), STR_ARG(name))),
		   arena_print(session->run, "fact, %.*s",
			       STR_ARG(value_string(value_get(fact, STR("type"))))),
		   value_string(value_get(fact, STR("summary"))));
	put_rows(session, "Fields of its elements", value_get(fact, STR("fields")), "fact", "type");
}

/* KIND or KIND.FACT */
static bool
look_in_kinds(struct lookup *lookup)
{
	struct value kinds = engine_catalogue(lookup->session->run, STR("kinds"));
	size_t dot = str_find_byte(lookup->name, '.');
	struct str wanted = str_cut(lookup->name, dot < lookup->name.size ? dot + 1 : 0, SIZE_MAX);

	for (size_t i = 0; i < kinds.list.count; i++) {
		const struct value *kind = &kinds.list.items[i];
		const struct value *facts = value_get(kind, STR("facts"));
		struct str name = value_string(value_get(kind, STR("kind")));

		suggest_name(&lookup->suggest, name);
		if (str_equal(name, lookup->name)) {
			put_kind(lookup->session, kind);
			return true;
		}
		for (size_t n = 0; dot < lookup->name.size && n < facts->list.count; n++) {
			const struct value *row = &facts->list.items[n];
			struct str fact = value_string(value_get(row, STR("fact")));

			suggest_name(&lookup->suggest,
				     str_of(arena_print(lookup->session->run, "%.*s.%.*s",
							STR_ARG(name), STR_ARG(fact))));
			if (!str_equal(name, str_cut(lookup->name, 0, dot)) ||
			    !str_equal(fact, wanted))
				continue;
			put_fact(lookup->session, name, row);
			return true;
		}
	}
	return false;
}

static bool
look_in_checks(struct lookup *lookup)
{
	struct session *session = lookup->session;
	struct value checks = engine_catalogue(session->run, STR("checks"));

	for (size_t i = 0; i < checks.list.count; i++) {
		const struct value *check = &checks.list.items[i];
		struct str name = value_string(value_get(check, STR("check")));

		suggest_name(&lookup->suggest, name);
		if (!str_equal(name, lookup->name))
			continue;
		page_title(session, name, "check", value_string(value_get(check, STR("summary"))));
		put_rows(session, "Arguments", value_get(check, STR("arguments")), "argument",
			 "needed");
		return true;
	}
	return false;
}

static int
run_explain(struct session *session)
{
	struct lookup lookup = {.session = session, .name = str_of(session->arguments->words[0])};
	struct err *err = known_rules(session, &lookup.rules);

	suggest_init(&lookup.suggest, lookup.name);
	if (look_in_rules(&lookup) || look_in_own_rules(&lookup) || look_in_packs(&lookup) ||
	    look_in_kinds(&lookup) || look_in_checks(&lookup)) {
		report_error(err, &session->error_style, session->error);
		err_settle(err);
		return EXIT_PASS;
	}
	err = err_join(err,
		       suggest_help(err_new(session->run,
					    "there is no rule, pack, kind, fact or check '%s'",
					    session->arguments->words[0]),
				    suggest_best(&lookup.suggest),
				    "`govlint list rules` and its other topics show the names"));
	return cannot_do(session, err);
}

const struct command cmd_explain = {
	.name = "explain",
	.words = "RULE|PACK|KIND[.FACT]|CHECK",
	.summary = "a page: what, why, fix, parameters, examples, laws",
	.description =
		"Tells what a rule, pack, kind, fact or check is. For a rule also where each "
		"setting comes from\nin the repository one stands in.",
	.words_least = 1,
	.words_most = 1,
	.run = run_explain,
};
