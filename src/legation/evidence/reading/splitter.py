"""Sentences of a running text, and which of its lines are none: headlines, captions, bylines, notices.

A sentence ends with its stop, unless that belongs to an abbreviation, an initial or a number, and takes the closing
quotation mark along. A line without a stop ends nothing: if it is short it is a heading, otherwise text was wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from legation.base.patterns import late_pattern

MOST_SENTENCES = 5000


class Sentence(NamedTuple):
    """A sentence, where it stands in the text, and the paragraph that it is in, counted from 0.

    speaker  the label in front of it, as in an interview; empty otherwise
    """

    text: str
    start: int
    end: int
    paragraph: int
    speaker: str = ""


_ABBREVIATIONS = frozenset(
    (
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "rev", "hon", "st", "no",
        "nos", "vol", "fig", "approx", "est", "dept", "inc", "ltd", "corp", "co", "bros", "vs", "etc", "jan", "feb",
        "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "e.g", "i.e", "cf", "ca",
        "u.s", "u.k", "u.n", "d.c", "a.m", "p.m", "p", "pp", "ed", "eds", "art", "ch",
    )
)  # fmt: skip
_STOP = late_pattern(r"[.!?…]+[\"'”’»)\]]*|[。！？][”」』]?")
_CLOSED = late_pattern(r"\s+(?=[\"'“‘«「『(\[]?[A-Z0-9À-Þ가-힣一-鿿$€₩¥£])|\s*$|(?<=[。！？”」』])")
_WORD_BEFORE = late_pattern(r"([A-Za-z.]+)$")
_BLANK_LINES = late_pattern(r"\n[ \t]*\n")
_LABEL = late_pattern(r"(?P<label>(?:[A-Z][\w'.-]*)(?:\s[\w'.-]+){0,4})\s?[:：]\s+(?=\S)")
_LEAST_WORDS = 4
_HEADING_WORDS = 16  # A line of no more words without a stop is a heading.

# Lines that begin so, and short lines that hold such a thing, belong to the page and not to the text.
_NOTICE = late_pattern(
    r"^\W*(?:file photo|(?:photo|image|picture|caption|source|credit|video)s?\s?(?:[:|/]|by\b|courtesy)|reported by|"
    r"translated by|written by|edited by|by [A-Z]\w+ [A-Z]\w+\s*(?:\||$)|additional reporting|copyright|©|"
    r"all rights reserved|advertisement|related (?:articles?|stories)|read (?:more|also|the original)|"
    r"please (?:direct|send|be|add|follow)|views expressed|sign up|subscribe|follow us|share (?:this|on)|"
    r"add your comment|leave a comment|comments? (?:are|will)|click here|for more information|"
    r"last (?:updated|modified)|edited for|this article (?:was|first)|published (?:on|by)|updated (?:on|at))|^\W*\*",
    re.IGNORECASE,
)
_NOTICE_WITHIN = late_pattern(
    r"\bfile photo\b|\b(?:image|photo|credit)s?:\s|\bhttps?://|\bwww\.|\bterms of use\b|\.(?:jpg|jpeg|png|gif)\b",
    re.IGNORECASE,
)
_SHORT = 25  # words


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order, without headings, captions and notices; at most `MOST_SENTENCES`."""
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        speaker = ""
        for first, last in _lines_of(text, start, end):
            at = first
            if match := _LABEL.match(text, first, last):
                speaker, at = match["label"], match.end()
            for begin, stop in _pieces(text, at, last):
                sentences.append(Sentence(text[begin:stop], begin, stop, number, speaker))
                if len(sentences) == MOST_SENTENCES:
                    return sentences
    return sentences


def is_notice(text: str) -> bool:
    """Whether a line says who made a text or a picture, or what to do with the page, and nothing of its matter."""
    return bool(_NOTICE.search(text) or (_NOTICE_WITHIN.search(text) and len(text.split()) <= _SHORT))


def is_question(text: str) -> bool:
    """Whether a sentence asks."""
    return bool(re.search(r"[?？][\"'”’)\]]*\s*$", text))


def asks_something(text: str) -> bool:
    """Whether what somebody typed is a question, with its mark or without: no stop, and it begins as one does."""
    return is_question(text) or bool(_BEGINS_AS_QUESTION.match(text) and not re.search(r"[.!。]\W*$", text))


_BEGINS_AS_QUESTION = late_pattern(
    r"\W*(?:(?:in|during|since|between|from|for)\s(?!how)[^,;]{1,30}?,?\s)?"
    r"(?:how\s(?:many|much|often|long|likely)|is it true|is it likely|who\s(?:was|were|is|are|has|had)|"
    r"which\s\w+\s(?:was|were|is|are|has|have|had)|(?:what|why|when|where)\s(?:was|were|is|are|do|does|did|has|have)|"
    r"(?:did|does|do|are there|is there|were there|was there)\s)\b",
    re.IGNORECASE,
)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for blank in _BLANK_LINES.finditer(text):
        if text[at : blank.start()].strip():
            yield at, blank.start()
        at = blank.end()
    if text[at:].strip():
        yield at, len(text)


def _lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph, those joined that are one wrapped text; headings and notices are left out."""
    lines = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])]
    width = max(last - first for first, last in lines)
    joined: list[tuple[int, int]] = []
    for first, last in lines:
        line = text[first:last].strip()
        if is_notice(line):
            continue
        if joined and not _ends(text[slice(*joined[-1])]) and (line[0].islower() or _is_full(joined[-1], width)):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    for first, last in joined:
        line = text[first:last].strip()
        if _ends(line) or len(line.split()) > _HEADING_WORDS:
            yield first, last


def _is_full(line: tuple[int, int], width: int) -> bool:
    """Whether a line was broken where it was full, as in a text of fixed width."""
    return 50 <= width <= 130 and line[1] - line[0] >= 0.75 * width


def _ends(line: str) -> bool:
    return bool(re.search(r"[.!?…。！？:][\"'”’»)\]]*\s*$", line[-40:]))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences between two places, each without blanks around it."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < at or not _closes(text, stop, end):
            continue
        yield from _trimmed(text, at, stop.end())
        at = stop.end()
    yield from _trimmed(text, at, end)


def _closes(text: str, stop: re.Match[str], end: int) -> bool:
    """Whether a stop ends a sentence."""
    behind = _CLOSED.match(text, stop.end())
    if stop.end() < end and not behind:
        return False
    if stop[0][0] != ".":
        return True
    word = _WORD_BEFORE.search(text, max(0, stop.start() - 20), stop.start())
    if word is None or stop.end() >= end:
        return True
    name = word[1].lower().strip(".")
    return not (name in _ABBREVIATIONS or (len(name) == 1 and name.isalpha() and word[1].isupper()))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    if len(text[start:end].split()) >= _LEAST_WORDS or re.search("[가-힣一-鿿]{6}", text[start:end]):
        yield start, end
