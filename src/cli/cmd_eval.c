/* SPDX-License-Identifier: Apache-2.0
 *
 * An expression and what its names stand for → its value as JSON. Or many: a case in each line of the
 * standard input, an answer in each line of the output, in the same order.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/out.h"
#include "cli/command.h"
#include "cli/tagged.h"
#include "expr/expr.h"
#include "read/read.h"

/* Names and their values, as a host of expressions. */
struct variables {
	struct expr_names names;
	struct expr_scope scope;
	struct str *keys;
	struct expr_value *values;
	size_t count;
};

static const struct expr_kind any = {.type = EXPR_DYN};

static const struct expr_kind *
find_variable(const struct expr_names *self, struct str name, size_t *slot)
{
	const struct variables *variables = (const struct variables *)self;

	for (*slot = 0; *slot < variables->count; ++*slot)
		if (str_equal(variables->keys[*slot], name))
			return &any;
	return NULL;
}

static struct err *
take_variable(struct expr_scope *self, size_t slot, struct arena *scratch, struct expr_value *out)
{
	struct variables *variables =
		(struct variables *)((char *)self - offsetof(struct variables, scope));

	(void)scratch;
	*out = variables->values[slot];
	return NULL;
}

static struct err *
read_variables(struct arena *arena, const struct value *map, bool tagged, struct variables *out)
{
	*out = (struct variables){.names.root = find_variable, .scope.root = take_variable};
	if (!map || map->type == VALUE_NULL)
		return NULL;
	if (map->type != VALUE_MAP)
		return err_new(arena, "the variables are no map");
	out->keys = arena_array(arena, map->map.count + 1, sizeof *out->keys);
	out->values = arena_array(arena, map->map.count + 1, sizeof *out->values);
	for (size_t i = 0; i < map->map.count; i++) {
		const struct value_member *member = &map->map.members[i];

		out->keys[out->count] = member->key;
		if (tagged)
			TRY(tagged_read(arena, &member->value, &out->values[out->count]));
		else
			out->values[out->count] = expr_from_tree(&member->value);
		out->count++;
	}
	return NULL;
}

enum {
	BYTES_A_VALUE = 64, /* of a text count as one more */
};

/* A value takes little where its parts are the same; shown, each takes its own. */
static bool
fits(const struct expr_value *value, size_t *left)
{
	size_t count = value->type == EXPR_LIST || value->type == EXPR_MAP ? expr_count(value) : 0;
	size_t size = 1 + value->text.size / BYTES_A_VALUE;

	if (size > *left)
		return false;
	*left -= size;
	for (size_t i = 0; i < count; i++) {
		struct expr_value item =
			value->type == EXPR_LIST ? expr_item(value, i) : expr_held(value, i);

		if (!fits(&item, left))
			return false;
	}
	return true;
}

static struct err *
show(struct session *session, struct arena *arena, const struct expr_value *value,
     struct value *out)
{
	size_t left = session->limits.tree_nodes;

	if (!fits(value, &left))
		return limits_met(err_new(arena, "the value is larger than tree_nodes (%zu) allows",
					  session->limits.tree_nodes),
				  "tree_nodes");
	*out = option_given(session->arguments, OPTION_tagged) ? tagged_show(arena, value)
							       : plain_show(arena, value);
	return NULL;
}

/* ---- one ---- */

static struct err *
read_file(struct session *session, const char *path, struct value *out)
{
	struct str text;

	TRY(limits_named(file_read_path(&text, session->run, path, session->limits.record_bytes),
			 "record_bytes"));
	if (str_ends(str_of(path), STR(".json")))
		return read_json_text(path, text, &session->limits, session->run, out);
	return read_yaml_text(path, text, &session->limits, session->run, out);
}

static struct err *
evaluate_one(struct session *session, struct str text, struct value *out)
{
	const char *path = option_value(session->arguments, OPTION_vars);
	bool tagged = option_given(session->arguments, OPTION_tagged);
	struct expr_request request = {.text = text, .limits = &session->limits};
	struct variables variables;
	const struct expr *expr;
	struct expr_value value;
	struct value map = {0};

	if (path)
		TRY(read_file(session, path, &map));
	TRY(read_variables(session->run, path ? &map : NULL, tagged, &variables));
	request.names = &variables.names;
	TRY(expr_compile(&request, session->run, &expr));
	TRY(expr_evaluate(expr, &variables.scope, session->run, &value));
	return show(session, session->run, &value, out);
}

/* ---- many ---- */

static bool
says(const struct value *map, struct str key)
{
	const struct value *value = value_get(map, key);

	return value && value->type == VALUE_BOOL && value->boolean;
}

static struct err *
evaluate_case(struct session *session, struct arena *scratch, const struct value *one,
	      struct value *out)
{
	bool tagged = option_given(session->arguments, OPTION_tagged);
	struct expr_request request = {
		.text = value_string(value_get(one, STR("expr"))),
		.limits = &session->limits,
		.unchecked = says(one, STR("disable_check")),
		.no_macros = says(one, STR("disable_macros")),
	};
	struct variables variables;
	const struct expr *expr;
	struct expr_value value;

	TRY(read_variables(scratch, value_get(one, STR("vars")), tagged, &variables));
	request.names = &variables.names;
	TRY(expr_compile(&request, scratch, &expr));
	TRY(expr_evaluate(expr, &variables.scope, scratch, &value));
	return show(session, scratch, &value, out);
}

static void
write_case(struct session *session, struct arena *scratch, struct str line)
{
	struct value one = {0}, answer = value_map(), value;
	const struct value *name;
	struct err *err = read_json_text("-", line, &session->limits, scratch, &one);

	name = err ? NULL : value_get(&one, STR("name"));
	if (name)
		value_set(scratch, &answer, "name", *name);
	if (!err)
		err = evaluate_case(session, scratch, &one, &value);
	if (err)
		value_set(scratch, &answer, "error", value_text(err->message));
	else
		value_set(scratch, &answer, "value", value);
	err_settle(err);
	report_json_value(session->output, &answer, -1);
	out_byte(session->output, '\n');
}

static struct err *
evaluate_lines(struct session *session)
{
	struct str text, line;
	struct arena scratch;

	TRY(limits_named(file_read(&text, session->run, 0, session->limits.record_bytes, "-"),
			 "record_bytes"));
	arena_init(&scratch, session->run->exhausted);
	while (str_line(&text, &line)) {
		if (str_trim(line).size > 0)
			write_case(session, &scratch, line);
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	return NULL;
}

static int
run_eval(struct session *session)
{
	const struct arguments *arguments = session->arguments;
	bool lines = option_given(arguments, OPTION_jsonl);
	struct value value;
	struct err *err;

	if (lines == (arguments->word_count > 0))
		return usage_error(session, err_help(err_new(session->run,
							     lines ? "'--jsonl' takes no expression"
								   : "there is no expression"),
						     "govlint eval 'size([1, 2]) > 1', or govlint "
						     "eval --jsonl <cases.jsonl"));
	if (lines) {
		err = evaluate_lines(session);
		return err ? cannot_do(session, err) : EXIT_PASS;
	}
	err = evaluate_one(session, str_of(arguments->words[0]), &value);
	if (err)
		return cannot_do(session, err);
	report_json_value(session->output, &value, 0);
	out_byte(session->output, '\n');
	return EXIT_PASS;
}

const struct command cmd_eval = {
	.name = "eval",
	.words = "EXPR",
	.summary = "the value of an expression",
	.description =
		"Prints as JSON what the EXPR of a rule comes to; names stand for what --vars "
		"says.\nWith --jsonl each line of the standard input is a case: {\"name\": …, "
		"\"expr\": …, \"vars\": {…}},\nand each line of the output {\"name\": …, "
		"\"value\": …} or {\"name\": …, \"error\": …}.",
	.words_least = 0,
	.words_most = 1,
	.run = run_eval,
};
