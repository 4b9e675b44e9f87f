"""The figures of a result as files: what is drawn, and the same numbers as rows."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ElementTree

import pytest

from legation.report.figure import DATA_COLUMNS, MODEL, REPORTED, Figure, data_row
from legation.report.figures import effect_figures_of, figures_of
from legation.report.page import run_html


@pytest.fixture(scope="module")
def figures(result):
    return figures_of(result)


@pytest.fixture(scope="module")
def effect_figures(twins):
    return effect_figures_of(twins)


def test_each_figure_of_the_page_is_in_the_list_once(result, figures):
    names = [figure.name for figure in figures]
    assert len(names) == len(set(names))
    page = run_html(result)
    assert all(figure.svg in page for figure in figures)
    shown = re.findall(r'<svg [^>]*aria-labelledby="([^" ]*)-title', page)
    assert [name for name in shown if name != "reports"] == names


def test_a_figure_has_what_it_needs_to_stand_alone(figures, effect_figures):
    for figure in (*figures, *effect_figures):
        root = ElementTree.fromstring(figure.svg_file("0123456789abcdef"))
        assert root.tag.endswith("}svg")
        text = " ".join("".join(element.itertext()) for element in root.iter())
        assert "0123456789abcdef" in text and "invented" in text
        assert " ".join(figure.title.split())[:30] in text


def test_the_csv_of_a_figure_holds_its_rows(figures, effect_figures):
    for figure in (*figures, *effect_figures):
        head, *rows = csv.reader(io.StringIO(figure.csv_file().removeprefix("\ufeff")))
        assert tuple(head) == DATA_COLUMNS
        assert len(rows) == len(figure.data) > 0
        for cells, row in zip(rows, figure.data, strict=True):
            for name, cell in zip(head, cells, strict=True):
                value = row[name]
                if isinstance(value, float):
                    assert float(cell) == value
                else:
                    assert cell == str(value if value is not None else "")


def test_the_rows_of_the_model_are_those_of_the_series(result, figures):
    (course,) = [figure for figure in figures if figure.name == "course-sessions_per_week"]
    drawn = {row["time"]: row["q50"] for row in course.data if row["shows"] == MODEL}
    for row in result.series:
        if row["observable"] == "sessions_per_week" and row["place"] == "all places":
            when = row["period_start"].isoformat()
            assert when not in drawn or drawn[when] == row["q50"]
    assert len(drawn) > 100


def test_a_reported_value_is_a_row_with_its_claim(figures):
    for figure in figures:
        claims = [row["claim"] for row in figure.data if row["shows"] == REPORTED]
        assert claims == [claim for _, claim, _ in figure.marks]


def test_a_comparison_s_rows_name_both_scenarios_and_the_difference(effect_figures, twins):
    for figure in effect_figures:
        shows = {row["shows"] for row in figure.data}
        assert shows == {f"in the model, {twins.a.name}", f"in the model, {twins.b.name}", "in the model, difference"}


def test_an_open_end_is_an_empty_cell_and_text_is_no_formula():
    row = data_row("=1+1", reported_low=float("-inf"), reported_high=8.0)
    assert row["reported_low"] is None and row["reported_high"] == 8.0
    assert "'=1+1,,,,,,,,,,,8," in Figure("a", "t", "", "", data=(row,)).csv_file()
