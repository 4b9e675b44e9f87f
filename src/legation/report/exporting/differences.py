"""What differs between two saved runs, as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from legation.report.exporting.sheets import ExportSheet


class DifferenceLike(Protocol):
    """What is shown of two runs side by side; `legation.api.RunDifference` has it."""

    @property
    def a(self) -> dict[str, str]: ...
    @property
    def b(self) -> dict[str, str]: ...
    @property
    def about(self) -> Sequence[Any]: ...
    @property
    def scenario(self) -> Sequence[str]: ...
    @property
    def verdicts(self) -> Sequence[Any]: ...
    @property
    def moved(self) -> Sequence[Any]: ...
    @property
    def same(self) -> Mapping[str, int]: ...
    @property
    def is_empty(self) -> bool: ...


def difference_sheets(difference: DifferenceLike) -> list[ExportSheet]:
    """Runs, verdicts that changed, numbers that moved, and what was told otherwise."""
    a, b = difference.a, difference.b
    runs = [(name, a[name], b[name]) for name in a]
    claims = ("claim", "said", "a", "b", "gives_a", "gives_b")
    measures = ("measure", "unit", "year", "a", "b", "times", "errors", "tested")
    return [
        ExportSheet("Runs", ("what", "a", "b"), [*runs, *map(tuple, difference.about)]),
        ExportSheet("Verdicts", claims, list(map(tuple, difference.verdicts))),
        ExportSheet("Numbers", measures, list(map(tuple, difference.moved))),
        ExportSheet("Scenario", ("sentence",), [(sentence,) for sentence in difference.scenario]),
    ]
