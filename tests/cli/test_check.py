"""`legation check` says that files are right, or everything that is wrong with them (see `test_faults.py`)."""

from __future__ import annotations

from legation.scenario import shipped
from legation.scenario.schema import schema
from tests.cli.helpers import run


def test_every_shipped_scenario_is_right(capsys):
    ran = run(capsys, "check", *shipped())
    assert ran.code == 0
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == list(shipped())
    assert all(": right. " in line for line in ran.out.splitlines())


def test_a_file_is_named_as_the_user_wrote_it(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('format = 1\ntitle = "Mine"\nextends = "baseline"\n')
    ran = run(capsys, "check", "mine.toml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("mine.toml: right. ")


def test_machines_get_an_empty_list_of_faults(capsys):
    assert run(capsys, "check", "baseline", "--json").data == {"faults": [], "checked": ["baseline"]}


def test_editors_get_the_schema_of_scenario_files(capsys):
    ran = run(capsys, "check", "--schema")
    assert (ran.code, ran.data) == (0, schema())
    assert run(capsys, "check", "--schema", "--json").data == schema()
    assert set(ran.data["properties"]) >= {"format", "extends", "parameters", "inputs", "policies", "switches"}
