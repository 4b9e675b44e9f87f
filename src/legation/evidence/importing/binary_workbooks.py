"""Workbooks in Excel's binary format (XLSB): zipped parts of numbered records, read with the formats of their cells.

python-calamine reads them, too. But it leaves the formats out, so that 45 % is 0.45 and October a day, and a damaged
cell far away makes it take all memory and end the process (0.9.1).
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from legation.base.characters import visible
from legation.evidence.importing import spreadsheets
from legation.evidence.importing.spreadsheets import Cell, Table, TableRow, column_letter
from legation.evidence.importing.workbooks import ERRORS, NO_WORKBOOK, check_parts, unreadable_workbook, value_cell

# Kinds of records: https://learn.microsoft.com/openspecs/office_file_formats/ms-xlsb
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = range(8)
_FORMULAS = {8: _TEXT, 9: _REAL, 10: _BOOL, 11: _ERROR}  # each with the kind of its last result
_STRING, _FONT, _FORMAT, _STYLE, _RICH_TEXT, _PROPERTIES, _SHEET, _MERGED = 19, 43, 44, 47, 62, 153, 156, 176
_STYLES_BEGIN, _STYLES_END = 617, 618
_STRUCK, _HIDDEN, _FROM_1904 = 0x08, 0x10, 0x01  # bits of a font, a row and the workbook


class _Looks(NamedTuple):
    """How cells are shown: number formats and struck-out text, by style."""

    formats: list[str]
    struck: list[bool]


def read_binary_workbook(raw: bytes, name: str) -> list[Table]:
    """The sheets of a workbook. Raises EvidenceError if it can't be read, or isn't safe to open."""
    check_parts(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            names = set(parts.namelist())

            def part(path: str) -> bytes:
                return parts.read(path) if path in names else b""

            strings = [_rich(data)[0] for kind, data in _records(part("xl/sharedStrings.bin")) if kind == _STRING]
            looks = _looks(part("xl/styles.bin"))
            targets = _targets(part("xl/_rels/workbook.bin.rels"))
            tables, is_1904 = [], False
            for kind, data in _records(parts.read("xl/workbook.bin")):
                if kind == _PROPERTIES:
                    is_1904 = bool(data[0] & _FROM_1904)
                elif kind == _SHEET:
                    relation, rest = _wide(data[8:])
                    table = Table(name, visible(_wide(rest)[0]))
                    if data[0]:
                        table.note_hidden()
                    content = part(f"xl/{targets[relation]}") if relation in targets else b""
                    _SheetReader(table, strings, looks, is_1904).read(content)
                    tables.append(table)
    except (struct.error, LookupError, ValueError, OverflowError):
        raise unreadable_workbook(NO_WORKBOOK, name) from None
    if not tables:
        raise unreadable_workbook(NO_WORKBOOK, name)
    return tables


class _SheetReader:
    """Puts the records of a sheet into a table."""

    def __init__(self, table: Table, strings: list[str], looks: _Looks, is_1904: bool) -> None:
        self.table, self.strings, self.looks, self.is_1904 = table, strings, looks, is_1904
        self.rows: dict[int, dict[int, Cell]] = {}
        self.formulas: list[str] = []
        self.hidden: set[int] = set()
        self.struck: set[int] = set()
        self.merged: list[tuple[int, ...]] = []

    def read(self, content: bytes) -> None:
        row = 0
        for kind, data in _records(content):
            if kind == _ROW:
                (row,) = struct.unpack_from("<I", data)
                if data[11] & _HIDDEN:
                    self.hidden.add(row)
            elif kind == _MERGED:
                self.merged.append(struct.unpack_from("<IIII", data))
            elif kind == _RICH_TEXT or kind in range(_BLANK, 12):
                self._take(row, kind, data)
        height = max(self.rows, default=-1) + 1
        width = max((max(cells) for cells in self.rows.values()), default=-1) + 1
        limits = spreadsheets.MOST_ROWS, spreadsheets.MOST_COLUMNS, spreadsheets.MOST_CELLS
        if any(size > most for size, most in zip((height, width, height * width), limits, strict=True)):
            self.table.refuse_size(f"{height} rows, {width} columns")
            return
        for number in range(height):
            cells = self.rows.get(number, {})
            whole = [cells.get(at) or Cell("", at=self._place(number, at)) for at in range(width)]
            self.table.rows.append(TableRow(f"{self.table.title} row {number + 1}", 0, whole))
        self.table.note_formulas(self.formulas)
        self.table.note_rows("hidden or filtered out", [str(row + 1) for row in sorted(self.hidden & self.rows.keys())])
        self.table.note_rows("struck out", [str(row + 1) for row in sorted(self.struck)])
        for top, bottom, left, right in self.merged:
            self.table.take_merged(top, bottom, left, right)

    def _place(self, row: int, column: int) -> str:
        return f"{self.table.title}!{column_letter(column)}{row + 1}"

    def _take(self, row: int, kind: int, data: bytes) -> None:
        column, style = struct.unpack_from("<II", data)
        style &= 0xFFFFFF
        at = self._place(row, column)
        cell = self._cell(_FORMULAS.get(kind, kind), data[8:], style, at)
        if cell.is_empty:
            return
        self.rows.setdefault(row, {})[column] = cell
        if kind in _FORMULAS:
            self.formulas.append(at.rpartition("!")[2])
        if style < len(self.looks.struck) and self.looks.struck[style]:
            self.struck.add(row)

    def _cell(self, kind: int, value: bytes, style: int, at: str) -> Cell:
        from openpyxl.styles.numbers import is_date_format
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        match kind:
            case 2 | 5:  # RK, real
                number = _rk(value) if kind == _RK else struct.unpack_from("<d", value)[0]
                shown = self.looks.formats[style] if style < len(self.looks.formats) else "General"
                if is_date_format(shown):
                    number = from_excel(number, CALENDAR_MAC_1904 if self.is_1904 else CALENDAR_WINDOWS_1900)
                return value_cell(number, self.table, at, shown)
            case 3:  # error
                return Cell("", at=at, odd=f"the error {ERRORS.get(value[0], 'of an unknown kind')}")
            case 4:  # truth value
                return Cell("", at=at, odd="a truth value")
            case 6:  # text
                return self.table.text_cell(_wide(value)[0], at=at)
            case 7:  # shared text
                return self.table.text_cell(self.strings[struct.unpack_from("<I", value)[0]], at=at)
            case 62:  # rich text
                return self.table.text_cell(_rich(value)[0], at=at)
        return Cell("", at=at)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: kind and data."""
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & 128:
            kind, at = kind & 127 | (content[at] & 127) << 7, at + 1
        size = shift = 0
        while True:
            byte, at = content[at], at + 1
            size |= (byte & 127) << shift
            shift += 7
            if not byte & 128 or shift > 21:
                break
        yield kind, content[at : at + size]
        at += size


def _wide(data: bytes) -> tuple[str, bytes]:
    """A text at the beginning of some data, and what follows it."""
    (length,) = struct.unpack_from("<I", data)
    if length == 0xFFFFFFFF:
        return "", data[4:]
    end = 4 + 2 * length
    return data[4:end].decode("utf-16-le"), data[end:]


def _rich(data: bytes) -> tuple[str, bytes]:
    return _wide(data[1:])


def _rk(value: bytes) -> float:
    """A number in four bytes: 30 bits of a whole number or of a real one, perhaps a hundred times it."""
    (packed,) = struct.unpack_from("<i", value)
    number = float(packed >> 2) if packed & 2 else struct.unpack("<d", struct.pack("<q", (packed & ~3) << 32))[0]
    return number / 100 if packed & 1 else number


def _looks(content: bytes) -> _Looks:
    """The number format of each style of cells, and whether its font is struck out."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    formats, fonts, styles = dict(BUILTIN_FORMATS), [], []
    is_of_cells = False
    for kind, data in _records(content):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", data)[0]] = _wide(data[2:])[0]
        elif kind == _FONT:
            fonts.append(bool(data[2] & _STRUCK))
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            is_of_cells = kind == _STYLES_BEGIN
        elif kind == _STYLE and is_of_cells:
            styles.append(struct.unpack_from("<HHH", data)[1:])
    return _Looks([formats.get(shown, "General") for shown, _ in styles], [fonts[font] for _, font in styles])


def _targets(relations: bytes) -> dict[str, str]:
    """The parts that a workbook names: relation -> path."""
    from xml.parsers import expat

    targets: dict[str, str] = {}

    def take(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == "Relationship" and "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "").removeprefix("/xl/")

    parser = expat.ParserCreate()
    parser.StartElementHandler = take
    try:
        parser.Parse(relations, True)
    except expat.ExpatError:
        return {}
    return targets
