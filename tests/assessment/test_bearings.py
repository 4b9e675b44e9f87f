"""What the record weighs beside a report: same, otherwise, including or neutral, of its time and of others."""

from __future__ import annotations

import pytest

from legation.assessment.bearings import bearings, includes
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import proposition, relation
from legation.evidence.series import rates_by_year
from tests.assessment.helpers import HELD, QUOTA
from tests.evidence.helpers import claim, shipped


def stated(**changes):
    return proposition(typed_claim("Said.", **QUOTA | changes), rates_by_year())


@pytest.fixture
def weights(tmp_path):
    """The ids of the claims of the same time and of other times, by what they say of a quota of 30,000 in 2019."""

    def weighed(*changes, **of_report):
        claims = [claim(**HELD | {"id": f'"{name}"'} | fields) for name, fields in changes]
        ledger = load_ledger(records=shipped(tmp_path / "record", *claims))
        said = stated(**of_report)
        standings = {name: relation(said, proposition(held, rates_by_year())) for name, held in ledger.claims.items()}
        return [
            {
                kind: [held.id for held in getattr(weight, kind)]
                for kind in ("same", "otherwise", "including", "neutral")
                if getattr(weight, kind)
            }
            for weight in bearings(ledger, said, standings)
        ]

    return weighed


OPEN = {"wording": '"at_least"', "low": "20000", "high": "20000"}
FAR = {"low": "900000", "high": "900000"}


def test_claims_of_the_same_time_are_sorted_by_what_they_say(weights):
    assert weights(("same", {}), ("open", OPEN), ("far", FAR)) == [
        {"same": ["same"], "otherwise": ["far"], "including": ["open"]},
        {},
    ]


def test_claims_of_other_times_are_weighed_as_if_of_its_time_and_apart(weights):
    old = {"period": '"2016"'}
    assert weights(("same", old), ("open", OPEN | old), ("far", FAR | old)) == [
        {},
        {"same": ["same"], "otherwise": ["far"], "including": ["open"]},
    ]


def test_what_differs_in_more_than_time_is_not_weighed(weights):
    assert weights(
        ("theirs", {"whose": '"workers"'}), ("south", {"period": '"2016"', "place": '"South-East Asia"'})
    ) == [
        {},
        {},
    ]


@pytest.mark.parametrize(
    ("range_", "number", "held"),
    [
        ({"wording": "at_least", "low": 3000.0, "high": 3000.0}, 3000.0, True),
        ({"wording": "at_least", "low": 3000.0, "high": 3000.0}, 2000.0, False),
        ({"wording": "at_most", "low": 3000.0, "high": 3000.0}, 2000.0, True),
        ({"wording": "between", "low": 1000.0, "high": 9000.0}, 3000.0, True),
        ({"wording": "at_least", "low": 3000.0, "high": 3000.0, "whose": "workers"}, 5000.0, False),
    ],
)
def test_a_range_includes_the_numbers_that_lie_in_it_of_the_same_persons(range_, number, held):
    said = stated(wording="exact", low=number, high=number)
    assert includes(stated(**range_), said) is held
    assert includes("it names no time", said) is includes(stated(**range_), "it names no span") is False
    assert stated(period=None) == "it names no time"
