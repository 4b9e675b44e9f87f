"""A run: what decides its result, what a saved run holds, what never leaves the program, and worlds that fail."""

from __future__ import annotations

import json
import re
import socket
from datetime import date
from pathlib import Path

import polars
import pytest

from legation import api
from legation.api import runs
from legation.base.faults import UserError, WorldFailedError
from legation.base.places import REGIONS
from legation.experiments import ensemble
from legation.experiments.ensemble import simulate
from legation.provenance import identity
from legation.publication.summary import SERIES_COLUMNS
from tests.evidence.helpers import claim, folder

SHORT = {"worlds": 8, "start": date(2018, 12, 24), "end": date(2020, 12, 20), "overrides": ["founding.posted=2500"]}


@pytest.fixture(scope="module")
def result():
    return api.run("baseline", **SHORT, command="legation run")


@pytest.fixture(scope="module")
def saved(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / "one")


def test_the_same_run_twice_is_the_same(result):
    again = api.run("baseline", **SHORT, threads=1)
    assert again.run_id == result.run_id
    assert (again.rows, again.series, again.parameters) == (result.rows, result.series, result.parameters)


@pytest.mark.parametrize("change", [{"seed": 2}, {"worlds": 7}, {"end": date(2021, 3, 1)}, {"overrides": ["alert=off"]},
                                    {"as_of": date(2020, 1, 1)}])  # fmt: skip
def test_whatever_decides_a_result_changes_its_number(result, change):
    fewer = {"worlds": 8, **SHORT, **change}
    assert re.fullmatch(r"[0-9a-f]{16}", result.run_id)
    assert api.run("baseline", **fewer).run_id != result.run_id


def test_the_day_stands_in_the_manifest_and_decides_nothing(result, tmp_path, monkeypatch):
    monkeypatch.setattr(runs, "utc_day", lambda: date(2031, 5, 4))
    later = api.run("baseline", **SHORT, command="legation run")
    assert later.manifest() == result.manifest() | {"day": "2031-05-04"} and later.run_id == result.run_id
    folders = result.save(tmp_path / "now"), later.save(tmp_path / "later")
    tables = [{path.name: path.read_bytes() for path in place.iterdir() if path.name != "manifest.json"}
              for place in folders]  # fmt: skip
    assert tables[0] == tables[1]


def test_the_manifest_names_the_outlets_that_were_left_out(result):
    assert result.manifest()["ledger"]["without"] == []
    fewer = api.run("baseline", **SHORT, without=["Radio Free Asia", "rfa"])
    assert fewer.manifest()["ledger"]["without"] == ["rfa"]


def test_an_edited_source_gives_the_run_another_number(result, tmp_path, monkeypatch):
    (tmp_path / "rule.py").write_text("EDITED = True\n")
    really = identity.deciding
    monkeypatch.setattr(identity, "deciding", lambda *given: [*really(*given), ("rule.py", tmp_path / "rule.py")])
    edited = api.run("baseline", **SHORT).run_id
    (tmp_path / "rule.py").write_text("EDITED = 'again'\n")
    assert len({result.run_id, edited, api.run("baseline", **SHORT).run_id}) == 3


def test_the_number_of_a_finished_run_stays_whatever_becomes_of_the_sources(result, monkeypatch):
    before = result.run_id
    monkeypatch.setattr(identity, "deciding", lambda *given: [])
    monkeypatch.setattr(runs, "ledger_digest", lambda ledger: "other")
    assert (result.run_id, result.manifest()["run_id"], result.public().run_id) == (before,) * 3
    assert result.manifest()["ledger"]["digest"] == result.records != "other"


def test_another_seed_gives_other_worlds(result):
    assert api.run("baseline", **SHORT, seed=2).parameters["human"] != result.parameters["human"]


def test_what_was_told_runs_as_its_file_does(result):
    told = api.resolve_scenario("baseline", **{name: SHORT[name] for name in ("overrides", "start", "end")})
    assert api.run(told, worlds=8).run_id == result.run_id


def test_every_claim_that_can_be_measured_has_a_row(result):
    observed = [claim.id for claim in result.ledger.claims.values() if claim.observable and claim.wording != "none"]
    assert sorted(row.claim for row in result.rows) == sorted(observed)


def test_the_money_of_every_world_closes(result):
    assert result.audit == {"worlds_passed": result.worlds, "worlds_asked": result.worlds, "worlds_failed": 0}


def test_tables_are_equal_bytes_in_every_run(saved, tmp_path):
    again = api.run("baseline", **SHORT, threads=1, command="legation run").save(tmp_path / "two")
    for path in saved.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_a_run_needs_no_network(monkeypatch, tmp_path):
    def refuse(*arguments, **options):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    api.run("baseline", **SHORT | {"worlds": 1}).save(tmp_path / "run")


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"worlds": 0}, "worlds: found 0"),
        ({"seed": -1}, "seed: found -1"),
        ({"seed": 2**63}, "seed: found 9223372036854775808"),
        ({"threads": 0}, "threads: found 0"),
    ],
)
def test_a_wrong_number_is_refused(wrong, fault):
    with pytest.raises(UserError, match=fault):
        api.run("baseline", **wrong)


@pytest.mark.parametrize("span", [(date(2019, 1, 1), date(2019, 1, 27)), (date(2019, 1, 7), date(2019, 11, 3))])
def test_a_run_too_short_for_a_year_or_a_period_is_saved_all_the_same(span, tmp_path):
    """Its tables have their columns and no rows, and no claim can be told."""
    result = api.run("baseline", worlds=2, start=span[0], end=span[1])
    saved = result.save(tmp_path / "run")
    series = polars.read_parquet(saved / "series.parquet")
    assert list(series.columns) == list(SERIES_COLUMNS)
    assert not series.filter(polars.col("weeks") >= 52).height


def test_flight_leaves_by_region_and_year_with_its_numbers(saved):
    series = polars.read_parquet(saved / "series.parquet").filter(polars.col("observable") == "flights")
    assert set(series["place"]) == {"all places", *REGIONS}
    assert min(series["weeks"]) >= 52
    assert series["q50"].null_count() == 0 and series["worlds"].unique().to_list() == [8]


def test_without_an_outlet_its_claims_are_not_compared_and_the_rest_are_as_before(result):
    less = api.run("baseline", **SHORT, without=["daily-nk"])
    assert "Daily NK" not in {row.outlet for row in less.rows} and less.run_id != result.run_id
    rest = {row.claim: row for row in result.rows if row.outlet != "Daily NK"}
    assert {row.claim for row in less.rows} == rest.keys()
    assert all((row.lies, row.low) == (rest[row.claim].lies, rest[row.claim].low) for row in less.rows)
    with pytest.raises(UserError, match="the id or name of an outlet"):
        api.run("baseline", **SHORT, without=["Daily NX"])


def test_a_ledger_of_another_day_knows_only_what_was_published_by_then():
    early = api.run("baseline", **SHORT | {"worlds": 1}, as_of=date(2019, 4, 10))
    assert early.manifest()["ledger"]["as_of"] == "2019-04-10"
    assert early.manifest()["ledger"]["latest"] <= "2019-04"
    assert all(claim.source in early.ledger.sources for claim in early.ledger.claims.values())
    assert api.run("baseline", **SHORT | {"worlds": 1}, as_of=date(1990, 1, 1)).manifest()["ledger"]["latest"] is None


def test_claims_that_are_not_public_are_shown_and_never_saved(result, tmp_path):
    said = '"Some said that a few officials left."'
    mine = folder(tmp_path / "mine", claim(id='"hidden-1"', paraphrase=said, wording='"existence"', place='"China"',
                  period='"2019"', kind='"event"', represented_by='{ observable = ["flights"] }'))  # fmt: skip
    found = api.run("baseline", **SHORT, folders=[mine], command="legation run")
    assert "hidden-1" in {row.claim for row in found.rows} and "hidden-1" in found.table()
    assert found.public().rows == result.rows
    first = found.save(tmp_path / "run")
    everything = b"".join(path.read_bytes() for path in first.rglob("*") if path.is_file())
    assert b"hidden-1" not in everything and b"few officials left" not in everything
    assert "used non-public claims: 1, left out here" in (first / "report.html").read_text("utf-8")


def test_a_report_may_hold_what_is_not_public_if_that_is_asked_for_and_says_so(result, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = '"Some said that a few officials left."'
    mine = folder(tmp_path / "mine", claim(id='"hidden-1"', paraphrase=said, wording='"existence"', place='"China"',
                  period='"2019"', kind='"event"', represented_by='{ observable = ["flights"] }'))  # fmt: skip
    found = api.run("baseline", **SHORT, folders=[mine])
    page = found.write_report("own.html", include_nonpublic=True).read_text("utf-8")
    note = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
    assert f'<p class="notpublic">{note}</p>' in page and f"Handling: <b>{note}</b>" in page
    assert "hidden-1" in page and "few officials left" in page and "left out here" not in page
    assert Path("own.html").stat().st_mode & 0o077 == 0, "for its owner alone"
    plain = found.write_report("all.html").read_text("utf-8")
    assert "hidden-1" not in plain and "NOT PUBLIC" not in plain and "NOT PUBLIC" not in result.report()
    with pytest.raises(UserError, match=r"ends in \.html"):
        found.write_report("own.pdf")
    with pytest.raises(UserError, match="a file that exists"):
        found.write_report("own.html")


def test_a_run_with_claims_that_are_not_public_has_a_number_of_its_own(result, tmp_path):
    mine = folder(tmp_path, claim())
    found = api.run("baseline", **SHORT, folders=[mine])
    assert found.run_id != result.run_id == api.run("baseline", **SHORT).run_id
    assert found.run_id == api.run("baseline", **SHORT, folders=[mine]).run_id


def test_public_claims_of_a_folder_are_saved_like_any_other(tmp_path):
    stands = '{ observable = ["flights"] }'
    mine = folder(tmp_path, claim(handling='"public"', wording='"existence"', represented_by=stands))
    found = api.run("baseline", **SHORT, folders=[mine])
    assert found.manifest()["handling"] == "public" and "one" in {row.claim for row in found.public().rows}
    plain = api.run("baseline", **SHORT)
    assert found.run_id != plain.run_id and found.records != plain.records


def test_effects_are_measured_from_the_first_week_in_which_any_pair_parts(monkeypatch):
    """Pairs 0 and 1 draw what the other scenario fixes, so only the third parts: effects are measured for its sake."""
    monkeypatch.setattr(runs, "AUDITED", 2)
    span = {name: SHORT[name] for name in ("start", "end")}
    one = api.resolve_scenario("baseline", **span, overrides=SHORT["overrides"])
    two = api.resolve_scenario("baseline", **span, overrides=[*SHORT["overrides"], "posts.application_weeks=7"])
    assert one.draw(5, range(3)).machine["posts.application_weeks"].tolist() == [7, 7, 20]
    found = api.compare(one, two, worlds=3, seed=5)
    assert [(parting.number, parting.told) for parting in found.partings] == [(0, None), (1, None), (2, one.first_week)]
    assert {effect.first_year for effect in found.effects} == {2019, 2020}
    assert "there is nothing to measure" not in found.table()


def test_where_no_pair_ever_differs_table_and_page_say_so():
    span = {name: SHORT[name] for name in ("start", "end")}
    found = api.compare("baseline", "baseline", **span, worlds=5)
    assert found.effects == []
    said = "The scenarios tell every world the same, so all twins are equal and there is nothing to measure."
    assert said in " ".join(found.table().split())
    assert said in found.report()


@pytest.fixture
def failing(monkeypatch):
    """Lets worlds of these numbers fail: a cent from nowhere stops them in the first week."""
    begin = ensemble.begin

    def fail(*numbers):
        def begin_with_a_cent_from_nowhere(week, seed, number, *rest, **options):
            world = begin(week, seed, number, *rest, **options)
            if number in numbers:
                world.columns["savings"][0] += 1
            return world

        monkeypatch.setattr(ensemble, "begin", begin_with_a_cent_from_nowhere)

    return fail


def test_a_world_that_fails_is_left_out_and_counted_and_the_others_are_compared(result, failing, tmp_path):
    failing(2, 5)
    found = api.run("baseline", **SHORT, out=tmp_path / "run")
    assert found.folder == tmp_path / "run"
    assert found.audit == {"worlds_passed": 6, "worlds_asked": 8, "worlds_failed": 2}
    assert [(failure.world, failure.scenario) for failure in found.failures] == [(2, "baseline"), (5, "baseline")]
    assert all(re.match(rf"World {failure.world} stopped in week 520 ", failure.reason) for failure in found.failures)
    assert found.parameters == result.parameters  # what the failed worlds drew is among them
    assert (found.run_id, len(found.rows)) == (result.run_id, len(result.rows))
    assert found.rows != result.rows
    assert polars.read_parquet(tmp_path / "run" / "failures.parquet").to_dicts() == [
        failure.as_row() for failure in found.failures]  # fmt: skip
    first = "FAILED: 2 of 8 worlds failed and are left out here. The first: World 2 stopped in week 520"
    assert first in " ".join(found.table().split())
    assert first in (tmp_path / "run" / "report.html").read_text("utf-8")
    assert json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))["audit"]["worlds_failed"] == 2


def test_what_is_left_is_what_those_worlds_alone_give(failing):
    """World 1 fails of two, so the tables are those of world 0 alone."""
    alone = api.run("baseline", **SHORT | {"worlds": 1})
    failing(1)
    found = api.run("baseline", **SHORT | {"worlds": 2})
    assert (found.rows, found.series) == (alone.rows, alone.series)


def test_a_chunk_in_which_every_world_fails_is_passed_over(failing, monkeypatch):
    failing(0, 1)
    monkeypatch.setattr(runs, "simulate", lambda *given, **options: simulate(*given, chunk=2, **options))
    found = api.run("baseline", **SHORT | {"worlds": 4})
    assert found.audit["worlds_passed"] == 2 and found.rows


def test_if_every_world_fails_there_is_nothing_to_compare(failing, tmp_path):
    failing(*range(8))
    with pytest.raises(WorldFailedError, match=r"^All worlds failed, .* The first: World 0 stopped in week 520"):
        api.run("baseline", **SHORT, out=tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_the_first_failure_ends_a_strict_run(failing, tmp_path):
    failing(3, 5)
    with pytest.raises(WorldFailedError, match=r"^World 3 stopped in week 520"):
        api.run("baseline", **SHORT, strict=True, out=tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_a_pair_fails_with_either_of_its_twins(failing, monkeypatch, tmp_path):
    pair = {"worlds": 6, "start": SHORT["start"], "end": SHORT["end"], "threads": 1}
    whole = api.compare("baseline", "no-bank-crackdown", **pair)
    begin, begun = ensemble.begin, []

    def begin_with_a_cent_from_nowhere(week, seed, number, *rest, **options):
        world = begin(week, seed, number, *rest, **options)
        begun.append(number)
        # The first scenario runs before the second: world 1 fails under the first, world 0 under the second.
        if (number, begun.count(number) > 1) in ((1, False), (0, True)):
            world.columns["savings"][0] += 1
        return world

    monkeypatch.setattr(ensemble, "begin", begin_with_a_cent_from_nowhere)
    monkeypatch.setattr(ensemble, "describe_stop", lambda start, *rest: f"World {start.number} stopped.")
    found = api.compare("baseline", "no-bank-crackdown", **pair, out=tmp_path / "run")
    assert found.audit == {"worlds_passed": 4, "worlds_asked": 6, "worlds_failed": 2}
    assert [(failure.world, failure.scenario) for failure in found.failures] == [
        (0, "no-bank-crackdown"), (1, "baseline")]  # fmt: skip
    assert {effect.worlds for effect in found.effects} <= {4, 3, 2, 1, 0}
    assert [parting.number for parting in whole.partings] == [0, 1, 2, 3]
    assert [parting.number for parting in found.partings] == [2, 3, 4, 5]
    said = "FAILED: 2 of 6 pairs failed and are left out here. The first: World 0 stopped."
    assert said in " ".join(found.table().split()) and said in found.report()


def test_a_run_is_saved_only_if_that_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    few = SHORT | {"worlds": 1}
    assert api.run("baseline", **few).folder is None and list(tmp_path.iterdir()) == []
    found = api.run("baseline", **few, out=True)
    assert (
        api.open_run() == api.open_run(found.folder.name) == runs.SavedRun(found.folder / "report.html", found.run_id)
    )


def test_what_was_changed_is_part_of_what_a_run_is_called(tmp_path):
    changed = api.run("baseline", **SHORT | {"worlds": 1, "overrides": ["trade.median_margin=60000"]}, without=["rfa"])
    assert changed.table().startswith("BASELINE, with trade.median_margin=60000")
    assert "Without the claims of" in changed.table()
    assert "with trade.median_margin=60000”" in changed.report()
    assert changed.manifest()["scenario"]["changes"] == ["trade.median_margin=60000"]
    (sentence,) = changed.manifest()["scenario"]["fixed"]
    assert sentence.startswith("trade.median_margin is fixed at 60000 ") and sentence in changed.table()
    assert api.load_run(changed.save(tmp_path / "run")).scenario.fixed == (sentence,)


def test_one_scenario_named_twice_is_compared_with_itself_changed():
    short = {"worlds": 2, "start": "2016-12-26", "end": "2018-12-30"}
    twins = api.compare("baseline", "baseline", **short, overrides=["sessions=off"])
    assert twins.differences and twins.a.changes == () and twins.b.changes == ("sessions=off",)
    assert "WITH SESSIONS=OFF AGAINST BASELINE" in twins.table()
    both = api.compare("baseline", "no-bank-crackdown", **short, overrides=["alert=off"])
    assert both.a.changes == both.b.changes == ("alert=off",)
