"""Every screen that shows a claim that is not public says so first, and no other does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder

NOTE = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
SCREENS = [
    ("list", "claims", "one"), ("evidence", "list", "Income fell."), ("evidence", "gaps"), ("why", "claim one"),
    ("impact", "claim one"), ("impact", "source story"),
]  # fmt: skip


@pytest.mark.parametrize("words", SCREENS, ids=" ".join)
def test_a_screen_with_such_a_claim_says_so_first(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    mine = folder(tmp_path, claim())
    out = run(capsys, *words, "--folder", mine).out
    assert out.startswith(NOTE + "\n")
    data = run(capsys, *words, "--folder", mine, "--json").data
    assert data["handling"] == NOTE


@pytest.mark.parametrize("words", [("list", "claims"), ("evidence", "list"), ("evidence", "gaps"), ("why", "pf-a-01")])
def test_a_screen_without_one_says_nothing(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    ran = run(capsys, *words)
    assert ran.code == 0 and "NOT PUBLIC" not in ran.out


def test_own_findings_come_first_in_a_run_and_are_recorded_not_published(capsys, tmp_path):
    sheet = tmp_path / "mine.csv"
    sheet.write_text(
        "what was said,measure,whose,when,where,low,unit\n"
        "Officials earned 3000.,,,2019,China,30,\n"
        "Fewer officials were posted.,,,2019,China,,\n", encoding="utf-8")  # fmt: skip
    place = tmp_path / "claims"
    assert run(capsys, "evidence", "import", sheet, "--into", place).code == 0
    short = ("--worlds", "2", "--start", "2018-12-31", "--end", "2020-01-05", "--out", tmp_path / "r")
    shown = run(capsys, "run", *short, "--folder", place)
    assert shown.code == 0 and "Yours" in shown.out and shown.out.index("Yours") < shown.out.index("Tests")
    listed = run(capsys, "evidence", "list", "posted", "--folder", place)
    assert "recorded 20" in run(capsys, "evidence", "list", "earned", "--folder", place).out and listed.code == 0
