/* SPDX-License-Identifier: Apache-2.0
 *
 * What files of policies and records may say, for editors. In: a topic. Out: a JSON Schema, made from
 * the tables that the loader reads by. The words of a registry are those of the packs that judge the
 * repository one stands in.
 */
#include "base/arena.h"
#include "base/out.h"
#include "base/suggest.h"
#include "cli/command.h"

#define TOPICS "policy (any of the next three), rule, pack, config or registry"

static struct err *
unknown_topic(struct session *session, const char *word)
{
	struct suggest suggest;

	suggest_init(&suggest, str_of(word));
	for (size_t i = 0; policy_schemas[i]; i++)
		suggest_name(&suggest, str_of(policy_schemas[i]));
	return suggest_help(err_new(session->run, "there is no schema of '%s'", word),
			    suggest_best(&suggest), "`govlint schema` takes " TOPICS);
}

static struct err *
plan_here(struct session *session, struct plan *plan)
{
	struct engine_request request;

	TRY(request_check(session, &request));
	request.source.path = ".";
	return engine_plan(&request, session->run, plan);
}

static int
run_schema(struct session *session)
{
	struct str topic = str_of(session->arguments->words[0]);
	struct plan plan = {0};
	struct value schema;
	struct err *err = NULL;
	bool known = false;

	for (size_t i = 0; policy_schemas[i]; i++)
		known |= str_is(topic, policy_schemas[i]);
	if (!known)
		return usage_error(session, unknown_topic(session, session->arguments->words[0]));
	if (str_is(topic, "registry"))
		err = plan_here(session, &plan);
	if (err)
		return cannot_do(session, err);
	schema = policy_schema(topic, &plan, session->run);
	report_json_value(session->output, &schema, -1);
	out_byte(session->output, '\n');
	return EXIT_PASS;
}

const struct command cmd_schema = {
	.name = "schema",
	.words = "TOPIC",
	.summary = "a JSON Schema of a rule, pack, configuration or registry",
	.description = "TOPIC is " TOPICS ".\n"
		       "Editors complete and check by it: the first line of a file can say\n"
		       "# yaml-language-server: $schema=FILE",
	.words_least = 1,
	.words_most = 1,
	.run = run_schema,
};
