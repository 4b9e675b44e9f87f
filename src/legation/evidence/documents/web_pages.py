"""The main text of a saved web page, and what the page says of its title, day, outlet and language.

Scripts, styles, menus and forms are left out. If the page marks an article, only that is read. Nothing that the page
refers to is fetched.
"""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

from legation.evidence.documents.document import DocumentText

_LEFT_OUT = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form", "button",
        "select", "option", "iframe", "object", "figure", "figcaption", "dialog", "menu", "label", "head", "title",
    )
)  # fmt: skip
_BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt",
        "dd", "blockquote", "pre", "table", "tr", "td", "th", "hr",
    )
)  # fmt: skip
_NO_END = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr")
)
_MAIN = ("article", "main")
_LEAST_MAIN = 200  # characters from which a marked article is taken for the text
_DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate",
    "publish-date", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_MOST_LEVELS = 5000
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def declared_encoding(raw: bytes) -> str:
    """The encoding that a page names in its first bytes; empty if it names none."""
    match = _CHARSET.search(raw[:4096])
    return match[1].decode("ascii") if match else ""


def read_web_page(text: str, *, notes: tuple[str, ...] = ()) -> DocumentText:
    """The main text of a page."""
    page = _Page()
    page.feed(text)
    page.close()
    parts = {name: _paragraphs(page.pieces[name]) for name in (*_MAIN, "body")}
    main = next((parts[name] for name in _MAIN if len(parts[name]) >= _LEAST_MAIN), parts["body"])
    data = _linked_data(page.data)
    title = page.meta.get("og:title") or data.get("headline") or page.title or page.heading
    published = _day(*(page.meta.get(name, "") for name in _DATES), data.get("datePublished"), page.time)
    language = re.match(r"[a-z]{2}(?![a-z])", page.language.lower())
    outlet = page.meta.get("og:site_name") or ""
    return DocumentText(main, _line(title), published, _line(outlet), language[0] if language else "", notes)


class _Page(HTMLParser):
    """Collects the text of a page by where it stands, and what its head says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.left_out = 0
        self.inside = dict.fromkeys(_MAIN, 0)
        self.pieces: dict[str, list[str]] = {name: [] for name in (*_MAIN, "body")}
        self.meta: dict[str, str] = {}
        self.data: list[str] = []
        self.title = self.heading = self.time = self.language = ""
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            self.meta.setdefault(name, given.get("content", ""))
        elif tag == "time" and not self.time:
            self.time = given.get("datetime", "")
        if tag in _BLOCKS or tag == "br":
            self._add("\n" if tag == "br" else "\n\n")
        if tag in _NO_END or len(self.open) >= _MOST_LEVELS:
            return
        self.is_data = tag == "script" and given.get("type", "").lower() == "application/ld+json"
        self.open.append(tag)
        self.left_out += tag in _LEFT_OUT
        if tag in self.inside:
            self.inside[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._add("\n\n")
        if tag not in self.open:
            return
        while self.open:  # What was not closed inside ends with it.
            last = self.open.pop()
            self.left_out -= last in _LEFT_OUT
            if last in self.inside:
                self.inside[last] -= 1
            if last == tag:
                break
        self.is_data = False

    def handle_data(self, data: str) -> None:
        last = self.open[-1] if self.open else ""
        if self.is_data:
            self.data.append(data)
        elif last == "title":
            self.title += data
        else:
            if last == "h1" and not self.left_out:
                self.heading += data
            # A line of the source is no line of the page.
            self._add(re.sub(r"\s+", " ", data))

    def _add(self, text: str) -> None:
        if not self.left_out:
            self.pieces["body"].append(text)
            for name, depth in self.inside.items():
                if depth:
                    self.pieces[name].append(text)


def _paragraphs(pieces: list[str]) -> str:
    text = "".join(pieces)
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:400]


def _linked_data(scripts: list[str]) -> dict[str, str]:
    """The headline and the day of publication in the data that a page holds for search engines."""
    said: dict[str, str] = {}
    for script in scripts:
        try:
            waiting: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                for name in ("headline", "datePublished"):
                    if isinstance(item.get(name), str):
                        said.setdefault(name, item[name])
                waiting += [item["@graph"]] if "@graph" in item else []
    return said


def _day(*texts: str | None) -> date | None:
    """The first text that begins with a day, as that day."""
    for text in texts:
        match = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)", text or "")
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None
