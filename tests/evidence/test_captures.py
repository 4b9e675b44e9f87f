"""Kept files: their digest, the addresses inside archives of the web, and archives that are made to burst."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from legation.evidence import captures
from legation.evidence.captures import Capture, Page, chunks, comparable, read_capture

STORY = "https://www.example.org/story/?id=1#top"
RECORD = (
    "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
    "Content-Length: {length}\r\n\r\n{body}\r\n\r\n"
)


def read(tmp_path: Path, name: str, content: bytes) -> Capture:
    (tmp_path / name).write_bytes(content)
    return read_capture(tmp_path / name, name, lambda: None)


def wacz(*parts: tuple[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            archive.writestr(name, text)
    return stream.getvalue()


def lines(*pages: object) -> str:
    return "\n".join(map(json.dumps, ({"format": "json-pages-1.0"}, *pages)))


def record(address: str = STORY, kind: str = "response", body: str = "hello") -> str:
    return RECORD.format(address=address, kind=kind, body=body, length=len(body))


@pytest.mark.parametrize("content", [b"", b"%PDF", b"x" * 50])
def test_any_file_has_its_sha256(tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "CHUNK", 20)
    steps: list[int] = []
    (tmp_path / "a.pdf").write_bytes(content)
    capture = read_capture(tmp_path / "a.pdf", "a.pdf", lambda: steps.append(1))
    assert capture == Capture("a.pdf", len(content), hashlib.sha256(content).hexdigest(), {})
    assert len(steps) == chunks(len(content)), "a bar of progress ends at its end"


def test_a_wacz_says_which_pages_it_holds_and_since_when(tmp_path: Path) -> None:
    package = json.dumps({"mainPageUrl": "http://main.example.org/", "mainPageDate": "2026-01-31T10:00:00Z"})
    pages = lines({"url": STORY, "ts": "2026-01-31T10:01:02.123Z"}, {"url": "https://b.example.org", "ts": "soon"}, 7)
    capture = read(tmp_path, "a.wacz", wacz(("datapackage.json", package), ("pages/pages.jsonl", pages)))
    assert capture.pages == {
        "main.example.org": Page("http://main.example.org/", "2026-01-31T10:00:00Z"),
        "example.org/story?id=1": Page(STORY, "2026-01-31T10:01:02.123Z"),
        "b.example.org": Page("https://b.example.org", ""),
    }
    assert capture.unread == ""


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_says_it_at_the_head_of_each_record(tmp_path: Path, packed: bool) -> None:
    info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"
    request = record("https://asked.example.org/", "request")
    parts = [text.encode() for text in (info, request, record(body="a" * 3_000_000), record("https://z.example.org/"))]
    # Each record is packed by itself, as programs that write such files do.
    content = b"".join(map(gzip.compress, parts)) if packed else b"".join(parts)
    capture = read(tmp_path, "a.warc.gz" if packed else "a.warc", content)
    assert list(capture.pages) == ["example.org/story?id=1", "z.example.org"]
    assert capture.pages["z.example.org"].captured == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.wacz", b"no archive"),
        ("a.warc.gz", b"no gzip"),
        ("a.warc.gz", gzip.compress(b"x" * 500, mtime=0)[:20]),
        ("a.warc", b"no record at all\r\n\r\n"),
    ],
)
def test_a_damaged_archive_is_hashed_all_the_same_and_says_so(tmp_path: Path, name: str, content: bytes) -> None:
    capture = read(tmp_path, name, content)
    assert capture.pages == {} and capture.unread and capture.sha256 == hashlib.sha256(content).hexdigest()


def test_an_archive_made_to_burst_is_left_at_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captures, "MOST_OF_PART", 100_000)
    for part in ("datapackage.json", "pages/extraPages.jsonl"):
        capture = read(tmp_path, "a.wacz", wacz((part, " " * 10_000_000)))
        assert capture.unread == f"{part} is larger than 0 MB"
    monkeypatch.setattr(captures, "MOST_PAGES", 10)
    many = lines(*({"url": f"https://example.org/{number}"} for number in range(20)))
    assert "more than 10 pages" in read(tmp_path, "b.wacz", wacz(("pages/pages.jsonl", many))).unread
    # A WARC may be as large as it likes: what lies beyond the limit is not looked at.
    content = gzip.compress((record(body="a" * 200_000) + record("https://beyond.example.org/")).encode())
    assert list(read(tmp_path, "c.warc.gz", content).pages) == ["example.org/story?id=1"]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/story?id=1",
        "HTTPS://WWW.EXAMPLE.ORG:443/story/?id=1#top",
        "https://example.org/st%6Fry?id=1",
    ],
)
def test_what_makes_no_other_page_is_not_compared(address: str) -> None:
    assert comparable(address) == comparable(STORY) == "example.org/story?id=1"


def test_another_page_is_another_address() -> None:
    assert len({comparable(f"https://example.org/{rest}") for rest in ("story", "Story", "story?id=1", "story/2")}) == 4
    assert comparable("https://example.org:8080/a") == "example.org:8080/a"
    assert comparable("http://[broken") == "http://[broken"
