"""The stored ledger: the shipped record as it was read, checked and indexed before, kept in the user's cache.

It is one SQLite database in one file. The file's name carries a digest of all that decides what is in it: the files of
the record, the sources that read, check and index them, and the versions of Python and SQLite. Before the database come
a mark and a checksum, so that a file that is damaged, cut, or another's counts as missing; the record is then read from
its own files. The file is read whole and its database opened in memory, so nobody can change it under a reader.

Only the shipped record is stored, all of which is public. Claims of a user's folders never come here.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from legation.base.cache_folders import private_folder
from legation.base.dates import DateRange
from legation.base.digest import digest
from legation.base.faults import UserError
from legation.base.package_state import kept_key
from legation.base.sources import PACKAGE
from legation.evidence.entries import Entry, fields_of

FOLDER = "record"
SUFFIX = ".ledger"
MAGIC = b"legation-ledger 1"
_KEY = "="  # begins no id of an entry
KEPT_MOST = 8  # files: each edition of the record or of the program that reads it has its own

# What decides the content: folders of the package, and the endings of the files that count.
_DECIDING = (("records", (".toml", ".csv")), ("base", (".py",)), ("evidence", (".py",)))


def stored_parts() -> dict[str, Any] | None:
    """The stored parts of the ledger by name, as they were handed over; None if nothing that can be used is stored."""
    database = stored_database()
    if database is None:
        return None
    kinds = {_name_of(kind): kind for kind in Entry.__subclasses__()}
    return {name: _decoded(text, kinds) for name, text in database.execute("SELECT name, content FROM part")}


def store_parts(parts: Mapping[str, Any]) -> bool:
    """Store parts of the ledger: tables of entries, texts and numbers. Returns whether they are stored."""
    database = memory()
    database.execute("CREATE TABLE part (name TEXT PRIMARY KEY, content TEXT NOT NULL)")
    database.executemany("INSERT INTO part VALUES (?, ?)", [(name, _encoded(part)) for name, part in parts.items()])
    return store_database(database)


def memory() -> sqlite3.Connection:
    """An empty database in memory, which all threads may use."""
    return sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)


def stored_database() -> sqlite3.Connection | None:
    """The stored database, opened in memory and this caller's own; None if nothing that can be used is stored."""
    content = _content()
    if content is None:
        return None
    database = memory()
    database.deserialize(content)
    return database


def store_database(database: sqlite3.Connection) -> bool:
    """Store a database. Returns whether it is stored."""
    from legation.base.files import write_file

    folder = private_folder(FOLDER)
    if folder is None or not _has_copies():
        return False
    content = database.serialize()
    try:
        path = folder / _name()
        write_file(path, MAGIC + b"\n" + _checksum(path.name, content) + b"\n" + content, private=True)
        _drop_oldest(folder)
    except (UserError, OSError):
        return False  # A full disk, or a folder that can't be written, costs time only.
    finally:
        _content.cache_clear()
    return True


def _has_copies() -> bool:
    """Whether this SQLite was built with what hands out a database as bytes, and takes one."""
    return hasattr(sqlite3.Connection, "serialize")


@lru_cache(maxsize=1)
def _content() -> bytes | None:
    """The stored database as bytes; None if there is none, or if its file is damaged or can't be read."""
    folder = private_folder(FOLDER)
    if folder is None or not _has_copies():
        return None
    try:
        path = folder / _name()
        raw = path.read_bytes()
    except OSError:
        return None
    magic, _, rest = raw.partition(b"\n")
    checksum, _, content = rest.partition(b"\n")
    return content if magic == MAGIC and checksum == _checksum(path.name, content) else None


def _checksum(name: str, content: bytes) -> bytes:
    """What tells a damaged file, and one that was put in another's place."""
    sum_ = blake2b(name.encode() + b"\n", digest_size=16)
    sum_.update(content)
    return sum_.hexdigest().encode()


@lru_cache(maxsize=1)
def _name() -> str:
    """The name of the file: a digest of all that decides what is in it."""
    return f"{kept_key(FOLDER, f'{sys.version} {sqlite3.sqlite_version}', _key)}{SUFFIX}"


def _key() -> str:
    texts = [sys.version.encode(), sqlite3.sqlite_version.encode()]
    for folder, endings in _DECIDING:
        for path in sorted(_files(PACKAGE / folder, endings)):
            texts += [os.path.relpath(path, PACKAGE).encode(), Path(path).read_bytes()]
    return digest(texts)


def _files(folder: Path, endings: tuple[str, ...]) -> list[str]:
    return [
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if name.endswith(endings)
    ]  # fmt: skip


def _drop_oldest(folder: Path) -> None:
    """Keep the files that were written last, and remove those of earlier editions."""
    files = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[KEPT_MOST:]:
        path.unlink(missing_ok=True)


def _name_of(kind: type[Entry]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _encoded(part: Any) -> str:
    return json.dumps(_plain(part), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """A value as JSON has it. What JSON has no form for becomes a table with one key, which `_KEY` marks."""
    if isinstance(value, Entry):
        return {_KEY + _name_of(type(value)): [_plain(getattr(value, name)) for name in fields_of(type(value))]}
    if isinstance(value, DateRange):
        return {_KEY + "period": [value.first.toordinal(), value.last.toordinal(), value.precision, value.written]}
    if isinstance(value, date):
        return {_KEY + "day": value.toordinal()}
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    assert value is None or isinstance(value, str | int | float), f"no form for a {type(value).__name__}"
    return value


def _decoded(text: str, kinds: Mapping[str, type[Entry]]) -> Any:
    names = {_KEY + name: (kind, tuple(fields_of(kind))) for name, kind in kinds.items()}

    def value(table: dict[str, Any]) -> Any:
        key = next(iter(table), "")
        if not key.startswith(_KEY):
            return table
        content = table[key]
        if key == _KEY + "period":
            return DateRange(date.fromordinal(content[0]), date.fromordinal(content[1]), *content[2:])
        if key == _KEY + "day":
            return date.fromordinal(content)
        kind, fields = names[key]
        entry = object.__new__(kind)  # Without its `__init__`: it was checked before.
        entry.__dict__.update(zip(fields, content, strict=True))
        return entry

    return json.loads(text, object_hook=value)
