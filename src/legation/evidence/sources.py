"""Where claims were published: outlets with their grade, and articles with what was seen of them.

`publisher_original` said it first; `url_seen` is what the compilers read. Where that is a copy on somebody else's
site, its address is printed as text and never linked.

A source may carry its custody: the SHA-256 of the file that somebody keeps of it, when it was captured, and where it
is archived. What a user keeps of a shipped source stands in the user's own folder, as a `[[custody]]` entry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from legation.base.faults import Faults, Origin, nearest, shown
from legation.evidence.entries import Entry

if TYPE_CHECKING:
    from legation.base.toml import TomlFile
    from legation.evidence.records import Address, CaptureTime, Id, KeptSha256, Language, Line, Sha256, Text, When

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


class Outlet(Entry):
    """Who publishes, and the record on this subject."""

    id: Id
    name: Line
    grade: Grade
    graded_on: When
    grade_basis: Line


class Custody(Entry):
    """What a user keeps of a source: the digest of a file, when it was captured, and where it is archived."""

    source: Id
    sha256: KeptSha256
    captured: CaptureTime = ""
    archived: Address = ""


# The basis of a date that is none of publication.
UNPUBLISHED = "Not published; the day on which it was brought in."


class Source(Entry):
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
    def is_published(self) -> bool:
        """Whether its date is one of publication, and not the day on which a finding was brought in."""
        return self.published_basis != UNPUBLISHED

    @property
    def date_words(self) -> str:
        """The date of publication; of what nobody published, the day on which it was recorded, said to be that."""
        return str(self.published) if self.is_published else f"recorded {self.published}"

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
        return replace(
            self,
            sha256=self.sha256 if record.sha256 else "",
            captured=self.captured if record.captured else "",
            archived=self.archived if record.archived else "",
        )

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that it is known by, each once."""
        every = (self.url_original, self.url_seen, *self.also_seen, self.archived)
        return tuple(dict.fromkeys(address for address in every if address))


def read_sources(document: TomlFile, faults: Faults) -> tuple[dict[str, Outlet], dict[str, Source]]:
    """Outlets and sources of one file, by id."""
    from legation.evidence.records import check_format, only_keys

    check_format(document, faults)
    only_keys(document, ("format", "outlet", "source", "custody"), faults)
    return read_source_tables(document, faults)


def with_custody(document: TomlFile, sources: dict[str, Source], faults: Faults) -> dict[str, Source]:
    """The sources of which the file says what is kept, completed by that.

    sources  all that are known so far
    """
    from legation.evidence.records import read_record, tables

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
            archived = kept.archived or source.archived
            completed[source.id] = replace(source, sha256=kept.sha256, captured=kept.captured, archived=archived)
    return completed


def read_source_tables(document: TomlFile, faults: Faults) -> tuple[dict[str, Outlet], dict[str, Source]]:
    """Outlets and sources of a file that may hold other tables, too."""
    from legation.evidence.records import read_record, tables

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
    from legation.evidence.records import tables

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
