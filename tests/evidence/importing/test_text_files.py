"""Text files: how they are encoded and what separates their cells is found out, or the file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing.spreadsheets import Table, read_tables
from legation.evidence.importing.text_files import read_text_table

HEAD = "what_was_said,wording,source_id\n"


def of(tmp_path: Path, content: bytes) -> Table:
    (tmp_path / "a.csv").write_bytes(content)
    (table,) = read_tables(tmp_path / "a.csv", "Claims")
    return table


WESTERN = [
    "The trader\u2019s income fell",
    "The caf\u00e9s closed",
    "M\u00fcller \u2013 so hie\u00df er \u2013 ging",
    "Le b\u00e9n\u00e9fice \u00e9tait de 30 \u20ac",
    "\u201cThey left,\u201d he said",
]


@pytest.mark.parametrize("text", WESTERN)
def test_western_text_is_read_as_such_and_never_as_korean(tmp_path: Path, text: str) -> None:
    table = of(tmp_path, (HEAD + f'"{text}",none,story\n').encode("cp1252"))
    assert table.rows[1].cells[0].text == text
    assert table.notes[0].startswith("The file is not UTF-8. Read as cp1252 (Western Windows)")


KOREAN = ["수입이 줄었다", "관리들은 30% 를 냈다 (약 3,000위안)", "단둥의 무역일꾼 3명이 탈출했다", "뜀틀, 뷁"]


@pytest.mark.parametrize("text", KOREAN)
def test_korean_text_is_read_as_such(tmp_path: Path, text: str) -> None:
    table = of(tmp_path, (HEAD + f'"{text}",none,story\n' + "수입이 줄었다,none,story\n").encode("cp949"))
    assert table.rows[1].cells[0].text == text
    assert "cp949 (Korean Windows)" in table.notes[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [("官员们的收入下降了很多", "gb18030"), ("Доходы чиновников упали", "cp1251"), ("役人の収入が減った", "shift_jis")],
)
def test_text_of_another_encoding_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(EvidenceError, match="neither UTF-8 nor plainly Korean"):
        of(tmp_path, (HEAD + f"{text},none,story\n").encode(code))


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_known_by_its_first_bytes_or_its_zeros(tmp_path: Path, code: str) -> None:
    table = of(tmp_path, (HEAD + "수입이 줄었다,none,story\n").encode(code))
    assert table.rows[1].cells[0].text == "수입이 줄었다" and table.notes[0].startswith("Read as UTF-16")


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_what_separates_cells_is_found_out(tmp_path: Path, mark: str, name: str) -> None:
    table = of(tmp_path, f"What happened{mark}When\nIncome fell, a bit{mark}2019\n".encode())
    assert [cell.text for cell in table.rows[1].cells] == ["Income fell, a bit", "2019"]
    assert table.notes == [f"Cells are separated by {name}, not by commas."]


def test_where_no_heading_is_known_the_mark_of_most_lines_counts(tmp_path: Path) -> None:
    table = of(tmp_path, b"Was, genau;Betroffen\nEins, zwei;30\nDrei;40\n")
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_a_quotation_mark_that_is_never_closed_is_a_fault_and_takes_nothing_along(tmp_path: Path) -> None:
    table = of(tmp_path, (HEAD + 'One.,none,story\n"Two.,none,story\nThree.,none,story\n').encode())
    assert [(fault.found, fault.line) for fault in table.faults] == [("a quotation mark that is never closed", 3)]
    assert table.rows == []


def test_quotation_marks_inside_a_text_are_left_alone(tmp_path: Path) -> None:
    table = of(tmp_path, (HEAD + 'The "levy" rose,none,story\n"He said ""no""",none,story').encode())
    assert [row.cells[0].text for row in table.rows[1:]] == ['The "levy" rose', 'He said "no"']


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_table_of_numbers_is_split_where_no_number_is(mark):
    """2019-01;1,5 has as many commas as semicolons, and only one of them separates cells."""
    value = "1.5" if mark == "," else "1,5"
    table = read_text_table(f"2019-01{mark}{value}\n2019-02{mark}{value}\n".encode(), "x.csv", "table", {"period"})
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["2019-01", value], ["2019-02", value]]


def test_known_headings_of_a_table_of_numbers_say_what_separates_it():
    text = 'period,flow,value\n201901,"a; b; c",1\n201902,"a; b; c",2\n'
    table = read_text_table(text.encode(), "x.csv", "table", {"period", "flow"})
    assert [cell.text for cell in table.rows[1].cells] == ["201901", "a; b; c", "1"]
