"""Workbooks in the binary format of Excel: read as their cells show it, and refused where damaged."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing.binary_workbooks import _rk
from tests.evidence.importing.helpers import imported

PERCENT, EURO, MONTH, DAY, STRUCK = range(1, 6)  # the styles of the workbooks here; 0 is plain
_FORMATS = ("0%", "[$€-407] #,##0", "mmm yyyy", "yyyy-mm-dd", "General")


class Styled(NamedTuple):
    """A value in a style."""

    value: str | float
    style: int


def binary(
    *rows: Sequence[str | float | Styled], more: bytes = b"", hidden: Sequence[int] = (), state: int = 0
) -> bytes:
    """A workbook of Excel's binary format (XLSB) with these rows in one sheet, Claims.

    more    records behind those of the rows
    hidden  positions of rows that are hidden
    """
    cells, strings = b"", []
    for number, row in enumerate(rows):
        cells += _record(0, struct.pack("<IIHBB", number, 0, 300, 0, 0x10 if number in hidden else 0) + bytes(13))
        for column, value in enumerate(row):
            value, style = value if isinstance(value, Styled) else (value, 0)
            at = struct.pack("<II", column, style)
            if isinstance(value, str):
                strings.append(value)
                cells += _record(7, at + struct.pack("<I", len(strings) - 1))
            else:
                cells += _record(5, at + struct.pack("<d", value))
    office = "http://schemas.openxmlformats.org"
    kind = f"{office}/officeDocument/2006/relationships/worksheet"
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/a.bin"/>'
    formats = b"".join(_record(44, struct.pack("<H", 200 + at) + _wide(text)) for at, text in enumerate(_FORMATS))
    fonts = _record(43, bytes(2) + b"\x00" + bytes(20)) + _record(43, bytes(2) + b"\x08" + bytes(20))
    styles = b"".join(
        _record(47, struct.pack("<HHH", 0, 200 + style - 1 if style else 0, int(style == STRUCK)) + bytes(10))
        for style in range(6)
    )
    parts = {
        "xl/workbook.bin": _record(156, struct.pack("<II", state, 1) + _wide("rId1") + _wide("Claims")),
        "xl/worksheets/a.bin": _record(145) + cells + more + _record(146),
        "xl/sharedStrings.bin": b"".join(_record(19, b"\x00" + _wide(text)) for text in strings),
        "xl/styles.bin": formats + fonts + _record(617, bytes(4)) + styles + _record(618),
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{office}/x">{relation}</Relationships>'.encode(),
    }
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size = bytes([len(data)]) if len(data) < 128 else bytes([len(data) & 127 | 128, len(data) >> 7])
    return head + size + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


HEAD = ["what happened", "amount", "when", "source_id"]


def test_a_binary_workbook_is_read_as_its_cells_show_it(tmp_path: Path) -> None:
    rows = [
        ["A paid levy.", Styled(0.45, PERCENT), Styled(45200.0, MONTH), "story"],
        ["A fee.", Styled(30.0, EURO), Styled(45201.0, DAY), "story"],
        ["Nothing.", 3.5, "April 2024", "story"],
    ]
    batch = imported(tmp_path, binary(HEAD, *rows), "a.xlsb")
    claims = [row.claim for row in batch.rows]
    assert batch.all_faults == [] and batch.rows[0].place == "Claims row 2"
    assert [(claim.low, claim.unit, str(claim.period)) for claim in claims if claim] == [
        (45, "percent", "2023-10"), (30, "EUR", "2023-10-02"), (3.5, "not stated", "2024-04"),
    ]  # fmt: skip


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    """Behind the rows: whole numbers, hundredths, text in place, rich text, formulas, an error, a truth value."""
    row = _record(0, struct.pack("<IIHBB", 1, 0, 300, 0, 0) + bytes(13))
    kinds = [
        (6, _wide("In place.")),
        (2, struct.pack("<i", (45 << 2) | 2)),
        (62, b"\x00" + _wide("2019")),
        (8, _wide("story")),
    ]
    cells = b"".join(_record(kind, struct.pack("<II", at, 0) + data) for at, (kind, data) in enumerate(kinds))
    batch = imported(tmp_path, binary(HEAD, more=row + cells), "a.xlsb")
    (read,) = batch.rows
    assert read.claim and (read.claim.paraphrase, read.claim.low, str(read.claim.period)) == ("In place.", 45, "2019")
    assert "Claims: 1 formula read by the value last computed: D2." in batch.notes
    for kind, data, odd in (
        (3, b"\x17", "the error #REF!"),
        (4, b"\x01", "a truth value"),
        (11, b"\x2a", "the error #N/A"),
    ):
        wrong = row + cells + _record(kind, struct.pack("<II", 1, 0) + data)
        assert imported(tmp_path, binary(HEAD, more=wrong), "a.xlsb").all_faults[0].found == odd


@pytest.mark.parametrize(
    ("packed_number", "number"), [((45 << 2) | 2, 45), ((4567 << 2) | 3, 45.67), (0x40468000 & ~3, 45)]
)
def test_packed_numbers_are_unpacked(packed_number: int, number: float) -> None:
    assert _rk(struct.pack("<i", packed_number)) == number


def test_what_people_overlook_is_noted(tmp_path: Path) -> None:
    rows = [[Styled("One.", STRUCK), "", "", "story"], ["Two.", "", "", "story"]]
    merged = _record(176, struct.pack("<IIII", 1, 2, 3, 3))
    notes = imported(tmp_path, binary(HEAD, *rows, more=merged, hidden=[2], state=1), "a.xlsb").notes
    assert notes == [
        "Claims: the sheet is hidden; it is read all the same.",
        "Claims: 1 row hidden or filtered out, read like the others: 3.",
        "Claims: 1 row struck out, read like the others: 2.",
        "Claims!D2: merged cells; each of them taken as the value of the first.",
    ]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for content in (b"PK\x03\x04", packed({"xl/workbook.bin": b""}), packed({"other": b"x"})):
        with pytest.raises(EvidenceError, match="no workbook, or a damaged one"):
            imported(tmp_path, content, "a.xlsb")


def test_a_cell_far_away_takes_no_room_and_is_refused(tmp_path: Path) -> None:
    row = _record(0, struct.pack("<IIHBB", 2**31, 0, 300, 0, 0) + bytes(13))
    far = row + _record(6, struct.pack("<II", 2**31, 0) + _wide("far"))
    (fault,) = imported(tmp_path, binary(HEAD, more=far), "a.xlsb").faults
    assert fault.found == "2147483649 rows, 2147483649 columns"


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused_and_never_a_crash(tmp_path: Path, seed: int) -> None:
    luck = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(binary(HEAD, ["Income fell.", Styled(0.4, PERCENT), "2019", "story"]))) as whole:
        parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    part = parts[luck.choice(list(parts))]
    start = luck.randrange(len(part))
    part[start : start + luck.randint(1, 20)] = luck.randbytes(luck.randint(0, 20))
    with contextlib.suppress(EvidenceError):
        imported(tmp_path, packed({name: bytes(content) for name, content in parts.items()}), "a.xlsb")
