"""A run leaves the program as files: all or none, never over what is the user's, and only what is public."""

from __future__ import annotations

import errno
import io
import stat
from pathlib import Path

import docx
import openpyxl
import polars
import pypdf
import pytest

from legation import api
from legation.base import drafts
from legation.base.faults import UserError
from tests.base.disks import Disk
from tests.evidence.helpers import claim, folder

SHORT = {"start": "2018-12-24", "end": "2020-12-20", "overrides": ["founding.posted=2500"]}
SECRET = "A hidden sentence about arrears"


@pytest.fixture(scope="module")
def result():
    return api.run("baseline", worlds=4, **SHORT)


@pytest.fixture(scope="module")
def saved(result, tmp_path_factory):
    return result.save(tmp_path_factory.mktemp("runs") / "one")


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALL = {"xlsx": "a.xlsx", "csv": "tables", "docx": "a.docx", "pdf": "a.pdf", "charts": "charts"}


def _everything(place):
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}


def _words(place):
    """All that a reader of these files can read."""
    words = [path.read_text("utf-8") for path in place.rglob("*") if path.suffix in (".csv", ".svg")]
    for path in place.rglob("*.xlsx"):
        words += [str(cell) for page in openpyxl.load_workbook(path) for row in page.iter_rows(values_only=True)
                  for cell in row]  # fmt: skip
    for path in place.rglob("*.docx"):
        made = docx.Document(str(path))
        words += [paragraph.text for paragraph in made.paragraphs]
        words += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    for path in place.rglob("*.pdf"):
        words += [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages]
    return " ".join(" ".join(words).split())


def test_a_saved_run_becomes_all_of_its_files(saved, result, place):
    exported = api.export_run(saved, **ALL)
    assert exported.run_id == result.run_id and exported.handling == "" and exported.remarks == []
    assert [path.name for path in exported.written] == list(ALL.values())
    files = _everything(place)
    assert {"a.xlsx", "a.docx", "a.pdf", "tables/outcomes.csv", "tables/comparison.csv"} <= files
    charts = {Path(name).stem for name in files if name.startswith("charts/")}
    assert charts and all(f"charts/{name}{ending}" in files for name in charts for ending in (".svg", ".png", ".csv"))


def test_a_comparison_of_scenarios_becomes_files_too(place):
    twins = api.compare("baseline", "no-bank-crackdown", worlds=4, **SHORT)
    api.export_run(twins.save("two"), xlsx="b.xlsx", pdf="b.pdf", charts="b")
    assert openpyxl.load_workbook("b.xlsx").sheetnames[:2] == ["Answer", "Effects"]
    assert any(name.endswith(".svg") for name in _everything(place / "b"))


def test_the_same_run_gives_the_same_pdf_and_tables(saved, place):
    api.export_run(saved, pdf="one.pdf", csv="one")
    api.export_run(saved, pdf="two.pdf", csv="two")
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
    for name in _everything(place / "one"):
        assert (place / "one" / name).read_bytes() == (place / "two" / name).read_bytes()


def test_the_numbers_of_a_chart_are_read_as_numbers(saved):
    api.export_run(saved, charts="charts")
    table = polars.read_csv("charts/fan-trade_income.csv")
    assert table["q50"].dtype.is_numeric() and table["q50"].null_count() < table.height


def test_everything_that_is_in_the_way_is_told_at_once_and_nothing_is_written(saved, place):
    Path("a.xlsx").write_text("mine")
    Path("tables").mkdir()
    with pytest.raises(UserError) as problem:
        api.export_run(saved, **{**ALL, "pdf": "a.txt", "docx": "none/a.docx"}, letterhead="house.docx")
    assert [fault.field for fault in problem.value.faults] == ["file", "csv", "file", "pdf", "letterhead"]
    assert Path("a.xlsx").read_text() == "mine" and _everything(place) == {"a.xlsx"}


def test_force_replaces_what_an_export_wrote_and_no_other_folder(saved, place):
    api.export_run(saved, xlsx="a.xlsx", csv="tables")
    api.export_run(saved, xlsx="a.xlsx", csv="tables", force=True)
    Path("tables/notes.txt").write_text("mine")
    with pytest.raises(UserError, match=r"a folder that holds something else, such as \"notes\.txt\""):
        api.export_run(saved, csv="tables", force=True)
    assert Path("tables/notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "nothing to write"),
        ({"letterhead": "house.docx", "xlsx": "a.xlsx"}, "no document to write"),
        ({"csv": "both", "charts": "both"}, '"both" twice'),
    ],
)
def test_what_makes_no_sense_is_refused(saved, place, asked, message):
    docx.Document().save("house.docx")
    with pytest.raises(UserError, match=message):
        api.export_run(saved, **asked)
    assert _everything(place) == {"house.docx"}


def test_a_letterhead_is_never_written_over(saved, place):
    docx.Document().save("house.docx")
    before = Path("house.docx").read_bytes()
    with pytest.raises(UserError, match="the letterhead itself"):
        api.export_run(saved, docx="house.docx", letterhead="house.docx", force=True)
    assert Path("house.docx").read_bytes() == before


def test_a_full_disk_leaves_the_old_file_and_says_so(saved, place, monkeypatch):
    Path("a.xlsx").write_text("old")
    monkeypatch.setattr(drafts, "disk", Disk(0, code=errno.ENOSPC, only=("write",)))
    with pytest.raises(UserError, match="a full disk"):
        api.export_run(saved, xlsx="a.xlsx", csv="tables", force=True)
    assert Path("a.xlsx").read_text() == "old" and _everything(place) == {"a.xlsx"}


@pytest.fixture
def own(place):
    """A run with a claim that nobody may know of."""
    stands = '{ observable = ["flights"] }'
    texts = {"id": '"mine-1"', "paraphrase": f'"{SECRET}."', "handling": '"embargoed"', "wording": '"existence"'}
    folder(place / "mine", claim(**texts, represented_by=stands))
    return api.run("baseline", worlds=4, folders=["mine"], **SHORT)


def test_what_is_not_public_is_in_no_file(own, place):
    (place / "out").mkdir()
    exported = api.export_run(own, **{name: f"out/{path}" for name, path in ALL.items()})
    words = _words(place / "out")
    assert SECRET not in words and "mine-1" not in words and exported.handling == ""
    assert "used non-public claims: 1, left out here" in words


def test_on_request_it_is_in_and_every_page_says_so_for_the_owner_alone(own, place):
    (place / "out").mkdir()
    exported = api.export_run(own, **{name: f"out/{path}" for name, path in ALL.items()}, include_nonpublic=True)
    assert exported.handling.startswith("NOT PUBLIC: holds 1 embargoed claim")
    assert SECRET in _words(place / "out") and "left out here" not in _words(place / "out")
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in (place / "out").rglob("*") if path.is_file())
    assert all(path.read_text("utf-8-sig").startswith(exported.handling) for path in (place / "out/tables").iterdir())
    for path in (place / "out/charts").glob("*.svg"):
        assert "NOT PUBLIC" in path.read_text("utf-8")


def test_a_document_holds_all_own_findings_first_those_that_are_not_compared_too(place):
    said = [claim(id=f'"mine-{at}"', paraphrase=f'"Finding {at}."', handling='"embargoed"') for at in (1, 2)]
    folder(place / "mine", *said)
    run = api.run("baseline", worlds=4, folders=["mine"], **SHORT)
    exported = api.export_run(run, docx="own.docx", include_nonpublic=True)
    assert exported.handling.startswith("NOT PUBLIC: holds 2 embargoed claims")
    lines = [part.text for part in docx.Document("own.docx").paragraphs]
    assert lines.index("Your own findings") < lines.index("What was reported, beside the model")
    assert all(f"mine-{at}: Finding {at}. Nothing in the model stands for it." in lines for at in (1, 2))


def test_a_saved_run_holds_none_and_says_so(own, place):
    saved = own.save("runs/own")
    with pytest.raises(UserError, match="a saved run, which holds no claim that is not public"):
        api.export_run(saved, xlsx="a.xlsx", include_nonpublic=True)
    api.export_run(saved, csv="tables")
    assert SECRET not in _words(place / "tables")
