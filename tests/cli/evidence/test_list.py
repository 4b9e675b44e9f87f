"""`legation evidence list`."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.ledger import load_ledger
from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_a_line_has_id_grades_date_paraphrase_role_and_what_stands_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "sessions", "two", "days")
    assert ran.words.startswith("nk-2022-surv-04 F/B-3 2022-08-08..2022-08-12 check By early August 2022")
    assert "[observable sessions_per_week, mechanism sessions, mechanism alert]" in ran.words
    assert f"1 of {len(load_ledger().claims)} claims" in ran.words and ran.code == 0


def test_filters_narrow_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "evidence", "list", "--role", "check", "--place", "china", "--json").data["claims"]
    assert rows and {row["role"] for row in rows} == {"check"}


def test_what_is_not_known_is_refused_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "--role", "fitt", "--place", "Dandon")
    assert ran.code == 2 and "Did you mean fit?" in ran.err and "Did you mean Dandong?" in ran.err


def test_claims_of_a_folder_carry_their_mark(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "evidence", "list", "one", "--outlet", "a paper", "--folder", folder(tmp_path, claim()))
    assert "embargoed" in ran.out


def test_nothing_found_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "no such words")
    assert ran.code == 0 and ran.out.startswith(f"0 of {len(load_ledger().claims)} ")
