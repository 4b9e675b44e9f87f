"""More persons than any report counted: at a place, and at all places together."""

from __future__ import annotations

import pytest

from legation.assessment.head_counts import more_than_there_are
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import proposition
from legation.evidence.series import rates_by_year
from tests.assessment.helpers import HELD
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def record(tmp_path):
    def count(name, place, number, **more):
        return claim(
            **HELD | {"id": f'"{name}"', "measure": '"posted"', "span": '"any_time"', "unit": '"persons"',
                      "wording": '"exact"', "low": str(number), "high": str(number), "place": f'"{place}"', **more}
        )  # fmt: skip

    return load_ledger(
        records=shipped(
            tmp_path / "record", count("few", "Dandong", 300), count("many", "Dandong", 400),
            count("capital", "Beijing", 100), count("hands", "worldwide", 9000, whose='"workers"'),
        )
    )  # fmt: skip


def said(record, number, **changes):
    fields = {"measure": "flights", "whose": "officials", "span": "week", "wording": "exact", "low": number,
              "high": number, "unit": "persons", "period": parse_date("2019-05")}  # fmt: skip
    return list(more_than_there_are(record, proposition(typed_claim("Said.", **fields | changes), rates_by_year())))


def test_all_places_together_count_each_once_with_ids(record):
    assert said(record, 500.0) == []
    (sentence,) = said(record, 900.0)
    assert sentence == (
        "Its number is more than all officials posted abroad by any report (500, the largest count of 2 places "
        "together: many, 400 persons in 2019; capital, 100 persons in 2019)."
    )


def test_its_own_place_is_told_first(record):
    (sentence,) = said(record, 600.0, place="Dandong")
    assert sentence.startswith("Its number is more than were ever reported to be there at all (in Dandong: many")
    assert len(said(record, 900.0, place="Dandong")) == 2


@pytest.mark.parametrize(
    "changes",
    [{"whose": "workers"}, {"whose": "everybody"}, {"measure": "posted", "span": "any_time"}, {"measure": "quota"}],
)
def test_other_persons_and_other_measures_are_not_set_beside_them(record, changes):
    assert said(record, 900.0, **changes) == []
