/* SPDX-License-Identifier: Apache-2.0
 *
 * approved: who may approve what, and why an approval does not count.
 */
#include "unit/check/judging.h"

/* Judge a change to m/a and m/b against one entry of `protect`. */
static const char *
approved(const char *entry, const char *change)
{
	struct arena *arena = test_arena();
	char *rule = arena_print(arena,
				 "kind: change\nmessage: \"{why}\"\n"
				 "check: {approved: {protect: [%s]}}\n",
				 entry);
	char *text = arena_print(arena,
				 "path: c\nreviews: true\nfacts:\n"
				 "  author: dev\n"
				 "  paths:\n"
				 "    - {path: m/a, type: modified, old_path: m/a, owners: "
				 "[\"@own\", \"@org/team\", "
				 "\"mail@corp-mail.com\"], owners_known: true}\n"
				 "    - {path: m/b, type: renamed, old_path: secret/b, owners: [], "
				 "owners_known: true}\n"
				 "  contributors:\n"
				 "    - {name: Dev, email: dev@corp-mail.com, login: dev}\n"
				 "    - {name: Cara Co, email: cara@home.example, login: null}\n"
				 "%s",
				 change);
	static const char config[] =
		"govlint: 1\n"
		"roles:\n"
		"  CISO: [{name: Ann, github: Ann, email: ann@corp-mail.com}]\n"
		"  DPO: [{github: dan, email: dan@corp-mail.com}, {github: eve}]\n"
		"  Legal: [{github: ann}, {name: Cara Co, github: cara}]\n"
		"  Product: [{github: pia}]\n"
		"  Engineering: []\n"
		"teams: {team: [tom], other: [oz]}\n";

	return judged_with(rule, text, config);
}

#define BOTH           "covers: [m/a, m/b], why_not: null}"
#define APPROVAL(by)   "    - {by: " by ", means: review, state: approved, commit: abc, " BOTH "\n"
#define APPROVALS(all) "  approvals:\n" all
#define NOBODY         "  approvals: []\n"
#define CISO           "{paths: [\"m/**\"], roles: [CISO]}"

TEST(check_approved, takes_an_approval_of_a_holder)
{
	CHECK_STR(approved(CISO, APPROVALS(APPROVAL("ann"))), "");
	CHECK_STR(approved(CISO, APPROVALS(APPROVAL("ANN"))), "");
}

TEST(check_approved, finds_a_change_that_nobody_approved)
{
	CHECK_STR(approved(CISO, NOBODY),
		  "m/a:1:1: no approval of a holder of CISO counts; nobody approved <m/a>\n");
}

TEST(check_approved, asks_nothing_where_nothing_protected_changes)
{
	CHECK_STR(approved("{paths: [\"data/**\"], roles: [CISO]}", NOBODY), "");
}

TEST(check_approved, protects_what_is_of_a_kind)
{
	static const char rule[] = "kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: "
				   "[{kinds: [model, dataset], roles: [CISO]}]}}\n";
	static const char unasked[] = "w/a:1:1: no approval of a holder of CISO counts; nobody "
				      "holds the role 'CISO'; no reviews were given (--reviews) "
				      "<w/a>\n";
	struct court court;

	if (!court_open(&court, rule,
			"facts: {paths: [{path: w/a, kinds: [model]}, {path: b, kinds: []}], "
			"contributors: [], approvals: []}\n",
			NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_STR(court_findings(&court), unasked);
	if (!court_open(&court, rule,
			"facts: {paths: [{path: b, kinds: [model_card]}], contributors: [], "
			"approvals: []}\n",
			NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_STR(court_findings(&court), "");
}

TEST(check_approved, protects_where_a_rename_took_a_path_from)
{
	CHECK_STR(approved("{paths: [\"secret/**\"], roles: [CISO]}", NOBODY),
		  "m/b:1:1: no approval of a holder of CISO counts; nobody approved <m/b>\n");
}

TEST(check_approved, says_when_reviews_were_not_handed_over)
{
	struct court court;

	if (!court_open(&court,
			"kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: [{paths: "
			"[\"**\"], roles: [CISO]}]}}\n",
			"facts: {paths: [{path: a}], contributors: [], approvals: []}\n", NULL))
		return;
	CHECK_OK(check_node(&court.item, &court.rule.check));
	CHECK_STR(court_findings(&court),
		  "a:1:1: no approval of a holder of CISO counts; nobody holds the role 'CISO'; no "
		  "reviews were given (--reviews) <a>\n");
}

TEST(check_approved, does_not_take_strangers)
{
	CHECK_STR(approved(CISO, APPROVALS(APPROVAL("mallory"))),
		  "m/a:1:1: no approval of a holder of CISO counts; mallory approved, but may not "
		  "approve this <m/a>\n");
	CHECK_STR(approved(CISO, APPROVALS(APPROVAL("null"))),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of somebody does "
		  "not "
		  "count: it "
		  "names nobody <m/a>\n");
}

TEST(check_approved, does_not_take_ones_own_word)
{
	static const char legal[] = "{paths: [\"m/**\"], roles: [Legal]}";

	/* By login, by address of a holder, and by the name that a holder and a commit share. */
	CHECK_STR(approved(legal, APPROVALS(APPROVAL("cara"))),
		  "m/a:1:1: no approval of a holder of Legal counts; the approval of cara does not "
		  "count: its giver contributed to the change <m/a>\n");
	CHECK_STR(judged_with(
			  "kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: [" CISO
			  "]}}\n",
			  "facts:\n  paths: [{path: m/a}]\n  contributors: [{name: x, email: "
			  "ANN@corp-mail.com, login: null}]\n  approvals: [{by: ann, state: "
			  "approved, covers: [m/a]}]\n",
			  "{govlint: 1, roles: {CISO: [{github: ann, email: ann@corp-mail.com}]}}"),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		  "count: "
		  "its giver contributed to the change <m/a>\n");
	CHECK_STR(judged_with(
			  "kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: [" CISO
			  "]}}\n",
			  "facts:\n  paths: [{path: m/a}]\n  contributors: [{name: x, email: "
			  "12+Ann@users.noreply.github.com, login: null}]\n  approvals: [{by: ann, "
			  "state: approved, covers: [m/a]}]\n",
			  "{govlint: 1, roles: {CISO: [{github: ann}]}}"),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		  "count: "
		  "its giver contributed to the change <m/a>\n");
}

/* Two entries of `roles` that share a name, and who is which. */
static const char *
namesakes(const char *entry, const char *author, const char *contributor, const char *approvals)
{
	struct arena *arena = test_arena();

	return judged_with(
		arena_print(
			arena,
			"kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: [%s]}}\n",
			entry),
		arena_print(arena,
			    "facts:\n  author: %s\n  paths: [{path: m/a}]\n  contributors: [%s]\n"
			    "  approvals: [%s]\n",
			    author, contributor, approvals),
		"govlint: 1\nroles:\n"
		"  CISO: [{name: Carol Diaz, github: carol}]\n"
		"  DPO: [{name: carol  diaz, github: carol-d, email: cd@corp-mail.com}]\n"
		"  Legal: [{name: Zed, github: zoe}, {name: Zoe, github: zed}]\n");
}

#define GIVEN(by) "{by: " by ", state: approved, covers: [m/a]}"

TEST(check_approved, takes_holders_of_one_name_for_one_person)
{
	static const char two[] = "{paths: [m/a], roles: [CISO, DPO], count: 2}";
	static const char own[] =
		"m/a:1:1: no approval of a holder of CISO counts; the approval of "
		"carol does not count: its giver contributed to the change <m/a>\n";

	CHECK_STR(namesakes(CISO, "carol-d", "", GIVEN("carol")), own);
	CHECK_STR(namesakes(CISO, "dev", "{name: CD, email: cd@corp-mail.com, login: null}",
			    GIVEN("carol")),
		  own);
	CHECK_STR(namesakes(two, "dev", "", GIVEN("carol") ", " GIVEN("carol-d")),
		  "m/a:1:1: 2 people must approve, 1 did <m/a>\n");
	CHECK_STR(namesakes(CISO, "dev", "", GIVEN("carol")), "");
}

TEST(check_approved, lends_no_role_to_a_namesake)
{
	CHECK_STR(namesakes(CISO, "dev", "", GIVEN("carol-d")),
		  "m/a:1:1: no approval of a holder of CISO counts; carol-d approved, but may not "
		  "approve this <m/a>\n");
	/* A login is no name: whoever is called like another's login is not that other. */
	CHECK_STR(namesakes("{paths: [m/a], roles: [Legal]}", "zed", "", GIVEN("zoe")), "");
}

TEST(check_approved, may_exclude_the_author_alone)
{
	static const char legal[] = "{paths: [\"m/**\"], roles: [Legal], not_by: author}";

	CHECK_STR(approved(legal, APPROVALS(APPROVAL("cara"))), "");
	CHECK_STR(approved("{paths: [\"m/**\"], codeowners: true, not_by: author}",
			   APPROVALS(APPROVAL("dev"))),
		  "m/a:1:1: no approval of an owner of 'm/a' counts (@own, @org/team, "
		  "mail@corp-mail.com); the approval of dev does not count: its giver is the "
		  "author of "
		  "the change <m/a>\n");
}

TEST(check_approved, takes_any_role_or_each)
{
	static const char any[] = "{paths: [\"m/**\"], roles: [CISO, DPO]}";
	static const char each[] = "{paths: [\"m/**\"], roles: [CISO, DPO], each_role: true}";
	static const char two_hats[] = "{paths: [\"m/**\"], roles: [CISO, Legal], each_role: true}";

	CHECK_STR(approved(any, APPROVALS(APPROVAL("eve"))), "");
	CHECK_STR(approved(any, NOBODY),
		  "m/a:1:1: no approval of a holder of any of CISO, DPO counts; nobody approved "
		  "<m/a>\n");
	CHECK_STR(approved(each, APPROVALS(APPROVAL("eve"))),
		  "m/a:1:1: no approval of a holder of CISO counts <m/a>\n");
	CHECK_STR(approved(each, APPROVALS(APPROVAL("eve") APPROVAL("ann"))), "");
	CHECK_STR(approved(two_hats, APPROVALS(APPROVAL("ann"))), "");
}

TEST(check_approved, counts_people_not_approvals)
{
	static const char two[] = "{paths: [\"m/**\"], roles: [CISO, DPO], count: 2}";

	CHECK_STR(approved(two, APPROVALS(APPROVAL("ann") APPROVAL("dan"))), "");
	CHECK_STR(approved(two, APPROVALS(APPROVAL("ann"))),
		  "m/a:1:1: 2 people must approve, 1 did <m/a>\n");
	CHECK_STR(approved(two, APPROVALS(APPROVAL("dan") APPROVAL("dan@corp-mail.com"))),
		  "m/a:1:1: 2 people must approve, 1 did <m/a>\n");
}

TEST(check_approved, fills_a_role_that_is_made_of_others)
{
	static const char board[] = "{paths: [\"m/**\"], roles: [AI governance committee]}";
	static const char owner[] = "{paths: [\"m/**\"], roles: [Product owner]}";

	CHECK_STR(approved(board, APPROVALS(APPROVAL("ann") APPROVAL("eve"))), "");
	CHECK_STR(approved(board, APPROVALS(APPROVAL("ann"))),
		  "m/a:1:1: no approval of a holder of AI governance committee counts; 'AI "
		  "governance "
		  "committee' takes 2 people; ann approved, but may not approve this <m/a>\n");
	CHECK_STR(approved(owner, APPROVALS(APPROVAL("pia"))), "");
}

TEST(check_approved, says_that_nobody_holds_a_role)
{
	CHECK_STR(
		approved("{paths: [\"m/**\"], roles: [Engineering manager]}",
			 APPROVALS(APPROVAL("ann"))),
		"m/a:1:1: no approval of a holder of Engineering manager counts; nobody holds the "
		"role 'Engineering manager'; ann approved, but may not approve this <m/a>\n");
}

TEST(check_approved, takes_an_approval_for_what_was_seen)
{
	CHECK_STR(approved(CISO, "  approvals:\n    - {by: ann, state: APPROVED, covers: [m/a]}\n"),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		  "count: "
		  "'m/b' changed after it <m/a>\n");
	CHECK_STR(approved("{paths: [m/a], roles: [CISO]}",
			   "  approvals:\n    - {by: ann, state: APPROVED, covers: [m/a]}\n"),
		  "");
	CHECK_STR(approved(CISO, "  approvals:\n    - {by: ann, state: approved}\n"),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		  "count: "
		  "'m/a' changed after it <m/a>\n");
	CHECK_STR(approved(CISO,
			   "  approvals:\n    - {by: ann, state: approved, covers: [m/a, m/b], "
			   "why_not: the commit is gone}\n"),
		  "m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		  "count: "
		  "the commit is gone <m/a>\n");
}

TEST(check_approved, takes_nothing_but_approvals)
{
	static const char *const states[] = {"dismissed", "commented", "pending", "\"\""};

	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		char *change = arena_print(test_arena(),
					   "  approvals:\n    - {by: ann, state: %s, " BOTH "\n",
					   states[i]);

		CHECK_STR(
			approved(CISO, change),
			"m/a:1:1: no approval of a holder of CISO counts; nobody approved <m/a>\n");
	}
}

TEST(check_approved, lets_a_person_take_back_only_their_own)
{
	static const char dpo[] = "{paths: [\"m/**\"], roles: [DPO]}";

	CHECK_STR(approved(dpo, APPROVALS(APPROVAL("dan") "    - {by: eve, state: "
							  "changes_requested, covers: []}\n")),
		  "");
	CHECK_STR(approved(dpo, APPROVALS(APPROVAL("dan") "    - {by: dan@corp-mail.com, state: "
							  "changes_requested, covers: []}\n")),
		  "m/a:1:1: no approval of a holder of DPO counts; the approval of dan does not "
		  "count: "
		  "the same person asks for changes <m/a>\n");
}

TEST(check_approved, takes_one_owner_of_each_path)
{
	static const char owners[] = "{paths: [m/a], codeowners: true}";

	CHECK_STR(approved(owners, APPROVALS(APPROVAL("own"))), "");
	CHECK_STR(approved(owners, APPROVALS(APPROVAL("tom"))), "");
	CHECK_STR(approved(owners, APPROVALS(APPROVAL("Mail@corp-mail.com"))), "");
	CHECK_STR(approved(owners, APPROVALS(APPROVAL("oz"))),
		  "m/a:1:1: no approval of an owner of 'm/a' counts (@own, @org/team, "
		  "mail@corp-mail.com); oz approved, but may not approve this <m/a>\n");
	CHECK_STR(approved("{paths: [\"m/**\"], codeowners: true}", APPROVALS(APPROVAL("own"))),
		  "m/b:1:1: 'm/b' has no owner in CODEOWNERS <m/b>\n");
	CHECK_STR(
		approved(owners, "  approvals:\n    - {by: own, state: approved, covers: [m/b]}\n"),
		"m/a:1:1: no approval of an owner of 'm/a' counts (@own, @org/team, "
		"mail@corp-mail.com); own approved, but may not approve this <m/a>\n");
	CHECK_STR(approved("{paths: [m/a], codeowners: true, roles: [CISO]}",
			   APPROVALS(APPROVAL("own"))),
		  "m/a:1:1: no approval of a holder of CISO counts <m/a>\n");
	CHECK_STR(approved("{paths: [m/a], codeowners: true, roles: [CISO]}",
			   APPROVALS(APPROVAL("own") APPROVAL("ann"))),
		  "");
}

TEST(check_approved, does_not_believe_signatures_it_cannot_verify)
{
	CHECK_STR(
		approved("{paths: [m/a], roles: [CISO], signed: true}", APPROVALS(APPROVAL("ann"))),
		"m/a:1:1: no approval of a holder of CISO counts; the approval of ann does not "
		"count: "
		"this version verifies no signatures, and only signed approvals count <m/a>\n");
}

TEST(check_approved, judges_each_entry)
{
	CHECK_STR(
		approved(CISO ", {paths: [m/b], roles: [DPO]}", APPROVALS(APPROVAL("ann"))),
		"m/b:1:1: no approval of a holder of DPO counts; ann approved, but may not approve "
		"this <m/b>\n");
}

TEST(check_approved, does_not_decide_without_its_facts)
{
	static const char rule[] =
		"kind: change\nmessage: \"{why}\"\ncheck: {approved: {protect: [{paths: [\"**\"], "
		"codeowners: true}]}}\n";

	CHECK_STR(judged(rule, "{facts: {paths: [], contributors: []}}"),
		  "not verified: 'approvals' of the change is not known");
	CHECK_STR(judged(rule, "{facts: {approvals: [], contributors: []}}"),
		  "not verified: 'paths' of the change is not known");
	CHECK_STR(judged(rule, "{facts: {paths: [{path: a, owners: []}], approvals: "
			       "[{by: c, state: approved}]}}"),
		  "not verified: 'contributors' of the change is not known");
	CHECK_STR(judged(rule, "{facts: {paths: [], approvals: {unknown: why}, contributors: []}}"),
		  "not verified: why");
	CHECK_STR(judged(rule, "{facts: {paths: x, approvals: [], contributors: []}}"),
		  "not verified: 'paths' of the change is string, not a list");
	CHECK_STR(judged(rule, "{facts: {paths: [{}], approvals: [], contributors: []}}"),
		  "not verified: 'path' in the facts of the change is missing");
	CHECK_STR(judged(rule, "{facts: {paths: [{path: a}], approvals: [], contributors: []}}"),
		  "not verified: the owners of 'a' are not known");
	CHECK_STR(
		judged(rule,
		       "{facts: {paths: [], approvals: [{by: a, state: null}], contributors: []}}"),
		"not verified: 'state' in the facts of the change is null");
	CHECK_STR(judged(rule, "{facts: {paths: [], approvals: [{by: 5, state: approved}], "
			       "contributors: []}}"),
		  "not verified: 'by' in the facts of the change is int");
	CHECK_STR(judged(rule, "{facts: {paths: [{path: a, owners: []}], approvals: "
			       "[{by: c, state: approved}], contributors: [{login: 5}]}}"),
		  "not verified: 'login' in the facts of the change is int");
}
