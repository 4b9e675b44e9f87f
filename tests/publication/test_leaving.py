"""What leaves a run, file by file: of flight and what follows it no number stands alone at a town or a month."""

from __future__ import annotations

import json
import re

import polars
import pytest

from legation import api
from legation.assessment.comparison import ComparisonBuilder
from legation.base.calendar import WEEKS
from legation.base.places import PLACES, REGIONS
from legation.evidence import ledger as ledgers
from legation.experiments.setup import load_scenario
from legation.kernel.fixed_point import ONE
from legation.mechanisms import WEEK
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import YEAR_AND_REGION
from legation.publication.drawn import DrawnParameters
from legation.publication.summary import SummaryBuilder
from tests.observation.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
WORLDS = 24
SPRING, AUTUMN, NEXT_YEAR = 120, 127, 134  # in 2018, and in 2019; no report on these persons parts 2018
# What happened to how many, in one place and four weeks.
HAPPENED = {
    "fled": 31, "fled_overland": 12, "route_paid": 12 * 7_000_00, "captured": 17, "arrived": 11, "detained": 9,
    "forced_returns": 8, "counted": 7, "counted_all": 13 * ONE, "wishing": 37, "ready": 19,
}  # fmt: skip
SPEAKS_OF_DEATHS = re.compile(r"despair|death|dies|died|suicid", re.IGNORECASE)
BY_REGION = {name for name, observable in BY_NAME.items() if observable.resolution == YEAR_AND_REGION}


def _result(where: str, period: int) -> api.Result:
    """The result of worlds in which all of it happens there and then."""
    history = tables(worlds=WORLDS)
    history["posted"][:] = 800
    for name, count in HAPPENED.items():
        history[name][:, period, place(where)] += count
    history["fled_in_a_week"][:, SPRING:AUTUMN] = 31
    scenario, ledger = load_scenario("baseline"), ledgers.load_ledger()
    compared, summary = ComparisonBuilder(ledger, scenario, RATES), SummaryBuilder(0, WEEKS - 1, RATES, WEEK)
    compared.add_chunk(history)
    summary.add_chunk(history)
    parameters = DrawnParameters(scenario.parameters)
    parameters.add(range(WORLDS), scenario.draw(1, range(WORLDS)).human)
    return api.Result(scenario, ledger, WORLDS, 1, compared.rows(), summary.series(), parameters,
                      {"worlds_passed": WORLDS, "worlds_asked": WORLDS, "worlds_failed": 0}, "0" * 16, "0" * 16,
                      versions={"legation": "0"})  # fmt: skip


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return _result("Dandong", SPRING).save(tmp_path_factory.mktemp("runs") / "spring")


def _series(folder):
    return (folder / "series.parquet").read_bytes()


def test_where_in_a_region_and_when_in_a_year_it_happened_is_in_no_table(saved, tmp_path):
    assert _series(saved) == _series(_result("Yanji", AUTUMN).save(tmp_path / "autumn"))


@pytest.mark.parametrize(("where", "period"), [("Beijing", SPRING), ("Dandong", NEXT_YEAR)])
def test_another_region_and_another_year_are_told_apart(saved, tmp_path, where, period):
    assert _series(saved) != _series(_result(where, period).save(tmp_path / "other"))


def test_the_report_names_no_place_beside_what_became_of_people(saved):
    html = (saved / "report.html").read_text("utf-8")
    part = html[html.index('id="flights"') : html.index('id="events"')]
    assert not [name for name in PLACES if name in part and name not in REGIONS]
    assert re.search(r"<td [^>]*>31</td>", part)  # an ensemble that agrees has one number


def test_beside_a_report_the_number_is_of_its_own_place_and_time(saved):
    rows = json.loads((saved / "comparison.json").read_text("utf-8"))
    about = [row for row in rows if row["observable"] in BY_REGION and row["lies"] != "cannot tell"]
    assert about and all(row["share"] is not None or row["median"] is not None for row in about)


def test_of_deaths_no_number_leaves(saved):
    rows = json.loads((saved / "comparison.json").read_text("utf-8"))
    deaths = [row for row in rows if row["observable"].startswith("deaths")]
    assert deaths
    assert all((row["low"], row["median"], row["high"], row["share"]) == (None,) * 4 for row in deaths)


def test_no_table_of_a_run_names_deaths_but_as_what_is_assumed_or_was_reported(saved):
    """Every column and every cell of words. The assumed rate is a parameter, and reports keep their words."""
    names = {}
    for file in saved.rglob("*.parquet"):
        table = polars.read_parquet(file)
        cells = (cell for name in table.columns if not table[name].dtype.is_numeric() for cell in table[name].unique())
        names[file.name] = {word for word in (*table.columns, *map(str, cells)) if SPEAKS_OF_DEATHS.search(word)}
    assert {"series.parquet", "parameters.parquet"} <= set(names)
    assert {word for found in names.values() for word in found} <= {"despair.rate"}
    assert "despair.rate" in names["parameters.parquet"]
