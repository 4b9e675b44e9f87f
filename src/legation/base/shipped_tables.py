"""TOML files that ship with the program, kept in the user's cache as JSON, which is read ten times faster.

A kept file is named after the text that it was made from, and begins with a checksum. One that is damaged counts as
missing: the values then come from the TOML file, and are kept anew.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from legation.base.cache_folders import private_folder
from legation.base.digest import digest
from legation.base.faults import UserError
from legation.base.toml import TomlFile, parse_toml

FOLDER = "tables"
KEPT_MOST = 8  # editions of one file


def read_shipped(path: Path) -> TomlFile:
    """A TOML file of the package.

    Raises  UserError if it is not TOML; OSError if it is missing
    """
    raw = path.read_bytes()
    folder = private_folder(FOLDER)
    if folder is None:
        return parse_toml(raw, path.name)
    kept = folder / f"{path.stem}-{digest([raw])}.json"
    data = _values(kept)
    if data is not None:
        return TomlFile(data, path.name, raw.decode("utf-8-sig").replace("\r\n", "\n"))
    file = parse_toml(raw, path.name)
    _keep(kept, file.data, path.stem)
    return file


def _values(kept: Path) -> dict[str, Any] | None:
    """The values in a kept file; None if there are none, or if they are not as they were written."""
    try:
        checksum, _, text = kept.read_bytes().partition(b"\n")
    except OSError:
        return None
    if _checksum(kept.name, text) != checksum:
        return None
    values: dict[str, Any] = json.loads(text)
    return values


def _keep(kept: Path, data: dict[str, Any], stem: str) -> None:
    """Keep the values of a file, unless JSON has no form for some of them. A full disk costs time only."""
    from legation.base.files import write_file

    try:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except TypeError:  # TOML has dates, JSON has none.
        return
    try:
        write_file(kept, _checksum(kept.name, text) + b"\n" + text, private=True)
        editions = sorted(kept.parent.glob(f"{stem}-*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in editions[KEPT_MOST:]:
            old.unlink(missing_ok=True)
    except (UserError, OSError):
        return


def _checksum(name: str, text: bytes) -> bytes:
    """What tells a damaged file, and one that was put in another's place."""
    return sha256(name.encode() + b"\n" + text).hexdigest().encode()
