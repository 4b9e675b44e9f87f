"""What is published: by place and period what is harmless, coarser and rounded what is not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from legation.base.calendar import WEEKS
from legation.base.places import PLACES, REGIONS, positions
from legation.kernel.fixed_point import ONE
from legation.mechanisms import WEEK
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import PLACE_AND_PERIOD, YEAR, YEAR_AND_REGION, Scope
from legation.population.codes import INCOME_BINS
from legation.publication.summary import (
    PEOPLE_COLUMNS,
    SERIES_COLUMNS,
    WORLDS_LEAST,
    SummaryBuilder,
    complete_years,
    may_publish,
    rounded_change,
    rounded_count,
    rounded_number,
)
from tests.observation.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
DANDONG, BEIJING = place("Dandong"), place("Beijing")
ALL_WEEKS = 0, WEEKS - 1


@pytest.fixture
def history():
    """Twenty worlds with 10 officials in Dandong and 30 in Beijing all the time."""
    made = tables(worlds=WORLDS_LEAST)
    made["posted"][:, :, DANDONG], made["posted"][:, :, BEIJING] = 10, 30
    return made


def _summary(history, weeks=ALL_WEEKS, on=WEEK):
    summary = SummaryBuilder(*weeks, RATES, len(history["posted"]), on)
    summary.add_chunk(history)
    return summary


def _people(history, observable, region, year, weeks=ALL_WEEKS):
    (row,) = [row for row in _summary(history, weeks).people()
              if (row["observable"], row["region"], row["year"]) == (observable, region, year)]  # fmt: skip
    return row["low"], row["high"]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "< 5"), (4.99, "< 5"), (5, "5"), (9.4, "9"), (12.3, "12"), (99, "99"),
        (123, "120"), (1250, "1,200"), (98765, "99,000"),
    ],
)  # fmt: skip
def test_a_count_of_people_has_two_digits_and_none_below_five(count, text):
    assert rounded_count(count) == text


def test_flights_are_published_by_region_and_complete_year_only(history):
    rows = _summary(history).people()
    assert {row["observable"] for row in rows} == {name for name, observable in BY_NAME.items() if observable.sensitive}
    assert {row["region"] for row in rows if row["observable"] == "flights"} == {"all places", *REGIONS}
    assert {row["year"] for row in rows} == set(range(2009, 2025))  # the record ends within 2025's last period
    assert all(row.keys() == PEOPLE_COLUMNS.keys() for row in rows)
    assert all(isinstance(row[end], str) for row in rows for end in ("low", "high"))


@pytest.mark.parametrize("name", [observable.name for observable in OBSERVABLES if observable.sensitive])
def test_what_is_sensitive_is_published_by_region_only_if_it_says_so(name, history):
    regions = {row["region"] for row in _summary(history).people() if row["observable"] == name}
    assert regions == ({"all places", *REGIONS} if BY_NAME[name].resolution == YEAR_AND_REGION else {"all places"})


def test_nothing_that_could_harm_is_published_by_place_or_period(history):
    history["fled"][:, 100, DANDONG] = 1000
    quiet = tables(worlds=WORLDS_LEAST)
    quiet["posted"][:] = history["posted"]
    rows = _summary(history).series()
    assert not any(BY_NAME[row["observable"]].sensitive for row in rows)
    assert rows == _summary(quiet).series()


def test_flights_of_a_region_and_year_are_counted_over_all_its_places(history):
    # Periods 52 to 64 have their middle in 2013. Half of the worlds have 20 + 3, the others 40 + 3.
    history["fled"][:10, 52, DANDONG], history["fled"][10:, 64, DANDONG] = 20, 40
    history["fled"][:, 60, place("Yanji")] = 3
    assert _people(history, "flights", "north-east China", 2013) == ("23", "43")
    assert _people(history, "flights", "all places", 2013) == ("23", "43")
    assert _people(history, "flights", "rest of China", 2013) == ("< 5", "< 5")
    assert _people(history, "flights", "north-east China", 2014) == ("< 5", "< 5")


def test_a_year_that_was_not_simulated_to_the_full_is_not_published(history):
    rows = _summary(history, (52 * 4, 64 * 4)).people()  # the last period of 2013 is cut short
    assert rows == []
    rows = _summary(history, (52 * 4, 65 * 4 - 1)).people()
    assert {row["year"] for row in rows} == {2013}
    assert _summary(history, (52 * 4 + 1, 65 * 4 - 1)).people() == []  # the first one is
    assert _summary(history, (195 * 4, 208 * 4 - 1)).people() == []  # 13 of the 14 periods of 2024


def test_control_is_published_by_year_for_all_places_together(history):
    history["clampdowns"][:, 55, DANDONG] = 4
    history["alert"][:, 55:58, DANDONG] = ONE
    rows = {(row["observable"], row["period_start"]): row for row in _summary(history).series()
            if BY_NAME[row["observable"]].resolution == YEAR}  # fmt: skip
    assert {row["place"] for row in rows.values()} == {"all places"}
    assert {row["weeks"] for row in rows.values()} == {52, 56}
    in_2013 = date(2012, 12, 31)
    assert rows["clampdowns", in_2013]["q50"] == 4
    assert rows["alert", in_2013]["q50"] == pytest.approx(10 * 3 / (40 * 13), rel=0.005)


@pytest.mark.parametrize("worlds", [1, WORLDS_LEAST - 1])
def test_a_few_worlds_are_published_by_year_for_all_places_together(worlds):
    rows = _summary({name: table + 1 for name, table in tables(worlds=worlds).items()}).series()
    assert {row["place"] for row in rows} == {"all places"}
    assert {row["weeks"] for row in rows} == {52, 56}
    assert {row["observable"] for row in rows} == {one.name for one in OBSERVABLES if not one.sensitive}


def test_what_is_of_nobody_is_no_number_and_is_not_published():
    published = {row["observable"] for row in _summary(tables()).series()}
    assert "posted_officials" in published
    assert not published & {"account_share", "margin_month_rmb", "tenure_years", "quota_usd"}


@pytest.mark.parametrize("worlds", [1, 64])
def test_where_and_when_in_a_year_somebody_fled_cannot_be_found_by_differences(worlds):
    """Four flights from Dandong in spring or from Beijing in autumn: what is finer than a year is the same."""
    history = tables(worlds=worlds)
    history["posted"][:] = 840

    def published(place, period):
        changed = {name: table.copy() for name, table in history.items()}
        changed["fled"][:, period, place] = 4
        changed["posted"][:, period:, place] -= 4
        changed["clampdowns"][:, period + 1, place] = 1
        changed["alert"][:, period + 1 :, place] = ONE // 2
        return [row for row in _summary(changed).series() if row["weeks"] < 52 or row["place"] != "all places"]

    assert published(DANDONG, 55) == published(BEIJING, 62)
    assert bool(published(DANDONG, 55)) == (worlds >= WORLDS_LEAST)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("posted_officials", 1249.0, 1200), ("posted_officials", 94.9, 90), ("posted_officials", 4.0, 0),
        ("posted_officials", 0.0, 0), ("trade_income", 12_345.6, 12_300), ("trade_income", 0.0, 0),
        ("alert", 0.123456, 0.123),
    ],
)  # fmt: skip
def test_numbers_leave_rounded_and_head_counts_in_steps_of_ten_at_least(name, value, shown):
    assert rounded_number(BY_NAME[name], value) == shown


YEAR_2013, HALF_A_YEAR = slice(52, 65), slice(52, 58)
ALL, NORTH_EAST = tuple(range(len(PLACES))), positions("north-east China")


@pytest.mark.parametrize(
    ("resolution", "worlds", "periods", "places", "may"),
    [
        (PLACE_AND_PERIOD, 20, HALF_A_YEAR, (DANDONG,), True),
        (PLACE_AND_PERIOD, 19, HALF_A_YEAR, ALL, False),
        (PLACE_AND_PERIOD, 19, YEAR_2013, NORTH_EAST, False),
        (PLACE_AND_PERIOD, 19, YEAR_2013, ALL, True),
        (YEAR_AND_REGION, 64, YEAR_2013, NORTH_EAST, True),
        (YEAR_AND_REGION, 64, YEAR_2013, positions("China"), True),
        (YEAR_AND_REGION, 64, YEAR_2013, positions("Liaoning"), False),
        (YEAR_AND_REGION, 64, HALF_A_YEAR, ALL, False),
        (YEAR, 64, YEAR_2013, ALL, True),
        (YEAR, 64, YEAR_2013, NORTH_EAST, False),
        (YEAR, 64, HALF_A_YEAR, ALL, False),
    ],
)
def test_an_observable_says_how_finely_its_numbers_may_leave(resolution, worlds, periods, places, may):
    observable = BY_NAME["posted_officials"]._replace(resolution=resolution)
    assert may_publish(observable, worlds, Scope(periods, places)) == may


def test_what_happens_in_few_periods_is_published_by_year(history):
    history["levy_asked"][:, 57], history["levy_paid"][:, 57] = 400, 100  # one levy in 2013
    rows = [row for row in _summary(history).series() if row["observable"] == "levies_paid_share"]
    assert {row["place"] for row in rows} == {"all places", *REGIONS, *PLACES}
    assert {(row["period_start"], row["weeks"], row["q50"]) for row in rows} == {(date(2012, 12, 31), 52, 0.25)}


@pytest.mark.parametrize(("captured", "arrived", "shown"), [
    (12, 6, ("67 %", "67 %")), (4, 9, ("too few", "too few")), (9, 4, ("too few", "too few")), (5, 5, ("50 %", "50 %")),
])  # fmt: skip
def test_a_share_leaves_only_where_five_persons_or_more_are_on_either_side(history, captured, arrived, shown):
    history["captured"][:, 54, DANDONG], history["arrived"][:, 60, DANDONG] = captured, arrived
    assert _people(history, "captured_share", "north-east China", 2013) == shown
    assert _people(history, "captured_share", "rest of China", 2013) == ("too few", "too few")


def test_a_share_is_over_the_worlds_in_which_it_may_leave_and_these_are_most(history):
    history["captured"][:, 54, DANDONG] = 10
    history["arrived"][:11, 54, DANDONG], history["arrived"][11:, 54, DANDONG] = 30, 4
    assert _people(history, "captured_share", "all places", 2013) == ("25 %", "25 %")
    history["arrived"][10, 54, DANDONG] = 4  # now in half of the worlds it may not
    assert _people(history, "captured_share", "all places", 2013) == ("too few", "too few")


def test_who_wishes_and_who_prepared_are_shares_of_those_posted_in_two_digits(history):
    history["posted"][:, :, DANDONG] = 900
    history["wishing"][:, :, DANDONG], history["ready"][:, :, DANDONG] = 111, 4
    assert _people(history, "wish_share", "north-east China", 2013) == ("12 %", "12 %")
    assert _people(history, "prepared_share", "north-east China", 2013) == ("too few", "too few")


def test_what_a_mechanism_makes_is_not_published_without_it(history):
    summary = _summary(history, on=[name for name in WEEK if name not in ("pursuit", "trade")])
    observables = {row["observable"] for row in (*summary.people(), *summary.series())}
    assert (
        observables & {"captured_share", "detained", "arrivals_officials", "trade_income", "margin_month_rmb"} == set()
    )
    assert {"flights", "posted_officials", "alert"} <= observables


def test_everything_else_is_published_by_place_and_period(history):
    history["trade_income"][:10, 7, DANDONG], history["trade_income"][10:, 7, DANDONG] = (
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
    by_place = history["income_bins"].reshape(WORLDS_LEAST, -1, 7, INCOME_BINS)
    by_place[:, 6, DANDONG, 12] = 4  # persons between 64 and 64 × √2 dollars in four weeks
    (row,) = [row for row in _summary(history, (24, 27)).series()
              if (row["observable"], row["place"]) == ("margin_month_rmb", "Dandong")]  # fmt: skip
    least, most = (64 * 13 / 12 * 7, 64 * 2**0.5 * 13 / 12 * 7)
    assert row["q05"] == pytest.approx(least + 0.05 * (most - least), rel=0.005)  # three digits
    assert row["q50"] == pytest.approx((least + most) / 2, rel=0.005)


def test_in_a_spread_a_large_world_counts_no_more_than_a_small_one(history):
    by_place = history["income_bins"].reshape(WORLDS_LEAST, -1, 7, INCOME_BINS)
    by_place[:6, 6, DANDONG, 30], by_place[6:, 6, DANDONG, 12] = 1000, 1
    (row,) = [row for row in _summary(history, (24, 27)).series()
              if (row["observable"], row["place"]) == ("margin_month_rmb", "Dandong")]  # fmt: skip
    assert row["q50"] < 64 * 2**0.5 * 13 / 12 * 7 < row["q75"]


def test_a_place_without_officials_has_no_income_rather_than_the_highest(history):
    rows = _summary(history).series()
    assert not [row for row in rows if row["observable"] == "margin_month_rmb" and row["place"] == "elsewhere"]


def test_chunks_add_up(history):
    history["fled"][0, 52:65, DANDONG] = 7
    history["income_bins"][:, :, 5] = 1
    history["income_bins"][:, :, 90] = np.arange(WORLDS_LEAST)[:, None]
    in_chunks = SummaryBuilder(*ALL_WEEKS, RATES, WORLDS_LEAST, WEEK)
    for first, last in ((0, 1), (1, 4), (4, WORLDS_LEAST)):
        in_chunks.add_chunk({name: table[first:last] for name, table in history.items()})
    whole = _summary(history)
    assert in_chunks.people() == whole.people()
    assert in_chunks.series() == whole.series()


@pytest.mark.parametrize("weeks", [(1, 4), (0, 3), (10, 20)])
def test_a_run_too_short_for_a_year_or_a_period_publishes_what_there_is(history, weeks):
    summary = _summary(history, weeks)
    assert summary.people() == []
    assert not [row for row in summary.series() if BY_NAME[row["observable"]].resolution == YEAR]
    assert {row["period_start"] for row in summary.series()} == {
        (1, 4): set(), (0, 3): {date(2009, 1, 5)}, (10, 20): {date(2009, 3, 30), date(2009, 4, 27)},
    }[weeks]  # fmt: skip


def test_a_change_of_a_count_leaves_in_two_digits_and_never_below_five():
    assert rounded_change(-4.9, 4.9) == "fewer than 5 either way"
    assert rounded_change(-123, 45.6) == "120 fewer to 46 more"
    assert rounded_change(2, 8) == "the same within 5 to 8 more"
    assert rounded_change(1234, 1234) == "1,200 more"


def test_a_year_is_complete_if_all_periods_whose_middle_is_in_it_were_simulated():
    """The middles of periods 0 to 12 lie in 2009 and that of period 13 on 18 January 2010."""
    assert complete_years(range(26)) == {2009: slice(0, 13), 2010: slice(13, 26)}
    assert complete_years(range(1, 26)) == {2010: slice(13, 26)}
    assert complete_years(range(25)) == {2009: slice(0, 13)}
