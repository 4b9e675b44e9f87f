"""`legation evidence grades`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


def test_a_grade_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "grades", "f/b-3")
    assert ran.words == (
        "Source F anonymous or untested: reliability cannot be judged "
        "Outlet B a long record or own reporting on this subject; origins are mostly not named "
        "Information 3 one origin says so, none says otherwise"
    )


def test_without_a_grade_all_letters_and_digits_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    scales = run(capsys, "evidence", "grades", "--json").data
    assert {what: "".join(scale) for what, scale in scales.items()} == {
        "source": "ABCDEF",
        "outlet": "ABCDEF",
        "information": "123456",
    }


@pytest.mark.parametrize("wrong", ["FB3", "G/B-3", "F/B-7", "F/B-3x"])
def test_what_is_no_grade_is_refused_with_one(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    ran = run(capsys, "evidence", "grades", wrong)
    assert ran.code == 2 and f'grade: found "{wrong}"; expected a grade such as F/B-3' in ran.err
