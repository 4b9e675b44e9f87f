"""The figures of a result: each once, with the numbers that are drawn."""

from __future__ import annotations

import re

import pytest

from legation.report.figure import MODEL, REPORTED
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
    assert sorted(shown) == sorted(names)


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
        claims = [row["claim"] for row in figure.data if row["shows"] == REPORTED and figure.name != "reports"]
        assert claims == [claim for _, claim, _ in figure.marks]


def test_a_comparison_s_rows_name_both_scenarios_and_the_difference(effect_figures, twins):
    for figure in effect_figures:
        shows = {row["shows"] for row in figure.data}
        assert shows == {f"model, {twins.a.name}", f"model, {twins.b.name}", "model, difference"}
