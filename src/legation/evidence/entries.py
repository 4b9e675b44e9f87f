"""The entries of the ledger as plain objects, which need no validator once they have been read and checked.

The validator, pydantic, takes longer to import than a stored ledger takes to load. So entries only name the kinds of
their fields; `records` makes a pydantic model of each kind when a file is to be read.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Entry:
    """The base of all entries: frozen, compared field by field, made from fields by name.

    A subclass is written as a dataclass is, without the decorator. A list may be a default; each entry gets its own.
    """

    def __init_subclass__(cls) -> None:
        for name in cls.__annotations__:
            default = vars(cls).get(name)
            if isinstance(default, list):
                setattr(cls, name, field(default_factory=default.copy))
        dataclass(frozen=True, kw_only=True)(cls)


def fields_of(kind: type[Entry]) -> dict[str, Any]:
    """The fields of a kind of entry by name, each with its default; `MISSING` where there is none."""
    return {
        each.name: each.default if each.default_factory is MISSING else each.default_factory()
        for each in fields(kind)  # type: ignore[arg-type]
    }
