"""`legation plan` shows the week in its order, with what each mechanism reads, writes, assumes and rests on."""

from __future__ import annotations

from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario
from legation.mechanisms import WEEK
from legation.scenario import describe_difference
from tests.cli.helpers import run


def test_the_mechanisms_come_in_the_order_of_the_week(capsys):
    data = run(capsys, "plan", "--json").data
    assert [row["mechanism"] for row in data["week"]] == list(WEEK)
    assert [row["order"] for row in data["week"]] == list(range(1, len(WEEK) + 1))


def test_each_mechanism_says_what_it_claims_reads_writes_and_rests_on(capsys):
    records = ledger.load_ledger()
    for row in run(capsys, "plan", "--json").data["week"]:
        assert row["claim"]
        assert row["leaves_out"]
        assert {*row["reads"], *row["writes"]} <= set(the_week().columns.by_name)
        assert set(row["sources"]) <= records.claims.keys() | records.timeline.keys()
        assert all(parameter["records"] or parameter["assumed"] for parameter in row["parameters"])


def test_people_read_the_same(capsys):
    ran = run(capsys, "plan", "no-bank-crackdown", "--all")
    assert ran.code == 0
    assert ran.out.startswith("The week in the scenario no-bank-crackdown: ")
    for row in run(capsys, "plan", "--json").data["week"]:
        assert f"{row['order']} {row['mechanism']}: {row['does']}" in ran.words
        assert all(f"parameter {parameter['name']} " in ran.words for parameter in row["parameters"])


def test_a_mechanism_that_is_switched_off_says_so(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calm.toml").write_text(
        'format = 1\ntitle = "Calm"\nextends = "baseline"\n[switches]\nalert = false\n', encoding="utf-8"
    )
    assert " alert (off): " in run(capsys, "plan", "calm.toml").words
    off = [row["mechanism"] for row in run(capsys, "plan", "calm.toml", "--json").data["week"] if not row["on"]]
    assert off == ["alert"]


def test_a_scenario_is_told_against_another_in_sentences(capsys):
    sentences = describe_difference(load_scenario("baseline"), load_scenario("no-bank-crackdown"))
    ran = run(capsys, "plan", "no-bank-crackdown", "--against", "baseline")
    assert ran.code == 0
    assert ran.out.startswith(f"In what the scenario no-bank-crackdown differs from baseline: {len(sentences)}.")
    assert all(f"- {' '.join(sentence.split())}" in ran.words for sentence in sentences)
    assert run(capsys, "plan", "no-bank-crackdown", "--against", "baseline", "--json").data == {
        "scenario": "no-bank-crackdown", "against": "baseline", "differences": sentences}  # fmt: skip


def test_the_order_says_what_is_told_and_what_it_is_held_against(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calm.toml").write_text(
        'format = 1\ntitle = "Calm"\nextends = "baseline"\n[switches]\nalert = false\n', encoding="utf-8"
    )
    assert "alert is off instead of on" in run(capsys, "plan", "calm.toml", "--against", "baseline").words
    assert "alert is on instead of off" in run(capsys, "plan", "--against", "calm.toml").words


def test_a_scenario_differs_from_itself_in_nothing(capsys):
    assert run(capsys, "plan", "--against", "baseline").out == (
        "In what the scenario baseline differs from baseline: nothing.\n"
    )


def test_settings_hold_in_the_plan_in_a_check_and_in_a_difference(capsys):
    week = run(capsys, "plan", "--set", "alert=off", "--json").data["week"]
    assert [row["mechanism"] for row in week if not row["on"]] == ["alert"]
    difference = run(capsys, "plan", "baseline", "--against", "baseline", "--set", "alert=off", "--json").data
    assert difference["differences"] == ["Mechanism alert is off instead of on."]
    assert run(capsys, "check", "baseline", "--set", "alert=off").code == 0
    assert (
        run(capsys, "check", "baseline", "no-bank-crackdown", "--set", "alret=off").err.count("Did you mean alert") == 1
    )
    assert (
        "value: 0.75 share (fixed)" in run(capsys, "why", "flight.deterrence", "--set", "flight.deterrence=0.75").words
    )
