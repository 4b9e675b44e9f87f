"""What is not seen: quantities for which the record can't carry a number, each with a sentence that can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from legation.base.patterns import late_pattern
from legation.evidence.claims import Claim

NOT_ESTIMABLE = "Not estimable from this record."
NO_RATE = "The record gives no rate, so the model gives no number."
ASSUMED_LEAVING = (
    "The model assumes a chance of leaving, and that assumption, not the record, would make the number. The ranges by "
    "year and region further down show what the assumptions imply. They are not estimates."
)
ASSUMED_CAPTURE = "Nobody counts people in transit. The share captured is assumed, and the ranges only repeat that."
ASSUMED_DETENTION = "Nobody publishes a list of detainees. How long anyone is held is assumed."
ASSUMED_HANDING_OVER = "Reports don't say how many officials were in a group. What happens to the captured is assumed."
ASSUMED_DETERRENCE = "The model assumes that alert makes leaving less likely, and no report shows by how much."
# What is not seen: a head, a reason, and the measures of which reports speak.
UNSEEN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("How many officials left their posts.", ASSUMED_LEAVING, ("flights", "arrivals_counted")),
    ("How many were captured.", ASSUMED_CAPTURE, ("captured_share",)),
    ("How many were detained, and for how long.", ASSUMED_DETENTION, ("detained",)),
    ("How many were handed over.", ASSUMED_HANDING_OVER, ("forced_returns_officials",)),
    ("Whether control deters.", ASSUMED_DETERRENCE, ()),
)
# What claims of these quantities state, whoever the persons are, in the order of `UNSEEN`.
_MEASURES = (
    ("flights", "flights_in_groups"),
    ("captures", "captured_share"),
    ("held",),
    ("forced_returns", "host_hands_over"),
    (),
)
DEATHS_UNSEEN = ("How many died by suicide.", NO_RATE, ("deaths_by_suicide",))

TRUTH = (
    "Whether a report is true, or how likely.",
    (
        "No probability of truth is ever given. Nobody knows which reports are true, so nothing could be checked "
        "against it, and a number would be taken for knowledge. What can be said is who reported what, from how many "
        "origins, what contradicts it, and whether the model could produce it: legation assess."
    ),
)
PERSONS = (
    "Who is likely to leave, and whom to watch.",
    (
        "The persons of the model are synthetic, and none stands for anybody. Nobody is ranked, and no control is "
        "optimised, as the answer could only serve to catch people. What can be asked is how a measure changes a count "
        "by year and region: legation compare."
    ),
)


class Unseen(NamedTuple):
    """A quantity that the record can't count.

    quantity  `How many were captured.`
    why       in sentences that can be quoted
    claims    those that speak of it
    """

    quantity: str
    why: str
    claims: tuple[Claim, ...]

    @property
    def sentence(self) -> str:
        """All of it, to be quoted."""
        return f"{self.quantity.rstrip('.')}: {NOT_ESTIMABLE} {self.why}"


def unseen_of(claims: Iterable[Claim]) -> list[Unseen]:
    """Every quantity that the record can't count, with those of these claims that speak of it; most claims first."""
    claims = list(claims)
    asked = [(head, why, (*names, *more)) for (head, why, names), more in zip(UNSEEN, _MEASURES, strict=True)]
    listed = [
        Unseen(
            head,
            why.partition(" The ranges by")[0],
            tuple(claim for claim in claims
                  if claim.measure in names or set(names) & set(claim.represented_by.observable)),
        )
        for head, why, names in (*asked, DEATHS_UNSEEN)
    ]  # fmt: skip
    return sorted(listed, key=lambda each: -len(each.claims))


def never_answered(words: str) -> list[Unseen]:
    """What these words ask for and no record could give: the truth of a report, or which person is meant."""
    return [Unseen(head, why, ()) for asks, (head, why) in ((_ASK_TRUTH, TRUTH), (_ASK_PERSONS, PERSONS))
            if asks.search(words)]  # fmt: skip


_ASK_TRUTH = late_pattern(
    r"\b(?:probabilit(?:y|ies)|likelihood|likely|truth|true|credib\w+|plausib\w+|odds|reliab\w+)\b", re.IGNORECASE
)
_ASK_PERSONS = late_pattern(
    r"\b(?:(?:most|more) likely to|likeliest|who (?:will|would|might|is going to)|optimi[sz]\w*|maximi[sz]\w*|"
    r"minimi[sz]\w*|rank(?:s|ed|ing)?|predict\w*|at risk|suspects?|profil\w+|target(?:ing|ed) (?:people|persons))\b",
    re.IGNORECASE,
)


def unseen_sentences(claims: Iterable[Claim]) -> list[str]:
    """The sentences of what these claims speak of and the record can't count, that of most claims first."""
    return [each.sentence for each in unseen_of(claims) if each.claims]
