"""The numbers of all wordings, from `records/wordings.toml`, where each stands with its reason."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from legation.base.shipped_tables import read_shipped
from legation.evidence.csv_tables import RECORDS

FILE = "wordings.toml"


def number(wording: str, name: str) -> float:
    """One number of a wording."""
    return float(_tables()[wording][name])


def numbers(wording: str, name: str) -> tuple[float, ...]:
    """A list of numbers of a wording."""
    return tuple(float(value) for value in _tables()[wording][name])


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return read_shipped(RECORDS / FILE).data
