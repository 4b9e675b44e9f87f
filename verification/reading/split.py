"""Which claims the rules may be made with, and which decide once the rules are frozen.

A claim's id alone puts it on one side, so nobody can choose and a claim that is added later moves no other.
"""

from __future__ import annotations

from hashlib import sha256


def decides(claim_id: str) -> bool:
    """Whether a claim is kept aside until the rules are frozen: about one in five."""
    return int(sha256(claim_id.encode()).hexdigest()[:8], 16) % 5 == 0
