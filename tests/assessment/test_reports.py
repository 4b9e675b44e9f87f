"""A report that somebody brings: nearest claims, origin, news, the record, and what to ask."""

from __future__ import annotations

import pytest

from legation.assessment.reports import NEAREST, NO, QUESTIONS, UNKNOWN, YES, Brought, assess_report
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from tests.assessment.helpers import HELD, QUOTA
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def small(tmp_path):
    def make(*claims):
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        return load_ledger(records=shipped(place, *(claims or (claim(**HELD),))))

    return make


def brought(said="Something was said.", *, outlet="", origin="", published=None, **changes):
    when = parse_date(published) if published else None
    return Brought(typed_claim(said, **QUOTA | changes), outlet, origin, when)


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ({}, UNKNOWN),
        ({"origin": "trader"}, YES),
        ({"origin": "somebody else"}, NO),
        ({"outlet": "A Paper", "published": "2019-05-07"}, YES),
        ({"outlet": "A Paper", "published": "2019-08-01"}, UNKNOWN),
        ({"outlet": "Another"}, UNKNOWN),
        ({"outlet": "A Paper", "published": "2019-05-07", "low": 90_000.0, "high": 90_000.0}, UNKNOWN),
    ],
)
def test_an_origin_is_known_only_from_what_was_attributed(small, report, expected):
    (near,) = assess_report(small(), brought(**report), []).nearest
    assert near.same_origin == expected and near.because


def test_another_voice_of_the_same_article_may_be_the_same_and_is_counted_once(small):
    voices = [claim(**HELD | {"id": f'"{name}"', "upstream": f'"story:{name}"'}) for name in "ab"]
    answer = assess_report(small(*voices), brought(origin="story:a"), [])
    told = {near.claim.id: (near.same_origin, near.because) for near in answer.nearest}
    assert told == {"a": (YES, "both name story:a"), "b": (UNKNOWN, "both are voices of one article, story")}
    assert any(sentence.startswith("1 origin says the same") for sentence in answer.beside)


def test_what_differs_is_said_field_by_field(small):
    report = brought(whose="workers", place="Jilin", period=parse_date("2020"), low=5_000.0, high=5_000.0)
    (near,) = assess_report(small(), report, []).nearest
    assert near.differs == ("of officials", "in China", "in 2019", "says: about 30,000 USD")
    assert assess_report(small(), brought(), []).nearest[0].differs == ()


def test_the_nearest_says_the_same_of_the_same(small):
    record = small(
        claim(**HELD), claim(**HELD | {"id": '"theirs"', "whose": '"workers"'}),
        claim(**HELD | {"id": '"old"', "period": '"2011"'}),
        claim(**HELD | {"id": '"south"', "place": '"South-East Asia"'}),
    )  # fmt: skip
    answer = assess_report(record, brought(), [record.claims["old"]])
    assert len(answer.nearest) == NEAREST and answer.nearest[0].claim.id == "one"


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"measure": ""}, "isn't among the measures"),
        ({"measure": "levy", "span": "occasion"}, "Nothing in the record states this: what one levy"),
        ({"whose": "workers"}, "not reported of workers before, only of officials"),
        ({"place": "South-East Asia"}, "not reported of South-East Asia before"),
        ({"period": parse_date("2022")}, "not reported of 2022 before; the nearest time is 2019"),
        (
            {"low": 900_000.0, "high": 900_000.0},
            "higher than every one reported so far (30 times the highest: one: ~30k in 2019)",
        ),
        (
            {"low": 100.0, "high": 100.0},
            "lower than every one reported so far (the lowest is 300 times as much: one: ~30k in 2019)",
        ),
    ],
)
def test_what_was_never_said_before_is_named(small, changes, word):
    assert any(word in sentence for sentence in assess_report(small(), brought(**changes), []).new)


def test_a_repetition_is_no_news(small):
    answer = assess_report(small(), brought(), [])
    assert answer.new == () and [claim.id for claim in answer.repeated] == ["one"]
    assert answer.beside == ("1 origin says the same: one: ~30k in 2019, the numbers are alike.",)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"low": 90_000.0, "high": 90_000.0}, "1 origin says otherwise"),
        ({"whose": "workers"}, "can be set beside this one: other persons: workers and officials (1)"),
        ({"period": None}, "can't be set beside other reports: it names no time"),
        ({"measure": "levy", "span": "occasion"}, "no report of the same thing"),
    ],
)
def test_the_record_answers_or_says_why_it_cannot(small, changes, word):
    assert word in " ".join(assess_report(small(), brought(**changes), []).beside)


def test_what_was_said_of_other_times_is_told_apart(small):
    record = small(claim(**HELD), claim(**HELD | {"id": '"high"', "low": "90000", "high": "90000"}))
    beside = assess_report(record, brought(period=parse_date("2023")), []).beside
    assert "Of other times 1 origin reported much the same: one: ~30k in 2019." in beside
    assert "Of other times 1 origin reported something else: high: ~90k in 2019." in beside


def test_more_than_were_ever_there_is_absurd(small):
    there = {
        "measure": '"posted"',
        "span": '"any_time"',
        "unit": '"persons"',
        "low": "300",
        "high": "400",
        "place": '"Dandong"',
    }
    record = small(claim(**HELD | there))
    fled = {"measure": "flights", "unit": "persons", "place": "Dandong", "wording": "exact"}
    absurd = assess_report(record, brought(**fled, low=5_000.0, high=5_000.0), []).beside
    assert any("more than were ever reported to be there at all" in sentence for sentence in absurd)
    plain = assess_report(record, brought(**fled, low=5.0, high=5.0), []).beside
    assert not any("more than" in sentence for sentence in plain)


def test_a_retracted_or_derived_claim_is_not_counted_as_a_report(small):
    gone = {"id": '"gone"', "status": '"retracted"', "status_date": '"2020"'}
    sum_ = {"id": '"sum"', "derived_from": '["one"]', "upstream": '"other"'}
    record = small(claim(**HELD), claim(**HELD | gone), claim(**HELD | sum_))
    answer = assess_report(record, brought(), [])
    assert [claim.id for claim in answer.repeated] == ["one"]


def test_every_claim_of_the_record_is_its_own_nearest():
    record = load_ledger()
    for held in record.claims.values():
        if held.measure and not held.derived_from and held.status == "active":
            answer = assess_report(record, Brought(held), [held])
            assert answer.nearest[0].claim.id == held.id, held.id
            assert len(answer.nearest) <= NEAREST and len(answer.questions) == QUESTIONS
