"""Files that people keep of sources: their digest, and which addresses an archive of the web says that it holds.

A WACZ lists its pages and when they were captured; a WARC has the address and the time at the head of each record. Both
are read within limits, so that no file made to burst can fill memory. Nothing here opens the network.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

CHUNK = 16_000_000  # bytes that are hashed between two steps of a progress bar
MOST_OF_PART = 64_000_000  # bytes of one list of pages, or of a WARC, unpacked
MOST_OF_LINE = 1_000_000
MOST_PAGES = 200_000
MOST_HEADS = 1000  # lines at the head of a record
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?", re.ASCII)
_PAGES = re.compile(r"pages/[^/]+\.jsonl")
_BAD_ARCHIVE = (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, ValueError, NotImplementedError,
                RecursionError, RuntimeError, OverflowError)  # fmt: skip


class Page(NamedTuple):
    """An address that a file holds.

    captured  when, as a source's field has it; empty where the file doesn't say, or not in that form
    """

    address: str
    captured: str


class Capture(NamedTuple):
    """A kept file.

    name    below the folder that was asked for, with slashes
    size    bytes
    pages   by address in the form of `comparable`
    unread  why the addresses inside could not be read; empty if they could, or if such a file has none
    """

    name: str
    size: int
    sha256: str
    pages: dict[str, Page]
    unread: str = ""


def read_capture(path: Path, name: str, on_chunk: Callable[[], object]) -> Capture:
    """Hash a file, and read which addresses it holds.

    on_chunk  called after each `CHUNK` bytes, and once for a smaller file
    Raises    OSError
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            on_chunk()
    if not size:
        on_chunk()
    try:
        pages, unread = {comparable(page.address): page for page in _pages(path)}, ""
    except _BAD_ARCHIVE as problem:
        pages, unread = {}, str(problem) or type(problem).__name__
    return Capture(name, size, digest.hexdigest(), pages, unread)


def chunks(size: int) -> int:
    """How many steps `read_capture` makes for a file of that size."""
    return max(1, -(-size // CHUNK))


def comparable(address: str) -> str:
    """An address without what makes no other page of it: scheme, www, capitals of the host, last slash, fragment."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    query = f"?{unquote(parts.query)}" if parts.query else ""
    return f"{host}{port}{unquote(parts.path).rstrip('/')}{query}"


def _pages(path: Path) -> Iterator[Page]:
    """The addresses of an archive of the web; none of any other file."""
    name = path.name.lower()
    if name.endswith(".wacz"):
        with zipfile.ZipFile(path) as archive:
            yield from _wacz_pages(archive)
    elif name.endswith(".warc.gz"):
        with gzip.open(path) as stream:
            yield from _warc_pages(stream)  # type: ignore[arg-type]
    elif name.endswith(".warc"):
        with path.open("rb") as stream:
            yield from _warc_pages(stream)


def _wacz_pages(archive: zipfile.ZipFile) -> Iterator[Page]:
    """The page that stands for the whole, and those of its lists.

    Raises  ValueError if a part is larger than it may be, whatever the archive says of its size
    """
    left = MOST_PAGES
    for part in archive.namelist():
        if part == "datapackage.json":
            data = _json(_part(archive, part))
            if isinstance(data, dict) and (page := _page(data.get("mainPageUrl"), data.get("mainPageDate"))):
                yield page
        elif _PAGES.fullmatch(part):
            for line in _part(archive, part).splitlines():
                data = _json(line) if len(line) <= MOST_OF_LINE else None
                page = _page(data.get("url"), data.get("ts")) if isinstance(data, dict) else None
                if page:
                    yield page
                    left -= 1
                if not left:
                    raise ValueError(f"it lists more than {MOST_PAGES:,} pages")


def _part(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        content = stream.read(MOST_OF_PART + 1)
    if len(content) > MOST_OF_PART:
        raise ValueError(f"{part} is larger than {MOST_OF_PART // 10**6} MB")
    return content


def _json(text: bytes) -> Any:
    """What a text says; None if it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _page(address: Any, captured: Any) -> Page | None:
    if not isinstance(address, str) or not address.startswith(("http://", "https://")):
        return None
    return Page(address, captured if isinstance(captured, str) and _TIME.fullmatch(captured) else "")


def _warc_pages(stream: BinaryIO) -> Iterator[Page]:
    """The addresses of a WARC's records, as far as the first `MOST_OF_PART` bytes of it reach."""
    read = 0
    while read < MOST_OF_PART:
        heads: dict[str, str] = {}
        for _ in range(MOST_HEADS):
            line = stream.readline(MOST_OF_LINE)
            read += len(line)
            if not line:
                return
            text = line.decode("utf-8", "replace").strip()
            if not text and heads:
                break
            label, _, value = text.partition(":")
            if label:
                heads[label.strip().lower()] = value.strip()
        if not any(label.startswith("warc/") for label in heads):
            raise ValueError("a record of it doesn't begin as one")
        if heads.get("warc-type") in ("response", "resource", "revisit"):
            page = _page(heads.get("warc-target-uri", "").strip("<>"), heads.get("warc-date"))
            if page:
                yield page
        length = heads.get("content-length", "0")
        left = int(length) if length.isdecimal() else 0
        while left and read < MOST_OF_PART:
            skipped = stream.read(min(left, 1_000_000))
            if not skipped:
                return
            left -= len(skipped)
            read += len(skipped)
