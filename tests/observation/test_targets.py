"""Targets: units, times and ranges, each with an answer worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from math import exp

import numpy as np
import pytest

from legation.evidence import ledger as ledgers
from legation.evidence.wordings.existence import EXISTENCE
from legation.experiments.setup import load_scenario
from legation.observation.targets import Refusal, Target, target
from legation.population.codes import INCOME_BINS
from tests.evidence.helpers import claim, shipped, unbuilt
from tests.observation.helpers import place, tables

ALL_WEEKS = 0, 4 * 221 - 1
WINDOWS = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'


@pytest.fixture(scope="module")
def baseline():
    return load_scenario("baseline")


@pytest.fixture
def of(tmp_path, baseline):
    """From the fields of a claim to its target."""
    numbers = count()

    def of(observable="flights", weeks=ALL_WEEKS, **changes):
        fields = {"place": '"Dandong"', "period": '"2012-12-31..2014-12-28"', "unit": '"persons"', "wording": '"exact"',
                  "low": "26", "high": "26", "kind": '"fact"',
                  "represented_by": f'{{ observable = ["{observable}"] }}', **changes}  # fmt: skip
        path = tmp_path / f"records-{next(numbers)}"
        told = ledgers.load_ledger(records=shipped(path, claim(**fields))).claim("one")
        return target(told, replace(baseline, first_week=weeks[0], last_week=weeks[1]))

    return of


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
def test_a_number_is_turned_into_the_observables_unit(of, observable, unit, factor):
    made = of(observable, unit=f'"{unit}"')
    if factor is None:
        assert isinstance(made, Refusal) and f"its unit ({unit}) can't be turned into" in made.reason
    else:
        assert isinstance(made, Target) and made.factor == pytest.approx(factor)


def test_a_report_is_looked_for_in_its_own_time_and_an_event_in_all_the_years_of_selection(of):
    fact, event = of(kind='"fact"'), of(kind='"event"')
    (own,), (wide,) = fact.speaks_of, event.speaks_of
    assert own.years == 2
    assert wide.years == pytest.approx(10, abs=0.1)
    assert "stretch of 2013 to 2022, Dandong, counts," in event.search
    short = of(kind='"event"', period='"2016"', weeks=(4 * 80, 4 * 130))
    assert "stretch of 2015 to 2018, Dandong, counts," in short.search


def test_a_count_is_of_the_days_reported_though_other_periods_stand_for_them(of):
    """The thirteen periods of 2013 are of 364 days, a count of the year of 365; those of 2024 are 14, of 366."""
    for year, periods, days in (("2013", 13, 365), ("2024", 14, 366)):
        made = of("arrivals_counted", period=f'"{year}"')
        (own,) = made.scopes
        assert own.years == pytest.approx(periods / 13)
        assert made.factor == pytest.approx(364 / days)


@pytest.mark.parametrize(
    ("wording", "sought"), [("about", True), ("at_least", True), ("at_most", False), ("rose", False)]
)
def test_a_peak_is_sought_in_its_own_time_unless_the_report_is_of_an_event(of, wording, sought):
    made = of("recalls_in_busiest_month", wording=f'"{wording}"', windows='{ before = "2012", after = "2013" }')
    assert made.is_sought == sought
    if sought:
        assert made.speaks_of == made.scopes
        assert made.search.startswith("The busiest such time of each world")


@pytest.mark.parametrize(
    ("kind", "wording", "sought"),
    [("event", "exact", True), ("event", "existence", True), ("fact", "exact", False), ("event", "rose", False)],
)
def test_events_are_sought_unless_they_are_changes(of, kind, wording, sought):
    changes = {"kind": f'"{kind}"', "wording": f'"{wording}"', "windows": '{ before = "2012", after = "2013" }'}
    assert of("flights", **changes).is_sought == sought
    if wording != "rose":
        del changes["windows"]  # With two windows a number of a level would be of a change.
    if wording != "existence":  # Nobody sees in a level that something exists.
        assert not of("posted_officials", **changes).is_sought


def test_a_range_is_told_with_and_without_tolerance_and_as_it_was_counted(of):
    made = of(wording='"about"')
    assert (made.stated, made.said) == ((26, 26), (13, 13))
    assert made.region == pytest.approx((13 * exp(-0.25), 13 * exp(0.25)))


def test_a_sought_event_has_no_range_but_what_must_be_reached(of):
    made = of(kind='"event"')
    assert (made.stated, made.said, made.region) == (None, None, None)
    assert made.least == pytest.approx(13 * exp(-0.15))
    assert made.compared_as is EXISTENCE
    assert of().compared_as.name == "exact"


@pytest.mark.parametrize("wording", ["rose", "existence"])
def test_what_reports_no_number_has_no_range(of, wording):
    made = of(wording=f'"{wording}"', windows=WINDOWS, low=None, high=None)
    assert (made.stated, made.said, made.region, made.is_sought) == (None, None, None, False)


def test_what_each_world_has_beside_a_report_comes_worlds_first(of):
    history = tables(worlds=3)
    history["fled"][:, 52:65, place("Dandong")] = np.array([0, 1, 2])[:, None]
    history["posted"][:] = 1
    assert of("flights", period='"2013-01-01..2013-12-29"').predict(history).tolist() == [0, 13, 26]
    assert of("flights", wording='"rose"', windows=WINDOWS).predict(history).tolist() == [[0, 0], [0, 13], [0, 26]]
    exists = of("flights", wording='"existence"', period='"2013-01-01..2013-12-29"')
    assert exists.predict(history).tolist() == [False, True, True]
    sought = of("flights", kind='"event"', period='"2013-01-01..2013-12-29"', low="20", high="20")
    assert sought.predict(history).tolist() == [False, False, True]
    spread = of("margin_month_rmb", unit='"RMB per month"').predict(history)
    assert spread.shape == (3, INCOME_BINS)


def test_what_says_nothing_is_refused(of):
    assert of(wording='"none"', low=None, high=None, unit='""') == Refusal("it gives no number")


def test_an_observable_that_is_not_built_is_refused(of):
    assert of(unbuilt("observable")[0]) == Refusal("no mechanism yet for what it reports")


def test_a_number_that_compares_two_times_is_no_level(of):
    """6,000 workers fewer than before are not a stock of 6,000; a share lost is of two times itself."""
    fewer = of("worker_stock", unit='"workers fewer"', windows=WINDOWS)
    assert fewer == Refusal("its unit (workers fewer) can't be turned into workers")
    assert of("worker_stock", unit='"workers"').factor == 1
    assert of("posted_change", unit='"percent fall"', windows=WINDOWS).factor == 0.01


def test_the_span_of_a_claim_is_the_time_of_a_unit_that_names_none(of):
    quota = {"measure": '"quota"', "whose": '"officials"'}
    assert of("quota_usd", unit='"USD"', span='"year"', **quota).factor == 1.0
    assert of("quota_usd", unit='"USD"', span='"month"', **quota).factor == pytest.approx(12.0)
    assert of("quota_usd", unit='"USD a year"', span='"month"', **quota).factor == 1.0
