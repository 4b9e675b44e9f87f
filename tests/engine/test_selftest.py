"""The self-test of an installed program: silent where compiled code and oracle agree, and not where they part."""

from dataclasses import replace

from legation.engine import selftest
from legation.engine.week import founding_parameters, the_week
from legation.engine.world import advance
from legation.testing import random_parameters, random_world


def _asked():
    _, setting = random_world(the_week(), 0, 20)
    return setting, random_parameters(founding_parameters() | the_week().parameters, 0)


def test_compiled_code_and_oracle_agree_on_this_machine():
    assert selftest.differences(*_asked()) == []


def test_columns_in_which_they_part_are_named(monkeypatch):
    def astray(world, setting, last):
        outcome = advance(world, setting, last)
        world.columns["savings"][0] += 1
        world.columns["alert"][0] += 1
        world.history["fled"][0, 0] += 1
        return replace(outcome, week=3)

    monkeypatch.setattr(selftest, "advance", astray)
    assert selftest.differences(*_asked()) == ["the outcome", "savings", "alert", "fled by period"]
