"""The whole record, read and checked at once: claims, sources, outlets and timeline, with the ways between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from legation.base import dates
from legation.base import toml as documents
from legation.base.faults import EvidenceError, Fault, Faults, Path_, UserError, as_written, nearest, shown
from legation.base.files import recover
from legation.base.toml import TomlFile
from legation.evidence import grades, handling, roles
from legation.evidence.claim_files import read_claims
from legation.evidence.claims import LINKS, Claim
from legation.evidence.csv_tables import RECORDS, CsvRow, read_table, refuse, unique
from legation.evidence.grades import Information
from legation.evidence.propositions import Relation, Standing, proposition, relations
from legation.evidence.series import rates_by_year
from legation.evidence.sources import Outlet, Source, check_outlets, read_sources
from legation.evidence.vocabulary import OUTCOMES

TIMELINE_COLUMNS = (
    "id",
    "date",
    "date_precision",
    "actor",
    "type",
    "instrument",
    "measure",
    "role",
    "model_relevance",
    "publisher",
    "url",
    "credibility",
    "note",
)
OUTSIDE = (
    "un_sanction",
    "un_deadline",
    "un_monitoring",
    "rok_sanction",
    "us_enforcement",
    "china_trade",
    "china_firms",
    "china_visa",
    "bank_enforcement",
    "border",
    "political_shock",
    "dprk_purge",
    "dprk_missions",
)
PRECISIONS = ("day", "week", "decade of month", "month", "quarter")


@dataclass(frozen=True)
class Event:
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


@dataclass(frozen=True)
class Ledger:
    """The record as it was known on a day, or as it is now.

    claims, sources, outlets, timeline   by id
    as_of                                the day, None for now
    """

    claims: dict[str, Claim]
    sources: dict[str, Source]
    outlets: dict[str, Outlet]
    timeline: dict[str, Event]
    as_of: date | None = None
    _related: dict[str, tuple[str, ...]] = field(default_factory=dict)

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
        return Ledger(claims, sources, self.outlets, self.timeline, self.as_of, _both_ways(claims, "related"))

    def public_ids(self) -> list[str]:
        return [name for name, claim in self.claims.items() if handling.is_public(claim.handling)]

    def search(self, words: str) -> list[Claim]:
        """Claims that hold every one of the words, in id, paraphrase, place, unit, note or what represents them."""
        wanted = words.lower().split()
        return [claim for claim in self.claims.values() if all(word in _text(claim) for word in wanted)]

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
        """Origin -> ids of the claims that go back to it."""
        by_upstream: dict[str, list[str]] = {}
        for claim in self.claims.values():
            by_upstream.setdefault(claim.upstream, []).append(claim.id)
        return by_upstream

    @cached_property
    def relations(self) -> dict[str, dict[str, Standing]]:
        """What claims say of one another, computed: id -> id -> relation, both ways."""
        return relations(self.claims.values(), rates_by_year())

    def _others(self, name: str, wanted: Relation) -> tuple[str, ...]:
        of_claim = self.relations.get(name, {})
        return tuple(sorted(other for other, standing in of_claim.items() if standing.relation is wanted))

    @property
    def conflicts(self) -> list[tuple[str, str]]:
        """Pairs of claims that cannot both be literally true, each once."""
        return sorted((name, other) for name in self.relations for other in self.conflicts_of(name) if name < other)

    def agreements(self, name: str) -> tuple[str, ...]:
        """Ids of the claims that say the same as one."""
        return self._others(name, Relation.SAME)

    def conflicts_of(self, name: str) -> tuple[str, ...]:
        """Ids of the claims that say otherwise."""
        return self._others(name, Relation.CONFLICT)

    def fitting(self, name: str) -> tuple[str, ...]:
        """Ids of the claims of the same proposition that neither say the same nor otherwise."""
        return self._others(name, Relation.FITS)

    def related(self, name: str) -> tuple[str, ...]:
        """Ids of claims that somebody has put beside one, whichever of them names the other. They support nothing."""
        return self._related.get(name, ())

    def origins(self, names: Iterable[str]) -> set[str]:
        """The origins that these claims go back to."""
        return {self.claims[name].upstream for name in names}

    def information(self, name: str) -> Information:
        """How many origins say what a claim says, and how many say otherwise."""
        claim = self.claim(name)
        said = proposition(claim, rates_by_year())
        if isinstance(said, str):
            return Information(1, 0, said)
        if claim.derived_from:
            return Information(1, 0, "it is worked out from other claims")
        agreeing = self.origins(self.agreements(name)) | {claim.upstream}
        conflicting = self.origins(self.conflicts_of(name)) - {claim.upstream}
        return Information(len(agreeing), len(conflicting))

    def information_grade(self, name: str) -> int:
        """1 to 6, from independent origins and conflicts. Shown, never used in fitting."""
        return self.information(name).digit

    def grade(self, name: str) -> str:
        """The grades in one word, such as F/B-3."""
        claim = self.claim(name)
        outlet = self.outlets[self.sources[claim.source].outlet]
        return grades.grade(claim.source_grade, outlet.grade, self.information_grade(name))

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
    return _as_of(_shipped() if records == RECORDS and not folders else _read(records, folders), as_of)


@lru_cache(maxsize=1)
def _shipped() -> Ledger:
    """The shipped ledger alone, read once: commands ask for it in several places, and nothing can change it."""
    return _read(RECORDS, ())


def _read(records: Path, folders: tuple[Path | str, ...]) -> Ledger:
    faults = Faults()
    claims_read: list[tuple[TomlFile, Path_, Claim]] = []
    outlets: dict[str, Outlet] = {}
    sources: dict[str, Source] = {}
    for folder, shipped in [(records, True), *((Path(folder), False) for folder in folders)]:
        for document in _read_folder(folder, shipped, faults):
            if Path(document.name).name == "sources.toml":
                of_file = Faults()
                new_outlets, new_sources = read_sources(document, of_file)
                outlets |= new_outlets
                sources |= new_sources
                check_outlets(document, new_sources, outlets, of_file)
                # Where something unpublished comes from is as secret as what it says.
                faults += of_file if shipped else handling.concealed(of_file)
            else:
                claims_read += [(document, *read) for read in read_claims(document, faults, shipped=shipped)]
    claims = _gather(claims_read, sources, faults)
    faults += roles.one_sided(claims_read)
    timeline = read_timeline(records / "timeline.csv", faults)
    refuse(faults)
    return Ledger(claims, sources, outlets, timeline)


def read_timeline(path: Path, faults: Faults) -> dict[str, Event]:
    """The events of the timeline by id."""
    rows = read_table(path, TIMELINE_COLUMNS, faults)
    unique(rows, "id", faults)
    return {row["id"]: event for row in rows if (event := _event(row, faults))}


def _event(row: CsvRow, faults: Faults) -> Event | None:
    when = row.parsed("date", dates.parse_date, "a day such as 2019-04-04", faults)
    row.one_of("date_precision", PRECISIONS, faults)
    kind = row.one_of("type", (*OUTSIDE, *OUTCOMES), faults)
    role = row.one_of("role", ("input", "fit", "check", "context"), faults)
    if role == "input" and kind in OUTCOMES:
        faults.append(
            row.fault("role", f"fit, check or context, as {kind} is an outcome", "An input is not an outcome.")
        )
    if when is None:
        return None
    return Event(
        row["id"],
        when.first,
        row["date_precision"],
        row["actor"],
        kind,
        row["instrument"],
        row["measure"],
        role,
        row["model_relevance"],
        row["publisher"],
        row["url"],
        row["note"],
    )


def _read_folder(folder: Path, shipped: bool, faults: Faults) -> list[TomlFile]:
    """The TOML files of a folder, sources first. A file that cannot be read is a fault like any other."""
    if not folder.is_dir():
        faults.append(Fault("folder", "no such folder", "a folder with claims in TOML", file=as_written(folder)))
        return []
    if not shipped:
        with faults.collecting():
            recover(folder)
    claim_files = sorted((folder / "claims").glob("*.toml") if shipped else folder.glob("*.toml"))
    paths = [folder / "sources.toml"] if (folder / "sources.toml").exists() else []
    documents_read = []
    for path in paths + [path for path in claim_files if path.name != "sources.toml"]:
        try:
            documents_read.append(documents.read_toml(path))
        except UserError as problem:
            # A line of a file that is not public must not be repeated in a message.
            faults += problem.faults if shipped else handling.concealed(problem.faults)
    return documents_read


def _gather(read: list[tuple[TomlFile, Path_, Claim]], sources: dict[str, Source], faults: Faults) -> dict[str, Claim]:
    """Claims by id, with what they say of other claims and of sources checked."""
    claims: dict[str, Claim] = {}
    for document, path, claim in read:
        if claim.id in claims:
            faults.append(document.fault((*path, "id"), shown(claim.id), "an id of its own", "Another claim has it."))
        claims.setdefault(claim.id, claim)
    for document, path, claim in read:
        of_claim = _loose_ends(claim, document, path, claims, sources)
        faults += of_claim if handling.is_public(claim.handling) else handling.concealed(of_claim)
    return claims


def _loose_ends(
    claim: Claim, document: TomlFile, path: Path_, claims: dict[str, Claim], sources: dict[str, Source]
) -> Sequence[Fault]:
    """The names in a claim that lead nowhere. Names of claims that are not public are not offered as advice."""
    loose = []

    def near(name: str) -> str:
        return nearest(name, [known for known, claim in claims.items() if handling.is_public(claim.handling)])

    if claim.source not in sources:
        advice = nearest(claim.source, sources)
        loose.append(document.fault((*path, "source"), shown(claim.source), "the id of a source", advice))
    for name in LINKS:
        for other in getattr(claim, name):
            if other not in claims or other == claim.id:
                loose.append(document.fault((*path, name), shown(other), "the id of another claim", near(other)))
    if claim.replaced_by and claim.replaced_by not in claims:
        expected, advice = "the id of a claim", near(claim.replaced_by)
        loose.append(document.fault((*path, "replaced_by"), shown(claim.replaced_by), expected, advice))
    return loose


def _as_of(ledger: Ledger, day: date | None) -> Ledger:
    """The ledger cut to what was published by `day`, with the ways between claims completed in both directions."""
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


def _text(claim: Claim) -> str:
    represents = claim.represented_by
    parts = (
        claim.id,
        claim.paraphrase,
        claim.place,
        claim.place_named,
        claim.unit,
        claim.note,
        claim.key_term,
        claim.role,
        *represents.mechanism,
        *represents.parameter,
        *represents.input,
        *represents.observable,
    )
    return " ".join(parts).lower()
