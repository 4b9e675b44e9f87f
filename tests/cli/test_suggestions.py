"""Suggested commands can be copied into a shell as they are."""

from __future__ import annotations

import shlex
from pathlib import Path

from legation.cli.suggestions import WHICH_LEDGER, quoted, typed_options
from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_a_suggestion_has_what_was_typed_each_as_one_word(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = {"outlet": "Daily NK", "conflict": True, "place": "", "folders": (Path("my claims"), Path("b"))}
    assert typed_options(asked) == " --outlet 'Daily NK' --conflict --folder 'my claims' --folder b"
    assert typed_options(asked, only=WHICH_LEDGER) == " --folder 'my claims' --folder b"
    assert typed_options({"folders": (), "outlet": ""}) == ""
    assert quoted("it's") == "'it'\"'\"'s'" and quoted(tmp_path / "a b") == "'a b'"


def test_every_suggestion_on_own_claims_runs_as_it_is_printed(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(Path("my claims"), claim(measure='"quota"', whose='"officials"', period='"2019"', place='"China"'))
    shown = run(capsys, "about", "quota of officials", "--folder", "my claims")
    listed = run(capsys, "evidence", "list", "quota of officials", "--folder", "my claims")
    lines = [line.partition("legation ")[2].split("  ")[0] for text in (shown.out, listed.out)
             for line in text.splitlines() if "legation evidence " in line or "legation about " in line]  # fmt: skip
    assert len(lines) >= 4 and "DIR" not in shown.out + listed.out
    for line in lines:
        assert run(capsys, *shlex.split(line)).code == 0, line
