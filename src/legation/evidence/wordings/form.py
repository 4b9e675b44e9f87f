"""The form that all wordings share: what a wording needs, covers and makes likely, and how it reads.

A wording is the manner in which a source said something: exactly, about, at least, most, rose. Its log likelihood is
that of a report, if the source is sound and one world is true. Over everything that the source could have said in the
same manner the chances sum to 1, so reports can be simulated from the model that scores them. The likelihoods are
those of a press report. They leave out what sources of one origin share, doubt whether a source is sound, and the
spread over persons behind one interview: these concern several reports, or a measure, and no single wording.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

if TYPE_CHECKING:  # Who lists claims needs no arrays.
    import numpy as np

    from legation.evidence.wordings.scales import Scale

# What a report of a wording is compared with: a measure, a measure before and after, or whether something happened.
VALUE, CHANGE, EVENT, NOTHING = "value", "change", "event", "nothing"

Region = tuple[float, float]


def slack(tolerance: float) -> float:
    """The factor by which a reported number may be off: exp(tolerance), the nearest double on every machine."""
    return float(Decimal(tolerance).exp())


def widened(low: float, high: float, tolerance: float) -> Region:
    """A range with the tolerance on both sides: below 0, the lower end is the larger number."""
    off = slack(tolerance)
    return (low / off if low >= 0 else low * off, high * off if high >= 0 else high / off)


class Report(NamedTuple):
    """What a source said, or could have said in the same manner.

    word       the name of the wording; of shares also "some", which no claim has
    low, high  in the unit of the measure; None where the wording has no number
    was_said   False if the source left it unsaid, where a source says a thing or does not
    """

    word: str
    low: float | None = None
    high: float | None = None
    was_said: bool = True


class ModelOutcome(Protocol):
    """What the worlds show of a claim: the ends of their 90 %, or how many show what was reported, or the opposite."""

    @property
    def worlds(self) -> int: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def showing(self) -> int | None: ...
    @property
    def against(self) -> int: ...


@dataclass(frozen=True)
class Wording(ABC):
    """One wording.

    name        as a claim has it
    meaning     what it means, for people who fill in a spreadsheet
    tolerance   how far a report may lie from the truth, on the logarithmic scale; 0 if its range holds that already
    compares    VALUE, CHANGE, EVENT or NOTHING
    needs       fields that a claim of this wording must have; `scored_needs`, if it is scored
    """

    name: str
    meaning: str
    tolerance: float = 0.0

    compares: ClassVar[str] = VALUE
    needs: ClassVar[tuple[str, ...]] = ()
    scored_needs: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def region(self, low: float | None, high: float | None, *, tolerance: bool) -> Region | None:
        """The values of which a report would be true, with or without its tolerance; open ends are infinite.

        Returns  None if the wording reports no value
        """

    def report(self, low: float | None, high: float | None, factor: float = 1.0) -> Report:
        """What a claim of this wording says. `factor` turns its numbers into the unit of the measure."""
        least, most = (None if end is None else end * factor for end in (low, high))
        return Report(self.name, least, most)

    @abstractmethod
    def log_likelihood(self, report: Report, x: np.ndarray, scale: Scale) -> np.ndarray:
        """The logarithm of how likely a report is in each world, (worlds,).

        report   from `report` or `simulate`
        x        (worlds,) the measure; (worlds, 2) before and after for a change. Only worlds that have one.
        scale    on which reports of the measure err
        Returns  logarithms of probabilities, or, for a number on a scale, of densities per unit of that scale
        """

    @abstractmethod
    def simulate(self, report: Report, x: np.ndarray, scale: Scale, rng: np.random.Generator) -> Report:
        """What a source would have said in the manner of `report` if the measure were x, one world's."""

    def words(self, low: float | None, high: float | None, unit: str) -> str:
        """What a claim says in numbers, such as `3 to 6 years`; empty if it has none."""
        return number_words(low, high, unit)

    def outcome_words(self, outcome: ModelOutcome, number: Callable[[float], str]) -> str:
        """What the worlds show beside it. `number` writes a number as it may be published."""
        return " - ".join(number(end) for end in (outcome.low, outcome.high))


NOT_STATED = "not stated"  # the unit of a number whose sheet names none


def number_words(low: float | None, high: float | None, unit: str, prefix: str = "") -> str:
    """One number or both ends of a range, with the unit; empty if there is no number."""
    ends = [low] if low == high else [low, high]
    text = " to ".join(f"{end:,g}" for end in ends if end is not None)
    behind = "" if unit in ("", NOT_STATED) else f" {unit}"
    return f"{prefix}{text}{behind}" if text else ""
