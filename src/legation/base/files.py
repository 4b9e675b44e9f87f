"""Files and folders written whole: after any interruption the old or the new is found, never a part of either.

Everything that the program writes for a user goes through one of three functions: a file, a folder, or changes to
several files of a folder as one. Each begins with what a kill may have left (`recover`); who reads a folder that may
have been left half-changed calls `recover` first. How it is done stands in `drafts`.

Whatever the system refuses, such as a full disk, ends in one `UserError`, with the old state in place.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from legation.base import drafts
from legation.base.drafts import TargetTakenError, commit, drafting, is_draft, recover, write_draft
from legation.base.faults import Fault, UserError, as_written
from legation.base.refusals import refusing

__all__ = ["TargetTakenError", "edited_files", "is_draft", "recover", "whole_folder", "write_file"]


def write_file(
    path: Path | str,
    content: bytes,
    *,
    private: bool = False,
    replace: bool = True,
    modified: int | None = None,
    field: str = "file",
) -> None:
    """Write one file whole. A link stays one; an existing file keeps its permissions.

    private   only the owner may read it
    replace   whether it may take the place of an existing file
    modified  when it is to seem to have been written, in seconds since 1970; compilers take that for a version
    field     the option or argument that messages name
    Raises    TargetTakenError, UserError
    """
    with refusing(path, field):
        target = _real(path, field)
        mode = _mode_of(target, path, field)
        with drafting(target.parent, target.name, path, field, wait=drafts.WAIT) as draft:
            write_draft(draft.new(target.name), content, 0o600 if private else mode)
            if modified is not None:
                drafts.disk.utime(draft.new(target.name), (modified, modified))
            if not replace:
                _check_free(target, path, field)
            commit(draft, [target.name], [])


@contextmanager
def whole_folder(folder: Path | str, *, replace: bool = False, field: str = "--out") -> Iterator[Path]:
    """Lend an empty folder that becomes `folder` when the block ends well, and vanishes when it does not.

    Folders above it are made as needed, and stay. With `replace` an existing folder goes as soon as the new one is in
    place; the caller checks before, and again at the end of the block, that it is one that may go.

    Raises  TargetTakenError, UserError
    """
    with refusing(folder, field):
        target = _real(folder, field)
        drafts.disk.makedirs(target.parent, exist_ok=True)
        if target.exists() and not target.is_dir():
            raise UserError(Fault(field, "a file", "the name of a folder", file=as_written(folder)))
        if not replace:
            _check_free(target, folder, field)
        with drafting(target.parent, target.name, folder, field) as draft:
            lent = draft.new(target.name)
            drafts.disk.mkdir(lent)
            yield lent
            if not replace:
                _check_free(target, folder, field)
            if target.exists():
                drafts.disk.chmod(lent, stat.S_IMODE(target.stat().st_mode))
            commit(draft, [target.name], [])


@contextmanager
def edited_files(folder: Path | str, *patterns: str, field: str = "folder") -> Iterator[Path]:
    """Lend a copy of those files of a folder; what the block changes, adds or deletes is done to the folder as one.

    The folder is made, for its owner alone, if it does not exist. The copy lies inside it, since what is not public
    must not reach a place that others can read. New files are as private as the block makes them.

    patterns  such as `*.toml`; files in folders below are never meant
    Raises    TargetTakenError if another process stays at it, or if a file has changed meanwhile; UserError
    """
    with refusing(folder, field):
        place = _real(folder, field)
        drafts.disk.makedirs(place, mode=0o700, exist_ok=True)
        with drafting(place, "", folder, field, wait=drafts.WAIT) as draft:
            before = _matching(place, patterns)
            for name, content in before.items():
                write_draft(draft.new(name), content, stat.S_IMODE((place / name).stat().st_mode))
            yield draft.path / "new"
            after = {path.name: path.read_bytes() for path in (draft.path / "new").iterdir()}
            put = sorted(name for name in after if after[name] != before.get(name))
            drop = sorted(before.keys() - after.keys())
            for name in [*put, *drop]:
                _check_unchanged(place / name, before.get(name), field)
            commit(draft, put, drop)


def _real(path: Path | str, field: str) -> Path:
    """The path that a name leads to in the end."""
    try:
        os.fsencode(path)
        if "\0" not in os.fspath(path):
            return Path(os.path.realpath(path))
    except UnicodeEncodeError:
        pass  # The same message for both.
    raise UserError(Fault(field, "a character that no name can have", "the name of a file or folder"))


def _mode_of(target: Path, path: Path | str, field: str) -> int | None:
    """The permissions of the file that is to be replaced; None if there is none.

    Raises  UserError or OSError where no file can be written
    """
    try:
        state = os.stat(target)
    except FileNotFoundError:
        os.stat(target.parent)
        return None
    if stat.S_ISDIR(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(state.st_mode):
        raise UserError(Fault(field, "a device, pipe or socket", "the name of a file", file=as_written(path)))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "")  # A rename would replace it all the same.
    return stat.S_IMODE(state.st_mode)


def _matching(place: Path, patterns: Sequence[str]) -> dict[str, bytes]:
    paths = {path for pattern in patterns for path in place.glob(pattern) if path.parent == place and path.is_file()}
    return {path.name: path.read_bytes() for path in sorted(paths)}


def _check_free(target: Path, path: Path | str, field: str) -> None:
    if os.path.lexists(target):
        advice = "Choose another name, or give --force to replace it."
        raise TargetTakenError(Fault(field, "something that exists", "a new name", advice, as_written(path)))


def _check_unchanged(path: Path, before: bytes | None, field: str) -> None:
    """Raise if a file that is to be changed is no longer as it was copied, or is a link, which would be cut."""
    if path.is_symlink():
        advice = "Put the file itself there, or name the folder that holds it."
        raise UserError(Fault(field, "a link to a file elsewhere", "a file in this folder", advice, as_written(path)))
    if (path.read_bytes() if os.path.lexists(path) else None) != before:
        found = "a file that changed while it was being edited"
        raise TargetTakenError(Fault(field, found, "a file as it was", "Repeat the command.", as_written(path)))
