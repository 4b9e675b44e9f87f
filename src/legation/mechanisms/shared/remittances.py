"""Remittances: how much is sent home through a place, by which way, and what of it is kept.

`brokerage` moves the money and owns the parameters `p`.
"""

from __future__ import annotations

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE, share_of
from legation.kernel.marks import rule
from legation.kernel.money import AUTHORITIES, BROKERS, FAMILIES, PARTY, SENDERS, transfer
from legation.mechanisms.shared.lots import part

DANDONG, YANJI, OTHER_CHINA = PLACES.index("Dandong"), PLACES.index("Yanji"), PLACES.index("other China")


@rule
def remit(p, here, short, danger, free, own, accounts):
    """Pass on a period's money through one place."""
    kept = fee(p, danger, free)
    office = by_office(p, short, kept, free)
    whole = wanted(p, here)
    private = less_sent(p, whole - share_of(whole, office), kept)
    official = less_sent(p, share_of(whole, office), p.official_fee)
    fees, cut = share_of(private, kept), share_of(official, p.official_fee)
    base = min(share_of(private, p.base_fee), fees)
    transfer(accounts, SENDERS, BROKERS, base)
    transfer(accounts, SENDERS, AUTHORITIES, fees - base)
    transfer(accounts, SENDERS, PARTY, cut)
    transfer(accounts, SENDERS, FAMILIES, private + official - fees - cut)
    own.sent_by_brokers[here] += private
    own.brokers_fee[here] += fees
    own.sent_by_office[here] += official
    own.brokerage_income[here] += cut


@rule
def fee(p, danger, free):
    """The share of a sum that brokers and agents keep, out of 2**16: a base, and danger times loss.

    free  how far sending money home is without danger, out of 2**16
    """
    return min(p.base_fee + share_of(share_of(danger, p.loss), ONE - free), ONE)


@rule
def by_office(p, short, brokers_fee, free):
    """The share of sums that the authorities pass on, out of 2**16; none where they take as much as brokers."""
    return share_of(share_of(p.official_most, short), ONE - free) if p.official_fee < brokers_fee else 0


@rule
def border_weight(p, here):
    """How much of all money that is sent home passes through a place, against others; 0 away from the border."""
    if here == DANDONG:
        return p.weight_dandong
    if here == YANJI:
        return p.weight_yanji
    return p.weight_other_china if here == OTHER_CHINA else 0


@rule
def wanted(p, here):
    """Cents that senders would send through a place in a period if nothing were kept."""
    before, total = 0, 0
    for place in range(len(PLACES)):
        weight = border_weight(p, place)
        before += weight if place < here else 0
        total += weight
    return part(WEEKS_PER_PERIOD * p.sent, before, border_weight(p, here), total)


@rule
def less_sent(p, wanted, kept):
    """What is sent if this share of it is kept, in cents; rounded down."""
    return share_of(wanted, ONE - share_of(p.sends_less, kept))
