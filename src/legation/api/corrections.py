"""Corrections: what a person says better of a report than the program has read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from legation.base.dates import ACCEPTED, DateRange, parse_date
from legation.base.faults import Fault, Faults, nearest, shown
from legation.base.number_reader import EXPECTED, Unreadable, read_plain
from legation.base.places import AREAS
from legation.evidence.areas import area_advice
from legation.evidence.claims import words_of
from legation.evidence.vocabulary import vocabulary

CORRECTABLE = ("measure", "whose", "span", "wording", "low", "high", "unit", "place", "period", "denies")


def corrected(read_as: Mapping[str, str], faults: Faults) -> dict[str, Any]:
    """Corrections as fields of a claim; what can't be one goes to `faults`."""
    fields: dict[str, Any] = {}
    known = {
        "measure": list(vocabulary().measures),
        "place": list(AREAS),
        **{name: list(words_of(name)) for name in ("whose", "span", "wording")},
    }
    for name, value in read_as.items():
        if name not in CORRECTABLE:
            faults.append(Fault("read_as", shown(name), "one of " + ", ".join(CORRECTABLE), nearest(name, CORRECTABLE)))
        elif name in known:
            if value and value not in known[name]:
                expected = f"a {name} of the record" if len(known[name]) > 15 else "one of " + ", ".join(known[name])
                advice = area_advice(value) if name == "place" else nearest(value, known[name])
                faults.append(Fault(name, shown(value), expected, advice))
            fields[name] = value
        elif name == "period":
            fields[name] = _date(name, value, faults)
        elif name in ("low", "high"):
            fields[name] = _number(name, value, faults)
        elif name == "denies":
            fields[name] = value.lower() in ("yes", "true")
        else:
            fields[name] = value
    return fields


def _date(name: str, value: str, faults: Faults) -> DateRange | None:
    if not value:
        return None
    try:
        return parse_date(value)
    except ValueError as problem:
        faults.append(Fault(name, shown(value), ACCEPTED, str(problem)))
        return None


def _number(name: str, value: str, faults: Faults) -> float | None:
    if not value:
        return None
    number = read_plain(value)
    if isinstance(number, Unreadable):
        faults.append(Fault(name, number.found or shown(value), number.expected or EXPECTED, number.advice))
        return None
    return float(number)
