"""The week, written out: order, arguments, third parties, and a name that stands for all that may reach it."""

import importlib
from types import SimpleNamespace

import numpy as np
import pytest

from legation.base.faults import MechanismError
from legation.engine import week as composing
from legation.engine.week import compose, deciding, founding_parameters, model_digest, the_week, with_third_parties
from legation.mechanisms import WEEK
from legation.population.columns import PLACE, Column
from legation.testing import random_world
from tests.contract import allowance
from tests.contract.bad import asks_for_nothing_known, rewrites_the_record


def _ours():
    return [importlib.import_module(f"legation.mechanisms.{name}") for name in WEEK]


def _point(module, name="theirs"):
    return SimpleNamespace(name=name, load=lambda: module)


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


def test_a_mechanism_of_others_leaves_our_units_before_it_compiled():
    """Their parameters stand behind those of the mechanisms before them, so nothing there has to be compiled anew."""
    ours, with_theirs = compose(_ours()), compose([*_ours(), allowance])
    assert with_theirs.units[: len(WEEK)] == ours.units[: len(WEEK)]


def test_a_borrowed_parameter_is_its_owners_and_stands_in_the_row_once_more():
    """`posts` borrows what the founding draws and what `obligations` asks; a value exists once."""
    week = the_week()
    borrowers = [name for name, told in _mechanism(week, "posts").parameters.items() if told.borrowed]
    assert borrowers
    assert not {f"posts.{name}" for name in borrowers} & set(week.parameters)
    assert not {f"posts.{name}" for name in borrowers} & set(week.row)
    lent = [told.borrowed for mechanism in week.mechanisms for told in mechanism.parameters.values()]
    assert week.row.count("obligations.quota_low") == 1 + lent.count("obligations.quota_low") > 2
    assert len(week.row) == sum(len(mechanism.parameters) for mechanism in week.mechanisms)


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
    monkeypatch.setattr("legation.engine.week.entry_points", lambda group: [_point(allowance, group)])
    assert "allowance" in [mechanism.name for mechanism in the_week.__wrapped__().mechanisms]


def test_registered_mechanisms_stand_in_the_order_of_their_names_whatever_the_order_of_installation(monkeypatch):
    monkeypatch.setattr(rewrites_the_record, "AFTER", "trade")
    points = [_point(allowance, "b"), _point(rewrites_the_record, "a")]
    orders = [[module.__name__ for module in with_third_parties(_ours(), some)] for some in (points, points[::-1])]
    assert orders[0] == orders[1]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("tarde", "mechanism theirs: AFTER: found 'tarde'; expected a mechanism's name. Did you mean trade?"),
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
    assert "allowances" in week.layout.state
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


def test_every_source_that_may_decide_a_result_stands_in_the_digest_of_the_model_and_no_other():
    names = [name for name, _ in deciding(the_week(), {})]
    assert len(set(names)) == len(names)
    assert {name.partition("/")[0] for name in names} >= {
        "base", "evidence", "scenario", "population", "mechanisms", "engine", "experiments", "results", "assessment",
        "api.py"}  # fmt: skip
    assert not {name.partition("/")[0] for name in names} & {"cli", "report", "testing.py"}


@pytest.mark.parametrize(
    ("switches", "decides"), [({"allowance": True}, True), ({"allowance": False}, False), ({}, False)]
)
def test_a_mechanism_of_others_decides_only_where_it_is_switched_on(switches, decides):
    week = compose([*_ours(), allowance])
    assert ("allowance.py" in [path.name for _, path in deciding(week, switches)]) == decides
    assert (model_digest(week, switches) != model_digest(the_week(), {})) == decides


def test_an_edited_source_changes_the_digest_of_the_model_and_other_line_ends_do_not(tmp_path, monkeypatch):
    def written(text):
        (tmp_path / "rule.py").write_bytes(text)
        return model_digest(the_week(), {})

    monkeypatch.setattr(composing, "deciding", lambda *given: [("rule.py", tmp_path / "rule.py")])
    assert written(b"a = 1\nb = 2\n") == written(b"a = 1\r\nb = 2\r\n") != written(b"a = 1\nb = 3\n")


def test_the_compilers_are_no_part_of_the_model(monkeypatch):
    model, name = model_digest(the_week(), {}), compose(_ours()).name
    monkeypatch.setattr("numba.__version__", "another")
    assert model_digest(the_week(), {}) == model
    assert compose(_ours()).name != name
