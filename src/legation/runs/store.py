"""The run folder: what a run leaves behind, whole or not at all.

`base/files` writes it beside its place and moves it there when it is complete, so an interruption leaves the old or the
new run. An existing folder is never overwritten unless that was asked for, and then only if it is a run folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import chain, count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from legation.base import files
from legation.base.faults import Fault, RunFolderError, UserError, as_written, nearest, shown
from legation.base.refusals import refusal, refusing

if TYPE_CHECKING:
    from polars import DataFrame

MANIFEST = "manifest.json"
RUNS = Path("runs")
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
    for free in _new_folders(name):
        with _refusing(), suppress(files.TargetTakenError):  # Another process has it: the next name serves as well.
            with files.whole_folder(free) as draft:
                fill(draft)
            return free
    raise AssertionError("names never end")


def _new_folders(name: str) -> Iterator[Path]:
    """Names that are free at this moment: `runs/2026-01-31-baseline`, and then with numbers."""
    stem = f"{date.today().isoformat()}-{name}"
    for number in count(1):
        folder = RUNS / (stem if number == 1 else f"{stem}-{number}")
        if not os.path.lexists(folder):
            yield folder


def new_folder(name: str) -> Path:
    """The first name that is free at this moment."""
    return next(_new_folders(name))


def check_place(folder: Path | None, name: str, *, force: bool) -> None:
    """Raise RunFolderError unless `save` can write here, before anything is computed; None stands for a new folder."""
    check_free(new_folder(name) if folder is None else folder, force=force)


def check_free(folder: Path, *, force: bool) -> None:
    """Raise RunFolderError if `folder` is in the way or can't be written, before anything is computed."""
    try:
        exists = folder.exists()
        ground = folder if exists else next(parent for parent in folder.absolute().parents if parent.exists())
    except OSError as problem:
        fault = refusal(problem, folder, "--out")
        raise RunFolderError(replace(fault, found=f"{_named(folder)}, {fault.found}", file="")) from None
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
            refuses to write
    """
    with _refusing(), files.whole_folder(folder, replace=force) as draft:
        yield draft
        check_free(folder, force=force)  # Another run may have taken the name in the meantime.


@contextmanager
def _refusing() -> Iterator[None]:
    """Raise what the system refuses, and whatever else is wrong with a place, as a RunFolderError."""
    try:
        yield
    except RunFolderError:
        raise
    except UserError as problem:
        raise RunFolderError(problem.faults) from None


def write_table(
    folder: Path, name: str, rows: Sequence[dict[str, Any]] | dict[str, Any], columns: Mapping[str, type]
) -> None:
    """Write rows, or columns by name, as `name`.parquet; a table without rows has its columns all the same."""
    import polars

    by_name = rows if isinstance(rows, dict) else {column: [row[column] for row in rows] for column in columns}
    write_frame(folder, name, polars.DataFrame(by_name, schema=columns))


def write_frame(folder: Path, name: str, frame: DataFrame) -> None:
    """Write a table as `name`.parquet."""
    from io import BytesIO

    # Through memory, so that a full disk is told as the system's error and not as a broken table.
    table = BytesIO()
    frame.rechunk().write_parquet(table, compression="zstd", statistics=False)
    (folder / f"{name}.parquet").write_bytes(table.getbuffer())


def write_frames(folder: Path, name: str, frames: Iterator[DataFrame]) -> None:
    """Write a table that comes in parts as `name`.parquet; the parts are not in memory all at once."""
    import polars

    first, second = next(frames), next(frames, None)
    if second is None:
        write_frame(folder, name, first)
        return
    with TemporaryDirectory(dir=folder) as lent:
        written: list[Path] = []
        for frame in chain((first, second), frames):
            written.append(Path(lent) / f"{len(written):06}.parquet")
            frame.write_parquet(written[-1], compression="zstd", statistics=False)
        table = polars.scan_parquet(written)
        table.sink_parquet(folder / f"{name}.parquet", compression="zstd", statistics=False, maintain_order=True)


def write_json(folder: Path, name: str, data: Any) -> None:
    """Write plain data as `name`.json, keys in their given order."""
    (folder / f"{name}.json").write_bytes(as_json(data))


def as_json(data: Any) -> bytes:
    """Plain data as the files of a run hold it."""
    text = json.dumps(data, indent=1, ensure_ascii=False, allow_nan=False)
    # Half a character in a file's name, which some systems allow, is written as JSON escapes it.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def recover_runs(folder: Path) -> None:
    """Finish or undo what a kill left of the runs in a folder. Raises RunFolderError if that is refused."""
    with _refusing():
        files.recover(folder)
        for run in run_folders(folder):
            files.recover(run)


def run_folders(folder: Path) -> list[Path]:
    """The run folders in a folder, by name. A draft is none."""
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}") if not files.is_draft(path.parent))


def find(name: str = "last") -> Path:
    """A run folder by path, by name under `runs/`, or the newest one as "last".

    Raises  RunFolderError if there is none.
    """
    recover_runs(RUNS)
    if name == "last":
        runs = run_folders(RUNS)
        if runs:
            with _refusing(), refusing(RUNS, "RUN"):
                return max(runs, key=lambda run: ((run / MANIFEST).stat().st_mtime_ns, run))
        advice = "Make one with: legation run"
        raise RunFolderError(Fault("RUN", "no run below runs/", "a run folder", advice))
    for folder in (Path(name), RUNS / name):
        if any(files.is_draft(part) for part in folder.parts):
            continue
        with _refusing():
            files.recover(folder.parent)
            files.recover(folder)
        if os.path.exists(folder / MANIFEST):  # False, not an error, for a name that no path can have.
            return folder
    names = [run.name for run in run_folders(RUNS)]
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
    written = manifest.get("format") if isinstance(manifest, dict) else None
    if written != FORMAT:
        newer = isinstance(written, int) and written > FORMAT
        advice = "A newer version of the program wrote this run; update the program." if newer else ""
        found = "nothing" if written is None else shown(written)
        raise RunFolderError(Fault(f"{MANIFEST}: format", found, str(FORMAT), advice, as_written(folder)))
    if not isinstance(manifest.get("run_id"), str):
        expected = "the number of the run"
        raise RunFolderError(Fault(f"{MANIFEST}: run_id", "nothing", expected, "Run it again.", as_written(folder)))
    return manifest
