"""The bank: worlds of the prior, kept with what they drew and what inference asks of them.

World k is decided by scenario, seed and its number k alone, so a bank grows without touching what it holds. Its worlds
lie in parts of 200 numbers, one file each. A part is written whole or not at all, and never again: a kill costs the
part that was being simulated, and neither the order of parts nor the number of threads changes a byte. A file's name
says all that decides its bytes; worlds of another program, scenario or record have other names.

A part keeps, world by world,

    how far up its prior each free parameter was drawn, and the value of every parameter
    what the world has to set beside each scored claim (`x`)
    each observable of all places together, by calendar year

Measures are realised ones. Expected ones, as sums of chances, would be further arrays beside `x`, under a group of
their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from legation.base.digest import digest
from legation.base.files import TargetTakenError, write_file
from legation.experiments.ensemble import simulate
from legation.inference.scored import ScoredClaims
from legation.publication.outcomes import OutcomesBuilder
from legation.publication.summary import EVERYWHERE
from legation.scenario import Scenario

PART = 200  # worlds
FORMAT = "legation bank 1"
ENDING = ".part"
FOLDER = "bank"
# The modules that decide what is in a part, beside those of the model.
DECIDING = ("legation.inference.bank",)
DRAWN, VALUE, CLAIM, YEARLY = "drawn", "value", "claim", "yearly"  # groups of arrays

Arrays = dict[str, dict[str, np.ndarray]]  # group -> name -> (worlds, …)


@dataclass(frozen=True)
class BankPlan:
    """What the worlds of a bank are, and what is kept of them.

    model        digest of the program's sources that decide a world and its measures
    on           mechanisms that run
    rmb_per_usd  year -> rate
    part         worlds in a file
    """

    scenario: Scenario
    seed: int
    claims: ScoredClaims
    model: str
    on: frozenset[str]
    rmb_per_usd: Mapping[int, float]
    part: int = PART

    @property
    def name(self) -> str:
        """What all of its files begin with."""
        said = digest([self.scenario.digest().encode(), self.claims.digest().encode()])
        return f"{self.model}-{said}-{self.seed}"

    def file(self, first: int) -> str:
        """The name of the part that begins with a world."""
        return f"{self.name}-{first:08d}-{first + self.part - 1:08d}{ENDING}"

    def parts(self, worlds: int) -> list[int]:
        """The first worlds of the parts that hold so many."""
        return list(range(0, worlds, self.part))


@dataclass(frozen=True)
class BankWorlds:
    """Worlds of a bank that finished, in the order of their numbers.

    numbers   (worlds,)
    drawn     free parameter -> (worlds,) how far up its prior, 0 to 1
    value     parameter -> (worlds,) as people count it
    claim     scored claim -> (worlds, …), see `press.measures`
    yearly    observable -> (worlds, years), `nan` where there is nothing to measure
    years     calendar years
    failures  the number of each world that did not finish, and why
    """

    numbers: np.ndarray
    drawn: dict[str, np.ndarray]
    value: dict[str, np.ndarray]
    claim: dict[str, np.ndarray]
    yearly: dict[str, np.ndarray]
    years: list[int]
    failures: list[tuple[int, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class Bank:
    """A folder with the parts of a plan. Other files in it are none of its business."""

    folder: Path
    plan: BankPlan

    def missing(self, worlds: int) -> list[int]:
        """The first worlds of the parts that are wanted for so many and are not there, or are damaged."""
        return [first for first in self.plan.parts(worlds) if self._part(first) is None]

    def extend(
        self, worlds: int, *, threads: int | None = None, on_world: Callable[[], None] = lambda: None
    ) -> list[int]:
        """Simulate what is missing of the parts that hold so many worlds.

        on_world  called after each world
        Returns   the first worlds of the parts that were written
        Raises    UserError if a file can't be written
        """
        wanted = self.missing(worlds)
        for first in wanted:
            content = simulate_part(self.plan, first, threads=threads, on_world=on_world)
            path = self.folder / self.plan.file(first)
            try:
                write_file(path, content, private=True, replace=self._is_damaged(first), field="bank")
            except TargetTakenError:  # Another process was faster, and its bytes are the same.
                continue
        return wanted

    def read(self, worlds: int) -> BankWorlds:
        """The worlds of all parts that hold so many; all must be there."""
        return read_parts(self._held(first) for first in self.plan.parts(worlds))

    def held(self) -> int:
        """How many worlds stand at the beginning without a gap, those that failed included."""
        first = 0
        while self._part(first) is not None:
            first += self.plan.part
        return first

    def size(self) -> int:
        """Bytes of the files of this plan."""
        return sum(path.stat().st_size for path in self.folder.glob(f"{self.plan.name}-*{ENDING}"))

    def others(self) -> list[Path]:
        """Files of other plans in the folder: of another program, scenario, record or seed."""
        return sorted(path for path in self.folder.glob(f"*{ENDING}") if not path.name.startswith(f"{self.plan.name}-"))

    def _held(self, first: int) -> bytes:
        part = self._part(first)
        assert part is not None, f"part {first} is missing"
        return part

    def _part(self, first: int) -> bytes | None:
        """What a part holds after its checksum; None if it is not there, or not as it was written."""
        try:
            raw = (self.folder / self.plan.file(first)).read_bytes()
        except OSError:
            return None
        return checked(raw)

    def _is_damaged(self, first: int) -> bool:
        return (self.folder / self.plan.file(first)).exists() and self._part(first) is None


def simulate_part(
    plan: BankPlan,
    first: int,
    *,
    threads: int | None = None,
    on_world: Callable[[], None] = lambda: None,
    chunk: int = 64,
) -> bytes:
    """One part of a bank as its file holds it: a job of its own, whoever runs it.

    Threads and chunk change no byte.
    """
    scenario = plan.scenario
    numbers, failures = [], []
    measured: dict[str, list[np.ndarray]] = {name: [] for name in plan.claims.targets}
    yearly = OutcomesBuilder(scenario.first_week, scenario.last_week, plan.rmb_per_usd, plan.on)
    chunks = simulate(
        scenario, worlds=plan.part, first=first, seed=plan.seed, threads=threads, on_world=on_world, chunk=chunk
    )
    for part in chunks:
        failures += [(failure.world, failure.reason) for failure in part.failures]
        if part.numbers:
            numbers += list(part.numbers)
            yearly.add_chunk(part.numbers, part.history)
            for name, values in plan.claims.measured(part.history).items():
                measured[name].append(values)
    outcomes = yearly.outcomes()
    everywhere = outcomes.areas.index(EVERYWHERE)
    draws, lucks = scenario.draw(plan.seed, numbers), scenario.shares_of_luck(plan.seed, numbers)
    arrays: Arrays = {
        DRAWN: lucks,
        VALUE: draws.human,
        CLAIM: {name: np.concatenate(values) for name, values in measured.items() if values},
        YEARLY: {name: values[:, everywhere].astype(np.float32) for name, values in outcomes.measures.items()},
    }
    said = {"numbers": numbers, "years": outcomes.years, "failures": failures}
    return _sealed(said, arrays)


def _sealed(said: Mapping[str, Any], arrays: Arrays) -> bytes:
    """A part as it is written: its form, its checksum, a line that says what follows, and the bytes of its arrays."""
    layout, blocks = [], []
    for group, named in arrays.items():
        for name, values in named.items():
            plain = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
            layout.append([group, name, plain.dtype.str, list(plain.shape)])
            blocks.append(plain.tobytes())
    head = json.dumps({**said, "arrays": layout}, separators=(",", ":"), allow_nan=False).encode()
    body = head + b"\n" + b"".join(blocks)
    return f"{FORMAT}\n{sha256(body).hexdigest()}\n".encode() + body


def checked(raw: bytes) -> bytes | None:
    """What a part holds after its checksum; None if it is not as it was written."""
    form, _, rest = raw.partition(b"\n")
    checksum, _, body = rest.partition(b"\n")
    is_whole = form == FORMAT.encode() and sha256(body).hexdigest().encode() == checksum
    return body if is_whole else None


def read_parts(parts: Iterable[bytes]) -> BankWorlds:
    """Worlds from what parts hold, in the order of the parts."""
    numbers: list[int] = []
    failures: list[tuple[int, str]] = []
    years: list[int] = []
    pieces: dict[str, dict[str, list[np.ndarray]]] = {group: {} for group in (DRAWN, VALUE, CLAIM, YEARLY)}
    for body in parts:
        head, _, block = body.partition(b"\n")
        said = json.loads(head)
        numbers += said["numbers"]
        failures += [(world, reason) for world, reason in said["failures"]]
        years = said["years"]
        for group, name, values in _arrays(said["arrays"], block):
            pieces[group].setdefault(name, []).append(values)
    whole = {group: {name: np.concatenate(values) for name, values in named.items()} for group, named in pieces.items()}
    return BankWorlds(
        np.array(numbers, np.int64), whole[DRAWN], whole[VALUE], whole[CLAIM], whole[YEARLY], years, failures
    )


def _arrays(layout: Sequence[Sequence[Any]], block: bytes) -> Iterator[tuple[str, str, np.ndarray]]:
    at = 0
    for group, name, kind, shape in layout:
        values = np.frombuffer(block, np.dtype(kind), count=int(np.prod(shape)), offset=at).reshape(shape)
        at += values.nbytes
        yield group, name, values
