"""Grades of sources and of information, shown as `F/B-3`.

The first letter grades the source as the outlet describes it, the second the outlet's record on this subject, the
digit the information. The digit is computed from what independent origins say of the same proposition. It is shown and
never used in fitting: the same agreement would count twice.
"""

from __future__ import annotations

from typing import NamedTuple

SOURCE_GRADES = {
    "A": "official statistic or document, open to anyone",
    "B": "identified body with a documented method, or several documents",
    "C": "identified person or body with an interest or an untested method",
    "D": "identified, with a record of errors on this subject",
    "E": "known to be unreliable on this subject",
    "F": "anonymous or untested: reliability cannot be judged",
}

OUTLET_GRADES = {
    "A": "names documents and data, and publishes corrections",
    "B": "a long record or own reporting on this subject; origins are mostly not named",
    "C": "known, without a tested record on this subject, or with a mixed one",
    "D": "several of its reports on this subject were wrong",
    "E": "known to be unreliable on this subject",
    "F": "not graded: nothing is known of its record",
}

INFORMATION_GRADES = {
    1: "three or more independent origins say the same, none says otherwise",
    2: "two independent origins say the same, none says otherwise",
    3: "one origin says so, none says otherwise",
    4: "contested: no more origins say otherwise than say the same",
    5: "contested: more origins say otherwise than say the same",
    6: "it can't be set beside other claims",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

# What each part of a grade grades, in the order of `F/B-3`.
SCALES: dict[str, dict[str, str]] = {
    "source": SOURCE_GRADES,
    "outlet": OUTLET_GRADES,
    "information": {str(digit): words for digit, words in INFORMATION_GRADES.items()},
}


class Information(NamedTuple):
    """What other origins say of what a claim says.

    agreeing     independent origins that say the same, the claim's own included
    conflicting  independent origins that say otherwise
    alone        why it can't be set beside other claims, in a clause; empty if it can
    """

    agreeing: int
    conflicting: int
    alone: str = ""

    @property
    def digit(self) -> int:
        """1 to 6, a key of `INFORMATION_GRADES`."""
        if self.alone:
            return 6
        if self.conflicting:
            return 5 if self.conflicting > self.agreeing else 4
        return max(1, 4 - self.agreeing)

    @property
    def words(self) -> str:
        """The same in a few words: `two origins say the same`."""
        if self.alone:
            return f"one origin; can't be set beside others: {self.alone}"
        said = "one origin" if self.agreeing == 1 else f"{_counted(self.agreeing)} origins say the same"
        if not self.conflicting:
            return said
        return f"contested: {said}, {_counted(self.conflicting)} say{'s' * (self.conflicting == 1)} otherwise"


def _counted(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def grade_words(source: str, outlet: str, information: int) -> dict[str, str]:
    """What each of the three says, by what it grades."""
    codes = (source, outlet, str(information))
    return {what: f"{code}: {SCALES[what][code]}" for what, code in zip(SCALES, codes, strict=True)}


def grade(source: str, outlet: str, information: int) -> str:
    """The grades in one word: `F/B-3`."""
    return f"{source}/{outlet}-{information}"
