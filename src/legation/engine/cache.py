"""The compile cache: where compiled code is kept, and under what name, so that it is never stale.

Numba's own cache watches only the file of the function that was called: edit a rule in another file and the old
result comes back without a warning. So the generated module and its cache live in a folder named after the content of
every source file that can reach compiled code and after the versions of the compilers. The folder is private to the
user. If it can't be written, a fresh private folder in the temporary directory serves for this process.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numba

from legation.base import digest as digests

CACHE_VARIABLE = "LEGATION_CACHE"


def digest(texts: Iterable[bytes]) -> str:
    """Sixteen hexadecimal digits that stand for texts, their order, the versions of the compilers and the processor.

    Numba keeps code for several processors side by side; whether a file is compiled would then be no simple question.
    """
    import llvmlite
    import llvmlite.binding
    import numpy

    versions = (numba.__version__, llvmlite.__version__, numpy.__version__, platform.python_version())
    asked = (str(getattr(numba.config, name)) for name in ("CPU_NAME", "CPU_FEATURES"))
    found = (llvmlite.binding.get_host_cpu_name(), llvmlite.binding.get_host_cpu_features().flatten())
    return digests.digest((*(text.encode() for text in (*versions, *asked, *found)), *texts))


def cache_folder() -> Path:
    """The user's cache folder for Legation: $LEGATION_CACHE, or where the system keeps such things."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData/Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "legation"


def writable_folder(name: str) -> Path:
    """A private folder `name` in the cache, or a fresh one in the temporary directory if the cache can't be written."""
    folder = cache_folder() / name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if _is_private(folder):
            with tempfile.TemporaryFile(dir=folder):
                return folder
    except OSError:
        if folder.is_dir() and any(folder.glob("*.py")) and _is_private(folder):
            return folder  # Read-only, but already filled: use what is there.
    passing = Path(tempfile.mkdtemp(prefix="legation-"))  # mkdtemp gives mode 0700 and a name nobody can plant.
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return passing


def _is_private(folder: Path) -> bool:
    """Whether nobody but this user, or the system's administrator, can put code into a folder."""
    if not hasattr(os, "getuid"):
        return True  # Windows keeps the user's local data from others by itself.
    state = folder.stat()
    return state.st_uid in (os.getuid(), 0) and not state.st_mode & 0o022


def write_generated(name: str, source: str, folder: Path) -> Path:
    """The file `name`.py in `folder`, which two processes may write at once, with this source."""
    path = folder / f"{name}.py"
    if not path.exists() or path.read_text(encoding="utf-8") != source:
        handle, draft = tempfile.mkstemp(dir=folder, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(source)
        # Numba takes the time of writing for the version; two processes that write the same must not differ in it.
        os.utime(draft, (0, 0))
        os.replace(draft, path)
    return path


def import_generated(path: Path) -> ModuleType:
    """The module in a generated file, registered under its name, by which Numba finds cached code again.

    Its machine code is kept beside it, even where NUMBA_CACHE_DIR names another folder for other people's functions.
    """
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    settings: Any = numba.config
    elsewhere, settings.CACHE_DIR = settings.CACHE_DIR, ""
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[path.stem]
        raise
    finally:
        settings.CACHE_DIR = elsewhere
    return module


def is_compiled(path: Path) -> bool:
    """Whether some process has compiled the generated file and left the machine code beside it."""
    return any((path.parent / "__pycache__").glob(f"{path.stem}.*.nbc"))
