"""The compile cache: where compiled code is kept, and under what name, so that it is never stale.

A unit's object code is kept in one file, under a name that carries a digest of all that can reach it: its sources, the
versions of the compilers, their settings, and the processor. The file holds a checksum of its own; one that is damaged
counts as missing, and the unit is compiled anew. The folder is private to the user, since compiled code is run as it
stands. If it can't be used, a fresh private folder in the temporary directory serves for this process.
"""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from legation.base.cache_folders import private_folder
from legation.base.digest import digest
from legation.base.faults import UserError
from legation.base.files import write_file

FOLDER = "units"
SUFFIX = ".object"
MAGIC = b"legation-object 1"

# Settings of Numba that change what it makes of a source, as variables of the environment.
SETTINGS = ("CPU_NAME", "CPU_FEATURES", "ENABLE_AVX", "OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "DEBUGINFO")


class ObjectCode(NamedTuple):
    """A compiled unit.

    entry  the symbol at which it begins
    code   a relocatable object, as the compiler wrote it
    """

    entry: str
    code: bytes


def code_digest(texts: Iterable[bytes]) -> str:
    """Sixteen hexadecimal digits that stand for texts, their order, and what makes machine code of them."""
    settings = [f"{name}={os.environ.get(f'NUMBA_{name}', '')}" for name in SETTINGS]
    return digest((*(text.encode() for text in (*_versions(), *settings)), *texts))


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    """The versions of the compilers, and the processor. Numba itself is not imported for it."""
    import llvmlite.binding as llvm

    packages = [metadata.version(name) for name in ("numba", "llvmlite", "numpy")]
    return (*packages, platform.python_version(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten())


def units_folder() -> Path:
    """The folder of object files: the user's if only they can write there, else a private one for this process."""
    return private_folder(FOLDER) or _passing_folder()


@lru_cache(maxsize=1)
def _passing_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="legation-"))  # mkdtemp gives mode 0700 and a name nobody can plant.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def read_object(folder: Path, name: str) -> ObjectCode | None:
    """The object code of that name; None if there is none, or if its file is damaged or can't be read."""
    try:
        raw = (folder / f"{name}{SUFFIX}").read_bytes()
    except OSError:
        return None
    magic, _, rest = raw.partition(b"\n")
    entry, _, rest = rest.partition(b"\n")
    checksum, _, code = rest.partition(b"\n")
    if magic != MAGIC or checksum != _checksum(name, entry, code):
        return None
    return ObjectCode(entry.decode(), code)


def write_object(folder: Path, name: str, made: ObjectCode) -> bool:
    """Keep object code; two processes may do so at once. Returns whether it is kept: a full disk costs time only."""
    entry = made.entry.encode()
    text = b"\n".join((MAGIC, entry, _checksum(name, entry, made.code), made.code))
    try:
        write_file(folder / f"{name}{SUFFIX}", text, private=True)
    except UserError:
        return False
    return True


def _checksum(name: str, entry: bytes, code: bytes) -> bytes:
    """What tells a damaged file, and one that was put in another's place."""
    return sha256(b"\n".join((name.encode(), entry, code))).hexdigest().encode()
