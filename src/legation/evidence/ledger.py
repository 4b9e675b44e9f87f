"""The whole record, read and checked at once: claims, sources, outlets and timeline, with the ways between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.base.faults import EvidenceError, Fault, nearest, shown
from legation.evidence import grades, handling, stored_ledger
from legation.evidence.claims import LINKS, Claim
from legation.evidence.csv_tables import RECORDS
from legation.evidence.entries import Entry
from legation.evidence.grades import Information
from legation.evidence.sources import Outlet, Source

if TYPE_CHECKING:
    from legation.evidence.relations import Relations

# What the ledger is made of, each part by id.
PARTS = ("claims", "sources", "outlets", "timeline")


class Event(Entry):
    """A dated event of the timeline. `is_input` says whether the model may be told of it."""

    id: str
    day: date
    precision: str
    actor: str
    type: str
    instrument: str
    measure: str
    role: str
    relevance: str
    publisher: str
    url: str
    note: str

    @property
    def is_input(self) -> bool:
        return self.role == "input"


NOT_STATED = "not stated"  # how a source begins that does not say what it goes back to


@dataclass(frozen=True)
class Ledger:
    """The record as it was known on a day, or as it is now.

    claims, sources, outlets, timeline   by id
    as_of                                the day, None for now
    own                                  ids of the claims that come from folders of the user's
    """

    claims: dict[str, Claim]
    sources: dict[str, Source]
    outlets: dict[str, Outlet]
    timeline: dict[str, Event]
    as_of: date | None = None
    _related: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _information: dict[str, Information] = field(default_factory=dict, compare=False, repr=False)  # computed before
    own: frozenset[str] = frozenset()

    def claim(self, name: str) -> Claim:
        """The claim of that id. Raises EvidenceError with the nearest ids."""
        if name not in self.claims:
            raise EvidenceError(Fault("claim", shown(name), "the id of a claim", nearest(name, self.public_ids())))
        return self.claims[name]

    def public(self) -> Ledger:
        """What of it may leave this machine: public claims and their sources, graded as if there were no others."""
        known = set(self.public_ids())
        claims = {name: _without_links(self.claims[name], known) for name in self.claims if name in known}
        named = {claim.source for claim in claims.values()}
        sources = {name: source for name, source in self.sources.items() if name in named}
        related = _both_ways(claims, "related")
        return Ledger(claims, sources, self.outlets, self.timeline, self.as_of, related, own=self.own & set(claims))

    def without_outlets(self, outlets: Collection[str]) -> Ledger:
        """The same without the claims of these outlets, given by id."""
        kept = {name: claim for name, claim in self.claims.items() if self.sources[claim.source].outlet not in outlets}
        related = _both_ways(kept, "related")
        return Ledger(kept, self.sources, self.outlets, self.timeline, self.as_of, related, own=self.own & set(kept))

    def public_ids(self) -> list[str]:
        return [name for name, claim in self.claims.items() if handling.is_public(claim.handling)]

    def gaps(self) -> list[Claim]:
        """Claims that nothing in the program represents, whether or not the reason is given."""
        return [claim for claim in self.claims.values() if not claim.represented_by]

    def with_role(self, *wanted: str) -> list[Claim]:
        return [claim for claim in self.claims.values() if claim.role in wanted]

    def about(self, observable: str) -> list[Claim]:
        """Claims that point to an observable."""
        return [claim for claim in self.claims.values() if observable in claim.represented_by.observable]

    @property
    def upstreams(self) -> dict[str, list[str]]:
        """Upstream -> ids of the claims that go back to it, speakers without a name each for themselves."""
        by_upstream: dict[str, list[str]] = {}
        for claim in self.claims.values():
            by_upstream.setdefault(claim.upstream, []).append(claim.id)
        return by_upstream

    @cached_property
    def relations(self) -> Relations:
        """What claims say of one another, computed: id -> id -> relation, both ways."""
        from legation.evidence.relations import Relations
        from legation.evidence.series import rates_by_year

        return Relations(self.claims.values(), rates_by_year())

    def _others(self, name: str, wanted: str) -> tuple[str, ...]:
        of_claim = self.relations.get(name, {})
        return tuple(sorted(other for other, standing in of_claim.items() if standing.relation.name == wanted))

    @property
    def conflicts(self) -> list[tuple[str, str]]:
        """Pairs of claims that cannot both be literally true, each once."""
        return sorted((name, other) for name in self.relations for other in self.conflicts_of(name) if name < other)

    def agreements(self, name: str) -> tuple[str, ...]:
        """Ids of the claims that say the same as one."""
        return self._others(name, "SAME")

    def conflicts_of(self, name: str) -> tuple[str, ...]:
        """Ids of the claims that say otherwise."""
        return self._others(name, "CONFLICT")

    def changed_from(self, name: str) -> tuple[str, ...]:
        """Ids of the claims that give another value mostly of another time: it may have changed in between."""
        return self._others(name, "CHANGED")

    def fitting(self, name: str) -> tuple[str, ...]:
        """Ids of the claims of the same proposition that neither say the same nor otherwise."""
        return self._others(name, "FITS")

    def related(self, name: str) -> tuple[str, ...]:
        """Ids of claims that somebody has put beside one, whichever of them names the other. They support nothing."""
        return self._related.get(name, ())

    def origins(self, names: Iterable[str]) -> set[str]:
        """The independent origins that these claims have at least; speakers whom only a letter tells apart are one.

        Where a report doesn't say what it goes back to, that may be any other origin of the same outlet. So all such
        reports of an outlet are one origin together, and none beside an origin of this outlet that is known.
        """
        claims = [self.claims[name] for name in names]
        known = {claim.origin for claim in claims if not self.is_origin_unknown(claim)}
        heard = {self.sources[claim.source].outlet for claim in claims if not self.is_origin_unknown(claim)}
        unknown = {self.sources[claim.source].outlet for claim in claims if self.is_origin_unknown(claim)}
        return known | {f"{outlet}: not known" for outlet in unknown - heard}

    def is_origin_unknown(self, claim: Claim) -> bool:
        """Whether nobody has said what a report goes back to, so that it stands for its own origin."""
        return claim.upstream == claim.source and self.sources[claim.source].upstream_of_record.startswith(NOT_STATED)

    def origins_at_most(self, names: Iterable[str]) -> set[str]:
        """The origins that these claims go back to if each report that names none has one of its own."""
        return {self.claims[name].origin for name in names}

    def information(self, name: str) -> Information:
        """How many origins say what a claim says, and how many say otherwise.

        Two speakers of one article don't support one another, but where they disagree, that counts.
        """
        claim = self.claim(name)
        if name in self._information:
            return self._information[name]
        from legation.evidence.propositions import proposition
        from legation.evidence.series import rates_by_year

        said = proposition(claim, rates_by_year())
        if isinstance(said, str):
            return Information(1, 0, said)
        if claim.derived_from:
            return Information(1, 0, "it is worked out from other claims")
        agreeing = self.origins([*self.agreements(name), name])
        conflicting = self.origins(
            other for other in self.conflicts_of(name) if self.claims[other].upstream != claim.upstream
        )
        return Information(len(agreeing), len(conflicting))

    def information_grade(self, name: str) -> int:
        """1 to 6, from independent origins and conflicts. Shown, never used in fitting."""
        return self.information(name).digit

    def grade(self, name: str) -> str:
        """The grades in one word, such as F/B-3."""
        claim = self.claim(name)
        outlet = self.outlets[self.sources[claim.source].outlet]
        return grades.grade(claim.source_grade, outlet.grade, self.information_grade(name))

    def grade_words(self, name: str) -> dict[str, str]:
        """What the grades of a claim say, by what they grade: source, outlet, information."""
        claim = self.claim(name)
        outlet = self.outlets[self.sources[claim.source].outlet]
        return grades.grade_words(claim.source_grade, outlet.grade, self.information_grade(name))

    def represented(self) -> dict[str, list[str]]:
        """From what represents claims back to them: `mechanism trade` -> ids."""
        by_name: dict[str, list[str]] = {}
        for claim in self.claims.values():
            for kind in ("mechanism", "parameter", "input", "observable"):
                for name in getattr(claim.represented_by, kind):
                    by_name.setdefault(f"{kind} {name}", []).append(claim.id)
        return by_name


def load_ledger(*, as_of: date | None = None, folders: Iterable[Path | str] = (), records: Path = RECORDS) -> Ledger:
    """The shipped ledger, with the claims of the folders that the user names.

    as_of    only what was published by that day
    folders  each may hold sources.toml and any number of claim files; their claims are embargoed unless marked
    Raises   EvidenceError with every fault of every file.
    """
    folders = tuple(folders)
    if records != RECORDS:
        from legation.evidence.ledger_files import read_ledger

        return _as_of(read_ledger(records, folders), as_of)
    return _as_of(_with_folders(folders) if folders else _shipped(), as_of)


@lru_cache(maxsize=1)
def _shipped() -> Ledger:
    """The shipped ledger alone, read once: commands ask for it in several places, and nothing can change it."""
    return _stored() or _read_and_stored()


def _stored() -> Ledger | None:
    """The shipped ledger as it was stored before, if it was."""
    parts = stored_ledger.stored_parts()
    if parts is None:
        return None
    claims, sources, outlets, timeline = (parts[name] for name in PARTS)
    information = {name: Information(*values) for name, values in parts["information"].items()}
    return Ledger(claims, sources, outlets, timeline, None, _both_ways(claims, "related"), information)


def _read_and_stored() -> Ledger:
    """The shipped ledger from its files, and stored for the next time."""
    from legation.evidence.ledger_files import read_ledger

    ledger = _as_of(read_ledger(RECORDS, ()), None)
    information = {name: ledger.information(name) for name in ledger.claims}
    stored_ledger.store_parts({name: getattr(ledger, name) for name in PARTS} | {"information": information})
    return ledger


def _with_folders(folders: tuple[Path | str, ...]) -> Ledger:
    """The shipped ledger with the folders of a user, which are read anew each time and never kept."""
    from legation.evidence.ledger_files import joined, read_ledger

    return joined(_shipped(), folders) or read_ledger(RECORDS, folders)


def _as_of(ledger: Ledger, day: date | None) -> Ledger:
    """The ledger cut to what was published by `day`, with the ways between claims completed in both directions."""
    if day is None and ledger._related:
        return ledger
    known = {
        name: claim
        for name, claim in ledger.claims.items()
        if day is None or ledger.sources[claim.source].published.last <= day
    }
    timeline = {name: event for name, event in ledger.timeline.items() if day is None or event.day <= day}
    return Ledger(
        known,
        ledger.sources,
        ledger.outlets,
        timeline,
        day,
        _both_ways(known, "related"),
        own=ledger.own & set(known),
    )


def _without_links(claim: Claim, known: set[str]) -> Claim:
    """The claim without the ids of claims that are not known."""
    linked = {name: getattr(claim, name) for name in LINKS}
    change: dict[str, Any] = {
        name: [other for other in others if other in known] for name, others in linked.items() if set(others) - known
    }
    if claim.replaced_by and claim.replaced_by not in known:
        change["replaced_by"] = ""
    return replace(claim, **change) if change else claim


def _both_ways(claims: dict[str, Claim], name: str) -> dict[str, tuple[str, ...]]:
    linked: dict[str, set[str]] = {}
    for claim in claims.values():
        for other in getattr(claim, name):
            if other in claims:
                linked.setdefault(claim.id, set()).add(other)
                linked.setdefault(other, set()).add(claim.id)
    return {name: tuple(sorted(others)) for name, others in linked.items()}
