"""A reading as the fields of a claim, and in one line.

Units become those of the measure: sessions for times, years for months. A field that a claim of the measure may not
have is left out, so that a draft lacks fields and never holds a wrong one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.counted import MONEY, OFTEN, PERCENT, TIME
from legation.evidence.reading.readings import Reading
from legation.evidence.vocabulary import PRACTICE, RATE, Measure, vocabulary

_DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "quarters": 365.25 / 4, "years": 365.25}
_WHOLE_WITHIN = 0.02  # Twelve months are one year, though the calendar has a few hours more.
_SHARES = {"about_half": (50.0, 50.0)}
_SIGNED = ("trade_growth",)  # measures whose number is below 0 where they fell


def draft_of(reading: Reading) -> dict[str, Any]:
    """The fields of a claim that a reading fills in; without source, speaker and words of one's own."""
    measure = vocabulary().measures.get(reading.measure.value) if reading.measure else None
    fields: dict[str, Any] = {"kind": _kind(reading), "wording": reading.wording.value}
    if reading.amount:
        fields |= _numbers(reading.amount.value, measure, reading)
    if measure:
        fields |= _of_measure(reading, measure)
    elif reading.mechanism:
        fields["represented_by"] = {"mechanism": [reading.mechanism]}
    if reading.place:
        fields["place"] = reading.place.value
    if reading.named:
        fields["place_named"] = reading.named.value
    if reading.period:
        fields["period"] = str(reading.period.value)
    if reading.compared and reading.period and reading.wording.value in ("rose", "fell"):
        before, after = reading.compared.value, reading.period.value
        if before.last <= after.last:
            fields["windows"] = {"before": str(before), "after": str(after)}
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _kind(reading: Reading) -> str:
    if reading.low is not None or reading.high is not None:
        return "quantity"
    wording = reading.wording.value
    if wording in ("rose", "fell"):
        return "trend"
    if wording in ("none", "existence"):
        return "event" if wording == "existence" else "mechanism"
    return "quantity"


def _of_measure(reading: Reading, measure: Measure) -> dict[str, Any]:
    fields: dict[str, Any] = {"measure": measure.name}
    if measure.of_persons and reading.whose:
        fields["whose"] = reading.whose.value
    if reading.span:
        fields["span"] = reading.span.value
    if measure.nature == PRACTICE and reading.denies.value:
        fields["denies"] = True
    return fields


def _numbers(amount: Amount, measure: Measure | None, reading: Reading) -> dict[str, Any]:
    """The ends of an amount and its unit, in the measure's own where it has one."""
    low, high = _SHARES.get(amount.wording, (amount.low, amount.high))
    unit, factor = _unit(amount, measure)
    if measure and measure.name in _SIGNED and reading.change and reading.change.value == "fell":
        low, high, factor = high, low, -factor
    return {
        "low": None if low is None else _rounded(low * factor),
        "high": None if high is None else _rounded(high * factor),
        "unit": unit if (low, high) != (None, None) else "",
    }


def _unit(amount: Amount, measure: Measure | None) -> tuple[str, float]:
    """The unit of the record for an amount, and what a number in its own unit is multiplied by."""
    if measure is None:
        return amount.unit, 1.0
    if amount.kind == TIME and measure.unit in _DAYS and measure.unit != amount.unit:
        return measure.unit, _DAYS[amount.unit] / _DAYS[measure.unit]
    if amount.kind == OFTEN and measure.nature == RATE:
        return f"{measure.unit} per {amount.span}", 1.0
    if amount.kind == PERCENT and measure.unit != "percent":
        return "percent growth" if amount.change else "percent", 1.0
    if measure.nature == RATE and amount.span and amount.kind != OFTEN:
        return f"{amount.unit} per {amount.span}", 1.0
    return amount.unit or ("" if amount.kind == MONEY else measure.unit), 1.0


def _rounded(value: float) -> float:
    """A number without the dust of a conversion: whole where it nearly is, else in four digits behind the point."""
    whole = float(round(value))
    return whole if whole and abs(value - whole) <= _WHOLE_WITHIN * abs(whole) and abs(value) < 100 else round(value, 4)


def summary_of(reading: Reading) -> str:
    """A reading in one line: what is stated, whose, how much, which way, where and when, as far as it is said."""
    draft = draft_of(reading)
    measure = vocabulary().measures.get(draft.get("measure", ""))
    number = _number(draft)
    is_bare = not number and reading.wording.value not in ("none", "existence")
    span = draft.get("span", "")
    parts = [
        measure.name if measure else _nearest(reading),
        draft.get("whose", "").replace("_", " "),
        draft["wording"].replace("_", " ") if is_bare else number,
        f"in a {span}" if span in ("day", "week", "month", "quarter", "year") and f"per {span}" not in number else "",
        reading.change.value if reading.change and reading.change.value != reading.wording.value else "",
        "denied" if draft.get("denies") else "",
        draft.get("place") or draft.get("place_named", ""),
        draft.get("period", ""),
    ]
    return " · ".join(part for part in parts if part)


def own_words(reading: Reading) -> str:
    """A sentence that says what was read, in the words of the vocabulary; empty where no measure was read."""
    draft = draft_of(reading)
    if "measure" not in draft:
        return ""
    sentence = vocabulary().measures[draft["measure"]].sentence.rstrip(".")
    number = _number(draft) or {"rose": "rose", "fell": "fell"}.get(draft["wording"], "")
    facts = [draft.get("whose", "").replace("_", " "), number, draft.get("place", ""), draft.get("period", "")]
    said = f"{sentence} ({', '.join(filter(None, facts))})." if any(facts) else f"{sentence}."
    return f"It was denied: {said}" if draft.get("denies") else said


def _number(draft: Mapping[str, Any]) -> str:
    """The number of a draft in words, such as `about 20 to 30 persons`; empty if it has none."""
    ends = dict.fromkeys(end for end in (draft.get("low"), draft.get("high")) if end is not None)
    text = " to ".join(f"{end:,.10g}" for end in ends)
    return f"{_FIRMLY.get(draft['wording'], '')}{text} {draft.get('unit', '')}".rstrip() if text else ""


_FIRMLY = {"about": "about ", "at_least": "at least ", "at_most": "at most "}


def _nearest(reading: Reading) -> str:
    """What a reading without a measure is nearest to."""
    if reading.deaths:
        return "deaths, which get no number"
    return f"{reading.topic.lower()}: {reading.mechanism}" if reading.mechanism else "no measure"


def rows_of(reading: Reading) -> list[tuple[str, str, str]]:
    """A reading field by field: its name, its value in words, and the words of the text that say it."""
    rows = []
    for name, part in reading.parts().items():
        value = part.value
        if name == "amount":
            said = _number(draft_of(reading) | {"wording": "exact"})
        elif isinstance(value, bool):
            said = "yes" if value else ""
        else:
            said = str(value)
        if said and not (name == "wording" and said == "none"):
            rows.append((name, said, part.words(reading.text)))
    return rows
