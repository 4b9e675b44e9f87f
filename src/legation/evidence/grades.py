"""Grades of sources and of information, shown as `F/B-3`.

The first letter grades the source as the outlet describes it, the second the outlet's record on this subject, the
digit the information. The digit is computed from independent upstreams and conflicts. It is shown and never used in
fitting: the same agreement would count twice.
"""

from __future__ import annotations

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
    1: "three or more independent origins say so, none says otherwise",
    2: "two independent origins say so, none says otherwise",
    3: "one origin says so, or more say so than say otherwise",
    4: "as many origins say otherwise as say so",
    5: "more origins say otherwise than say so",
    6: "one origin, and nothing that could be checked against another",
}

# What each part of a grade grades, in the order of `F/B-3`.
SCALES: dict[str, dict[str, str]] = {
    "source": SOURCE_GRADES,
    "outlet": OUTLET_GRADES,
    "information": {str(digit): words for digit, words in INFORMATION_GRADES.items()},
}


def information_grade(*, kind: str, wording: str, agreeing: int, conflicting: int) -> int:
    """The digit from 1 to 6.

    kind, wording  of the claim
    agreeing       independent upstreams that say the same, the claim's own included
    conflicting    independent upstreams that say otherwise
    """
    if conflicting:
        if agreeing > conflicting:
            return 3
        return 4 if agreeing == conflicting else 5
    if agreeing >= 2:
        return 1 if agreeing >= 3 else 2
    uncheckable = kind == "attitude" or (kind == "event" and wording in ("several", "existence"))
    return 6 if uncheckable else 3


def grade_words(source: str, outlet: str, information: int) -> dict[str, str]:
    """What each of the three says, by what it grades."""
    codes = (source, outlet, str(information))
    return {what: f"{code}: {SCALES[what][code]}" for what, code in zip(SCALES, codes, strict=True)}


def grade(source: str, outlet: str, information: int) -> str:
    """The grades in one word: `F/B-3`."""
    return f"{source}/{outlet}-{information}"
