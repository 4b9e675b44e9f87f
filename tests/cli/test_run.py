"""`legation run` from end to end, in process; and interrupted, as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest

from legation.experiments import ensemble
from legation.runs import store
from tests.cli.helpers import run

# Two years of two small worlds: less than a second.
SHORT = ("--worlds", 2, "--start", "2018-12-24", "--end", "2020-12-20", "--set", "founding.posted=2500")


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def _process(code, *words, **options):
    """A fresh process that runs `code` and then the command line."""
    program = f"{code}\nfrom legation.cli import main\nmain()"
    alone = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **options.pop("env", {})}
    return subprocess.Popen([sys.executable, "-c", program, *map(str, words)], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env=alone, **options)  # fmt: skip


def test_a_run_prints_the_table_and_leaves_a_folder_with_a_report(capsys, tmp_path):
    ran = run(capsys, "run", *SHORT, "--out", "first")
    assert ran.code == 0
    assert "WHAT THE RECORD SAYS" in ran.out
    assert "first/report.html" in ran.out
    assert (tmp_path / "first" / "report.html").exists()


def test_a_run_without_a_folder_gets_one_by_day_and_scenario(capsys, tmp_path):
    names = [json.loads(run(capsys, "run", *SHORT, "--json").out)["folder"] for _ in range(2)]
    first, second = names
    assert first.startswith("runs/20")
    assert first.endswith("-baseline")
    assert second == f"{first}-2"
    assert all((tmp_path / name / "manifest.json").exists() for name in names)


def test_a_name_that_was_taken_during_the_run_is_not_taken_again(capsys, monkeypatch, tmp_path):
    """Two runs that begin together choose the same name; the one that ends later must not lose its result."""
    from legation.api import runs

    really, taken = runs.simulate, store.new_folder("baseline")

    def slowly(*arguments, **options):
        taken.mkdir(parents=True)
        return really(*arguments, **options)

    monkeypatch.setattr(runs, "simulate", slowly)
    assert json.loads(run(capsys, "run", *SHORT, "--json").out)["folder"] == f"{taken.as_posix()}-2"


def test_json_holds_the_manifest_and_every_row(capsys):
    data = run(capsys, "run", *SHORT, "--out", "one", "--json").data
    assert data["folder"] == "one"
    assert data["manifest"] == store.read_manifest(store.Path("one"))
    assert data["rows"] == json.loads(store.Path("one/comparison.json").read_text("utf-8"))


def test_the_manifest_has_the_command_that_repeats_the_run(capsys):
    words = [*map(str, SHORT), "--seed", "7"]
    data = run(capsys, "run", "--out", "one", *words, "--force", "--json", "--out=two").data
    command = data["manifest"]["command"]
    assert command == "legation run " + " ".join(words)
    again = run(capsys, *command.split()[1:], "--json").data
    assert again["manifest"]["run_id"] == data["manifest"]["run_id"]
    assert again["rows"] == data["rows"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("inside/mine.toml", "inside/mine.toml"),
        ("../elsewhere/mine.toml", "mine.toml"),
        ("inside/../../elsewhere/mine.toml", "mine.toml"),
        ("{elsewhere}/mine.toml", "mine.toml"),
        ("{here}/inside/mine.toml", "mine.toml"),
    ],
)
def test_where_a_scenario_lies_is_not_told(capsys, tmp_path, monkeypatch, typed, told):
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    for folder in (here / "inside", elsewhere):
        folder.mkdir(parents=True)
        (folder / "mine.toml").write_text('format = 1\ntitle = "Mine"\nextends = "baseline"\n')
    monkeypatch.chdir(here)
    typed = typed.format(here=here.as_posix(), elsewhere=elsewhere.as_posix())
    data = run(capsys, "run", typed, *SHORT, "--out", "one", "--json").data
    assert data["manifest"]["command"] == " ".join(["legation", "run", told, *map(str, SHORT)])
    written = b"".join(path.read_bytes() for path in (here / "one").iterdir())
    assert str(tmp_path).encode() not in written and b"elsewhere/" not in written


def test_force_replaces_a_run_and_nothing_else_does(capsys):
    assert run(capsys, "run", *SHORT, "--out", "one").code == 0
    assert run(capsys, "run", *SHORT, "--seed", 2, "--out", "one").code == 2
    assert store.read_manifest(store.Path("one"))["seed"] == 1
    assert run(capsys, "run", *SHORT, "--seed", 2, "--out", "one", "--force").code == 0
    assert store.read_manifest(store.Path("one"))["seed"] == 2


def test_a_refused_run_does_not_announce_that_it_compiles(capsys, monkeypatch):
    monkeypatch.setattr("legation.engine.compiler.is_compiled", lambda units: False)
    refused = run(capsys, "run", "basline")
    assert "Compiling" not in refused.err
    assert "Compiling" in run(capsys, "run", *SHORT).err


@pytest.mark.parametrize("console", ["cp949", "cp1252"])
def test_the_table_reaches_any_console(console):
    with _process("", "run", *SHORT, env={"PYTHONIOENCODING": console}) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "WHAT THE RECORD SAYS" in out.decode(console)


def test_three_runs_that_are_started_at_once_all_finish_and_are_saved(tmp_path):
    """As processes of their own, which all choose a name below runs/ at the same time."""
    processes = [_process("", "run", *SHORT, "--seed", seed, "--json", cwd=tmp_path) for seed in (1, 2, 3)]
    ended = [(process.communicate(), process.returncode) for process in processes]
    assert [(err, code) for (_, err), code in ended] == [(b"", 0)] * 3
    folders = {json.loads(out)["folder"]: json.loads(out)["manifest"]["seed"] for (out, _), _ in ended}
    assert len(folders) == 3 and sorted(folders.values()) == [1, 2, 3]
    for folder, seed in folders.items():
        assert store.read_manifest(tmp_path / folder)["seed"] == seed
    assert sorted(path.as_posix() for path in tmp_path.glob("runs/*")) == sorted(
        (tmp_path / folder).as_posix() for folder in folders
    )


def test_a_name_that_is_set_twice_is_refused(capsys):
    ran = run(capsys, "run", "--set", "alert=off", "--set", "alert=on")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        'setting: found "alert=off" and "alert=on"; expected one value for alert. To compare two '
    )
    assert 'extends = "baseline"' in ran.err and "legation compare" in ran.err


def test_worlds_that_fail_are_counted_in_the_first_line_and_strict_ends_with_the_first(capsys, monkeypatch, tmp_path):
    begin = ensemble.begin

    def begin_with_a_cent_from_nowhere(week, seed, number, *rest, **options):
        world = begin(week, seed, number, *rest, **options)
        if number == 1:
            world.columns["savings"][0] += 1
        return world

    monkeypatch.setattr(ensemble, "begin", begin_with_a_cent_from_nowhere)
    ran = run(capsys, "run", *SHORT, "--out", "one")
    assert ran.code == 0
    assert "FAILED: 1 of 2 worlds failed and is left out here. The first: World 1 stopped in week" in ran.words
    strict = run(capsys, "run", *SHORT, "--out", "two", "--strict")
    assert (strict.code, strict.out) == (1, "") and strict.err.startswith("World 1 stopped in week 520 ")
    assert not (tmp_path / "two").exists()


STOPPED = b"Stopped. What was not finished was not written."
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal there")

# Tells when the third of many worlds is done, so that the signal comes in the middle of the run.
TELLS = """
from legation.api import runs
really, seen = runs.simulate, []
def simulate(*arguments, on_world, **options):
    def told():
        on_world()
        seen.append(1)
        if len(seen) == 3:
            print("running", flush=True)
    return really(*arguments, on_world=told, **options)
runs.simulate = simulate
"""

# Sends the signal itself, when half of the tables are written.
WHILE_WRITING = """
import os, signal
from legation.experiments import ensemble
from legation.runs import store
really = store.write_json
def write_json(folder, name, data):
    really(folder, name, data)
    os.kill(os.getpid(), signal.SIGINT)
store.write_json = write_json
"""


@needs_signals
def test_ctrl_c_in_the_middle_of_a_run_leaves_nothing(tmp_path):
    with _process(TELLS, "run", *SHORT, "--worlds", 100_000, "--out", "runs/one", cwd=tmp_path) as process:
        assert process.stdout.readline() == b"running\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (130, b"", STOPPED)
    assert list(tmp_path.iterdir()) == []


@needs_signals
def test_ctrl_c_while_a_run_is_written_leaves_no_half_written_table(tmp_path):
    with _process(WHILE_WRITING, "run", *SHORT, "--out", "runs/one", cwd=tmp_path) as process:
        _, err = process.communicate()
    assert (process.returncode, err.strip()) == (130, STOPPED)
    assert [path.name for path in tmp_path.rglob("*")] == ["runs"]


@needs_signals
def test_a_reader_that_leaves_early_is_no_fault():
    with _process("", "run", *SHORT) as process:
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")
