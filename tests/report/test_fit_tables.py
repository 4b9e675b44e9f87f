"""The tables of a fit."""

from __future__ import annotations

import pytest

from legation.inference.fit import LEVELS, Fitter
from legation.report.fit_tables import QUANTILES, fit_files, fit_sheets, variant_data
from tests.inference.test_fit import toy_bank, toy_claims


@pytest.fixture(scope="module")
def fit():
    return Fitter(toy_bank(3_000, idle=3), toy_claims()).fit()


def test_each_table_has_as_many_cells_as_columns_and_a_row_for_each_thing(fit):
    sheets = {sheet.name: sheet for sheet in fit_sheets(fit)}
    assert all(len(row) == len(sheet.columns) for sheet in sheets.values() for row in sheet.rows)
    assert len(sheets["Claims"].rows) == 3
    assert [row[:2] for row in sheets["Origins"].rows] == [("all claims", "first"), ("all claims", "second")]
    assert len(sheets["Parameters"].rows) == 2 * 4
    assert len(sheets["Weights"].rows) == 3_000
    assert sum(row[1] for row in sheets["Weights"].rows) == pytest.approx(1)
    assert QUANTILES == ("q05", "q25", "q50", "q75", "q95")
    assert len(QUANTILES) == len(LEVELS)


def test_a_variant_as_plain_data_says_how_far_it_can_be_trusted(fit):
    data = variant_data(fit.variants[0])
    assert data["ess"] == fit.variants[0].weights.ess
    assert data["trouble"] == ""
    assert data["pareto_k"] < 0.7


def test_every_file_says_what_it_is_not(fit):
    assert all("if the model were right" in content.decode("utf-8-sig") for content in fit_files(fit).values())
