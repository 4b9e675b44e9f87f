"""The ledger as its files have it: the shipped record and folders of the user's, checked by themselves and together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from legation.base import toml as documents
from legation.base.faults import Fault, Faults, Path_, UserError, as_written, nearest, shown
from legation.base.files import recover
from legation.base.toml import TomlFile
from legation.evidence import handling, roles
from legation.evidence.claim_files import read_claims
from legation.evidence.claims import LINKS, Claim
from legation.evidence.csv_tables import refuse
from legation.evidence.ledger import Ledger
from legation.evidence.sources import Outlet, Source, check_outlets, read_sources, with_custody
from legation.evidence.timeline import read_timeline


@dataclass
class _Files:
    """What has been read so far.

    claims   each with the file and the place in it
    known    the claims of a ledger that was checked before
    """

    known: dict[str, Claim]
    sources: dict[str, Source]
    outlets: dict[str, Outlet]
    claims: list[tuple[TomlFile, Path_, Claim]] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)

    def read(self, folder: Path, *, shipped: bool) -> None:
        """Read the files of a folder."""
        for document in _read_folder(folder, shipped, self.faults):
            if Path(document.name).name == "sources.toml":
                of_file = Faults()
                outlets, sources = read_sources(document, of_file)
                self.outlets |= outlets
                self.sources |= sources
                self.sources |= with_custody(document, self.sources, of_file)
                check_outlets(document, sources, self.outlets, of_file)
                # Where something unpublished comes from is as secret as what it says.
                self.faults += of_file if shipped else handling.concealed(of_file)
            else:
                self.claims += [(document, *read) for read in read_claims(document, self.faults, shipped=shipped)]

    def checked(self) -> dict[str, Claim]:
        """All claims by id, with what they say of one another and of sources checked."""
        claims = dict(self.known)
        for document, path, claim in self.claims:
            if claim.id in claims:
                self.faults.append(
                    document.fault((*path, "id"), shown(claim.id), "an id of its own", "Another claim has it.")
                )
            claims.setdefault(claim.id, claim)
        for document, path, claim in self.claims:
            of_claim = _loose_ends(claim, document, path, claims, self.sources)
            self.faults += of_claim if handling.is_public(claim.handling) else handling.concealed(of_claim)
        self.faults += roles.one_sided(self.claims)
        return claims


def read_ledger(records: Path, folders: Iterable[Path | str]) -> Ledger:
    """The ledger of a record with folders of the user's. Raises EvidenceError with every fault of every file."""
    files = _Files({}, {}, {})
    files.read(records, shipped=True)
    shipped = len(files.claims)
    for folder in folders:
        files.read(Path(folder), shipped=False)
    claims = files.checked()
    timeline = read_timeline(records / "timeline.csv", files.faults)
    refuse(files.faults)
    own = frozenset(claim.id for _, _, claim in files.claims[shipped:])
    return Ledger(claims, files.sources, files.outlets, timeline, own=own)


def joined(ledger: Ledger, folders: Iterable[Path | str]) -> Ledger | None:
    """A ledger that was checked before, with folders of the user's; None if anything is wrong beside it.

    What is wrong, `read_ledger` says in full: a fault may lie between a claim of the folder and one of the record.
    """
    files = _Files(ledger.claims, dict(ledger.sources), dict(ledger.outlets))
    for folder in folders:
        files.read(Path(folder), shipped=False)
    claims = files.checked()
    if files.faults or roles.both_sided(claims.values()):
        return None
    own = frozenset(set(claims) - set(ledger.claims))
    return Ledger(claims, files.sources, files.outlets, ledger.timeline, own=own)


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
