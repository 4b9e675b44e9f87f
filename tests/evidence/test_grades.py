"""The digit of the grade: from independent origins and conflicts, and from nothing else."""

from __future__ import annotations

import pytest

from legation.evidence import grades


@pytest.mark.parametrize(
    ("kind", "wording", "agreeing", "conflicting", "expected"),
    [
        ("quantity", "about", 3, 0, 1),
        ("quantity", "about", 2, 0, 2),
        ("quantity", "about", 1, 0, 3),
        ("quantity", "about", 3, 1, 3),
        ("quantity", "about", 1, 1, 4),
        ("quantity", "about", 1, 2, 5),
        ("event", "several", 1, 0, 6),
        ("event", "several", 2, 0, 2),
        ("attitude", "none", 1, 0, 6),
        ("event", "exact", 1, 0, 3),
    ],
)
def test_the_digit_follows_origins_and_conflicts(
    kind: str, wording: str, agreeing: int, conflicting: int, expected: int
) -> None:
    found = grades.information_grade(kind=kind, wording=wording, agreeing=agreeing, conflicting=conflicting)
    assert found == expected
    assert found in grades.INFORMATION_GRADES


def test_a_grade_is_shown_in_one_word() -> None:
    assert grades.grade("F", "B", 3) == "F/B-3"


def test_a_grade_is_said_in_words_part_by_part() -> None:
    assert grades.grade_words("F", "B", 3) == {
        "source": "F: anonymous or untested: reliability cannot be judged",
        "outlet": "B: a long record or own reporting on this subject; origins are mostly not named",
        "information": "3: one origin says so, or more say so than say otherwise",
    }
    assert [len(scale) for scale in grades.SCALES.values()] == [6, 6, 6]
