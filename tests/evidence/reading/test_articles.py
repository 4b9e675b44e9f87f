"""Reading a whole article."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.evidence.reading.articles import outlet_in, published_in, read_article

DAY = date(2019, 5, 29)
ARTICLE = """More Officials Recalled

Somebody | 2019-05-29 16:59

Photo: An embassy. Image: Daily NK

Ten trade officials in Shenyang were recalled in April, a source told Daily NK. They were watched by security agents.

Ideological sessions are held once a week. However, recently they are held once every two days.

Daily NK: How much do you earn a month?

Trade official: We get about 3,000 yuan.

In April ten trade officials were recalled from Shenyang, said another source.

Reported by Somebody.
"""


def _proposed(text=ARTICLE, published=DAY):
    return read_article(text, published)


def _measures(proposed):
    return [claim.reading.measure.value if claim.reading.measure else "" for claim in proposed]


def test_each_sentence_becomes_the_claims_that_it_may_hold():
    assert _measures(_proposed()) == ["recalls", "minder_reports", "sessions", "sessions", "own_income"]
    assert [claim.number for claim in _proposed()] == [1, 2, 3, 4, 5]


def test_what_is_said_twice_is_proposed_once():
    recalls = _proposed()[0]
    assert [sentence.text for sentence in recalls.again] == [
        "In April ten trade officials were recalled from Shenyang, said another source."]  # fmt: skip


def test_the_same_number_at_another_time_is_another_claim():
    proposed = _proposed(
        "Ten officials were recalled in 2015. Ten officials were recalled in 2016. They recalled ten officials."
    )
    assert [(str(claim.reading.period.value), len(claim.again)) for claim in proposed] == [("2015", 1), ("2016", 0)]


def test_place_persons_and_outlet_are_carried_on_and_named():
    watched = _proposed()[1]
    assert watched.reading.place.value == "Shenyang"
    assert watched.reading.whose.value == "officials"
    assert watched.reading.outlet.value == "daily-nk"
    assert set(watched.carried) == {"whose", "place", "period", "outlet"}
    assert watched.reading.place.is_inferred


def test_a_number_alone_is_of_what_was_said_before():
    often = _proposed()[3]
    assert "measure" in often.carried
    assert (often.reading.low, often.reading.span.value) == (3.5, "week")


def test_a_question_gives_its_answer_the_measure_and_the_span():
    income = _proposed()[4]
    assert {"measure", "span"} <= set(income.carried)
    assert income.reading.span.value == "month"
    assert income.reading.low == 3000


def test_the_month_of_publication_is_the_time_where_none_is_named():
    assert str(_proposed()[1].reading.period.value) == "2019-05-01..2019-05-29"
    (undated,) = read_article("Ten trade officials were recalled from the city.")
    assert undated.reading.period is None


def test_the_day_of_publication_stands_at_the_head():
    assert published_in(ARTICLE) == DAY
    assert published_in("Photo taken on 3 May 2018\n\nTen officials left the city in June 2017.") is None


def test_the_outlet_is_the_one_to_which_people_spoke():
    assert outlet_in("Yonhap and Yonhap wrote this. A source told Daily NK more.") == "daily-nk"
    assert outlet_in("Yonhap wrote this.") == "yonhap"
    assert outlet_in("Nobody wrote this.") == ""


@pytest.mark.parametrize(
    "text", ["", "   ", "One Heading\n\nAnother Heading", "The weather was fine in the city all day."]
)
def test_a_text_without_statements_has_no_claims(text):
    assert read_article(text, DAY) == []


def test_a_sentence_with_a_name_is_marked():
    (claim,) = read_article("Minister Pak recalled ten trade officials in 2018.", DAY)
    assert claim.reading.refused


FRAGMENTS = [
    "Ten officials fled.",
    "It rose.",
    "In May",
    "\n\n",
    "RFA: ",
    "How many a month?",
    "They",
    " 5,000 won ",
    "“",
    "1.5",
    "\x00",
    "단둥",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join) | st.text(max_size=200), st.none() | st.just(DAY))
def test_any_text_is_read_always_alike(text, published):
    proposed = read_article(text, published)
    assert proposed == read_article(text, published)
    for claim in proposed:
        for part in claim.reading.parts().values():
            assert part.start is None or 0 <= part.start <= part.end <= len(claim.reading.text)


@pytest.mark.parametrize(
    "said", ["Before the pandemic the share was 30 percent.", "In those days 500 workers were in the city."]
)
def test_what_is_said_of_an_earlier_time_is_not_dated_by_the_publication(said):
    for proposal in read_article(f"Traders in Dandong were recalled in May 2019. {said}", DAY)[1:]:
        assert proposal.reading.period is None


def test_arrivals_in_the_south_take_no_place_from_the_rest_and_a_quarter_is_the_last_one():
    text = "Traders in Dandong were recalled in May 2019. 34 defectors arrived in the first quarter."
    arrivals = read_article(text, DAY)[-1].reading
    assert (arrivals.measure.value, arrivals.place, str(arrivals.period.value)) == (
        "arrivals",
        None,
        "2019-01..2019-03",
    )
