"""What leaves the program: by place and period what is harmless, by region and year, rounded, what is not."""

from __future__ import annotations

from datetime import date

import pytest

from legation.base.calendar import WEEKS
from legation.base.places import PLACES, REGIONS
from legation.population.columns import INCOME_BINS
from legation.results.observables import BY_NAME
from legation.results.publishing import PEOPLE_COLUMNS, SERIES_COLUMNS, Summary, shown_count
from tests.results.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
DANDONG, BEIJING = place("Dandong"), place("Beijing")
ALL_WEEKS = 0, WEEKS - 1


@pytest.fixture
def kept():
    """Two worlds with 10 officials in Dandong and 30 in Beijing all the time."""
    made = tables(worlds=2)
    made["posted"][:, :, DANDONG], made["posted"][:, :, BEIJING] = 10, 30
    return made


def _summary(kept, weeks=ALL_WEEKS):
    summary = Summary(*weeks, RATES)
    summary.feed(kept)
    return summary


def _people(kept, observable, region, year, weeks=ALL_WEEKS):
    (row,) = [row for row in _summary(kept, weeks).people()
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
    assert shown_count(count) == text


def test_flights_are_published_by_region_and_complete_year_only(kept):
    rows = _summary(kept).people()
    assert {row["observable"] for row in rows} == {name for name, one in BY_NAME.items() if one.sensitive}
    assert {row["region"] for row in rows} == {"all places", *REGIONS}
    assert {row["year"] for row in rows} == set(range(2009, 2025))  # the record ends within 2025's last period
    assert all(row.keys() == PEOPLE_COLUMNS.keys() for row in rows)
    assert all(isinstance(row[end], str) for row in rows for end in ("low", "high"))


def test_the_busiest_week_is_published_for_the_whole_world_only(kept):
    rows = [row for row in _summary(kept).people() if row["observable"] == "flights_in_busiest_week"]
    assert {row["region"] for row in rows} == {"all places"}


def test_nothing_that_could_harm_is_published_by_place_or_period(kept):
    kept["fled"][:, 100, DANDONG] = 1000
    quiet = tables(worlds=2)
    quiet["posted"][:] = kept["posted"]
    rows = _summary(kept).series()
    assert not any(BY_NAME[row["observable"]].sensitive for row in rows)
    assert rows == _summary(quiet).series()


def test_flights_of_a_region_and_year_are_counted_over_all_its_places(kept):
    # Periods 52 to 64 have their middle in 2013. The worlds' counts are 20 + 3 and 40 + 3; the central 90 % between
    # two worlds runs from 23 + 0.05 × 20 = 24 to 43 - 1 = 42.
    kept["fled"][0, 52, DANDONG], kept["fled"][1, 64, DANDONG] = 20, 40
    kept["fled"][:, 60, place("Yanji")] = 3
    assert _people(kept, "flights", "north-east China", 2013) == ("24", "42")
    assert _people(kept, "flights", "all places", 2013) == ("24", "42")
    assert _people(kept, "flights", "rest of China", 2013) == ("< 5", "< 5")
    assert _people(kept, "flights", "north-east China", 2014) == ("< 5", "< 5")


def test_a_year_that_was_not_simulated_to_the_full_is_not_published(kept):
    rows = _summary(kept, (52 * 4, 64 * 4)).people()  # the last period of 2013 is cut short
    assert rows == []
    rows = _summary(kept, (52 * 4, 65 * 4 - 1)).people()
    assert {row["year"] for row in rows} == {2013}
    assert _summary(kept, (52 * 4 + 1, 65 * 4 - 1)).people() == []  # the first one is
    assert _summary(kept, (195 * 4, 208 * 4 - 1)).people() == []  # 13 of the 14 periods of 2024


def test_everything_else_is_published_by_place_and_period(kept):
    kept["trade_income"][:, 7, DANDONG] = [10_000, 20_000]  # 100 and 200 dollars by 10 officials in period 7
    rows = {(row["observable"], row["place"], row["period_start"]): row for row in _summary(kept, (24, 35)).series()}
    assert {place for _, place, _ in rows} == {"all places", *PLACES}
    assert {start for *_, start in rows} == {date(2009, 6, 22), date(2009, 7, 20), date(2009, 8, 17)}
    in_july = rows["trade_income", "Dandong", date(2009, 7, 20)]
    assert [in_july[name] for name in ("q05", "q50", "q95")] == pytest.approx([10.5 * 13, 15 * 13, 19.5 * 13])
    assert rows["posted_officials", "all places", date(2009, 7, 20)]["q50"] == 40
    assert all(row.keys() == SERIES_COLUMNS.keys() for row in rows.values())


def test_a_spread_is_over_persons_of_all_worlds_in_the_currency_of_the_year(kept):
    by_place = kept["income_bins"].reshape(2, -1, 7, INCOME_BINS)
    by_place[:, 6, DANDONG, 12] = 4, 6  # ten persons between 64 and 64 × √2 dollars in four weeks
    (row,) = [row for row in _summary(kept, (24, 27)).series()
              if (row["observable"], row["place"]) == ("margin_month_rmb", "Dandong")]  # fmt: skip
    least, most = (64 * 13 / 12 * 7, 64 * 2**0.5 * 13 / 12 * 7)
    assert row["q05"] == pytest.approx(least + 0.05 * (most - least))
    assert row["q50"] == pytest.approx((least + most) / 2)


def test_a_place_without_officials_has_no_income_rather_than_the_highest(kept):
    rows = _summary(kept).series()
    assert not [row for row in rows if row["observable"] == "margin_month_rmb" and row["place"] == "elsewhere"]


def test_chunks_add_up(kept):
    kept["fled"][0, 52:65, DANDONG] = 7
    kept["income_bins"][:, :, 5] = 1
    one_by_one = Summary(*ALL_WEEKS, RATES)
    for world in range(2):
        one_by_one.feed({name: table[world : world + 1] for name, table in kept.items()})
    assert one_by_one.people() == _summary(kept).people()
    assert one_by_one.series() == _summary(kept).series()


@pytest.mark.parametrize("weeks", [(1, 4), (0, 3), (10, 20)])
def test_a_run_too_short_for_a_year_or_a_period_publishes_what_there_is(kept, weeks):
    summary = _summary(kept, weeks)
    assert summary.people() == []
    assert {row["period_start"] for row in summary.series()} == {
        (1, 4): set(), (0, 3): {date(2009, 1, 5)}, (10, 20): {date(2009, 3, 30), date(2009, 4, 27)},
    }[weeks]  # fmt: skip
