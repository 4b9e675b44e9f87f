"""A scenario: what worlds draw from it, and what it is as a whole."""

import numpy as np
import pytest

from legation.kernel.chance import purpose, uniforms
from legation.kernel.units import to_machine
from legation.scenario import Known, read_scenario
from tests.scenario.helpers import BASE, AnyRecord, scenario

INCOME = "trade.income_lost"  # of the small scenario
LOST = "sessions.income_lost"  # of the baseline


def test_a_world_draws_the_same_whoever_is_drawn_with_it(tmp_path):
    small = scenario(tmp_path, BASE)
    together, alone = small.draw(7, range(100)), small.draw(7, [42])
    assert together.human[INCOME][42] == alone.human[INCOME][0]
    assert together.machine[INCOME][42] == alone.machine[INCOME][0]
    assert small.draw(8, [42]).human[INCOME][0] != alone.human[INCOME][0]


def test_a_uniform_parameter_is_its_luck_stretched_over_the_range(tmp_path):
    luck = uniforms(7, np.array([3]), purpose(f"parameter: {INCOME}"))
    found = scenario(tmp_path, BASE).draw(7, [3])
    assert found.human[INCOME] == pytest.approx(0.5 * luck, rel=1e-12)
    assert found.machine[INCOME].tolist() == [to_machine("share", found.human[INCOME][0])]


def test_luck_may_be_fed_in_for_some_parameters_without_moving_the_others():
    baseline = read_scenario("baseline", known=Known(records=AnyRecord()))
    usual, fed = baseline.draw(7, range(8)), baseline.draw(7, range(8), uniforms={LOST: np.arange(8) / 8})
    assert fed.human[LOST] == pytest.approx(0.5 * np.arange(8) / 8)
    others = set(usual.human) - {LOST}
    assert all(np.array_equal(usual.machine[name], fed.machine[name]) for name in others)


def test_the_mean_of_many_worlds_is_the_mean_of_the_prior():
    """A uniform prior on 0 to 0.5 has mean 0.25 and sd 0.144; of 4,000 worlds the mean has sd 0.0023."""
    drawn = read_scenario("baseline", known=Known(records=AnyRecord())).draw(1, range(4_000)).human
    assert abs(drawn[LOST].mean() - 0.25) < 0.009
    assert np.median(drawn["alert.half_life"]) == pytest.approx(40, rel=0.05)


def test_the_weights_of_places_make_the_shares_of_the_table():
    """A Dirichlet of sum 40: mean share 0.26 for Beijing with sd 0.069, so 4,000 worlds give it to 0.0011 (sd)."""
    drawn = read_scenario("baseline", known=Known(records=AnyRecord())).draw(1, range(4_000)).human
    weights = np.array([values for name, values in drawn.items() if name.startswith("founding.weight_")])
    shares = (weights / weights.sum(axis=0)).mean(axis=1)
    assert shares == pytest.approx([0.15, 0.11, 0.05, 0.26, 0.24, 0.07, 0.12], abs=0.0045)


def test_free_parameters_are_those_with_a_prior(tmp_path):
    assert scenario(tmp_path, BASE).free() == (INCOME,)


def test_every_parameter_of_the_baseline_stays_in_its_range_and_unit():
    baseline = read_scenario("baseline", known=Known(records=AnyRecord()))
    drawn = baseline.draw(3, range(500))
    for name, parameter in baseline.parameters.items():
        assert drawn.human[name].min() >= parameter.low, name
        assert drawn.human[name].max() <= parameter.high, name
        assert drawn.machine[name].dtype == np.int64, name


def test_the_name_of_the_file_is_no_part_of_the_digest_but_every_value_is(tmp_path):
    first, renamed = scenario(tmp_path, BASE), scenario(tmp_path, BASE, "other")
    assert first.digest() == renamed.digest()
    assert scenario(tmp_path, BASE.replace("default = 0.2", "default = 0.21")).digest() != first.digest()


# Kind, numbers and range of priors, retyped, so that a slip shows.
TABLE = {
    "founding.posted": ("lognormal", (4500, 0.45), 2500, 12000),
    "founding.employers": ("uniform", (), 200, 300),
    "founding.skill_spread": ("uniform", (), 0.4, 1.1),
    "founding.linked": ("uniform", (), 0.05, 0.35),
    "founding.term": ("normal", (156, 40), 52, 312),
    "environment.import_weight": ("uniform", (), 0.2, 0.8),
    "environment.lockdown_opportunity": ("log-uniform", (), 0.02, 1),
    "alert.p_trigger": ("log-uniform", (), 0.01, 0.3),
    "alert.jump": ("beta", (3.5, 6.5), 0.1, 0.7),
    "alert.half_life": ("lognormal", (40, 0.8), 8, 200),
    "sessions.income_lost": ("uniform", (), 0, 0.5),
    "trade.median_margin": ("lognormal", (50000, 0.35), 25000, 90000),
    "trade.relations_start": ("uniform", (), 0.4, 0.9),
    "trade.relations_full": ("uniform", (), 26, 156),
    "flight.attempts": ("log-uniform", (), 0.1, 10),
    "flight.beta_hostage": ("normal", (2, 1), 0, 4),
    "flight.deterrence": ("uniform", (), 0, 0.9),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_baseline_has_the_priors_of_the_table(name):
    parameter = read_scenario("baseline", known=Known(records=AnyRecord())).parameters[name]
    kind, *numbers = parameter.prior.as_dict().values()
    assert (kind, tuple(numbers), parameter.low, parameter.high) == TABLE[name]
