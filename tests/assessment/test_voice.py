"""The model's voice: silent with a reason where it would be an echo, a foregone conclusion or a shrug."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from legation.assessment import silence, verdicts, voice
from legation.assessment.grounds import Grounds
from legation.base.dates import parse_date
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from legation.evidence.vocabulary import vocabulary
from legation.observation import targets
from legation.observation.observables.catalogue import BY_NAME

WORLDS = 200
OVERSTAYED = {
    "measure": "overstayed", "whose": "officials", "span": "any_time", "wording": "about", "low": 50.0, "high": 50.0,
    "unit": "percent of officials", "place": "China", "period": parse_date("2022"),
}  # fmt: skip


def heard(monkeypatch, values, *, uses=None, repeated=(), off=(), **changes):
    """What is said of a claim if the worlds show these values."""
    monkeypatch.setattr(targets.Target, "predict", lambda self, history: np.asarray(values, dtype=float))
    held = frozenset({"recall", "posts", "rotation", "flight", "press"} | {o.needs for o in BY_NAME.values()})
    kept = SimpleNamespace(
        grounds=Grounds(held, frozenset(off), {name: {} for name in BY_NAME} | (uses or {})),
        weeks=(0, 885), rmb_per_usd={2022: 6.7}, history={}, rows={},
    )  # fmt: skip
    return voice.hear(typed_claim("Said.", **OVERSTAYED | changes), repeated, load_ledger(), kept)


SPREAD = np.linspace(0.3, 0.7, WORLDS)


def test_inside_at_the_edge_and_outside_have_numbers(monkeypatch):
    inside = heard(monkeypatch, SPREAD)
    assert (
        inside.verdict == verdicts.INSIDE
        and "inside" in inside.sentence
        and "In the model: 50 % in the middle" in inside.sentence
    )
    assert (round(inside.low, 2), round(inside.median, 2), round(inside.high, 2)) == (0.32, 0.5, 0.68)
    outside = heard(monkeypatch, SPREAD, low=1.0, high=1.0)
    assert (
        outside.verdict == verdicts.OUTSIDE
        and "the report lies outside that, and which of them is off, the model can't tell" in outside.sentence
    )


def test_nearly_anything_is_said_to_be_no_answer(monkeypatch):
    anything = heard(monkeypatch, np.linspace(0.001, 0.999, WORLDS))
    assert anything.is_silent and "nearly anything would do" in anything.sentence


def test_what_inputs_decide_is_no_finding(monkeypatch):
    decided = heard(monkeypatch, np.full(WORLDS, 0.5))
    assert decided.is_silent and "recorded inputs decide it" in decided.sentence


def test_an_echo_is_named(monkeypatch):
    record = load_ledger()
    same = replace(record.claims["nk-2022-surv-06"], role="prior")
    assert "nk-2022-surv-06 says the same" in heard(monkeypatch, SPREAD, repeated=[same]).sentence
    uses = {"quota_usd": {"pf-g-12": ["parameter obligations.quota_middle"]}}
    quota = {"measure": "quota", "span": "year", "unit": "USD", "low": 30_000.0, "high": 30_000.0}
    echo = heard(monkeypatch, SPREAD, uses=uses, **quota)
    assert echo.is_silent and "made from pf-g-12" in echo.sentence
    assert not heard(monkeypatch, SPREAD, uses={"overstayed_share": {"pf-g-12": ["parameter x"]}}).is_silent


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"measure": "deaths_by_suicide", "unit": "deaths", "span": "year"}, "gives deaths no number"),
        ({"measure": "missions", "whose": ""}, "Nothing in the model measures it"),
        ({"whose": "workers"}, "Nothing in the model measures it"),
        ({"measure": "firm_target", "unit": "USD", "span": "year"}, "doesn't hold it yet"),
        ({"place": ""}, "it names no place"),
        ({"period": parse_date("1999")}, "running-in"),
        ({"unit": "cities"}, "can't be turned into"),
    ],
)
def test_what_cannot_be_asked_says_why(monkeypatch, changes, word):
    answer = heard(monkeypatch, SPREAD, **changes)
    assert answer.is_silent and word in answer.sentence


def test_an_event_is_counted_in_worlds(monkeypatch):
    happened = np.zeros(WORLDS)
    fled = {"measure": "flights", "unit": "persons", "span": "year", "wording": "existence", "low": None, "high": None}
    never = heard(monkeypatch, happened, **fled)
    assert never.verdict == verdicts.OUTSIDE and "less than 1 % of 200 worlds" in never.sentence
    happened[: WORLDS // 2] = 1
    assert heard(monkeypatch, happened, **fled).is_silent


def test_every_observable_of_a_measure_is_one_of_the_vocabulary():
    for measure in vocabulary().measures.values():
        for observable in measure.observables.values():
            assert observable in vocabulary().terms["observable"]


def test_a_week_of_flights_is_set_beside_the_busiest_week():
    week = typed_claim("Said.", measure="flights", whose="officials", span="week")
    assert silence.observable_for(week) == "flights_in_busiest_week"
    assert silence.observable_for(replace(week, span="year")) == "flights"
    assert silence.observable_for(replace(week, whose="everybody")) == ""
