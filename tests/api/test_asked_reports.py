"""What an editor asks of reports that fit two measures, repeat a claim, tell of deaths, ask, or point at somebody."""

from __future__ import annotations

import pytest

from legation import api
from legation.base.faults import UserError


def _assess(said, **fields):
    return api.assess(said, model=False, **fields)


def test_of_a_report_that_fits_two_measures_both_are_named_and_both_are_looked_through():
    answer = _assess("In May 2022 officials in Dandong were told to hand in 4,000 dollars each.", outlet="rfa")
    assert "It may be of quota or of levy; its words don't tell which." in answer.bottom_line
    assert answer.claim.measure == ""
    assert answer.assessment.nearest[0].claim.id == "pf-g-16-levy"
    assert [command.split()[-1] for command, _ in answer.corrections] == ["measure=quota", "measure=levy"]
    settled = _assess("In May 2022 officials in Dandong were told to hand in 4,000 dollars each.",
                      read_as={"measure": "levy", "span": "occasion"})  # fmt: skip
    assert settled.claim.measure == "levy"


@pytest.mark.parametrize("place", ["", " in China"])
def test_a_repeat_in_other_words_finds_its_claim_and_no_part_of_the_answer_calls_it_new(place):
    said = f"In 2018 all traders{place} were made to contribute at least 3,000 dollars for a holiday of the state."
    answer = _assess(said, outlet="rfa")
    assert answer.bottom_line.startswith("Said before: 3,000 USD or more: pf-g-11 (1 origin).")
    assert "Same outlet as pf-g-11" in answer.bottom_line
    assert answer.assessment.nearest[0].claim.id == "pf-g-11"
    assert answer.assessment.is_repeat
    assert not answer.assessment.new


def test_a_sum_without_a_span_is_never_called_the_lowest():
    answer = _assess("In 2019 the salary of a diplomat abroad was 3,000 dollars.")
    assert answer.claim.measure == "state_salary"
    assert not any("lower than" in sentence for sentence in answer.assessment.new)


def test_a_report_of_deaths_gets_no_number_and_the_reason():
    answer = _assess("In 2020 fifteen escapees died in custody.")
    assert "Deaths get no number here" in answer.bottom_line
    assert (answer.claim.low, answer.claim.high, answer.claim.measure) == (None, None, "")
    assert not any("how many" in question.lower() for question in answer.assessment.questions)


@pytest.mark.parametrize(
    "said", ["How many officials were recalled in 2019?", "in 2021 how many deaths were there", "did officials flee"]
)
def test_a_question_is_no_report(said):
    with pytest.raises(UserError, match="a question") as refused:
        _assess(said)
    assert ("legation unseen deaths" in str(refused.value)) == ("deaths" in said)


def test_nobody_is_told_of_one_person_who_could_be_looked_for():
    with pytest.raises(UserError, match="one person who could be looked for") as refused:
        _assess("The consul in Dandong is about to defect.")
    assert "Dandong" not in str(refused.value)


def test_a_topic_too_fine_for_the_model_says_by_what_it_speaks():
    assert "by year and region only" in api.about("flights Shenyang 2019-05").advice
    assert "by year and region only" not in api.about("quotas 2019").advice
