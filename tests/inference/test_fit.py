"""The fit of ledgers whose answer is known: the toy's, and some with a conflict that nothing explains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.wordings.form import Report
from legation.inference.bank import BankWorlds, checked, read_parts, simulate_part
from legation.inference.fit import (
    ALL,
    COARSENED,
    NOTHING_MEASURED,
    WITHOUT_CONFLICTS,
    Fitter,
    noise_of_shift,
    shift_of,
    stands_out,
)
from legation.inference.scored import CHECK, FIT, ScoredClaims
from legation.inference.weights import ESS_LEAST, Weights
from tests.inference.helpers import COUNTS, DOUBT, MEDIAN, OUTLET_BIAS, SIGMA, SOURCE_BIAS, known_posterior, voice

# Fitted claims of the record lend their ids and roles; what they say is the toy's.
IDS = {"one": "pf-f-01-2013", "two": "pf-f-01-2014", "three": "pf-g-13", "check": "pf-f-01-2015"}


def toy_bank(worlds, seed=1, idle=20):
    """Rates as the toy draws them, and parameters that do nothing."""
    from scipy.stats import norm

    lots = np.random.default_rng(seed)
    drawn = {"rate": lots.random(worlds)} | {f"idle {number}": lots.random(worlds) for number in range(idle)}
    rates = MEDIAN * np.exp(SIGMA * norm.ppf(drawn["rate"]))
    press = {"press.outlet_bias": OUTLET_BIAS, "press.source_bias": SOURCE_BIAS}
    press |= {f"press.doubt_{letter}": DOUBT for letter in "abcdef"}
    value = drawn | {"rate": rates} | {name: np.full(worlds, number) for name, number in press.items()}
    claims = dict.fromkeys(IDS.values(), rates)
    yearly = {"arrivals_counted": rates[:, None]}
    return BankWorlds(np.arange(worlds), drawn, value, claims, yearly, [2014])


def toy_claims(counts=None):
    counts = counts or COUNTS | {"check": ("first", "paper", 900.0)}
    voices = {}
    for name, (source, outlet, count) in counts.items():
        made = voice(IDS[name], source, outlet)
        voices[IDS[name]] = made._replace(saying=replace(made.saying, asked=Report("exact", count, count)))
    return ScoredClaims(load_ledger(), dict.fromkeys(voices), voices, {})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def fitted():
    bank = toy_bank(6_000)
    return bank, Fitter(bank, toy_claims()).fit()


def test_claims_that_only_check_weigh_nothing(fitted):
    """The check claim says 900, which no world shows: had it any weight, the fit would be another."""
    bank, made = fitted
    assert load_ledger().claims[IDS["check"]].role == CHECK
    assert [claim.claim for claim in made.claims] == sorted(IDS[name] for name in ("one", "two", "three"))
    alone = toy_claims(dict(COUNTS))
    without = Fitter(bank, alone).fit()
    assert np.array_equal(without.variants[0].weights.logs, made.variants[0].weights.logs)


def test_no_claim_of_the_record_that_checks_is_fitted(small_plan):
    roles = {name: small_plan.claims.ledger.claims[name].role for name in small_plan.claims.targets}
    assert set(roles.values()) == {FIT, CHECK}
    names = Fitter(read_parts([checked(simulate_part(small_plan, 0))]), small_plan.claims).names
    assert names
    assert {roles[name] for name in names} == {FIT}


def test_the_answer_is_the_known_one_with_and_without_an_origin(fitted):
    bank, made = fitted
    rates = bank.value["rate"]
    whole = made.variant(ALL)
    grid, shares, log_evidence = known_posterior()
    assert abs(whole.weights.log_evidence.value - log_evidence) < 3 * whole.weights.log_evidence.error
    assert abs(whole.weights.mean(rates) - shares @ grid) < 3 * whole.weights.error_of_mean(rates)
    assert {each.origin for each in whole.origins} == {"first", "second"}
    for each in whole.origins:
        left_out = ("three",) if each.origin == "second" else ("one", "two")
        grid, shares, _ = known_posterior(left_out)
        assert abs(each.weights.mean(rates) - shares @ grid) < 3 * each.weights.error_of_mean(rates)


def test_what_is_informed_is_what_the_claims_speak_of(fitted):
    """With twenty idle parameters, by chance at most one would be named; here none is."""
    made = fitted[1].variant(ALL)
    assert made.trouble == ""
    assert {each.name for each in made.informed} <= {"rate"}
    (rate,) = [each for each in made.parameters if each.name == "rate"]
    assert rate.sd_ratio < 0.9
    assert rate.record[0] > rate.prior[0]


def test_what_two_origins_say_each_by_itself_is_informed():
    said = {"one": ("first", "paper", 30.0), "two": ("first", "paper", 34.0), "three": ("second", "radio", 31.0)}
    made = Fitter(toy_bank(8_000), toy_claims(said)).fit().variant(ALL)
    assert [each.name for each in made.informed] == ["rate"]
    assert made.informed[0].shift > 0.2


def test_what_hangs_on_one_origin_is_not_informed():
    """The second origin speaks of something else, so without the first nothing is left."""
    bank = toy_bank(6_000)
    bank.claim[IDS["three"]] = np.full(6_000, 21.0)
    said = {"one": ("first", "paper", 30.0), "two": ("first", "paper", 34.0), "three": ("second", "radio", 21.0)}
    made = Fitter(bank, toy_claims(said)).fit().variant(ALL)
    (rate,) = [each for each in made.parameters if each.name == "rate"]
    assert rate.shift > 3 * rate.noise
    assert made.informed == []


def test_at_an_effective_sample_size_of_ten_nothing_is_informed_and_no_number_leaves():
    """The trap: of few worlds many parameters seem to contract. Only the prior's numbers stand."""
    made = Fitter(toy_bank(16, idle=200), toy_claims()).fit()
    whole = made.variant(ALL)
    assert 5 < whole.weights.ess < 20
    assert "below 200" in whole.trouble
    raw = [shift_of(whole.weights, drawn) for drawn in toy_bank(16, idle=200).drawn.values()]
    assert sum(abs(shift) > 0.05 for shift in raw) >= 30  # What a table without its noise would show.
    assert whole.informed == []
    assert all((each.shift, each.sd_ratio, each.record) == (None, None, None) for each in whole.parameters)
    assert all(each.record is None and each.prior[0] < each.prior[-1] for each in whole.measures)


def test_a_claim_that_nothing_explains_is_named_and_everything_is_said_without_it():
    """Two sources say 12 and one says 70, where hardly any world has more than 40."""
    said = {"one": ("first", "paper", 12.0), "two": ("third", "wire", 12.0), "three": ("second", "radio", 70.0)}
    bank = toy_bank(20_000)
    for name, values in bank.value.items():
        if name.startswith("press.doubt"):
            values[:] = 0.02
    made = Fitter(bank, toy_claims(said)).fit()
    assert [each.claim for each in made.conflicts] == [IDS["three"]]
    assert "times less likely" in made.conflicts[0].in_conflict
    assert made.conflicts[0].agreement < -1
    assert abs(made.conflicts[0].agreement) > 3 * made.conflicts[0].error
    without = made.variant(WITHOUT_CONFLICTS)
    assert without.left_out == (IDS["three"],)
    assert {each.origin for each in without.origins} == {"first", "third"}
    assert without.weights.ess > made.variant(ALL).weights.ess
    assert without.weights.mean(bank.value["rate"]) < made.variant(ALL).weights.mean(bank.value["rate"])


def test_where_claims_agree_there_is_no_such_variant(fitted):
    assert fitted[1].conflicts == []
    assert fitted[1].variant(WITHOUT_CONFLICTS) is None
    assert [variant.name for variant in fitted[1].variants] == [ALL, COARSENED]


def test_the_coarsened_fit_stands_beside_and_informs_of_nothing(fitted):
    coarse = fitted[1].variant(COARSENED)
    assert coarse.weights.ess > fitted[1].variant(ALL).weights.ess
    assert coarse.informed == []


def test_agreement_is_what_others_make_of_a_claim_over_what_the_prior_does(fitted):
    """log10 P(a | rest) / P(a), from the known evidences."""
    _, made = fitted
    (third,) = [each for each in made.claims if each.claim == IDS["three"]]
    logs = [known_posterior(without)[2] for without in ((), ("three",), ("one", "two"))]
    expected = (logs[0] - logs[1] - logs[2]) / np.log(10)
    assert abs(third.agreement - expected) < 3 * third.error
    assert third.error < 0.05


def test_a_claim_alone_is_in_no_conflict():
    made = Fitter(toy_bank(500), toy_claims({"one": ("first", "paper", 9.0)})).fit()
    assert made.conflicts == []


def test_a_claim_that_no_world_can_speak_to_is_left_out_with_its_reason():
    """Otherwise it would make every world impossible."""
    bank = toy_bank(300)
    bank.claim[IDS["three"]] = np.full(300, np.nan)
    made = Fitter(bank, toy_claims()).fit()
    assert [each.claim for each in made.claims] == [IDS["one"], IDS["two"]]
    assert made.refused == {IDS["three"]: NOTHING_MEASURED}
    assert made.variants[0].weights.ess > 50


def test_claims_can_be_left_out(fitted):
    bank, _ = fitted
    made = Fitter(bank, toy_claims(), frozenset({IDS["three"]})).fit()
    assert [each.claim for each in made.claims] == [IDS["one"], IDS["two"]]


def test_a_shift_must_stand_out_of_its_noise():
    """At 196 effective worlds the noise is 0.0206; two of it for one parameter, 2.8 for two hundred."""
    assert noise_of_shift(196) == pytest.approx(0.0206, abs=1e-4)
    assert stands_out(0.0413, 196, 1)
    assert not stands_out(0.0411, 196, 1)
    assert not stands_out(0.057, 196, 200)
    assert stands_out(0.059, 196, 200)
    assert shift_of(Weights(np.full(3, -np.inf)), np.ones(3)) == 0.0
    assert ESS_LEAST == 200
