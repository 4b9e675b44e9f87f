"""What leaves a run, file by file: whether and when somebody fled, was taken or came home can't be found in any.

Two ensembles, made by hand, differ only in where within a region and when within a year it happened. Tables, JSON,
report and what the Python interface passes on must be the same in both; a year or a region further, they must differ.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace

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
from legation.observation.scopes import YEAR
from legation.publication.summary import SummaryBuilder
from tests.observation.helpers import place, tables

RATES = dict.fromkeys(range(2009, 2027), 7.0)
WORLDS = 24
SPRING, AUTUMN, NEXT_YEAR = 120, 127, 134  # in 2018, and in 2019; no report on these persons parts 2018
# What happened to how many, in one place and four weeks. Levels and money are added to what is there.
HAPPENED = {
    "fled": 31, "fled_overland": 12, "route_paid": 12 * 7_000_00, "captured": 17, "arrived": 11, "detained": 9,
    "forced_returns": 8, "counted": 7, "counted_all": 13 * ONE, "wishing": 37, "ready": 19, "summoned": 23,
    "recalls_ordered": 29, "purge_ordered": 41, "recalls_done": 43,
}  # fmt: skip
SENSITIVE = {name for name, observable in BY_NAME.items() if observable.sensitive}
COUNT = r"[1-9]\d?0*(?:,\d00)*|[1-9]\d?(?:,000)+|[1-9],\d00(?:,000)*"
END = re.compile(rf"too few|< 5|(?:USD )?(?:{COUNT})|(?:\d\d?|100|\d?\.\d+) %")


def _result(where: str, period: int) -> api.Result:
    """The result of worlds in which all of it happens there and then."""
    history = tables(worlds=WORLDS)
    history["posted"][:] = 800
    for name, count in HAPPENED.items():
        history[name][:, period, place(where)] += count
    history["fled_in_a_week"][:, SPRING:AUTUMN] = 31
    scenario, ledger = load_scenario("baseline"), ledgers.load_ledger()
    compared, summary = ComparisonBuilder(ledger, scenario, RATES), SummaryBuilder(0, WEEKS - 1, RATES, WORLDS, WEEK)
    compared.add_chunk(history)
    summary.add_chunk(history)
    drawn = scenario.draw(1, range(WORLDS)).human
    parameters = {
        "world": [world for _ in drawn for world in range(WORLDS)],
        "name": [name for name in drawn for _ in range(WORLDS)],
        "unit": [scenario.parameters[name].unit for name in drawn for _ in range(WORLDS)],
        "human": [value for values in drawn.values() for value in values.tolist()],
        "machine": [0 for _ in drawn for _ in range(WORLDS)],
    }
    return api.Result(scenario, ledger, WORLDS, 1, compared.rows(), summary.series(), summary.people(), parameters,
                      {"worlds_passed": WORLDS, "worlds_asked": WORLDS, "worlds_failed": 0}, "0" * 16, "0" * 16,
                      versions={"legation": "0"})  # fmt: skip


@pytest.fixture(scope="module")
def spring():
    return _result("Dandong", SPRING)


@pytest.fixture(scope="module")
def saved(spring, tmp_path_factory):
    return spring.save(tmp_path_factory.mktemp("runs") / "spring")


def _files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_where_in_a_region_and_when_in_a_year_it_happened_is_in_no_file(saved, tmp_path):
    autumn = _result("Yanji", AUTUMN).save(tmp_path / "autumn")
    assert _files(saved) == _files(autumn)


@pytest.mark.parametrize(("where", "period"), [("Beijing", SPRING), ("Dandong", NEXT_YEAR)])
def test_another_region_and_another_year_are_told_apart(saved, tmp_path, where, period):
    other = _files(_result(where, period).save(tmp_path / "other"))
    assert [name for name, text in _files(saved).items() if text != other[name]] != []


def test_the_tables_hold_nothing_sensitive_but_words_by_year_and_region(saved):
    series, people = (polars.read_parquet(saved / f"{name}.parquet") for name in ("series", "people"))
    assert set(series["observable"]) & SENSITIVE == set()
    assert set(people["observable"]) == SENSITIVE
    assert set(people["region"]) <= {"all places", *REGIONS}
    assert set(people["year"]) == set(range(2009, 2025))
    assert not [end for end in (*people["low"], *people["high"]) if not END.fullmatch(end)]


def test_control_and_orders_leave_by_year_for_all_places_together(saved):
    series = polars.read_parquet(saved / "series.parquet")
    by_year = [name for name, observable in BY_NAME.items() if observable.resolution == YEAR]
    yearly = series.filter(polars.col("observable").is_in(by_year))
    assert {"recalls_ordered", "recalls_waiting", "alert"} <= set(yearly["observable"])
    assert set(yearly["place"]) == {"all places"} and min(yearly["weeks"]) == 52


def test_orders_leave_in_steps_from_which_nobody_who_fled_can_be_counted(saved):
    """70 were ordered home, 43 went and 23 wait on the mean of one period: what is published of them is in tens."""
    series = polars.read_parquet(saved / "series.parquet")
    for name in ("recalls_ordered", "recalls_waiting", "newcomers", "departures"):
        orders = series.filter(polars.col("observable") == name)
        assert all(value % 10 == 0 for q in ("q05", "q25", "q50", "q75", "q95") for value in orders[q]), name


def test_rows_about_what_is_sensitive_give_verdicts_and_no_numbers(saved, spring):
    """A count of worlds may stand where a change is asked of whole regions and of a year at least."""
    written = json.loads((saved / "comparison.json").read_text("utf-8"))
    for row in (*written, *(one.as_dict() for one in spring.public().rows)):
        if row["observable"] in SENSITIVE:
            assert (row["low"], row["high"], row["reported"]) == (None, None, None), row["claim"]
            shown = row["gives"] not in ("shown as a verdict only", "no estimate")
            assert not shown or re.fullmatch(r"(?:(?:rises|falls|happens|unchanged) in \d+,? ?)+ ?of 24 worlds",
                                             row["gives"]), row["gives"]  # fmt: skip


def test_the_report_names_no_place_beside_what_became_of_people(saved):
    html = (saved / "report.html").read_text("utf-8")
    part = html[html.index('id="flights"') : html.index('id="parameters"')]
    assert not [name for name in PLACES if name in part and name not in REGIONS]
    cells = [cell.replace("&lt;", "<") for cell in re.findall(r"<td>(.*?)</td>", part)]
    assert cells and not [cell for cell in cells if not all(END.fullmatch(end) for end in cell.split(" to "))]


def test_with_a_few_worlds_too_a_share_of_a_few_persons_does_not_leave():
    few = _result("Dandong", SPRING)
    rows = {(row["observable"], row["region"], row["year"]): row for row in few.people}
    assert rows["captured_share", "north-east China", 2018]["low"] == "61 %"  # 17 of 28
    assert rows["captured_share", "rest of China", 2018]["low"] == "too few"
    assert replace(few).public().people == few.people
