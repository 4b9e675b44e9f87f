"""Where kept worlds lie, and what is said of them: all that a question needs that asks no world itself.

Their folder is named after all that decides them: the sources of the model, the shipped scenarios, and the record.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from legation.base import sources
from legation.base.cache_folders import private_folder
from legation.base.digest import digest, source
from legation.base.package_state import kept_key
from legation.evidence.csv_tables import RECORDS

FORMAT = 3
SCENARIO, SEED, WORLDS = "baseline", 1, 200
FOLDER, MANIFEST = "worlds", "manifest.json"
GROUNDS = ".grounds"  # ending of the file that keeps what the scenario rests on
# What decides the worlds, and what is measured in them.
DECIDING = ("legation.experiments.ensemble", "legation.observation.targets", "legation.mechanisms",
            "legation.assessment.comparison", "legation.assessment.kept_worlds",
            "legation.assessment.kept_grounds")  # fmt: skip


def worlds_folder() -> Path | None:
    """Where the worlds of this program and record lie or would lie; None if the cache can't be used."""
    place = private_folder(FOLDER)
    return place / worlds_key() if place else None


def grounds_file() -> Path | None:
    """Where the grounds of this program and record lie or would lie; None if the cache can't be used."""
    place = private_folder(FOLDER)
    return place / f"{worlds_key()}{GROUNDS}" if place else None


def worlds_key() -> str:
    """Sixteen hexadecimal digits for all that decides the worlds."""
    return kept_key(FOLDER, "", _worked_out_key)


def _worked_out_key() -> str:
    files = list(sources.reachable(DECIDING).values())
    files += sorted(path for path in RECORDS.rglob("*") if path.suffix in (".toml", ".csv"))
    files += sorted((sources.PACKAGE / "scenarios").glob("*.toml"))
    return digest([f"{FORMAT} {SCENARIO} {SEED} {WORLDS}".encode(), *(source(path) for path in files)])


def read_worlds_manifest(folder: Path | None) -> dict[str, Any] | None:
    """What is said of the worlds in a folder; None if there are none, or if the file is not as it was written."""
    return read_checked(folder / MANIFEST if folder else None)


def read_checked(path: Path | None) -> dict[str, Any] | None:
    """What a file that was kept with its checksum says; None if there is none, or if it is not as it was written."""
    try:
        raw = path.read_bytes() if path else b""
        checksum, _, text = raw.partition(b"\n")
        manifest = json.loads(text) if sha256(text).hexdigest().encode() == checksum else None
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None


def manifest_bytes(manifest: dict[str, Any]) -> bytes:
    """A manifest as it is written: its checksum, and itself."""
    text = json.dumps(manifest).encode()
    return sha256(text).hexdigest().encode() + b"\n" + text
