"""A document as PDF/UA-1, tagged for those who listen to it, and a chart as PNG: typst writes both.

typst comes with the extra `office`. It has fonts for Latin letters, so a text in them gives the same bytes on every
machine; fonts of the machine are asked only for letters that those lack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from typing import Any, Literal

from legation.base.faults import Fault, UserError
from legation.report.exporting.blocks import (
    Chart,
    Grid,
    Heading,
    Paper,
    Passage,
    SourceLine,
    check_characters,
    figure_words,
)
from legation.report.figure import Figure

FONT = "Libertinus Serif"  # typst brings it along
# Of these one with Hangul is on most machines whose owner reads it.
FONTS_BEYOND = (
    *("Noto Serif CJK KR", "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
    *("Nanum Myeongjo", "NanumGothic", "UnBatang", "DejaVu Sans"),
)
WIDEST_LATIN = 0x24F  # the last letter of Latin that a text may hold and still need no font of the machine
PLAIN_SIGNS = "–—‘’“”…·×≤≥•−€£¥  "
CHART_PIXELS = 192  # an inch: twice as fine as a screen's
_MISSING = re.compile(r"the text `?\"(.*?)\"`? could not be displayed")

_SET_UP = """\
#set document(title: {title}, author: "Legation", date: {day})
#set text(lang: "en", region: "GB", size: 10pt, font: ({fonts}))
#set page(paper: "a4", margin: (x: 2.2cm, y: 2.4cm), numbering: "1",
  header: text(size: 8pt{colour})[#{header}],
  footer: context text(size: 8pt)[#{footer} #h(1fr) #counter(page).display()])
#set par(justify: false, leading: 0.6em)
#set heading(numbering: none)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show figure: set block(breakable: false, above: 1.2em, below: 1.2em)
#show figure.caption: set align(left)
#show table.cell: set text(size: 8.5pt)
#show table.cell.where(y: 0): strong
#text(size: 17pt, weight: "bold")[#title()]
"""


def pdf_bytes(paper: Paper) -> bytes:
    """The document as a PDF that meets PDF/UA-1: tagged, with title and language, every figure told in words.

    Raises  UserError if typst is missing, if the text holds a character that no file can, or letters of which no font
            is on this machine
    """
    check_characters(paper, "pdf")
    source = "\n".join([_head(paper), *_body(paper)])
    return _compiled(source, "pdf", _midnight(paper.day), pdf_standards=["ua-1"])


def png_bytes(svg: str) -> bytes:
    """A chart that stands alone, as PNG on white. Raises UserError if typst is missing."""
    source = f"#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image(bytes({_text(svg)}))"
    return _compiled(source, "png", _midnight(""), ppi=CHART_PIXELS)


def check_typst(option: str) -> None:
    """Raise UserError, naming the option, unless typst is installed."""
    try:
        import typst  # noqa: F401
    except ModuleNotFoundError as problem:
        if problem.name != "typst":
            raise
        advice = "Install it with: pip install typst (the extra `office` of Legation)."
        found = "no typst, which writes such files"
        raise UserError(Fault(option, found, "typst beside Legation", advice)) from None


def _compiled(source: str, form: Literal["pdf", "png"], at: datetime, **options: Any) -> bytes:
    import typst

    own = not _letters_beyond(source)
    try:
        return typst.compile(
            source.encode(), format=form, timestamp=int(at.timestamp()), ignore_system_fonts=own and form == "pdf",
            **options,
        )  # fmt: skip
    except typst.TypstError as problem:
        missing = _MISSING.search(str(problem))
        if not missing:
            raise
        advice = "Install a font with them, such as Noto Sans CJK for Hangul, or export with --docx."
        # Only the code of the first letter: what it stands in may not be public.
        found = f"U+{ord(missing[1][0]):04X}, a letter of which no font of this machine has a shape"
        raise UserError(Fault("pdf", found, "letters that a font here can show", advice)) from None


def _letters_beyond(source: str) -> str:
    """The letters for which fonts of the machine are asked."""
    return "".join(sorted({sign for sign in source if ord(sign) > WIDEST_LATIN and sign not in PLAIN_SIGNS}))


def _midnight(day: str) -> datetime:
    when = date.fromisoformat(day) if day else date(1970, 1, 1)
    return datetime(when.year, when.month, when.day, tzinfo=UTC)


def _head(paper: Paper) -> str:
    day = date.fromisoformat(paper.day) if paper.day else None
    fonts = (FONT, *FONTS_BEYOND) if _letters_beyond(repr(paper)) else (FONT,)
    title = f"{paper.title} ({paper.note})" if paper.note else paper.title
    values = {
        "title": _text(title),
        "day": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none",
        "fonts": "".join(f"{_text(font)}, " for font in fonts),
        "colour": ', fill: rgb("#b00020"), weight: "bold"' if paper.note else "",
        "header": _text(paper.note or "The persons in this model are invented. All reports cited here are public."),
        "footer": _text(f"Legation, run {paper.run_id}"),
    }
    return re.sub(r"\{(\w+)\}", lambda name: values[name[1]], _SET_UP)


def _body(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        match block:
            case Heading():
                yield f"#heading(level: {block.level}, {_text(block.text)})"
            case Passage():
                yield f"#par({_text(block.text)})"
            case Grid():
                yield _table(block)
            case Chart():
                yield _figure(block.figure, paper.run_id)
            case SourceLine():
                number, words = _text(f"[{block.number}]"), _text(block.text)
                yield f"#block(inset: (left: 2.6em))[#place(dx: -2.6em, {number})#{words}]"


def _table(grid: Grid) -> str:
    widths = ", ".join(f"{width:g}fr" for width in grid.widths)
    head = ", ".join(f"[#{_text(cell)}]" for cell in grid.head)
    cells = "\n".join("".join(f"[#{_text(cell)}], " for cell in row) for row in grid.rows)
    return (
        f"#table(columns: ({widths}), stroke: (x: none, y: 0.4pt + luma(190)), inset: (x: 4pt, y: 4pt), "
        f"align: left, table.header({head}),\n{cells}\n)"
    )


def _figure(figure: Figure, run_id: str) -> str:
    words = re.search(r"<desc[^>]*>(.*?)</desc>", figure.svg, re.DOTALL)
    assert words, "a chart is told in words"
    spoken = _text(f"{figure.title} {unescape(words[1])}")
    drawn = figure.svg_file(run_id)
    image = f"image(bytes({_text(drawn)}), width: 78%, alt: {spoken})"
    caption = f"caption: [#{_text(figure_words(figure))}]"
    return f"#figure(kind: image, supplement: none, numbering: none, alt: {spoken}, {image}, {caption})"


def _text(text: str) -> str:
    """A text as typst has it between quotes: nothing in it is taken for a command."""
    return json.dumps(text, ensure_ascii=False).replace("\\/", "/").replace("\\b", "").replace("\\f", "")
