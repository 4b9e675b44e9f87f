"""`legation evidence gaps`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_the_shipped_ledger_has_no_gap_without_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "evidence", "gaps", "--json").data
    assert data["unexplained"] == []
    assert {row["id"] for row in data["out_of_scope"]} >= {"pf-a-01"}


def test_a_claim_of_the_users_without_a_reason_is_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "evidence", "gaps", "--folder", folder(tmp_path, claim()))
    assert "Nothing represents them, and no reason is given: 1 one Income fell." in ran.words


def test_what_is_named_and_not_built_waits(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    named = claim(represented_by='{ observable = ["deaths_by_suicide"] }')
    ran = run(capsys, "evidence", "gaps", "--folder", folder(tmp_path, named))
    assert "one Income fell. waits for observable deaths_by_suicide" in ran.words
