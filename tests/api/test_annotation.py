"""Annotating a workbook: rows by receipt or by id, the record always, a run where one is asked for."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from legation import api
from legation.api.annotation import HEADS, MODEL_HEADS
from legation.base.faults import RunFolderError, UserError
from tests.evidence.importing.helpers import as_bytes, book

CLAIMS = [
    ["what_was_said", "about", "wording", "low", "high", "unit", "where", "when", "source_id", "handling"],
    ["Officials were said to keep about 3,000 RMB a month.", "own_income_month_rmb", "about", 3000, 3000,
     "RMB per month", "Dandong", "2019", "mine", ""],
    ["Nobody could open an account.", "account_share", "none", "", "", "", "China", "2019", "mine", ""],
]  # fmt: skip
SOURCES = [
    ["source_id", "publisher", "published", "language", "goes_back_to"],
    ["mine", "My Bulletin", "2019-12", "en", "a trader"],
]
SHORT = {"worlds": 2, "start": "2019", "end": "2019-12-31"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder with a workbook that was imported into `mine`."""
    monkeypatch.chdir(tmp_path)
    Path("own.xlsx").write_bytes(as_bytes(book(("Claims", CLAIMS), ("Sources", SOURCES))))
    api.import_claims("own.xlsx", "mine")


def new_cells(name: str = "new.xlsx", columns: int = len(CLAIMS[0])) -> list[list[Any]]:
    page = openpyxl.load_workbook(name)["Claims"]
    return [[cell.value for cell in row][columns:] for row in page.iter_rows()]


def test_the_record_is_written_beside_the_rows_of_the_import() -> None:
    before = Path("own.xlsx").read_bytes()
    made = api.annotate("own.xlsx", "new.xlsx", run=None, folders=["mine"])
    assert (made.rows, made.gone, made.verdicts, made.repeated) == (2, [], {}, False)
    assert made.handling == "NOT PUBLIC: holds 2 embargoed claims. Do not pass on."
    head, first, second = new_cells()
    assert head == list(HEADS)
    assert (first[0], first[4], second[0]) == ("mine-01", "embargoed", "mine-02") and "one origin" in first[1]
    assert Path("own.xlsx").read_bytes() == before and stat.S_IMODE(Path("new.xlsx").stat().st_mode) == 0o600


def test_verdicts_of_claims_that_are_not_public_come_from_the_run_made_again() -> None:
    """A saved run never holds them, so nothing of it could be written."""
    saved = api.run(**SHORT, out="first")
    assert "mine-01" not in Path("first/comparison.json").read_text(encoding="utf-8")
    made = api.annotate("own.xlsx", "new.xlsx", run="first", folders=["mine"])
    assert made.repeated and made.changed == []
    again = {row.claim: row for row in api.run(**SHORT, folders=["mine"]).rows}
    head, first, second = new_cells()
    assert head == [*HEADS, *MODEL_HEADS]
    row = again["mine-01"]
    assert first[len(HEADS) :] == [row.verdict, row.gives or None, row.because or None, saved.run_id]
    assert second[len(HEADS)] == "not compared" and second[len(HEADS) + 2] == "It gives neither a number nor a change."
    assert "mine-01" not in Path("first/comparison.json").read_text(encoding="utf-8")
    assert made.verdicts == {row.verdict: 1, "not compared": 1}


def test_an_export_is_annotated_by_its_ids_from_the_saved_run_alone() -> None:
    api.run(**SHORT, out="first")
    api.export_claims("public.xlsx", role="check")
    columns = openpyxl.load_workbook("public.xlsx")["Claims"].max_column
    made = api.annotate("public.xlsx", "new.xlsx", run="first")
    assert not made.repeated and made.handling == "" and made.rows > 10
    ids = [row[0] for row in new_cells(columns=columns)[1:]]
    page = openpyxl.load_workbook("public.xlsx")["Claims"]
    position = [cell.value for cell in page[1]].index("id")
    assert ids == [row[position].value for row in page.iter_rows(min_row=2)]


def test_a_workbook_that_changed_since_its_import_is_refused_with_the_day() -> None:
    changed = openpyxl.load_workbook("own.xlsx")
    changed["Claims"]["A2"] = "Something else."
    changed.save("own.xlsx")
    with pytest.raises(UserError, match="changed since its import on 2") as refused:
        api.annotate("own.xlsx", "new.xlsx", run=None, folders=["mine"])
    assert "--replace" in str(refused.value) and not Path("new.xlsx").exists()
    Path("own.xlsx").rename("renamed.xlsx")
    with pytest.raises(UserError, match="one that was not imported"):
        api.annotate("renamed.xlsx", "new.xlsx", run=None, folders=["mine"])


def test_rows_of_claims_that_were_forgotten_are_named_and_left_as_they_are() -> None:
    api.forget("mine-02", ["mine"])
    # Forgetting takes the claim out of the receipt, too, so its row is one of many that were never claims.
    made = api.annotate("own.xlsx", "new.xlsx", run=None, folders=["mine"])
    assert made.rows == 1 and new_cells()[2] == [None] * len(HEADS)


@pytest.mark.parametrize(
    ("workbook", "out", "found"),
    [
        ("own.xlsx", "own.xlsx", "your workbook is never changed"),
        ("own.xlsx", "new.csv", "a name that ends in .xlsx"),
        ("own.csv", "new.xlsx", "Save it as .xlsx"),
        ("none.xlsx", "new.xlsx", "no such file"),
        ("own.xlsx", "taken.xlsx", "--force"),
    ],
)
def test_a_wrong_file_is_refused(workbook: str, out: str, found: str) -> None:
    Path("taken.xlsx").write_bytes(b"mine")
    with pytest.raises(UserError, match=found):
        api.annotate(workbook, out, run=None, folders=["mine"])
    assert Path("taken.xlsx").read_bytes() == b"mine"


def test_a_run_must_be_one_of_a_scenario_beside_the_record() -> None:
    with pytest.raises(RunFolderError, match=r"no run of one scenario below runs.*--record-only"):
        api.annotate("own.xlsx", "new.xlsx", folders=["mine"])
    api.run(**SHORT, out="first")
    Path("first/comparison.json").unlink()
    with pytest.raises(RunFolderError, match=r"comparison\.json"):
        api.annotate("own.xlsx", "new.xlsx", run="first", folders=["mine"])


def test_a_row_that_was_refused_says_why() -> None:
    wrong = [
        "Income rose.",
        "own_income_month_rmb",
        "about",
        3000,
        3000,
        "RMB per month",
        "Nowhere",
        "2019",
        "mine",
        "",
    ]
    Path("two.xlsx").write_bytes(as_bytes(book(("Claims", [*CLAIMS, wrong]), ("Sources", SOURCES))))
    api.import_claims("two.xlsx", "theirs", accept_good=True)
    api.annotate("two.xlsx", "new.xlsx", run=None, folders=["theirs"])
    *_, refused = new_cells()
    assert refused[0] is None and str(refused[1]).startswith("not imported: ") and "expected an area" in refused[1]
    assert "Nowhere" not in refused[1]
