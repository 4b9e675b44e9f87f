"""`legation evidence custody`."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.ledger import load_ledger
from tests.cli.helpers import run


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kept").mkdir()
    Path("kept/rfa-2019-2.pdf").write_bytes(b"one")
    Path("kept/holiday.jpg").write_bytes(b"two")


def test_files_gaps_and_lines_to_record_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "custody", "kept")
    sources = len(load_ledger().sources)
    assert ran.code == 0 and ran.out.startswith(f"2 files in kept, {sources} sources.\n")
    for part in (
        "A file, and no hash recorded: 1 rfa-2019-2 rfa-2019-2.pdf (by its name;",
        f"No file: {sources - 1} nk-2022-surv, ",
        f"and {sources - 13} more: --all",
        "Files that match no source: 1 holiday.jpg",
        '[[custody]] source = "rfa-2019-2" sha256 = "',
    ):
        assert part in ran.words
    rows = run(capsys, "evidence", "custody", "kept", "--csv").out
    assert rows.splitlines()[-2] == "source_id,sha256,captured,archived" and rows.splitlines()[-1].startswith(
        "rfa-2019-2,"
    )
    everything = run(capsys, "evidence", "custody", "kept", "--all").words
    assert "--all" not in everything and "chosun-2010" in everything


def test_a_file_that_differs_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    ran = run(capsys, "evidence", "custody", "kept", "--folder", "mine", "--write")
    assert ran.code == 0 and "Recorded in mine/sources.toml: rfa-2019-2." in ran.out
    Path("kept/rfa-2019-2.pdf").write_bytes(b"changed")
    ran = run(capsys, "evidence", "custody", "kept", "--folder", "mine")
    assert ran.code == 1 and "A file that differs from the recorded hash: 1" in ran.out
    assert "1 of the sources have a file that differs" in ran.err
    data = run(capsys, "evidence", "custody", "kept", "--folder", "mine", "--json")
    assert data.code == 1 and data.data["unmatched"][0]["file"] == "holiday.jpg"


def test_a_busy_answer_fits_one_screen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    Path("mine").mkdir()
    for number in range(2, 8):
        Path(f"kept/rfa-2016-{number}.pdf").write_bytes(bytes([number]))
    for name in ("daily-nk-2019", "daily-nk-2019-2", "daily-nk-2019-3"):
        Path(f"kept/{name}.pdf").write_bytes(name.encode())
    run(capsys, "evidence", "custody", "kept", "--folder", "mine", "--write")
    Path("kept/rfa-2019-2.pdf").write_bytes(b"changed")
    Path("kept/daily-nk-2019.pdf").unlink()
    for name in ("chosun-2010", "chosun-2012", "chosun-2013", "bbc-2011", "kbs-2007", "kita-2020"):
        for ending in ("pdf", "png") if name.startswith("chosun") else ("wacz",):
            Path(f"kept/{name}.{ending}").write_bytes((name + ending).encode())
    ran = run(capsys, "evidence", "custody", "kept", "--folder", "mine")
    assert len(ran.out.splitlines()) <= 40 and ran.words.count("--all") >= 4
