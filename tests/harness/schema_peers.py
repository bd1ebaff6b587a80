# SPDX-License-Identifier: Apache-2.0
"""Compares schema_lines with the specification's suite and with python's jsonschema.

usage: schema_peers.py PROGRAM SUITE SEED
A schema that is refused counts only where it holds a keyword that is not read; what is not refused
must be judged as the others do.
"""
import glob
import json
import os
import random
import subprocess
import sys

UNREAD = {
    "unevaluatedProperties", "unevaluatedItems", "definitions", "dependencies", "additionalItems",
    "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$vocabulary", "contentEncoding",
    "contentMediaType", "contentSchema", "format", "$id",
}
# What is checked here and says nothing elsewhere.
CHECKED = "is only an annotation by default"
ALONE = {"then": "if", "else": "if", "minContains": "contains", "maxContains": "contains"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"
CASES = 20000


def judged(program, pairs):
    lines = "".join(json.dumps({"schema": s, "data": d}) + "\n" for s, d in pairs)
    out = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    answers = out.stdout.split("\n")[:-1]
    assert len(answers) == len(pairs), (len(answers), len(pairs))
    return answers


def keys(value):
    if isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from keys(held)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item)


def texts(value):
    if isinstance(value, dict):
        for held in value.values():
            yield from texts(held)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def says_nothing(schema):
    """Whether a keyword in it stands without the one that it goes with, or a list is empty."""
    if isinstance(schema, list):
        return any(says_nothing(item) for item in schema)
    if not isinstance(schema, dict):
        return False
    return (
        any(key in schema and other not in schema for key, other in ALONE.items())
        or schema.get("enum") == []
        or any(says_nothing(held) for held in schema.values())
    )


def may_be_refused(schema):
    """Whether something in it is not read here, and for that reason no schema."""
    return (
        says_nothing(schema) or
        bool(UNREAD & set(keys(schema)))
        or any("://" in text or text.startswith(("urn:", "#foo")) for text in texts(schema))
        or any("\\p" in text or "(?" in text or "\\c" in text for text in [*texts(schema), *keys(schema)])
    )


def run_suite(program, suite):
    pairs, wants, names = [], [], []
    for path in sorted(glob.glob(os.path.join(suite, "*.json"))):
        for group in json.load(open(path, encoding="utf-8")):
            schema = group["schema"]
            for test in group["tests"]:
                pairs.append((schema, test["data"]))
                wants.append("valid" if test["valid"] else "invalid")
                names.append(f"{os.path.basename(path)}: {group['description']}: {test['description']}")
    wrong = refused = 0
    for (schema, _), want, name, got in zip(pairs, wants, names, judged(program, pairs)):
        if got.startswith("refused"):
            refused += 1
            if isinstance(schema, dict) and schema.get("$schema") == DIALECT:
                schema = {key: held for key, held in schema.items() if key != "$schema"}
            if not may_be_refused(schema):
                wrong += 1
                print(f"{name}: {got}")
        elif got != want and CHECKED not in name:
            wrong += 1
            print(f"{name}: {got}, want {want}")
    print(f"suite: {len(pairs)} tests, {refused} of schemas that are refused, {wrong} wrong")
    return wrong


class Chance:
    """Schemas and values out of few words, so that they meet."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = ["a", "b", "ab", "c"]

    def value(self, depth=3):
        pick = self.random.randrange(8 if depth > 0 else 6)
        if pick == 0:
            return None
        if pick == 1:
            return self.random.choice([True, False])
        if pick == 2:
            return self.random.randrange(-2, 8)
        if pick == 3:
            return self.random.choice([0.0, 1.0, 1.5, -0.5, 2.0, 1e20, 0.3])
        if pick in (4, 5):
            return self.random.choice(["", "a", "ab", "abc", "b\u00e9", "\U0001f600a", "2026-02-28", "1"])
        if pick == 6:
            return [self.value(depth - 1) for _ in range(self.random.randrange(4))]
        return {name: self.value(depth - 1) for name in self.random.sample(self.names, self.random.randrange(4))}

    def schemas(self, depth):
        return [self.schema(depth - 1) for _ in range(self.random.randrange(1, 4))]

    def keyword(self, depth):
        r = self.random
        plain = {
            "type": lambda: r.choice(["null", "boolean", "integer", "number", "string", "array", "object",
                                      ["string", "null"], ["integer", "object"]]),
            "enum": lambda: [self.value(2) for _ in range(r.randrange(1, 4))],
            "const": lambda: self.value(2),
            "minimum": lambda: r.choice([0, 1, 1.5, -1]),
            "maximum": lambda: r.choice([0, 3, 1.5, 1e10]),
            "exclusiveMinimum": lambda: r.choice([0, 1, 1.5]),
            "exclusiveMaximum": lambda: r.choice([1, 3, 2.0]),
            "multipleOf": lambda: r.choice([1, 2, 0.5, 3]),
            "minLength": lambda: r.randrange(4),
            "maxLength": lambda: r.randrange(4),
            "pattern": lambda: r.choice(["^a", "b", "a$", "^.{2}$", "[0-9]", "^$"]),
            "required": lambda: r.sample(self.names, r.randrange(3)),
            "dependentRequired": lambda: {r.choice(self.names): r.sample(self.names, r.randrange(3))},
            "minProperties": lambda: r.randrange(3),
            "maxProperties": lambda: r.randrange(3),
            "minItems": lambda: r.randrange(3),
            "maxItems": lambda: r.randrange(3),
            "uniqueItems": lambda: r.choice([True, False]),
        }
        nested = {
            "properties": lambda: {n: self.schema(depth - 1) for n in r.sample(self.names, r.randrange(4))},
            "patternProperties": lambda: {p: self.schema(depth - 1) for p in r.sample(["^a", "b$", "c"], 1)},
            "additionalProperties": lambda: self.schema(depth - 1),
            "propertyNames": lambda: self.schema(depth - 1),
            "dependentSchemas": lambda: {r.choice(self.names): self.schema(depth - 1)},
            "prefixItems": lambda: self.schemas(depth),
            "items": lambda: self.schema(depth - 1),
            "contains": lambda: self.schema(depth - 1),
            "allOf": lambda: self.schemas(depth),
            "anyOf": lambda: self.schemas(depth),
            "oneOf": lambda: self.schemas(depth),
            "not": lambda: self.schema(depth - 1),
            "if": lambda: self.schema(depth - 1),
            "$ref": lambda: r.choice(["#/$defs/x", "#/$defs/y"]),
        }
        table = {**plain, **(nested if depth > 0 else {})}
        name = r.choice(list(table))
        return name, table[name]()

    def schema(self, depth=3):
        if self.random.randrange(12) == 0:
            return self.random.choice([True, False])
        out = dict(self.keyword(depth) for _ in range(self.random.randrange(1, 4)))
        if "contains" in out and self.random.randrange(2):
            out["minContains"] = self.random.randrange(3)
            out["maxContains"] = self.random.randrange(4)
        if "if" in out:
            out["then"] = self.schema(depth - 1)
            out["else"] = self.schema(depth - 1)
        return out

    def whole(self):
        schema = self.schema()
        if not isinstance(schema, dict):
            return schema
        # What is referred to refers to nothing, so that no circle stands on one value.
        schema["$defs"] = {"x": self.schema(0), "y": {"properties": {"a": {"$ref": "#/$defs/y"}},
                                                      **self.plain_schema()}}
        return schema

    def plain_schema(self):
        found = self.schema(0)
        return found if isinstance(found, dict) else {}


def run_chance(program, seed):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("skipped: no python package jsonschema to compare with")
        return None
    chance = Chance(seed)
    pairs = []
    while len(pairs) < CASES:
        schema = chance.whole()
        pairs.extend((schema, chance.value()) for _ in range(4))
    wrong = valid = refused = 0
    for (schema, data), got in zip(pairs, judged(program, pairs)):
        want = "valid" if Draft202012Validator(schema).is_valid(data) else "invalid"
        valid += want == "valid"
        # An `enum`, `allOf` … of nothing is not made; what is refused would be wrong.
        refused += got.startswith("refused")
        if got != want:
            wrong += 1
            if wrong <= 10:
                print(json.dumps({"schema": schema, "data": data}), got, "want", want)
    print(f"by chance (seed {seed}): {len(pairs)} cases, {valid} valid, {refused} refused, {wrong} wrong")
    return wrong


def main():
    program, suite, seed = sys.argv[1:]
    results = []
    if os.path.isdir(suite):
        results.append(run_suite(program, suite))
    else:
        print(f"skipped: no suite at {suite}")
    results.append(run_chance(program, int(seed)))
    results = [result for result in results if result is not None]
    if not results:
        sys.exit(77)
    sys.exit(1 if any(results) else 0)


main()
