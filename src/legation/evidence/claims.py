"""One claim: what was said, by whom, how firmly, and what in the program represents it.

The fields are explained in `records/README.md`. `claim_files` reads claims and checks each for itself.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from legation.base.dates import parse_date
from legation.base.places import AREAS
from legation.evidence.entries import Entry
from legation.evidence.sources import Grade

if TYPE_CHECKING:
    from legation.evidence.records import Count, Id, Language, Line, Name, ShortLine, Text, When

Kind = Literal["mechanism", "trend", "attitude", "quantity", "event", "fact"]
WordingName = Literal[
    "exact",
    "about",
    "at_least",
    "at_most",
    "between",
    "several",
    "most",
    "about_half",
    "almost_nobody",
    "rose",
    "fell",
    "rounded",
    "existence",
    "none",
]
Whose = Literal["", "officials", "managers_and_minders", "workers", "residents_who_cross", "everybody"]
Span = Literal["", "day", "week", "month", "quarter", "year", "period", "any_time", "occasion"]
Role = Literal["structure", "input", "prior", "fit", "check", "context"]
Status = Literal["active", "corrected", "disputed", "retracted", "superseded"]
Handling = Literal["public", "internal", "embargoed"]

CODED = {
    "kind": Kind,
    "wording": WordingName,
    "whose": Whose,
    "span": Span,
    "role": Role,
    "status": Status,
    "handling": Handling,
    "source_grade": Grade,
}
SCORED = ("fit", "check")
_VOICE = re.compile(r"(.+):[a-z]")  # how an upstream names a speaker who has no name: `nk-2022-surv:b`
LINKS = ("related", "derived_from")  # fields that hold ids of other claims


class Comparison(Entry):
    """What a rise or fall is measured between."""

    before: When
    after: When


class Represents(Entry):
    """What in the program represents a claim: one name or several."""

    mechanism: list[str] = []
    parameter: list[str] = []
    input: list[str] = []
    observable: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.mechanism or self.parameter or self.input or self.observable)


class Claim(Entry):
    """A claim of the ledger. For units, ranges and examples see the data dictionary."""

    id: Id
    source: Id
    paraphrase: Line
    kind: Kind
    wording: WordingName
    low: float | None = None
    high: float | None = None
    unit: Text = ""
    whose: Whose = ""
    measure: str = ""
    span: Span = ""
    denies: bool = False
    place: str = ""
    place_named: Text = ""
    period: When | None = None
    windows: Comparison | None = None
    persons: Count | None = None
    said_by: Line
    source_grade: Grade
    graded_on: When
    grade_basis: Line
    upstream: ShortLine
    role: Role
    status: Status = "active"
    status_date: When | None = None
    replaced_by: Name = ""
    handling: Handling
    language: Language
    key_term: Text = ""
    translation_note: Text = ""
    represented_by: Represents = Represents()
    out_of_scope: Text = ""
    supports: Text = ""
    related: list[str] = []
    derived_from: list[str] = []
    note: Text = ""

    @property
    def origin(self) -> str:
        """What counts as one where independent origins are counted; see `origin_of`."""
        return origin_of(self.upstream)

    @property
    def observable(self) -> str | None:
        """The observable that it is compared with, if any: the first named."""
        return self.represented_by.observable[0] if self.represented_by.observable else None

    @property
    def places(self) -> tuple[str, ...]:
        """The places of the model that it speaks of; empty if it speaks of none."""
        return AREAS.get(self.place, ())

    @property
    def is_scored(self) -> bool:
        """Whether inference may score it."""
        return self.role in SCORED

    @property
    def is_gap(self) -> bool:
        """Whether nothing represents it and nobody has said why."""
        return not self.represented_by and not self.out_of_scope

    def status_on(self, day: date | None) -> str:
        """Its status as it was known on `day`."""
        if day and self.status_date and self.status_date.first > day:
            return "active"
        return self.status

    def __repr__(self) -> str:
        return f"Claim({self.id})"  # The id only: what is not public must not reach a log.

    __str__ = __repr__


def origin_of(upstream: str) -> str:
    """The origin that an upstream counts as: of the speakers of an article whom only a letter tells apart, the article.

    One outlet chose these speakers, questioned them and wrote down what they said, mostly on one day, and nobody else
    can tell whether they know it from one another, or are two. So what one of them says supports no other: whoever
    documents a case would ask for a second article, or for a speaker who has a name.
    """
    voice = _VOICE.fullmatch(upstream)
    return voice[1] if voice else upstream


TYPED = "typed"  # id, source and origin of a claim that is of no ledger


def typed_claim(said: str, **fields: Any) -> Claim:
    """A claim that somebody has typed, to be compared with those of a ledger and kept nowhere.

    fields  of a claim; what is not given has the usual value
    """
    given = {
        "id": TYPED,
        "source": TYPED,
        "upstream": TYPED,
        "kind": "quantity",
        "wording": "none",
        "said_by": "not said",
        "source_grade": "F",
        "graded_on": parse_date("2000"),
        "grade_basis": "not graded",
        "role": "context",
        "handling": "embargoed",
        "language": "en",
    }
    return Claim(paraphrase=said, **given | fields)


def words_of(field: str) -> tuple[str, ...]:
    """The words that a coded field may hold, for templates and messages; nothing at all is none of them."""
    return tuple(word for word in get_args(CODED[field]) if word)
