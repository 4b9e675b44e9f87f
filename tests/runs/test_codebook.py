"""The codebook says what every column, measure and verdict of a run folder is, and speaks of nothing else."""

from __future__ import annotations

import json
from datetime import date

import polars
import pytest

from legation import api
from legation.assessment.verdicts import LEGEND
from legation.observation.observables.catalogue import BY_NAME
from legation.runs.codebook import AS_UNIT_SAYS, TABLES, codebook
from tests.cli.helpers import run

KINDS = {polars.String: "text", polars.Float64: "number", polars.Int64: "whole number", polars.Date: "day"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    result = api.run("baseline", worlds=2, start=date(2018, 12, 24), end=date(2020, 12, 20),
                     overrides=["founding.posted=2500"])  # fmt: skip
    return result.save(tmp_path_factory.mktemp("runs") / "one")


@pytest.fixture(scope="module")
def book(saved):
    return json.loads((saved / "codebook.json").read_text("utf-8"))


def _columns(book, table):
    return {column["column"]: column for column in book["tables"][table]}


def test_every_table_of_a_run_folder_is_in_it_and_no_other(saved, book):
    data = {path.stem for path in saved.iterdir() if path.suffix == ".parquet"} | {"comparison"}
    assert set(book["tables"]) == data


@pytest.mark.parametrize("table", ["series", "parameters", "draws", "outcomes"])
def test_every_column_is_in_it_with_its_type_and_nothing_else(saved, book, table):
    written = {name: KINDS[kind] for name, kind in polars.read_parquet(saved / f"{table}.parquet").schema.items()}
    assert list(written.items()) == [(name, column["kind"]) for name, column in _columns(book, table).items()]


def test_every_field_of_the_comparison_is_in_it_with_its_type_and_nothing_else(saved, book):
    columns = _columns(book, "comparison")
    kinds = {"text": str, "number": (int, float), "whole number": int, "two numbers": list, "texts": list}
    for row in json.loads((saved / "comparison.json").read_text("utf-8")):
        assert list(row) == list(columns)
        assert all(value is None or isinstance(value, kinds[columns[name]["kind"]]) for name, value in row.items())


def test_every_column_says_in_a_sentence_what_it_is():
    for table, columns in TABLES.items():
        for name, column in columns.items():
            assert not column.sentence[0].islower() and column.sentence.endswith("."), (table, name)
            assert column.unit != AS_UNIT_SAYS or "unit" in columns


def test_measures_and_verdicts_are_those_of_the_program(book):
    assert {one["name"]: (one["unit"], one["sentence"], one["finest"]) for one in book["observables"]} == {
        name: (one.unit, one.sentence, one.resolution) for name, one in BY_NAME.items()}  # fmt: skip
    assert [(one["verdict"], one["meaning"]) for one in book["verdicts"]] == list(LEGEND)
    assert {**book, "tables": None} == {**json.loads(json.dumps(codebook(LEGEND))), "tables": None}


def test_wide_tables_say_of_each_column_whose_unit_and_values_it_has(book):
    draws, outcomes = _columns(book, "draws"), _columns(book, "outcomes")
    assert draws["founding.posted"]["sentence"] == "The parameter, the same in every world."
    assert draws["trade.median_margin"]["sentence"] == "What the world drew of its prior."
    assert outcomes["flights"]["unit"] == BY_NAME["flights"].unit
    assert outcomes["flights"]["sentence"].startswith("The measure; null for places that are no region;")
    assert outcomes["margin_month_rmb"]["sentence"].startswith("The median person of the world; null where")


def test_the_list_of_measures_says_the_same_sentences(book, capsys):
    listed = {row["name"]: row["title"] for row in run(capsys, "list", "observables", "--json").data["observables"]}
    assert {one["name"]: listed[one["name"]] for one in book["observables"]} == {
        one["name"]: one["sentence"] for one in book["observables"]}  # fmt: skip


def test_it_says_in_five_sentences_whom_the_rules_protect(book):
    assert len(book["rules"]) == 5 and all(sentence.endswith(".") for sentence in book["rules"])
    assert "deaths never have a number" in book["rules"][-1]
