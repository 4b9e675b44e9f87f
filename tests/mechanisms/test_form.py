"""The form of mechanisms: what a file declares is read from it, and all faults in it are named at once."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, NamedTuple

import numpy as np
import pytest

from legation.base.faults import MechanismError
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.kernel.marks import STEPS, Write
from legation.kernel.units import Within
from legation.mechanisms import flight
from legation.mechanisms.form import describe
from legation.population.codes import POSTED, SUMMONED, VACANT
from legation.population.declaration import INPUT, PLACE, Column
from legation.population.groups import Dossier, Purse


def _module(*, marked=True, **parts):
    """A module of these parts, whose step has its mark."""
    if marked and "run" in parts:
        STEPS.add(parts["run"])
    module = ModuleType("theirs.gifts")
    module.__file__ = "gifts.py"
    module.__doc__ = "Gifts: all receive one.\nClaims:\n    All receive one.\nLeaves out:\n    Reasons are left out.\n"
    for name, part in parts.items():
        setattr(module, name, part)
    return module


class Sound(NamedTuple):
    sum: Annotated[int, "USD", Within(0, 500)]


class Unsound(NamedTuple):
    sum: int


def test_flight_declares_what_its_file_says():
    mechanism = describe(flight)
    assert mechanism.name == "flight"
    units = {name: declared.unit for name, declared in mechanism.parameters.items()}
    assert {name: units[name] for name in ("attempts", "beta_hostage", "deterrence", "relatives", "transit_most")} == {
        "attempts": "per 1,000 a year",
        "beta_hostage": "log rate",
        "deterrence": "share",
        "relatives": "number",
        "transit_most": "weeks",
    }
    assert mechanism.parameters["deterrence"].within == (0, 1)  # all that its unit allows
    assert mechanism.reads == (
        "place", "branch", "posted", "family_home", "prepared", "push", "push_most", "opportunity", "alert",
        "route_price",
    )  # fmt: skip
    assert {"status", "savings", "accounts", "journey_status"} <= mechanism.writes
    assert set(mechanism.arguments) == {*mechanism.reads, *mechanism.writes}
    assert mechanism.moves == {(POSTED, VACANT), (SUMMONED, VACANT)}


def test_a_step_without_its_mark_and_a_later_interface_are_refused():
    def run(now, p, status): ...

    parts = {"Parameters": Sound, "MOVES": (), "run": run}
    with pytest.raises(MechanismError, match=r"gifts\.py  mechanism gifts: run: found a function without a mark"):
        describe(_module(**parts, marked=False))
    assert describe(_module(**parts, INTERFACE=1)).name == describe(_module(**parts)).name == "gifts"
    with pytest.raises(MechanismError, match=r"mechanism gifts: INTERFACE: found 2; expected 1\. Install a version"):
        describe(_module(**parts, INTERFACE=2))


def test_the_docstring_is_read():
    mechanism = describe(flight)
    assert mechanism.title == "an official leaves the post without permission"
    assert mechanism.sources == tuple(source.name for source in mechanism.story.sources)
    assert mechanism.sources[:3] == ("nk-2019-intv-26", "nk-2019-intv-27", "nk-2022-surv-08")


def test_every_mechanism_of_ours_cites_records_that_exist():
    records = ledger.load_ledger()
    for mechanism in the_week().mechanisms:
        assert mechanism.sources, mechanism.name
        assert set(mechanism.sources) <= records.claims.keys() | records.timeline.keys(), mechanism.name


def test_a_mechanism_of_others_may_rest_on_no_record():
    def run(now, p, status): ...

    assert describe(_module(Parameters=Sound, MOVES=frozenset(), run=run)).sources == ()


def test_missing_parts_are_all_named_at_once():
    with pytest.raises(MechanismError) as caught:
        describe(_module(MOVES=frozenset(), __doc__="Gifts: all receive one.\nClaims:\n    All receive one."))
    assert [fault.field for fault in caught.value.faults] == [
        "mechanism gifts: docstring, Leaves out", "mechanism gifts: Parameters", "mechanism gifts: run"
    ]  # fmt: skip
    assert {fault.file for fault in caught.value.faults} == {"gifts.py"}


def test_columns_inputs_units_and_the_docstring_are_checked_together():
    def run(now, p, saving, exports: Write, status: Write): ...

    with pytest.raises(MechanismError) as caught:
        describe(_module(Parameters=Unsound, MOVES=frozenset(), run=run, __doc__="Gifts: all receive one."))
    said = str(caught.value)
    assert len(caught.value.faults) == 5
    assert "found saving; expected the name of a column. Did you mean savings" in said
    assert "found exports: Write; expected no writing to a dated input" in said
    assert "Parameters: found sum: <class 'int'>; expected Annotated[int, \"unit\"]" in said


def test_a_sound_module_of_others_is_described():
    def run(now, p, status, savings: Write): ...

    mechanism = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run))
    assert (mechanism.name, mechanism.parameters) == ("gifts", {"sum": ("USD", (0, 500), "", "", ())})
    assert (mechanism.reads, mechanism.writes) == (("status",), {"savings"})


Own = [Column("gifts", PLACE, np.int64, "US cents", "gifts received"), Column("givers", PLACE, np.int64, "persons", "")]


def test_a_group_stands_for_its_columns_and_the_mark_for_all_of_them():
    def run(now, p, dossier, purse: Write, own: Write): ...

    gifts = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run, COLUMNS=Own))
    assert [argument.is_group for argument in gifts.signature] == [True, True, True]
    assert gifts.arguments == (*Dossier._fields, *Purse._fields, "gifts", "givers")
    assert gifts.reads == Dossier._fields
    assert gifts.writes == {*Purse._fields, "gifts", "givers"}


def test_a_mechanism_may_name_its_own_columns_one_by_one():
    def run(now, p, gifts: Write): ...

    gifts = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run, COLUMNS=Own))
    assert gifts.signature == (("gifts", ("gifts",), False, True),)


def test_own_stands_for_no_dated_input_and_an_input_of_ones_own_is_asked_for_by_name():
    def run(now, p, permits, own: Write): ...

    brought = [*Own, Column("permits", INPUT, np.int64, "out of 2**16", "permits")]
    gifts = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run, COLUMNS=brought))
    assert (gifts.reads, gifts.writes) == (("permits",), {"gifts", "givers"})


def test_a_column_asked_for_twice_an_input_in_a_written_group_and_own_without_columns_are_told_together():
    def run(now, p, savings, purse, surroundings: Write, own: Write): ...

    with pytest.raises(MechanismError) as caught:
        describe(_module(Parameters=Sound, MOVES=frozenset(), run=run))
    said = str(caught.value)
    assert len(caught.value.faults) == 3
    assert "found savings more than once; expected each column once, by its name or in a group" in said
    assert "found route_price: Write; expected no writing to a dated input" in said
    assert "found own; expected a step without `own`, or columns of its own in `COLUMNS`" in said


def test_a_name_that_nearly_is_a_group_is_told_so():
    def run(now, p, purses): ...

    with pytest.raises(MechanismError, match=r"found purses; expected the name of a column\. Did you mean purse"):
        describe(_module(Parameters=Sound, MOVES=frozenset(), run=run))
