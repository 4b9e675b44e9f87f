"""The form: numbers in words, and the numbers of a claim in the unit of the measure."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from legation.evidence.wordings.form import Report, number_words, slack
from legation.evidence.wordings.range import BETWEEN


def test_one_number_is_said_once_and_an_open_end_is_left_out():
    assert number_words(3000.0, 3000.0, "RMB") == "3,000 RMB"
    assert number_words(3.0, 6.0, "years") == "3 to 6 years"
    assert number_words(3.0, None, "years", "at least ") == "at least 3 years"
    assert number_words(None, None, "years", "at least ") == ""


def test_a_report_is_in_the_unit_of_the_measure():
    assert BETWEEN.report(20.0, 33.0, factor=0.5) == Report("between", 10.0, 16.5)
    assert BETWEEN.report(None, 4.0) == Report("between", None, 4.0)


def test_a_value_is_set_beside_the_range_of_the_worlds():
    assert BETWEEN.outcome_words(SimpleNamespace(low=1.0, high=2.0), "{:.0f}".format) == "1 - 2"


def test_a_reported_number_may_be_off_by_a_factor():
    assert slack(0.15) == pytest.approx(1.1618, abs=1e-4)
