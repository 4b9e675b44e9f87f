"""Values for all rows at once: only where nothing stands, and only where they can be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence.importing.batch import read_batch
from legation.evidence.importing.common_values import FOR_ALL, checked_for_all
from legation.evidence.importing.rows import ImportBatch
from tests.evidence.importing.helpers import TODAY, small

HEAD = "what_was_said,measure,whose,where,low,unit,wording,handling\n"
ROWS = (
    "Some.,quota,,,1000,USD per year,exact,\n"
    "Some.,quota,workers,Jilin,1000,USD,exact,public\n"
    "Some.,trade_growth,,,10,percent,exact,\n"
)


def filled(tmp_path: Path, text: str = HEAD + ROWS, **values: str) -> ImportBatch:
    file = tmp_path / "mine.csv"
    file.write_text(text, encoding="utf-8")
    return read_batch(file, small(), today=TODAY, for_all=values)


def test_only_empty_cells_are_filled_and_it_is_said_how_many(tmp_path):
    batch = filled(tmp_path, whose="officials", place="Dandong", handling="internal")
    assert batch.all_faults == [] and [row.claim.place for row in batch.rows] == ["Dandong", "Jilin", "Dandong"]
    assert [row.claim.handling for row in batch.rows] == ["internal", "public", "internal"]
    assert batch.notes == [
        "Claims: whose officials for 1 row without one, as you said; left as they are: 2.",
        "Claims: where Dandong for 2 rows without one, as you said; left as they are: 1.",
        "Claims: handling internal for 2 rows without one, as you said; left as they are: 1.",
    ]


def test_persons_are_not_given_to_what_is_of_none(tmp_path):
    assert [row.claim.whose for row in filled(tmp_path, whose="officials").rows] == ["officials", "workers", ""]


def test_a_span_is_not_given_where_the_unit_says_it(tmp_path):
    batch = filled(tmp_path, span="month")
    assert batch.all_faults == [] and [row.claim.span for row in batch.rows] == ["year", "month", "month"]


def test_a_column_that_the_sheet_lacks_is_given_to_all(tmp_path):
    batch = filled(tmp_path, when="April 2019", said_by="a trader")
    assert {(str(row.claim.period), row.claim.said_by) for row in batch.rows} == {("2019-04", "a trader")}
    assert "Claims: said_by for 3 rows without one, as you said." in batch.notes  # no text of the user's own


@pytest.mark.parametrize(("measure", "whose"), [("trade_growth", ""), ("quota_met", "officials")])
def test_a_measure_for_all_decides_whether_persons_can_be(tmp_path, measure, whose):
    text = "what_was_said,low,unit\nSome.,10,percent\n"
    assert filled(tmp_path, text, measure=measure, whose="officials").rows[0].claim.whose == whose


@pytest.mark.parametrize(
    ("given", "found", "advice"),
    [
        ({"whose": "oficials"}, '"whose=oficials"', "Did you mean officials?"), ({"colour": "red"}, '"colour"', ""),
        ({"place": "Kunming"}, '"where=Kunming"', "It lies in other China: write that area."),
        ({"when": "2019-13"}, '"when=2019-13"', None), ({"persons": "many"}, '"persons=many"', None),
        ({"low": "3"}, '"low"', None), ({"id": "x"}, '"id"', None), ({"whose": " "}, '"whose= "', ""),
        ({"where": "Jilin", "place": "Dandong"}, "where twice", ""),
    ],
)  # fmt: skip
def test_an_unknown_field_or_value_is_one_fault_however_many_rows_there_are(tmp_path, given, found, advice):
    with pytest.raises(EvidenceError) as refused:
        filled(tmp_path, **given)
    (fault,) = refused.value.faults
    assert (fault.field, fault.found) == ("for_all", found) and advice in (None, fault.advice)


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(EvidenceError) as refused:
        filled(tmp_path, whose="oficials", colour="red", measure="quotta")
    assert len(refused.value.faults) == 3


def test_a_toml_file_is_told_where_it_says_so_itself(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text("format = 1\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"expected a spreadsheet\. Put them under \[shared\] there"):
        read_batch(file, small(), today=TODAY, for_all={"whose": "officials"})


@pytest.mark.parametrize("column", FOR_ALL, ids=lambda column: column.name)
def test_every_field_that_is_offered_can_be_given(column):
    of_kind = {"date": "2019", "flag": "yes", "whole": "3", "unit": "USD", "text": "Some."}
    coded = {"kind": "event", "where": "Jilin", "wording": "none", "measure": "quota", "whose": "workers",
             "span": "year", "role": "context", "source_grade": "F", "status": "active",
             "handling": "internal"}  # fmt: skip
    value = coded[column.name] if column.kind == "word" else of_kind[column.kind]
    assert checked_for_all({column.name: value}) == {column.name: value}
