"""The form of mechanisms: what a file declares is read from it, and every fault in it is told at once."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, NamedTuple

import numpy as np
import pytest

from legation.base.faults import MechanismError
from legation.engine.week import the_week
from legation.kernel.marks import Write
from legation.kernel.units import Within
from legation.mechanisms import flight
from legation.mechanisms.form import describe
from legation.population.codes import POSTED, SUMMONED, VACANT
from legation.population.declaration import PLACE, Column
from legation.population.groups import Dossier, Purse


def _module(**parts):
    module = ModuleType("theirs.gifts")
    module.__file__ = "gifts.py"
    for name, part in parts.items():
        setattr(module, name, part)
    return module


class Sound(NamedTuple):
    sum: Annotated[int, "USD", Within(0, 500)]


class Unsound(NamedTuple):
    sum: int


def test_flight_declares_what_its_file_says():
    declared = describe(flight)
    assert declared.name == "flight"
    units = {name: told.unit for name, told in declared.parameters.items()}
    assert {name: units[name] for name in ("h0", "beta_hostage", "deterrence", "relatives", "transit_most")} == {
        "h0": "1/yr", "beta_hostage": "log rate", "deterrence": "share", "relatives": "number", "transit_most": "weeks",
    }  # fmt: skip
    assert declared.parameters["deterrence"].within == (0, 1)  # all that its unit allows
    assert declared.reads == (
        "place", "family_home", "prepared", "push", "push_most", "opportunity", "alert", "route_price"
    )  # fmt: skip
    assert {"status", "savings", "accounts", "journey_status"} <= declared.writes
    assert set(declared.arguments) == {*declared.reads, *declared.writes}
    assert declared.moves == {(POSTED, VACANT), (SUMMONED, VACANT)}


def test_the_docstring_is_read_in_parts():
    declared = describe(flight)
    assert declared.title.startswith("an official leaves the post without leave")
    assert declared.part("Claim").startswith("Each week an official leaves with a small chance.")
    assert declared.part("Leaves out").startswith("groups of officials")
    assert "\n" not in declared.part("Source")
    assert declared.sources[:3] == ("nk-2019-intv-26", "nk-2019-intv-27", "nk-2022-surv-09")
    assert declared.part("Nothing of the kind") == ""


def test_every_mechanism_says_what_it_claims_and_cites_records():
    for mechanism in the_week().mechanisms:
        assert mechanism.title and mechanism.part("Claim") and mechanism.part("Leaves out"), mechanism.name
        assert mechanism.sources, mechanism.name


def test_missing_parts_are_all_told_at_once():
    with pytest.raises(MechanismError) as caught:
        describe(_module(MOVES=frozenset()))
    assert [fault.field for fault in caught.value.faults] == ["mechanism gifts: Parameters", "mechanism gifts: run"]
    assert caught.value.faults[0].file == "gifts.py"


def test_columns_inputs_and_units_are_checked_and_told_together():
    def run(now, p, saving, exports: Write, status: Write): ...

    with pytest.raises(MechanismError) as caught:
        describe(_module(Parameters=Unsound, MOVES=frozenset(), run=run))
    said = str(caught.value)
    assert len(caught.value.faults) == 3
    assert "found saving; expected the name of a column. Did you mean savings" in said
    assert "found exports: Write; expected no writing to a dated input" in said
    assert "Parameters: found sum: <class 'int'>; expected Annotated[int, \"unit\"]" in said


def test_a_sound_module_of_others_is_described():
    def run(now, p, status, savings: Write): ...

    declared = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run))
    assert (declared.name, declared.parameters) == ("gifts", {"sum": ("USD", (0, 500), "")})
    assert (declared.reads, declared.writes) == (("status",), {"savings"})


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
