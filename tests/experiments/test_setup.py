"""From scenarios to what worlds need."""

from __future__ import annotations

import numpy as np
import pytest

from legation.base.calendar import WEEKS
from legation.base.faults import ScenarioError
from legation.base.places import PLACES
from legation.engine.week import compose, the_week
from legation.experiments import setup
from legation.experiments.setup import active_mechanisms, load_scenario, of_world, setting
from legation.population.declaration import INPUT, Column
from tests.contract import allowance


def test_a_scenario_is_checked_against_the_mechanisms_of_the_program():
    with pytest.raises(ScenarioError, match=r"espionage\.budget"):
        load_scenario("baseline", overrides=["espionage.budget=1"])


def test_a_mechanism_is_on_unless_the_scenario_says_otherwise():
    names = [mechanism.name for mechanism in the_week().mechanisms]
    assert setting(load_scenario("baseline")).on.tolist() == [1] * len(names)
    off = setting(load_scenario("baseline", overrides=["alert=off"])).on
    assert [name for name, on in zip(names, off, strict=True) if not on] == ["alert"]


def test_who_asks_what_runs_is_told_what_the_setup_holds():
    off = load_scenario("baseline", overrides=["alert=off"])
    names = [mechanism.name for mechanism in the_week().mechanisms]
    assert active_mechanisms(off) == {name for name, on in zip(names, setting(off).on, strict=True) if on}
    assert active_mechanisms(off) == set(names) - {"alert"}


def test_every_input_has_a_row_for_each_week_of_the_record():
    for rows in setting(load_scenario("baseline")).inputs.values():
        assert rows.shape == (WEEKS, len(PLACES))


def test_a_package_with_an_input_of_its_own_changes_nothing_until_its_mechanism_is_on(monkeypatch, tmp_path):
    """Its input then needs a base, which the package may offer beside its file."""
    brought = Column("parcels", INPUT, np.int64, "out of 2**16", "parcels", least=0, most=2**16, neutral=3)
    monkeypatch.setattr(allowance, "COLUMNS", (brought,), raising=False)
    usual = load_scenario("baseline")
    week = compose([*(m.module for m in the_week().mechanisms), allowance])
    monkeypatch.setattr(setup, "the_week", lambda: week)
    installed = load_scenario("baseline")
    assert installed.digest() == usual.digest()
    rows = setting(installed).inputs["parcels"]
    assert (rows.shape, rows.min(), rows.max()) == ((WEEKS, len(PLACES)), 3, 3)
    with pytest.raises(ScenarioError) as refused:
        load_scenario("baseline", overrides=["allowance=on"])
    assert [fault.field for fault in refused.value.faults] == ["parameters.allowance.sum", "inputs.parcels"]
    monkeypatch.setattr(allowance, "__file__", str(tmp_path / "allowance.py"))
    (tmp_path / "allowance.toml").write_text(OFFER, encoding="utf-8")
    on = load_scenario("baseline", overrides=["allowance=on", "allowance.sum=2"])
    assert setting(on).inputs["parcels"].max() == 2**14
    assert on.parameters["allowance.sum"].default == 2
    assert "allowance" in active_mechanisms(on, week)
    assert load_scenario("baseline").digest() == usual.digest()


OFFER = """format = 1
[parameters.allowance.sum]
title = "sum"
unit = "USD"
range = [0, 10]
default = 1
assumed = "A test."
[inputs.parcels]
title = "Parcels"
unit = "share"
meaning = "Parcels."
base = 0.25
assumed = "A test."
"""


def test_a_world_has_inputs_of_its_own_only_where_it_draws_them():
    """Strengths of policies touch these inputs of the baseline; without sanctions trade has a path of its own, too."""
    drawn = {"bank_access", "visa_pressure", "permit", "shock", "route_price", "worker_permits"}
    for name, expected in (
        ("baseline", drawn),
        ("no-2016-17-sanctions", (drawn | {"imports", "exports"}) - {"worker_permits"}),
    ):
        told = load_scenario(name)
        shared, draws = setting(told), told.draw(1, range(2))
        one, two = (of_world(shared, told, 1, number, draws.of_world(number)[0]).inputs for number in (0, 1))
        assert {name for name in one if not np.array_equal(one[name], two[name])} == expected
        assert all(one[name] is shared.inputs[name] for name in one.keys() - expected)
