"""Drafts: the protocol by which `files` changes a folder so that any interruption leaves the old or the new.

A draft lies beside its target, in a folder that only its owner can enter:

    .legation-draft-1a2b3c4d.lock           locked by the operating system as long as the writing process lives
    .legation-draft-1a2b3c4d/new/NAME       what is to stand under NAME
    .legation-draft-1a2b3c4d/old/NAME       what stood there, until all is done
    .legation-draft-1a2b3c4d/journal        the names; once it is there, a kill can no longer prevent the change
    .legation-draft-1a2b3c4d/undo           the same names, after the system refused a step: all goes back

One file, or one folder under a new name, needs no journal: a rename is whole by itself. `recover` finishes or undoes
what a kill left, and sweeps drafts. It never touches a draft whose process lives, or that another user owns.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from legation.base.faults import Fault, UserError, as_written
from legation.base.refusals import DRAFT, refusal, refusing

disk: Any = os  # Whatever changes a disk goes through this name: tests put a disk here that is full, or dies.

LOCK = ".lock"
WAIT = 10.0  # seconds, for a process that writes files which it has ready
_WINDOWS = sys.platform == "win32"
_BINARY = getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class TargetTakenError(UserError):
    """The name exists, or another process is writing it; who may choose takes another name."""


@dataclass(frozen=True)
class Draft:
    """Where the parts of a draft stand."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def lock(self) -> Path:
        return self.folder / f"{self.name}{LOCK}"

    @property
    def journal(self) -> Path:
        return self.path / "journal"

    @property
    def undo(self) -> Path:
        return self.path / "undo"

    def new(self, name: str) -> Path:
        return self.path / "new" / name

    def old(self, name: str) -> Path:
        return self.path / "old" / name


@contextmanager
def drafting(folder: Path, name: str, path: Path | str, field: str, *, wait: float = 0.0) -> Iterator[Draft]:
    """Lend the draft for a target of that name: no other process has it at the same time.

    wait  seconds in which another process may finish with it
    """
    recover(folder)
    # On some systems A and a are one file, so they share a draft. Users don't: none can clear up after another.
    whose = "" if sys.platform == "win32" else os.getuid()
    draft = Draft(folder, DRAFT + blake2b(os.fsencode(f"{whose} {name.casefold()}"), digest_size=4).hexdigest())
    until = monotonic() + wait
    while (handle := _locked(draft.lock, create=True)) is None and monotonic() < until:
        sleep(0.01)
    if handle is None:
        advice = "Repeat the command when it is done."
        raise TargetTakenError(
            Fault(field, "another process that is writing it", "a place of its own", advice, as_written(path))
        )
    try:
        try:
            if not _is_ours(draft):
                advice = f"Delete {as_written(draft.path)} and {as_written(draft.lock)}."
                raise UserError(Fault(field, "a draft of somebody else's", "none", advice, as_written(path)))
            _settle(draft)
            for made in (draft.path, draft.path / "new", draft.path / "old"):
                disk.mkdir(made, 0o700)
            yield draft
        except BaseException:
            with suppress(OSError):  # What can't be removed now goes at the next start; the first problem is told.
                if _lstat(draft.journal):
                    disk.replace(draft.journal, draft.undo)
                _settle(draft)
            raise
        try:
            _sync(folder)
            _settle(draft)
        except OSError as problem:
            fault = refusal(problem, path, field)
            advice = f"The change itself was made. Delete {as_written(draft.path)}, or repeat the command."
            raise UserError(
                Fault(field, f"{fault.found} while clearing up", fault.expected, advice, fault.file)
            ) from None
    finally:
        _release(draft, handle)


def commit(draft: Draft, put: Sequence[str], drop: Sequence[str]) -> None:
    """Make the change of the draft: all of it or, if the system refuses, nothing."""
    for name in put:
        _sync_tree(draft.new(name))
    if len(put) == 1 and not drop and not (draft.folder / put[0]).is_dir():
        disk.replace(draft.new(put[0]), draft.folder / put[0])
    elif put or drop:
        write_draft(draft.path / "journal.part", json.dumps({"put": put, "drop": drop}).encode())
        for part in ("journal.part", "new", "old"):
            _sync(draft.path / part)
        disk.replace(draft.path / "journal.part", draft.journal)
        _sync(draft.path)
        _sync(draft.folder)
        _apply(draft, put, drop)


def recover(folder: Path | str) -> None:
    """Finish or undo what a kill left in a folder, and sweep its drafts; nothing happens if there are none.

    Raises  UserError if a change that was begun can neither be finished nor undone; it stays as it is
    """
    with refusing(folder, "folder"):
        names = os.listdir(folder) if os.path.isdir(folder) else []
        for name in sorted(name for name in names if is_draft(name) and name.endswith(LOCK)):
            draft = Draft(Path(folder), name.removesuffix(LOCK))
            if _is_ours(draft):
                _recover_draft(draft)


def is_draft(path: Path | str) -> bool:
    """Whether a name is that of a draft, which no list of files or folders should show."""
    return Path(path).name.startswith(DRAFT)


def _apply(draft: Draft, put: Sequence[str], drop: Sequence[str]) -> None:
    """Take each step that is not yet done."""
    for name in [*put, *drop]:
        target = draft.folder / name
        if name in drop or _lstat(draft.new(name)):
            if _lstat(target):
                disk.replace(target, draft.old(name))
            if name in put:
                disk.replace(draft.new(name), target)


def _take_back(draft: Draft, put: Sequence[str], drop: Sequence[str]) -> None:
    """Undo each step that was done."""
    for name in reversed([*put, *drop]):
        target = draft.folder / name
        if name in put and not _lstat(draft.new(name)):
            disk.replace(target, draft.new(name))
        if _lstat(draft.old(name)):
            disk.replace(draft.old(name), target)


def _settle(draft: Draft) -> None:
    """Finish or undo what a draft has begun, and remove it. Whoever calls holds its lock."""
    for journal, step in ((draft.undo, _take_back), (draft.journal, _apply)):
        if _lstat(journal):
            step(draft, *_names(draft, journal))
            _sync(draft.folder)
            disk.unlink(journal)  # First of all: without it the rest of the draft means nothing.
            _sync(draft.path)
    _sweep(draft.path)


def _names(draft: Draft, journal: Path) -> tuple[list[str], list[str]]:
    """The names in a journal. Nothing outside the folder is ever meant, whoever wrote it."""
    try:
        data = json.loads(journal.read_bytes())
        put, drop = data["put"], data["drop"]
        sound = all(name and name == os.path.basename(name) and name not in (".", "..") for name in [*put, *drop])
    except (ValueError, TypeError, KeyError, RecursionError):
        sound = False
    if not sound or any(os.path.islink(draft.path / part) for part in ("new", "old")):
        advice = f"Take out of {as_written(draft.path)} what you need (new/ and old/ hold the files), and delete it."
        raise UserError(Fault("journal", "something that is no journal", "names of files", advice, as_written(journal)))
    return put, drop


def _recover_draft(draft: Draft) -> None:
    handle = None
    try:
        handle = _locked(draft.lock, create=False)
        if handle is not None:
            _settle(draft)
    except OSError:
        # A mere draft that can't be removed, as on a read-only disk, changes nothing; half a change does.
        if _lstat(draft.journal) or _lstat(draft.undo):
            raise
    finally:
        if handle is not None:
            _release(draft, handle)


def _is_ours(draft: Draft) -> bool:
    """Whether a draft and its lock are this user's own, and what they seem to be."""
    states = [state for path in (draft.lock, draft.path) if (state := _lstat(path))]
    kinds = [stat.S_IFMT(state.st_mode) for state in states]
    own = _WINDOWS or all(state.st_uid == os.getuid() for state in states)
    return own and kinds in ([stat.S_IFREG], [stat.S_IFREG, stat.S_IFDIR])


def _locked(lock: Path, *, create: bool) -> int | None:
    """A handle on a lock that is now ours; None if a living process has it, or if it is gone."""
    while True:
        try:
            handle: int = disk.open(lock, os.O_RDWR | _NO_LINK | (os.O_CREAT if create else 0), 0o600)
        except FileNotFoundError:
            if create:
                raise
            return None
        try:
            if not _seize(handle):
                disk.close(handle)
                return None
            if (state := _lstat(lock)) and os.path.samestat(os.fstat(handle), state):
                return handle
        except BaseException:
            disk.close(handle)
            raise
        disk.close(handle)  # It was swept between opening and locking.


def _lstat(path: Path) -> os.stat_result | None:
    """What stands under a name, a link as itself; None if nothing does, perhaps since a moment ago."""
    try:
        return os.lstat(path)
    except FileNotFoundError:
        return None


def _seize(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        if problem.errno in (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES):
            return False
        raise
    return True


def _release(draft: Draft, handle: int) -> None:
    """Give the lock back. It stays as a file where the draft does, so that `recover` finds that."""
    if _WINDOWS:
        disk.close(handle)  # Windows removes no file that is open; if another process has it by now, it stays.
    try:
        if not _lstat(draft.path):
            with suppress(OSError):  # An empty lock that is left changes nothing, and goes at the next start.
                disk.unlink(draft.lock)
    finally:
        if not _WINDOWS:
            disk.close(handle)


def write_draft(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write a new file of a draft. `mode`: its permissions, where they are not the usual ones."""
    handle = disk.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666 if mode is None else 0o600)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[disk.write(handle, rest) :]
    finally:
        disk.close(handle)
    if mode is not None:
        disk.chmod(path, mode)


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk."""
    if _WINDOWS and path.is_dir():
        return  # Windows has no such call; its file systems keep a journal of names themselves.
    handle = disk.open(path, os.O_RDWR if _WINDOWS else os.O_RDONLY)
    try:
        disk.fsync(handle)
    except OSError as problem:
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):  # Some network file systems can't do it for a folder.
            raise
    finally:
        disk.close(handle)


def _sync_tree(path: Path) -> None:
    if not path.is_symlink():
        for below in path.iterdir() if path.is_dir() else ():
            _sync_tree(below)
        _sync(path)


def _sweep(path: Path) -> None:
    """Remove a draft with all that it holds, and never what a link in it leads to."""
    if path.is_dir() and not path.is_symlink():
        for below in sorted(path.iterdir()):
            _sweep(below)
        disk.rmdir(path)
    elif _lstat(path):
        disk.unlink(path)
