"""Where claims were published: outlets with their grade, and articles with what was seen of them.

`publisher_original` said it first; `url_seen` is what the compilers read. Where that is a copy on somebody else's
site, its address is printed as text and never linked.

A source may carry its custody: the SHA-256 of the file that somebody keeps of it, when it was captured, and where it
is archived. What a user keeps of a shipped source stands in the user's own folder, as a `[[custody]]` entry.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from legation.base.faults import Faults, Origin, nearest, shown
from legation.base.toml import TomlFile
from legation.evidence.records import (
    Address,
    Id,
    Language,
    Line,
    Record,
    Text,
    When,
    WrongValue,
    check_format,
    only_keys,
    read_record,
    tables,
)

Grade = Literal["A", "B", "C", "D", "E", "F"]
SourceType = Literal[
    "article",
    "broadcast",
    "press_release",
    "report",
    "statistics",
    "testimony",
    "interview",
    "book",
    "web_page",
    "unpublished",
    "not_stated",
]
SOURCE_TYPES: dict[str, str] = {
    "article": "of a newspaper, magazine or news agency, in print or on the web",
    "broadcast": "a programme of radio or television, or its text",
    "press_release": "what an organisation handed to the press",
    "report": "a report of an organisation, ministry or panel",
    "statistics": "figures of an office that compiles them",
    "testimony": "what somebody told a parliament, court or commission",
    "interview": "what somebody told you, unpublished",
    "book": "a book",
    "web_page": "a page or post of another kind",
    "unpublished": "other work that was not published, such as arithmetic",
    "not_stated": "nobody has said what it is",
}
NO_HEADLINE = "headline not known"
NO_ADDRESS = "no address known"
MOMENT = "a time such as 2026-01-31T14:05:00Z, or a day such as 2026-01-31"


def _sha256(value: Any) -> Any:
    """A digest in lower-case hexadecimal digits, whatever case it was written in."""
    if value and not (isinstance(value, str) and re.fullmatch(r"[0-9A-Fa-f]{64}", value)):
        raise WrongValue("a SHA-256 of 64 hexadecimal digits")
    return value.lower() if isinstance(value, str) else value


def _captured(value: Any) -> Any:
    """A day, or a time with its zone, as it is written."""
    form = r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?"
    if not isinstance(value, str) or (value and not re.fullmatch(form, value, re.ASCII)):
        raise WrongValue(MOMENT, "" if isinstance(value, str) else "Put it in quotes.")
    try:
        datetime.fromisoformat(value or "2026-01-31")
    except ValueError:
        raise WrongValue(MOMENT, "There is no such day or time.") from None
    return value


Sha256 = Annotated[str, BeforeValidator(_sha256)]
CaptureTime = Annotated[str, BeforeValidator(_captured)]


class Outlet(Record):
    """Who publishes, and the record on this subject."""

    id: Id
    name: Line
    grade: Grade
    graded_on: When
    grade_basis: Line


class Custody(Record):
    """What a user keeps of a source: the digest of a file, when it was captured, and where it is archived."""

    source: Id
    sha256: Annotated[Sha256, Field(min_length=64)]
    captured: CaptureTime = ""
    archived: Address = ""


class Source(Record):
    """One article or publisher's item.

    headline  as the text that was seen prints it; empty where it isn't known
    sha256    of the file that somebody keeps of it; empty where nobody does
    captured  when that file was made: a day, or a time with its zone
    archived  an address at an archive of the web
    """

    id: Id
    outlet: Id
    publisher: Line
    publisher_original: Line
    type: SourceType = "not_stated"
    headline: Text = ""
    url_original: Address = ""
    url_seen: Address = ""
    also_seen: list[Address] = []
    url_kind: Literal["original", "syndicated", "archive", "copy", "none"]
    published: When
    published_basis: Text = ""
    upstream_of_record: Line
    language_original: Language
    language_seen: Language
    sha256: Sha256 = ""
    captured: CaptureTime = ""
    archived: Address = ""
    note: Text = ""

    @property
    def link(self) -> str:
        """The address that may be linked: never a copy's."""
        return self.url_original or (self.url_seen if self.url_kind in ("original", "archive") else "")

    @property
    def credit(self) -> str:
        """Who published it first, and at whom it was seen, if that is somebody else."""
        seen_at = f", seen at {self.publisher}" if self.publisher != self.publisher_original else ""
        return f"{self.publisher_original}{seen_at}"

    @property
    def title(self) -> str:
        """The headline, or in brackets the words that it isn't known."""
        return self.headline or f"[{NO_HEADLINE}]"

    def without_custody_missing_in(self, record: Source) -> Source:
        """The same source without that custody of which the record of it says nothing."""
        kept = [field for field in ("sha256", "captured", "archived") if not getattr(record, field)]
        return self.model_copy(update=dict.fromkeys(kept, ""))

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that it is known by, each once."""
        every = (self.url_original, self.url_seen, *self.also_seen, self.archived)
        return tuple(dict.fromkeys(address for address in every if address))


def read_sources(document: TomlFile, faults: Faults) -> tuple[dict[str, Outlet], dict[str, Source]]:
    """Outlets and sources of one file, by id."""
    check_format(document, faults)
    only_keys(document, ("format", "outlet", "source", "custody"), faults)
    return read_source_tables(document, faults)


def with_custody(document: TomlFile, sources: dict[str, Source], faults: Faults) -> dict[str, Source]:
    """The sources of which the file says what is kept, completed by that.

    sources  all that are known so far
    """
    completed: dict[str, Source] = {}
    for position, data in tables(document, "custody", faults):
        kept = read_record(Custody, data, document, ("custody", position), faults)
        if kept is None:
            continue
        source = sources.get(kept.source)
        path = ("custody", position, "source")
        if source is None:
            expected, advice = "the id of a source", nearest(kept.source, sources)
            faults.append(document.fault(path, shown(kept.source), expected, advice))
        elif source.id in completed or source.sha256:
            faults.append(document.fault(path, shown(kept.source), "one custody for each source"))
        else:
            change = {"sha256": kept.sha256, "captured": kept.captured, "archived": kept.archived or source.archived}
            completed[source.id] = source.model_copy(update=change)
    return completed


def read_source_tables(document: TomlFile, faults: Faults) -> tuple[dict[str, Outlet], dict[str, Source]]:
    """Outlets and sources of a file that may hold other tables, too."""
    outlets: dict[str, Outlet] = {}
    sources: dict[str, Source] = {}
    for position, data in tables(document, "outlet", faults):
        outlet = read_record(Outlet, data, document, ("outlet", position), faults)
        if outlet and _is_new(outlet.id, outlets, document, ("outlet", position), faults):
            outlets[outlet.id] = outlet
    for position, data in tables(document, "source", faults):
        source = read_record(Source, data, document, ("source", position), faults)
        if source and _is_new(source.id, sources, document, ("source", position), faults):
            sources[source.id] = source
            check_links(source, document, position, faults)
    return outlets, sources


def check_outlets(document: TomlFile, sources: dict[str, Source], outlets: dict[str, Outlet], faults: Faults) -> None:
    """A fault for each source of the file whose outlet is not among those known so far."""
    for position, data in tables(document, "source", Faults()):  # What is no table was a fault before.
        source = sources.get(str(data.get("id")))
        if source and source.outlet not in outlets:
            advice = nearest(source.outlet, outlets)
            path = ("source", position, "outlet")
            faults.append(document.fault(path, shown(source.outlet), "the id of an outlet", advice))


def _is_new(
    name: str,
    known: dict[str, Outlet] | dict[str, Source],
    document: TomlFile,
    path: tuple[str, int],
    faults: Faults,
) -> bool:
    if name in known:
        faults.append(document.fault((*path, "id"), shown(name), "an id of its own", "An earlier entry has this one."))
    return name not in known


def check_links(source: Source, origin: Origin, position: int, faults: Faults) -> None:
    """A fault for each address that is none, or that is missing where one must be."""
    addresses = [(field, getattr(source, field)) for field in ("url_original", "url_seen", "archived")]
    for field, address in [*addresses, *(("also_seen", address) for address in source.also_seen)]:
        if address and not address.startswith(("http://", "https://")):
            faults.append(origin.fault(("source", position, field), shown(address), "an address with http or https"))
    if (source.url_kind == "none") != (not source.url_seen):
        expected = 'an address, or url_kind = "none" where nothing was seen on the web'
        faults.append(origin.fault(("source", position, "url_seen"), shown(source.url_seen), expected))
