"""The form that all records share: strict, frozen, and with faults that say what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from legation.base import toml as document
from legation.base.faults import Fault, Faults
from legation.evidence import records as models
from legation.evidence.claims import Claim
from legation.evidence.records import MOMENT
from legation.evidence.sources import Outlet, Source


class Pet(models.Record):
    """Three kinds of field."""

    kind: Literal["cat", "dog"]
    age: Annotated[int, Field(ge=0, le=30)]
    born: models.When


GOOD = {"kind": "cat", "age": 3, "born": "2019-04"}


def faults(**changes: object) -> Sequence[Fault]:
    lines = "\n".join(f"{name} = 0" for name in ("kind", "age", "born"))
    read = document.parse_toml(f"format = 1\n\n[[pet]]\n{lines}\n".encode(), "pets.toml")
    found = Faults()
    assert models.read_record(Pet, GOOD | changes, read, ("pet", 0), found) is None
    return found


def test_a_right_record_is_read_and_cannot_be_changed() -> None:
    found = Faults()
    pet = models.read_record(Pet, GOOD, document.parse_toml(b"", "pets.toml"), (), found)
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
    [(-1, "a number from 0 to 30"), (31, "a number from 0 to 30"), (True, "a whole number"), (3.0, "a whole number")],
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
    assert models.check_format(document.parse_toml(text, "x.toml"), found) is right
    assert (found == []) is right


KINDS = {"claim": Claim, "source": Source, "outlet": Outlet}
GOOD_RECORDS: dict[str, dict[str, object]] = {
    "claim": {
        "id": "one", "source": "story", "paraphrase": "Income fell.", "kind": "trend", "wording": "none",
        "said_by": "a trader", "source_grade": "F", "graded_on": "2026", "grade_basis": "Anonymous.",
        "upstream": "story", "role": "context",
        "handling": "public", "language": "en",
    },
    "source": {
        "id": "story", "outlet": "paper", "publisher": "A Paper", "publisher_original": "A Paper", "url_kind": "none",
        "published": "2019", "upstream_of_record": "one person", "language_original": "ko", "language_seen": "en",
    },
    "outlet": {"id": "paper", "name": "A Paper", "grade": "B", "graded_on": "2026", "grade_basis": "For tests."},
}  # fmt: skip
TEXTS = [(kind, field) for kind, record in KINDS.items() for field in models.free_texts(record)]


def read(kind: str, **changes: object) -> list[Fault]:
    noted = Faults()
    models.read_record(KINDS[kind], GOOD_RECORDS[kind] | changes, document.parse_toml(b"", "x.toml"), (kind, 0), noted)
    return noted


def test_every_field_of_text_is_coded_an_id_an_address_or_free() -> None:
    """So that none is added that nobody scans."""
    open_fields = {
        kind: {name for name, field in models.model_of(record).model_fields.items() if field.annotation is str}
        - set(models.free_texts(record))
        for kind, record in KINDS.items()
    }
    assert open_fields == {
        "claim": {"id", "source", "place", "replaced_by", "language", "measure"},
        "source": {
            *("id", "outlet", "url_original", "url_seen", "language_original", "language_seen"),
            *("sha256", "captured", "archived"),
        },
        "outlet": {"id"},
    }
    assert len(TEXTS) == 11 + 6 + 2


@pytest.mark.parametrize(("kind", "field"), TEXTS)
def test_every_free_text_is_scanned_and_what_is_found_is_not_repeated(kind: str, field: str) -> None:
    (fault,) = read(kind, **{field: "Ask Mr Smith."})
    assert (fault.field, fault.found) == (f"{kind}[1].{field}", "a name after a title") and "Smith" not in str(fault)


@pytest.mark.parametrize(("kind", "field"), TEXTS)
def test_every_free_text_has_at_most_400_characters(kind: str, field: str) -> None:
    most = 80 if field == "upstream" else 400
    assert read(kind, **{field: "x" * most}) == []
    assert [fault.found for fault in read(kind, **{field: "x" * (most + 1)})] == [f"{most + 1} characters"]


def test_every_other_text_has_a_limit_too() -> None:
    assert [fault.expected for fault in read("source", url_seen="https://" + "x" * 2000)] == ["at most 2000"]
    assert [fault.expected for fault in read("source", also_seen=["https://a b"])] == ["an address without spaces"]
    assert [fault.expected for fault in read("source", sha256="x" * 64)] == ["a SHA-256 of 64 hexadecimal digits"]
    assert [fault.expected for fault in read("source", captured="x" * 500)] == [MOMENT]
    assert [fault.expected for fault in read("claim", replaced_by="x" * 61)] == ["at most 60"]
    assert [fault.expected for fault in read("claim", id="x" * 61)] == ["at most 60"]
