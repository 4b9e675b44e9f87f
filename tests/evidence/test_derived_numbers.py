"""Whether the number of a claim stands in its words, in digits or plain words."""

from __future__ import annotations

import pytest

from legation.evidence.claims import typed_claim
from legation.evidence.derived_numbers import is_worked_out
from legation.evidence.ledger import load_ledger


@pytest.mark.parametrize(
    ("text", "fields", "worked_out"),
    [
        ("Each had to give USD 3,000.", {"low": 3000.0, "high": 3000.0, "unit": "USD"}, False),
        ("A married worker had to give as much again.", {"low": 3580.0, "high": 3580.0, "unit": "USD"}, True),
        ("It was the third levy of that year.", {"low": 0.5, "unit": "levies per month"}, True),
        ("Trade was 51.2 % smaller.", {"low": -51.2, "high": -51.2, "unit": "percent y/y"}, False),
        ("It came to 2.5 million dollars.", {"low": 2.5, "high": 2.5, "unit": "USD million"}, False),
        ("About six fled.", {"low": 6.0, "high": 6.0, "unit": "persons"}, False),
        ("About two thousand were held.", {"low": 2000.0, "high": 2000.0, "unit": "persons"}, False),
        ("Some fled.", {"unit": "persons"}, False),
    ],
)
def test_numbers_are_looked_for_in_digits_and_words(text, fields, worked_out):
    assert is_worked_out(typed_claim(text, **fields)) is worked_out


def test_of_the_shipped_record_few_numbers_are_worked_out():
    record = load_ledger()
    derived = {name for name, claim in record.claims.items() if is_worked_out(claim)}
    assert {"pf-g-14-couple", "pf-g-16-third", "nk-2022-surv-04"} <= derived and len(derived) < 25
    assert not derived & {"pf-g-12", "pf-g-05", "pf-b-01-change", "pf-i-05-oct-9"}
