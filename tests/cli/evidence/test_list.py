"""`legation evidence list`: one screen, the most to the point first, and what to do where nothing is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.ledger import load_ledger
from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_a_claim_has_id_grades_outlet_dates_role_and_paraphrase(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "sessions", "two", "days")
    assert ran.words.startswith(f"1 of {len(load_ledger().claims)} claims Read as: sessions (session, ")
    line = "nk-2022-surv-04 F/B-3 · Daily NK 2022-08-08..2022-08-12 · about 2022-07..2022-08-08 · check By early August"
    assert line in ran.words and ran.code == 0
    assert "Next legation evidence show nk-2022-surv-04" in ran.words


def test_what_represents_a_claim_stands_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "sessions", "two", "days", "--all")
    assert "[observable sessions_per_week, mechanism sessions, mechanism alert]" in ran.words


@pytest.mark.parametrize("width", [40, 60, 100, 120])
def test_an_answer_is_one_screen_at_any_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = run(capsys, "evidence", "list", "China", "--since", "2015")
    lines = ran.out.splitlines()
    assert 25 <= len(lines) <= 40
    assert max(len(line) for line in lines if "legation evidence" not in line) <= width, "but for what is to be copied"
    shown = sum(line.startswith(("pf-", "nk-")) for line in lines)
    whole = run(capsys, "evidence", "list", "China", "--since", "2015", "--all").out
    of = int(whole.split()[0])
    assert "legation evidence list China --since 2015 --all" in ran.words and f"the other {of - shown}" in ran.words
    assert sum(line.startswith(("pf-", "nk-")) for line in whole.splitlines()) >= of


def test_machines_get_every_claim(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "evidence", "list", "quotas", "2015..2022", "--json").data
    assert len(data["claims"]) > 30 and data["of"] == len(load_ledger().claims)
    assert data["read_as"].endswith("about 2015..2022") and data["advice"] == []
    assert {"id", "grade", "outlet", "published", "about", "paraphrase"} < data["claims"][0].keys()


def test_filters_narrow_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    rows = run(capsys, "evidence", "list", "--role", "check", "--place", "china", "--json").data["claims"]
    assert rows and {row["role"] for row in rows} == {"check"}
    rows = run(capsys, "evidence", "list", "--conflict", "--grade", "B+", "--published", "2019", "--json").data[
        "claims"
    ]
    assert rows and all(row["grade"].split("/")[1][0] in "AB" for row in rows)


def test_what_is_not_known_is_refused_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ("--role", "fitt", "--place", "Dandon", "--since", "04/05/2019", "--grade", "B++")
    ran = run(capsys, "evidence", "list", *wrong)
    assert ran.code == 2 and "Did you mean fit?" in ran.err and "Did you mean Dandong?" in ran.err
    assert "2019-05-04 (day first)" in ran.err and "B+ (the outlet)" in ran.err
    assert "4 faults. Nothing was run or written." in ran.err


def test_claims_of_a_folder_carry_their_mark(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run(capsys, "evidence", "list", "one", "--outlet", "a paper", "--folder", folder(tmp_path, claim()))
    assert ran.out.startswith("NOT PUBLIC: holds 1 embargoed claim.") and "· embargoed" in ran.out


def test_nothing_found_is_an_answer_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "list", "repatration")
    assert ran.code == 0 and ran.out.startswith(f"0 of {len(load_ledger().claims)} ")
    assert '"repatration" is in no claim. Did you mean repatriation' in ran.words
    assert "Next" not in ran.out
