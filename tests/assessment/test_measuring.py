"""Measuring: units and times, each with an answer worked out by hand."""

from __future__ import annotations

import pytest

from legation.assessment import measuring
from legation.evidence import ledger as ledgers
from legation.observation.observables.catalogue import BY_NAME
from tests.evidence.helpers import claim, shipped

ALL_WEEKS = 0, 4 * 221 - 1


def _claim(path, **changes):
    fields = {"place": '"Dandong"', "period": '"2012-12-31..2014-12-28"', "unit": '"persons"', "wording": '"exact"',
              "low": "26", "high": "26", "kind": '"fact"', **changes}  # fmt: skip
    return ledgers.load(records=shipped(path, claim(**fields))).claim("one")


@pytest.mark.parametrize(
    ("observable", "unit", "factor"),
    [
        ("flights", "persons", 1 / 2),  # of two years
        ("flights", "persons a year", 1),
        ("flights", "persons per month", 12),
        ("flights_in_busiest_week", "persons", 1),
        ("flights_in_busiest_week", "persons in a week", 1),
        ("posted_officials", "persons", 1),
        ("posted_officials", "persons a year", None),
        ("margin_month_rmb", "RMB per month", 1),
        ("margin_month_rmb", "RMB", None),
        ("trade_income", "USD per person per year", 1),
    ],
)
def test_a_number_is_turned_into_the_observables_unit(tmp_path, observable, unit, factor):
    found = measuring.factor(_claim(tmp_path, unit=f'"{unit}"'), BY_NAME[observable])
    assert found == (None if factor is None else pytest.approx(factor))


def test_a_report_is_looked_for_in_its_own_time_and_an_event_in_all_the_years_of_selection(tmp_path):
    fact, event = (_claim(tmp_path / kind, kind=f'"{kind}"') for kind in ("fact", "event"))
    (own,) = measuring.looked_at(fact, BY_NAME["flights"], ALL_WEEKS)
    (wide,) = measuring.looked_at(event, BY_NAME["flights"], ALL_WEEKS)
    assert own.years == 2
    assert wide.years == pytest.approx(10, abs=0.1)
    assert "stretch of 2013 to 2022," in measuring.where_sought(event, ALL_WEEKS)
    assert "stretch of 2015 to 2018," in measuring.where_sought(event, (4 * 80, 4 * 130))


def test_a_count_is_of_the_days_reported_though_more_periods_hold_them(tmp_path):
    """The fourteen periods that hold 2013 are of 392 days; a count of the year is of 365 of them."""
    told = _claim(tmp_path, period='"2013"')
    (own,) = measuring.windows(told)
    assert own.years == pytest.approx(14 / 13)
    assert measuring.factor(told, BY_NAME["arrivals_counted"]) == pytest.approx(364 / 365)


@pytest.mark.parametrize(
    ("wording", "sought"), [("about", True), ("at_least", True), ("at_most", False), ("rose", False)]
)
def test_a_peak_is_sought_in_its_own_time_unless_the_report_is_of_an_event(tmp_path, wording, sought):
    told = _claim(tmp_path, wording=f'"{wording}"', windows='{ before = "2012", after = "2013" }')
    assert measuring.is_event_search(told, BY_NAME["recalls_in_busiest_month"]) == sought
    if sought:
        assert measuring.looked_at(told, BY_NAME["recalls_in_busiest_month"], ALL_WEEKS) == measuring.windows(told)
        assert measuring.where_sought(told, ALL_WEEKS).startswith("Asked for is the busiest such time")


@pytest.mark.parametrize(
    ("kind", "wording", "sought"),
    [("event", "exact", True), ("event", "existence", True), ("fact", "exact", False), ("event", "rose", False)],
)
def test_events_are_sought_unless_they_are_changes(tmp_path, kind, wording, sought):
    told = _claim(tmp_path, kind=f'"{kind}"', wording=f'"{wording}"', windows='{ before = "2012", after = "2013" }')
    assert measuring.is_event_search(told, BY_NAME["flights"]) == sought
    assert not measuring.is_event_search(told, BY_NAME["posted_officials"])
