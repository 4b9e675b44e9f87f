"""The parts of one statement of a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from legation.evidence.reading.analysis import analyse
from legation.evidence.reading.lexicon import lexicon
from legation.evidence.reading.readings import Reading, ReadPart
from legation.evidence.reading.sentences import read_sentence
from legation.evidence.reading.statements import (
    change_of,
    denial_of,
    missing,
    periods_of,
    span_of,
    whose_is,
    wording_of,
)
from legation.evidence.vocabulary import vocabulary

DAY = date(2019, 5, 29)
MEASURES = vocabulary().measures


def _found(text, measure, *, with_amount=True):
    analysis = analyse(text, DAY, lexicon())
    amounts = [each for each in analysis.amounts if not each.is_soft]
    amount = amounts[0] if with_amount and amounts else None
    scores = analysis.weighing.measures(amount, changes=bool(analysis.changes))
    return analysis, amount, next(score for score in scores if score.name == measure)


@pytest.mark.parametrize(
    ("text", "measure", "change"),
    [
        ("Defections by officials rose.", "flights", "rose"), ("It is hard to flee.", "ease_of_leaving", "fell"),
        ("Control over traders was tightened.", "control_tightness", "rose"), ("Officials fled.", "flights", None),
    ],
)  # fmt: skip
def test_a_change_belongs_to_what_stands_near_it(text, measure, change):
    analysis, amount, best = _found(text, measure)
    part = change_of(analysis, amount, best)
    assert (part.value if part else None) == change


def test_a_change_far_away_is_of_something_else():
    text = "Officials fled, said somebody who knows the trade and its people in that city well, and prices rose."
    analysis, amount, best = _found(text, "flights")
    assert change_of(analysis, amount, best) is None


def test_doubled_is_growth_by_a_hundred_percent():
    analysis, _, best = _found("Their quotas doubled.", "quota")
    change = change_of(analysis, None, best)
    wording, amount = wording_of(analysis, None, MEASURES["quota"], change, best)
    assert (wording.value, amount.value.low, amount.value.unit) == ("rose", 100, "percent")


def test_persons_without_a_number_exist():
    analysis, _, best = _found("Officials fled.", "flights")
    assert wording_of(analysis, None, MEASURES["flights"], None, best)[0].value == "existence"
    analysis, _, best = _found("Their telephones were inspected.", "phone_inspection")
    assert wording_of(analysis, None, MEASURES["phone_inspection"], None, best)[0].value == "none"


@pytest.mark.parametrize(
    ("text", "measure", "whose"),
    [
        ("Ten workers fled.", "flights", "workers"), ("Security agents fled.", "flights", "managers_and_minders"),
        ("Security agents watch the traders.", "minder_reports", "officials"),
        ("South Korean officials said that refugees fled.", "flights", "residents_who_cross"),
        ("Ten of them fled.", "flights", None),
        ("About 100 agents and 20 workers fled.", "flights", "managers_and_minders"),
    ],
)  # fmt: skip
def test_a_statement_is_about_whom_it_counts_or_names(text, measure, whose):
    analysis, amount, best = _found(text, measure)
    part = whose_is(analysis, amount, MEASURES[measure], best.marks[0].start)
    assert (part.value if part else None) == whose


def test_a_measure_of_no_persons_is_nobodys():
    analysis, amount, _ = _found("Officials said that trade with China reached USD 2 billion.", "trade_total")
    assert whose_is(analysis, amount, MEASURES["trade_total"], 0) is None


@pytest.mark.parametrize(
    ("text", "measure", "denies"),
    [
        ("They can no longer open accounts.", "accounts_refused", False),
        ("They can open accounts.", "accounts_refused", True),
        ("Managers do not call the families to verify it.", "check_through_family", True),
        ("Managers call the families to verify it.", "check_through_family", False),
        ("Those who cannot meet the quota must go home.", "recall_for_missed_quota", False),
    ],
)  # fmt: skip
def test_a_practice_is_denied_by_a_not_of_its_own(text, measure, denies):
    analysis, _, best = _found(text, measure, with_amount=False)
    assert denial_of(analysis, MEASURES[measure], best).value is denies


def test_a_number_is_not_denied():
    analysis, _, best = _found("They did not flee.", "flights", with_amount=False)
    assert denial_of(analysis, MEASURES["flights"], best).value is False


def test_the_day_of_a_report_is_the_last_resort():
    analysis = analyse("A source said on Monday that they fled in April 2019.", DAY, lexicon())
    assert str(periods_of(analysis, 0)[0].value) == "2019-04"
    analysis = analyse("A source said on Monday that they fled.", DAY, lexicon())
    assert str(periods_of(analysis, 0)[0].value) == "2019-05-27"


def test_what_a_number_is_compared_with_is_no_period_of_it():
    period, compared = periods_of(analyse("fewer in 2019 than in 2017", DAY, lexicon()), None)
    assert (str(period.value), str(compared.value)) == ("2019", "2017")


@pytest.mark.parametrize(
    ("text", "measure", "span"),
    [
        ("Ten officials fled in 2018.", "flights", "year"), ("Ten officials fled in May 2018.", "flights", "month"),
        ("Ten officials fled within one week in 2018.", "flights", "week"),
        ("Ten officials fled since 2016.", "flights", "period"), ("Ten officials fled.", "flights", None),
        ("Their quota is USD 20 a month.", "quota", "month"), ("Their yearly quota is USD 20.", "quota", "year"),
        ("A levy of USD 20 was due.", "levy", "occasion"),
        ("70% of the traders were idle.", "without_business", "any_time"),
    ],
)  # fmt: skip
def test_the_span_is_said_or_follows_from_the_measure(text, measure, span):
    analysis, _, _ = _found(text, measure)
    amount = next(each for each in analysis.amounts if not each.is_soft)
    period, _ = periods_of(analysis, amount.start)
    part = span_of(analysis, ReadPart(amount, amount.start, amount.end), MEASURES[measure], period, amount.wording)
    assert (part.value if part else None) == span


def test_what_a_claim_would_need_is_named():
    assert list(missing(Reading(""))) == ["any text"]
    phrases = read_sentence("Ten fled.").missing
    assert phrases == ("whose it is", "over what span", "when", "where", "who says so, and how they know")
    assert "a number" in read_sentence("They pay a quota.").missing
    assert "the day of publication, from which its dates are counted" in read_sentence("Ten fled last month.").missing
    assert "since when, or against what" in read_sentence("Defections rose.").missing


@pytest.mark.parametrize("published", [None, date(2022, 6, 20), date(2021, 6, 1)])
def test_a_time_that_is_stated_beats_the_day_by_which_something_is_due(published):
    reading = read_sentence("In May 2021 traders were told to pay 900 dollars each by the end of July.", published)
    assert str(reading.period.value) == "2021-05"


@pytest.mark.parametrize("said", ["by the end of August", "by August", "until August", "by August 2022"])
def test_nothing_is_dated_behind_its_publication(said):
    reading = read_sentence(f"Traders were told to pay 900 dollars each {said}.", date(2021, 6, 1))
    assert reading.period is None
