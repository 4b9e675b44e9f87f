"""Recording: copy counters into the history at the end of each period, and reset flows."""

from __future__ import annotations

from typing import Any

from legation.kernel.marks import rule


@rule
def copy(column: Any, row: Any) -> None:
    """Record a level as it stands."""
    for k in range(len(column)):
        row[k] = column[k]


@rule
def take(column: Any, row: Any) -> None:
    """Record a flow or a peak, and begin the next period at zero."""
    for k in range(len(column)):
        row[k] = column[k]
        column[k] = 0
