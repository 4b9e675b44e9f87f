"""Every mechanism of the installed week keeps the contract, and mechanisms that break it are told how."""

import importlib

import pytest

from legation.engine.week import the_week
from legation.testing import check_mechanism
from tests.contract import allowance

BAD = {
    "leaks_a_cent": (
        r"World 0 stopped in week 17 \(4 May 2009\): account officials and column savings differ by 1 cent; "
        r"first after mechanism leaks_a_cent\."
    ),
    "writes_without_saying": "mechanism writes_without_saying, week 0: .* writes alert, which its step does not mark",
    "moves_without_saying": (
        "mechanism moves_without_saying, week 5: .* "
        "(posted to summoned|vacant to summoned|summoned to vacant), which its MOVES"
    ),
    "comes_first_served": "mechanism comes_first_served, world 0: with its loops backwards .* sum first what it needs",
    "asks_for_nothing_known": r"mechanism asks_for_nothing_known: run: found saving; .* Did you mean savings",
    "rewrites_the_record": "mechanism rewrites_the_record: run: found exports: Write; expected no writing to a dated",
    "counts_in_floats": "mechanism counts_in_floats, world 0, week 0: market is .*, a float, not a whole number",
    "divides_by_nothing": "mechanism divides_by_nothing, world 0, week 3: ZeroDivisionError: integer division",
    "understates_its_majorant": (
        r"World 0 stopped in week 0 \(5 January 2009\): a chance exceeded the majorant .* \(saturated 120\); "
        r"first after mechanism understates_its_majorant\."
    ),
}


@pytest.mark.parametrize("mechanism", the_week().mechanisms, ids=lambda mechanism: mechanism.name)
def test_a_mechanism_keeps_the_contract(mechanism):
    check_mechanism(mechanism.module)


def test_a_mechanism_of_a_third_party_that_keeps_the_contract_passes():
    check_mechanism(allowance, weeks=30, worlds=1)


@pytest.mark.parametrize("name", BAD)
def test_a_mechanism_that_breaks_the_contract_is_told_how(name):
    with pytest.raises(AssertionError, match=BAD[name]):
        check_mechanism(importlib.import_module(f"tests.contract.bad.{name}"), worlds=1)
