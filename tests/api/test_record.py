"""Questions to the record from Python: plain data, and one error for all that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation import api
from legation.base.faults import EvidenceError, UserError
from tests.evidence.helpers import claim, folder

HEAD = "what_was_said,about,wording,where,source_id,id\n"
GOOD = "Income fell.,trade_income,none,Dandong,nk-2019-intv,mine-1\n"
BAD = "Income rose.,trade_income,none,Nowhere,nk-2019-intv,mine-2\n"


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def _sheet(*rows):
    Path("mine.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return "mine.csv"


def test_gaps_and_what_is_represented_make_the_whole(tmp_path):
    answer = api.gaps(folders=[folder(tmp_path, claim())])
    assert [gap.id for gap in answer.unexplained] == ["one"] == answer.as_dict()["unexplained"]
    parts = len(answer.waiting) + len(answer.out_of_scope) + len(answer.unexplained)
    assert answer.represented + parts == answer.claims == answer.as_dict()["of"]


def test_a_wrong_row_refuses_the_file_and_the_error_says_what_became_of_each_row():
    with pytest.raises(api.RowsRefusedError) as refused:
        api.import_claims(_sheet(GOOD, BAD), "mine")
    assert [row["state"] for row in refused.value.rows_read.rows] == ["new", "faulty"]
    assert [fault.field for fault in refused.value.faults] == ["where"]
    assert not Path("mine").exists()


def test_rows_that_are_right_are_written_if_that_is_asked_for():
    read = api.import_claims(_sheet(GOOD, BAD), "mine", accept_good=True)
    assert (read.written, [place for place, _ in read.left_out]) == (["mine-1"], ["line 3"])
    assert [row["id"] for row in read.as_dict()["rows"]] == ["mine-1"]
    assert api.show_claim("mine-1", folders=["mine"])


def test_an_export_is_written_once(tmp_path):
    exported = api.export_claims("out.csv", "sessions")
    assert exported.claims > 0 and exported.left_out == 0 and exported.handling == ""
    with pytest.raises(UserError, match="a file that exists"):
        api.export_claims("out.csv")
    with pytest.raises(UserError) as refused:
        api.export_claims("out.csv", as_of="lately")
    assert len(refused.value.faults) == 2


def test_a_template_is_a_workbook():
    assert api.template() == Path("claims.xlsx") and Path("claims.xlsx").stat().st_size > 5_000
    with pytest.raises(UserError, match=r"ends in \.xlsx"):
        api.template("claims.csv")


def test_a_claim_is_forgotten(tmp_path):
    mine = folder(tmp_path / "mine", claim())
    forgotten = api.forget("one", [mine])
    assert list(forgotten.removed.values()) == ["the claim", "no other claim names it"]
    with pytest.raises(EvidenceError):
        api.forget("one", [mine])
