"""A reading: what a sentence says, field by field, each with the words of the text that say it.

A part without words was worked out from others, such as the span of a count from its period, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from legation.base.dates import DateRange
from legation.evidence.reading.amounts import Amount

Value = TypeVar("Value")


@dataclass(frozen=True)
class ReadPart(Generic[Value]):
    """A value, and where in the text it stands: characters from `start` to `end`; None where it was worked out."""

    value: Value
    start: int | None = None
    end: int | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether no words of the text say it."""
        return self.start is None

    def words(self, text: str) -> str:
        """The words that say it; empty if it was worked out."""
        return "" if self.start is None else text[self.start : self.end]


@dataclass(frozen=True)
class Candidate:
    """A measure that a sentence may be about, with how much speaks for it."""

    measure: str
    score: float


@dataclass(frozen=True)
class Reading:
    """What a sentence says, in the fields of a claim.

    text          the sentence
    measure       of the vocabulary; None if none fits
    topic         of the vocabulary; empty if none fits
    mechanism     what in the model stands nearest where no measure fits; else empty
    wording       how it is said: one of the wordings of claims
    amount        the number with its unit; None if there is none
    change        "rose" or "fell", also beside a number
    whose         the kind of persons
    denies        whether it says that a practice is not so
    place, named  area of the model, and the place as the text has it
    period        when it holds; `compared` the time that it is compared with
    span          over what span the number is given
    outlet        id of the outlet that is named as its source
    published     when that outlet published it, if the text says so
    knowledge     how the speaker knows it: first_hand, source, heard, official or document
    score         how much speaks for the measure
    candidates    other measures that it may be about, the likeliest first
    undecided     measures that its words fit alike, so that they don't tell which; `measure` is the first of them
    deaths        the words that say that those whom its number counts died: then it has no number
    numbers       every number of the sentence, whether or not a statement has it
    undated       dates that can't be worked out without a day of publication
    missing       what a claim would need and the text doesn't say, each in a phrase
    outsiders     people whom the record is not about, if the sentence is about them: then it has no measure
    refused       marks of identity in it, each with advice: such a text can't be stored
    others        what the same sentence says besides
    """

    text: str
    measure: ReadPart[str] | None = None
    topic: str = ""
    mechanism: str = ""
    wording: ReadPart[str] = ReadPart("none")
    amount: ReadPart[Amount] | None = None
    change: ReadPart[str] | None = None
    whose: ReadPart[str] | None = None
    denies: ReadPart[bool] = ReadPart(False)
    place: ReadPart[str] | None = None
    named: ReadPart[str] | None = None
    period: ReadPart[DateRange] | None = None
    compared: ReadPart[DateRange] | None = None
    span: ReadPart[str] | None = None
    outlet: ReadPart[str] | None = None
    published: ReadPart[DateRange] | None = None
    knowledge: ReadPart[str] | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    undecided: tuple[str, ...] = ()
    deaths: ReadPart[str] | None = None
    numbers: tuple[ReadPart[Amount], ...] = ()
    undated: tuple[ReadPart[str], ...] = ()
    missing: tuple[str, ...] = ()
    outsiders: ReadPart[str] | None = None
    refused: tuple[tuple[str, str], ...] = ()
    others: tuple[Reading, ...] = ()

    @property
    def low(self) -> float | None:
        """The number, or the lower one of two."""
        return self.amount.value.low if self.amount else None

    @property
    def high(self) -> float | None:
        """The number, or the higher one of two."""
        return self.amount.value.high if self.amount else None

    @property
    def unit(self) -> str:
        """The unit of the number, as the text gives it."""
        return self.amount.value.unit if self.amount else ""

    def parts(self) -> dict[str, ReadPart[Any]]:
        """The fields that the text says or that were worked out, by name."""
        names = ("measure", "wording", "amount", "change", "whose", "denies", "place", "named", "period", "compared",
                 "span", "outlet", "published", "knowledge")  # fmt: skip
        return {name: part for name in names if isinstance(part := getattr(self, name), ReadPart)}
