"""The run folder: what a run leaves behind, whole or not at all.

A run is written into a hidden folder beside its place and moved there when it is complete, so an interruption leaves
no half-written table. An existing folder is never overwritten unless that was asked for, and then only if it is a run
folder.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from legation.base.errors import Fault, RunFolderError, as_written

MANIFEST = "manifest.json"
RUNS = Path("runs")
FORMAT = 1


def new_folder(scenario: str, day: str) -> Path:
    """A folder for a run that has no name: `runs/2026-01-31-baseline`, with a number if that exists."""
    number = 1
    while True:
        folder = RUNS / (f"{day}-{scenario}" if number == 1 else f"{day}-{scenario}-{number}")
        if not folder.exists():
            return folder
        number += 1


def check_free(folder: Path, *, force: bool) -> None:
    """Raise RunFolderError if `folder` is in the way, before anything is computed."""
    if not folder.exists():
        blocker = next((parent for parent in folder.parents if parent.exists() and not parent.is_dir()), None)
        if blocker:
            raise RunFolderError(Fault("--out", f'"{as_written(blocker)}", a file', "a path whose folders can be made"))
        return
    if not folder.is_dir():
        raise RunFolderError(Fault("--out", f'"{as_written(folder)}", a file', "a folder that does not exist yet"))
    if force and (folder / MANIFEST).exists():
        return
    if force and any(folder.iterdir()):
        expected = "a run folder, or a folder that does not exist yet"
        raise RunFolderError(Fault("--out", f'"{as_written(folder)}", which holds something else', expected))
    if not force:
        advice = "Choose another name, or give --force to replace it."
        found = f'"{as_written(folder)}", which exists'
        raise RunFolderError(Fault("--out", found, "a folder that does not exist yet", advice))


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """Lend an empty folder that becomes `folder` when the block ends well, and vanishes when it does not."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as problem:
        reason = (problem.strerror or type(problem).__name__).lower()
        found = f'"{as_written(folder)}" ({reason})'
        raise RunFolderError(Fault("--out", found, "a place that can be written")) from None
    try:
        yield draft
        draft.chmod(0o755)
        _swap(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _swap(draft: Path, folder: Path) -> None:
    """Put `draft` where `folder` is; the old one goes only when the new one stands."""
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent)) / "run"
        os.replace(folder, old)
        os.replace(draft, folder)
        shutil.rmtree(old.parent, ignore_errors=True)
    else:
        os.replace(draft, folder)


def write_table(folder: Path, name: str, rows: Sequence[dict[str, Any]] | dict[str, Any]) -> None:
    """Write rows, or columns by name, as `name`.parquet."""
    import polars

    polars.DataFrame(rows).write_parquet(folder / f"{name}.parquet", compression="zstd", statistics=False)


def write_json(folder: Path, name: str, data: Any) -> None:
    """Write plain data as `name`.json, keys in their given order."""
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def find(name: str = "last") -> Path:
    """A run folder by path, by name under `runs/`, or the newest one as "last".

    Raises  RunFolderError if there is none.
    """
    if name == "last":
        manifests = sorted(RUNS.glob(f"*/{MANIFEST}"), key=lambda path: (path.stat().st_mtime_ns, path))
        if manifests:
            return manifests[-1].parent
        advice = "Make one with: legation run"
        raise RunFolderError(Fault("RUN", "no run below runs/", "a run folder", advice))
    for folder in (Path(name), RUNS / name):
        if (folder / MANIFEST).exists():
            return folder
    from legation.base.errors import nearest

    names = [path.parent.name for path in RUNS.glob(f"*/{MANIFEST}")]
    raise RunFolderError(
        Fault("RUN", f'"{name}"', 'a run folder, its name below runs/, or "last"', nearest(name, names))
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run folder. Raises RunFolderError if it can't be read or is of another format."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        fault = Fault(MANIFEST, "something that can't be read as JSON", "a manifest", file=as_written(folder))
        raise RunFolderError(fault) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise RunFolderError(Fault(f"{MANIFEST}: format", "another format", str(FORMAT), file=as_written(folder)))
    return manifest
