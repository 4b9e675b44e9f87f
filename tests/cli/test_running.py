"""What the commands that simulate share."""

from __future__ import annotations

from legation.cli.running import repeating, run_folder


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
