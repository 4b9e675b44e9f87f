"""`main` turns every known failure into one message and an exit code."""

from __future__ import annotations

import io
import sys
from importlib.metadata import version

import pytest

from legation.base.faults import Fault, UserError, WorldFailedError
from legation.cli import commands, main
from tests.cli.helpers import run


@pytest.fixture
def raising(monkeypatch):
    """Lets every command raise a problem."""

    def raises(problem):
        def command(*arguments, **options):
            raise problem

        monkeypatch.setattr(commands, "app", command)

    return raises


def test_without_words_the_program_explains_itself_and_counts_it_as_a_mistake(capsys):
    ran = run(capsys)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: legation ")


def test_the_version_is_that_of_the_package(capsys):
    assert run(capsys, "--version").out == f"legation {version('legation')}\n"


def test_several_faults_are_counted(capsys, raising):
    raising(UserError([Fault("one", "a", "b"), Fault("two", "c", "d", file="f.toml", line=3)]))
    ran = run(capsys, "run")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "one: found a; expected b.", "f.toml:3  two: found c; expected d.", "2 faults. Nothing was run or written."
    ]  # fmt: skip


def test_a_world_that_failed_is_a_no(capsys, raising):
    raising(WorldFailedError("World 3 stopped."))
    assert run(capsys, "run")[:] == (1, "", "World 3 stopped.\n")


def test_an_interruption_has_the_code_that_shells_give_it(capsys, raising):
    raising(KeyboardInterrupt())
    assert run(capsys, "run")[:] == (130, "", "Stopped. What was not finished was not written.\n")


def test_our_own_mistake_is_not_dressed_up_as_the_users(raising):
    raising(AssertionError("a column is declared twice"))
    with pytest.raises(AssertionError, match="declared twice"):
        main(["run"])


def test_a_console_that_lacks_a_character_shows_another(monkeypatch, raising):
    raising(UserError(Fault("place", '"압록강"', "a name — known here")))
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stderr", console)
    with pytest.raises(SystemExit, match="2"):
        main(["run"])
    console.flush()
    assert console.buffer.getvalue().decode("cp1252").strip() == 'place: found "???"; expected a name — known here.'


def test_no_standard_output_at_all_is_no_fault(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["check", "baseline"])
    assert ended.value.code == 0
