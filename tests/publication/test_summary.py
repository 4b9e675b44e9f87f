"""The tables of a run: by place and period, but for flight and what follows it, which stand by year and region."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np
import pytest

from legation.base.calendar import WEEKS
from legation.base.places import PLACES, REGIONS
from legation.kernel.fixed_point import ONE
from legation.mechanisms import WEEK
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import PLACE_AND_PERIOD, YEAR, YEAR_AND_REGION
from legation.population.codes import INCOME_BINS
from legation.publication.summary import (
    QUANTILE_NAMES,
    SERIES_COLUMNS,
    SummaryBuilder,
    complete_years,
)
from tests.observation.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
DANDONG, BEIJING = place("Dandong"), place("Beijing")
ALL_WEEKS = 0, WEEKS - 1
MANY = 6  # worlds


@pytest.fixture
def history():
    """Six worlds with 10 officials in Dandong and 30 in Beijing all the time."""
    made = tables(worlds=MANY)
    made["posted"][:, :, DANDONG], made["posted"][:, :, BEIJING] = 10, 30
    return made


def _summary(history, weeks=ALL_WEEKS, on=WEEK):
    summary = SummaryBuilder(*weeks, RATES, on)
    summary.add_chunk(history)
    return summary


def _row(history, observable, place, year, weeks=ALL_WEEKS):
    (row,) = [row for row in _summary(history, weeks).series()
              if (row["observable"], row["place"]) == (observable, place) and row["weeks"] >= 52
              and (row["period_start"] + timedelta(weeks=26)).year == year]  # fmt: skip
    return row


def _ends(history, observable, place, year):
    row = _row(history, observable, place, year)
    return row["q05"], row["q50"], row["q95"]


def test_flight_stands_by_region_and_complete_year_only(history):
    history["fled"][:, 100, DANDONG] = 1000
    rows = [row for row in _summary(history).series() if BY_NAME[row["observable"]].resolution == YEAR_AND_REGION]
    assert {row["observable"] for row in rows} == {one.name for one in OBSERVABLES if one.resolution == YEAR_AND_REGION}
    assert {row["place"] for row in rows} == {"all places", *REGIONS}
    assert {row["weeks"] for row in rows} == {52, 56}
    assert {(row["period_start"] + timedelta(weeks=26)).year for row in rows} == set(range(2009, 2026))


def test_every_measure_stands_in_the_resolution_that_it_declares():
    finest = {YEAR: {"all places"}, YEAR_AND_REGION: {"all places", *REGIONS},
              PLACE_AND_PERIOD: {"all places", *REGIONS, *PLACES}}  # fmt: skip
    rows = _summary(tables(worlds=1)).series()
    for observable in OBSERVABLES:
        own = [row for row in rows if row["observable"] == observable.name]
        assert {row["place"] for row in own} == finest[observable.resolution], observable.name
        by_year = observable.resolution != PLACE_AND_PERIOD or observable.annual_only
        assert all((row["weeks"] >= 52) == by_year for row in own), observable.name


@pytest.mark.parametrize("worlds", [1, 3])
def test_no_number_is_held_back_because_worlds_or_persons_are_few(worlds):
    """The persons are invented: nothing is rounded up to five, and one world gives its numbers as twenty do."""
    history = tables(worlds=worlds)
    history["posted"][:] = 40
    history["fled"][:, 60, DANDONG] = 2
    history["captured"][:, 60, DANDONG] = history["arrived"][:, 60, DANDONG] = 1
    assert _ends(history, "flights", "north-east China", 2013) == (2, 2, 2)
    assert _ends(history, "flights", "rest of China", 2013) == (0, 0, 0)
    assert _ends(history, "captured_share", "north-east China", 2013) == (0.5, 0.5, 0.5)
    rows = [
        row
        for row in _summary(history).series()
        if (row["observable"], row["place"]) == ("posted_officials", "Dandong")
    ]
    assert {row["q50"] for row in rows} == {40} and {row["worlds"] for row in rows} == {worlds}


def test_flights_of_a_region_and_year_are_counted_over_all_its_places(history):
    # Periods 52 to 64 have their middle in 2013. Half of the worlds have 20 + 3, the others 40 + 3.
    history["fled"][:3, 52, DANDONG], history["fled"][3:, 64, DANDONG] = 20, 40
    history["fled"][:, 60, place("Yanji")] = 3
    assert _ends(history, "flights", "north-east China", 2013) == (23, 33, 43)
    assert _ends(history, "flights", "all places", 2013) == (23, 33, 43)
    assert _ends(history, "flights", "rest of China", 2013) == _ends(history, "flights", "north-east China", 2014)


def test_a_year_that_was_not_simulated_to_the_full_is_not_tabled(history):
    def years(first, last):
        rows = _summary(history, (first, last)).series()
        return {row["period_start"].year + 1 for row in rows if row["observable"] == "flights"}

    assert years(52 * 4, 64 * 4) == set()  # the last period of 2013 is cut short
    assert years(52 * 4, 65 * 4 - 1) == {2013}
    assert years(52 * 4 + 1, 65 * 4 - 1) == set()  # the first one is
    assert years(195 * 4, 208 * 4 - 1) == set()  # 13 of the 14 periods of 2024


def test_control_is_tabled_where_it_is_and_orders_to_tighten_it_worldwide(history):
    history["clampdowns"][:, 55, DANDONG] = 4
    history["alert"][:, 55, DANDONG] = ONE
    assert _row(history, "clampdowns", "all places", 2013)["q50"] == 4
    rows = {
        (row["place"], row["period_start"]): row["q50"]
        for row in _summary(history).series()
        if row["observable"] == "alert"
    }
    start = date(2013, 3, 25)
    assert (rows["Dandong", start], rows["Beijing", start], rows["all places", start]) == (1, 0, 0.25)


def test_where_most_worlds_have_nothing_to_measure_no_number_stands_and_it_is_said(history):
    history["captured"][:3, 54, DANDONG] = 10
    row = _row(history, "captured_share", "all places", 2013)
    assert row["worlds"] == 3 and all(row[name] is None for name in QUANTILE_NAMES)
    history["captured"][:4, 54, DANDONG] = 10
    row = _row(history, "captured_share", "all places", 2013)
    assert (row["worlds"], row["q05"], row["q95"]) == (4, 1, 1)
    nobody = [
        row
        for row in _summary(history).series()
        if (row["observable"], row["place"]) == ("margin_month_rmb", "elsewhere")
    ]
    assert {(row["worlds"], row["q50"]) for row in nobody} == {(0, None)}


def test_numbers_have_three_digits(history):
    history["trade_income"][:, 7, DANDONG] = 1_234_567
    rows = [
        row for row in _summary(history).series() if row["observable"] == "trade_income" and row["place"] == "Dandong"
    ]
    assert max(row["q50"] for row in rows) == 16_000  # 1,234.567 dollars × 13


def test_what_a_mechanism_makes_is_not_tabled_without_it(history):
    summary = _summary(history, on=[name for name in WEEK if name not in ("pursuit", "trade")])
    observables = {row["observable"] for row in summary.series()}
    assert not observables & {"captured_share", "detained", "arrivals_officials", "trade_income", "margin_month_rmb"}
    assert {"flights", "posted_officials", "alert"} <= observables


def test_of_deaths_there_is_no_measure():
    assert not [one.name for one in OBSERVABLES if re.search(r"death|suicide|execut", f"{one.name} {one.sentence}")]


def test_what_happens_in_few_periods_is_published_by_year(history):
    history["levy_due"][:, 57], history["levy_met"][:, 57] = 400, 100  # one levy in 2013
    rows = [row for row in _summary(history).series() if row["observable"] == "levies_paid_share"]
    assert {row["place"] for row in rows} == {"all places", *REGIONS, *PLACES}
    levied = {(row["period_start"], row["weeks"], row["q50"]) for row in rows if row["worlds"]}
    assert levied == {(date(2012, 12, 31), 52, 0.25)}


def test_everything_else_is_published_by_place_and_period(history):
    history["trade_income"][:3, 7, DANDONG], history["trade_income"][3:, 7, DANDONG] = (
        10_000,
        20_000,
    )  # cents, 10 officials
    rows = {(row["observable"], row["place"], row["period_start"]): row for row in _summary(history, (24, 35)).series()}
    assert {place for _, place, _ in rows} == {"all places", *REGIONS, *PLACES}
    assert {start for *_, start in rows} == {date(2009, 6, 22), date(2009, 7, 20), date(2009, 8, 17)}
    in_july = rows["trade_income", "Dandong", date(2009, 7, 20)]
    assert [in_july[name] for name in ("q05", "q50", "q95")] == [10 * 13, 15 * 13, 20 * 13]
    assert rows["posted_officials", "all places", date(2009, 7, 20)]["q50"] == 40
    assert all(row.keys() == SERIES_COLUMNS.keys() for row in rows.values())


def test_a_spread_is_over_persons_of_all_worlds_in_the_currency_of_the_year(history):
    by_place = history["income_bins"].reshape(MANY, -1, 7, INCOME_BINS)
    by_place[:, 6, DANDONG, 12] = 4  # persons between 64 and 64 × √2 dollars in four weeks
    (row,) = [row for row in _summary(history, (24, 27)).series()
              if (row["observable"], row["place"]) == ("margin_month_rmb", "Dandong")]  # fmt: skip
    least, most = (64 * 13 / 12 * 7, 64 * 2**0.5 * 13 / 12 * 7)
    assert row["q05"] == pytest.approx(least + 0.05 * (most - least), rel=0.005)  # three digits
    assert row["q50"] == pytest.approx((least + most) / 2, rel=0.005)


def test_in_a_spread_a_large_world_counts_no_more_than_a_small_one(history):
    by_place = history["income_bins"].reshape(MANY, -1, 7, INCOME_BINS)
    by_place[:2, 6, DANDONG, 30], by_place[2:, 6, DANDONG, 12] = 1000, 1
    (row,) = [row for row in _summary(history, (24, 27)).series()
              if (row["observable"], row["place"]) == ("margin_month_rmb", "Dandong")]  # fmt: skip
    assert row["q50"] < 64 * 2**0.5 * 13 / 12 * 7 < row["q75"]


def test_a_year_is_complete_if_all_periods_whose_middle_is_in_it_were_simulated():
    """The middles of periods 0 to 12 lie in 2009 and that of period 13 on 18 January 2010."""
    assert complete_years(range(26)) == {2009: slice(0, 13), 2010: slice(13, 26)}
    assert complete_years(range(1, 26)) == {2010: slice(13, 26)}
    assert complete_years(range(25)) == {2009: slice(0, 13)}


def test_chunks_add_up(history):
    history["fled"][0, 52:65, DANDONG] = 7
    history["income_bins"][:, :, 5] = 1
    history["income_bins"][:, :, 90] = np.arange(MANY)[:, None]
    in_chunks = SummaryBuilder(*ALL_WEEKS, RATES, WEEK)
    for first, last in ((0, 1), (1, 4), (4, MANY)):
        in_chunks.add_chunk({name: table[first:last] for name, table in history.items()})
    assert in_chunks.series() == _summary(history).series()


@pytest.mark.parametrize("weeks", [(1, 4), (0, 3), (10, 20)])
def test_a_run_too_short_for_a_year_or_a_period_tables_what_there_is(history, weeks):
    rows = _summary(history, weeks).series()
    assert not [row for row in rows if BY_NAME[row["observable"]].resolution != PLACE_AND_PERIOD]
    assert {row["period_start"] for row in rows} == {
        (1, 4): set(), (0, 3): {date(2009, 1, 5)}, (10, 20): {date(2009, 3, 30), date(2009, 4, 27)},
    }[weeks]  # fmt: skip
