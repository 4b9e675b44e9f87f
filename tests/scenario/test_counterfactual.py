"""What a series might have been: a mean of recorded years with a swing that each world draws."""

from datetime import date
from math import exp, log

import numpy as np
import pytest

from legation.base.calendar import week_of
from legation.base.faults import ScenarioError
from legation.scenario.counterfactual import Counterfactual
from tests.scenario.helpers import BASE, scenario

PATH = Counterfactual(**{"from": date(2016, 3, 1), "years": [2013, 2015], "sd": 0.2, "month_to_month": 0.9})
TOLD = """
[inputs.imports]
title = "Imports"
meaning = "1 is the mean month of 2013."
unit = "ratio"
series = "china_imports_from_dprk"
counterfactual = { from = 2016-03-01, years = [2013, 2015], sd = 0.2, month_to_month = 0.9 }
assumed = "For the test."
"""
EXPORTS = TOLD.replace("imports", "exports", 1).replace("imports_from", "exports_to")


def test_the_path_takes_the_place_of_later_months_and_leaves_earlier_ones():
    """The mean of 10, 20 and 60 is 30; with factors of 1 and 2 the two months from March on are 30 and 60."""
    months = {date(2013, 1, 1): 10.0, date(2014, 1, 1): 20.0, date(2015, 1, 1): 60.0, date(2016, 2, 1): 5.0,
              date(2016, 3, 1): 7.0, date(2016, 4, 1): 8.0}  # fmt: skip
    found = PATH.laid_over(months, {date(2016, 3, 1): 1.0, date(2016, 4, 1): 2.0})
    assert list(found.values()) == [10.0, 20.0, 60.0, 5.0, 30.0, 60.0]


def test_a_swing_is_cut_at_three_sds():
    assert PATH.factor(0.0) == 1
    assert PATH.factor(1.0) == pytest.approx(exp(0.2))
    assert PATH.factor(9.0) == PATH.factor(3.0) == pytest.approx(exp(0.6))
    assert PATH.factor(-9.0) == pytest.approx(exp(-0.6))


def test_a_world_has_the_same_path_each_time_and_another_world_or_seed_has_another():
    assert PATH.factors(1, 5) == PATH.factors(1, 5)
    assert len({PATH.factors(seed, world)[date(2020, 6, 1)] for seed, world in ((1, 5), (1, 6), (2, 5))}) == 3


def test_a_path_covers_every_month_to_the_end_of_the_record():
    months = list(PATH.factors(1, 0))
    assert (months[0], months[-1], len(months)) == (date(2016, 3, 1), date(2025, 12, 1), 10 + 9 * 12)


def test_the_swing_is_as_wide_and_as_lasting_as_told():
    """Over 2,000 worlds: sd 0.2 in the first month and later ones, within 4 standard errors of sd / sqrt(2 n); the
    correlation of neighbouring months is 0.9, within 4 times (1 - 0.9**2) / sqrt(n); the mean is 0.
    """
    worlds = 2_000
    swings = np.array([[log(factor) for factor in PATH.factors(1, world).values()] for world in range(worlds)])
    for month in (0, 1, 60, 117):
        assert swings[:, month].std() == pytest.approx(0.2, abs=4 * 0.2 / np.sqrt(2 * worlds))
        assert swings[:, month].mean() == pytest.approx(0, abs=4 * 0.2 / np.sqrt(worlds))
    following = np.corrcoef(swings[:, 60], swings[:, 61])[0, 1]
    assert following == pytest.approx(0.9, abs=4 * (1 - 0.81) / np.sqrt(worlds))


def test_two_flows_of_a_world_swing_together(tmp_path):
    told = scenario(tmp_path, BASE + TOLD + EXPORTS)
    drawn = told.drawn_rows(1, 3, {})
    middle = told.input_rows()
    week = week_of(date(2019, 6, 10))
    ratios = [drawn[name][week, 0] / middle[name][week, 0] for name in ("imports", "exports")]
    assert ratios[0] == pytest.approx(ratios[1], rel=1e-3)
    assert abs(ratios[0] - 1) > 1e-3


def test_only_counterfactual_inputs_are_drawn_and_only_from_their_month_on(tmp_path):
    told = scenario(tmp_path, BASE + TOLD)
    assert scenario(tmp_path, BASE, "plain").drawn_rows(1, 0, {}) == {}
    drawn, middle = told.drawn_rows(1, 0, {}), told.input_rows()
    assert list(drawn) == ["imports"]
    first = week_of(date(2016, 3, 1))
    assert np.array_equal(drawn["imports"][:first], middle["imports"][:first])
    assert (drawn["imports"][first + 1 :] != middle["imports"][first + 1 :]).any()


def test_the_whole_scenario_says_it_and_reads_it_back(tmp_path):
    told = scenario(tmp_path, BASE + TOLD)
    again = scenario(tmp_path, told.as_toml(), "again")
    assert again.inputs["imports"].counterfactual == PATH
    assert again.digest() == told.digest()
    assert str(PATH).startswith("the mean month of 2013 to 2015 from 2016-03 on")


def test_a_layer_that_follows_the_series_again_leaves_the_path(tmp_path):
    scenario(tmp_path, BASE + TOLD)
    child = 'format = 1\nextends = "small.toml"\n[inputs.imports]\nseries = "china_imports_from_dprk"\nassumed = "x"\n'
    assert scenario(tmp_path, child, "child").inputs["imports"].counterfactual is None


def test_no_path_may_leave_what_the_model_can_carry(tmp_path):
    """The mean of 2013-15 is about 0.95 of 2013; three sds of 0.2 make it 1.7, which is above a limit of 1.5."""
    from legation.kernel.units import Within

    limits = dict.fromkeys(("bank_access", "lockdown"), Within(0, 1))
    assert scenario(tmp_path, BASE + TOLD, inputs=limits | {"imports": Within(0, 3)}).title
    with pytest.raises(ScenarioError, match=r"found 1\.7\d* in Dandong on 2016-03-01, after all policies"):
        scenario(tmp_path, BASE + TOLD, inputs=limits | {"imports": Within(0, 1.5)})
