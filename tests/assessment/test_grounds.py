"""Grounds: what may be compared, asked of claims one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.assessment.grounds import Grounds
from legation.evidence.claims import Represents, typed_claim

QUOTA = typed_claim("Said.", represented_by=Represents(mechanism=["obligations"], observable=["quota_usd"]))
HELD = Grounds(
    frozenset({"obligations", "press"}), frozenset(), {"quota_usd": {"pf-g-12": ["parameter obligations.quota"]}}
)


def test_a_claim_that_made_nothing_may_be_compared():
    assert HELD.refusal(QUOTA) is None


@pytest.mark.parametrize(
    ("claim", "grounds", "reason", "waits"),
    [
        (replace(QUOTA, id="pf-g-12"), HELD, "the scenario itself rests on this report", False),
        (replace(QUOTA, role="prior"), HELD, "its role is prior", False),
        (replace(QUOTA, represented_by=Represents(mechanism=["brokerage"], observable=["quota_usd"])), HELD,
         "does not hold brokerage yet", True),
        (QUOTA, replace(HELD, off=frozenset({"obligations"})), "obligations is switched off", True),
    ],
)  # fmt: skip
def test_what_may_not_be_compared_says_why(claim, grounds, reason, waits):
    refusal = grounds.refusal(claim)
    assert refusal is not None and reason in refusal.reason and refusal.waits is waits
