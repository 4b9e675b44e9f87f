"""What follows where a row leaves a cell empty, by stated rules, and what a claim keeps that a file brings again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.exporting.toml_text import as_data
from legation.evidence.importing.origins import RowSources, ungraded
from legation.evidence.importing.units import span_in
from legation.evidence.sources import Source
from legation.evidence.vocabulary import FLOW, RATE, Measure, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import NOT_STATED, VALUE

UNKNOWN = "xx"  # stands in a row that is refused anyway
RULES = (
    "Where a cell is empty: wording is none, high is low, handling embargoed, role context, status active, "
    "source grade F, language the source's; the source is yourself; the origin is the article, or whoever told it; "
    "kind follows the wording (a number: quantity, rose or fell: trend, else event); id is the source's with a number; "
    "without a column `about`, the model's measure of the same."
)
# Fields that a row of a recognised claim need not repeat. The others follow from what the row says.
_FOLLOWING = ("id", "source", "high", "unit", "place_named")


def completed(data: dict[str, Any], source: Source | None, made: RowSources, today: date, place: str) -> dict[str, Any]:
    """The fields of a row with what `RULES` say where nothing stands."""
    measure = vocabulary().measures.get(str(data.get("measure")))
    wording = data.get("wording", "none")
    if "low" in data or "high" in data:
        _complete_number(data, wording, measure)
    follows = {
        "kind": _kind_of(str(wording)),
        "wording": wording,
        "role": "context",
        "source_grade": "F",
        **ungraded(today),
        "said_by": "not stated",
        "handling": handling.DEFAULT_IN_FOLDERS,
        # Where the source is missing or unknown, that is the fault, and what would follow from it is not a second one.
        "upstream": made.origin_of(source, data.get("said_by", ""), place) if source else data.get("source", UNKNOWN),
        "language": source.language_seen if source else UNKNOWN,
    }
    return follows | data


def _kind_of(wording: str) -> str:
    """The kind of a claim that gives none, as `RULES` say it."""
    return {"rose": "trend", "fell": "trend", "existence": "event", "none": "event"}.get(wording, "quantity")


def _complete_number(data: dict[str, Any], wording: str, measure: Measure | None) -> None:
    """Give a number its other end, its unit and its span, as far as wording, unit and measure say what they are."""
    low, high = data.get("low"), data.get("high")
    if wording in ("exact", "about", "rounded") and (low is None or high is None):
        data["low"], data["high"] = (low, low) if high is None else (high, high)
    elif wording == "at_most" and high is None:
        data["high"] = data.pop("low")
    elif wording == "at_least" and low is None:
        data["low"] = data.pop("high")
    data.setdefault("unit", NOT_STATED)
    is_value = wording in WORDINGS and WORDINGS[wording].compares == VALUE
    if measure and measure.nature in (RATE, FLOW) and is_value and (span := span_in(data["unit"])):
        data.setdefault("span", span)


def kept_fields(known: Claim, data: Mapping[str, Any], absent: Collection[str]) -> dict[str, Any]:
    """What a recognised claim says in fields for which the file has no column: nobody has changed that."""
    before = as_data(known)
    unlike = {"kind"} if data.get("wording", known.wording) != known.wording else set()
    unlike |= {"upstream", "language"} if data.get("source") != known.source else set()
    # What only followed from the wording or the measure follows anew from those of now.
    unlike |= {"kind"} if known.kind == _kind_of(known.wording) else set()
    unlike |= {"represented_by"} if before.get("represented_by", {}) == observed(before) else set()
    return {name: before[name] for name in absent if name in before and name not in (*_FOLLOWING, *unlike)}


def observed(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What in the model measures what a row states, where the sheet has no column for it."""
    measure = vocabulary().measures.get(str(data.get("measure")))
    observable = measure.observable_of(str(data.get("whose", "")), str(data.get("span", ""))) if measure else ""
    return {"observable": [observable]} if observable else {}
