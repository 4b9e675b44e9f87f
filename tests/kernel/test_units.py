"""Units: one crossing from what people write to what the machine counts."""

from typing import Annotated, NamedTuple

import numpy as np
import pytest

from legation.kernel.units import UNITS, Borrowed, Declared, NotBelow, Within, Words, declared, to_machine


@pytest.mark.parametrize(
    ("unit", "human", "machine"),
    [
        ("share", 0.45, 29_491),  # 29,491.2
        ("share", 1, 65_536),
        ("ratio", 0.3, 19_661),  # 19,660.8
        ("weight", 6.0, 393_216),
        ("probability", 0.05, 214_748_365),  # 214,748,364.8
        ("USD", 12.34, 1_234),
        ("USD/yr", 52_000, 100_000),
        ("weeks", 78, 78),
        ("persons", 4_500, 4_500),
        ("number", 250, 250),
        ("half-life in weeks", 1, 2**29),
        ("1/yr", 52, 2**31),
        ("1/yr", 0.0005, 20_649),  # 0.0005 / 52 * 2^31 = 20,648.88
        ("per 1,000 a year", 52_000, 2**31),
        ("per 1,000 a year", 0.5, 20_649),
        ("log rate", 0.6931471805599453, 65_536),
        ("choice", 2, 2),
        ("sd of log", 1.0, 94_548),  # log2(e) = 1.442695
    ],
)
def test_human_units_become_machine_units_as_worked_out_by_hand(unit, human, machine):
    assert to_machine(unit, human) == machine


def test_every_unit_is_crossed_above():
    crossed = {
        mark.args[1][i][0]
        for mark in test_human_units_become_machine_units_as_worked_out_by_hand.pytestmark
        for i in range(len(mark.args[1]))
    }
    assert crossed == set(UNITS)


def test_an_array_crosses_like_its_elements_and_becomes_whole_numbers():
    values = np.array([0.0, 0.1, 0.5, 1.0])
    found = to_machine("share", values)
    assert found.dtype == np.int64
    assert list(found) == [to_machine("share", float(value)) for value in values]


def test_half_a_cent_rounds_to_even():
    assert to_machine("USD", 0.125) == 12
    assert to_machine("USD", 0.375) == 38


def test_a_half_life_halves_after_that_many_weeks():
    history = to_machine("half-life in weeks", 40) / 2**30
    assert history**40 == pytest.approx(0.5, abs=1e-7)


def test_advice_turns_percent_into_a_share():
    assert UNITS["share"].advise(45) == "For 45 % write 0.45."
    assert UNITS["share"].advise(4500) == ""
    assert UNITS["share"].advise(-1) == ""
    assert UNITS["share"].advise(1) == UNITS["probability"].advise(0.9) == ""
    assert UNITS["share"].advise(1.5) == "For 1.5 % write 0.015."
    assert UNITS["share"].bounds() == "a share between 0 and 1"
    assert UNITS["USD/yr"].bounds() == "a value in USD/yr between 0 and 1e+12"


def test_a_value_outside_its_unit_is_a_mistake_of_the_program():
    with pytest.raises(AssertionError, match="share between 0 and 1"):
        to_machine("share", 45)


class Told(NamedTuple):
    plain: Annotated[int, "share"]
    narrow: Annotated[int, "weeks", Within(1, 52)]
    of_another: Annotated[int, "weeks", Borrowed("founding.term")]
    later: Annotated[int, "weeks", NotBelow("told.narrow")]
    later_and_narrow: Annotated[int, "weeks", Within(1, 52), NotBelow("told.narrow")]
    word: Annotated[int, "choice", Words(("threshold", "round"))]


class Untold(NamedTuple):
    of_another: Annotated[int, Borrowed("founding.term")]


def test_a_parameter_says_its_unit_its_range_and_whose_it_is():
    weeks = Within(UNITS["weeks"].low, UNITS["weeks"].high)
    assert declared(Told) == {
        "plain": Declared("share", Within(0, 1)),
        "narrow": Declared("weeks", Within(1, 52)),
        "of_another": Declared("weeks", weeks, "founding.term"),
        "later": Declared("weeks", weeks, not_below="told.narrow"),
        "later_and_narrow": Declared("weeks", Within(1, 52), not_below="told.narrow"),
        "word": Declared("choice", Within(0, 1), words=("threshold", "round")),
    }


@pytest.mark.parametrize(
    "hint",
    [
        Annotated[int, "choice"],
        Annotated[int, "choice", Words(("round",))],
        Annotated[int, "choice", Words(("round", "round"))],
        Annotated[int, "share", Words(("threshold", "round"))],
        Annotated[int, "choice", Within(0, 1)],
        Annotated[int, "furlongs"],
        int,
    ],
)
def test_what_is_no_parameter_is_a_mistake_of_the_program(hint):
    with pytest.raises(TypeError, match="wrong: "):
        declared(type("Wrong", (), {"__annotations__": {"wrong": hint}}))


def test_a_borrowed_parameter_without_a_unit_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="of_another: "):
        declared(Untold)
