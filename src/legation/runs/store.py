"""The run folder: what a run leaves behind, whole or not at all.

A run is written into a hidden folder beside its place and moved there when it is complete, so an interruption leaves
no half-written table. An existing folder is never overwritten unless that was asked for, and then only if it is a run
folder.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from legation.base.faults import Fault, RunFolderError, as_written, nearest, shown

MANIFEST = "manifest.json"
RUNS = Path("runs")
HIDDEN = ".legation-"  # how the name of a draft begins
FORMAT = 1


def save(fill: Callable[[Path], None], folder: Path | None, *, name: str, force: bool = False) -> Path:
    """Write a run folder, whole or not at all, and return where it is.

    fill    writes everything into the empty folder that it is handed
    folder  None takes a new one below `runs/`, named after the day and `name`; no other process gets the same
    force   replace a run folder that exists
    Raises  RunFolderError if the folder is in the way, or if the system refuses to write
    """
    if folder is not None:
        with writing(folder, force=force) as draft:
            fill(draft)
        return folder
    with _drafting(RUNS / name) as draft:
        fill(draft)
        draft.chmod(0o755)
        return _take_new_name(draft, name)


def _take_new_name(draft: Path, name: str) -> Path:
    """Move a draft to the first name that is free; a name that another process takes in the meantime stays its own."""
    while True:
        folder = new_folder(name)
        try:
            # A run folder is never empty, and the system moves no folder onto one that holds something.
            os.rename(draft, folder)
        except OSError as problem:
            if problem.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                raise
        else:
            return folder


def new_folder(name: str) -> Path:
    """The first name that is free at this moment: `runs/2026-01-31-baseline`, with a number if that exists."""
    stem = f"{date.today().isoformat()}-{name}"
    number = 1
    while True:
        folder = RUNS / (stem if number == 1 else f"{stem}-{number}")
        if not os.path.lexists(folder):
            return folder
        number += 1


def check_place(folder: Path | None, name: str, *, force: bool) -> None:
    """Raise RunFolderError unless `save` can write here, before anything is computed; None stands for a new folder."""
    check_free(new_folder(name) if folder is None else folder, force=force)


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
    with _drafting(folder) as draft:
        yield draft
        draft.chmod(0o755)
        check_free(folder, force=force)  # Another run may have taken the name in the meantime.
        _swap(draft, folder)


@contextmanager
def _drafting(folder: Path) -> Iterator[Path]:
    """Lend an empty hidden folder beside `folder`; what is still there afterwards vanishes."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=HIDDEN, dir=folder.parent))
    except OSError as problem:
        raise _unwritable(folder, problem) from None
    try:
        yield draft
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
