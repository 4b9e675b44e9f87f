"""Which measure a sentence is about."""

from __future__ import annotations

import pytest

from legation.evidence.reading.amounts import Amount
from legation.evidence.reading.lexicon import build_lexicon, lexicon, tokens
from legation.evidence.reading.scores import ENOUGH, Weighing, fits
from legation.evidence.vocabulary import vocabulary

RULES = {
    "words": {"flee": ["fled"], "quota": ["quota*"], "not": ["not"], "may": ["may"], "far": ["far"]},
    "persons": {}, "places": {}, "elsewhere_named": {}, "events": {}, "units": {}, "knowledge": {}, "outlets": {},
    "measure": {
        "flights": {"says": {"flee": 3.0, "flee #persons": 1.0}, "fell": ["flee far"]},
        "quota": {"says": {"quota": 2.0}},
        "lease_lost": {"says": {"quota !not": 2.5}, "denies": {"quota may": 2.5}},
    },
    "mechanism": {"flight": {"says": {"flee": 1.5}}},
}  # fmt: skip


def _weighing(text):
    words = build_lexicon(RULES)
    return Weighing(words, words.words.find(text, tokens(text)))


def _amount(kind, unit, **more):
    return Amount(kind, 10.0, 10.0, "exact", unit, 0, 2, **more)


def test_the_rules_that_hold_add_up():
    scores = _weighing("they fled").measures(None, changes=False)
    assert [(score.name, score.value) for score in scores] == [("flights", 3.0)]
    (with_persons,) = _weighing("they fled").measures(_amount("persons", "persons"), changes=False)
    assert with_persons.value == 3.0 + 1.0 + 1.5  # both rules, and the unit


def test_a_measure_of_numbers_is_less_likely_without_one():
    assert [score.value for score in _weighing("a quota, not so").measures(None, changes=False)] == [1.5]
    assert [score.value for score in _weighing("a quota, not so").measures(None, changes=True)] == [2.0]


def test_words_that_a_rule_bars_undo_it():
    assert "lease_lost" in [score.name for score in _weighing("a quota").measures(None, changes=False)]
    assert "lease_lost" not in [score.name for score in _weighing("not a quota").measures(None, changes=False)]


def test_a_rule_that_denies_outweighs_the_others():
    (score, *_) = _weighing("a quota may").measures(None, changes=False)
    assert (score.name, score.denies) == ("lease_lost", True)


def test_words_far_from_the_amount_weigh_less():
    near = _weighing("ten fled").measures(_amount("persons", "persons"), changes=False)[0].value
    far = _weighing("ten " + "word " * 20 + "fled").measures(_amount("persons", "persons"), changes=False)[0].value
    assert far < near


def test_a_measure_may_have_a_direction_of_its_own():
    assert _weighing("they fled far").direction("flights") == "fell"
    assert _weighing("they fled").direction("flights") == ""


def test_mechanisms_are_scored_likewise():
    assert [(score.name, score.value) for score in _weighing("they fled").mechanisms()] == [("flight", 1.5)]


@pytest.mark.parametrize(
    ("measure", "amount", "does"),
    [
        ("quota", _amount("money", "USD", span="year"), True), ("quota", _amount("persons", "persons"), False),
        ("flights", _amount("persons", "persons"), True), ("flights", _amount("money", "USD"), False),
        ("quota_met", _amount("percent", "percent"), True),
        ("quota_met", _amount("percent", "percent", change="fell"), False),
        ("headcount_fall", _amount("percent", "percent", change="fell"), True),
        ("term", _amount("time", "years"), True), ("term", _amount("percent", "percent"), False),
        ("sessions", _amount("often", "times per week", span="week"), True),
        ("restaurants", _amount("restaurants", "restaurants"), True),
        ("accounts_refused", _amount("money", "USD"), False), ("working_hours", _amount("time", "hours"), True),
        ("working_hours", _amount("time", "days"), False),
    ],
)  # fmt: skip
def test_no_sum_of_money_is_a_number_of_persons(measure, amount, does):
    assert (fits(vocabulary().measures[measure], amount) is not None) is does


def test_that_some_are_posted_says_nothing():
    some = Amount("persons", None, None, "existence", "persons", 0, 4, is_soft=True)
    assert fits(vocabulary().measures["posted"], some) is None
    assert fits(vocabulary().measures["flights"], some) is not None


def test_enough_is_less_than_one_sure_word():
    strong = [max(rule.weight for rule in cues.says) for cues in lexicon().measures.values()]
    assert min(strong) >= ENOUGH
