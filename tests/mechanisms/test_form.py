"""The form of mechanisms: what a file declares is read from it, and every fault in it is told at once."""

from __future__ import annotations

from types import ModuleType
from typing import Annotated, NamedTuple

import pytest

from legation.base.faults import MechanismError
from legation.engine.week import the_week
from legation.kernel.marks import Write
from legation.kernel.units import Within
from legation.mechanisms import flight
from legation.mechanisms.form import describe
from legation.population.codes import POSTED, SUMMONED, VACANT


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
    found = describe(flight)
    assert found.name == "flight"
    units = {name: told.unit for name, told in found.parameters.items()}
    assert {name: units[name] for name in ("h0", "beta_hostage", "deterrence", "relatives", "transit_most")} == {
        "h0": "1/yr", "beta_hostage": "log rate", "deterrence": "share", "relatives": "number", "transit_most": "weeks",
    }  # fmt: skip
    assert found.parameters["deterrence"].within == (0, 1)  # all that its unit allows
    assert found.reads == (
        "place", "family_home", "push", "push_most", "prepared", "opportunity", "alert", "route_price"
    )  # fmt: skip
    assert {"status", "savings", "accounts", "journey_status"} <= found.writes
    assert set(found.arguments) == {*found.reads, *found.writes}
    assert found.moves == {(POSTED, VACANT), (SUMMONED, VACANT)}


def test_the_docstring_is_read_in_parts():
    found = describe(flight)
    assert found.title.startswith("an official leaves the post without leave")
    assert found.part("Claim").startswith("Each week an official leaves with a small chance.")
    assert found.part("Leaves out").startswith("groups of officials")
    assert "\n" not in found.part("Source")
    assert found.sources[:3] == ("nk-2019-intv-26", "nk-2019-intv-27", "nk-2022-surv-09")
    assert found.part("Nothing of the kind") == ""


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

    found = describe(_module(Parameters=Sound, MOVES=frozenset(), run=run))
    assert (found.name, found.parameters) == ("gifts", {"sum": ("USD", (0, 500), "", "", ())})
    assert (found.reads, found.writes) == (("status",), {"savings"})
