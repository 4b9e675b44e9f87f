"""The model asked about a claim: what it says, or why it says nothing, with worlds only where nothing else answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from legation.assessment.kept_grounds import KeptGrounds
from legation.assessment.kept_worlds import DamagedError, KeptWorlds
from legation.assessment.silence import Voice, foregone, unheard
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger

NO_WORLDS = "Not asked yet: add --model to the command, which simulates 200 worlds once, for a minute or two."


def model_says(
    claim: Claim,
    repeated: Iterable[Claim],
    ledger: Ledger,
    grounds: KeptGrounds,
    worlds: Callable[[], KeptWorlds | None],
) -> str:
    """What the model says of a claim, in a sentence.

    repeated  claims of the ledger that say the same
    worlds    gives kept worlds, and is asked only where nothing but them can answer; None where there are none
    """
    said = list(repeated)
    if silence := unheard(claim) or foregone(claim, said, ledger, grounds.grounds):
        return silence.sentence

    from legation.assessment.voice import hear, target_of

    asked = target_of(claim, said, ledger, grounds)
    if isinstance(asked, Voice):
        return asked.sentence
    kept = worlds()
    try:
        return hear(claim, said, ledger, kept).sentence if kept else NO_WORLDS
    except DamagedError:
        return NO_WORLDS  # What is damaged counts as not kept.
