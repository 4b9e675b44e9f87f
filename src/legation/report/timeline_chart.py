"""A timeline as SVG: claims of each outlet over the time that they are about, with dated events beneath.

A page gives the colours by its style sheet. A chart that stands alone carries its own, on white.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from legation.evidence.mentions import Mention
from legation.evidence.topics import EVENT_LINES, Topic
from legation.report.charts import Axis, px, svg, text

WIDTH, LEFT, RIGHT, TOP = 960, 168, 24, 34
ROW, EVENT_ROW, RADIUS = 34, 20, 5
LANE = 13  # between marks of one outlet that would lie on one another
LETTER = 6.6  # px, about; labels are measured by it so that nothing is written over anything else
OUTLETS = 8
YEARS_SHOWN = 14
LEGEND = (
    "Each disc is a claim, at the middle of the time that it is about, which its line shows. Open: no amount.",
    "Arrows: it rose or fell. Amounts are as reported, each with its unit. Blue: dated events.",
    "Source: the record of Legation, paraphrased from published reports. Agreement of few outlets is no corroboration.",
)
LONGEST_SHARE = 20  # letters of what a share is of
# How a paraphrase gives a sum that was converted for the record: RMB 12,000 (USD 1,788).
_CONVERTED = re.compile(r"\b(RMB|KRW|EUR) (\d[\d.,]*(?:m|bn)?) \(USD ")
STYLE = """
svg{background:#fff;font-family:"Noto Sans","Liberation Sans",Arial,sans-serif}text{font-size:12.5px;fill:#5c6169}
.label{fill:#23262b}.title{fill:#23262b;font-size:16px}.grid{stroke:#d9d5ca}.axis{stroke:#5c6169}
.span{stroke:#a8431f;stroke-width:2;opacity:.35}.mark{fill:#a8431f}.open{fill:#fff;stroke:#a8431f;stroke-width:2}
.value{fill:#a8431f;paint-order:stroke;stroke:#fff;stroke-width:3px}.event{fill:#2f6f9f}
"""


def timeline(topic: Topic, name: str = "timeline", *, title: str = "", alone: bool = False) -> str:
    """The timeline of a topic; an empty text if it has no claim.

    name   of the chart, unique on its page
    title  if it is not what was reported on the topic
    alone  with its own colours and title, as a file
    """
    if not topic.columns:
        return ""
    first, last = topic.columns[0].first, topic.columns[-1].last + 1
    x = Axis(first, last, LEFT, WIDTH - RIGHT, False)
    rows = topic.outlets(OUTLETS)
    parts, y = [], float(TOP + (20 if alone else 0))
    top = y
    for outlet, mentions in rows:
        places = _places(mentions, x)
        height = max(ROW, LANE * (max(place.lane for place in places) + 2))
        parts.append(text(0, y + 15, outlet, "label"))
        parts += [_mark(place, y + 10 + LANE * place.lane) for place in places]
        y += height
        parts.append(f'<path class="grid" d="M0,{px(y - 6)}H{WIDTH - RIGHT}"/>')
    for label, kinds in EVENT_LINES.items():
        events = [event for event in topic.events if event.type in kinds]
        if not events:
            continue
        parts.append(text(0, y + 12, label, "tick"))
        for event in events:
            tooltip = escape(f"{event.day.isoformat()}: {event.measure}")
            place = f'x="{px(x.at(_year(event.day)) - 1)}" y="{px(y + 2)}"'
            parts.append(f'<rect class="event" {place} width="3" height="12"><title>{tooltip}</title></rect>')
        y += EVENT_ROW
    frame = _years(x, first, last, top - 12, y)
    if alone:
        parts += [text(0, y + 18 + 16 * at, line, "tick") for at, line in enumerate(LEGEND)]
        y += 18 + 16 * len(LEGEND)
    title = title or _title(topic)
    heading = [text(0, 16, title, "title")] if alone else []
    style = [f"<style>{STYLE}</style>"] if alone else []
    chart = svg(name, title, _words(topic), (WIDTH, y + 8), [*style, *heading, *frame, *parts])
    if alone:
        chart = chart.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return chart


def _title(topic: Topic) -> str:
    return f"What was reported on {topic.words}, {topic.columns[0].first}-{topic.columns[-1].last}"


def _words(topic: Topic) -> str:
    """What the chart shows, for those who listen to it."""
    sentences = [f"{len(topic.mentions)} claims of {topic.origins} origins."]
    for outlet, mentions in topic.outlets(OUTLETS):
        said = ", ".join(f"{mention.when} {value_label(mention)}".strip() for mention in mentions)
        sentences.append(f"{outlet}: {said}.")
    return " ".join(sentences)


def _years(x: Axis, first: int, last: int, top: float, bottom: float) -> list[str]:
    step = next(step for step in (1, 2, 5, 10, 100) if (last - first) / step <= YEARS_SHOWN)
    parts = []
    for year in range(first, last + 1):
        if year % step == 0:
            parts.append(f'<path class="grid" d="M{px(x.at(year))},{px(top + 4)}V{px(bottom)}"/>')
            if year < last:
                parts.append(text(x.at(year + min(step, last - year) / 2), top, str(year), "tick", "middle"))
    return parts


class _Place(NamedTuple):
    """Where a claim stands: its mark at `at`, its line from `start` to `end`, its label from `label_at` on, in px."""

    mention: Mention
    lane: int
    at: float
    start: float
    end: float
    label: str
    label_at: float
    anchor: str


def _places(mentions: Sequence[Mention], x: Axis) -> list[_Place]:
    """Each mention on a line where its mark, its span and its label lie on no other's."""
    placed: list[_Place] = []
    ends: list[float] = []
    for mention in sorted(mentions, key=lambda mention: (_ends(mention, x)[0], mention.claim.id)):
        start, end = _ends(mention, x)
        at = x.at(_middle(mention))
        label = value_label(mention)
        wide = LETTER * len(label) + RADIUS if label else 0.0
        label_at, anchor = max(end, at + RADIUS) + 4, "start"
        left, right = min(start, at - RADIUS), max(end, at + RADIUS) + wide + 4
        if right > WIDTH and label:
            label_at, anchor = left - 4, "end"
            left, right = left - wide - 4, max(end, at + RADIUS)
        lane = next((lane for lane, taken in enumerate(ends) if taken <= left), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = right
        if left < LEFT and anchor == "end":
            # Its line takes the whole width, so its label stands on a line of its own above it.
            label_at, anchor = WIDTH - RIGHT, "end"
            lane = len(ends)
            ends[lane - 1] = WIDTH
            ends.append(WIDTH)
        placed.append(_Place(mention, lane, at, start, end, label, label_at, anchor))
    return placed


def value_label(mention: Mention) -> str:
    """An amount with its unit: `20-50k USD`; how much something changed; empty for what is only said."""
    value = mention.marks
    words = mention.claim.unit.replace(",", " ").split()
    if not value or not words or not mention.has_number:
        return value
    if words[0] == "percent":
        of_what = " ".join(words[1:])
        return f"{value} {of_what}" if of_what and len(of_what) <= LONGEST_SHARE else value
    if words[0] == "USD" and (reported := _CONVERTED.search(mention.claim.paraphrase)):
        return f"{reported[1]} {reported[2]}"  # The record has the dollars; the report had these.
    return f"{value} {words[0]}"


def _ends(mention: Mention, x: Axis) -> tuple[float, float]:
    """The beginning and end of a claim's time, in px, as far as the axis shows it."""
    period = mention.claim.period
    if not period:
        at = x.at(_middle(mention))
        return at, at
    start, end = x.at(_year(period.first)), x.at(_year(period.last))
    return max(start, float(LEFT)), max(end, start + 1)


def _mark(place: _Place, y: float) -> str:
    """A disc in the middle of what a claim is about, open where it gives no amount, on a line as long as its time."""
    claim = place.mention.claim
    parts = []
    if claim.period:
        parts.append(f'<path class="span" d="M{px(place.start)},{px(y)}H{px(place.end)}"/>')
    style = "mark" if place.label else "open"
    parts.append(f'<circle class="{style}" cx="{px(place.at)}" cy="{px(y)}" r="{RADIUS}"/>')
    if place.label:
        above = LANE if place.anchor == "end" and place.label_at == WIDTH - RIGHT else 0
        parts.append(text(place.label_at, y + 4 - above, place.label, "value", place.anchor))
    tooltip = escape(f"{claim.id}, {claim.period or ''}: {claim.paraphrase}")
    return f"<g><title>{tooltip}</title>{''.join(parts)}</g>"


def _middle(mention: Mention) -> float:
    period = mention.claim.period
    return (_year(period.first) + _year(period.last)) / 2 if period else mention.year + 0.5


def _year(day: date) -> float:
    """A day as a year with its fraction."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def write_timeline(topic: Topic) -> bytes:
    """The timeline as a file of its own."""
    return timeline(topic, alone=True).encode()
