"""What a page and a screen say of worlds that failed: how many, and why the first did."""

from __future__ import annotations

from collections.abc import Sequence

from legation.experiments.ensemble import Failure


def failures_sentence(failures: Sequence[Failure], audit: dict[str, int], what: str = "world") -> str:
    """The count and the first reason, in two sentences; empty if no world failed.

    what  was asked for: "world", or "pair" of worlds
    """
    if not failures:
        return ""
    count, asked = audit["worlds_failed"], audit["worlds_asked"]
    verb = "is" if count == 1 else "are"
    return f"FAILED: {count} of {asked} {what}s failed and {verb} left out here. The first: {failures[0].reason}"
