"""A series is read, written and named by a scenario. All numbers are invented."""

from __future__ import annotations

import json
from datetime import date

import pytest

from legation import api
from legation.api.defaults import DECIMALS, FILLS
from legation.base.faults import EvidenceError, ScenarioError, UserError
from legation.evidence import own_series as form
from legation.evidence.importing import month_series
from legation.provenance.graph import build_graph
from tests.evidence.own_series import own_series

SCENARIO = 'format = 1\ntitle = "Mine"\nextends = "baseline"\n{span}\n[inputs.imports]\nseries = "series/customs.csv"\n'
MARCH, MAY = date(2015, 3, 1), date(2015, 5, 1)


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def table(*, without=(), first=2009, last=2025, factor=1.0):
    """The text of a list of months with a unit in its head."""
    months = [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13)]
    rows = [f"{month:%Y-%m},{factor * (100 + month.month):g}" for month in months if month not in without]
    return "\n".join(["date,value (USD million)", *rows]) + "\n"


def named(place, *, span="", **text):
    """A scenario that names an imported series."""
    (place / "customs.csv").write_text(table(**text))
    api.import_series("customs.csv", force=True)
    (place / "mine.toml").write_text(SCENARIO.format(span=span))
    return "mine.toml"


def test_the_words_of_options_are_those_of_the_reader():
    assert (form.FILLS, tuple(month_series.DECIMALS)) == (FILLS, DECIMALS)


def test_a_series_is_written_and_says_what_it_is(place):
    (place / "My customs, 2026.csv").write_text(table(without=(MARCH,)))
    imported = api.import_series("My customs, 2026.csv")
    assert imported.file == form.Path("series/My-customs-2026.csv")
    assert form.read_own_series(imported.file).series == imported.series
    answer = json.loads(json.dumps(imported.as_dict()))
    assert answer["file"] == "series/My-customs-2026.csv"
    assert (answer["from"], answer["to"], answer["months"], answer["of"]) == ("2009-01", "2025-12", 203, 204)
    assert answer["missing"] == "2015-03"


def test_nothing_is_written_over_and_nothing_after_a_fault(place):
    (place / "customs.csv").write_text(table())
    api.import_series("customs.csv")
    before = (place / "series" / "customs.csv").read_bytes()
    (place / "customs.csv").write_text(table(factor=2.0))
    with pytest.raises(UserError, match="--force to replace it"):
        api.import_series("customs.csv")
    (place / "customs.csv").write_text("2019-01,-5\n2019-02,6\n")
    with pytest.raises(EvidenceError):
        api.import_series("customs.csv", unit="USD", force=True)
    assert (place / "series" / "customs.csv").read_bytes() == before
    (place / "customs.csv").write_text(table(factor=2.0))
    api.import_series("customs.csv", force=True)
    assert (place / "series" / "customs.csv").read_bytes() != before
    assert [path.name for path in (place / "series").iterdir()] == ["customs.csv"]


def test_a_name_and_a_file_are_judged_together(place):
    (place / "x.csv").write_text("2019-01,-5\n2019-02,6\n")
    with pytest.raises(UserError) as problem:
        api.import_series("x.csv", name="../out", unit="USD")
    assert [fault.field for fault in problem.value.faults] == ["name", "2019-01"]
    with pytest.raises(UserError, match="the file that is read"):
        api.import_series("x.csv", ".", unit="USD", force=True)
    (place / "x.csv").write_text("2019-01,5\n2019-02,6\n")
    with pytest.raises(UserError, match="found a file where a folder should be"):
        api.import_series("x.csv", "x.csv/series", unit="USD")


def test_a_scenario_follows_the_series(place):
    """101 in January to 112 in December of each year, of which 106.5 is the mean: January is 101 / 106.5."""
    scenario = api.resolve_scenario(named(place))
    daily = scenario.inputs["imports"].base_by_day()
    assert daily[0] == pytest.approx(101 / 106.5)
    assert scenario.inputs["exports"] == api.resolve_scenario("baseline").inputs["exports"]


def test_doubled_values_are_the_same_input_and_another_file(place):
    """An input is relative to its own mean, so a factor changes nothing but the file."""
    first = api.resolve_scenario(named(place))
    second = api.resolve_scenario(named(place, factor=2.0))
    for name, rows in first.input_rows().items():
        assert (rows == second.input_rows()[name]).all()
    assert first.digest() != second.digest()
    assert any("sha256" in sentence for sentence in api.difference(second, first)["differences"])


def test_check_and_plan_name_the_series(place):
    mine = named(place)
    (row,) = api.check([mine])[0]["series"]
    assert (row["input"], row["name"], row["from"], row["to"]) == ("imports", "customs.csv", "2009-01", "2025-12")
    assert api.plan(mine)["series"] == [row]
    assert api.plan()["series"] == api.check(["baseline"])[0]["series"] == []


def test_why_comes_to_the_series_first_and_impact_goes_back(place):
    mine = named(place)
    (branch,) = api.why("input imports", scenario=mine)["found"]
    lower = branch["rests_on"][0]
    assert (lower["kind"], lower["name"], lower["read_from"]) == ("series", "series/customs.csv", "customs.csv")
    assert "the user's own, read from customs.csv" in branch["assumed"]
    (hangs,) = api.impact("series series/customs.csv", scenario=mine)["found"]
    assert "imports" in [upper["name"] for upper in hangs["hangs_on_it"]]


def test_a_month_that_is_simulated_and_missing_is_refused(place):
    mine = named(place, without=(MARCH, MAY))
    with pytest.raises(ScenarioError) as problem:
        api.resolve_scenario(mine)
    (fault,) = problem.value.faults
    assert (fault.file, fault.line, fault.field) == ("mine.toml", 6, "inputs.imports.series")
    assert "2015-03, 2015-05" in fault.found and "--fill interpolate" in fault.advice
    assert api.resolve_scenario(named(place, without=(MARCH, MAY), span="from = 2016-01-04"))


def test_the_year_of_reference_is_needed_even_if_it_is_not_simulated(place):
    with pytest.raises(ScenarioError, match=r"for 2013-01\.\.2013-12; expected .* relative"):
        api.resolve_scenario(named(place, first=2014, span="from = 2016-01-04"))


def test_days_beyond_the_series_are_refused_on_the_command_line_too(place):
    mine = named(place, last=2019, span="to = 2019-12-29")
    assert api.resolve_scenario(mine, end="2018")
    with pytest.raises(ScenarioError, match=r"start, end: found no value of inputs\.imports for 2020-01\.\.2020-06"):
        api.resolve_scenario(mine, end="2020-06-28")


def test_a_filled_series_is_simulated_and_says_so(place):
    (place / "customs.csv").write_text(table(without=(MARCH,)))
    api.import_series("customs.csv", fill="interpolate")
    (place / "mine.toml").write_text(SCENARIO.format(span=""))
    assert api.plan("mine.toml")["series"][0]["interpolated"] == "2015-03"


def test_a_counterfactual_lies_over_the_series_and_spares_its_later_months(place):
    path = "\ncounterfactual = { from = 2016-01-01, years = [2013, 2015], sd = 0.1, month_to_month = 0.5 }\n"
    mine = named(place, last=2015)
    (place / mine).write_text(SCENARIO.format(span="") + path)
    daily = api.resolve_scenario(mine).inputs["imports"].base_by_day()
    assert daily[-1] == pytest.approx(1.0)
    (place / mine).write_text((place / mine).read_text().replace("[2013, 2015]", "[2013, 2016]"))
    with pytest.raises(ScenarioError, match=r"2016-01\.\.2016-12"):
        api.resolve_scenario(mine)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('series = "series/none.csv"', 'mine.toml:6  inputs.imports.series: found "series/none.csv" (no such file'),
        ('series = "raw.csv"', "raw.csv  file: found a file that is none; expected a series that `legation series imp"),
        ('series = "series/customs.csv"\nsha256 = "' + 64 * "0" + '"', "mine.toml:7  inputs.imports.sha256: found 000"),
        ('series = "china_exports_to_dprk"\nassumed = "x"\nsha256 = "' + 64 * "0" + '"', "a series that is a file"),
        ('series = "customs"\nassumed = "x"', "or a file such as series/customs.csv"),
        ('series = "series/customs.csv"\nbase = 1', "found both `base` and `series`"),
        ('series = "broken.csv"', 'broken.csv:10  usd_million: found "x"'),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_at_its_line(place, text, fault):
    mine = named(place)
    (place / "raw.csv").write_text(table())
    (place / "broken.csv").write_text(own_series().text().replace("101.0", "x", 1))
    (place / mine).write_text((place / mine).read_text().replace('series = "series/customs.csv"', text))
    with pytest.raises(ScenarioError) as problem:
        api.resolve_scenario(mine)
    assert fault in str(problem.value)
    assert len(problem.value.faults) == 1


def test_a_path_begins_at_the_file_that_gives_it(place):
    """A scenario elsewhere extends mine: the series is still found beside mine."""
    named(place)
    (place / "below").mkdir()
    (place / "below" / "other.toml").write_text('format = 1\ntitle = "Other"\nextends = "../mine.toml"\n')
    assert api.resolve_scenario("below/other.toml").own_series()["imports"].name == "customs"


def test_another_value_leaves_the_series_behind(place):
    named(place)
    text = 'format = 1\ntitle = "Other"\nextends = "mine.toml"\n[inputs.imports]\nbase = 1\nassumed = "x"\n'
    (place / "other.toml").write_text(text)
    other = api.resolve_scenario("other.toml")
    assert (other.own_series(), other.inputs["imports"].sha256, other.inputs["imports"].assumed) == ({}, "", "x")


def test_a_saved_run_holds_the_series_and_can_be_run_again(place):
    mine = api.resolve_scenario(named(place), start=date(2018, 12, 24), end=date(2019, 3, 31))
    result = api.run(mine, worlds=2)
    own = mine.own_series()["imports"]
    about = result.manifest()["scenario"]["series"]
    assert [(row["input"], row["name"], row["sha256"]) for row in about] == [("imports", "customs.csv", own.sha256)]
    saved = result.save("run")
    assert (saved / "series" / own.kept_name).read_bytes() == own.content
    assert api.resolve_scenario(saved / "scenario.toml").digest() == mine.digest()
    assert "series" not in api.Result.manifest(api.run("baseline", worlds=2, start="2019", end="2019-02"))["scenario"]


def test_a_series_adds_one_node_to_the_graph(place):
    from legation.engine.week import the_week
    from legation.evidence.ledger import load_ledger

    ledger, week = load_ledger(), the_week().mechanisms
    own = build_graph(ledger, api.resolve_scenario(named(place)), week)
    assert set(own.nodes) - set(build_graph(ledger, api.resolve_scenario("baseline"), week).nodes) == {
        ("series", "series/customs.csv")
    }
