"""Short hashes that stand for texts: the same on every machine, however its editor ends lines."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path


def digest(texts: Iterable[bytes]) -> str:
    """Sixteen hexadecimal digits that stand for texts, their limits and their order."""
    sum_ = blake2b(digest_size=8)
    for text in texts:
        sum_.update(len(text).to_bytes(8, "little") + text)
    return sum_.hexdigest()


def source(path: Path) -> bytes:
    """A text file as it is hashed: lines end alike, whatever a version control system has made of them."""
    return path.read_bytes().replace(b"\r\n", b"\n")
