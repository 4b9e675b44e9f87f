"""Averages keep every post and agree with agents within what was stated; a rule read otherwise is seen."""

from __future__ import annotations

import numpy as np
import pytest

from verification.mean_field import MeanField
from verification.mean_field_comparison import (
    MEASURES,
    RESULT,
    WORLDS,
    agents,
    averages,
    defaults,
    gaps,
)


@pytest.fixture(scope="module")
def worlds():
    return agents(defaults(), WORLDS)


def _beyond(worlds, means):
    """(measure, year) of all that differ by more than is allowed."""
    return [(gap.measure, gap.year) for gap in gaps(worlds, means) if gap.beyond]


def test_averages_agree_with_agents_within_the_stated_tolerance(worlds):
    assert _beyond(worlds, averages(defaults())) == []


@pytest.mark.parametrize(
    ("change", "measure"),
    [
        ("trade.median_margin=60000", "trade_income"),
        ("obligations.retained=0.6", "owing"),
        ("posts.gives_up=0", "posted"),
        ("intent.beta_arrears=0", "fled"),
        ("alert.half_life=20", "alert"),
        ("obligations.quota_high=60000", "quota_due"),
    ],
)
def test_a_rule_read_otherwise_by_the_averages_is_seen(worlds, change, measure):
    assert measure in dict(_beyond(worlds, averages(defaults([change]))))


def test_one_average_person_for_each_place_owes_far_less_than_people_do(worlds):
    """What is paid is the least of cash and due: in 2014 to 2016 the mean person can nearly always pay."""
    coarse, fine = (averages(defaults(), cells=cells)["owing"][5:8].mean() for cells in (False, True))
    people = worlds["owing"][:, 5:8].mean()
    assert coarse < 0.7 * people
    assert fine == pytest.approx(people, rel=0.1)


def test_no_post_is_lost_and_nobody_comes_from_nowhere():
    inputs = {name: np.full((200, 7), level) for name, level in _CALM.items()}
    inputs["firm_closure"][60], inputs["purge"][100] = 1.0, 1.0
    world = MeanField(defaults(), inputs, 200)
    for _ in range(200):
        world.step()
        posts = world.present.sum(axis=2) + world.vacant.sum(axis=2) + world.given_up.sum(axis=2)
        assert posts == pytest.approx(world.posts, rel=1e-9)
        assert min(world.waiting.min(), world.due.min(), world.called.min(), world.cash.min()) >= 0


_CALM = dict.fromkeys(("imports", "exports", "bank_access", "border_open", "permit", "families_allowed"), 1.0)
_CALM |= dict.fromkeys(("lockdown", "visa_pressure", "firm_closure", "levy_time", "purge", "shock"), 0.0)
_CALM["route_price"] = 2.5


def test_a_year_beyond_the_tolerance_and_its_error_fails_and_one_within_does_not():
    tolerance = MEASURES["posted"].tolerance  # 4 %, and 2 % for all years together
    still = {name: np.full((3, 2), 100.0) for name in MEASURES}
    means = {name: np.full(2, 100.0) for name in MEASURES}
    means["posted"] = np.array([100 * (1 + tolerance) + 0.1, 100.0])
    assert _beyond(still, means) == [("posted", "2009"), ("posted", "all years")]
    assert _beyond(still | {"posted": np.array([[90.0, 100], [110, 100], [100, 100]])}, means) == []


def test_the_stored_table_names_each_measure_with_its_tolerance():
    text = RESULT.read_text(encoding="utf-8")
    for measure in MEASURES.values():
        assert f"| {measure.sentence} | {measure.tolerance:.0%} |" in text
        assert measure.why in text
