"""CSV tables: a fixed head, whole rows, and faults at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError, Fault, Faults
from legation.evidence import csv_tables as tables

COLUMNS = ("id", "amount")


def rows_and_faults(tmp_path: Path, content: bytes) -> tuple[list[tables.CsvRow], list[Fault]]:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    faults = Faults()
    return tables.read_table(path, COLUMNS, faults), faults


@pytest.mark.parametrize(
    "content", [b"id,amount\na,1\nb,2\n", b"\xef\xbb\xbfid,amount\r\na,1\r\nb,2\r\n", b'id,amount\n"a",1\nb,"2"']
)
def test_line_ends_marks_and_quotes_make_no_difference(tmp_path: Path, content: bytes) -> None:
    rows, faults = rows_and_faults(tmp_path, content)
    assert [(row["id"], row["amount"], row.line) for row in rows] == [("a", "1", 2), ("b", "2", 3)]
    assert faults == []


def test_a_line_is_counted_through_text_over_several_lines(tmp_path: Path) -> None:
    rows, _ = rows_and_faults(tmp_path, b'id,amount\n"a\nb",1\nc,2\n')
    assert rows[-1].line == 4


@pytest.mark.parametrize(
    ("content", "field", "line"),
    [
        (b"id;amount\na;1\n", "head", 1),
        (b"", "head", 1),
        (b"amount,id\n", "head", 1),
        (b"id,amount\na\n", "row", 2),
        (b"id,amount\n\na,1\n", "row", 2),
        ("id,amount\n와크,1\n".encode("cp949"), "text", 1),
    ],
)
def test_a_table_in_another_form_is_refused(tmp_path: Path, content: bytes, field: str, line: int) -> None:
    _, faults = rows_and_faults(tmp_path, content)
    assert [(fault.field, fault.line) for fault in faults] == [(field, line)]


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    faults = Faults()
    assert tables.read_table(tmp_path / "none.csv", COLUMNS, faults) == []
    assert [fault.field for fault in faults] == ["file"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("1", True),
        ("-1.5e1", False),
        ("10", True),
        ("10.1", False),
        ("", False),
        ("1,5", False),
        ("nan", False),
        ("inf", False),
        ("$1", False),
    ],
)
def test_a_number_lies_in_its_range(tmp_path: Path, text: str, good: bool) -> None:
    rows, faults = rows_and_faults(tmp_path, f'id,amount\na,"{text}"\n'.encode())
    rows[0].number("amount", faults, least=0, most=10)
    assert (faults == []) is good


def test_an_id_that_stands_twice_names_the_earlier_line(tmp_path: Path) -> None:
    rows, faults = rows_and_faults(tmp_path, b"id,amount\na,1\nb,2\na,3\n")
    tables.unique(rows, "id", faults)
    assert [(fault.line, fault.expected) for fault in faults] == [(4, "an id of its own; line 2 already has this one")]


def test_faults_are_told_file_by_file_from_the_first_line_down() -> None:
    faults = [
        Fault("x", "", "", file="b", line=9),
        Fault("x", "", "", file="a", line=5),
        Fault("x", "", "", file="b", line=2),
    ]
    with pytest.raises(EvidenceError) as caught:
        tables.refuse(faults)
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [("b", 2), ("b", 9), ("a", 5)]


def test_without_faults_nothing_is_refused() -> None:
    tables.refuse([])
