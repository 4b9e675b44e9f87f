"""What may be said of claims that are not public where others can read it: how many, and a hash that only their owner
can recompute.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from legation.base.faults import EvidenceError, Fault, Faults, as_written
from legation.base.files import TargetTakenError, write_file
from legation.base.refusals import refusing
from legation.evidence import handling
from legation.evidence.exporting import toml_text
from legation.evidence.ledger import Ledger

KEY = ".legation-key"
BYTES = 32


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
    """The claims of the user's folders that are not public; None if there are none.

    Raises  EvidenceError if a folder's key is none of ours, or can't be read or written
    """
    hidden = [claim for claim in ledger.claims.values() if not handling.is_public(claim.handling)]
    if not hidden:
        return None
    faults, keys = Faults(), b""
    for folder in folders:
        with faults.collecting():
            keys += key(folder)
    faults.refuse(EvidenceError)
    digest = hashlib.blake2b(toml_text.claims_text(hidden).encode(), digest_size=16, key=hashlib.blake2b(keys).digest())
    return NonPublic(len(hidden), digest.hexdigest())


def key(folder: Path) -> bytes:
    """The key of a folder, made when it is first asked for. In a folder that may only be read, it serves once.

    Raises  EvidenceError if what lies there is no key of ours; UserError if the system refuses to read or write it
    """
    path = folder / KEY
    made = secrets.token_hex(BYTES).encode()
    with refusing(path, "key"):
        if not os.path.lexists(path):
            if not os.access(folder, os.W_OK):
                return made
            with suppress(TargetTakenError):  # Another process has just made it, and its key is the one that counts.
                write_file(path, made, private=True, replace=False, field="key")
        content = path.read_bytes().strip()
    if not re.fullmatch(rb"[0-9a-f]{%d}" % (2 * BYTES), content):
        found = "nothing" if not content else "something that is no key"
        expected = f"{2 * BYTES} hexadecimal digits"
        advice = "Put it back from a copy, or delete it: a new one is made, and runs get other numbers."
        raise EvidenceError(Fault("key", found, expected, advice, as_written(path)))
    return content
