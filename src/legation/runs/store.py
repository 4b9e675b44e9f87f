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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from legation.base.faults import Fault, RunFolderError, as_written, nearest, shown

MANIFEST = "manifest.json"
RUNS = Path("runs")
HIDDEN = ".legation-"  # how the name of a draft begins
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
    """Raise RunFolderError if `folder` is in the way or can't be written, before anything is computed."""
    try:
        exists = folder.exists()
        ground = folder if exists else next(parent for parent in folder.absolute().parents if parent.exists())
    except OSError as problem:
        raise _unwritable(folder, problem) from None
    if not ground.is_dir():
        expected = "a folder that does not exist yet" if exists else "a path whose folders can be made"
        raise RunFolderError(Fault("--out", f"{_named(ground)}, a file", expected))
    if exists and not force:
        advice = "Choose another name, or give --force to replace it."
        found = f"{_named(folder)}, which exists"
        raise RunFolderError(Fault("--out", found, "a folder that does not exist yet", advice))
    if exists and not _is_run(folder) and any(folder.iterdir()):
        expected = "a run folder, or a folder that does not exist yet"
        raise RunFolderError(Fault("--out", f"{_named(folder)}, which holds something else", expected))
    beside = folder.resolve().parent if exists else ground  # where the draft is made
    if not os.access(beside, os.W_OK):
        raise RunFolderError(Fault("--out", f"{_named(beside)}, which can't be written", "a place that can be written"))


def _is_run(folder: Path) -> bool:
    """Whether a folder holds a run of ours, of any format: other programs name a file manifest.json, too."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and {"format", "run_id"} <= manifest.keys()


def _named(folder: Path) -> str:
    return shown(as_written(folder))


@contextmanager
def writing(folder: Path, *, force: bool = False) -> Iterator[Path]:
    """Lend an empty folder that becomes `folder` when the block ends well, and vanishes when it does not.

    Raises  RunFolderError if the folder exists, unless `force` is given and it is a run folder, or if the system
            refuses to write.
    """
    folder = folder.resolve()  # "." has no name to build the draft's from, and a link must stay one.
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=folder.parent))
    except OSError as problem:
        raise _unwritable(folder, problem) from None
    try:
        yield draft
        draft.chmod(0o755)
        check_free(folder, force=force)  # Another run may have taken the name in the meantime.
        _swap(draft, folder)
    except OSError as problem:
        raise _unwritable(folder, problem) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _unwritable(folder: Path, problem: OSError) -> RunFolderError:
    """What the system says of a folder, such as a full disk, as a fault."""
    reason = (problem.strerror or str(problem) or type(problem).__name__).lower()
    return RunFolderError(Fault("--out", f"{_named(folder)} ({reason})", "a place that can be written"))


def _swap(draft: Path, folder: Path) -> None:
    """Put `draft` where `folder` is; the old one goes only when the new one stands, and comes back if it can't."""
    if not folder.exists():
        os.replace(draft, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=folder.parent)) / "run"
    try:
        os.replace(folder, old)
        os.replace(draft, folder)
    finally:
        if old.exists() and not folder.exists():
            os.replace(old, folder)
        shutil.rmtree(old.parent, ignore_errors=True)


def write_table(
    folder: Path, name: str, rows: Sequence[dict[str, Any]] | dict[str, Any], columns: Mapping[str, type]
) -> None:
    """Write rows, or columns by name, as `name`.parquet; a table without rows has its columns all the same."""
    from io import BytesIO

    import polars

    # Through memory, so that a full disk is told as the system's error and not as a broken table.
    table = BytesIO()
    polars.DataFrame(rows, schema=columns).write_parquet(table, compression="zstd", statistics=False)
    (folder / f"{name}.parquet").write_bytes(table.getbuffer())


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
        if os.path.exists(folder / MANIFEST):  # False, not an error, for a name that no path can have.
            return folder
    names = [path.parent.name for path in RUNS.glob(f"*/{MANIFEST}")]
    raise RunFolderError(
        Fault("RUN", shown(name), 'a run folder, its name below runs/, or "last"', nearest(name, names))
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run folder. Raises RunFolderError if it can't be read or is of another format."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        fault = Fault(MANIFEST, "something that can't be read as JSON", "a manifest", file=as_written(folder))
        raise RunFolderError(fault) from None
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        newer = isinstance(found, int) and found > FORMAT
        advice = "A newer version of the program wrote this run; update the program." if newer else ""
        written = "nothing" if found is None else shown(found)
        raise RunFolderError(Fault(f"{MANIFEST}: format", written, str(FORMAT), advice, as_written(folder)))
    return manifest
