"""Claims read from files: completed from `[shared]`, checked one by one, with every fault at its place.

A claim is checked for itself here; what it says about other claims, sources and places is checked by the ledger, which
knows them.
"""

from __future__ import annotations

from typing import Any, Protocol

from legation.base.dates import DateRange
from legation.base.faults import Faults, Origin, Path_, nearest, shown
from legation.base.places import AREAS
from legation.base.toml import TomlFile
from legation.evidence import handling, harm
from legation.evidence.areas import area_advice
from legation.evidence.claims import Claim, words_of
from legation.evidence.details import PERSON_UNIT
from legation.evidence.records import check_format, free_texts, only_keys, read_record, tables
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, WHOSE, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE
from legation.evidence.wordings.value import EXACT


def read_claims(document: TomlFile, faults: Faults, *, shipped: bool) -> list[tuple[Path_, Claim]]:
    """The claims of one file, each with its place in the file.

    shipped  True for the ledger that comes with the program (all public), False for a folder of the user's, where
             a claim without a mark is embargoed
    """
    of_file = Faults()
    check_format(document, of_file)
    only_keys(document, ("format", "shared", "claim"), of_file)
    claims = []
    for path, data in claim_tables(document, of_file, shipped=shipped):
        of_claim = Faults()
        claim = read_claim(data, document, path, of_claim, shipped=shipped)
        if claim:
            claims.append((path, claim))
        faults += of_claim if handling.is_public(data["handling"]) else handling.concealed(of_claim)
    faults += of_file if shipped else handling.concealed(of_file)
    return claims


def claim_tables(document: TomlFile, faults: Faults, *, shipped: bool) -> list[tuple[Path_, dict[str, Any]]]:
    """The fields of each claim of a file with its place, filled in from `[shared]` and by the rules for empty ones."""
    shared = document.data.get("shared", {})
    if not isinstance(shared, dict):
        faults.append(document.fault(("shared",), "a value", "a [shared] table"))
        shared = {}
    listed: list[tuple[Path_, dict[str, Any]]] = []
    for position, own in tables(document, "claim", faults):
        data = {"handling": "public" if shipped else handling.DEFAULT_IN_FOLDERS, **shared, **own}
        # Where the origin is unknown, one article is one origin.
        data.setdefault("upstream", data.get("source"))
        listed.append((("claim", position), data))
    return listed


def read_claim(data: dict[str, Any], origin: Origin, path: Path_, faults: Faults, *, shipped: bool) -> Claim | None:
    """One claim from its fields, checked for itself; None if it is no claim at all. Faults show what is written."""
    claim = read_record(Claim, _whole_to_float(data), origin, path, faults)
    if claim:
        _check_claim(claim, origin, path, faults, shipped=shipped)
    return claim


def _whole_to_float(data: dict[str, Any]) -> dict[str, Any]:
    """TOML's 3000 and 3000.0 both mean the number."""
    changed = {name: float(data[name]) for name in ("low", "high") if type(data.get(name)) is int}
    return data | changed


def _check_claim(claim: Claim, origin: Origin, path: Path_, faults: Faults, *, shipped: bool) -> None:
    def fault(field: str, found: str, expected: str, advice: str = "") -> None:
        faults.append(origin.fault((*path, *field.split(".")), found, expected, advice))

    _check_numbers(claim, fault)
    _check_measure(claim, fault, shipped=shipped)
    _check_role(claim, fault)
    _check_names(claim, fault)
    _check_status(claim, fault)
    if shipped and not handling.is_public(claim.handling):
        fault("handling", shown(claim.handling), "public", "Claims that are not public live in a folder that you name.")
    _check_narrowing(claim, fault)


def _check_narrowing(claim: Claim, fault: _Report) -> None:
    """A fault for a claim that could point at one person, and for a speaker described so closely by himself."""
    about = harm.narrowing_details(
        persons=claim.persons if claim.persons is not None else _persons_meant(claim),
        place=f"{claim.place} {claim.place_named}",
        precision=_precision(claim.period),
        text="\n".join(getattr(claim, field) for field in free_texts(Claim) if field != "unit"),
        unit=claim.unit,
        low=claim.low,
        high=claim.high,
        wording=claim.wording,
    )
    speaker = harm.narrowing_details(
        persons=1, place="", precision="", text=claim.said_by, unit="", low=None, high=None, wording=""
    )
    for field, details in (("paraphrase", about), ("said_by", speaker)):
        if len(details) >= harm.REFUSED_FROM:
            found = f"{len(details)} narrowing details: " + ", ".join(detail.name for detail in details)
            expected = f"at most {harm.REFUSED_FROM - 1} in a claim about three persons or fewer"
            advice = "To coarsen it: " + "; ".join(detail.coarser for detail in details) + "."
            if claim.persons is None and field == "paraphrase":
                advice += " If it is about more persons, give persons; 0 if it is about nobody in particular."
            fault(field, found, expected, advice)


def _persons_meant(claim: Claim) -> int:
    """How many persons the words of a claim are about, as far as they say so."""
    return harm.persons_in(claim.paraphrase, unit=claim.unit, low=claim.low)


def _precision(period: DateRange | None) -> str:
    """A range inside one month is as narrow as a month."""
    if period and period.precision == "range" and (period.last - period.first).days <= 31:
        return "month"
    return period.precision if period else ""


class _Report(Protocol):
    """Notes a fault of the claim at hand. `found` is a phrase, not a value."""

    def __call__(self, field: str, found: str, expected: str, advice: str = "") -> None: ...


def _check_numbers(claim: Claim, fault: _Report) -> None:
    for field in WORDINGS[claim.wording].needs:
        if getattr(claim, field) is None:
            fault(field, "nothing", f"a number, as the wording is {claim.wording}")
    for field in ("low", "high"):
        if getattr(claim, field) is not None and not claim.unit:
            fault("unit", "nothing", "the unit of low and high")
            break
    if claim.low is not None and claim.high is not None and claim.low > claim.high:
        fault("high", f"{claim.high:g}", f"at least low, which is {claim.low:g}", "Are the two exchanged?")
    if claim.wording == EXACT.name and None not in (claim.low, claim.high) and claim.low != claim.high:
        fault("wording", shown(claim.wording), '"between", as low and high differ')
    if claim.windows and claim.windows.before.last > claim.windows.after.last:
        fault(
            "windows.before",
            shown(str(claim.windows.before)),
            "a window that does not end after the other",
            "Are the two exchanged?",
        )


def _check_measure(claim: Claim, fault: _Report, *, shipped: bool) -> None:
    """What a claim says of its measure must make sense, and in the shipped record suffice to compare it.

    A claim of a user's may lack whose or over what span it is: it is kept, and compared with none.
    """
    measures = vocabulary().measures
    measure = measures.get(claim.measure)
    is_change = WORDINGS[claim.wording].compares == CHANGE
    counts = measure is not None and measure.nature not in (SHARE, PRACTICE)
    if (counts or PERSON_UNIT.fullmatch(claim.unit)) and not is_change and (claim.low or 0) < 0:
        fault("low", f"{claim.low:g}", "0 or more", "There can't be fewer than none. For a fall, the wording is fell.")
    if not claim.measure:
        for field in ("whose", "span") if shipped else ():
            if getattr(claim, field):
                fault("measure", "nothing", f"the measure that {field} belongs to")
        return
    if measure is None:
        fault("measure", shown(claim.measure), "a measure of the vocabulary", nearest(claim.measure, measures))
        return
    if measure.of_persons and not claim.whose and shipped:
        fault("whose", "nothing", "the kind of persons: " + ", ".join(WHOSE))
    if not measure.of_persons and claim.whose:
        fault("whose", shown(claim.whose), f"nothing, as {measure.name} is of no persons")
    is_spanned = measure.nature in (RATE, FLOW) and claim.low is not None and not is_change
    if is_spanned and not claim.span and shipped:
        fault("span", "nothing", "over what span the number is given: " + ", ".join(words_of("span")))
    if claim.denies and measure.nature != PRACTICE:
        if measure.nature != FLOW:
            fault("denies", "true", f"false, as {measure.name} is no practice", "A number is denied by another number.")
        elif claim.low is not None or claim.high is not None or claim.wording != "none":
            fault("denies", "true", "no number and the wording none", "That it happened at all is denied.")


def _check_role(claim: Claim, fault: _Report) -> None:
    represents = claim.represented_by
    if claim.is_scored and not represents.observable:
        fault(
            "represented_by",
            "no observable",
            f"an observable, as the role is {claim.role}",
            f"One of: {', '.join(vocabulary().names('observable')[:4])}, …",
        )
    if claim.is_scored:
        for field in WORDINGS[claim.wording].scored_needs:
            if getattr(claim, field) is None:
                expected = f"before and after, as {claim.wording} is scored by comparing two windows"
                fault(field, "nothing", expected, 'Without windows the role is "context".')
    if claim.role == "input" and represents.observable:
        fault(
            "represented_by",
            f"observable {represents.observable[0]}",
            "no observable, as the role is input",
            "An input is not an outcome and may not be a target.",
        )
    if claim.role == "input" and not (represents.input or represents.parameter or represents.mechanism):
        fault("represented_by", "nothing", "the input or parameter that it sets, as the role is input")
    if represents and claim.out_of_scope:
        expected = "no out_of_scope, because represented_by says what represents the claim"
        fault("out_of_scope", shown(claim.out_of_scope), expected)


def _check_names(claim: Claim, fault: _Report) -> None:
    if claim.place and claim.place not in AREAS:
        fault("place", shown(claim.place), "an area: " + ", ".join(AREAS), area_advice(claim.place))
    known = vocabulary()
    for article, kind in (("a", "mechanism"), ("an", "observable"), ("an", "input")):
        for name in getattr(claim.represented_by, kind):
            if not known.is_name(kind, name):
                advice = known.advice(name, [kind])
                fault(f"represented_by.{kind}", shown(name), f"the name of {article} {kind}", advice)
    for name in claim.represented_by.parameter:
        if not known.is_parameter(name):
            fault("represented_by.parameter", shown(name), "mechanism.parameter, such as flight.attempts")


def _check_status(claim: Claim, fault: _Report) -> None:
    if claim.status != "active" and not claim.status_date:
        fault("status_date", "nothing", f"the date since which it is {claim.status}")
    if claim.status == "superseded" and not claim.replaced_by:
        fault("replaced_by", "nothing", "the id of the claim that replaces it")
