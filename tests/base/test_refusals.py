"""What the operating system refuses, in one fault."""

from __future__ import annotations

import errno
import os

import pytest

from legation.base.faults import UserError
from legation.base.refusals import DRAFT, refusal, refusing


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (errno.ENOSPC, "a full disk"), (errno.EDQUOT, "a used-up disk quota"), (errno.EROFS, "a read-only file system"),
        (errno.EACCES, "no permission"), (errno.EPERM, "no permission"), (errno.EISDIR, "a folder"),
        (errno.ENAMETOOLONG, "a name that is too long"), (errno.EPIPE, "an output that was closed"),
        (errno.EIO, "a disk that fails"), (errno.EMFILE, "too many open files"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_words(code, found):
    fault = refusal(OSError(code, os.strerror(code)), "out.html", "file")
    assert (fault.file, fault.field, fault.found) == ("out.html", "file", found)
    assert fault.expected


def test_a_file_that_another_program_holds_is_told_on_windows():
    problem = PermissionError(errno.EACCES, "x")
    problem.winerror = 32
    assert refusal(problem, "a.xlsx", "file").found == "a file that another program holds open"


def test_the_file_that_was_refused_is_named_unless_it_is_a_draft():
    assert refusal(OSError(errno.EACCES, "x", "b.toml"), "a", "folder").file == "b.toml"
    assert refusal(OSError(errno.EACCES, "x", f"{DRAFT}1/new/b"), "a", "folder").file == "a"


def test_only_what_the_system_refuses_becomes_a_fault():
    with pytest.raises(UserError, match="a full disk"), refusing("a", "file"):
        raise OSError(errno.ENOSPC, "x")
    with pytest.raises(ValueError, match="ours"), refusing("a", "file"):
        raise ValueError("ours")


def test_an_error_without_words_has_its_name():
    assert refusal(TimeoutError(), "a", "file").found == "timeouterror"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_to_itself_is_named_as_written(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(OSError(errno.ELOOP, "x"), tmp_path / "loop", "file").file.endswith("loop")
