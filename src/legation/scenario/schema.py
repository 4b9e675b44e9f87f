"""The JSON Schema of scenario files, for editors that complete and check while people write.

Made from the tables by which files are read, so the two can't differ. What a schema can't say, such as days in order
or records that exist, is left to `legation check`.
"""

from __future__ import annotations

from typing import Any

from pydantic import Field, create_model

from legation.scenario.files import File
from legation.scenario.inputs import Input
from legation.scenario.parameters import ChoiceParameter, Parameter
from legation.scenario.policies import Policy

# What is in the tables that `files` reads one by one.
PARTS: dict[str, Any] = {
    "switches": dict[str, bool],
    "parameters": dict[str, dict[str, Parameter | ChoiceParameter]],
    "inputs": dict[str, Input],
    "policies": list[Policy],
}


def schema() -> dict[str, Any]:
    """The schema as plain data, ready for `json.dumps`."""
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    fields: dict[str, Any] = {
        name: (part, Field(None, description=File.model_fields[name].description)) for name, part in PARTS.items()
    }
    model = create_model("File", __base__=File, **fields)
    whole = draft | _without_nothing(model.model_json_schema(by_alias=True, mode="validation"))
    # A file that extends another says only what differs.
    for table in ("Input", "Parameter", "ChoiceParameter"):
        del whole["$defs"][table]["required"]
    return whole | {"required": ["format"]}


def _without_nothing(rule: Any) -> Any:
    """The rule without the choice of null, which TOML can't write, and without what stands for an absent key."""
    if isinstance(rule, list):
        return [_without_nothing(item) for item in rule if item != {"type": "null"}]
    if not isinstance(rule, dict):
        return rule
    rule = {key: _without_nothing(item) for key, item in rule.items() if key != "default" or isinstance(item, dict)}
    choices = rule.get("anyOf", ())
    return {key: item for key, item in rule.items() if key != "anyOf"} | choices[0] if len(choices) == 1 else rule
