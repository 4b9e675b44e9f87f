"""Where rows come from: sources made of what the rows of a sheet say themselves, and the origin of each claim.

A sheet of somebody's own seldom has ids of sources. Its rows name a newspaper, an address or a witness, or nobody: then
they are the user's own findings. What several rows say alike is one source, and so it is in files read before.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from legation.base.faults import Fault, Faults, Path_
from legation.evidence.importing.columns import OF_SOURCE
from legation.evidence.importing.spreadsheets import Sheet
from legation.evidence.ledger import Ledger
from legation.evidence.records import read_record
from legation.evidence.sources import UNPUBLISHED, Outlet, Source, check_links

OWN = "own findings"
BASIS = "As the sheet of the rows says."
UNGRADED = "Not graded when it was brought in."
MOST_OF_ORIGIN = 80  # characters that `upstream` holds
_SCRIPTS = {"HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "CYRILLIC": "ru"}


class NamedSource(NamedTuple):
    """What a row says of its source. Where it says nothing, the row is a finding of the user's own."""

    publisher: str
    url: str = ""
    published: str = ""


class RowSources:
    """Finds the sources that rows name, and makes those that nobody has made before.

    sources, outlets  those made, by id
    """

    def __init__(self, ledger: Ledger, listed: dict[str, Source], outlets: dict[str, Outlet], today: date) -> None:
        self.known = ledger.sources | listed
        self.known_outlets = ledger.outlets | outlets
        self.today = today
        self.sources: dict[str, Source] = {}
        self.outlets: dict[str, Outlet] = {}
        self._free_sources = _FreeNames(self.known)
        self._free_outlets = _FreeNames(self.known_outlets)
        self._by_name = {outlet.name.casefold(): outlet.id for outlet in reversed(self.known_outlets.values())}
        self._by_address: dict[str, str] = {}
        self._made: dict[tuple[str, str], str] = {}  # publisher and day of sources without an address -> id
        for source in self.known.values():
            self._remember(source)

    def _remember(self, source: Source) -> None:
        for address in source.addresses:
            self._by_address.setdefault(address, source.id)
        if not source.url_seen and source.published_basis in (BASIS, UNPUBLISHED):
            published = str(source.published) if source.published_basis == BASIS else ""
            self._made.setdefault((source.publisher.casefold(), published), source.id)

    def read(self, of_source: dict[str, str], published: str, data: dict[str, Any]) -> NamedSource | str:
        """What a row says of its source: the id of a known one, or a source by its name. Fills in the speaker."""
        name, publisher, url = (of_source.get(field, "") for field in ("name", "publisher", "url"))
        if name.lower() in self.known:
            return name.lower()
        if re.match("https?://", name):
            name, url = "", url or name
        if publisher and name:
            data.setdefault("said_by", name)
        if not (publisher or name or url) and str(data.get("said_by", "")).casefold() in self._by_name:
            publisher = str(data["said_by"])  # An outlet that the ledger knows told it.
        return NamedSource(publisher or name or (_site(url) if url else OWN), url, published)

    def source_of(
        self, named: NamedSource, data: Mapping[str, Any], sheet: Sheet, position: int, faults: Faults
    ) -> Source | None:
        """The source that a row names; None, with its faults, if it can't be one.

        data  the fields of the row, whose text tells the language by its script if the row doesn't say it
        """
        name = self._by_address.get(named.url) if named.url else None
        name = name or (None if named.url else self._made.get((named.publisher.casefold(), named.published)))
        if name:
            return self.sources.get(name) or self.known[name]
        outlet = self._outlet_of(named.publisher, sheet, position, faults)
        written = data.get("language") or language_of(f"{named.publisher} {data.get('paraphrase', '')}")
        fields = {
            "id": self._free_id(named), "outlet": outlet, "publisher": named.publisher,
            "publisher_original": named.publisher, "url_seen": named.url,
            "url_kind": "original" if named.url else "none", "published": named.published or self.today.isoformat(),
            "published_basis": BASIS if named.published else UNPUBLISHED, "upstream_of_record": "not stated",
            "language_original": written, "language_seen": written,
            "type": "unpublished" if named.publisher == OWN else "not_stated",
        }  # fmt: skip
        origin, of_source = _RowOrigin(sheet, position), Faults()
        source = read_record(Source, fields, origin, (), of_source)
        if source:
            check_links(source, origin, position, of_source)
        # A name stands in several fields of a source, and in one cell.
        faults += {fault.field: fault for fault in reversed(of_source)}.values()
        if not source or of_source:
            return None
        self.sources[source.id] = source
        self._remember(source)
        return source

    def origin_of(self, source: Source, said_by: str, place: str = "") -> str:
        """Where a claim comes from that does not say it: an article is one origin, and so is a witness.

        Of a source that was made from rows, has no address and is no known outlet's, all rows go back to whom it
        names, whatever their day, and to the speaker. "Interview" names nobody: each such row is a voice of its own.

        place  of the row
        """
        is_made = not source.url_seen and source.published_basis in (BASIS, UNPUBLISHED)
        outlet = self.outlets.get(source.outlet) or self.known_outlets[source.outlet]
        if not is_made or outlet.grade_basis != UNGRADED:
            return source.id
        if place and is_unnamed_voice(said_by):
            return origin_words(f"{source.publisher}, {place}: {said_by}")
        return origin_words(f"{source.publisher}: {said_by}" if said_by else source.publisher)

    def _outlet_of(self, publisher: str, sheet: Sheet, position: int, faults: Faults) -> str:
        if known := self._by_name.get(publisher.casefold()):
            return known
        data = {"id": self._free_outlets.next(slug(publisher)), "name": publisher, **ungraded(self.today), "grade": "F"}
        outlet = read_record(Outlet, data, _RowOrigin(sheet, position), (), Faults())  # The source has the same faults.
        if outlet:
            self.outlets[outlet.id] = outlet
            self._by_name[publisher.casefold()] = outlet.id
        return str(data["id"])

    def _free_id(self, named: NamedSource) -> str:
        day = re.sub(r"[^0-9a-z]+", "-", named.published)
        return self._free_sources.next(f"{slug(named.publisher)}-{day}".strip("-"))


UNNAMED_VOICES = (
    "name no speaker, such as interview. Each is taken for a voice of its own, and one row for one voice, even where "
    "it says two interviews. Give rows of one person the same code in a column `upstream`."
)
_UNNAMED = re.compile(
    r"(?:(?:an?|one|two|three|four|five|several|own|our|anonymous|unnamed|confidential|\d+) )*"
    r"(?:interview|testimony|testimonie|witnesse?|source|informant|interviewee|conversation)s?"
    r"(?:[,;( ]+(?:internal|confidential|embargoed|anonymous|unnamed|by phone|by telephone|in person)\)?)*"
)


def is_unnamed_voice(said_by: str) -> bool:
    """Whether a cell says only that somebody told it: `interview`, `two interviews`, `interview, internal`."""
    return bool(_UNNAMED.fullmatch(" ".join(said_by.lower().split())))


class _RowOrigin:
    """Places a fault of a source that a row names at the cell of the row that names it."""

    def __init__(self, sheet: Sheet, position: int) -> None:
        self.sheet, self.row = sheet, sheet.rows[position]

    def fault(self, path: Path_, found: str, expected: str, advice: str = "") -> Fault:
        column = {"url_seen": "link", "published": "published"}.get(str(path[-1]), "")
        named = [each.name for each in OF_SOURCE if not self.row.cell(each.name).is_empty]
        if column not in named and column != "published":
            column = next(iter(named), "source_id")
        return self.sheet.row_fault(self.row, column, found, expected, advice)


def ungraded(today: date) -> dict[str, str]:
    """The fields that grade what nobody has graded."""
    return {"graded_on": today.isoformat(), "grade_basis": UNGRADED}


def origin_words(text: str) -> str:
    """The name of an origin as it is compared with others: whatever its capitals and spaces."""
    return " ".join(text.split()).casefold()[:MOST_OF_ORIGIN]


def slug(name: str) -> str:
    """A name as part of an id."""
    part = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-")
    return part if re.search("[a-z]", part) else f"source-{part}".strip("-")


def language_of(text: str) -> str:
    """The language that a text's script tells; English where the script is shared by many."""
    for letter in text:
        if letter.isalpha() and not letter.isascii():
            for script, language in _SCRIPTS.items():
                if unicodedata.name(letter, "").startswith(script):
                    return language
    return "en"


def _site(url: str) -> str:
    """The site of an address, for want of a publisher's name."""
    return re.sub(r"^(?:www\.)?", "", re.sub(r"^https?://", "", url).partition("/")[0]) or "x"


class _FreeNames:
    """Gives names that nothing has yet: with a number behind it if need be."""

    def __init__(self, taken: Collection[str]) -> None:
        self.taken = set(taken)
        self.numbers: defaultdict[str, count[int]] = defaultdict(lambda: count(2))

    def next(self, name: str) -> str:
        """The name, or it with the next number that is free."""
        free = name
        while free in self.taken:
            free = f"{name}-{next(self.numbers[name])}"
        self.taken.add(free)
        return free
