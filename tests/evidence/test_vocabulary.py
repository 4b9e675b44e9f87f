"""The names that claims may point to."""

from __future__ import annotations

import pytest

from legation.evidence import vocabulary as names


def test_no_name_stands_twice() -> None:
    for known in (names.MECHANISMS, names.OBSERVABLES, names.INPUTS):
        assert len(set(known)) == len(known)


@pytest.mark.parametrize("name", ["flight.h0", "founding.posted", "observation.nis_coverage", "trade.median_margin"])
def test_a_parameter_is_named_by_what_owns_it(name: str) -> None:
    assert names.is_parameter(name)


@pytest.mark.parametrize("name", ["", "h0", "flight.", ".h0", "flight.0h", "flight.H0", "weather.rain", "flight.h0 "])
def test_other_forms_are_no_parameter(name: str) -> None:
    assert not names.is_parameter(name)
