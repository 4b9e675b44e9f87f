"""Lots and parts: how a mean becomes a whole number, and how a whole number is shared out."""

from __future__ import annotations

from legation.kernel.chance import LUCK
from legation.kernel.fixed_point import weekly_probability
from legation.kernel.marks import rule


@rule
def rounded(mean, luck):
    """A mean out of 2**32 as a whole number, rounded up if luck lies below what is over."""
    return (mean + LUCK - 1 - luck) >> 32


@rule
def part(whole, before, weight, total):
    """A part of a whole number by weight, so that all parts add up to the whole.

    before  the weights of the parts before it, together
    total   the weights of all, above 0
    """
    return whole * (before + weight) // total - whole * before // total


@rule
def happens(rate, luck):
    """Whether an event of this rate, out of 2**31, happens by this luck.

    `most_likely` is tested first, since it decides most cases, and the exact chance takes a long computation.
    """
    return luck < most_likely(rate) and luck < weekly_probability(rate)


@rule
def most_likely(rate):
    """A chance out of 2**32 that `weekly_probability` doesn't exceed for this rate, out of 2**31, or any lower one.

    No chance exceeds its rate by more than the 64 out of 2**32 by which it may be off.
    """
    return 2 * rate + 64
