"""The workbook to fill in: basic columns, three examples that say nothing, and a drop-down where words are coded."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from legation.evidence import ledger
from legation.evidence.exporting.template import EXAMPLES, template_workbook
from legation.evidence.importing.batch import read_batch
from legation.evidence.importing.columns import BASIC, CLAIMS, EXAMPLE
from legation.evidence.vocabulary import NAMED, vocabulary
from tests.evidence.importing.helpers import TODAY


@cache
def workbook() -> Any:
    return openpyxl.load_workbook(io.BytesIO(template_workbook(ledger.load_ledger())))


def column(page: Any, name: str) -> list[str]:
    (head,) = [cell for cell in page[1] if cell.value == name]
    return [row[0].value for row in page.iter_rows(min_row=2, min_col=head.column, max_col=head.column) if row[0].value]


def test_claims_have_the_basic_columns_each_with_a_word_of_help() -> None:
    page = workbook()["Claims"]
    assert workbook().sheetnames == ["Claims", "Sources", "Codes"]
    assert [cell.value for cell in page[1]] == [column.name for column in CLAIMS[:BASIC]]
    assert all(cell.comment for cell in page[1])
    assert column(page, "what_was_said") == [example["what_was_said"] for example in EXAMPLES]


def test_every_cell_to_fill_in_is_formatted_as_text() -> None:
    """So that no spreadsheet turns 3-6 into a date."""
    for name in ("Claims", "Sources"):
        assert {cell.number_format for row in workbook()[name]["A2:G500"] for cell in row} == {"@"}


def test_drop_downs_reach_codes_that_exist() -> None:
    page, codes = workbook()["Claims"], workbook()["Codes"]
    heads = {cell.column_letter: cell.value for cell in page[1]}
    drop_downs = {heads[str(choice.sqref)[0]]: choice for choice in page.data_validations.dataValidation}
    assert set(drop_downs) >= {"wording", "measure", "whose", "span", "unit", "where", "source_id"}
    assert {str(choice.sqref)[1:] for choice in drop_downs.values()} <= {f"2:{letter}500" for letter in heads}
    area = drop_downs["wording"].formula1.removeprefix("=Codes!").replace("$", "")
    assert [row[0].value for row in codes[area]] == column(codes, "wording")
    assert drop_downs["wording"].showErrorMessage and not drop_downs["unit"].showErrorMessage


def test_codes_name_what_a_claim_may_be_about_in_words_that_are_read() -> None:
    about = column(workbook()["Codes"], "about")
    assert len(about) == sum(len(vocabulary().names(kind)) for kind in NAMED)
    assert "flights" in about and "mechanism alert" in about and "input purge" in about
    assert not {"alert", "purge", "trade_index"} & set(about)


def test_the_sources_of_the_ledger_are_among_the_codes() -> None:
    assert column(workbook()["Codes"], "sources of the ledger") == list(ledger.load_ledger().sources)


def test_the_template_asks_how_many_persons_a_claim_is_about() -> None:
    head = [cell.value for cell in workbook()["Claims"][1]]
    assert "persons" in head and "persons" not in column(workbook()["Codes"], "further columns of Claims")


def test_its_own_examples_can_be_imported(tmp_path: Path) -> None:
    """As they are they stay behind; under the id of a source of one's own all of them are claims."""
    known = ledger.load_ledger()
    file = tmp_path / "template.xlsx"
    file.write_bytes(template_workbook(known))
    assert [fault.found for fault in read_batch(file, known, today=TODAY).all_faults] == ["no rows"]
    book = openpyxl.load_workbook(file)
    for page in (book["Claims"], book["Sources"]):
        for row in page.iter_rows():
            for cell in row:
                cell.value = "mine" if cell.value == EXAMPLE else cell.value
    book.save(file)
    batch = read_batch(file, known, today=TODAY)
    assert [str(fault) for fault in batch.all_faults] == [] and len(batch.rows) == len(EXAMPLES)
    assert [row.remark for row in batch.rows] == [None] * len(EXAMPLES), "they must show how to be comparable"
