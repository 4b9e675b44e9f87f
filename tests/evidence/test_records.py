"""The form that all records share: strict, frozen, and with faults that say what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from legation.base import toml as document
from legation.base.faults import Fault, Faults
from legation.evidence import records as models


class Pet(models.Record):
    """Three kinds of field."""

    kind: Literal["cat", "dog"]
    age: Annotated[int, Field(ge=0, le=30)]
    born: models.When


GOOD = {"kind": "cat", "age": 3, "born": "2019-04"}


def faults(**changes: object) -> Sequence[Fault]:
    lines = "\n".join(f"{name} = 0" for name in ("kind", "age", "born"))
    read = document.parse(f"format = 1\n\n[[pet]]\n{lines}\n".encode(), "pets.toml")
    found = Faults()
    assert models.read_record(Pet, GOOD | changes, read, ("pet", 0), found) is None
    return found


def test_a_right_record_is_read_and_cannot_be_changed() -> None:
    found = Faults()
    pet = models.read_record(Pet, GOOD, document.parse(b"", "pets.toml"), (), found)
    assert pet is not None and found == [] and pet.born.precision == "month"
    with pytest.raises(ValidationError):
        pet.age = 4  # type: ignore[misc]


def test_every_fault_of_a_record_stands_at_its_line() -> None:
    found = faults(kind="catt", age="3", born=2019, name="x")
    assert [(fault.line, fault.field) for fault in found] == [
        (4, "pet[1].kind"),
        (5, "pet[1].age"),
        (6, "pet[1].born"),
        (3, "pet[1].name"),
    ]
    assert [fault.advice for fault in found] == ["Did you mean cat?", "", "Put the date in quotes.", ""]


@pytest.mark.parametrize(
    ("age", "expected"),
    [(-1, "a number of at least 0"), (31, "a number of at most 30"), (True, "a whole number"), (3.0, "a whole number")],
)
def test_a_number_is_of_its_kind_and_in_its_range(age: object, expected: str) -> None:
    assert [fault.expected for fault in faults(age=age)] == [expected]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (b"format = 1\n", True),
        (b"", False),
        (b"format = 2\n", False),
        (b'format = "1"\n', False),
        (b"format = true\n", False),
    ],
)
def test_a_file_says_its_format(text: bytes, right: bool) -> None:
    found = Faults()
    assert models.check_format(document.parse(text, "x.toml"), found) is right
    assert (found == []) is right
