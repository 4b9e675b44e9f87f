"""Units as people write them."""

from __future__ import annotations

import pytest

from legation.evidence.importing.units import span_in, unit_of
from legation.evidence.ledger import load_ledger


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("people", "persons"), ("Personen", "persons"), ("명", "persons"), ("%", "percent"), ("per cent", "percent"),
        ("US$", "USD"), ("dollars per year", "USD per year"), ("yuan a month", "RMB per month"),
        ("RMB/month", "RMB per month"),
        ("RMB monthly", "RMB per month"), ("위안", "RMB"), ("USD million per year", "USD million per year"),
        ("dollars per person per year", "USD per person per year"), ("times a week", "times per week"), ("widgets", ""),
    ],
)  # fmt: skip
def test_a_unit_is_written_as_the_record_has_it(text: str, unit: str) -> None:
    assert unit_of(text) == unit


def test_times_count_what_the_measure_counts() -> None:
    assert unit_of("times per week", "sessions") == "sessions per week"
    assert unit_of("times per week", "quota_met") == "percent per week"  # nonsense stays visible: a share has no times
    assert unit_of("persons", "sessions") == "persons"


def test_no_unit_of_the_record_is_changed() -> None:
    units = {claim.unit for claim in load_ledger().claims.values()} - {""}
    assert [unit for unit in units if unit_of(unit) not in ("", unit)] == []


@pytest.mark.parametrize(
    ("unit", "span"),
    [
        ("RMB per month", "month"),
        ("persons in a week", "week"),
        ("USD/yr", "year"),
        ("persons", ""),
        ("USD per person", ""),
    ],
)
def test_a_unit_may_name_a_span(unit: str, span: str) -> None:
    assert span_in(unit) == span
