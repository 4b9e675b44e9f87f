"""The JSON Schema of scenario files, for editors that complete and check while people write.

Made from the tables by which files are read, so the two can't differ. What a schema can't say, such as days in order
or records that exist, is left to `legation check`.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from legation.scenario.files import File
from legation.scenario.inputs import Input
from legation.scenario.parameters import ChoiceParameter, Parameter


class _Schema(GenerateJsonSchema):
    """Without null, which TOML can't write, and without what stands for an absent key."""

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """A file that extends another says of a parameter or input only what differs."""
        rule = super().model_schema(schema)
        if schema["cls"] in (Parameter, ChoiceParameter, Input):
            del rule["required"]
        return rule


def schema() -> dict[str, Any]:
    """The schema as plain data, ready for `json.dumps`."""
    whole = File.model_json_schema(by_alias=True, schema_generator=_Schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "required": ["format"]}
