/* SPDX-License-Identifier: Apache-2.0
 *
 * What rules see. In: a path and perhaps the name of an artifact. Out: facts as JSON. Judges
 * nothing.
 */
#include "base/arena.h"
#include "base/out.h"
#include "cli/command.h"

static int
run_facts(struct session *session)
{
	const struct arguments *arguments = session->arguments;
	struct str artifact = {0};
	struct engine_request request;
	struct value facts;
	struct err *err;

	err = request_check(session, &request);
	if (err)
		return usage_error(session, err);
	if (arguments->word_count > 1)
		artifact = str_of(arguments->words[1]);
	err = request_read(session, &request);
	if (!err)
		err = engine_facts(&request, artifact, session->run, &facts);
	if (err)
		return cannot_do(session, err);
	report_json_value(session->output, &facts, 0);
	out_byte(session->output, '\n');
	return EXIT_PASS;
}

const struct command cmd_facts = {
	.name = "facts",
	.words = "PATH [ARTIFACT]",
	.summary = "the facts that rules see, as JSON",
	.description = "Prints the facts of the ARTIFACT (a path below the root, or a system's id) "
		       "or of all.\nWhat cannot be known stands as {\"not_verified\": reason}.",
	.words_least = 1,
	.words_most = 2,
	.run = run_facts,
};
