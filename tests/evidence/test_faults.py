"""The corpus of wrong records: each file is refused with exactly the message that stands beside it."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger, series
from tests.evidence.helpers import folder, shipped

CORPUS = Path(__file__).parents[1] / "faults" / "evidence"
WRONG = sorted(path.name for path in CORPUS.iterdir() if not path.name.endswith(".expected.txt"))


def read(name: str) -> None:
    """Read one wrong file among right ones, each kind where it belongs. The folder is the one we stand in."""
    kind = name.split("-")[0]
    records = shipped(Path("records"))
    if kind == "trade":
        series.trade_months(Path(shutil.copy(CORPUS / name, records)))
    elif kind == "rates":
        series.rates(Path(shutil.copy(CORPUS / name, records)))
    elif kind == "folder":
        mine = folder(Path("mine"))
        shutil.copy(CORPUS / name, mine)
        ledger.load_ledger(records=records, folders=[mine])
    else:
        place = {"claims": f"claims/{name}", "sources": "sources.toml", "timeline": "timeline.csv"}[kind]
        shutil.copy(CORPUS / name, records / place)
        ledger.load_ledger(records=records)


def test_the_corpus_holds_at_least_25_wrong_files_each_with_its_message() -> None:
    assert len(WRONG) >= 25
    golden = sorted(path.name for path in CORPUS.glob("*.expected.txt"))
    assert golden == sorted(f"{Path(name).stem}.expected.txt" for name in WRONG)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_record_is_refused_with_its_message(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(EvidenceError) as refused:
        read(name)
    golden = CORPUS / f"{Path(name).stem}.expected.txt"
    expected, found = golden.read_text(encoding="utf-8"), f"{refused.value}\n"
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "expected", "found", lineterm="")
    assert found == expected, (
        f"{name} is refused in other words. If they are better, put them into {golden.name}:\n" + "\n".join(lines)
    )
