"""One claim: what it shows of itself, and that no validator is needed to use it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from legation.evidence import ledger
from legation.evidence.claims import Claim, words_of
from tests.evidence.helpers import claim, shipped


def one(tmp_path: Path, **changes: str | None) -> Claim:
    return ledger.load_ledger(records=shipped(tmp_path / "records", claim(**changes))).claim("one")


def test_a_claim_prints_as_its_id_only(tmp_path: Path) -> None:
    assert repr(one(tmp_path)) == str(one(tmp_path / "again")) == "Claim(one)"


def test_a_status_is_told_as_it_was_known_on_a_day(tmp_path: Path) -> None:
    disputed = one(tmp_path, status='"disputed"', status_date='"2020-06"')
    assert disputed.status_on(date(2020, 5, 31)) == "active"
    assert disputed.status_on(date(2020, 6, 1)) == disputed.status_on(None) == "disputed"


def test_the_words_of_a_coded_field_can_be_asked_for() -> None:
    assert words_of("role") == ("structure", "input", "prior", "fit", "check", "context")


def test_claims_are_used_without_a_validator() -> None:
    code = "import sys; from legation.evidence import claims, sources; print('pydantic' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
