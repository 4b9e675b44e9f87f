"""Remittances: what is kept of a sum, and that all that is sent passes through some place."""

from legation.base.places import PLACES
from legation.kernel.fixed_point import ONE
from legation.mechanisms.shared import remittances
from tests.mechanisms.test_brokerage import P


def test_a_fee_follows_danger_and_not_at_all_without_a_loss():
    assert [remittances.fee(P, danger, 0) for danger in (0, ONE // 2, ONE)] == [ONE // 8, 3 * ONE // 8, 5 * ONE // 8]
    assert remittances.fee(P, ONE, ONE) == remittances.fee(P._replace(loss=0), ONE, 0) == ONE // 8
    assert remittances.fee(P._replace(loss=100 * ONE), ONE, 0) == ONE


def test_both_reported_cuts_can_hold_at_once():
    """The authorities pass on money for 20 % while agents and brokers keep 40 to 50 %, and senders take both ways."""
    p = P._replace(official_fee=ONE // 5, base_fee=ONE // 5, loss=ONE)
    kept = remittances.fee(p, ONE // 4, 0)
    assert 0.4 < kept / ONE < 0.5
    assert 0 < remittances.by_office(p, ONE // 2, kept, 0) < ONE
    assert remittances.by_office(p, ONE, p.official_fee, 0) == 0


def test_the_parts_of_places_add_up():
    for cents in (0, 1, 999, 10**9):
        p = P._replace(sent=cents)
        assert sum(remittances.wanted(p, here) for here in range(len(PLACES))) == 4 * cents
