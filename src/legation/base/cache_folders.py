"""The user's cache folder: where it is, and when what lies in it may be trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CACHE_VARIABLE = "LEGATION_CACHE"


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


def private_folder(name: str) -> Path | None:
    """A folder in the cache, made if need be; None if it can't be used, or if somebody else could write there."""
    try:
        folder = cache_folder() / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder if _is_private(folder) else None
    except (OSError, RuntimeError):  # The latter where the system knows no home of this user.
        return None


def _is_private(folder: Path) -> bool:
    """Whether nobody but this user, or the system's administrator, can put anything into a folder."""
    if not hasattr(os, "getuid"):
        return True  # Windows keeps the user's local data from others by itself.
    state = folder.stat()
    return state.st_uid in (os.getuid(), 0) and not state.st_mode & 0o022
