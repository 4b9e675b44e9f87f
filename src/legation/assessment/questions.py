"""What to ask next about a report: what it lacks first, then what would tell it from its nearest rivals.

A question arises from what the report has or lacks, and none asks for what it says. Of one private person nothing is
asked that would narrow down who it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from legation.base.patterns import late_pattern
from legation.evidence import harm
from legation.evidence.claims import Claim
from legation.evidence.mentions import value_words
from legation.evidence.propositions import EVERYBODY, Relation
from legation.evidence.vocabulary import FLOW, PRACTICE, RATE, SHARE, SIZE, STOCK, Measure, vocabulary
from legation.evidence.wordings.catalogue import WORDINGS
from legation.evidence.wordings.form import CHANGE

if TYPE_CHECKING:
    from legation.assessment.reports import Brought, Neighbour

UNKNOWN = "can't tell"
_ONE = late_pattern(
    r"\b(?:an?|one|his|her|the)\b[^.]*\b(?:cousin|wife|husband|son|daughter|brother|sister|father|mother|uncle|aunt|nephew|"
    r"niece|man|woman|minister|ambassador|consul|general|director|secretary|diplomat)\b",
    re.IGNORECASE,
)
# Events for which money is asked, or to which something is dated, and that return or have many of a kind.
_OCCASION = late_pattern(r"\b(anniversary|birthday|congress|holiday|celebration|campaign|festival)\b", re.IGNORECASE)
_ASKED_FOR = late_pattern(r"\b(?:told|ordered|had|asked|expected|required|instructed|demanded)\b", re.IGNORECASE)
_SOMEBODY_COUNTED = late_pattern(
    r"\b(?:survey|census|list|register|count(?:ed|s)?|statistics|quarantine)\b", re.IGNORECASE
)
FEW = 3  # persons: whoever asks more of so few narrows down who they are
_VAGUE = ("several", "most", "about_half", "almost_nobody", "existence")


def questions(brought: Brought, nearest: Sequence[Neighbour]) -> Iterable[str]:
    """What to ask next, the most useful first: what is missing, then what would tell it from its nearest rivals."""
    if is_about_one(brought.claim):
        # Whatever narrows down who it is must not be asked for.
        yield "Is it about one private person? The record holds none, and nobody should be narrowed down with its help."
        yield from ("Did the source see it, or hear of it, and from how many others?",
                    "Has the same account been given to another outlet before?",
                    "Does it say anything of officials, workers or others in general, and of how many?")  # fmt: skip
        return
    measure = vocabulary().measures.get(brought.claim.measure)
    if brought.is_of_deaths:
        # How many they were is not asked for: no number of deaths is ever set beside another.
        yield from ("Who established the cause, and how?",
                    "Has the same account been given to another outlet before?",
                    "Are those who tell it, and the families, safe if it is published?")  # fmt: skip
        return
    if brought.undecided:
        sentences = [_inside(vocabulary().measures[name].sentence) for name in brought.undecided]
        yield f"Which is it: {', or '.join(sentences)}?"
    yield from _lacks(brought.claim, measure, is_undecided=bool(brought.undecided))
    yield from _rivals(brought.claim, nearest)
    if measure:
        yield from _of_measure(brought.claim, measure)
    yield from _source(brought, measure, nearest)


def _lacks(claim: Claim, measure: Measure | None, *, is_undecided: bool) -> Iterable[str]:
    """What a report lacks to be set beside others."""
    if measure is None and not is_undecided:
        yield "What exactly is said to have happened, or to hold: of whom, how many, how much?"
    if claim.period is None:
        yield "When was it, or since when has it been so?"
    if measure and measure.of_persons and not claim.whose:
        yield "Of whom is it said: officials, their managers and minders, workers, residents who cross, or everybody?"
    if measure and measure.nature in (RATE, FLOW) and not claim.span and claim.low is not None:
        yield "Over what span is it counted: a day, a month, a year, or all in all?"
    if not claim.place:
        named = f" It names {claim.place_named}, which is no place of the model." if claim.place_named else ""
        left = measure is not None and measure.name in ("flights", "group_flight", "recalls", "returns_home")
        yield (
            "From where did they leave: which city or province?" if left else "Where: in which city or province?"
        ) + named


def _inside(sentence: str) -> str:
    """A sentence as it stands inside another one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _rivals(claim: Claim, nearest: Sequence[Neighbour]) -> Iterable[str]:
    """What would tell it from the reports that are nearest to it."""
    for near in nearest:
        value = value_words(near.claim) or "otherwise"
        if near.standing.relation is Relation.CONFLICT:
            yield (
                f"{near.outlet} reported {value} ({near.claim.id}): does the source know of it, and why do the two "
                "differ?"
            )
            return
    for near in nearest:
        earlier = near.claim
        is_like = (earlier.measure, earlier.low, earlier.high) == (claim.measure, claim.low, claim.high)
        if is_like and claim.low is not None and earlier.period and str(earlier.period) != str(claim.period or ""):
            yield f"Is this what was reported of {earlier.period} ({earlier.id}), told again, or a new one?"
            return


def _of_measure(claim: Claim, measure: Measure) -> Iterable[str]:
    """What a statement of its kind leaves open."""
    text = claim.paraphrase
    is_money = measure.unit == "USD"
    if (occasion := _OCCASION.search(text)) and is_money:
        yield f"Which {occasion[1].lower()}, and is the sum for one or for the year?"
    if is_money and claim.unit and not claim.unit.startswith("USD"):
        yield f"At which rate does {claim.unit.split()[0]} count here: the official or that of the market?"
    if is_money and claim.whose and claim.low is not None and _ASKED_FOR.search(text):
        yield "How many have paid it, in money or in kind, and what happens to those who can't?"
    if WORDINGS[claim.wording].compares == CHANGE:
        yield "From what to what, and over how long: how much was it before?"
    if claim.low is None and claim.wording in _VAGUE and measure.nature != PRACTICE:
        yield "How many is that: at least how many, and at most?"
    if measure.nature == PRACTICE:
        yield "Is it so everywhere or in one place, by whose order, and are there exceptions?"
    if measure.nature == RATE and not is_money and claim.low is not None:
        yield "Is that what was ordered or what was held, and how many stayed away?"
    if claim.whose == EVERYBODY and claim.low is not None and claim.low > FEW:
        yield "How many of them were officials, how many workers, and how many others?"
    if measure.nature == STOCK and claim.low is not None:
        yield "On which day, and who is left out of the count?"
    if claim.low is not None and measure.nature == SHARE:
        yield "Out of how many: who was asked or counted, and who was left out?"
    if (
        claim.low is not None
        and measure.nature in (FLOW, STOCK)
        and not is_money
        and not _SOMEBODY_COUNTED.search(text)
    ):
        yield "Who counted, and how: from a list, from what one person saw, or from hearsay?"
    if claim.low is None and claim.wording == "none" and measure.nature != PRACTICE:
        yield "How many, or how much?"
    if claim.low is not None and claim.low == claim.high and is_money:
        yield "Is it the same sum for everybody, or does it differ by rank, firm or place?"


def _source(brought: Brought, measure: Measure | None, nearest: Sequence[Neighbour]) -> Iterable[str]:
    """Where it comes from, as far as the report doesn't say: what kind of source it has, and never who that is."""
    if not brought.hearsay and not brought.outlet and not brought.origin:
        yield f"Which outlet has it, and what kind of source has that: {_nearness(measure)}?"
    elif not brought.hearsay:
        yield f"What kind of source does {brought.outlet or brought.origin} rely on: {_nearness(measure)}?"
    elif not brought.outlet and not brought.origin:
        yield "Which outlet has it, and where does that say it has it from?"
    if brought.hearsay == "document":
        yield "Has the outlet seen the document itself, and what is its date and office?"
    if nearest and nearest[0].same_outlet:
        yield f"Does {brought.outlet} refer to its earlier report ({nearest[0].claim.id})?"
    elif nearest and nearest[0].same_origin == UNKNOWN:
        yield "Has the same account been given to another outlet before?"
    if brought.hearsay != "document":
        yield _DOCUMENTS.get(measure.nature if measure else "", "Is there a document that the outlet has seen?")
    yield "How does the outlet describe the one who told it, and how close was that person to it?"
    # These fit any report, so that four can be asked of one that says everything, too.
    yield "Has anybody else looked into it, and what did they publish?"
    yield "What should be seen in public if it were so, and what if it were not?"


_DOCUMENTS = {
    RATE: "Is there an order, a plan or a receipt that the outlet has seen?",
    SIZE: "Is there a notice or a receipt that the outlet has seen?",
    PRACTICE: "Is there an order in writing that the outlet has seen?",
    SHARE: "Is there a table or a list from which the share was worked out?",
}


def _nearness(measure: Measure | None) -> str:
    """How near to it a source may have been, as the kind of measure has it."""
    if measure is None:
        return "one that saw it, or one that heard of it"
    if measure.unit == "USD":
        return "one that pays, one that collects, or one that heard of it"
    if measure.nature == PRACTICE:
        return "one that gives such orders, one to whom they apply, or one that heard of them"
    if measure.nature in (FLOW, STOCK):
        return "one that counted, one that saw a part of it, or one that heard of it"
    return "one of those concerned, one above them, or one that heard of it"


def is_about_one(claim: Claim) -> bool:
    """Whether a report speaks of one person and of nobody in general, as far as its words tell."""
    text = claim.paraphrase
    return not claim.whose and claim.low is None and bool(_ONE.search(text)) and harm.persons_in(text) == 1
