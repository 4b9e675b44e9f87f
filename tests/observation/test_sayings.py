"""Sayings: all that could have been said in the manner of a claim has chances that sum to 1, and is drawn by them."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.series import rates_by_year
from legation.evidence.wordings.bound import AtLeast
from legation.evidence.wordings.form import Report
from legation.evidence.wordings.word import ABOUT_HALF, choices
from legation.experiments.setup import load_scenario
from legation.observation.sayings import SEVERAL_IS_SURE, Saying, grades_by_upstream, saying_of, sourced_saying
from legation.observation.scopes import SPREAD
from legation.observation.targets import Target, target

SHIFTS = (0.0, 0.4, -0.7)
# A middling value of what each scored claim speaks of, in the unit of its report.
MEASURES = {
    "recalls_in_busiest_month": 12.0, "flights_in_busiest_week": 2.0, "reunion_income_usd_per_agency": 150_000.0,
    "posted_change": 0.3, "quota_usd": (20_000.0, 30_000.0), "flights_minders": 2.0, "flights": 3.0,
    "sessions_per_week": 2.5, "worker_stock": 35.0, "newcomers": 260.0, "arrivals_counted": 14.0,
    "quota_met_share": 0.2, "levies_paid_share": 0.45, "levies_called": 0.6, "remittance_fee_share": 0.35,
    "recalls_ordered": (10.0, 14.0),
}  # fmt: skip


@pytest.fixture(scope="module")
def scored():
    """Each scored claim of the record that has a target, with it."""
    record, scenario = load_ledger(), load_scenario("baseline")
    made = {claim.id: target(claim, scenario) for claim in record.claims.values() if claim.is_scored}
    rates = {year: rate.rmb_per_usd for year, rate in rates_by_year().items()}
    return {name: (saying_of(record.claims[name], each, rates), each)
            for name, each in made.items() if isinstance(each, Target)}  # fmt: skip


def _measure(saying: Saying, each: Target) -> np.ndarray:
    if each.observable.kind == SPREAD:
        counts = np.zeros((1, len(saying.edges) - 1))
        counts[0, 14:20] = 30, 10, 5, 5, 10, 40
        return counts
    value = MEASURES[each.observable.name]
    if each.wording.compares == "change" and np.ndim(value) == 0:
        value = (0.8 * value, value)
    return np.array([value])


def _total(saying: Saying, x: np.ndarray, shift: float) -> float:
    """The chances of all that could have been said, summed or integrated."""

    def chance(report: Report) -> float:
        return float(np.exp(saying.log_likelihood(report, x, np.full(len(x), shift)))[0])

    asked, scale = saying.asked, saying.scale
    if asked.word in choices(np.array([0.5])):
        return sum(chance(asked._replace(word=word)) for word in choices(np.array([0.5])))
    if asked.word == "exact" and scale.name == "count":
        return sum(chance(asked._replace(low=float(count), high=float(count))) for count in range(300))
    if asked.low is None or asked.high is None or asked.word in ("rose", "fell", "at_least", "at_most"):
        return chance(asked._replace(was_said=True)) + chance(asked._replace(was_said=False))
    half = float(scale.place(asked.high) - scale.place(asked.low)) / 2
    # All that is likely lies within some errors of the measure, of a spread within its bins.
    about = scale.place(3_000.0 if saying.edges else float(x[0])) + shift * scale.times
    middles = about + np.linspace(-7, 7, 701)
    said = [chance(asked._replace(low=float(scale.value(at - half)), high=float(scale.value(at + half))))
            for at in middles]  # fmt: skip
    return float(np.trapezoid(said, middles))


def test_all_that_could_have_been_said_of_a_scored_claim_sums_to_one(scored):
    """A share of 1e-4 is as good as none, so a range of shares loses what would lie below: less than 1e-3."""
    assert len(scored) >= 20
    for name, (saying, each) in scored.items():
        for shift in SHIFTS:
            total = _total(saying, _measure(saying, each), shift)
            assert total == pytest.approx(1, abs=1e-3), (name, shift, total)


def test_what_is_drawn_has_the_chances_that_score_it(scored):
    """Cut at the median of what is scored, half of 600 draws lie below, with an sd of 12; 4 sd."""
    for name in ("pf-f-01-2014", "nk-2019-intv-20", "nk-2019-intv-12", "nk-2018-reun-02"):
        saying, each = scored[name]
        x, scale, lots = _measure(saying, each), saying.scale, np.random.default_rng(3)
        drawn = [saying.simulate(x[0], lots, 0.3) for _ in range(600)]
        if name == "pf-f-01-2014":
            grid = np.arange(400, dtype=float)
            mass = [float(np.exp(saying.log_likelihood(Report("exact", at, at), x, 0.3))[0]) for at in grid]
            places = np.array([report.low for report in drawn])
        else:
            half = float(scale.place(saying.asked.high) - scale.place(saying.asked.low)) / 2
            grid = np.linspace(-12, 18, 4_001)
            mass = [
                float(np.exp(saying.log_likelihood(
                    saying.asked._replace(low=float(scale.value(at - half)), high=float(scale.value(at + half))), x, 0.3
                ))[0])
                for at in grid
            ]  # fmt: skip
            places = np.array([float(scale.place(report.low) + scale.place(report.high)) / 2 for report in drawn])
        below = np.cumsum(mass) / np.sum(mass)
        cut = grid[int(np.searchsorted(below, 0.5))]
        expected = 600 * below[int(np.searchsorted(below, 0.5))]
        assert abs((places <= cut + 1e-9).sum() - expected) < 4 * 12.3, name


def test_a_sought_number_is_said_of_at_least_as_many(scored):
    """Ten recalls in some month: who reports one month did not compare it with all others."""
    saying, _ = scored["nk-2015-recall-01"]
    assert isinstance(saying.wording, AtLeast)
    assert saying.asked == Report("at_least", 10.0, None)
    chances = np.exp(saying.log_likelihood(saying.asked, np.array([4.0, 10.0, 25.0])))
    assert chances[0] < 0.01
    assert chances[1] == pytest.approx(0.5)
    assert chances[2] > 0.99


def test_a_bias_is_a_factor_and_twice_as_much_on_logits(scored):
    about, _ = scored["nk-2018-reun-02"]
    assert about.log_likelihood(about.asked, np.array([200_000 / exp(0.5)]), 0.5) == pytest.approx(
        about.log_likelihood(about.asked, np.array([200_000.0]))
    )
    share = replace(about, wording=ABOUT_HALF, asked=Report("about_half"), scale=scored["pf-g-16"][0].scale)
    odds = 0.5 / exp(0.8)  # a share of 1/3 has odds of 1/2; shifted by 0.4 it has 0.5 * exp(0.8)
    assert share.log_likelihood(share.asked, np.array([odds / (1 + odds)]), 0.4) == pytest.approx(
        share.log_likelihood(share.asked, np.array([1 / 3]))
    )


def test_a_change_and_whether_something_exists_are_not_biased(scored):
    for name in ("pf-j-04-rise", "pf-j-07"):
        saying, each = scored[name]
        x = _measure(saying, each)
        assert saying.log_likelihood(saying.asked, x, 5.0) == saying.log_likelihood(saying.asked, x)


def test_several_is_sure_of_five_or_more_where_the_busiest_stretch_is_taken(scored):
    saying, _ = scored["nk-2019-mss-16"]
    assert saying.most == SEVERAL_IS_SURE
    assert np.exp(saying.log_likelihood(saying.asked, np.array([2.0, 5.0, 50.0]))) == pytest.approx([0.3, 1, 1])


def test_one_interviewee_is_one_of_all_persons_and_not_their_mean(scored):
    """Half of all persons earn a third of 3,000 RMB and half three times as much: hardly anybody says 3,000."""
    saying, _ = scored["nk-2019-intv-20"]
    middles = [log(max(low, 1) * high) / 2 for low, high in zip(saying.edges[:-1], saying.edges[1:], strict=True)]
    bins = [int(np.argmin(np.abs(np.array(middles) - log(value)))) for value in (1_000, 3_000, 9_000)]
    counts = np.zeros((3, len(middles)))
    counts[0, bins[1]] = 40
    counts[1, [bins[0], bins[2]]] = 20
    counts[2, bins] = 10, 20, 10
    said = np.exp(saying.log_likelihood(saying.asked, counts, np.array([0.0, 0.0, 0.0])))
    assert said[1] < 0.01 * said[0]
    assert said[2] == pytest.approx((said[0] + said[1]) / 2)
    assert said == pytest.approx(np.exp(saying.log_likelihood(saying.asked, counts, 0.0)))


def test_a_world_without_persons_or_numbers_has_nothing_to_say(scored):
    spread, value = scored["nk-2019-intv-20"][0], scored["pf-g-16"][0]
    assert spread.able(np.array([[0] * 40, [1] + [0] * 39])).tolist() == [False, True]
    assert value.able(np.array([np.nan, 0.0])).tolist() == [False, True]


def test_a_voice_says_who_and_with_which_letters_an_upstream_stands():
    record, scenario = load_ledger(), load_scenario("baseline")
    rates = {year: rate.rmb_per_usd for year, rate in rates_by_year().items()}
    claim = record.claims["nk-2019-mss-16"]
    voice = sourced_saying(record, claim, target(claim, scenario), rates)
    assert voice[1:] == ("nk-2019-mss:a", "nk-2019-mss", "daily-nk", "F")
    assert grades_by_upstream([voice, voice._replace(grade="C"), voice]) == {"nk-2019-mss:a": ("C", "F")}
