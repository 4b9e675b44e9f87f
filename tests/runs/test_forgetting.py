"""Forgetting: what is in reach is gone, what is not is named, and what is public stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.runs.forgetting import forget
from tests.evidence.helpers import claim, folder

SECRET = "The embargoed thing happened."


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    secret = claim(id='"mine-1"', paraphrase=f'"{SECRET}"')
    return folder(Path("mine"), secret, claim(id='"mine-2"', agrees_with='["mine-1"]'))


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_the_claim_and_its_mention_are_gone_and_the_rest_is_whole(mine: Path) -> None:
    told = forget("mine-1", of=[mine])
    assert told.removed == {"mine": "the claim"}
    assert b"mine-1" not in everything(mine) and SECRET.encode() not in everything(mine)
    assert ledger.load(folders=[mine]).claim("mine-2").agrees_with == []


def test_a_file_that_held_nothing_else_is_removed(mine: Path) -> None:
    (mine / "more.toml").write_text("format = 1\n" + claim(id='"mine-3"'), encoding="utf-8")
    forget("mine-3", of=[mine])
    assert not (mine / "more.toml").exists() and (mine / "mine.toml").exists()


def test_receipts_forget_too(mine: Path) -> None:
    receipt = mine / "receipt-2026-01-31.json"
    receipt.write_text(json.dumps({"claims": [{"id": "mine-1"}, {"id": "mine-2"}]}))
    assert forget("mine-1", of=[mine]).removed["mine/receipt-2026-01-31.json"] == "its entry"
    assert json.loads(receipt.read_text()) == {"claims": [{"id": "mine-2"}]}


def test_run_folders_are_searched_and_cleared_as_far_as_possible(mine: Path) -> None:
    run = Path("runs/first")
    run.mkdir(parents=True)
    (run / "manifest.json").write_text("{}")
    (run / "comparison.json").write_text(json.dumps([{"claim": "mine-1"}, {"claim": "pf-a-01"}]))
    (run / "report.html").write_text(f"<p>{SECRET}</p>")
    told = forget("mine-1", of=[mine])
    assert json.loads((run / "comparison.json").read_text()) == [{"claim": "pf-a-01"}]
    assert "edit or delete" in told.left["runs/first/report.html"]


def test_copies_beside_it_are_named(mine: Path) -> None:
    (mine / "mine.toml.bak").write_bytes((mine / "mine.toml").read_bytes())
    told = forget("mine-1", of=[mine])
    assert "mine/mine.toml.bak" in told.left and "back-ups" in told.left["elsewhere"]


def test_a_source_that_nobody_else_names_is_mentioned(mine: Path) -> None:
    assert "source story" not in forget("mine-1", of=[mine]).left
    assert "source story" in forget("mine-2", of=[mine]).left


def test_a_claim_that_another_is_replaced_by_is_left_and_told(mine: Path) -> None:
    old = claim(id='"old"', status='"superseded"', status_date='"2020"', replaced_by='"mine-1"')
    (mine / "old.toml").write_text("format = 1\n" + old, encoding="utf-8")
    assert "replaced by it" in forget("mine-1", of=[mine]).left["mine"]


def test_a_public_claim_is_refused(mine: Path) -> None:
    before = everything(mine)
    with pytest.raises(EvidenceError, match="corrected, not unsaid"):
        forget("pf-a-01", of=[mine])
    assert everything(mine) == before


def test_an_unknown_claim_is_refused(mine: Path) -> None:
    with pytest.raises(EvidenceError, match="the id of a claim"):
        forget("mine-9", of=[mine])
