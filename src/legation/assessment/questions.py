"""What to ask next about a report: what it lacks first, then what would tell it from its nearest rivals.

Of one private person nothing is asked that would narrow down who it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from legation.evidence import harm
from legation.evidence.claims import Claim
from legation.evidence.mentions import short_value
from legation.evidence.propositions import Relation
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, vocabulary

if TYPE_CHECKING:
    from legation.assessment.reports import Brought, Neighbour

UNKNOWN = "can't tell"
_ONE = re.compile(
    r"\b(?:an?|one|his|her|the)\b[^.]*\b(?:cousin|wife|husband|son|daughter|brother|sister|father|mother|uncle|aunt|nephew|"
    r"niece|man|woman|minister|ambassador|consul|general|director|secretary|diplomat)\b",
    re.IGNORECASE,
)


def questions(brought: Brought, nearest: Sequence[Neighbour]) -> Iterable[str]:
    """What to ask next, the most useful first: what is missing, then what would tell it from its nearest rivals."""
    claim = brought.claim
    measure = vocabulary().measures.get(claim.measure)
    needs_span = measure is not None and measure.nature in (RATE, FLOW)
    rival = next((near for near in nearest if near.standing.relation is Relation.CONFLICT), None)
    if is_about_one(claim):
        # Whatever narrows down who it is must not be asked for.
        yield "Is it about one private person? The record holds none, and nobody should be narrowed down with its help."
        yield from ("Did the source see it, or hear of it, and from how many others?",
                    "Has the same account been given to another outlet before?",
                    "Does it say anything of officials, workers or others in general, and of how many?")  # fmt: skip
        return
    asked: list[tuple[bool, str]] = [
        (measure is None, "What exactly is said to have happened, or to hold: of whom, how many, how much?"),
        (rival is not None, _against(rival)),
        (claim.period is None, "When was it, or since when has it been so?"),
        (measure is not None and measure.of_persons and not claim.whose,
         "Of whom is it said: officials, their managers and minders, workers, residents who cross, or everybody?"),
        (needs_span and not claim.span, "Over what span is it counted: a day, a month, a year, or all in all?"),
        (not claim.place, "Where: in which city or province?"),
        (claim.low is not None or claim.wording in ("several", "most", "about_half"),
         "Who counted, and how: from a list, from what one person saw, or from hearsay?"),
        (not brought.hearsay, "Did the source see it, or hear of it, and from how many others?"),
        (bool(nearest) and nearest[0].same_origin == UNKNOWN,
         "Has the same account been given to another outlet before?"),
        (True, "Is there a document, a notice or a receipt that the outlet has seen?"),
        (claim.low is None and measure is not None and measure.nature != PRACTICE, "How many, or how much?"),
        (True, "How does the outlet describe the one who told it, and how close was that person to it?"),
    ]  # fmt: skip
    yield from (question for wanted, question in asked if wanted)


def is_about_one(claim: Claim) -> bool:
    """Whether a report speaks of one person and of nobody in general, as far as its words tell."""
    text = claim.paraphrase
    return not claim.whose and claim.low is None and bool(_ONE.search(text)) and harm.persons_in(text) == 1


def _against(rival: Neighbour | None) -> str:
    if rival is None:
        return ""
    value = short_value(rival.claim) or "otherwise"
    return f"{rival.outlet} reported {value} ({rival.claim.id}): does the source know of it, and why do the two differ?"
