"""What may be said of claims that are not public where others can read it: how many, and a hash that only their owner
can recompute.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from legation.evidence import handling
from legation.evidence.exporting import toml_text
from legation.evidence.ledger import Ledger

KEY = ".legation-key"


@dataclass(frozen=True)
class NonPublic:
    """The claims of a ledger that are not public, without a word of them.

    keyed_hash  of all they say, with a key that lies in the user's folder; without the key nothing can be guessed
    """

    claims: int
    keyed_hash: str

    def words(self) -> str:
        """What every page says."""
        return f"used non-public claims: {self.claims}, left out here"


def nonpublic(ledger: Ledger, folders: Sequence[Path]) -> NonPublic | None:
    """The claims of the user's folders that are not public; None if there are none."""
    hidden = [claim for claim in ledger.claims.values() if not handling.is_public(claim.handling)]
    if not hidden:
        return None
    keys = b"".join(key(folder) for folder in folders)
    digest = hashlib.blake2b(toml_text.claims_text(hidden).encode(), digest_size=16, key=hashlib.blake2b(keys).digest())
    return NonPublic(len(hidden), digest.hexdigest())


def key(folder: Path) -> bytes:
    """The key of a folder, made when it is first asked for. Where nothing can be written, it serves only once."""
    path = folder / KEY
    if path.exists():
        return path.read_bytes()
    made = secrets.token_hex(32).encode()
    try:
        path.touch(mode=0o600)
        path.write_bytes(made)
    except OSError:
        return made
    return made
