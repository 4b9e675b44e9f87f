"""Plain text however it was encoded: UTF-8, UTF-16, and the older ways of Korean, Chinese and Western systems."""

from __future__ import annotations

import codecs
import re

from legation.base.patterns import late_pattern
from legation.evidence.documents.document import DocumentText, refused_file

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# An older encoding is believed only where much of what it gives is what people write in it.
_OLDER = (("cp949", "Korean", "가-힣"), ("gb18030", "Chinese", "一-鿿"))
_ENOUGH = 0.5  # of the signs beyond ASCII
# Marks of Markdown in front of a line, and around words.
_IN_FRONT = late_pattern(r"^[ \t]{0,3}(?:[>*+-][ \t]+|\d{1,3}[.)][ \t]+)", re.MULTILINE)
_LINK = late_pattern(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
_STRESS = late_pattern(r"(\*\*|__|\*|`)(\S(?:[^\n]*?\S)?)\1")


def read_plain_text(raw: bytes, name: str) -> DocumentText:
    """The text of a plain file; marks of Markdown that would stand in the way of its sentences are left out.

    Raises  EvidenceError if it is no text
    """
    text, note = decoded(raw, name)
    if name.lower().endswith(".md"):
        text = _STRESS.sub(r"\2", _LINK.sub(r"\1", _IN_FRONT.sub("", text)))
    return DocumentText(text, notes=(note,) if note else ())


def decoded(raw: bytes, name: str, declared: str = "") -> tuple[str, str]:
    """The text in bytes, with line feeds at its line ends, and a sentence on what was guessed; empty if nothing was.

    declared  the encoding that the file itself names
    Raises    EvidenceError if it is no text
    """
    encoding, note = _encoding(raw, declared)
    text = raw.decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise refused_file(name, "no text: it holds bytes that no text has", "a text file")
    return text, note


def _encoding(raw: bytes, declared: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, ""
    if _fits(raw, "utf-8"):
        return "utf-8", ""
    if declared and _is_known(declared) and _fits(raw, declared):
        return declared, ""
    for encoding, language, letters in _OLDER:
        if _fits(raw, encoding) and _share(raw.decode(encoding), letters) >= _ENOUGH:
            return encoding, f"Read as {language} in the older encoding {encoding}."
    return "cp1252", "Read as Western European text in the older encoding cp1252."


def _fits(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _is_known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except (LookupError, ValueError):
        return False


def _share(text: str, letters: str) -> float:
    """How much of what is beyond ASCII are words of these letters: accents of another language give single ones."""
    beyond = sum(not sign.isascii() and not sign.isspace() for sign in text)
    return sum(map(len, re.findall(f"[{letters}]{{2,}}", text))) / beyond if beyond else 0.0
