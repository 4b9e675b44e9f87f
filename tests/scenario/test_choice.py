"""Choices: parameters that are one of several words, from the file to the step of a mechanism."""

from dataclasses import replace

import numpy as np
import pytest

from legation.base.faults import ScenarioError
from legation.engine.oracle import Oracle
from legation.kernel.units import Declared, Within, declared
from legation.population.codes import POSTED
from legation.scenario import describe_difference
from legation.scenario.priors import Choice
from legation.testing import random_world, week_with
from tests.scenario import payday
from tests.scenario.helpers import BASE, scenario

NAME = "payday.whom"
TEXT = (
    BASE
    + """
[parameters.payday.whom]
title = "Who is paid"
unit = "choice"
range = ["nobody", "posted", "everybody"]
default = "posted"
assumed = "For the test."
"""
)
PRIOR = TEXT.replace('default = "posted"', 'default = "posted"\nprior = { kind = "choice", weights = [1, 0, 3] }')
KNOWN = {
    "trade.income_lost": Declared("share", Within(0, 1)),
    "trade.shock_spread": Declared("sd of log", Within(0, 10)),
    "payday.whom": declared(payday.Parameters)["whom"],
}


def test_a_choice_stays_at_its_word_and_the_machine_counts_its_position(tmp_path):
    told = scenario(tmp_path, TEXT)
    drawn = told.draw(1, range(3))
    assert drawn.human[NAME].tolist() == [1.0, 1.0, 1.0]
    assert drawn.machine[NAME].tolist() == [1, 1, 1]
    assert told.parameters[NAME].says_default() == "posted"


def test_a_word_may_be_set_on_the_command_line(tmp_path):
    told = scenario(tmp_path, PRIOR, overrides=[f"{NAME}=everybody"])
    assert told.draw(1, [0]).machine[NAME].tolist() == [2]
    assert told.parameters[NAME].prior is None
    with pytest.raises(ScenarioError, match=r"expected one of nobody, posted, everybody\. Did you mean everybody"):
        scenario(tmp_path, TEXT, overrides=[f"{NAME}=everbody"])


def test_words_are_drawn_by_their_weights():
    """Weights of 1, 0 and 3: shares of luck below a quarter give the first word, all others the last."""
    weighted = Choice(kind="choice", weights=[1, 0, 3])
    luck = np.array([0.0, 0.2499, 0.25, 0.5, 1 - 2**-53])
    assert weighted.positions(3, luck).tolist() == [0, 0, 2, 2, 2]
    assert Choice(kind="choice").positions(2, np.array([0.49, 0.5, 1.0])).tolist() == [0, 1, 1]


def test_worlds_draw_a_word_as_often_as_it_weighs(tmp_path):
    """Of 4,000 worlds 3,000 draw the last word, with an sd of 27."""
    drawn = scenario(tmp_path, PRIOR).draw(1, range(4_000)).machine[NAME]
    assert set(drawn.tolist()) == {0, 2}
    assert abs(np.count_nonzero(drawn == 2) - 3_000) < 5 * 27


def test_a_choice_is_written_and_read_again(tmp_path):
    for text in (TEXT, PRIOR):
        told = scenario(tmp_path, text)
        again = scenario(tmp_path, told.as_toml(), "again")
        assert replace(again, name=told.name) == told
        assert again.digest() == told.digest()


def test_a_difference_names_words(tmp_path):
    plain, weighted = scenario(tmp_path, TEXT), scenario(tmp_path, PRIOR, "weighted")
    other = scenario(tmp_path, TEXT, "other", overrides=[f"{NAME}=nobody"])
    assert describe_difference(plain, weighted) == [
        f"Parameter {NAME}: fixed at posted becomes choice (weights 1, 0, 3)."
    ]
    assert describe_difference(plain, other)[0] == f"Parameter {NAME}: fixed at posted becomes fixed at nobody."


def test_a_file_that_extends_another_may_give_another_word(tmp_path):
    scenario(tmp_path, PRIOR)
    child = f'format = 1\nextends = "small.toml"\n[parameters.{NAME}]\ndefault = "nobody"\nassumed = "What if."\n'
    assert scenario(tmp_path, child, "child").draw(1, [0]).machine[NAME].tolist() == [0]


def test_the_words_must_be_those_that_the_model_counts_in_its_order(tmp_path):
    assert scenario(tmp_path, TEXT, parameters=KNOWN).title
    swapped = TEXT.replace('["nobody", "posted", "everybody"]', '["posted", "nobody", "everybody"]')
    with pytest.raises(ScenarioError, match=r'expected \["nobody", "posted", "everybody"\], as the model counts them'):
        scenario(tmp_path, swapped, parameters=KNOWN)


@pytest.mark.parametrize("word", ["nobody", "posted", "everybody"])
def test_the_word_reaches_the_step_of_a_mechanism(tmp_path, word):
    """A dollar for nobody, for those at a post or for all, each week for two weeks."""
    position = int(scenario(tmp_path, TEXT, overrides=[f"{NAME}={word}"]).draw(1, [0]).machine[NAME][0])
    week = week_with(payday)
    world, setting = random_world(week, 0, 20)
    world.parameters[week.parameter_names.index(NAME)] = position
    setting = replace(setting, on=np.array([m.name == "payday" for m in week.mechanisms], np.uint8))
    status, before = world.columns["status"].copy(), world.columns["savings"].copy()
    assert Oracle(world, setting).advance(2).done
    gained = world.columns["savings"] - before
    expected = {"nobody": np.zeros(20), "posted": 200 * (status == POSTED), "everybody": np.full(20, 200)}[word]
    assert gained.tolist() == expected.tolist()
