"""The wide tables of a run folder: one row for each world, or for each world, place and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from legation.publication.drawn import COLUMNS, DrawnParameters
from legation.publication.outcomes import KEYS, Outcomes

if TYPE_CHECKING:
    from polars import DataFrame


WHOLE, PART = 500, 125  # worlds of which a table is made at once: up to these all, otherwise so many


def parts(worlds: Sequence[int]) -> Iterator[slice]:
    """The worlds in parts of which a table is made at once; one part for none."""
    size = PART if len(worlds) > WHOLE else WHOLE
    yield from (slice(first, min(first + size, len(worlds))) for first in range(0, max(len(worlds), 1), size))


def parameters_frame(drawn: DrawnParameters, part: slice) -> DataFrame:
    """One row for each of some worlds and each parameter."""
    import polars

    return polars.DataFrame(drawn.columns(part), schema=COLUMNS)


def draws_frame(drawn: DrawnParameters) -> DataFrame:
    """One row for each world, one column for each parameter: its value as people write it."""
    import polars

    columns = drawn.of_worlds(slice(0, len(drawn.worlds)))
    return polars.DataFrame(
        {"world": drawn.worlds, **columns}, schema={"world": polars.Int64} | dict.fromkeys(columns, float)
    )


def outcomes_frame(outcomes: Outcomes) -> DataFrame:
    """One row for each world, place and year, one column for each measure; null where there is no number."""
    import polars

    if not outcomes.worlds:
        return polars.DataFrame(schema=dict(zip(KEYS, (int, str, int), strict=True)))
    columns = outcomes.columns()
    kinds = dict(zip(KEYS, (polars.Int64, polars.String, polars.Int64), strict=True))
    frame = polars.DataFrame({
        name: polars.Series(name, values.tolist() if name == "place" else values, kinds.get(name, polars.Float64))
        for name, values in columns.items()
    })  # fmt: skip
    return frame.with_columns(polars.col(polars.Float64).fill_nan(None))
