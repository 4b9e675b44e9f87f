"""From scenarios to what worlds need."""

from __future__ import annotations

import pytest

from legation.base.calendar import WEEKS
from legation.base.errors import ScenarioError
from legation.base.places import PLACES
from legation.engine.compose import the_week
from legation.experiments.setting import load, setting


def test_a_scenario_is_checked_against_the_mechanisms_of_the_program():
    with pytest.raises(ScenarioError, match=r"espionage\.budget"):
        load("baseline", overrides=["espionage.budget=1"])


def test_a_mechanism_is_on_unless_the_scenario_says_otherwise():
    names = [mechanism.name for mechanism in the_week().mechanisms]
    assert setting(load("baseline")).on.tolist() == [1] * len(names)
    off = setting(load("baseline", overrides=["alert=off"])).on
    assert [name for name, on in zip(names, off, strict=True) if not on] == ["alert"]


def test_every_input_has_a_row_for_each_week_of_the_record():
    for rows in setting(load("baseline")).inputs.values():
        assert rows.shape == (WEEKS, len(PLACES))
