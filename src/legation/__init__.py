"""Legation: an evidence-driven simulator of a system known only from fragmentary reports.

Synthetic persons only. `legation.run("baseline")` runs the main job; `README.md` says what it can't do.
"""

from __future__ import annotations

TYPE_CHECKING = False  # As in `typing`, whose import takes longest before `main` can answer to Ctrl-C.
if TYPE_CHECKING:
    from typing import Any

    from legation.api import Result as Result
    from legation.api import Twins as Twins
    from legation.api import compare as compare
    from legation.api import read as read
    from legation.api import run as run

__all__ = ["Result", "Twins", "compare", "read", "run"]


def __getattr__(name: str) -> Any:
    """Load the interface when it is first asked for, so that `import legation` stays quick."""
    if name in __all__:
        from legation import api

        return getattr(api, name)
    raise AttributeError(f"module 'legation' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
