"""Tables of quantiles of shipped priors, kept in the user's cache: to solve for those of a beta takes far longer.

A kept table is named after the prior, its range and the sources that work it out, and begins with a checksum; one that
is damaged counts as missing. Only priors that a shipped scenario has are kept, so that nothing of a user's is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from legation.base.cache_folders import private_folder
from legation.base.digest import digest, source
from legation.base.faults import UserError
from legation.kernel import elementary
from legation.kernel.elementary import Floats

FOLDER = "priors"
SCENARIOS = Path(__file__).parents[1] / "scenarios"
DECIDING = (Path(elementary.__file__), Path(__file__).with_name("priors.py"), Path(__file__))
QUICK = ("uniform",)  # These are worked out sooner than read.

Numbers = Mapping[str, Any]


def table_of(prior: Numbers, low: float, high: float, work_out: Callable[[], Floats]) -> Floats:
    """The table of a prior: the kept one, or the one that is worked out now, and kept if a shipped scenario has it.

    prior      its kind and numbers, as a scenario writes them
    low, high  the range of the parameter
    """
    folder = private_folder(FOLDER) if prior["kind"] not in QUICK else None
    if folder is None:
        return work_out()
    key = _key(prior, low, high)
    kept = folder / f"{digest([_sources(), key.encode()])}.table"
    table = _read(kept)
    if table is None:
        table = work_out()
        if key in _shipped():
            _keep(kept, table)
    return table


def _key(prior: Numbers, low: float, high: float) -> str:
    numbers = [f"{name}={value if name == 'kind' else float(value)!r}" for name, value in sorted(prior.items())]
    return " ".join([*numbers, repr(float(low)), repr(float(high))])


@cache
def _sources() -> bytes:
    return digest(source(path) for path in DECIDING).encode()


@cache
def _shipped() -> frozenset[str]:
    """The keys of all priors of shipped scenarios that are not quick to work out."""
    from legation.base.toml import parse_toml

    keys = set()
    for path in SCENARIOS.glob("*.toml"):
        groups = parse_toml(path.read_bytes(), path.name).data.get("parameters", {})
        for parameter in (each for group in groups.values() for each in group.values()):
            prior = parameter.get("prior", {})
            if prior and prior["kind"] not in (*QUICK, "choice") and "range" in parameter:
                keys.add(_key(prior, *parameter["range"]))
    return frozenset(keys)


def _read(kept: Path) -> Floats | None:
    """A kept table; None if there is none, or if it is not as it was written."""
    try:
        checksum, values = (raw := kept.read_bytes())[:32], raw[32:]
    except OSError:
        return None
    if _checksum(kept.name, values) != checksum:
        return None
    return np.frombuffer(values, "<f8").astype(np.float64)


def _keep(kept: Path, table: Floats) -> None:
    """Keep a table. A full disk costs time only."""
    from legation.base.files import write_file

    values = table.astype("<f8").tobytes()
    try:
        write_file(kept, _checksum(kept.name, values) + values, private=True)
    except (UserError, OSError):
        return


def _checksum(name: str, values: bytes) -> bytes:
    """What tells a damaged file, and one that was put in another's place."""
    return sha256(name.encode() + b"\n" + values).digest()
