"""The corpus of wrong spreadsheets: each is answered with exactly the words that stand beside it.

A `.book.toml` describes a workbook; all else is imported as it is. What is read in spite of its looks is noted, and
these notes are part of the answer.
"""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing.batch import read_batch
from tests.evidence.importing.helpers import TODAY, described, small

CORPUS = Path(__file__).parents[2] / "faults" / "sheets"
WRONG = sorted(path.name for path in CORPUS.iterdir() if not path.name.endswith(".expected.txt"))


def answer(name: str, here: Path) -> str:
    """Every row with what becomes of it, every note, every fault."""
    file = Path(shutil.copy(CORPUS / name, here))
    if name.endswith(".book.toml"):
        file = here / name.replace(".book.toml", ".xlsx")
        file.write_bytes(described((CORPUS / name).read_text(encoding="utf-8")))
    try:
        batch = read_batch(file.relative_to(here), small(), today=TODAY)
    except EvidenceError as refused:
        return f"{refused}\n"
    lines = [f"{row.place}: {row.state}" for row in batch.rows]
    lines += [f"Note: {note}" for note in (*batch.notes, *batch.readings)]
    lines += [str(fault) for fault in batch.all_faults]
    return "\n".join(lines) + "\n"


def test_the_corpus_holds_at_least_40_wrong_files_each_with_its_answer() -> None:
    assert len(WRONG) >= 40
    golden = sorted(path.name for path in CORPUS.glob("*.expected.txt"))
    assert golden == sorted(f"{name.partition('.')[0]}.expected.txt" for name in WRONG)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_spreadsheet_is_answered_in_its_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    golden = CORPUS / f"{name.partition('.')[0]}.expected.txt"
    expected, words = golden.read_text(encoding="utf-8"), answer(name, tmp_path)
    assert "found" in words, f"{name} has no fault"
    lines = difflib.unified_diff(expected.splitlines(), words.splitlines(), "expected", "answer", lineterm="")
    assert words == expected, (
        f"{name} is answered in other words. If they are better, put them into {golden.name}:\n" + "\n".join(lines)
    )
