"""Worlds of the shipped baseline that are kept, so that a question gets the model's answer without a simulation.

They lie in the user's cache, one file for each column of the history, and are read column by column as observables ask
for them. A file that is damaged, or not ours, is noticed by its checksum; then the worlds count as not kept.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from legation.assessment import kept_files
from legation.assessment.grounds import Grounds
from legation.assessment.kept_grounds import described_grounds, grounds_from
from legation.base.files import whole_folder

if TYPE_CHECKING:  # Who reads kept worlds needs neither scenario nor engine.
    from legation.assessment.comparison import ComparisonRow
    from legation.evidence.ledger import Ledger


class DamagedError(Exception):
    """A kept file that is not as it was written."""


class KeptHistory(Mapping[str, np.ndarray]):
    """Column -> (worlds, periods, rows) int64, read from its file when it is asked for.

    Raises  DamagedError for a file that has changed
    """

    def __init__(self, folder: Path, checksums: Mapping[str, str]):
        self._folder, self._checksums = folder, checksums
        self._read: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._read:
            checksum = self._checksums[name]
            try:
                raw = (self._folder / f"{name}.npy").read_bytes()
            except OSError as problem:
                raise DamagedError(name) from problem
            if sha256(raw).hexdigest() != checksum:
                raise DamagedError(name)
            self._read[name] = np.load(io.BytesIO(raw), allow_pickle=False).astype(np.int64)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._checksums)

    def __len__(self) -> int:
        return len(self._checksums)


@dataclass(frozen=True)
class KeptWorlds:
    """What is kept of an ensemble.

    worlds   how many finished
    weeks    the first and the last simulated
    grounds  what of the scenario rests on which record
    rows     the comparison with the shipped record: rows as plain data, by claim
    """

    scenario: str
    seed: int
    worlds: int
    weeks: tuple[int, int]
    grounds: Grounds
    rows: dict[str, dict[str, Any]]
    rmb_per_usd: dict[int, float]
    history: KeptHistory


def kept_worlds() -> KeptWorlds | None:
    """The kept worlds; None if there are none for this program and record, or if they are damaged."""
    folder = kept_files.worlds_folder()
    manifest = kept_files.read_worlds_manifest(folder)
    if folder is None or manifest is None:
        return None
    return KeptWorlds(
        scenario=manifest["scenario"],
        seed=manifest["seed"],
        worlds=manifest["worlds"],
        weeks=(manifest["weeks"][0], manifest["weeks"][1]),
        grounds=grounds_from(manifest["grounds"]),
        rows=manifest["rows"],
        rmb_per_usd={int(year): rate for year, rate in manifest["rmb_per_usd"].items()},
        history=KeptHistory(folder, manifest["columns"]),
    )


def keep_worlds(ledger: Ledger, *, on_world: Callable[[], None] = lambda: None) -> KeptWorlds | None:
    """Simulate the worlds, keep them, and return them; None if the cache can't be written.

    ledger    the shipped record
    on_world  called after each world
    Raises    WorldFailedError if no world finished
    """
    from legation.assessment.comparison import ComparisonBuilder
    from legation.base.faults import WorldFailedError
    from legation.evidence.series import rates
    from legation.experiments.ensemble import simulate
    from legation.experiments.setup import load_scenario

    folder = kept_files.worlds_folder()
    if folder is None:
        return None
    scenario = load_scenario(kept_files.SCENARIO)
    rmb_per_usd = {rate.year: rate.rmb_per_usd for rate in rates()}
    comparison = ComparisonBuilder(ledger, scenario, rmb_per_usd)
    columns: dict[str, list[np.ndarray]] = {}
    failures = []
    for chunk in simulate(scenario, worlds=kept_files.WORLDS, seed=kept_files.SEED, on_world=on_world):
        failures += chunk.failures
        if chunk.history:
            comparison.add_chunk(chunk.history)
            for name, table in chunk.history.items():
                columns.setdefault(name, []).append(_narrow(table))
    if not columns:
        raise WorldFailedError(f"All worlds failed. The first: {failures[0].reason}")
    rows = comparison.rows()
    manifest: dict[str, Any] = {
        "format": kept_files.FORMAT,
        "scenario": scenario.name,
        "seed": kept_files.SEED,
        "worlds": kept_files.WORLDS - len(failures),
        "weeks": [scenario.first_week, scenario.last_week],
        "grounds": described_grounds(comparison.grounds),
        "rows": {row.claim: row.as_dict() for row in rows},
        "voices": _voices(rows),
        "rmb_per_usd": rmb_per_usd,
        "columns": {},
    }
    for old in folder.parent.iterdir():
        if old.is_dir() and old != folder:
            shutil.rmtree(old, ignore_errors=True)  # Worlds of another program or record answer no question.
    with whole_folder(folder, replace=True, field="cache") as draft:
        for name, tables in columns.items():
            stream = io.BytesIO()
            np.save(stream, np.concatenate(tables), allow_pickle=False)
            manifest["columns"][name] = sha256(stream.getvalue()).hexdigest()
            (draft / f"{name}.npy").write_bytes(stream.getvalue())
        (draft / kept_files.MANIFEST).write_bytes(kept_files.manifest_bytes(manifest))
    return kept_worlds()


def _voices(rows: Iterable[ComparisonRow]) -> dict[str, dict[str, Any]]:
    """What the model says beside each claim: a sentence where it tells something, and whether it is an echo."""
    from legation.assessment.verdicts import ANYTHING, BUILT_IN, EDGE, INSIDE, OUTSIDE

    ranks = (OUTSIDE, EDGE, INSIDE)
    return {
        row.claim: {
            "rank": ranks.index(row.lies)
            if row.is_informative and (row.lies, row.width) != (INSIDE, ANYTHING)
            else None,
            "sentence": f"{row.claim}: in the model {row.gives}; the report: {row.lies}.",
            "is_echo": row.grounds == BUILT_IN,
        }
        for row in rows
    }


def _narrow(table: np.ndarray) -> np.ndarray:
    """The same numbers in as few bytes as hold them all."""
    most = int(np.abs(table).max(initial=0))
    kind = next(kind for kind in (np.int8, np.int16, np.int32, np.int64) if most <= np.iinfo(kind).max)
    return table.astype(kind)
