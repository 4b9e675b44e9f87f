"""What each world drew: a row for each world and parameter, in the order of worlds and of the scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from legation.base.value_store import ValueStore
from legation.scenario.parameters import AnyParameter

COLUMNS = {"world": int, "name": str, "unit": str, "human": float, "machine": int}


class DrawnParameters(Mapping[str, list[Any]]):
    """The table of what worlds drew, in columns: world, name, unit, human and machine value. A column is made when it
    is asked for.

    parameters  of the scenario, by name
    store       where the values of all worlds are kept
    """

    def __init__(self, parameters: Mapping[str, AnyParameter], store: ValueStore | None = None):
        self.parameters, self.store = parameters, store or ValueStore()
        self.worlds: list[int] = []

    @property
    def world_bytes(self) -> int:
        """How many bytes of a world are stored."""
        return 8 * len(self.parameters)

    def add(self, worlds: Sequence[int], human: Mapping[str, np.ndarray]) -> None:
        """Add worlds by their numbers, and what they drew: parameter -> (worlds,) as people count it."""
        assert list(human) == list(self.parameters), "each world draws every parameter, in the scenario's order"
        self.worlds += worlds
        self.store.add("drawn", np.array(list(human.values()), np.float64).reshape(len(human), len(worlds)))

    def of_worlds(self, part: slice) -> dict[str, np.ndarray]:
        """What some worlds drew, as people count it: parameter -> (worlds,).

        part  which of them, in their order here
        """
        values = self.store.read("drawn", slice(0, len(self.parameters)), part)
        return dict(zip(self.parameters, values, strict=True))

    def of(self, name: str) -> np.ndarray:
        """What all worlds drew for one parameter, as people count it, (worlds,)."""
        at = list(self.parameters).index(name)
        return self.store.read("drawn", slice(at, at + 1))[0]

    def columns(self, part: slice) -> dict[str, list[Any]]:
        """The table of some worlds."""
        human = self.of_worlds(part)
        worlds, count = self.worlds[part], len(human)
        machine = [self.parameters[name].machine(values) for name, values in human.items()]
        return {
            "world": [world for world in worlds for _ in range(count)],
            "name": list(human) * len(worlds),
            "unit": [parameter.unit for parameter in self.parameters.values()] * len(worlds),
            "human": np.array(list(human.values())).T.ravel().tolist(),
            "machine": np.array(machine, np.int64).T.ravel().tolist(),
        }

    def __getitem__(self, name: str) -> list[Any]:
        return self.columns(slice(0, len(self.worlds)))[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COLUMNS)

    def __len__(self) -> int:
        return len(COLUMNS)
