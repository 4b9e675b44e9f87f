"""Where claims were published: outlets with their grade, and articles with what was seen of them.

`publisher_original` said it first; `url_seen` is what the compilers read. Where that is a copy on somebody else's
site, its address is printed as text and never linked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from legation.base.faults import Faults, Origin, nearest, shown
from legation.evidence.entries import Entry

if TYPE_CHECKING:
    from legation.base.toml import TomlFile
    from legation.evidence.records import Address, Id, Language, Line, Text, When

Grade = Literal["A", "B", "C", "D", "E", "F"]


class Outlet(Entry):
    """Who publishes, and the record on this subject."""

    id: Id
    name: Line
    grade: Grade
    graded_on: When
    grade_basis: Line


class Source(Entry):
    """One article or publisher's item."""

    id: Id
    outlet: Id
    publisher: Line
    publisher_original: Line
    url_original: Address = ""
    url_seen: Address = ""
    also_seen: list[Address] = []
    url_kind: Literal["original", "syndicated", "archive", "copy", "none"]
    published: When
    published_basis: Text = ""
    upstream_of_record: Line
    language_original: Language
    language_seen: Language
    note: Text = ""

    @property
    def link(self) -> str:
        """The address that may be linked: never a copy's."""
        return self.url_original or (self.url_seen if self.url_kind in ("original", "archive") else "")


def read_sources(document: TomlFile, faults: Faults) -> tuple[dict[str, Outlet], dict[str, Source]]:
    """Outlets and sources of one file, by id."""
    from legation.evidence.records import check_format, only_keys

    check_format(document, faults)
    only_keys(document, ("format", "outlet", "source"), faults)
    return read_source_tables(document, faults)


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
    addresses = [("url_original", source.url_original), ("url_seen", source.url_seen)]
    for field, address in [*addresses, *(("also_seen", address) for address in source.also_seen)]:
        if address and not address.startswith(("http://", "https://")):
            faults.append(origin.fault(("source", position, field), shown(address), "an address with http or https"))
    if (source.url_kind == "none") != (not source.url_seen):
        expected = 'an address, or url_kind = "none" where nothing was seen on the web'
        faults.append(origin.fault(("source", position, "url_seen"), shown(source.url_seen), expected))
