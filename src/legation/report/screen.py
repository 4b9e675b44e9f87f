"""One screen: a title, rows of label and text, tables, charts, and what to do next.

A command puts its answer together as a `Screen`. How wide the console is, and whether it shows colours, is known only
when the answer is printed, so nothing is laid out before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Protocol

from legation.base.characters import visible
from legation.report.lines import cells, padded, wrap

WIDTH = 100  # where no console says otherwise
WIDTH_LEAST = 40
HEIGHT = 40  # lines that an answer may have, unless the user asks for all of it

GAP = 2  # cells between columns
CELLS_LEAST = 2  # in which a letter of Hangul can stand
INSET = 1  # cells by which a table's rows stand in from the headings between them
SQUEEZED = 20  # cells; a table with a wrapped column narrower than that puts a row's cells under one another
LABEL_SHARE = 3  # the column of labels takes a third of the width at most

STRONG, QUIET, ALARM = "1", "2", "1;31"  # codes of a console: bold, faint, bold and red

Paint = Callable[[str, str], str]  # text, style -> the text as the console gets it
Cell = str | Sequence[str]  # a text, or several that stand under one another


@dataclass(frozen=True)
class TableColumn:
    """A column of a table.

    head   may be empty
    most   cells that it takes at most, 20 or more; 0 if as many as its longest text
    right  whether its texts stand at the right, as numbers do
    styles sign at the beginning of a cell -> the style of its first line
    """

    head: str = ""
    most: int = 0
    right: bool = False
    styles: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        assert self.most == 0 or self.most >= SQUEEZED, "a narrower column would never stand beside another"


class Screen:
    """An answer for people, put together from the top down.

    Each part wraps its texts, and writes out characters that would steer a console, such as U+001B.
    """

    def __init__(self, title: str = "", summary: str = ""):
        """Begin with a title. What sums the screen up stands at the right of it, or below where there is no room."""
        self._parts: list[_Part] = [_Title(_folded(title), _folded(summary))] if title else []

    def paragraph(self, text: str, indent: int = 0, *, hang: int = 0) -> None:
        """A text over the whole width; its lines stand further in by `hang` cells from the second on."""
        self._parts.append(_Paragraph(_folded(text), indent, hang))

    def heading(self, text: str) -> None:
        """A text that stands out."""
        self._parts.append(_Paragraph(_folded(text), style=STRONG))

    def warning(self, text: str) -> None:
        """A text that must not be missed. It has to say so in words, too, since not every console has colours."""
        self._parts.append(_Paragraph(_folded(text), style=ALARM))

    def gap(self) -> None:
        """An empty line. Several in a row count as one, and those at an end as none."""
        self._parts.append(_Gap())

    def row(self, label: str, *texts: str, indent: int = 0) -> None:
        """A label, and beside it texts that stand under one another. Labels of equal indent share a column."""
        self._parts.append(_Row(_folded(label), tuple(_folded(text) for text in texts), indent))

    def table(
        self, columns: Sequence[TableColumn], rows: Iterable[Sequence[Cell] | str], *, notes: Iterable[str] = ()
    ) -> None:
        """Rows in columns. Where the width does not suffice, the widest columns are wrapped.

        rows   a cell for each column; a text alone is a heading between rows
        notes  empty, or one for each row and heading, put under the cells from the second on; an empty one has no line
        """
        clean = [_folded(row) if isinstance(row, str) else [_paragraphs(cell) for cell in row] for row in rows]
        self._parts.append(_Table(columns, clean, [_folded(note) for note in notes] or [""] * len(clean)))

    def chart(self, lines: Iterable[str]) -> None:
        """Lines that are ready. They aren't wrapped, so whoever draws them keeps to the width."""
        self._parts.append(_Chart([_unbroken(line) for line in lines]))

    def step(self, command: str, purpose: str = "", *, label: str = "Next") -> None:
        """A command or a file to copy, which is never broken, and what for. Steps in a row show a label once."""
        before = self._parts[-1] if self._parts else None
        again = isinstance(before, _Step) and before.label == _folded(label)
        self._parts.append(_Step(_folded(label), _unbroken(command), _folded(purpose), again))

    def cut(self, most: int, advice: str, *, width: int = WIDTH, last: int = 0) -> None:
        """Leave out what does not fit into so many lines, and say how many went and what shows them.

        last  parts at the end that stay
        """
        whole, at = self.height(width), len(self._parts) - last
        if whole <= most:
            return
        head, tail = self._parts[:at], self._parts[at:]
        fitting, too_many = 0, len(head)
        while too_many - fitting > 1:
            middle = (fitting + too_many) // 2
            self._parts = [*head[:middle], *tail]
            fitting, too_many = (middle, too_many) if self.height(width) <= most - 2 else (fitting, middle)
        self._parts = [*head[:fitting], *tail]
        left = whole - self.height(width)
        self._parts = [*head[:fitting], _Gap(), _Paragraph(f"and {left} more lines: {advice}"), *tail]

    def text(self, width: int = WIDTH, colour: bool = False) -> str:
        """The screen in lines, without a line feed at the end.

        width   cells of the console; below 40 it is taken as 40
        colour  whether codes for a console mark what stands out
        """
        return "\n".join(self._lines(width, _coloured if colour else _uncoloured))

    def height(self, width: int = WIDTH) -> int:
        """How many lines the screen has at a width: an answer has `HEIGHT` at most."""
        return sum(1 for _ in self._lines(width, _uncoloured))

    def _lines(self, width: int, paint: Paint) -> Iterator[str]:
        layout = _Layout(max(width, WIDTH_LEAST), paint, self._parts)
        gap_before = begun = False
        for part in self._parts:
            if isinstance(part, _Gap):
                gap_before = begun
            for line in part.lines(layout):
                if gap_before:
                    yield ""
                yield line.rstrip()
                gap_before, begun = False, True


class _Layout:
    """What every part of a screen keeps to.

    width   of the console, in cells
    labels  indent -> cells up to the texts beside the labels that have it, gap included
    """

    def __init__(self, width: int, paint: Paint, parts: Iterable[_Part]):
        self.width, self.paint = width, paint
        self.labels: dict[int, int] = {}
        for part in parts:
            if isinstance(part, (_Row, _Step)):
                room = (width - part.indent) // LABEL_SHARE
                size = min(max(cells(part.label), CELLS_LEAST) + GAP, room)
                self.labels[part.indent] = max(size, self.labels.get(part.indent, 0))


class _Part(Protocol):
    def lines(self, layout: _Layout) -> Iterable[str]: ...


@dataclass(frozen=True)
class _Title:
    title: str
    summary: str

    def lines(self, layout: _Layout) -> Iterator[str]:
        paint, room = layout.paint, layout.width - cells(self.title) - GAP
        if self.summary and cells(self.summary) <= room:
            yield paint(self.title, STRONG) + padded(self.summary, room + GAP, right=True)
            return
        yield from (paint(line, STRONG) for line in wrap(self.title, layout.width))
        yield from wrap(self.summary, layout.width)


@dataclass(frozen=True)
class _Paragraph:
    text: str
    indent: int = 0
    hang: int = 0
    style: str = ""

    def lines(self, layout: _Layout) -> Iterator[str]:
        for line in wrap(self.text, layout.width, " " * self.indent, self.hang):
            yield layout.paint(line, self.style)


@dataclass(frozen=True)
class _Gap:
    def lines(self, layout: _Layout) -> Iterable[str]:
        return ()


@dataclass(frozen=True)
class _Row:
    label: str
    texts: tuple[str, ...]
    indent: int = 0

    def lines(self, layout: _Layout) -> Iterator[str]:
        size = layout.labels[self.indent]
        labels = wrap(self.label, size - GAP)
        texts = [line for text in self.texts for line in wrap(text, layout.width - self.indent - size)]
        for label, text in zip_longest(labels, texts, fillvalue=""):
            yield " " * self.indent + layout.paint(padded(label, size), STRONG) + text


@dataclass(frozen=True)
class _Step:
    label: str
    command: str
    purpose: str
    again: bool
    indent: int = 0

    def lines(self, layout: _Layout) -> Iterator[str]:
        size = layout.labels[self.indent]
        label = layout.paint(padded("" if self.again else self.label, size), STRONG)
        room = layout.width - size - cells(self.command) - GAP
        if cells(self.purpose) <= room:
            yield f"{label}{self.command}{' ' * GAP}{layout.paint(self.purpose, QUIET)}"
            return
        yield label + self.command
        yield from (layout.paint(line, QUIET) for line in wrap(self.purpose, layout.width, " " * (size + GAP)))


@dataclass(frozen=True)
class _Chart:
    ready: list[str]

    def lines(self, layout: _Layout) -> Iterable[str]:
        return self.ready


Paragraphs = list[str]


@dataclass(frozen=True)
class _Table:
    """Rows in columns. A row that is a text is a heading."""

    columns: Sequence[TableColumn]
    rows: list[list[Paragraphs] | str]
    notes: list[str]

    def __post_init__(self) -> None:
        assert len(self.notes) == len(self.rows), "one note for each row, or none"
        assert all(isinstance(row, str) or len(row) == len(self.columns) for row in self.rows), "a cell for each column"

    @property
    def inset(self) -> int:
        return INSET if any(isinstance(row, str) for row in self.rows) else 0

    def lines(self, layout: _Layout) -> Iterator[str]:
        widths, paint = self._widths(layout.width), layout.paint
        heads = [[column.head] if column.head else [] for column in self.columns]
        if widths and any(heads):
            yield from self._beside(heads, "", widths, layout, STRONG)
        for number, (row, note) in enumerate(zip(self.rows, self.notes, strict=True)):
            if isinstance(row, str):
                yield from [""] if number else []
                yield from (paint(line, STRONG) for line in wrap(row, layout.width))
            elif widths:
                yield from self._beside(row, note, widths, layout)
            else:
                yield from self._stacked(row, note, layout)

    def _widths(self, width: int) -> list[int]:
        """Cells of each column, or none if the columns would be too narrow to stand side by side."""
        room = width - GAP * (len(self.columns) - 1)
        rows = [row for row in self.rows if not isinstance(row, str)]
        wanted = []
        for number, column in enumerate(self.columns):
            inset = 0 if number else self.inset
            longest = max((_longest(row[number]) for row in rows), default=CELLS_LEAST) + inset
            wanted.append(max(min(longest, column.most or longest), min(cells(column.head), column.most or room)))
        widths = column_widths(wanted, room)
        squeezed = any(got < min(asked, SQUEEZED) for got, asked in zip(widths, wanted, strict=True))
        return [] if squeezed else widths

    def _beside(
        self, row: list[Paragraphs], note: str, widths: list[int], layout: _Layout, style: str = ""
    ) -> Iterator[str]:
        blocks = []
        for number, (paragraphs, width, column) in enumerate(zip(row, widths, self.columns, strict=True)):
            inset = "" if number or style else " " * self.inset
            own = next(
                (look for sign, look in column.styles.items() if paragraphs and paragraphs[0].startswith(sign)), ""
            )
            lines = _paragraph_lines(paragraphs, width, inset, style or own)
            blocks.append([layout.paint(padded(line, width, right=column.right), look) for line, look in lines])
        right = _joined(blocks[1:], widths[1:])
        if note:
            right += [layout.paint(line, QUIET) for line in wrap(note, layout.width - widths[0] - GAP)]
        yield from _joined([blocks[0], right], [widths[0], 0]) if right else blocks[0]

    def _stacked(self, row: list[Paragraphs], note: str, layout: _Layout) -> Iterator[str]:
        """The cells of a row under one another, each but the first after the head of its column."""
        inset = " " * self.inset
        for line, style in _paragraph_lines(row[0], layout.width, inset):
            yield layout.paint(line, style)
        for paragraphs, column in zip(row[1:], self.columns[1:], strict=True):
            text = " ".join(paragraphs)
            if text:
                yield from wrap(f"{column.head}: {text}" if column.head else text, layout.width, inset + " " * GAP)
        yield from (layout.paint(line, QUIET) for line in wrap(note, layout.width, inset + " " * GAP))


def column_widths(wanted: Sequence[int], room: int) -> list[int]:
    """Widths that together fill a room at most: who wants little gets it, and the others share the rest equally.

    wanted  cells
    """
    widths, left = [0] * len(wanted), sorted(range(len(wanted)), key=lambda number: wanted[number])
    while left:
        number = left.pop(0)
        widths[number] = min(wanted[number], room // (len(left) + 1))
        room -= widths[number]
    return widths


def _paragraphs(cell: Cell) -> Paragraphs:
    return [_folded(text) for text in ([cell] if isinstance(cell, str) else cell)]


def _folded(text: str) -> str:
    """A text to be wrapped, with one space wherever there are any or lines end."""
    return visible(" ".join(text.split()))


def _unbroken(line: str) -> str:
    """A line as it is; ends of lines and tabs, as the name of a file may hold, are written out."""
    return visible(line).replace("\n", "\\u000a").replace("\t", "\\u0009")


def _longest(paragraphs: Paragraphs) -> int:
    """The cells that a cell of a table takes if no text of it is wrapped."""
    sizes = [max(cells(text), CELLS_LEAST) + (GAP if number else 0) for number, text in enumerate(paragraphs)]
    return max(sizes, default=CELLS_LEAST)


def _paragraph_lines(paragraphs: Paragraphs, width: int, inset: str, style: str = "") -> Iterator[tuple[str, str]]:
    """The lines of a cell, each with its style; what stands under the first text is set in and quieter."""
    for number, text in enumerate(paragraphs):
        for line in wrap(text, width, inset + " " * GAP if number else inset):
            yield line, QUIET if number else style


def _joined(blocks: Sequence[list[str]], widths: Sequence[int]) -> list[str]:
    """Blocks of lines side by side, each as wide as its lines have been made."""
    empty = [" " * width for width in widths]
    rows = zip_longest(*blocks)
    return [(" " * GAP).join(line or empty[at] for at, line in enumerate(row)) for row in rows]


def _uncoloured(text: str, style: str) -> str:
    return text


def _coloured(text: str, style: str) -> str:
    """The text between codes that a console takes for a style; spaces around it stay outside."""
    body = text.strip()
    if not style or not body:
        return text
    start = text.index(body)
    return f"{text[:start]}\x1b[{style}m{body}\x1b[0m{text[start + len(body) :]}"
