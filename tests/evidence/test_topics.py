"""A topic of the record: counted by origins and not by articles."""

from __future__ import annotations

import pytest

from legation.evidence import topics
from legation.evidence.ledger import load_ledger
from tests.evidence.topic_helpers import gathered, quota


def test_reports_origins_and_outlets_are_counted_apart(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two", upstream='"one"'), quota("three", source='"talk"'))
    assert (len(topic.claims), topic.reports, topic.origins) == (3, 2, 2)
    assert [(name, len(mentions)) for name, mentions in topic.outlets(5)] == [("A Paper", 2), ("A Radio", 1)]


def test_a_course_is_of_one_measure_of_the_same_persons(tmp_path):
    workers = quota("theirs", whose='"workers"', period='"2015"')
    topic = gathered(tmp_path, quota("one"), quota("old", period='"2015"'), workers)
    (course,) = topic.courses
    assert course.states == "quota of officials"
    assert [(mention.year, mention.claim.id) for mention in course.mentions] == [(2015, "old"), (2019, "one")]


@pytest.mark.parametrize(
    ("years", "columns"),
    [
        ((2015, 2022), ["2015", "2016", "2017", "2018", "2019", "2020", "2021", "2022"]),
        ((2019, 2019), ["2019"]),
        (
            (1990, 2025),
            ["1990-93", "1994-97", "1998-01", "2002-05", "2006-09", "2010-13", "2014-17", "2018-21", "2022-25"],
        ),
        (None, ["2019"]),
    ],
)
def test_the_axis_fits_a_screen(tmp_path, years, columns):
    assert [column.label for column in gathered(tmp_path, quota("one"), years=years).columns] == columns


def test_events_are_those_of_the_years_shown(tmp_path):
    topic = gathered(tmp_path, quota("one"), years=(2016, 2017))
    assert topic.events and {event.day.year for event in topic.events} == {2016, 2017}
    shown = {kind for kinds in topics.EVENT_LINES.values() for kind in kinds}
    assert {event.type for event in load_ledger().timeline.values()} - shown == {
        "defection_shock",
        "trade_low",
        "unrest",
    }


def test_a_topic_without_claims_is_empty(tmp_path):
    record = load_ledger()
    nothing = topics.topic(record, [], "nothing")
    assert nothing.columns == nothing.events == nothing.accords == () and nothing.weight is None


def test_machines_get_the_same(tmp_path):
    data = gathered(tmp_path, quota("one"), quota("two", low="90000", high="90000")).as_dict()
    assert data["conflict"] == [
        {"claims": ["one", "two"], "sides": [["one"], ["two"]], "because": "no number is within both"}
    ]
    assert (data["reports"], data["origins"], data["outlets"]) == (1, 2, 1)
