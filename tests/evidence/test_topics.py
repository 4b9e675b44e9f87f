"""A topic of the record: counted by origins and not by articles."""

from __future__ import annotations

import pytest

from legation.evidence import topics
from legation.evidence.ledger import load_ledger
from tests.evidence.helpers import SOURCES, claim, shipped

QUOTA = {
    "wording": '"about"', "low": "30000", "high": "30000", "unit": '"USD per year"', "measure": '"quota"',
    "whose": '"officials"', "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip
OTHER = """
[[outlet]]
id = "radio"
name = "A Radio"
grade = "C"
graded_on = "2026-01-01"
grade_basis = "For tests."

[[source]]
id = "talk"
outlet = "radio"
publisher = "A Radio"
publisher_original = "A Radio"
url_kind = "none"
published = "2020-02"
upstream_of_record = "one anonymous person"
language_original = "ko"
language_seen = "ko"
"""


def quota(name, **changes):
    return claim(**QUOTA | {"id": f'"{name}"', "upstream": f'"{name}"'} | changes)


def gathered(tmp_path, *claims, words="quotas", years=None):
    record = load_ledger(records=shipped(tmp_path, *claims, sources=SOURCES + OTHER))
    return topics.topic(record, list(record.claims.values()), words, years)


def test_reports_origins_and_outlets_are_counted_apart(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two", upstream='"one"'), quota("three", source='"talk"'))
    assert (len(topic.claims), topic.reports, topic.origins) == (3, 2, 2)
    assert [(name, len(mentions)) for name, mentions in topic.outlets(5)] == [("A Paper", 2), ("A Radio", 1)]


def test_claims_of_one_origin_are_no_accord(tmp_path):
    alone = gathered(tmp_path / "a", quota("one"), quota("two", upstream='"one"'))
    assert alone.accords == ()
    both = gathered(tmp_path / "b", quota("one"), quota("two"), quota("three", source='"talk"'))
    (accord,) = both.accords
    assert (accord.origins, accord.outlets) == (3, 2)
    assert [mention.claim.id for mention in accord.mentions] == ["one", "three", "two"]


def test_conflicts_stand_side_by_side_once(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two", low="90000", high="90000"))
    (dispute,) = topic.disputes
    assert (dispute.first.short, dispute.second.short) == ("~30k", "~90k")
    assert dispute.because == "no number is within both"


def test_what_one_outlet_carries_is_told_with_what_is_left(tmp_path):
    later = quota("late", period='"2021"')
    topic = gathered(tmp_path, quota("one"), later, quota("three", source='"talk"', period='"2018"'))
    lost = topics.LastAmount("quota of officials", 2018, 2021)
    assert topic.weight == topics.Weight("A Paper", 2, 3, 1, 0, 0, (), (), 2018, 2021, (lost,))
    alone = gathered(tmp_path / "b", quota("one")).weight
    lost = topics.LastAmount("quota of officials", None, 2019)
    assert alone == topics.Weight("A Paper", 1, 1, 0, 0, 0, (), (), None, 2019, (lost,))


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


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({}, "~30k"),
        ({"wording": '"between"', "low": "20000", "high": "50000"}, "20-50k"),
        ({"wording": '"between"', "low": "700000", "high": "1000000"}, "700k-1m"),
        ({"wording": '"at_least"', "high": None}, "≥30k"),
        ({"wording": '"at_most"', "low": None}, "≤30k"),
        ({"wording": '"exact"', "unit": '"USD million per year"', "low": "2.5", "high": "2.5"}, "2.5m"),
        ({"wording": '"exact"', "measure": '"quota_met"', "unit": '"percent"', "low": "5", "high": "5"}, "5%"),
        ({"wording": '"between"', "measure": '"trade_growth"', "whose": None, "unit": '"percent"', "low": "-9",
          "high": "39"}, "-9 to 39%"),
        ({"wording": '"rose"', "low": None, "high": None, "unit": None}, "↑"),
        ({"wording": '"fell"', "low": None, "high": None, "unit": None}, "↓"),
        ({"wording": '"several"', "low": None, "high": None, "unit": None, "measure": '"flights"'}, "several"),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None}, ""),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None,
          "measure": '"private_trade"'}, "yes"),
        ({"wording": '"none"', "low": None, "high": None, "unit": None, "span": None, "measure": '"private_trade"',
          "denies": "true"}, "no"),
    ],
)  # fmt: skip
def test_a_value_is_short(tmp_path, changes, short):
    (mention,) = gathered(tmp_path, quota("one", **changes)).mentions
    assert mention.short == short


def test_a_topic_without_claims_is_empty(tmp_path):
    record = load_ledger()
    nothing = topics.topic(record, [], "nothing")
    assert nothing.columns == nothing.events == nothing.accords == () and nothing.weight is None


def test_machines_get_the_same(tmp_path):
    data = gathered(tmp_path, quota("one"), quota("two", low="90000", high="90000")).as_dict()
    assert data["conflict"] == [{"claims": ["one", "two"], "because": "no number is within both"}]
    assert (data["reports"], data["origins"], data["outlets"]) == (1, 2, 1)


def test_a_long_time_is_said_as_one_and_stands_where_it_ends(tmp_path):
    (mention,) = gathered(tmp_path, quota("one", period='"1990..2023"')).mentions
    assert (mention.year, mention.when) == (2023, "1990-2023")


def test_agreements_that_fall_with_an_outlet_are_told_by_their_content(tmp_path):
    both = gathered(tmp_path / "a", quota("one"), quota("two"))
    fallen = topics.Conclusion("quota of officials", ("~30k",), "2019", ("one", "two"))
    assert (both.weight.accords, both.weight.no_accord) == (1, (fallen,))
    stays = gathered(
        tmp_path / "b", quota("one"), quota("two"), quota("three"), quota("four", source='"talk"'),
        quota("five", source='"talk"'),
    )  # fmt: skip
    assert (stays.weight.outlet, stays.weight.accords, stays.weight.no_accord) == ("A Paper", 1, ())


def test_claims_that_only_an_outlet_joins_do_not_agree_without_it(tmp_path):
    def between(name, low, high, **changes):
        return quota(name, wording='"between"', low=str(low), high=str(high), **changes)

    low, high = between("low", 10_000, 20_000, source='"talk"'), between("top", 30_000, 50_000, source='"talk"')
    later = [quota(name, period=f'"{year}"') for name, year in (("more", 2020), ("most", 2021))]
    topic = gathered(tmp_path, between("one", 15_000, 35_000), low, high, *later)
    (accord,) = topic.accords
    assert {said.claim.id for said in accord.mentions} == {"low", "one", "top"}
    assert topic.weight.outlet == "A Paper" and [each.claims for each in topic.weight.no_accord] == [
        ("low", "one", "top")
    ]


def test_conflicts_that_fall_with_an_outlet_are_told_by_measure(tmp_path):
    high = {"low": "90000", "high": "90000"}
    topic = gathered(
        tmp_path, quota("one"), quota("late", period='"2019-05"'), quota("three", source='"talk"', **high),
        quota("four", source='"talk"', whose='"workers"', period='"2015"'),
        quota("five", whose='"workers"', period='"2017"'),
    )  # fmt: skip
    weight = topic.weight
    assert weight.outlet == "A Paper" and weight.disputes == 2
    (contested,) = weight.no_dispute
    assert (contested.states, contested.values, contested.when) == ("quota of officials", ("~30k", "~90k"), "2019")
    assert sorted(contested.claims) == ["late", "one", "three"]
    assert weight.amounts == (topics.LastAmount("quota of workers", 2015, 2017),)
    assert topic.as_dict()["hangs_on"]["no_longer_contested"] == [
        {"states": "quota of officials", "values": ["~30k", "~90k"], "when": "2019", "claims": list(contested.claims)}
    ]


def test_two_voices_of_one_article_are_no_accord_and_may_be_in_conflict(tmp_path):
    alike = gathered(tmp_path / "a", quota("one", upstream='"story:a"'), quota("two", upstream='"story:b"'))
    assert alike.accords == () and alike.origins == 1
    high = quota("two", upstream='"story:b"', low="90000", high="90000")
    assert len(gathered(tmp_path / "b", quota("one", upstream='"story:a"'), high).disputes) == 1


def test_every_claim_has_its_grade(tmp_path):
    topic = gathered(tmp_path, quota("one"), quota("two"))
    assert {mention.claim.id: mention.grade for mention in topic.mentions} == {"one": "F/B-2", "two": "F/B-2"}
    assert [row["grade"] for row in topic.as_dict()["claims"]] == ["F/B-2", "F/B-2"]
