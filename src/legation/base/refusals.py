"""What the operating system refuses, as a fault that says what would be right: a full disk, no permission, a folder.

Whoever reads or writes a file that a user named does it inside `refusing`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legation.base.faults import Fault, UserError, as_written

DRAFT = ".legation-draft-"  # how the names of drafts begin; they mean nothing to a user

_REPEAT = "Nothing was changed there. Free some room and repeat the command."
_REASONS = {
    errno.ENOSPC: ("a full disk", "room on the disk", _REPEAT),
    errno.EDQUOT: ("a used-up disk quota", "room in the quota", _REPEAT),
    errno.EFBIG: ("a file too large for this file system", "a place that can hold it", ""),
    errno.EROFS: ("a read-only file system", "a place that can be written", ""),
    errno.EACCES: ("no permission", "a place that you may write", ""),
    errno.EPERM: ("no permission", "a place that you may write", ""),
    errno.ENOENT: ("no such file or folder", "one that exists", ""),
    errno.ENOTDIR: ("a file where a folder should be", "a name in a folder that exists", ""),
    errno.EEXIST: ("a file where a folder should be", "a name in a folder that exists", ""),
    errno.EISDIR: ("a folder", "the name of a file", ""),
    errno.ENAMETOOLONG: ("a name that is too long", "a shorter name", ""),
    errno.ELOOP: ("a link that leads to itself", "a file or folder", ""),
    errno.EPIPE: ("an output that was closed", "an output that stays open", ""),
    errno.EBUSY: ("a file that another program holds open", "a file that is free", "Close it there and repeat."),
    errno.EIO: ("a disk that fails", "a disk that works", "Save elsewhere, and check this disk."),
}


@contextmanager
def refusing(path: Path | str, field: str) -> Iterator[None]:
    """Turn what the system refuses inside the block into one UserError.

    path   what the user named; a message names another file if it is that one that the system refused
    field  the option or argument
    """
    try:
        yield
    except OSError as problem:
        raise UserError(refusal(problem, path, field)) from None


def refusal(problem: OSError, path: Path | str, field: str) -> Fault:
    """What the system refused, as a fault. `path` is what the user named."""
    code = errno.EBUSY if getattr(problem, "winerror", 0) in (32, 33) else problem.errno
    reason = (problem.strerror or type(problem).__name__).lower()
    found, expected, advice = _REASONS.get(code or 0, (reason, "a place that can be written", ""))
    about = problem.filename if isinstance(problem.filename, str) and DRAFT not in problem.filename else path
    return Fault(field, found, expected, advice, as_written(about))
