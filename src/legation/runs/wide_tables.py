"""The wide tables of a run folder: one row for each world, or for each world, place and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from legation.publication.outcomes import KEYS, Outcomes

if TYPE_CHECKING:
    from polars import DataFrame


def draws_frame(parameters: dict[str, list[Any]]) -> DataFrame:
    """One row for each world, one column for each parameter: its value as people write it.

    parameters  world, name and human value, in columns; each world has each parameter once
    """
    import polars

    worlds = list(dict.fromkeys(parameters["world"]))
    values: dict[str, dict[int, float]] = {}
    for world, name, human in zip(parameters["world"], parameters["name"], parameters["human"], strict=True):
        values.setdefault(name, {})[world] = human
    columns = {name: [by_world[world] for world in worlds] for name, by_world in values.items()}
    return polars.DataFrame(
        {"world": worlds, **columns}, schema={"world": polars.Int64} | dict.fromkeys(columns, float)
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
