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
    ("claim", "grounds", "reason"),
    [
        (replace(QUOTA, represented_by=Represents(mechanism=["brokerage"], observable=["quota_usd"])), HELD,
         "does not hold brokerage yet"),
        (QUOTA, replace(HELD, off=frozenset({"obligations"})), "obligations is switched off"),
    ],
)  # fmt: skip
def test_what_the_model_lacks_is_not_compared_and_says_why(claim, grounds, reason):
    refusal = grounds.refusal(claim)
    assert refusal is not None and reason in refusal.reason and refusal.waits


def test_what_made_the_model_is_built_in_and_so_is_what_says_the_same():
    rests = "the scenario itself rests on this report (parameter obligations.quota)"
    made = replace(QUOTA, id="pf-g-12")
    assert HELD.built_in(QUOTA) == ""
    assert HELD.built_in(made) == rests
    assert HELD.built_in(QUOTA, [made]) == f"pf-g-12 says the same, and {rests}"
    assert HELD.built_in(replace(QUOTA, role="prior")).startswith("its role is prior")
    assert HELD.built_in(replace(QUOTA, represented_by=Represents())) == ""
    assert HELD.refusal(made) is None
