"""`legation evidence annotate`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.api.test_annotation import CLAIMS, SOURCES
from tests.cli.helpers import run
from tests.evidence.importing.helpers import as_bytes, book


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.xlsx").write_bytes(as_bytes(book(("Claims", CLAIMS), ("Sources", SOURCES))))


def test_what_was_written_is_said_with_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "evidence", "import", "own.xlsx", "--into", "mine")
    words = ("evidence", "annotate", "own.xlsx", "--folder", "mine", "--out", "new.xlsx", "--record-only")
    ran = run(capsys, *words)
    assert ran.code == 0 and ran.out.startswith("NOT PUBLIC: holds 2 embargoed claims.")
    assert "new.xlsx: new columns in 2 rows; all else is as it was." in ran.words and "one origin: 2" in ran.words
    data = run(capsys, *words, "--force", "--json").data
    assert data["rows"] == 2 and data["standing"] == {"one origin": 2}


def test_the_copy_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "annotate", "own.xlsx")
    assert ran.code == 2 and "--out" in ran.err
