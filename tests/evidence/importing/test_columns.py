"""The columns: each field of a claim and source has exactly one."""

from __future__ import annotations

from typing import get_args

from legation.evidence.claims import Claim, words_of
from legation.evidence.entries import fields_of
from legation.evidence.exporting.template import ROLES, WORDING_MEANINGS
from legation.evidence.importing.columns import (
    BASIC,
    CLAIMS,
    SOURCES,
    URL_KINDS,
    column_of,
)
from legation.evidence.records import model_of
from legation.evidence.sources import Source


def test_every_field_of_a_claim_has_a_column() -> None:
    fields = [column.field.partition(".")[0] for column in CLAIMS if column.field != "published"]
    assert set(fields) == set(fields_of(Claim))
    assert len({column.name for column in CLAIMS}) == len(CLAIMS)


def test_every_field_of_a_source_has_a_column() -> None:
    assert {column.field for column in SOURCES if not column.field.startswith("outlet_")} == set(fields_of(Source))


def test_a_newcomer_sees_twelve_columns() -> None:
    assert [column.name for column in CLAIMS[:BASIC]] == [
        "what_was_said", "when", "where", "low", "high", "unit", "wording", "measure", "whose", "span", "persons",
        "source_id",
    ]  # fmt: skip


def test_every_coded_word_is_explained() -> None:
    assert set(WORDING_MEANINGS) == set(words_of("wording")) and set(ROLES) == set(words_of("role"))
    assert get_args(model_of(Source).model_fields["url_kind"].annotation) == URL_KINDS


def test_a_field_inside_a_table_falls_to_its_column() -> None:
    assert column_of("represented_by.mechanism") == "about"
    assert column_of("windows.before") == "before"
    assert column_of("paraphrase") == "what_was_said"
    assert column_of("id", SOURCES) == "source_id"
