"""The schema for editors: the same keys as the reader's, and the shipped files fit it."""

import json
import re
import tomllib
from datetime import date

import pytest

from legation.base.places import AREAS
from legation.kernel.units import UNITS
from legation.scenario import schema, shipped
from legation.scenario.files import SHIPPED
from legation.scenario.inputs import SERIES

TYPES = {"object": dict, "array": list, "string": (str, date), "number": (int, float), "integer": int, "boolean": bool}


WHOLE = schema()


def faults(value, rule=WHOLE, path="file"):
    """What a validator would say, as far as these schemas need one."""
    if "$ref" in rule:
        return faults(value, WHOLE["$defs"][rule["$ref"].removeprefix("#/$defs/")], path)
    if "oneOf" in rule or "anyOf" in rule:
        fitting = [choice for choice in rule.get("oneOf", rule.get("anyOf")) if not faults(value, choice, path)]
        right = len(fitting) == 1 if "oneOf" in rule else bool(fitting)
        return [] if right else [f"{path}: fits {len(fitting)} of the alternatives"]
    if rule.get("type") == "null":
        return [] if value is None else [f"{path}: {value!r}"]
    found = []
    if "type" in rule and not isinstance(value, TYPES[rule["type"]]):
        return [f"{path}: {value!r} is no {rule['type']}"]
    if value != rule.get("const", value) or value not in rule.get("enum", [value]):
        found.append(f"{path}: {value!r}")
    if isinstance(value, dict):
        found += [f"{path}: no {key}" for key in rule.get("required", ()) if key not in value]
        for key, inner in value.items():
            named = [one for pattern, one in rule.get("patternProperties", {}).items() if re.search(pattern, key)]
            further = rule.get("properties", {}).get(key, named[0] if named else rule.get("additionalProperties", True))
            if further is False:
                found.append(f"{path}.{key}: unknown")
            elif further is not True:
                found += faults(inner, further, f"{path}.{key}")
    if isinstance(value, list):
        found += [fault for item in value for fault in faults(item, rule["items"], f"{path}[]")]
    return found


@pytest.mark.parametrize("name", shipped())
def test_shipped_scenarios_fit_the_schema(name):
    assert faults(tomllib.loads((SHIPPED / f"{name}.toml").read_text("utf-8"))) == []


def test_the_schema_refuses_what_the_reader_refuses():
    wrong = {
        "format": 2,
        "titel": "A slip",
        "parameters": {"a": {"b": {"unit": "percent", "prior": {"kind": "normal", "mean": 1}}}},
        "inputs": {"imports": {"counterfactual": {"from": date(2016, 3, 1), "sd": 0.2}}},
        "policies": [{"name": "x"}],
    }
    told = faults(wrong)
    assert {"file: 2", "file.format: 2"} & set(told)
    assert "file.titel: unknown" in told
    assert "file.parameters.a.b: fits 0 of the alternatives" in told
    right = {"unit": "share", "prior": {"kind": "normal", "mean": 1, "sd": 1}}
    assert faults({"format": 1, "parameters": {"a": {"b": right}}}) == []
    assert faults({"format": 1, "parameters": {"a": {"b": right | {"unit": "percent"}}}})
    assert faults({"format": 1, "parameters": {"a": {"b": right | {"prior": {"kind": "normal", "mean": 1}}}}})
    assert "file.inputs.imports.counterfactual: no years" in told
    assert "file.policies[]: no input" in told
    assert all(name in json.dumps(WHOLE) for name in (*AREAS, *SERIES, *UNITS))


def test_the_schema_is_plain_json():
    assert json.loads(json.dumps(schema())) == schema()
