"""Which sources a user keeps files of, and recording it in a folder of the user's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults, folders_of, open_ledger
from legation.base.faults import EvidenceError, Fault, Faults, UserError, as_written
from legation.base.refusals import refusal, refusing
from legation.evidence import custody as custodies
from legation.evidence import handling, workspace
from legation.evidence.captures import chunks, read_capture
from legation.evidence.custody import CustodyReport
from legation.evidence.ledger import Ledger
from legation.evidence.sources import Custody

CUSTODY_STATES = custodies.STATES  # what may become of a source, the worst first, those without a file last
Watch = Callable[[int], AbstractContextManager[Callable[[], object]]]


@dataclass(frozen=True)
class CustodyAnswer:
    """What is kept of the sources of a ledger.

    folder    that was looked through
    report    source by source, and the files that belong to none
    unread    files that could not be read, with why
    offers    what may be recorded, and was not before
    recorded  ids of the sources of which it was written; empty if nothing was
    into      the file that was written; None if none was
    handling  what must stand on it if it names sources of claims that are not public; else empty
    """

    folder: Path
    report: CustodyReport
    unread: dict[str, str]
    offers: list[Custody]
    recorded: list[str]
    into: Path | None
    handling: str

    @property
    def files(self) -> int:
        return len({match.capture.name for kept in self.report.sources for match in kept.matches}) + len(
            self.report.unmatched
        )

    def as_toml(self, most: int | None = None) -> str:
        """The lines that record what is offered, for the sources.toml of a folder of the user's; the first `most`."""
        return custodies.as_toml(self.offers[:most])

    def as_csv(self, most: int | None = None) -> str:
        """The same as rows of a table."""
        return custodies.as_csv(self.offers[:most])

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "folder": as_written(self.folder),
            "sources": [
                {
                    "id": kept.source.id,
                    "state": kept.state,
                    "recorded": kept.source.sha256 or None,
                    "files": [
                        {"file": match.capture.name, "how": match.how, "sha256": match.capture.sha256,
                         "captured": match.captured or None}
                        for match in kept.matches
                    ],
                }
                for kept in self.report.sources
            ],
            "unmatched": [{"file": capture.name, "sha256": capture.sha256} for capture in self.report.unmatched],
            "unread": self.unread,
            "offers": [asdict(entry) for entry in self.offers],
            "recorded": self.recorded,
            **({"handling": self.handling} if self.handling else {}),
        }  # fmt: skip


def custody(
    folder: Path | str,
    *,
    write: bool = False,
    watch: Watch | None = None,
    folders: Iterable[Path | str] = (),
) -> CustodyAnswer:
    """Match the files in a folder, and in folders below, with the sources of the ledger. Nothing opens the network.

    write    record the hash and the time of capture of each source that has one file and no hash yet, in the
             sources.toml of the user's folder, of which exactly one must be named
    watch    lends, for a number of steps, what is called after each step of reading
    folders  of the user's
    Raises   EvidenceError, UserError
    """
    place = Path(folder)
    own = folders_of(folders)
    if write and len(own) != 1:
        found = "no folder of yours" if not own else f"{len(own)} folders of yours"
        raise EvidenceError(Fault("write", found, "one folder to write into", "Name it with --folder."))
    paths, (ledger, *_) = collect_faults(lambda: _files(place), lambda: open_ledger(None, own))
    steps = sum(chunks(path.stat().st_size) for path in paths.values())
    captures, unread = [], {}
    with (watch or _unwatched)(steps) as advance:
        for name, path in paths.items():
            try:
                captures.append(read_capture(path, name, advance))
            except OSError as problem:
                unread[name] = refusal(problem, path, "file").found
    unread |= {capture.name: capture.unread for capture in captures if capture.unread}
    report = custodies.match_captures(ledger.sources.values(), captures)
    recorded = _record(own[0], report.offers) if write and report.offers else []
    into = own[0] / workspace.SOURCES if recorded else None
    return CustodyAnswer(place, report, unread, report.offers, recorded, into, _note(ledger, report))


@contextmanager
def _unwatched(_steps: int) -> Iterator[Callable[[], None]]:
    yield lambda: None


def _files(place: Path) -> dict[str, Path]:
    """The files of a folder and of those below by their names; links and what is hidden are left out."""
    if not place.is_dir():
        found = "a file" if place.exists() else "no such folder"
        raise UserError(Fault("folder", found, "a folder with the files that you keep", file=as_written(place)))
    listed: dict[str, Path] = {}
    faults = Faults()

    def refused(problem: OSError) -> None:
        faults.append(refusal(problem, place, "folder"))

    with refusing(place, "folder"):
        for root, below, names in os.walk(place, onerror=refused):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                path = Path(root, name)
                if not name.startswith(".") and path.is_file() and not path.is_symlink():
                    listed[path.relative_to(place).as_posix()] = path
    faults.refuse()
    return listed


def _record(folder: Path, offers: list[Custody]) -> list[str]:
    with workspace.edited(folder, [workspace.SOURCES]) as copy:
        recorded = workspace.record_custody(copy, offers)
        workspace.check_folder(copy, folder)
        return recorded


def _note(ledger: Ledger, report: CustodyReport) -> str:
    """What must stand on an answer that names a source of claims that are not public."""
    named = {kept.source.id for kept in report.sources}
    public = ledger.public().sources
    return handling.note(
        claim for claim in ledger.claims.values() if claim.source in named and claim.source not in public
    )
