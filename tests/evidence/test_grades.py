"""The digit of the grade: from independent origins and conflicts, and from nothing else."""

from __future__ import annotations

import pytest

from legation.evidence import grades
from legation.evidence.grades import Information


@pytest.mark.parametrize(
    ("agreeing", "conflicting", "alone", "digit", "words"),
    [
        (4, 0, "", 1, "four origins say the same"),
        (3, 0, "", 1, "three origins say the same"),
        (2, 0, "", 2, "two origins say the same"),
        (1, 0, "", 3, "one origin"),
        (3, 1, "", 4, "contested: three origins say the same, one says otherwise"),
        (1, 1, "", 4, "contested: one origin, one says otherwise"),
        (1, 2, "", 5, "contested: one origin, two say otherwise"),
        (1, 0, "it names no time", 6, "one origin; can't be set beside others: it names no time"),
    ],
)
def test_the_digit_follows_origins_and_conflicts(agreeing, conflicting, alone, digit, words):
    information = Information(agreeing, conflicting, alone)
    assert (information.digit, information.words) == (digit, words)
    assert digit in grades.INFORMATION_GRADES


def test_one_origin_and_contested_have_digits_of_their_own():
    alone = {Information(1, 0).digit}
    contested = {Information(agreeing, against).digit for agreeing in range(1, 9) for against in range(1, 9)}
    assert not alone & contested


def test_a_grade_is_shown_in_one_word() -> None:
    assert grades.grade("F", "B", 3) == "F/B-3"


def test_a_grade_is_said_in_words_part_by_part() -> None:
    assert grades.grade_words("F", "B", 3) == {
        "source": "F: anonymous or untested: reliability cannot be judged",
        "outlet": "B: a long record or own reporting on this subject; origins are mostly not named",
        "information": "3: one origin says so, none says otherwise",
    }
    assert [len(scale) for scale in grades.SCALES.values()] == [6, 6, 6]
