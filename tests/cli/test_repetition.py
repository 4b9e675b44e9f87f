"""The command that repeats a run."""

from __future__ import annotations

from legation.cli.repetition import repeating


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
