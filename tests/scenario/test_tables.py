"""Tables: what may stand in one, and what is said of anything else."""

from datetime import date, datetime
from typing import Annotated

import pytest
from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from legation.base.faults import Faults
from legation.base.toml import parse_toml
from legation.evidence.records import check_table, read_record
from legation.scenario import files, parameters, tables


class Change(tables.ScenarioTable):
    """A small table."""

    title: tables.Text = Field(description="What it is.")
    effect: Annotated[str, tables.one_of(("times", "plus", "set"))] = Field("times", description="What it does.")
    value: tables.Number | None = Field(None, description="How much.")
    first: tables.Day | None = Field(None, alias="from", description="When.")


def read(text):
    document = parse_toml(text.encode(), "file.toml")
    faults = Faults()
    return read_record(Change, document.data, document, (), faults), [str(fault) for fault in faults]


def test_what_is_as_declared_is_read_and_written_again():
    change, faults = read('title = "A"\neffect = "plus"\nvalue = 2\nfrom = 2017-01-01')
    assert faults == []
    assert change.as_dict() == {"title": "A", "effect": "plus", "value": 2, "from": date(2017, 1, 1)}


def test_all_faults_come_at_once():
    change, faults = read('effect = "time"\nvalue = 2\nvalu = 3\nfrom = "2017-01-01"')
    assert change is None
    assert faults == [
        "file.toml:1  title: found nothing; expected `title` (what it is).",
        'file.toml:1  effect: found "time"; expected one of times, plus, set. Did you mean times?',
        (
            'file.toml:4  from: found "2017-01-01"; expected a date such as 2017-07-16, without quotes.'
            " Take the quotes away."
        ),
        (
            "file.toml:3  valu: found a key that is not known here; expected one of title, effect, value, from."
            " Did you mean value?"
        ),
    ]


def test_the_right_values_of_a_wrong_table_are_known():
    assert check_table(Change, {"effect": "time", "value": 2, "valu": 3}) == {"value": 2}


def declared(table, key):
    """The type of one key of a table, with its marks, by itself."""
    field = table.model_fields[key]
    return Annotated[field.annotation, key, *field.metadata]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (tables.Text, ["a", "two\nlines", "Überläufer 탈북", "\u200d"], ["", "  ", 1]),
        (tables.Number, [1, -0.5, 0, 1e-12, -1e18],
         [True, "1", float("nan"), float("inf"), 10**400, 1e19, 1e-13, 1e-300, -1e300]),
        (tables.Texts, [["a"]], [[], "a", [1], [""]]),
        (tables.Numbers, [[1, 0.5]], [[], [True], [1e-300]]),
        (declared(parameters.Parameter, "range"), [[0, 1]], [[1, 0], [1, 1], [0, 1, 2], [0, float("inf")], [0, 1e300]]),
        (declared(parameters.ChoiceParameter, "range"), [["a", "b"]], [["a"], ["a", "a"], [1, 2], []]),
        (tables.Day, [date(2017, 7, 16)],
         ["2017-07-16", date(2008, 1, 1), date(2026, 1, 1), datetime(2017, 7, 16, 10), datetime(2017, 7, 16)]),
        (declared(files.File, "policies"), [[], [{}]], [{}, [1]]),
        (declared(files.File, "switches"), [{}, {"alert": True}], [{"alert": 1}, {"alert": "true"}, []]),
    ],
)  # fmt: skip
def test_a_kind_holds_what_it_should_and_nothing_else(kind, right, wrong):
    read = TypeAdapter(kind, config=ConfigDict(strict=True)).validate_python
    for value in right:
        read(value)
    for value in wrong:
        with pytest.raises(ValidationError):
            read(value)


@pytest.mark.parametrize(("text", "advice"), [("0.5", "Take the quotes away."), ("1e300", "")])
def test_quotes_are_advised_away_only_where_the_number_would_be_right(text, advice):
    faults = Faults()
    read_record(Change, {"title": "A", "value": text}, parse_toml(b"", "file.toml"), (), faults)
    assert [fault.advice for fault in faults] == [advice]
