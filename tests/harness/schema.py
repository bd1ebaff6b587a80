# SPDX-License-Identifier: Apache-2.0
#
# Schema and loader, held against each other. usage: schema.py BINARY FOLDER [COUNT]
# A document that fits is changed in one place: a key misspelt or left out, a value of another type, a
# word that is none. COUNT such changes of each document are tried, the same ones in every run.
import copy, glob, json, os, random, re, subprocess, sys

import yaml
from jsonschema import Draft202012Validator

BINARY, WORK = os.path.abspath(sys.argv[1]), sys.argv[2]
COUNT = int(sys.argv[3]) if len(sys.argv) > 3 else 10

# What only the loader can tell, by what it says: names that stand elsewhere, what values mean together, what
# texts mean in a language of their own. Everything else both have to refuse.
LOADER_ALONE = re.compile("|".join([
	r"unknown (parameter|role|tier|stage|rule|pack|control) '",
	r"refers to an unknown role",
	r"parameter '.*' is never used",
	r"parameter '.*' of rule '.*' has no value",
	r"is a parameter of type .* and does not go with",
	r"takes a parameter of type",
	r"the rule in this file is called by its path",
	r"does not exist",
	r"'.*' is (at least|at most) ",
	r"no score reaches tier|both begin at|a score of .* has no tier|tier '.*' is there twice",
	r"'stricter' leaves out",
	r"there is no rule to judge by",
	r"is no time: |'(min|max|default|until)' takes a date|is no day",
	r"is never '.*' \(parameter ",
	r"error: there is no field 'mode'", # which an expression asks for
	r"error: 'mode' cannot be '", # an enum's words and its default stand in two places
	r"error: 'rows' takes an integer", # in an example's params, whose types stand in the rule's
	r"there is no incident of type|no issue is of severity|issue '.*' is there twice|unknown severity '",
]))


class Loader(yaml.SafeLoader):
	"""Texts as govlint takes them: a day is a text, and so are yes and no."""


Loader.yaml_implicit_resolvers = {
	first: [(tag, pattern) for tag, pattern in rows if tag.rpartition(":")[2] != "timestamp"]
	for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()}
for first, rows in Loader.yaml_implicit_resolvers.items():
	Loader.yaml_implicit_resolvers[first] = [
		(tag, re.compile("^(?:true|True|TRUE|false|False|FALSE)$") if tag.endswith(":bool") else pattern)
		for tag, pattern in rows]


def documents(path):
	with open(path, encoding="utf-8") as file:
		return [document for document in yaml.load_all(file, Loader) if document is not None]


def run(*words, folder):
	done = subprocess.run([BINARY, *words], cwd=folder, capture_output=True, text=True,
			      env={**os.environ, "NO_COLOR": "1"})
	return done.returncode, done.stdout + done.stderr


def schema(topic):
	code, text = run("schema", topic, folder=WORK)
	assert code == 0, text
	document = json.loads(text)
	Draft202012Validator.check_schema(document)
	return Draft202012Validator(document)


def places(value, path=()):
	yield path
	if isinstance(value, dict):
		for key in value:
			yield from places(value[key], path + (key,))
	elif isinstance(value, list):
		for index in range(len(value)):
			yield from places(value[index], path + (index,))


def at(document, path):
	for step in path:
		document = document[step]
	return document


def misspelt(key, chance):
	where = chance.randrange(len(key))
	return key[:where] + chance.choice("abcxyz") + key[where + chance.randrange(2):]


def change(document, chance):
	"""A copy that differs in one place, and what was done."""
	made = copy.deepcopy(document)
	path = chance.choice([path for path in places(made) if path])
	holder, step = at(made, path[:-1]), path[-1]
	way = chance.randrange(6)
	if way == 0 and isinstance(holder, dict):
		key = misspelt(step, chance)
		if key not in holder:
			holder[key] = holder.pop(step)
			return made, f"{path}: {key}"
	if way == 1:
		del holder[step]
		return made, f"{path}: left out"
	if way == 2 and isinstance(holder[step], str) and holder[step]:
		holder[step] = misspelt(holder[step], chance)
		return made, f"{path}: {holder[step]!r}"
	new = copy.deepcopy(chance.choice([None, True, 7, -1, 0.5, "nonsense", "", [], {}, ["x"], {"x": 1}]))
	holder[step] = new
	return made, f"{path}: {new!r}"


def write(path, document):
	os.makedirs(os.path.dirname(path), exist_ok=True)
	with open(path, "w", encoding="utf-8") as file:
		json.dump(document, file, ensure_ascii=False)


class Tally:
	def __init__(self):
		self.wrong = self.tried = self.both = self.alone = 0

	def compare(self, what, done, fits, loads, said):
		self.tried += 1
		what = f"{what}: {done}"
		if not fits and not loads:
			self.both += 1
		elif fits and not loads and (is_foreign(done) or all(LOADER_ALONE.search(line) for line in said)):
			self.alone += 1
			if os.environ.get("SCHEMA_ALONE"):
				print("alone", what, said)
		elif fits != loads:
			self.wrong += 1
			print(f"{what}: the schema {'takes' if fits else 'refuses'} what the loader "
			      f"{'takes' if loads else 'refuses'}: {said[:2]}")


def is_foreign(done):
	"""An expression is a language of its own; that a default is a list for `protect` its use says."""
	return bool(re.match(r"\(.*('that'|'expr'|'when')(,\)|\)): [\"']", done) or
		    re.match(r"\('params', 'protect', 'default'", done))


def errors(text):
	return [line for line in text.splitlines() if re.search(r"\berror: ", line)]


def one_by_one(tally, validator, bases, place, seed):
	"""Configurations and packs: one run for each."""
	chance = random.Random(seed)
	for name, document in bases:
		for _ in range(COUNT):
			made, done = change(document, chance)
			folder = os.path.join(WORK, "one")
			place(folder, made)
			code, text = run("list", "systems", folder=folder)
			tally.compare(name, done, validator.is_valid(made), code == 0, errors(text))


def rules(tally, validator, bases):
	"""Rules: many in one run, again without those that were refused until none is."""
	chance = random.Random("rules")
	made = {}
	for name, document in bases:
		if name.startswith("rules/"):
			del document["examples"]
		# What holes can be filled with, the schema cannot tell.
		document["message"] = "it does not hold"
		for number in range(COUNT):
			changed, done = change(document, chance)
			made[f"m/r{len(made)}"] = (name, done, changed)
	waiting = list(made)
	while waiting:
		batch, waiting = waiting[:30], waiting[30:]
		refused = {}
		while True:
			folder = os.path.join(WORK, "many")
			subprocess.run(["rm", "-rf", folder], check=True)
			write(os.path.join(folder, "govlint.yaml"), {"govlint": 1, "policies": ["ai-baseline"]})
			for key in batch:
				if key in refused:
					continue
				document = made[key][2]
				if document.get("rule") in [base["rule"] for _, base in bases]:
					document["rule"] = key
				write(os.path.join(folder, "governance/rules", key + ".yaml"), document)
			code, text = run("list", "systems", folder=folder)
			lines = errors(text)
			for line in lines:
				found = re.match(r"governance/rules/(m/r\d+)\.yaml", line)
				if found and found[1] in made:
					refused.setdefault(found[1], []).append(line)
			if code == 0:
				break
			assert any("governance/rules/m/" in line for line in lines), text
		for key in batch:
			name, done, document = made[key]
			tally.compare(name, done, validator.is_valid(document), key not in refused,
				      refused.get(key, []))


def shipped(validators):
	wrong = 0
	paths = [("rule", path) for path in sorted(glob.glob("rules/*/*.yaml"))]
	paths += [("pack", path) for path in sorted(glob.glob("policies/*.yaml"))]
	paths += [("rule", f"tests/schema/{name}.yaml") for name in ("change", "data", "systems")]
	paths += [("pack", "tests/schema/pack.yaml"), ("config", "govlint.yaml")]
	paths += [("config", path) for path in sorted(glob.glob("fixtures/**/govlint.yaml", recursive=True))]
	paths += [("registry", path)
		  for path in sorted(glob.glob("fixtures/**/registry.yaml", recursive=True)) if "passing" in path]
	for topic, path in paths:
		for document in documents(path):
			for name in {topic, "policy"} if topic != "registry" else {topic}:
				for error in list(validators[name].iter_errors(document))[:2]:
					wrong += 1
					print(f"{path}: {name}: {list(error.absolute_path)}: {error.message[:200]}")
	print(f"{len(paths)} files, {wrong} do not fit")
	return wrong


CONFIG = {
	"govlint": 1, "policies": ["ai-baseline"],
	"rules": {"dataset/plain-pii": {"severity": "error", "tolerate": 0, "confidence": 0.6},
		  "model/missing-card": {"severity": "off"}, "system/unknown-key": None},
	"artifacts": {"dataset": ["more/**"], "ignore": ["third_party/**"]}, "may_be_empty": True,
	"roles": {"CISO": [{"name": "Ann", "github": "ann"}, {"email": "x@corp-mail.com"}]},
	"teams": {"ml": ["ann", "bob"]},
	"waivers": [{"rule": "dataset/plain-pii", "path": "data/a.csv", "subject": "a", "reason": "it moves in March",
		     "approved_by": "Ann Bell", "until": "2027-01-31"}],
}


ENTRY = {
	"id": "SYS-001", "name": "Hiring Resume Screener", "owner_team": "People Ops", "deployment_date": "2026-03-01",
	"stage": "production", "risk_tier": "high", "regulatory_scope": [], "incident_contact": "ai-oncall@corp-mail.com",
	"decision_impact": "employment", "human_oversight": "partial", "data_sensitivity": "sensitive",
	"user_vulnerability": "general_public", "deployment_scale": "thousands",
	"decision_reversibility": "difficult_to_reverse",
}

# What an entry of the registry says wrong, each of which the gate finds, too.
WRONG = [{"owner_taem": "x"}, {"id": 7}, {"stage": "prod"}, {"risk_tier": "highest"}, {"decision_impact": "hiring"},
	 {"deployment_date": "soon"}, {"regulatory_scope": "GDPR"}, {"owner_team": 5}, {"deployment_scale": 3}]


def registry(validator):
	"""The gate takes a registry that is well formed and finds what it says wrong; the schema says so at once."""
	wrong = 0
	cases = [({"systems": [ENTRY]}, True), ({"systems": []}, True), ({"systems": {}}, False), ({}, False), ([], False),
		 ({"systems": [ENTRY], "more": [ENTRY]}, False), ({"systems": ["x"]}, False)]
	cases += [({"systems": [{**ENTRY, **change}]}, False) for change in WRONG]
	cases += [({"systems": [{key: value for key, value in ENTRY.items() if key != "id"}]}, False)]
	for document, right in cases:
		folder = os.path.join(WORK, "registry")
		write(os.path.join(folder, "govlint.yaml"), {"govlint": 1, "policies": ["ai-baseline"], "may_be_empty": True})
		write(os.path.join(folder, "governance/registry.yaml"), document)
		code, text = run("check", "--fail-on", "warning", "--format", "concise", folder=folder)
		if validator.is_valid(document) != right or (code == 0) != right:
			wrong += 1
			print(f"registry: {json.dumps(document)[:200]}: {right} {validator.is_valid(document)} {text}")
	print(f"{len(cases)} registries, {wrong} of them otherwise than they should be")
	return wrong


def main():
	validators = {topic: schema(topic) for topic in ("policy", "rule", "pack", "config", "registry")}
	wrong = shipped(validators) + registry(validators["registry"])
	tally = Tally()

	def config(folder, made):
		write(os.path.join(folder, "govlint.yaml"), made)

	def pack(folder, made):
		write(os.path.join(folder, "govlint.yaml"), {"govlint": 1, "policies": ["./p.yaml"]})
		write(os.path.join(folder, "p.yaml"), made)

	assert validators["config"].is_valid(CONFIG)
	one_by_one(tally, validators["config"], [("config", CONFIG)] * 3, config, "config")
	one_by_one(tally, validators["pack"],
		   [(path, document) for path in ["policies/ai-baseline.yaml"] + ["tests/schema/pack.yaml"] * 2
		    for document in documents(path)],
		   pack, "pack")
	rules(tally, validators["rule"],
	      [(path, documents(path)[0])
	       for path in sorted(glob.glob("rules/*/*.yaml")) + 3 * ["tests/schema/change.yaml", "tests/schema/data.yaml",
								   "tests/schema/systems.yaml"]])
	print(f"{tally.tried} changes: {tally.both} refused by both, {tally.alone} by the loader alone for a reason "
	      f"that a schema cannot know, {tally.wrong} otherwise")
	sys.exit(1 if wrong or tally.wrong else 0)


main()
