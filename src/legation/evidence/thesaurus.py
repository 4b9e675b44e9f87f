"""The thesaurus: words of the field that mean the same to those who search, read from `records/thesaurus.toml`.

A word that somebody types finds the terms of its group, the claims that state the group's measures, and what the
narrower groups find. It knows nothing of grammar: the index takes words for one another that have the same stem.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from legation.base.faults import EvidenceError, Faults, nearest, shown
from legation.base.shipped_tables import read_shipped
from legation.base.toml import TomlFile
from legation.evidence.csv_tables import RECORDS
from legation.evidence.propositions import PERSONS_WORDS
from legation.evidence.vocabulary import vocabulary

FILE = "thesaurus.toml"
FORMAT = 1
# What a group may name besides words. Outlets and origins stand in the ledger, the others in the vocabulary.
NAMED_KINDS = ("measure", "mechanism", "observable", "input", "outlet", "origin", "whose")
_KEYS = ("head", "terms", "asked", "names", "narrower", "speaks")


@dataclass(frozen=True)
class TermGroup:
    """Words that mean the same.

    head      what the group is called
    terms     words and phrases that are taken for one another, in whatever language
    asked     what is understood when it is typed, and is too vague to be taken for a term where it is read
    names     measures and other named things that stand for the group, each after its kind
    narrower  heads of groups that are found as well
    speaks    whether it is a body that counts or says things, so that it is looked for among speakers, too
    """

    head: str
    terms: tuple[str, ...]
    asked: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    speaks: bool = False


@dataclass(frozen=True)
class Thesaurus:
    """All groups by head.

    everywhere  words that say nothing beside others, since all of the record is about them
    """

    everywhere: tuple[str, ...]
    groups: dict[str, TermGroup]

    def whole(self, head: str) -> list[TermGroup]:
        """A group with all that are narrower, each once."""
        groups: dict[str, TermGroup] = {}
        waiting = [head]
        while waiting:
            at = waiting.pop(0)
            if at not in groups:
                groups[at] = self.groups[at]
                waiting += self.groups[at].narrower
        return list(groups.values())


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The thesaurus of the shipped record."""
    return read_thesaurus(read_shipped(RECORDS / FILE))


def read_thesaurus(file: TomlFile) -> Thesaurus:
    """The thesaurus in a file. Raises EvidenceError with every fault of it."""
    faults = Faults()
    for key in file.data:
        if key not in (known := ("format", "everywhere", "group")):
            faults.append(file.fault((key,), "an unknown name", "one of " + ", ".join(known), nearest(key, known)))
    written = file.data.get("format")
    if written != FORMAT or isinstance(written, bool):  # To Python, true is 1.
        faults.append(file.fault(("format",), "nothing" if written is None else shown(written), f"{FORMAT}"))
    everywhere = _texts(file.data.get("everywhere", []), file, ("everywhere",), faults)
    tables = file.data.get("group", [])
    if not isinstance(tables, list):
        faults.append(file.fault(("group",), shown(tables), "[[group]] tables", "Use two brackets."))
        tables = []
    groups: dict[str, TermGroup] = {}
    for position, table in enumerate(tables):
        group = _read_group(table, file, position, faults)
        if group and group.head in groups:
            faults.append(file.fault(("group", position, "head"), shown(group.head), "a head of its own"))
        elif group:
            groups[group.head] = group
    for position, table in enumerate(tables):
        for head in groups[table["head"]].narrower if _head(table) in groups else ():
            if head not in groups:
                path = ("group", position, "narrower")
                faults.append(file.fault(path, shown(head), "the head of a group", nearest(head, groups)))
    faults.refuse(EvidenceError)
    return Thesaurus(everywhere, groups)


def _head(table: Any) -> str:
    head = table.get("head") if isinstance(table, dict) else None
    return head if isinstance(head, str) else ""


def _read_group(table: Any, file: TomlFile, position: int, faults: Faults) -> TermGroup | None:
    """One group; None if it has no head. What is wrong with the rest goes to `faults`."""
    path = ("group", position)
    if not _head(table):
        found = shown(table["head"]) if isinstance(table, dict) and "head" in table else "nothing"
        faults.append(file.fault((*path, "head"), found, "a text, by which the group is known"))
        return None
    for key in table:
        if key not in _KEYS:
            faults.append(
                file.fault((*path, key), "an unknown field", "one of " + ", ".join(_KEYS), nearest(key, _KEYS))
            )
    lists = {key: _texts(table.get(key, []), file, (*path, key), faults) for key in _KEYS[1:5]}
    if not lists["terms"]:
        faults.append(file.fault((*path, "terms"), "nothing", "a list of at least one text"))
    speaks = table.get("speaks", False)
    if not isinstance(speaks, bool):
        faults.append(file.fault((*path, "speaks"), shown(speaks), "true or false"))
    for name in lists["names"]:
        _check_name(name, file, (*path, "names"), faults)
    return TermGroup(table["head"], **lists, speaks=speaks is True)


def _check_name(name: str, file: TomlFile, path: tuple[str | int, ...], faults: Faults) -> None:
    kind, _, own = name.partition(" ")
    if kind not in NAMED_KINDS:
        expected = f"a name after its kind: {', '.join(NAMED_KINDS)}"
        faults.append(file.fault(path, shown(name), expected, nearest(kind, NAMED_KINDS)))
    elif kind == "whose":
        if own not in PERSONS_WORDS:
            faults.append(file.fault(path, shown(name), "a kind of persons", nearest(own, PERSONS_WORDS)))
    elif kind not in ("outlet", "origin"):
        known = vocabulary().measures if kind == "measure" else vocabulary().terms[kind]
        if own not in known:
            faults.append(file.fault(path, shown(name), f"a {kind} of the vocabulary", nearest(own, known)))


def _texts(value: Any, file: TomlFile, path: tuple[str | int, ...], faults: Faults) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value):
        return tuple(value)
    faults.append(file.fault(path, shown(value), "a list of texts"))
    return ()
