"""Parameters: a number with its unit, its range, what is believed of it, and why.

Every number cites records of the ledger or says `assumed` with the reason. A parameter without a prior is fixed at its
default; with one, each world draws its own value. A parameter with the unit "choice" is one of several words: its
`range` lists them, and the machine counts their positions from 0.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import numpy as np
from pydantic import Field

from legation.base.faults import any_of, nearest, shown
from legation.base.number_text import significant
from legation.kernel.elementary import Floats
from legation.kernel.units import CHOICE, UNITS, to_machine
from legation.scenario.layers import LayerEntry
from legation.scenario.priors import LEAST_MASS, MOST_UNLIKE, AnyPrior, Beta, BetaScaled, Choice, LogUniform
from legation.scenario.tables import Number, ReasonedTable, Text, list_of, one_of

CENTRAL_90 = (0.05, 0.95)
DEFAULT = "The value where nothing is drawn."
PRIOR = "What is believed of it; without a prior it stays at its default."
_TWO = list_of("two numbers, the lower first, such as [0.2, 0.8]", lambda ends: len(ends) == 2 and ends[0] < ends[1])
_WORDS = list_of(
    'a list of different words such as ["threshold", "round"]', lambda words: len(set(words)) == len(words) > 1
)


class _Parameter(ReasonedTable):
    """What all parameters say. Low, high and default are numbers for all, so that tables and draws can hold them."""

    title: Text = Field(description="What it is, in a few words.")
    unit: Annotated[str, one_of(UNITS)] = Field(description="What it is measured in.")

    def machine(self, human: Floats) -> Any:
        """Machine values of human ones."""
        return to_machine(self.unit, human)


class Parameter(_Parameter):
    """A number of the model, in human units."""

    range: Annotated[tuple[Number, ...], _TWO] = Field(description="The lowest and the highest value that it may take.")
    usual: Number = Field(alias="default", description=DEFAULT)
    prior: AnyPrior | None = Field(None, description=PRIOR)

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

    def says_spread(self) -> str:
        """The central 90 % of what worlds draw: `0.045 to 0.86`; empty if they draw nothing."""
        if self.prior is None:
            return ""
        low, high = (significant(end, 2) for end in self.values(np.array(CENTRAL_90)).tolist())
        return f"{low:g} to {high:g}"

    def check(self, entry: LayerEntry) -> None:
        """Collect what is wrong with its values together."""
        unit, prior = UNITS[self.unit], self.prior
        for key, value in (("range", self.low), ("range", self.high), ("default", self.default)):
            if not unit.low <= value <= unit.high:
                entry.refuse((key,), f"{value:g}", unit.bounds(), unit.advise(value))
        if entry.faults:
            return
        if not self.low <= self.default <= self.high:
            expected = f"a value between {self.low:g} and {self.high:g}"
            entry.refuse(("default",), f"{self.default:g}", expected, unit.advise(self.default) or self._beyond())
        if isinstance(prior, LogUniform) and self.low <= 0:
            entry.refuse(("range",), f"{self.low:g}", "a range above 0, because the prior is log-uniform")
        elif isinstance(prior, Beta | BetaScaled) and max(prior.a / prior.b, prior.b / prior.a) > MOST_UNLIKE:
            expected = f"a and b of which neither is more than {MOST_UNLIKE} times the other"
            entry.refuse(("prior",), prior.words(), expected)
        elif prior and not (mass := prior.mass(self.low, self.high)) >= LEAST_MASS:  # also if it is nan
            expected = f"a prior with at least {LEAST_MASS:g} of its mass between {self.low:g} and {self.high:g}"
            entry.refuse(("prior",), f"{prior.words()}, of which {mass:.2g} lies in the range", expected)

    def _beyond(self) -> str:
        """How a value beyond the range is given."""
        low, high = min(self.low, self.default), max(self.high, self.default)
        return (
            f"To go beyond, a scenario file that extends this one gives its own `range = [{low:g}, {high:g}]` beside "
            "`default` and says why in `assumed`."
        )


class ChoiceParameter(_Parameter):
    """One of several words. Its values are positions in the list of them."""

    range: Annotated[tuple[Text, ...], _WORDS] = Field(
        description="The words that it may be, in the order in which the model counts them."
    )
    usual: Text = Field(alias="default", description=DEFAULT)
    prior: Choice | None = Field(None, description=PRIOR)

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

    def says_spread(self) -> str:
        """The words that worlds draw; empty if they draw nothing."""
        return "" if self.prior is None else " or ".join(self.range)

    def check(self, entry: LayerEntry) -> None:
        """Collect what is wrong with its values together."""
        if self.usual not in self.range:
            entry.refuse(("default",), shown(self.usual), any_of(self.range), nearest(self.usual, self.range))
        weights = self.prior.weights if self.prior else ()
        if weights and len(weights) != len(self.range):
            expected = f"{len(self.range)} weights, one for each word"
            entry.refuse(("prior", "weights"), f"{len(weights)} weights", expected)


AnyParameter = Parameter | ChoiceParameter


def read_parameter(entry: LayerEntry) -> AnyParameter | None:
    """The parameter in an entry; None if it is none. The entry collects its faults."""
    is_choice = entry.values.get("unit") == CHOICE
    parameter = entry.read(ChoiceParameter) if is_choice else entry.read(Parameter)
    if parameter:
        parameter.check(entry)
    return parameter
