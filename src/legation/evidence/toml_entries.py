"""Entries of a TOML file: some are taken out or changed, and every other character stays as it was typed.

A file is split at its headers, such as `[[claim]]`. The standard parser alone decides what a header is: a line that
begins with a bracket is one if the text from the header before it up to that line is TOML by itself. Inside a text or
a list of several lines that is never so. Entries that go are left out; in those that change, tomlkit edits the keys.

tomlkit alone would not do: it moves a table that stands between two entries, it takes the spaces out of `[[ claim ]]`,
and it counts a comment above an entry to the entry before it. One thing is lost here, too: if an item is taken out of
a list of several lines, the comment on its line goes with it.
"""

from __future__ import annotations

import tomllib
from codecs import BOM_UTF8
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import tomlkit

from legation.base import toml
from legation.base.faults import EvidenceError, Fault

Data = dict[str, Any]


class Part(NamedTuple):
    """A header with what stands below it, up to the next header. The text before the first header is a part, too.

    comments  the lines of comments right above the header: they are about it
    data      what the part says, read by itself
    """

    comments: str
    header: str
    body: str
    data: Data

    def opens(self, name: str) -> bool:
        """Whether an entry of that name begins here."""
        return self.header.lstrip().startswith("[[") and isinstance(self.data.get(name), list)


class TomlEntries:
    """The entries of a TOML file, such as claims, and the file's text. Each edit changes both.

    name    what messages call the file
    data    what the file says
    Raises  UserError if the bytes are no TOML
    """

    def __init__(self, raw: bytes, name: str):
        self.name = name
        self.data = toml.parse_toml(raw, name).data
        self._mark = raw[: len(BOM_UTF8)] if raw.startswith(BOM_UTF8) else b""
        self.text = raw[len(self._mark) :].decode()

    @property
    def raw(self) -> bytes:
        """The file as it is now."""
        return self._mark + self.text.encode()

    def entries(self, kind: str) -> list[Data]:
        """The entries of a kind, such as `claim`; what is no table is left out."""
        listed = self.data.get(kind)
        return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []

    @property
    def is_bare(self) -> bool:
        """Whether nothing is left but the number of the format: no entry, no comment."""
        return self.data.keys() <= {"format"} and "#" not in self.text

    def cut(self, kind: str, ids: Collection[str], *, by: str = "id") -> list[str]:
        """Take the entries with those ids out, each with the comments right above it. Returns the ids that went.

        by      the field that holds the id
        Raises  EvidenceError if the entries are written in a way that can't be edited
        """
        gone = [entry[by] for entry in self.entries(kind) if entry.get(by) in ids]
        if gone:
            stays = [not isinstance(entry, dict) or entry.get(by) not in ids for entry in self.data[kind]]
            kept = [entry for entry, remains in zip(self.data[kind], stays, strict=True) if remains]
            expected = self.data | {kind: kept}
            parts = _split(self.text)
            if isinstance(parts[0].data.get(kind), list):  # in the form `claim = [{ id = "a" }, ...]`
                parts[0] = _edited(parts[0], parts[0].data, parts[0].data | {kind: kept})
            else:
                parts = _without(parts, kind, stays)
                expected = expected if kept else {key: value for key, value in self.data.items() if key != kind}
            self._take(parts, expected)
        return gone

    def change(self, kind: str, expected: Data) -> None:
        """Change keys of the entries of a kind, and of the table `shared`, to what `expected` says.

        expected  the data of the whole file; it has the same entries in the same order
        Raises    EvidenceError if the entries are written in a way that can't be edited
        """
        if expected == self.data:
            return
        parts = []
        position = -1
        for part in _split(self.text):
            position += part.opens(kind)
            if not part.header:
                pair = self.data, expected, part.data
            elif part.opens(kind):
                pair = self.data[kind][position], expected[kind][position], part.data[kind][0]
            elif isinstance(part.data.get("shared"), dict):
                pair = self.data["shared"], expected["shared"], part.data["shared"]
            else:
                pair = {}, {}, {}
            whole, wanted, own = pair
            new = {key: value for key, value in wanted.items() if key in own or key not in whole}
            parts.append(_edited(part, own, new))
        self._take(parts, expected)

    def _take(self, parts: list[Part], expected: Data) -> None:
        """Take these parts for the text, if they say what they should: nothing else may ever be written."""
        text = "".join(part.comments + part.header + part.body for part in parts)
        if _read(text) != expected:
            advice = "Change it there by hand."
            raise EvidenceError(Fault("file", "entries that can't be edited", "a simpler form", advice, self.name))
        self.text, self.data = text, expected


def _split(text: str) -> list[Part]:
    """The parts of a text that is TOML."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    parts: list[Part] = []
    start, comments = 0, ""
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end].lstrip(" \t").startswith("["):
            data = _read("".join(lines[start:end]))
            if data is not None:
                below = end
                while end < len(lines) and below - 1 > start and _is_comment(lines[start:below], data):
                    below -= 1
                headed = lines[start].lstrip(" \t").startswith("[")
                header = lines[start] if headed else ""
                parts.append(Part(comments, header, "".join(lines[start + headed : below]), data))
                start, comments = end, "".join(lines[below:end])
    if lines[0].lstrip(" \t").startswith("["):
        parts.insert(0, Part("", "", "", {}))
    return parts


def _is_comment(lines: list[str], data: Data) -> bool:
    """Whether the last of the lines is a comment, and not the end of a text that looks like one."""
    return lines[-1].lstrip(" \t").startswith("#") and _read("".join(lines[:-1])) == data


def _read(text: str) -> Data | None:
    """What a text says; None if it is no TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _without(parts: list[Part], kind: str, stays: list[bool]) -> list[Part]:
    """The parts without those entries that do not stay, and the tables inside them."""
    position = -1
    remaining = []
    for part in parts:
        position += part.opens(kind)
        if kind not in part.data or stays[position]:
            remaining.append(part)
    return remaining


def _edited(part: Part, old: Data, new: Data) -> Part:
    if old == new:
        return part
    document = tomlkit.parse(part.body)
    _set(document, old, new)
    return part._replace(body=tomlkit.dumps(document))


def _set(table: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Change a table of tomlkit's from what it says to what it should say, and touch nothing that stays."""
    for key in old.keys() - new.keys():
        del table[key]
    for key, value in new.items():
        before = old.get(key)
        if key not in old:
            table[key] = deepcopy(value)
        elif isinstance(before, dict) and isinstance(value, dict):
            _set(table[key], before, value)
        elif isinstance(before, list) and isinstance(value, list):
            _set_list(table[key], before, value)
        elif before != value:
            table[key] = deepcopy(value)


def _set_list(table: Any, old: list[Any], new: list[Any]) -> None:
    """The same for a list: as many items as before, of which tables may change; or fewer."""
    if len(old) == len(new):
        for position, (before, value) in enumerate(zip(old, new, strict=True)):
            if isinstance(before, dict) and isinstance(value, dict):
                _set(table[position], before, value)
    else:
        for position in reversed(range(len(old))):
            if old[position] not in new:
                del table[position]
