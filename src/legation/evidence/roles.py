"""Which claims are fitted and which are held back, decided by origin before any model was run.

A claim that is fitted and one that checks the fit must not go back to the same origin: the check would be a look in
the mirror. Three origins have claims on both sides all the same; each is listed here with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from legation.base.faults import Faults, Path_
from legation.base.toml import TomlFile
from legation.evidence import handling
from legation.evidence.claims import Claim

BOTH_SIDES = {
    "nis": "The service's count is the only yearly one. 2013 and 2014 are fitted; January to October 2015 is the only "
    "flow that can be forecast inside the visible record. A check on it tests the form, not the service.",
    "nk-2019-intv": "One officer carries the headcount, the income and the doubling of dues. The first two are the "
    "only numbers of their kind; the third is literally impossible and scored only as a rise.",
    "nk-2019-mss:a": "The outlet's own account of several desertions names no origin, so it falls to the article's, "
    "as does the lead about three agents, which is held back.",
}


def sides(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Origin -> the sides, fit and check, on which it has claims."""
    by_origin: dict[str, set[str]] = {}
    for claim in claims:
        if claim.is_scored:
            by_origin.setdefault(claim.upstream, set()).add(claim.role)
    return by_origin


def both_sided(claims: Iterable[Claim]) -> set[str]:
    """Origins with claims on both sides that are no listed exceptions."""
    return {origin for origin, where in sides(claims).items() if len(where) == 2} - BOTH_SIDES.keys()


def one_sided(read: list[tuple[TomlFile, Path_, Claim]]) -> Faults:
    """A fault for each checking claim whose origin is also fitted, unless it is a listed exception."""
    both = both_sided(claim for *_, claim in read)
    faults = Faults()
    for document, path, claim in read:
        if claim.role == "check" and claim.upstream in both:
            expected = "another role, as a fitted claim goes back to the same upstream"
            advice = f'Use "context", or give "{claim.upstream}" a reason among the exceptions in evidence/roles.py.'
            fault = [document.fault((*path, "role"), '"check"', expected, advice)]
            faults += fault if handling.is_public(claim.handling) else handling.concealed(fault)
    return faults
