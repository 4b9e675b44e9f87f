"""The bottom line: said before or new, alike or otherwise, same outlet or origin, and the model if it adds anything."""

from __future__ import annotations

import re

import pytest

from legation.assessment.bottom_lines import OUT_OF_REACH, bottom_line
from legation.assessment.reports import Brought, assess_report
from legation.assessment.silence import Voice
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from tests.assessment.helpers import HELD, QUOTA
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def said(tmp_path):
    """The bottom line of a quota of 30,000 in 2019, changed, beside a record of some claims."""

    def line(*claims, voice=None, outlet="", origin="", subject=True, **changes):
        record = load_ledger(records=shipped(tmp_path / str(len(list(tmp_path.iterdir()))), *claims))
        brought = Brought(typed_claim("Something was said.", **QUOTA | changes), outlet, origin, is_of_subject=subject)
        return bottom_line(assess_report(record, brought, []), voice)

    return line


def held(name, **changes):
    return claim(**HELD | {"id": f'"{name}"', "upstream": f'"{name}"'} | changes)


def test_a_repetition_is_said_before(said):
    assert said(held("one")) == "Said before: about 30,000 USD: one (1 origin). Nothing speaks against it."


def test_another_number_of_the_same_time_is_otherwise(said):
    line = said(held("one"), low=900_000.0, high=900_000.0)
    assert line == (
        "Not said like this before for 2019. Of the same time 1 origin says otherwise (about 30,000 USD: one)."
    )


def test_an_open_range_that_holds_the_number_would_include_it(said):
    line = said(held("more", wording='"at_least"', low="20000", high="20000"))
    assert line == (
        "Not said like this before for 2019. Of the same time 1 origin gives a range that would include it "
        "(20,000 USD or more: more). Nothing speaks against it."
    )


def test_other_times_are_kept_apart(said):
    old = {"period": '"2016"'}
    line = said(
        held("like", **old),
        held("open", **old, wording='"at_least"', low="20000", high="20000"),
        held("far", **old, low="900000", high="900000"),
    )
    assert line == (
        "New in the record for 2019. Of other times 2 origins spoke of like sums (about 30,000 USD: like; 20,000 USD "
        "or more: open). Of other times 1 origin said something else (about 900,000 USD: far)."
    )


def test_the_outlet_is_told_apart_from_the_origin(said):
    assert "Same outlet as one (A Paper); whether the origin is the same can't be told." in said(
        held("one"), outlet="A Paper"
    )
    assert "Same origin as one: both name one." in said(held("one"), outlet="A Paper", origin="one")
    assert "Same" not in said(held("one"))


def test_the_model_is_heard_only_where_it_adds_something(said):
    silent = Voice("The model has nothing of its own to say: it is built in.")
    assert said(held("one"), voice=silent).endswith("The model adds nothing of its own.")
    speaks = Voice("In the model: 40 %; the report lies inside that. What is measured: the share.", verdict="inside")
    assert said(held("one"), voice=speaks).endswith("In the model: 40 %; the report lies inside that.")


def test_what_states_no_measure_is_in_reach_or_not(said):
    assert said(held("one"), measure="", subject=False) == OUT_OF_REACH
    assert said(held("one"), measure="").startswith("It states no measure of the record")


@pytest.mark.parametrize("changes", [{}, {"low": 9e5, "high": 9e5}, {"period": parse_date("2011")}, {"place": ""}])
def test_it_never_confirms_or_gives_a_probability(said, changes):
    line = said(held("one"), **changes)
    assert not re.search(r"confirm|prob|likely|prove|true|corroborat", line, re.IGNORECASE) and len(line) < 350


def test_far_beyond_all_that_was_reported_is_said_in_place_of_nothing_against_it(said):
    line = said(held("floor", wording='"at_least"', low="2000", high="2000"), low=900_000.0, high=900_000.0)
    assert "Its number is higher than every one reported so far (450 times the highest: floor" in line
    assert "Nothing speaks against it" not in line


def test_of_deaths_nothing_is_judged(said):
    deaths = {"measure": "deaths_by_suicide", "unit": "persons", "low": 12.0, "high": 12.0, "wording": "exact"}
    stated = {"measure": '"deaths_by_suicide"', "unit": '"persons"', "low": "1", "high": "1", "wording": '"exact"'}
    for line in (said(**deaths), said(held("one", **stated), **deaths), said(held("one", **stated), span="", **deaths)):
        assert "Of deaths no report is weighed against another." in line
        assert not any(word in line for word in ("speaks against", "otherwise", "times the highest", "something else"))


@pytest.mark.parametrize(
    "changes", [{}, {"span": ""}, {"period": None}, {"period": parse_date("2011")}, {"whose": "officials"}]
)
def test_what_is_far_beyond_every_report_is_named(said, changes):
    line = said(held("one"), low=390_000_000.0, high=390_000_000.0, **changes)
    assert "Its number is higher than every one reported so far (13,000 times the highest: one" in line
    assert "Nothing speaks against it" not in line
    assert "times the highest" not in said(held("one"), low=90_000.0, high=90_000.0)
