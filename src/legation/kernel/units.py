"""Units: what a parameter is measured in, and the one crossing from human units to machine units.

A scenario says `0.45`, `30,000 USD a year` or `a half-life of 40 weeks`. The simulation counts in whole numbers only,
so that a world is the same on every machine. The crossing stands here and nowhere else; both sides of it go into the
tables of a run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

from legation.base.calendar import WEEKS_PER_YEAR
from legation.kernel.chance import LUCK
from legation.kernel.elementary import LN2, LOG2_E, exp
from legation.kernel.fixed_point import KEEP_ONE, ONE, RATE_ONE

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Unit:
    """What a number is measured in.

    name        as a scenario writes it
    machine     what the machine counts, as a phrase
    low, high   the human values that make sense at all; a parameter's own range lies within
    to_machine  human values (floats) to machine values, not yet rounded
    advice      a sentence for a value outside; `{value}` and `{hundredth}` stand for the value and a hundredth of it
    """

    name: str
    machine: str
    low: float
    high: float
    to_machine: Callable[[Floats], Floats]
    advice: str = ""

    def bounds(self) -> str:
        """The limits as a message says them: `a share between 0 and 1`."""
        if self.name in COUNTED:
            return f"a value in {self.name} between {self.low:,g} and {self.high:,g}"
        article = "an" if self.name[:1] in "aeio" else "a"
        return f"{article} {self.name} between {self.low:,g} and {self.high:,g}"

    @property
    def whole(self) -> bool:
        """Whether people, too, count it in whole numbers."""
        return self.to_machine is _WHOLE

    def advise(self, value: float) -> str:
        """The sentence for a value outside the limits; empty where none helps."""
        # Nobody who writes 0.9 means a percentage: such a value is right as a share and wrong for its own range.
        if "{hundredth}" in self.advice and not (value > 1 and self.low <= value / 100 <= self.high):
            return ""
        return self.advice.format(value=f"{value:g}", hundredth=f"{value / 100:g}")


def _times(factor: float) -> Callable[[Floats], Floats]:
    def multiplied(value: Floats) -> Floats:
        return value * factor

    return multiplied


def _cents_a_week(value: Floats) -> Floats:
    return value * 100.0 / WEEKS_PER_YEAR


def _kept_a_week(half_life: Floats) -> Floats:
    history: Floats = exp(-LN2 / half_life)
    return history * KEEP_ONE


def _hazard_of_each_a_week(value: Floats) -> Floats:
    return value / 1000 / WEEKS_PER_YEAR * RATE_ONE


def _hazard_a_week(value: Floats) -> Floats:
    return value / WEEKS_PER_YEAR * RATE_ONE


_PERCENT = "For {value} % write {hundredth}."
_WHOLE = _times(1.0)

CHOICE = "choice"  # The unit of a parameter that is one of several words.

# Units that a message puts after a number; the names of the others are nouns in the singular.
COUNTED = {"USD", "USD/yr", "weeks", "persons", "1/yr", "per 1,000 a year"}
UNITS = {
    unit.name: unit
    for unit in (
        Unit("share", "out of 65,536", 0, 1, _times(ONE), _PERCENT),
        Unit("ratio", "out of 65,536", 0, 1_000, _times(ONE)),
        Unit("weight", "out of 65,536", 0, 1_000_000, _times(ONE)),
        Unit("probability", "out of 2^32", 0, 1, _times(LUCK), _PERCENT),
        Unit("USD", "US cents", 0, 1e12, _times(100.0)),
        Unit("USD/yr", "US cents a week", 0, 1e12, _cents_a_week),
        Unit("weeks", "weeks", 0, 5_200, _WHOLE),
        Unit("persons", "persons", 0, 1_000_000, _WHOLE),
        Unit("number", "whole number", 0, 1_000_000, _WHOLE),
        Unit("half-life in weeks", "share kept a week, out of 2^30", 0.1, 5_200, _kept_a_week),
        Unit("1/yr", "hazard a week, out of 2^31", 0, 52, _hazard_a_week),
        Unit("per 1,000 a year", "hazard a week of each, out of 2^31", 0, 52_000, _hazard_of_each_a_week),
        Unit("log rate", "powers of two, out of 65,536", -20, 20, _times(LOG2_E * ONE)),
        Unit("sd of log", "powers of two, out of 65,536", 0, 10, _times(LOG2_E * ONE)),
        Unit(CHOICE, "position among its words, from 0", 0, 255, _WHOLE),
    )
}


class Within(NamedTuple):
    """The human values that the code of a mechanism can carry, where they are narrower than its unit's.

    Beyond them whole numbers would wrap, or a division would have nothing to divide by. A scenario's range must lie
    inside; the contract of mechanisms tries the corners.
    """

    low: float
    high: float


class Borrowed(NamedTuple):
    """Says that a parameter is another's, by full name: a value exists once."""

    name: str


class NotBelow(NamedTuple):
    """Says that a parameter may not lie below another, by full name, in any world."""

    name: str


class Words(NamedTuple):
    """The words between which a parameter with the unit "choice" chooses; a step gets the position of one, from 0."""

    names: tuple[str, ...]


class Declared(NamedTuple):
    """What code says of one parameter.

    within     the human values that the code can carry
    borrowed   the full name of the parameter that it is, if it is another's
    not_below  the full name of the parameter below which it may not lie
    words      those between which it chooses, if its unit is "choice"
    """

    unit: str
    within: Within
    borrowed: str = ""
    not_below: str = ""
    words: tuple[str, ...] = ()


def declared(parameters: type) -> dict[str, Declared]:
    """What a `Parameters` class says, by name. Each field is `Annotated[int, "unit"]`, perhaps with `Within(…)`,
    `NotBelow("flight.transit_least")` or both, or with `Borrowed("founding.term")`, or is
    `Annotated[int, "choice", Words(("threshold", "round"))]`.

    Raises  TypeError, naming the field, if one is not of that form.
    """
    fields = {}
    for name, hint in get_type_hints(parameters, include_extras=True).items():
        unit, *marks = getattr(hint, "__metadata__", ("",))
        if not isinstance(unit, str) or unit not in UNITS:
            raise TypeError(f"{name}: {getattr(hint, '__metadata__', ()) or hint}")
        whole = Declared(unit, Within(UNITS[unit].low, UNITS[unit].high))
        match marks:
            case [Words(words)] if unit == CHOICE and len(set(words)) == len(words) > 1:
                fields[name] = whole._replace(within=Within(0, len(words) - 1), words=words)
            case [] if unit != CHOICE:
                fields[name] = whole
            case [Borrowed(whose)]:
                fields[name] = whole._replace(borrowed=whose)
            case [Within() as within] if unit != CHOICE:
                fields[name] = whole._replace(within=within)
            case [NotBelow(lower)] if unit != CHOICE:
                fields[name] = whole._replace(not_below=lower)
            case [Within() as within, NotBelow(lower)] if unit != CHOICE:
                fields[name] = whole._replace(within=within, not_below=lower)
            case _:
                raise TypeError(f"{name}: {hint.__metadata__}")
    return fields


def to_machine(unit_name: str, value: Any) -> Any:
    """Human value or array of values -> machine value (int) or array (int64). Rounds half to even."""
    unit = UNITS[unit_name]
    human = np.asarray(value, dtype=np.float64)
    assert np.all((human >= unit.low) & (human <= unit.high)), f"{value} is not {unit.bounds()}"
    machine = np.rint(unit.to_machine(human)).astype(np.int64)
    return machine if machine.ndim else int(machine)
