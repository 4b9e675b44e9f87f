"""A figure as files: the chart on its own, and its numbers."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from urllib.parse import unquote

import pytest

from legation.report.figure import DATA_COLUMNS, Figure, data_row
from legation.report.figures import effect_figures_of, figures_of


@pytest.fixture(scope="module")
def figures(result):
    return figures_of(result)


@pytest.fixture(scope="module")
def effect_figures(twins):
    return effect_figures_of(twins)


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


def test_an_open_end_is_an_empty_cell_and_text_is_no_formula():
    row = data_row("=1+1", reported_low=float("-inf"), reported_high=8.0)
    assert row["reported_low"] is None and row["reported_high"] == 8.0
    assert "'=1+1,,,,,,,,,,,8," in Figure("a", "t", "", "", data=(row,)).csv_file()


def test_an_address_holds_the_file_and_no_sign_that_ends_an_attribute(figures):
    for figure in figures:
        for address, content in (
            (figure.svg_link("0123"), figure.svg_file("0123")),
            (figure.csv_link(), figure.csv_file()),
        ):
            assert address.startswith("data:") and not set(address) & set('"<>&\n\r#')
            assert unquote(address.partition(",")[2]) == content
