"""`legation evidence import`, and a newcomer's way from the template to the next run's table."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.helpers import run

HEAD = "what_was_said,about,wording,where,source_id,id\n"
GOOD = "Income fell.,trade_income,none,Dandong,nk-2019-intv,mine-1\n"
BAD = "Income rose.,trade_income,none,Nowhere,nk-2019-intv,mine-2\n"
SHORT = ("--worlds", 2, "--start", "2018-12-24", "--end", "2020-12-20", "--set", "founding.posted=2500")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(*rows: str) -> str:
    Path("mine.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return "mine.csv"


def test_without_a_folder_rows_are_checked_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "import", put(GOOD))
    assert (
        ran.code == 0
        and "line 2  new  mine-1\n" in ran.out
        and ran.out.startswith("mine.csv ")
        and "Nothing was written" in ran.out
    )
    assert [path.name for path in Path().iterdir()] == ["mine.csv"]


def test_one_wrong_row_keeps_all_out_and_every_row_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "import", put(GOOD, BAD), "--into", "mine")
    assert (
        ran.code == 2
        and "line 2  new     mine-1\nline 3  faulty  mine-2\n" in ran.out
        and "mine.csv:3  where: found a word of 7 letters (not shown); expected an area" in ran.err
    )
    assert not Path("mine").exists()


def test_headings_are_shown_corrected_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = "Course of events;Date;Reporter\nIncome fell, and it went on falling.;Oct 2023;M.K.\n"
    Path("own.csv").write_text(sheet, encoding="utf-8")
    ran = run(capsys, "evidence", "import", "own.csv")
    assert ran.code == 2 and 'such as --map said="Course of events"' in ran.err
    words = ["--map", "said=Course of events", "--map", "Reporter=", "--into", "mine"]
    ran = run(capsys, "evidence", "import", "own.csv", *words)
    assert ran.code == 0
    for line in ("Course of events what_was_said as you said", "Date when likely", "Reporter - left out, as you said"):
        assert line in ran.words
    assert "it states no measure. Give `measure`" in ran.words
    again = run(capsys, "evidence", "import", "own.csv", "--into", "mine", "--json").data
    assert [row["state"] for row in again["rows"]] == ["unchanged"]
    assert [column["how"] for column in again["columns"]] == [
        "as you said before",
        "likely",
        "left out, as you said before",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--map", "Notes"], '--map: found "Notes"; expected FIELD="Your heading", or "Your heading"='),
        (["--map", "when=Notes", "--map", "where=Notes"], '--map: found "Notes" twice; expected one meaning'),
        (["--map", "whenever=Date"], "--map: found \"whenever\" for \"Date\"; expected a column such as"),
        (["--map", "when=Dete"], '--map: found "dete"; expected a heading of the sheet'),
    ],
)  # fmt: skip
def test_a_correction_that_means_nothing_is_refused(
    capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    Path("own.csv").write_text("What happened,Date\nIncome fell.,2019\n", encoding="utf-8")
    ran = run(capsys, "evidence", "import", "own.csv", *words)
    assert ran.code == 2 and message in ran.err and "Traceback" not in ran.err


def test_a_long_file_fits_one_screen_unless_all_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"Finding {row} of ours.,Oct {2000 + row % 25},Dandong,about {row}\n" for row in range(1, 300))
    Path("own.csv").write_text("What happened,Date,City,Amount\n" + rows, encoding="utf-8")
    ran = run(capsys, "evidence", "import", "own.csv")
    assert ran.code == 0 and len(ran.out.splitlines()) <= 40 and "299 more rows; --all shows them." in ran.words
    assert len(run(capsys, "evidence", "import", "own.csv", "--all").out.splitlines()) > 300


def test_the_good_rows_are_taken_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "import", put(GOOD, BAD), "--into", "mine", "--accept-good")
    assert ran.code == 0 and "1 claim written into mine, 1 row left out" in ran.out
    assert run(capsys, "evidence", "show", "mine-1", "--folder", "mine").code == 0


def test_the_same_file_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "evidence", "import", put(GOOD), "--into", "mine")
    ran = run(capsys, "evidence", "import", put(GOOD), "--into", "mine")
    assert "unchanged  mine-1" in ran.out and "0 claims written" in ran.out


def test_an_edited_claim_asks_before_it_takes_the_old_ones_place(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "evidence", "import", put(GOOD), "--into", "mine")
    edited = put(GOOD.replace("fell", "rose"))
    ran = run(capsys, "evidence", "import", edited, "--into", "mine")
    assert ran.code == 2 and "a changed mine-1" in ran.err and "--replace" in ran.err
    assert run(capsys, "evidence", "import", edited, "--into", "mine", "--replace").code == 0
    assert "Income rose." in run(capsys, "evidence", "show", "mine-1", "--folder", "mine").words


def test_an_export_edited_and_imported_has_the_edit_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "evidence", "import", put(GOOD, GOOD.replace("mine-1", "mine-2")), "--into", "mine")
    run(capsys, "evidence", "export", "out.xlsx", "mine-", "--folder", "mine", "--include-nonpublic")
    book = openpyxl.load_workbook("out.xlsx")
    book["Claims"]["A3"] = "Income halved."
    book.save("out.xlsx")
    ran = run(capsys, "evidence", "import", "out.xlsx", "--into", "mine", "--replace", "--json").data
    assert [row["state"] for row in ran["rows"]] == ["changed", "unchanged"]
    assert "Income halved." in run(capsys, "evidence", "show", "mine-1", "--folder", "mine").words


def test_a_newcomer_adds_three_claims_and_meets_them_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "evidence", "template")
    book = openpyxl.load_workbook("claims.xlsx")
    said = {
        "Some said that a few officials left.": ("flights", "officials", "existence", "China", "2019"),
        "More managers were blamed.": ("", "", "rose", "Dandong", "2019"),
        "The weather was bad.": ("", "", "", "", "2019"),
    }
    columns = ("measure", "whose", "wording", "where", "when")
    for row, (words, values) in enumerate(said.items(), start=5):
        cells = {"what_was_said": words, "source_id": "mine-2019", **dict(zip(columns, values, strict=True))}
        for head in book["Claims"][1]:
            book["Claims"].cell(row, head.column).value = cells.get(head.value)
    for column, value in enumerate(("mine-2019", "My Bulletin", "2019-12-01", "ko", "", "", "a trader"), start=1):
        book["Sources"].cell(3, column).value = value or None
    book.save("claims.xlsx")

    ran = run(capsys, "evidence", "import", "claims.xlsx", "--into", "mine")
    assert ran.code == 0 and "3 claims written into mine" in ran.out, ran.err
    shown = run(capsys, "evidence", "show", "mine-2019-01", "--folder", "mine").words
    assert "Some said that a few officials left." in shown and "handling embargoed" in shown
    gaps = run(capsys, "evidence", "gaps", "--folder", "mine").words
    assert "mine-2019-02 More managers were blamed. neither represented nor out of scope" in gaps
    assert "mine-2019-03 The weather was bad. neither represented nor out of scope" in gaps

    table = run(capsys, "run", *SHORT, "--folder", "mine", "--out", "first")
    assert table.code == 0 and "mine-2019-01" in table.out and "NOT PUBLIC" in table.out
    saved = b"".join(path.read_bytes() for path in Path("first").rglob("*") if path.is_file())
    for secret in (b"mine-2019", b"few officials left", b"My Bulletin", b"weather"):
        assert secret not in saved
    assert b"used non-public claims: 3, left out here" in saved and b"--folder DIR" in saved


def test_values_for_all_rows_are_given_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.csv").write_text("what_was_said,measure,low,unit\nSome.,quota,1000,USD per year\n", encoding="utf-8")

    def imported(*given: str):
        return run(capsys, "evidence", "import", "own.csv", *(word for each in given for word in ("--for-all", each)))

    assert "whose officials for 1 row without one, as you said." in imported("whose=officials", "place=Dandong").words
    wrong = imported("whose=oficials", "x", "a=1")
    assert wrong.code == 2 and wrong.err.startswith('command line: --for-all: found "x"; expected NAME=VALUE')
    wrong = imported("whose=oficials", "a=1")
    assert wrong.code == 2 and wrong.err.count("command line: --for-all: found") == 2
    twice = imported("whose=workers", "whose=officials")
    assert twice.code == 2 and 'found "whose" twice; expected one value for a name' in twice.err
    given = ["--for-all", "whose=officials", "--for-all", "wording=exact", "--into", "mine"]
    assert run(capsys, "evidence", "import", "own.csv", *given).code == 0
    assert "of officials, over a year" in run(capsys, "evidence", "show", "own-findings-01", "--folder", "mine").words


def test_after_an_import_each_claim_says_what_it_can_be_set_beside_and_what_shows_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    head = "what happened,where,when,how many,told by\n"
    rows = (
        "Yearly target for a trader was 30000 dollars,China,2019,30000,interview\n"
        "People talked.,China,2019,,interview\n"
    )
    Path("mine.csv").write_text(head + rows, encoding="utf-8")
    ran = run(capsys, "evidence", "import", "mine.csv", "--into", "mine", "--as-read")
    text = " ".join(ran.out.split())
    assert ran.code == 0
    assert "own-findings-01 Agrees with pf-g-12 (Radio Free Asia)" in text
    assert "own-findings-02 Can't be set beside others: it states no measure." in text
    assert "legation about quota --folder mine shows own-findings-01" in text
    shown = run(capsys, "about", "quota", "--folder", "mine").out
    assert "own-findings-01" in shown and "Yours" in shown
    assert "own-findings-02" in run(capsys, "about", "own-findings-02", "--folder", "mine").out
