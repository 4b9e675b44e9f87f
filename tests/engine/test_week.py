"""The week, written out: order, arguments, third parties, and a name that stands for all that may reach it."""

import importlib
from types import SimpleNamespace
from typing import Annotated, NamedTuple, get_type_hints

import numpy as np
import pytest

from legation.base.faults import MechanismError
from legation.engine import cache
from legation.engine.third_parties import with_third_parties
from legation.engine.week import compose, founding_parameters, the_week
from legation.mechanisms import WEEK
from legation.mechanisms.form import name_of
from legation.population.declaration import FLOW, PLACE, Column
from legation.testing import random_world
from tests.contract import allowance
from tests.contract.bad import asks_for_nothing_known, rewrites_the_record


def _ours():
    return [importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK]


def _point(module):
    return SimpleNamespace(name=name_of(module), load=lambda: module)


def test_there_is_a_unit_for_each_mechanism_in_the_order_of_the_week_and_one_that_closes_it():
    assert [unit.name.split("_")[1] for unit in compose(_ours()).units] == [
        *(name.partition("_")[0] for name in WEEK),
        "close",
    ]


def test_the_same_mechanisms_make_the_same_week():
    one, two = compose(_ours()), compose(_ours())
    assert (one.name, one.units) == (two.name, two.units)
    assert compose(reversed(_ours())).name != one.name
    assert compose(_ours()[:-1]).name != one.name


def test_a_mechanism_of_others_leaves_all_our_units_compiled():
    """A unit knows its own row only, so nothing that stands before or behind it renames it."""
    ours = compose(_ours())
    assert compose([*_ours(), allowance]).units[: len(WEEK)] == ours.units[:-1]
    assert compose([allowance, *_ours()]).units[1:] == ours.units


def test_one_parameter_more_renames_one_unit(monkeypatch):
    usual = compose(_ours())
    sessions = importlib.import_module("legation.mechanisms.sessions")
    fields = get_type_hints(sessions.Parameters, include_extras=True) | {"more": Annotated[int, "share"]}
    monkeypatch.setattr(sessions, "Parameters", NamedTuple("Parameters", list(fields.items())))
    assert _renamed(usual, compose(_ours())) == ["sessions"]


def test_one_column_more_renames_what_names_it_and_what_closes_the_week(monkeypatch):
    usual = compose(_ours())
    assert _renamed(usual, compose(_with_columns(monkeypatch, "allowances"))) == ["allowance"]
    counted = Column("counted_by_them", PLACE, np.int64, "US cents", "a flow of theirs", FLOW)
    monkeypatch.setattr(allowance, "COLUMNS", [counted], raising=False)
    assert _renamed(usual, compose([*_ours(), allowance])) == ["allowance", "close"]


def _renamed(usual, changed):
    known = {unit.name for unit in usual.units}
    return [unit.name.split("_")[1] for unit in changed.units if unit.name not in known]


def test_a_borrowed_parameter_is_its_owners_and_stands_in_the_row_once_more():
    """`posts` borrows what the founding draws and what `obligations` asks; a value exists once."""
    week = the_week()
    borrowers = [name for name, told in _mechanism(week, "posts").parameters.items() if told.borrowed]
    assert borrowers
    assert not {f"posts.{name}" for name in borrowers} & set(week.parameters)
    assert not {f"posts.{name}" for name in borrowers} & set(week.parameter_names)
    lent = [told.borrowed for mechanism in week.mechanisms for told in mechanism.parameters.values()]
    assert week.parameter_names.count("obligations.quota_low") == 1 + lent.count("obligations.quota_low") > 2
    assert len(week.parameter_names) == sum(len(mechanism.parameters) for mechanism in week.mechanisms)


def test_a_borrowed_parameter_has_an_owner_and_its_unit():
    week = the_week()
    owned = founding_parameters() | week.parameters
    for mechanism in week.mechanisms:
        for name, told in mechanism.parameters.items():
            if told.borrowed:
                assert owned[told.borrowed].unit == told.unit, (mechanism.name, name)


def _mechanism(week, name):
    return next(mechanism for mechanism in week.mechanisms if mechanism.name == name)


def test_a_registered_mechanism_runs_behind_the_one_that_its_AFTER_names():
    week = compose(with_third_parties(_ours(), [_point(allowance)]))
    order = list(WEEK)
    order.insert(order.index("trade") + 1, "allowance")
    assert [mechanism.name for mechanism in week.mechanisms] == order
    assert "mechanism.run(now, p, status, savings, accounts)" in week.units[order.index("allowance")].source
    assert week.parameters["allowance.sum"].unit == "USD"


def test_the_installed_week_asks_the_registered_mechanisms(monkeypatch):
    monkeypatch.setattr("legation.engine.week.registered_mechanisms", lambda: (_point(allowance),))
    assert "allowance" in [mechanism.name for mechanism in the_week.__wrapped__().mechanisms]


def test_registered_mechanisms_stand_in_the_order_of_their_names_whatever_the_order_of_installation(monkeypatch):
    monkeypatch.setattr(rewrites_the_record, "AFTER", "trade")
    points = [_point(rewrites_the_record), _point(allowance)]
    orders = [[module.__name__ for module in with_third_parties(_ours(), some)] for some in (points, points[::-1])]
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("tarde", "mechanism allowance: AFTER: found 'tarde'; expected a mechanism's name. Did you mean trade?"),
        (None, "found None; expected a mechanism's name. The week is: environment, alert, trade, flight."),
    ],
)
def test_a_place_that_does_not_exist_is_refused_with_those_that_do(after, said, monkeypatch):
    monkeypatch.setattr(allowance, "AFTER", after)
    with pytest.raises(MechanismError) as caught:
        with_third_parties(_ours(), [_point(allowance)])
    assert said.replace("environment, alert, trade, flight", ", ".join(WEEK)) in str(caught.value)


def test_a_mechanism_that_breaks_the_form_is_refused_when_the_week_is_composed():
    with pytest.raises(MechanismError, match="saving"):
        compose([asks_for_nothing_known])


def test_switches_are_one_for_each_mechanism():
    _, setting = random_world(the_week(), 0, 12)
    assert setting.on.dtype == np.uint8
    assert len(setting.on) == len(the_week().mechanisms)


def _with_columns(monkeypatch, *names):
    """The allowance, as if it brought columns of its own."""
    own = [Column(name, PLACE, np.int64, "US cents", "a column of theirs") for name in names]
    monkeypatch.setattr(allowance, "COLUMNS", own, raising=False)
    return [*_ours(), allowance]


def test_a_mechanism_of_others_may_bring_columns(monkeypatch):
    week = compose(_with_columns(monkeypatch, "allowances"))
    assert week.columns.by_name["allowances"].axis == PLACE
    world, _ = random_world(week, 0, 12)
    assert world.columns["allowances"].tolist() == [0] * 7
    assert week.third_parties == {"allowance"}
    assert not the_week().third_parties & set(WEEK)


@pytest.mark.parametrize("name", ["savings", "week", "p"])
def test_a_column_whose_name_is_taken_is_refused(name, monkeypatch):
    with pytest.raises(MechanismError, match=f"column {name}: found a name that is taken"):
        compose(_with_columns(monkeypatch, name))


def test_two_mechanisms_of_one_name_are_refused():
    with pytest.raises(MechanismError, match="mechanism allowance: found two mechanisms of this name"):
        compose([allowance, *_ours(), allowance])


def test_the_week_is_called_the_same_under_every_compiler_and_processor(monkeypatch):
    usual = compose(_ours())
    monkeypatch.setattr(cache, "_versions", lambda: ("another",))
    changed = compose(_ours())
    assert changed.name == usual.name
    assert not {unit.name for unit in changed.units} & {unit.name for unit in usual.units}
