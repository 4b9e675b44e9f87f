"""What a claim lacks that it would need to be set beside others later, said while its author can still add it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from legation.evidence.claims import Claim
from legation.evidence.propositions import Proposition, proposition
from legation.evidence.series import YearRates
from legation.evidence.vocabulary import vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import NOT_STATED, NOTHING

NO_MEASURE = "it states no measure"


class Remark(NamedTuple):
    """Why a claim can't be set beside others, as a clause, and what to give so that it can.

    likely  what its words most likely state, such as `levy (officials)`; empty if they don't say, or nobody looked
    """

    reason: str
    advice: str
    likely: str = ""


MOST_LIKELY = 3  # measures among which a person chooses
_ADVICE = {
    NO_MEASURE: "Give `measure`, or let --as-read take it from the words; the sheet Codes of `legation evidence "
    "template` lists them.",
    "it names no time": "Give `when`, such as 2019-04.",
    "it names no span": "Give `span`, such as year.",
    "it doesn't say whose": "Give `whose`, such as officials.",
    "it gives no number": "Give the number in `low`, or a wording such as several.",
}


def remark_on(claim: Claim, rates: Mapping[int, YearRates]) -> Remark | None:
    """Why a claim can't be set beside others; None if it can."""
    said = proposition(claim, rates)
    if isinstance(said, Proposition):
        return None
    measure = vocabulary().measures.get(claim.measure)
    if measure and said == "it gives no number" and (claim.low is not None or claim.high is not None):
        if WORDINGS[claim.wording].compares == NOTHING:
            return Remark("nothing says how firmly its number was said", "Give `wording`, such as about or exact.")
        if claim.unit == NOT_STATED:
            return Remark("it does not say what its number counts", f"Give `unit`, such as {measure.unit}.")
        reason = f"its unit can't be turned into {measure.unit}"
        return Remark(reason, f"Give the number in {measure.unit}, as {measure.name} is counted.")
    return Remark(said, _ADVICE[said])


def likely_measure(text: str) -> str:
    """What the words of a claim may state, and whose, the likeliest first: `recalls (officials) or levy`."""
    from legation.evidence.reading.sentences import read_sentence

    reading = read_sentence(text)
    stated = [each for each in (reading, *reading.others) if each.measure]
    whose = {each.measure.value: each.whose.value for each in stated if each.measure and each.whose}
    names = [each.measure.value for each in stated if each.measure]
    names += [each.measure for each in reading.candidates]
    return " or ".join(
        name + (f" ({whose[name]})" if name in whose else "") for name in list(dict.fromkeys(names))[:MOST_LIKELY]
    )


def read_fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the words of a finding state, for its empty fields; nothing if they may state two things.

    row  the fields that its cells give; what the words say of another number than theirs is left out
    """
    from legation.evidence.reading.drafts import draft_of
    from legation.evidence.reading.sentences import read_sentence

    reading = read_sentence(str(row.get("paraphrase", "")))
    if not reading.measure:
        return {}
    if any(each.measure and each.measure.value != reading.measure.value for each in reading.others):
        return {}
    draft = draft_of(reading)
    names = ["measure", "whose", "span", "denies"]
    if row.get("low") is None or draft.get("low") == row["low"]:
        names += ["wording", "low", "high", "unit"]
    return {name: draft[name] for name in names if name in draft and name not in row}


def notes_on_reading(fields: Mapping[str, Any]) -> list[str]:
    """How words were read, as a note says it; none where nothing was."""
    said = ", ".join(f"{name} {fields[name]}" for name in ("measure", "whose", "span") if name in fields)
    return [f"read as {said}"] if said else []
