"""The bottom line: what an editor can use, in a few short sentences made by rules from the parts of an assessment.

Whether it was said before; who said alike or otherwise, of its time and of others; whether the outlet or the origin is
the same; and the model, which mostly adds nothing. No sentence weighs whether the report is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from legation.assessment.novelties import EXTREME
from legation.assessment.reports import SAME_WORDS, YES, Assessment, Neighbour, origins_of
from legation.assessment.silence import Voice
from legation.base.number_text import how_many
from legation.evidence.claims import Claim
from legation.evidence.mentions import value_words
from legation.evidence.vocabulary import NUMBERLESS, PRACTICE, vocabulary

MOST_NAMED = 2
OUT_OF_REACH = "Not what this record is about: it states no measure of it."
NO_MEASURE = "It states no measure of the record, so what was said of it before can't be looked up."
# What is so many times beyond every report is named, whatever else can or can't be said of it.
ABSURD = 100.0
DEATHS_REPORTED = (
    "It reports deaths. Deaths get no number here: the record gives no rate, so the model gives none, and no report of "
    "them is weighed against another."
)
DEATHS = "Of deaths no report is weighed against another."
_FAR = re.compile(rf"^{EXTREME} .*?([\d,.]+) times ")
_COUNTED_UP = re.compile(r"(\([\d,]*\d)[,:] .*\)")
_LIKE = {"USD": "like sums", "persons": "like numbers", "percent": "like shares"}


def bottom_line(assessment: Assessment, voice: Voice | None) -> str:
    """The bottom line.

    voice  what the model says; None if it was not asked
    """
    if assessment.is_out_of_reach:
        return OUT_OF_REACH
    if assessment.brought.is_of_deaths:
        return " ".join([*_same_words(assessment), DEATHS_REPORTED, *_shared(assessment)])
    return " ".join(
        [
            *_said_before(assessment),
            *map(_shorter, assessment.more),
            *_weighed(assessment),
            *_shared(assessment),
            *_model(voice),
        ]
    )


def _shorter(sentence: str) -> str:
    """A sentence without the reports that it counts up, which stand further down."""
    return _COUNTED_UP.sub(r"\1)", sentence)


def _same_words(assessment: Assessment) -> Iterable[str]:
    near = assessment.nearest[0] if assessment.nearest else None
    if near and SAME_WORDS in near.standing.reason:
        withdrawn = "" if near.claim.status not in ("retracted", "superseded") else f", and then {near.claim.status}"
        yield f"Said before in the same words: {near.claim.id} ({near.outlet}, {near.published}){withdrawn}."


def _said_before(assessment: Assessment) -> Iterable[str]:
    claim = assessment.brought.claim
    if same := list(_same_words(assessment)):
        yield from same
    elif assessment.brought.undecided:
        yield from _either(assessment)
    elif not claim.measure:
        yield NO_MEASURE
    elif assessment.now.same:
        count = how_many(origins_of(assessment.now.same), "origin")
        yield f"Said before: {_named(assessment.now.same)} ({count})."
    elif assessment.apart:
        yield f"It can't be set beside other reports yet: {assessment.apart}."
    elif assessment.now.all:
        yield f"Not said like this before for {claim.period}."
    elif not assessment.new:
        yield "Not said before in all of its parts together."
    else:
        yield f"New in the record{f' for {claim.period}' if claim.period else ''}."


def _either(assessment: Assessment) -> Iterable[str]:
    """Each measure that the words fit alike, and what was said before if it is that one."""
    names = [_called(measure) for measure, _ in assessment.as_either]
    yield f"It may be of {' or of '.join(names)}; its words don't tell which."
    for name, (_, same) in zip(names, assessment.as_either, strict=True):
        if same:
            yield f"If it is of {name}, it was said before: {_named(same)}."


def _called(measure: str) -> str:
    """What readers call a measure."""
    return vocabulary().measures[measure].reader_name


def _weighed(assessment: Assessment) -> Iterable[str]:
    now, then = assessment.now, assessment.then
    if assessment.brought.claim.measure in NUMBERLESS:
        yield DEATHS
        return
    far = [sentence for sentence in assessment.new if _FAR.search(sentence)]
    if now.otherwise:
        yield f"Of the same time {_origins(now.otherwise, 'says', 'say')} otherwise ({_named(now.otherwise)})."
    if now.including:
        ranges = _origins(now.including, "gives a range", "give ranges")
        yield f"Of the same time {ranges} that would include it ({_named(now.including)})."
    alike = (*then.same, *then.including)
    if alike:
        measure = vocabulary().measures.get(assessment.brought.claim.measure)
        like = _LIKE.get(measure.unit if measure else "", "the like")
        yield f"Of other times {_origins(alike, 'spoke', 'spoke')} of {like} ({_named(alike)})."
    if then.otherwise:
        yield f"Of other times {_origins(then.otherwise, 'said', 'said')} something else ({_named(then.otherwise)})."
    absurd = [sentence for sentence in far if _times(sentence) >= ABSURD]
    if absurd and not assessment.more:
        yield from absurd
    if not assessment.brought.claim.measure or assessment.apart or assessment.more or absurd:
        return
    if not (*now.all, *then.all):
        yield "No report can be set beside it."
    elif not (now.otherwise or then.otherwise):
        # Beyond all that was reported by a factor is no agreement, though no report speaks of the same.
        yield from far or ["Nothing speaks against it."]


def _times(sentence: str) -> float:
    """By what factor a sentence says that a number is beyond all that was reported."""
    match = _FAR.search(sentence)
    return float(match[1].replace(",", "")) if match else 1.0


def _shared(assessment: Assessment) -> Iterable[str]:
    for near in assessment.nearest:
        if near.same_origin == YES:
            yield f"Same origin as {near.claim.id}: {near.because}."
            return
    same = [near for near in assessment.nearest if near.same_outlet]
    if same:
        yield f"Same outlet as {_ids(same)} ({same[0].outlet}); whether the origin is the same can't be told."


def _model(voice: Voice | None) -> Iterable[str]:
    if voice is not None:
        yield "The model adds nothing of its own." if voice.is_silent else voice.sentence.partition(" What is")[0]


def _origins(claims: Sequence[Claim], one_says: str, several_say: str) -> str:
    origins = origins_of(claims)
    return f"{how_many(origins, 'origin')} {several_say if origins > 1 else one_says}"


def _named(claims: Sequence[Claim]) -> str:
    listed = "; ".join(map(_name, claims[:MOST_NAMED]))
    return listed + (f"; and {len(claims) - MOST_NAMED} more" if len(claims) > MOST_NAMED else "")


def _name(claim: Claim) -> str:
    """A claim with what it states; whether something is done or not is said by where it stands."""
    is_practice = claim.measure and vocabulary().measures[claim.measure].nature == PRACTICE
    value = "" if is_practice else value_words(claim)
    return f"{value}: {claim.id}" if value else claim.id


def _ids(near: Sequence[Neighbour]) -> str:
    return " and ".join(each.claim.id for each in near)
