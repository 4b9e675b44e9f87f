"""Parameters: a number, its range, its prior and its reason."""

import numpy as np

from legation.scenario.parameters import ChoiceParameter, Parameter
from tests.scenario.helpers import prior


def parameter(unit="share", low=0.0, high=0.5, default=0.2, belief=None):
    told = {"title": "Income lost", "unit": unit, "range": [low, high], "default": default, "assumed": "Only the sign."}
    return Parameter(**told, prior=belief)


def test_a_parameter_without_a_prior_stays_at_its_default_in_every_world():
    assert parameter().values(np.array([0.1, 0.9])).tolist() == [0.2, 0.2]


def test_a_parameter_with_a_prior_follows_luck():
    assert parameter(belief=prior("uniform")).values(np.array([0.5, 0.75])).tolist() == [0.25, 0.375]


def test_a_spread_is_what_nine_worlds_in_ten_draw():
    assert parameter(belief=prior("uniform")).says_spread() == "0.025 to 0.47"
    assert parameter().says_spread() == ""
    words = {"title": "Rule", "unit": "choice", "range": ["threshold", "round"], "default": "round", "assumed": "Both."}
    assert ChoiceParameter(**words, prior={"kind": "choice"}).says_spread() == "threshold or round"
    assert ChoiceParameter(**words).says_spread() == ""


def test_persons_and_weeks_are_whole_for_people_as_well():
    weeks = parameter("weeks", 1, 12, 4, prior("uniform"))
    human = weeks.values(np.array([0.3]))  # 1 + 0.3 × 11 = 4.3
    assert human.tolist() == [4.0]
    assert weeks.machine(human).tolist() == [4]


def test_a_parameter_is_written_with_its_reason_and_without_empty_keys():
    assert parameter().as_dict() == {
        "title": "Income lost",
        "unit": "share",
        "range": (0.0, 0.5),
        "default": 0.2,
        "assumed": "Only the sign.",
    }
