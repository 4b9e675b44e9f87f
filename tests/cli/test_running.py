"""What the commands that simulate share."""

from __future__ import annotations

import pytest

from legation.base.faults import Fault, UserError
from legation.cli.running import noting, repeating, run_folder


def test_faults_are_noted_and_the_rest_goes_on():
    faults = []
    for name in ("one", "two"):
        with noting(faults):
            raise UserError(Fault(name, "x", "y"))
    assert [fault.field for fault in faults] == ["one", "two"]


def test_what_is_no_mistake_of_the_user_is_not_noted():
    with pytest.raises(ZeroDivisionError), noting([]):
        raise ZeroDivisionError


def test_a_command_is_repeated_without_where_it_wrote_and_where_its_files_lie():
    given = [
        "compare",
        "../a.toml",
        "b.toml",
        "--out",
        "x",
        "--force",
        "--folder",
        "secret",
        "--worlds",
        "3",
        "--out=y",
    ]
    told = repeating(given, "../a.toml", "b.toml")
    assert told == "legation compare a.toml b.toml --folder DIR --worlds 3"


def test_a_folder_that_is_named_is_taken_and_else_one_by_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run_folder(tmp_path / "x", "name") == tmp_path / "x"
    assert run_folder(None, "name").name.endswith("-name")
