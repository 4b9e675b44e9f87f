"""Parameters: a number with its unit, its range, what is believed of it, and why.

Every number cites records of the ledger or says `assumed` with the reason. A parameter without a prior is fixed at its
default; with one, each world draws its own value. A parameter with the unit "choice" is one of several words: its
`range` lists them, and the machine counts their positions from 0.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field

from legation.base.faults import nearest, shown
from legation.evidence.records import read_record
from legation.kernel.elementary import Floats
from legation.kernel.units import CHOICE, UNITS, to_machine
from legation.scenario.layers import LayerEntry
from legation.scenario.priors import (
    LEAST_MASS,
    MOST_UNLIKE,
    AnyPrior,
    Beta,
    BetaScaled,
    Choice,
    LogUniform,
    Prior,
)
from legation.scenario.tables import (
    NUMBER,
    TEXT,
    Assumed,
    Kind,
    Named,
    Note,
    Number,
    Records,
    Text,
    list_of,
    one_of,
)

VALUE_KEYS = ("range", "default", "prior")

DEFAULT = "The value where nothing is drawn."
_RANGE = list_of(NUMBER, "two numbers, the lower first, such as [0.2, 0.8]", lambda x: len(x) == 2 and x[0] < x[1])
_WORDS = list_of(TEXT, 'a list of different words such as ["threshold", "round"]', lambda x: len(set(x)) == len(x) > 1)
_TWO = {**_RANGE.schema, "minItems": 2, "maxItems": 2}


class _Parameter(Named):
    """What all parameters say. Low, high and default are numbers for all, so that tables and draws can hold them."""

    title: Text = Field(description="What it is, in a few words.")
    unit: Annotated[str, one_of(UNITS)] = Field(description="What it is measured in.")
    range: Any
    usual: Any = Field(alias="default")
    prior: Any = Field(None, description="What is believed of it; without a prior it stays at its default.")
    records: Records = ()
    assumed: Assumed = ""
    note: Note = ""

    def machine(self, human: Floats) -> Any:
        """Machine values of human ones."""
        return to_machine(self.unit, human)


class Parameter(_Parameter):
    """A number of the model, in human units."""

    range: Annotated[tuple[float, float], Kind(_RANGE.read, _TWO)] = Field(
        description="The lowest and the highest value that it may take."
    )
    usual: Number = Field(alias="default", description=DEFAULT)
    prior: AnyPrior | None = None

    @property
    def default(self) -> float:
        """The value where nothing is drawn."""
        return self.usual

    @property
    def low(self) -> float:
        """The lowest value that it may take."""
        return self.range[0]

    @property
    def high(self) -> float:
        """The highest value that it may take."""
        return self.range[1]

    def values(self, u: Floats) -> Floats:
        """Human values, one for each share of luck."""
        if self.prior is None:
            return np.full(len(u), self.default)
        drawn: Floats = self.prior.values(self.low, self.high, u)
        return np.rint(drawn) if UNITS[self.unit].whole else drawn

    def says_default(self) -> str:
        """The default with its unit."""
        return f"{self.default:g} {self.unit}"

    def check(self, entry: LayerEntry) -> None:
        """Collect what is wrong with its values together."""
        unit = UNITS[self.unit]
        values = {"range": (*self.range,), "default": (self.default,)}
        outside = [(key, end) for key, ends in values.items() for end in ends if not unit.low <= end <= unit.high]
        for key, end in outside:
            entry.refuse((key,), f"{end:g}", unit.bounds(), unit.advise(end))
        if outside:
            return
        if not self.low <= self.default <= self.high:
            expected = f"a value between {self.low:g} and {self.high:g}"
            entry.refuse(("default",), f"{self.default:g}", expected, unit.advise(self.default))
        if isinstance(self.prior, LogUniform) and self.low <= 0:
            entry.refuse(("range",), f"{self.low:g}", "a range above 0, because the prior is log-uniform")
        elif self.prior:
            _check_prior(self.prior, self.low, self.high, entry)


def _check_prior(prior: Prior, low: float, high: float, entry: LayerEntry) -> None:
    """A prior must have enough of its mass in the range; then its values can be drawn, as a property test tries."""
    if isinstance(prior, Beta | BetaScaled) and max(prior.a / prior.b, prior.b / prior.a) > MOST_UNLIKE:
        entry.refuse(("prior",), prior.words(), f"a and b of which neither is more than {MOST_UNLIKE} times the other")
        return
    mass = prior.mass(low, high)
    if not mass >= LEAST_MASS:  # also where there is no such number
        expected = f"a prior with at least {LEAST_MASS:g} of its mass between {low:g} and {high:g}"
        entry.refuse(("prior",), f"{prior.words()}, of which {mass:.2g} lies in the range", expected)


class ChoiceParameter(_Parameter):
    """One of several words. Its values are positions in the list of them."""

    range: Annotated[tuple[str, ...], _WORDS] = Field(
        description="The words that it may be, in the order in which the model counts them."
    )
    usual: Text = Field(alias="default", description=DEFAULT)
    prior: Choice | None = None

    low: ClassVar[float] = 0.0

    @property
    def high(self) -> float:
        """The position of the last word."""
        return len(self.range) - 1.0

    @property
    def default(self) -> float:
        """The position of the word where nothing is drawn."""
        return float(self.range.index(self.usual))

    def values(self, u: Floats) -> Floats:
        """Positions of words, one for each share of luck."""
        return np.full(len(u), self.default) if self.prior is None else self.prior.positions(len(self.range), u)

    def says_default(self) -> str:
        """The word where nothing is drawn."""
        return self.usual

    def check(self, entry: LayerEntry) -> None:
        """Collect what is wrong with its values together."""
        if self.usual not in self.range:
            expected = "one of " + ", ".join(self.range)
            entry.refuse(("default",), shown(self.usual), expected, nearest(self.usual, self.range))
        weights = self.prior.weights if self.prior else ()
        if weights and len(weights) != len(self.range):
            expected = f"{len(self.range)} weights, one for each word"
            entry.refuse(("prior", "weights"), f"{len(weights)} weights", expected)


AnyParameter = Parameter | ChoiceParameter


def kind_of(unit: Any) -> type[Parameter] | type[ChoiceParameter]:
    """The form of a parameter that is measured in this unit."""
    return ChoiceParameter if unit == CHOICE else Parameter


def read_parameter(name: str, entry: LayerEntry) -> AnyParameter | None:
    """The parameter in an entry; None, with the faults collected, if it can't be read."""
    kind: Any = kind_of(entry.values.get("unit"))
    parameter: AnyParameter | None = read_record(kind, entry.values, entry, (), entry.faults)
    if parameter:
        parameter.check(entry)
        parameter.named(name)
    return parameter
