"""What no claim of the record says, and how far a number lies beyond every one reported so far."""

from __future__ import annotations

import pytest

from legation.assessment.novelties import news, reference
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import proposition
from legation.evidence.series import rates_by_year
from tests.assessment.helpers import HELD, QUOTA
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def new(tmp_path):
    record = load_ledger(records=shipped(tmp_path / "record", claim(**HELD)))

    def of(**changes):
        stated = typed_claim("Said.", **QUOTA | changes)
        return list(news(record, stated, proposition(stated, rates_by_year())))

    return of


def test_what_was_said_is_no_news(new):
    assert new() == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (900_000.0, "higher than every one reported so far (30 times the highest: one: ~30k in 2019)."),
        (50_000.0, "higher than every one reported so far (the highest: one: ~30k in 2019)."),
        (3_000.0, "lower than every one reported so far (the lowest is 10 times as much: one: ~30k in 2019)."),
    ],
)
def test_the_factor_is_told_from_twice_on(new, number, words):
    assert new(low=number, high=number) == [f"Its number is {words}"]


def test_another_time_or_place_is_news(new):
    assert new(period=parse_date("2022")) == ["It was not reported of 2022 before; the nearest time is 2019."]
    assert new(place="South-East Asia") == ["It was not reported of South-East Asia before."]


def test_a_reference_names_number_and_time(new):
    assert reference(typed_claim("Said.", **QUOTA)) == "typed: ~30k in 2019"
