"""Folders of the user's join the shipped ledger as if all had been read at once, and every fault is said as then."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.ledger import RECORDS, load_ledger
from legation.evidence.ledger_files import joined, read_ledger
from legation.evidence.roles import BOTH_SIDES
from tests.evidence.helpers import claim, folder

MINE = claim(related='["pf-g-13"]', period='"2019"', place='"China"')


def test_a_folder_that_joins_the_stored_ledger_makes_what_reading_all_would_make(tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", MINE)
    other = folder(tmp_path / "other", claim(id='"two"', related='["one"]'), sources="format = 1\n")
    one_by_one = joined(load_ledger(), [mine, other])
    assert one_by_one == read_ledger(RECORDS, [mine, other])
    assert one_by_one is not None and list(one_by_one.claims)[-2:] == ["one", "two"]


def test_the_shipped_ledger_stays_as_it_was(tmp_path: Path) -> None:
    before = dict(load_ledger().claims), dict(load_ledger().sources), dict(load_ledger().outlets)
    joined(load_ledger(), [folder(tmp_path, MINE)])
    assert before == (load_ledger().claims, load_ledger().sources, load_ledger().outlets)


@pytest.mark.parametrize(
    "wrong",
    [
        claim(id='"pf-g-13"'),
        claim(source='"nothing"'),
        claim(related='["pf-g-1"]'),
        claim(paraphrase='"Ask Mr Smith."'),
        claim(place='"Nowhere"') + claim(id='"two"', wording='"exactly"'),
        "[[claim\n",
    ],
)
def test_a_fault_is_said_as_when_all_is_read_at_once(tmp_path: Path, wrong: str) -> None:
    mine = folder(tmp_path, wrong)
    assert joined(load_ledger(), [mine]) is None
    with pytest.raises(EvidenceError) as said:
        load_ledger(folders=[mine])
    with pytest.raises(EvidenceError) as plain:
        read_ledger(RECORDS, [mine])
    assert said.value.faults == plain.value.faults


def test_what_is_wrong_between_a_folder_and_the_record_is_said_at_the_record(tmp_path: Path) -> None:
    """A claim of the folder is fitted, and a shipped one of the same origin checks, which alone is right."""
    checks = [claim for claim in load_ledger().claims.values() if claim.role == "check"]
    origin = next(claim.upstream for claim in checks if claim.upstream not in BOTH_SIDES)
    fitted = claim(role='"fit"', upstream=f'"{origin}"', represented_by='{ observable = ["flights"] }')
    mine = folder(tmp_path, fitted)
    assert joined(load_ledger(), [mine]) is None
    with pytest.raises(EvidenceError) as refused:
        load_ledger(folders=[mine])
    assert any("records/claims" in fault.file for fault in refused.value.faults)


def test_the_ledger_knows_which_claims_are_of_the_folders_of_a_user(tmp_path):
    mine = folder(tmp_path, MINE)
    for ledger in (load_ledger(folders=[mine]), read_ledger(RECORDS, [mine])):
        assert ledger.own == ledger.without_outlets({"nobody"}).own == {"one"}
        assert ledger.public().own <= {"one"}
    assert load_ledger().own == frozenset()
