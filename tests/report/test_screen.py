"""A screen laid out by hand, and what holds for every screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.report.lines import cells
from legation.report.screen import WIDTH_LEAST, Screen, TableColumn, column_widths

CODES = re.compile(r"\x1b\[[\d;]*m")


def small():
    screen = Screen("QUOTAS, 2015-2022", "3 reports · 2 origins")
    screen.chart(["      2015   2016", "RFA   ● 20k"])
    screen.row("Agree", "20-60k a year a person (three origins)")
    screen.row("Hangs on", "without RFA nothing is left on amounts", "and little on arrears")
    screen.gap()
    screen.step("legation about quotas --all", "all reports")
    screen.step("legation export last")
    screen.step("runs/one/report.html", label="Report")
    return screen


def test_a_screen_by_hand():
    assert small().text(50).splitlines() == [
        "QUOTAS, 2015-2022            3 reports · 2 origins",
        "      2015   2016",
        "RFA   ● 20k",
        "Agree     20-60k a year a person (three origins)",
        "Hangs on  without RFA nothing is left on amounts",
        "          and little on arrears",
        "",
        "Next      legation about quotas --all  all reports",
        "          legation export last",
        "Report    runs/one/report.html",
    ]
    assert small().height(50) == 10


def test_where_there_is_no_room_the_summary_stands_below_the_title():
    screen = Screen("A title of some thirty letters, or so", "and a summary")
    assert screen.text(40).splitlines() == ["A title of some thirty letters, or so", "and a summary"]


def test_a_long_label_is_wrapped_within_a_third_of_the_width():
    screen = Screen()
    screen.row("What it would take to tell them apart", "one text")
    assert screen.text(40).splitlines() == ["What it      one text", "would take", "to tell", "them apart"]


def test_labels_share_a_column_with_those_of_their_indent_alone():
    screen = Screen()
    screen.row("a", "one")
    screen.row("longer", "two", indent=2)
    screen.row("bcd", "three")
    assert screen.text().splitlines() == ["a    one", "  longer  two", "bcd  three"]


def test_gaps_in_a_row_are_one_and_none_stands_at_an_end():
    screen = Screen()
    for text in ("a", "b"):
        screen.gap()
        screen.gap()
        screen.paragraph(text)
    screen.gap()
    assert screen.text() == "a\n\nb"
    assert (Screen().text(), Screen().height()) == ("", 0)


def test_lines_of_a_paragraph_may_hang():
    screen = Screen()
    screen.paragraph("- " + "word " * 12, 2, hang=2)
    assert screen.text(40).splitlines() == ["  - " + "word " * 6 + "word", "    " + "word " * 4 + "word"]


TABLE = [
    "Money",
    (["Officials paid the quota.", "pf-g-02 F/C-3"], "20-60k", "fits"),
    ("수입이 줄었다", "9", "outside"),
    "People",
    ("Some left.", "", "cannot tell"),
]


COLUMNS = (TableColumn("RECORD"), TableColumn("MODEL", right=True), TableColumn("COMPARED"))


def table(rows=TABLE, notes=(), columns=COLUMNS):
    screen = Screen()
    screen.table(columns, rows, notes=notes)
    return screen


def test_a_table_by_hand():
    notes = ["", "", "The report is built in, and so a fit says nothing.", "", ""]
    assert table(notes=notes).text(60).splitlines() == [
        "RECORD                       MODEL  COMPARED",
        "Money",
        " Officials paid the quota.  20-60k  fits",
        "   pf-g-02 F/C-3",
        " 수입이 줄었다                   9  outside",
        "                            The report is built in, and so a",
        "                            fit says nothing.",
        "",
        "People",
        " Some left.                         cannot tell",
    ]


def test_the_widest_column_is_wrapped_and_the_others_stay():
    rows = [("a name", "word " * 12)]
    assert table(rows, columns=(TableColumn(), TableColumn())).text(50).splitlines() == [
        "a name  " + "word " * 7 + "word", "        word word word word"
    ]  # fmt: skip


def test_a_column_takes_no_more_than_it_may():
    rows = [("word " * 8, "word " * 8)]
    lines = table(rows, columns=(TableColumn(), TableColumn(most=20))).text(80).splitlines()
    assert lines == ["word " * 8 + " " + "word " * 3 + "word", " " * 41 + "word " * 3 + "word"]


def test_where_columns_would_be_too_narrow_cells_stand_under_one_another():
    rows = [("word " * 10, "much " * 10, "fits")]
    notes = ["It is built in."]
    assert table(rows, notes).text(40).splitlines() == [
        "word word word word word word word word", "word word",
        "  MODEL: much much much much much much", "  much much much much", "  COMPARED: fits", "  It is built in."
    ]  # fmt: skip


def test_a_table_has_a_cell_for_each_column_and_a_note_for_each_row_or_none():
    with pytest.raises(AssertionError, match="a cell for each column"):
        table([("a", "b")])
    with pytest.raises(AssertionError, match="one note for each row"):
        table(notes=["a"])


def test_who_wants_little_gets_it_and_the_rest_is_shared():
    assert column_widths([5, 100, 30], 65) == [5, 30, 30]
    assert column_widths([5, 100, 100], 65) == [5, 30, 30]
    assert column_widths([5, 6], 65) == [5, 6]


def test_a_command_is_never_broken_so_that_it_can_be_copied():
    screen = Screen()
    screen.step("legation " + "about " * 10, "what it is for")
    assert screen.text(40).splitlines() == ["Next  legation " + "about " * 9 + "about", " " * 8 + "what it is for"]


def test_a_name_to_copy_keeps_its_spaces_and_stays_in_one_line():
    screen = Screen()
    screen.step("my  file\nof\ttwo.html", label="Report")
    screen.chart(["a  b\nc"])
    assert screen.text().splitlines() == ["Report  my  file\\u000aof\\u0009two.html", "a  b\\u000ac"]


def test_a_label_stands_again_after_another_part():
    screen = Screen()
    screen.step("one")
    screen.gap()
    screen.step("two")
    assert screen.text().splitlines() == ["Next  one", "", "Next  two"]


STEERING = "a\x1b[31mb\x07c\u202ed"


def test_what_would_steer_a_console_is_written_out_in_every_part():
    screen = Screen(STEERING, STEERING)
    for add in (screen.paragraph, screen.heading, screen.warning, screen.step):
        add(STEERING)
    screen.step(STEERING, STEERING, label=STEERING)
    screen.row(STEERING, STEERING)
    screen.chart([STEERING])
    screen.table(
        [TableColumn(), TableColumn()], [STEERING, (STEERING, [STEERING, STEERING])], notes=[STEERING, STEERING]
    )
    text = screen.text(120)
    assert text.isprintable() is False and "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert text.count("\\u001b[31m") == 2 + 4 + 3 + 2 + 1 + 4 + 1


def test_colours_mark_title_labels_and_heads_and_change_no_letter():
    screen = small()
    screen.warning("NOT PUBLIC")
    screen.table([TableColumn("HEAD"), TableColumn()], ["Part", (["a", "b"], "c")], notes=["", "d"])
    coloured = screen.text(60, colour=True)
    assert CODES.sub("", coloured) == screen.text(60)
    for bold in ("QUOTAS, 2015-2022", "Agree", "Next", "HEAD", "Part"):
        assert f"\x1b[1m{bold}\x1b[0m " in f"{coloured} ".replace("\n", " ")
    assert "\x1b[1;31mNOT PUBLIC\x1b[0m" in coloured and "\x1b[2mb\x1b[0m" in coloured and "\x1b[2md\x1b[0m" in coloured
    assert "\x1b" not in screen.text(60)


texts = st.text(st.characters(codec="utf-8"), max_size=60)


@st.composite
def screens(draw):
    screen = Screen(draw(texts), draw(texts))
    for kind in draw(st.lists(st.sampled_from(["paragraph", "heading", "row", "table", "gap"]), max_size=6)):
        if kind == "paragraph":
            screen.paragraph(draw(texts), draw(st.integers(0, 12)), hang=draw(st.integers(0, 4)))
        elif kind == "heading":
            screen.heading(draw(texts))
        elif kind == "row":
            screen.row(draw(texts), *draw(st.lists(texts, max_size=3)), indent=draw(st.integers(0, 9)))
        elif kind == "table":
            cell = texts | st.lists(texts, max_size=3)
            rows = draw(st.lists(st.tuples(cell, cell, cell) | texts, max_size=4))
            columns = [
                TableColumn(draw(texts), draw(st.sampled_from([0, 20, 33])), draw(st.booleans())) for _ in range(3)
            ]
            screen.table(columns, rows, notes=[draw(texts) for _ in rows])
        else:
            screen.gap()
    return screen


@given(screens(), st.integers(20, 130))
def test_no_line_is_wider_than_the_console_and_colours_move_nothing(screen, width):
    lines = screen.text(width).split("\n")
    assert all(cells(line) <= max(width, WIDTH_LEAST) for line in lines)
    assert CODES.sub("", screen.text(width, colour=True)).split("\n") == lines
    assert screen.height(width) == (len(lines) if lines != [""] else 0)


def test_what_does_not_fit_is_counted_and_the_end_stays():
    screen = Screen()
    for number in range(60):
        screen.paragraph(f"line {number}")
    screen.step("legation next")
    screen.cut(40, "give --all", last=1)
    lines = screen.text().splitlines()
    assert len(lines) <= 40 and lines[-1].endswith("legation next")
    kept = sum(line.startswith("line ") for line in lines)
    assert f"and {60 - kept} more lines: give --all" in lines
