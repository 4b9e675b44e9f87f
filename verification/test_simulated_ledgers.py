"""The calibration notices a likelihood that is not that of the reports; few ledgers agree with the stored result."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from legation.api.fits import kept_bank
from legation.inference.bank import BankWorlds
from tests.inference.helpers import DOUBT, MEDIAN, OUTLET_BIAS, SIGMA, SOURCE_BIAS
from tests.inference.test_fit import IDS, toy_claims
from verification import simulated_ledgers
from verification.simulated_ledgers import calibration, truths

WORLDS, LEDGERS = 1_500, 150


@pytest.fixture(scope="module")
def toy():
    """Worlds of the toy, in which a rate is drawn and three counts are told of it."""
    from scipy.stats import norm

    lots = np.random.default_rng(8)
    drawn = {"rate": lots.random(WORLDS), "idle": lots.random(WORLDS)}
    rates = MEDIAN * np.exp(SIGMA * norm.ppf(drawn["rate"]))
    habits = {"press.outlet_bias": OUTLET_BIAS, "press.source_bias": SOURCE_BIAS}
    habits |= {f"press.doubt_{letter}": DOUBT for letter in "abcdef"}
    value = {name: np.full(WORLDS, number) for name, number in habits.items()}
    return BankWorlds(np.arange(WORLDS), drawn, value, dict.fromkeys(IDS.values(), rates), {}, [])


def test_truths_of_the_toy_are_held_as_often_as_said(toy):
    """Of 150 truths 90 % are 0.9 +- 0.096 (4 sd), of one parameter that is learnt."""
    made = list(truths(toy, toy_claims(), LEDGERS))
    rate = calibration(made, ["rate"])
    assert abs(rate.covered - 0.9) < 4 * math.sqrt(0.09 / LEDGERS)
    assert rate.worst[1] > 0.001
    assert np.median([each.ess for each in made]) > 200
    assert 0.1 < np.mean([each.unsound for each in made]) / 2 < 0.4


def test_a_likelihood_that_takes_sources_for_surer_than_they_are_is_noticed(toy, monkeypatch):
    """Sources err by 0.36 on the logarithm and are unsound one time in four. Scored without, truths fall out."""
    likelihood = simulated_ledgers.ledger_likelihood

    def too_sure(worlds, claims, names, reports=None):
        made = likelihood(worlds, claims, names, reports)
        if reports is None:  # Asked for the habits by which reports are made.
            return made
        nobody = np.zeros(len(worlds))
        press = made.press._replace(outlet_bias=nobody, source_bias=nobody, doubt=dict.fromkeys("ABCDEF", nobody))
        return replace(made, press=press)

    monkeypatch.setattr(simulated_ledgers, "ledger_likelihood", too_sure)
    rate = calibration(list(truths(toy, toy_claims(), LEDGERS)), ["rate"])
    assert rate.covered < 0.8
    assert rate.worst[1] < 0.001


def test_few_ledgers_of_the_bank_hold_their_truths_as_the_stored_result_says():
    """20 ledgers beside 400 worlds: of some 200 parameters, most of which nothing is learnt of, 90 % are inside 90 %.

    Truths of one ledger hang together, so the spread that is allowed is that of 20 truths, 4 sd.
    """
    bank = kept_bank(worlds=400)
    worlds = bank.read(400)
    made = list(truths(worlds, bank.plan.claims, 20))
    names = list(worlds.drawn)
    assert abs(calibration(made, names).covered - 0.9) < 0.1
