"""Which sources somebody keeps a file of: by its digest, by the addresses inside an archive, or by the file's name.

A digest that was recorded decides. Without one, a file is offered for a source if an archive of the web holds the
source's address, or if the file's name holds the source's id.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from legation.base.toml import written
from legation.evidence.captures import Capture, comparable
from legation.evidence.entries import fields_of
from legation.evidence.sources import Custody, Source

# What becomes of a source.
KEPT, DIFFERS, LOST = "kept, and its hash agrees", "a file that differs from the recorded hash", "recorded, and no file"
OFFERED, SEVERAL, NO_FILE = "a file, and no hash recorded", "several files, and no hash recorded", "no file"
STATES = (DIFFERS, KEPT, OFFERED, SEVERAL, LOST, NO_FILE)
BY_ADDRESS, BY_NAME = "by its address", "by its name"


class FileMatch(NamedTuple):
    """A file that seems to be of a source, and how that was found.

    captured  when it was made, if the file says so
    """

    capture: Capture
    how: str
    captured: str


class SourceCustody(NamedTuple):
    """A source with what is kept of it."""

    source: Source
    state: str
    matches: Sequence[FileMatch]

    @property
    def offer(self) -> Custody | None:
        """What may be recorded of it, if one file alone is there and nothing is recorded yet."""
        if self.state != OFFERED:
            return None
        (match,) = self.matches
        return Custody(source=self.source.id, sha256=match.capture.sha256, captured=match.captured)


class CustodyReport(NamedTuple):
    """All sources with what is kept of each, and the files that belong to none."""

    sources: list[SourceCustody]
    unmatched: list[Capture]

    def in_state(self, state: str) -> list[SourceCustody]:
        return [kept for kept in self.sources if kept.state == state]

    @property
    def offers(self) -> list[Custody]:
        return [kept.offer for kept in self.sources if kept.offer]


def match_captures(sources: Iterable[Source], captures: Sequence[Capture]) -> CustodyReport:
    """Set files beside sources."""
    sources = list(sources)
    by_address: dict[str, list[Source]] = {}
    for source in sources:
        for address in source.addresses:
            by_address.setdefault(comparable(address), []).append(source)
    matches: dict[str, dict[str, FileMatch]] = {source.id: {} for source in sources}
    named = _NamedIn(matches)
    for capture in captures:
        for name in named.ids(capture.name):
            matches[name][capture.name] = FileMatch(capture, BY_NAME, "")
        for address in capture.pages.keys() & by_address.keys():
            for source in by_address[address]:
                # What the archive itself says outweighs the name of its file.
                matches[source.id][capture.name] = FileMatch(capture, BY_ADDRESS, capture.pages[address].captured)
    by_digest = {capture.sha256: capture for capture in captures}
    rows = [_of_source(source, list(matches[source.id].values()), by_digest) for source in sources]
    used = {match.capture.name for row in rows for match in row.matches}
    return CustodyReport(rows, [capture for capture in captures if capture.name not in used])


def _of_source(source: Source, matches: list[FileMatch], by_digest: Mapping[str, Capture]) -> SourceCustody:
    if source.sha256:
        if capture := by_digest.get(source.sha256):
            known = [match for match in matches if match.capture is capture]
            return SourceCustody(source, KEPT, known or [FileMatch(capture, "by its hash", "")])
        return SourceCustody(source, DIFFERS if matches else LOST, matches)
    best = [match for match in matches if match.how == BY_ADDRESS] or matches
    # Files with the same bytes are one file under several names.
    several = len({match.capture.sha256 for match in best}) > 1
    state = SEVERAL if several else OFFERED if best else NO_FILE
    return SourceCustody(source, state, best if several else best[:1])


class _NamedIn:
    """Finds the ids of sources in the names of files: the longest where one begins like another."""

    def __init__(self, ids: Iterable[str]) -> None:
        longest_first = sorted(ids, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])") if words else None

    def ids(self, name: str) -> set[str]:
        return set(self._pattern.findall(name.lower())) if self._pattern else set()


def as_toml(kept: Iterable[Custody]) -> str:
    """Custody as the lines that a user's sources.toml holds."""
    return "".join(
        "\n[[custody]]\n" + "".join(f"{field} = {written(text)}\n" for field, text in _fields(entry).items())
        for entry in kept
    )


def as_csv(kept: Iterable[Custody]) -> str:
    """The same as rows for a table of one's own, by the names of the columns of the sheet Sources."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("source_id", "sha256", "captured", "archived"))
    writer.writerows((entry.source, entry.sha256, entry.captured, entry.archived) for entry in kept)
    return stream.getvalue()


def _fields(entry: Custody) -> dict[str, str]:
    fields = {field: getattr(entry, field) for field in fields_of(Custody)}
    return {field: text for field, text in fields.items() if text}
