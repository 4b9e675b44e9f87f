"""The JSON Schema of scenario files, for editors that complete and check while people write.

Built from the same declarations by which files are read, so the two can't differ in their keys. What a schema can't
say, such as days in order or records that exist, is left to `legation check`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.scenario import counterfactual, files, inputs, parameters, policies
from legation.scenario.fields import KINDS, Field
from legation.scenario.priors import KINDS as PRIORS
from legation.scenario.priors import MEANINGS
from legation.scenario.scenario import VARIANTS


def schema() -> dict[str, Any]:
    """The schema as plain data, ready for `json.dumps`."""
    whole = _table(files.FIELDS, required=("format",))
    keys = whole["properties"]
    keys["format"]["const"] = files.FORMAT
    keys["switches"]["additionalProperties"] = {"type": "boolean"}
    keys["variants"] |= _table({name: Field("text", meaning, choices) for name, (meaning, choices) in VARIANTS.items()})
    keys["parameters"]["additionalProperties"] = {"type": "object", "additionalProperties": _parameter()}
    keys["inputs"]["additionalProperties"] = _input()
    needed = tuple(name for name, field in policies.FIELDS.items() if field.required)
    keys["policies"]["items"] = _table(policies.FIELDS, required=needed)
    title = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Legation scenario, format 1"}
    return title | whole


def _input() -> dict[str, Any]:
    table = _table(inputs.FIELDS)
    path = _table(counterfactual.FIELDS, required=tuple(counterfactual.FIELDS))
    table["properties"]["counterfactual"] |= path
    return table


def _parameter() -> dict[str, Any]:
    table = _table(parameters.FIELDS)
    table["properties"]["prior"] = {"oneOf": [_prior(kind) for kind in PRIORS]}
    return table


def _prior(kind: str) -> dict[str, Any]:
    numbers = {
        name: {"type": "number", "exclusiveMinimum": limits.over, "maximum": limits.most}
        for name, limits in PRIORS[kind].items()
    }
    return {
        "type": "object",
        "description": MEANINGS[kind],
        "properties": {"kind": {"const": kind}, **numbers},
        "required": ["kind", *numbers],
        "additionalProperties": False,
    }


def _table(fields: Mapping[str, Field], required: tuple[str, ...] = ()) -> dict[str, Any]:
    keys = {}
    for name, field in fields.items():
        keys[name] = {**KINDS[field.kind].schema, "description": field.meaning}
        if field.choices:
            keys[name]["enum"] = list(field.choices)
    table: dict[str, Any] = {"type": "object", "properties": keys, "additionalProperties": False}
    return table | ({"required": list(required)} if required else {})
