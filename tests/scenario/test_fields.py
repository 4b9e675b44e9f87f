"""Fields: what may stand in a table, and what is said of anything else."""

import pytest

from legation.base.toml import parse
from legation.scenario.fields import KINDS, Field, take

FIELDS = {
    "title": Field("text", "What it is.", required=True),
    "effect": Field("text", "What it does.", ("times", "plus", "set")),
    "value": Field("number", "How much."),
    "from": Field("date", "When."),
}


def taken(text):
    document = parse(text.encode(), "file.toml")
    faults = []
    return take(document, (), document.data, FIELDS, faults), [str(fault) for fault in faults]


def test_what_is_as_declared_is_taken():
    values, faults = taken('title = "A"\neffect = "plus"\nvalue = 2')
    assert values == {"title": "A", "effect": "plus", "value": 2}
    assert faults == []


def test_all_faults_come_at_once_and_the_rest_is_taken():
    values, faults = taken('effect = "time"\nvalue = 2\nvalu = 3\nfrom = "2017-01-01"')
    assert values == {"value": 2}
    assert faults == [
        'file.toml:1  effect: found "time"; expected one of times, plus, set. Did you mean times?',
        (
            "file.toml:3  valu: found a key that is not known here; expected one of title, effect, value, from."
            " Did you mean value?"
        ),
        (
            'file.toml:4  from: found "2017-01-01"; expected a date such as 2017-07-16, without quotes.'
            " Take the quotes away."
        ),
        "file.toml:1  title: found nothing; expected `title`. What it is.",
    ]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("text", ["a"], ["", "  ", 1]),
        ("number", [1, -0.5], [True, "1", float("nan"), float("inf")]),
        ("whole", [1], [1.0, True]),
        ("switch", [True, False], [0, "on"]),
        ("texts", [["a"]], [[], "a", [1], [""]]),
        ("numbers", [[1, 0.5]], [[], [True]]),
        ("range", [[0, 1]], [[1, 0], [1, 1], [0, 1, 2], [0, float("inf")]]),
        ("table", [{}], [[]]),
        ("tables", [[], [{}]], [{}, [1]]),
    ],
)
def test_a_kind_holds_what_it_should_and_nothing_else(kind, right, wrong):
    assert all(KINDS[kind].holds(value) for value in right)
    assert not any(KINDS[kind].holds(value) for value in wrong)


def test_a_day_with_an_hour_is_no_date():
    days = parse(b"day = 2017-07-16\nhour = 2017-07-16T10:00:00", "file.toml").data
    assert KINDS["date"].holds(days["day"])
    assert not KINDS["date"].holds(days["hour"])
    assert KINDS["dates"].holds([days["day"]])
    assert not KINDS["dates"].holds([days["day"], days["hour"]])
