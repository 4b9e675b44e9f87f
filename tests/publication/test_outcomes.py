"""What each world came to: one row for each world, area and year, null where no number may stand."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars
import pytest

from legation import api
from legation.api import runs
from legation.base.calendar import WEEKS
from legation.base.places import PLACES, REGIONS
from legation.experiments import ensemble
from legation.mechanisms import WEEK
from legation.observation.observables.catalogue import BY_NAME, OBSERVABLES
from legation.observation.scopes import PLACE_AND_PERIOD, SPREAD, YEAR_AND_REGION, Scope, income_edges_rmb
from legation.observation.spreads import quantiles
from legation.population.codes import INCOME_BINS
from legation.publication.outcomes import AREAS_IN_ORDER, KEYS, OutcomesBuilder, four_digits, stands_alone
from legation.publication.summary import EVERYWHERE, complete_years
from legation.runs.wide_tables import outcomes_frame
from tests.observation.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
SHORT = {"start": "2018-12-24", "end": "2020-12-20", "overrides": ["founding.posted=2500"]}


def _built(*chunks, on=WEEK):
    builder = OutcomesBuilder(0, WEEKS - 1, RATES, on)
    for numbers, history in chunks:
        builder.add_chunk(numbers, history)
    return outcomes_frame(builder.outcomes())


def _year(year):
    return complete_years(range(WEEKS // 4))[year]


def _three_flights():
    """Two worlds: in the second three officials flee from Dandong in 2018, 40 being posted there and 10 in Beijing."""
    history = tables(worlds=2)
    history["posted"][1, :, place("Dandong")] = 40
    history["posted"][1, :, place("Beijing")] = 10
    history["fled"][1, _year(2018).start, place("Dandong")] = 3
    return history


def _at(frame, **keys):
    (row,) = frame.filter(**keys).to_dicts()
    return row


def test_each_world_area_and_year_has_a_row():
    frame = _built(([4, 9], _three_flights()))
    assert frame.columns[:3] == list(KEYS)
    assert frame.select(KEYS).unique().height == frame.height == 2 * len(AREAS_IN_ORDER) * frame["year"].n_unique()
    assert frame["world"].unique().to_list() == [4, 9] and set(frame["place"]) == {EVERYWHERE, *REGIONS, *PLACES}
    assert frame.schema == {"world": polars.Int64, "place": polars.String, "year": polars.Int64} | dict.fromkeys(
        frame.columns[3:], polars.Float64)  # fmt: skip


def test_a_flight_counts_for_its_region_and_all_places_and_stands_at_no_town():
    frame = _built(([4, 9], _three_flights()))
    flights = {area: _at(frame, world=9, place=area, year=2018)["flights"] for area in AREAS_IN_ORDER}
    years = Scope(_year(2018), ()).years
    assert flights[EVERYWHERE] == flights["north-east China"] == pytest.approx(3 / years, rel=1e-3)
    assert flights["rest of China"] == 0
    assert all(flights[town] is None for town in PLACES if town not in REGIONS)
    assert _at(frame, world=9, place=EVERYWHERE, year=2019)["flights"] == 0
    assert _at(frame, world=9, place="Dandong", year=2018)["posted_officials"] == 40
    assert _at(frame, world=9, place="Beijing", year=2018)["posted_officials"] == 10


def test_where_nobody_is_there_is_nothing_to_measure():
    nobody = _at(_built(([4, 9], _three_flights())), world=4, place=EVERYWHERE, year=2018)
    assert nobody["captured_share"] is None and nobody["posted_officials"] == 0


def test_no_measure_of_people_who_left_has_a_number_at_a_town():
    everything = tables(worlds=1)
    for table in everything.values():
        table[:] = 1
    frame = _built(([0], everything))
    towns = frame.filter(polars.col("place").is_in([name for name in PLACES if name not in REGIONS]))
    held = {name for name in frame.columns[3:] if towns[name].count()}
    assert held and held <= {one.name for one in OBSERVABLES if one.resolution == PLACE_AND_PERIOD}
    assert all(not stands_alone(one, "Dandong") for one in OBSERVABLES if one.resolution != PLACE_AND_PERIOD)
    assert any(one.resolution == YEAR_AND_REGION for one in OBSERVABLES)


def test_of_a_spread_there_is_the_median_person():
    spread = next(one for one in OBSERVABLES if one.kind == SPREAD)
    history = tables(worlds=2)
    chance = np.random.default_rng(1)
    incomes = next(name for name, table in history.items() if table.shape[2] == len(PLACES) * INCOME_BINS)
    history[incomes][1] = chance.integers(0, 9, history[incomes][1].shape)
    frame = _built(([0, 1], history))
    (persons,) = spread.rule(history, Scope(_year(2018), range(len(PLACES))))[1:]
    (median,) = quantiles(persons, income_edges_rmb(7.0), (0.5,))
    assert _at(frame, world=1, place=EVERYWHERE, year=2018)[spread.name] == pytest.approx(median, rel=1e-3)
    assert _at(frame, world=0, place=EVERYWHERE, year=2018)[spread.name] is None


def test_what_no_mechanism_makes_has_no_column():
    assert "flights" not in _built(([0], tables()), on=set()).columns


def test_the_same_worlds_in_other_chunks_give_the_same_table():
    history = _three_flights()
    halves = [([number], {name: table[at : at + 1] for name, table in history.items()})
              for at, number in enumerate((4, 9))]  # fmt: skip
    assert _built(([4, 9], history)).equals(_built(*halves), null_equal=True)


def test_without_a_complete_year_the_table_has_its_keys_alone():
    builder = OutcomesBuilder(500, 510, RATES, WEEK)
    builder.add_chunk([0], tables())
    frame = outcomes_frame(builder.outcomes())
    assert frame.height == 0 and frame.columns[:3] == list(KEYS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (1, 1), (999.96, 1000), (9.99951, 10), (1234567, 1235000), (0.000123456, 0.0001235), (-3.14159, -3.142),
     (1e-30, 0), (2.5e12, 2.5e12)],
)  # fmt: skip
def test_a_number_has_four_digits(value, expected):
    assert four_digits(np.array([value], float)).tolist() == [expected]


def test_rounding_keeps_what_is_missing():
    assert np.isnan(four_digits(np.array([np.nan, 1.0]))).tolist() == [True, False]


@pytest.fixture(scope="module")
def result():
    return api.run("baseline", worlds=6, **SHORT)


def test_a_run_gives_draws_and_outcomes_that_can_be_joined(result):
    joined = result.draws.join(result.outcomes, on="world")
    assert joined.height == result.outcomes.height == 6 * len(AREAS_IN_ORDER) * result.outcomes["year"].n_unique()
    assert {"trade.median_margin", "flights"} <= set(joined.columns)
    assert result.draws.height == 6 and result.draws["founding.posted"].to_list() == [2500.0] * 6


def test_the_published_median_is_that_of_the_worlds(result):
    rows = [row for row in result.series
            if row["place"] == EVERYWHERE and row["weeks"] > 4 and row["q50"] is not None
            and BY_NAME[row["observable"]].kind != SPREAD]  # fmt: skip
    assert rows
    for row in rows:
        year = (row["period_start"] + timedelta(weeks=row["weeks"] // 2)).year
        values = result.outcomes.filter(place=EVERYWHERE, year=year)[row["observable"]]
        assert values.median() == pytest.approx(row["q50"], rel=0.006, abs=1e-9), row


def test_a_saved_run_has_both_tables_the_same_for_any_chunk_and_number_of_threads(result, tmp_path, monkeypatch):
    def in_chunks(size, **options):
        return lambda *scenario, **given: ensemble.simulate(*scenario, **given, chunk=size)

    first = result.save(tmp_path / "first")
    monkeypatch.setattr(runs, "simulate", in_chunks(4))
    second = api.run("baseline", worlds=6, threads=1, **SHORT).save(tmp_path / "second")
    for name in ("draws", "outcomes"):
        assert (first / f"{name}.parquet").read_bytes() == (second / f"{name}.parquet").read_bytes()
    assert polars.read_parquet(first / "outcomes.parquet").equals(result.outcomes, null_equal=True)
    assert polars.read_parquet(first / "draws.parquet").equals(result.draws)
