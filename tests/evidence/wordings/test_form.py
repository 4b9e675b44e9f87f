"""The form: numbers in words, and the numbers of a claim in the unit of the measure."""

from __future__ import annotations

from math import inf
from types import SimpleNamespace

import pytest

from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import Report, number_words, slack
from legation.evidence.wordings.range import BETWEEN


def test_one_number_is_said_once_and_an_open_end_is_left_out():
    assert number_words(3000.0, 3000.0, "RMB") == "3,000 RMB"
    assert number_words(3.0, 6.0, "years") == "3 to 6 years"
    assert number_words(3.0, None, "years", "at least ") == "at least 3 years"
    assert number_words(None, None, "years", "at least ") == ""


def test_a_unit_that_nobody_stated_is_left_out():
    assert number_words(30.0, 30.0, "not stated") == "30" and number_words(2.0, 3.0, "") == "2 to 3"


def test_a_report_is_in_the_unit_of_the_measure():
    assert BETWEEN.report(20.0, 33.0, factor=0.5) == Report("between", 10.0, 16.5)
    assert BETWEEN.report(None, 4.0) == Report("between", None, 4.0)


def test_a_value_is_set_beside_the_range_of_the_worlds():
    assert BETWEEN.outcome_words(SimpleNamespace(low=1.0, high=2.0), "{:.0f}".format) == "1 - 2"


def test_a_reported_number_may_be_off_by_a_factor():
    assert slack(0.15) == pytest.approx(1.1618, abs=1e-4)


@pytest.mark.parametrize("name", ["about", "exact", "between", "rounded", "at_least", "at_most"])
@pytest.mark.parametrize(("low", "high"), [(-12.0, -10.0), (-12.0, 10.0), (10.0, 12.0), (0.0, 0.0), (-10.0, -10.0)])
def test_a_tolerance_makes_a_range_wider_whatever_its_sign(name: str, low: float, high: float) -> None:
    """About -10 percent was an empty range, as the tolerance was taken off the wrong ends."""
    stated, tolerated = (WORDINGS[name].region(low, high, tolerance=tolerance) for tolerance in (False, True))
    assert stated and tolerated and tolerated[0] <= stated[0] <= stated[1] <= tolerated[1]
    finite = [end for end in stated if end not in (inf, -inf) and end]
    assert not finite or tolerated != stated
