"""A chart as a file of its own: on white, with its colours, its title above and where it is from beneath."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from legation.report.charts import px, text

STYLE = {
    "title": "fill:#23262b;font-size:14px;font-weight:650",
    "label": "fill:#23262b",
    "lane": "font-size:10px",
    "letter": "font-weight:650;fill:#a8431f;paint-order:stroke;stroke:#fff;stroke-width:3px",
    "grid": "stroke:#d9d5ca;fill:none",
    "axis": "stroke:#5c6169;fill:none",
    "band90": "fill:#c5d9e6",
    "band50": "fill:#8db5cf",
    "median": "stroke:#2f6f9f;stroke-width:2;fill:none",
    "bandb": "fill:#7a4fa0;fill-opacity:.22",
    "medianb": "stroke:#6d4092;stroke-width:2;fill:none;stroke-dasharray:6 3",
    "namea": "fill:#2a6490",
    "nameb": "fill:#6d4092",
    "apart": "stroke:#6d4092;stroke-dasharray:2 3;fill:none",
    "whisker": "stroke:#a8431f;stroke-width:2;fill:none",
    "diamond": "fill:#a8431f;stroke:#fff;stroke-width:1.5",
    "held .whisker": "stroke-dasharray:3 2",
    "held .diamond": "fill:#fff;stroke:#a8431f;stroke-width:2",
    "event": "fill:#5c6169",
    "eventb": "fill:#6d4092",
    "span": "stroke:#a8431f;stroke-width:2;opacity:.35",
    "mark": "fill:#a8431f",
    "open": "fill:#fff;stroke:#a8431f;stroke-width:2",
    "value": "fill:#a8431f;paint-order:stroke;stroke:#fff;stroke-width:3px",
}
TEXT_STYLE = "text{font:12.5px Noto Sans,Liberation Sans,Arial,sans-serif;fill:#5c6169}"
LINE = 18  # height of a line above and below the chart
LETTER = 6.3  # mean width of a letter there
MARGIN = 12
_SIZE = re.compile(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)"')
_CLASS = re.compile(r'class="([^"]*)"')
_ATTRIBUTE = re.compile(r'="([^"<>\']*)"')
# What shows when pointed at on a page: values, and words of events.
_HIT = re.compile(r'<g class="hit">.*?</g>')
_EVENTS = re.compile(r'(?:<path class="(eventb?)" d="[^"]*"><title>[^<]*</title></path>)(?:<path class="\1" [^>]*>'
                     r'<title>[^<]*</title></path>)*')  # fmt: skip
_PATH = re.compile(r' d="([^"]*)"')


def standing_alone(chart: str, title: str, notes: Sequence[str]) -> str:
    """The chart as a file; what shows when pointed at on a page is left out."""
    size = _SIZE.match(chart)
    assert size, "a chart begins with its size"
    width, height = float(size[1]), float(size[2])
    letters = int(width / LETTER)
    heads = textwrap.wrap(title, int(letters * 0.85))
    lines = [line for note in notes for line in textwrap.wrap(note, letters)]
    top = LINE * len(heads) + 8
    place = f'x="0" y="{px(top)}" width="{px(width)}" height="{px(height)}"'
    inner = chart.replace("<svg ", f'<svg overflow="visible" {place} ', 1)
    wide, tall = width + 2 * MARGIN, top + height + LINE * len(lines) + 2 * MARGIN
    parts = [f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{px(wide)}" height="{px(tall)}" fill="#fff"/>']
    parts += [text(0, 14 + LINE * at, line, "title") for at, line in enumerate(heads)]
    parts += [text(0, top + height + 14 + LINE * at, line, "note") for at, line in enumerate(lines)]
    body = "".join(parts) + _EVENTS.sub(_without_words, _HIT.sub("", inner))
    used = {name for names in _CLASS.findall(body) for name in names.split()}
    needed = {name: rules for name, rules in STYLE.items() if used.issuperset(name.split(" ."))}
    style = TEXT_STYLE + "".join(f".{name}{{{rules}}}" for name, rules in needed.items())
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} {-MARGIN} {px(wide)} {px(tall)}" '
        f'width="{px(wide)}" height="{px(tall)}"><style>{style}</style>{body}</svg>'
    )
    # In an address a single quote stays as it is, and a double one takes three signs.
    return _ATTRIBUTE.sub(r"='\1'", whole)


def _without_words(events: re.Match[str]) -> str:
    """Events that follow one another, as one path."""
    return f'<path class="{events[1]}" d="{"".join(_PATH.findall(events[0]))}"/>'
