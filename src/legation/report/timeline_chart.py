"""A timeline as SVG: claims of each outlet over the time that they are about, with dated events beneath.

A page gives the colours by its style sheet. A chart that stands alone carries its own, on white.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from legation.evidence.claims import Claim
from legation.evidence.derived_numbers import is_worked_out
from legation.evidence.mentions import Mention, states
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
    "In brackets its grade: source A-F / outlet A-F - 1 to 6, from origins and conflicts. Arrows: it rose or fell.",
    "! and a ring: another claim contradicts it. (derived): the number was worked out from the report's words.",
    "A year's number stands at its first of January. Blue: dated events.",
    "Source: the record of Legation, paraphrased from published reports. Agreement of few outlets is no corroboration.",
)
DERIVED = "(derived)"
CONTESTED = "!"  # before the label of what another claim contradicts
LONGEST_SHARE = 20  # letters of what a share is of
# How a paraphrase gives a sum that was converted for the record: RMB 12,000 (USD 1,788).
_CONVERTED = re.compile(r"\b(RMB|KRW|EUR) (\d[\d.,]*(?:m|bn)?) \(USD ")
STYLE = """
svg{background:#fff;font-family:"Noto Sans","Liberation Sans",Arial,sans-serif}text{font-size:12.5px;fill:#5c6169}
.label{fill:#23262b}.title{fill:#23262b;font-size:16px}.grid{stroke:#d9d5ca}.axis{stroke:#5c6169}
.span{stroke:#a8431f;stroke-width:2;opacity:.35}.mark{fill:#a8431f}.open{fill:#fff;stroke:#a8431f;stroke-width:2}
.ring{fill:none;stroke:#23262b;stroke-width:1.5}.value{fill:#a8431f;paint-order:stroke;stroke:#fff;stroke-width:3px}.event{fill:#2f6f9f}
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
    contested = {mention.claim.id for dispute in topic.disputes for mention in dispute.mentions}
    parts, y = [], float(TOP + (20 if alone else 0))
    top = y
    for outlet, mentions in rows:
        places = _places(mentions, x, contested)
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
    origins = f"{topic.origins}-{topic.origins_at_most}" if topic.origins != topic.origins_at_most else topic.origins
    sentences = [f"{len(topic.mentions)} claims of {origins} origins, {len(topic.disputes)} conflicts."]
    for outlet, mentions in topic.outlets(OUTLETS):
        said = ", ".join(f"{mention.when} {value_label(mention)} {mention.grade}".replace("  ", " ")
                         for mention in mentions)  # fmt: skip
        sentences.append(f"{outlet}: {said}.")
    return " ".join(sentences)


def _years(x: Axis, first: int, last: int, top: float, bottom: float) -> list[str]:
    step = next(step for step in (1, 2, 5, 10, 100) if (last - first) / step <= YEARS_SHOWN)
    parts = []
    for year in range(first, last + 1):
        if year % step == 0:
            parts.append(f'<path class="grid" d="M{px(x.at(year))},{px(top + 4)}V{px(bottom)}"/>')
            if year < last:
                parts.append(text(x.at(year), top, str(year), "tick"))
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
    is_contested: bool


def _places(mentions: Sequence[Mention], x: Axis, contested: Collection[str]) -> list[_Place]:
    """Each mention on a line where its mark, its span and its label lie on no other's."""
    placed: list[_Place] = []
    ends: list[float] = []
    for mention in sorted(mentions, key=lambda mention: (_ends(mention, x)[0], mention.claim.id)):
        start, end = _ends(mention, x)
        at = x.at(_middle(mention))
        label = _label(mention, mention.claim.id in contested)
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
        placed.append(_Place(mention, lane, at, start, end, label, label_at, anchor, mention.claim.id in contested))
    return placed


def _label(mention: Mention, is_contested: bool) -> str:
    """What stands beside a mark: its amount with unit and grade, and whether another claim contradicts it."""
    value = value_label(mention)
    if is_contested:
        said = value or f"{states(mention.claim)}: {mention.short}"
        return f"{CONTESTED} {said} ({mention.grade})"
    return f"{value} ({mention.grade})" if value else ""


def value_label(mention: Mention) -> str:
    """An amount with its whole unit: `20-50k USD/person/year`; how much something changed; empty for what is only said.

    A number that stands in no words of the report says that it was worked out from them.
    """
    value = mention.marks
    claim = mention.claim
    words = claim.unit.partition(" (")[0].replace(",", " ").split()
    if not value or not words or not mention.has_number:
        return value
    if words[0] == "percent":
        of_what = " ".join(words[1:])
        label = f"{value} {of_what}" if of_what and len(of_what) <= LONGEST_SHARE else value
    elif words[0] == "USD" and (reported := _CONVERTED.search(claim.paraphrase)):
        label = f"{reported[1]} {reported[2]}{_per(claim)}"  # The record has the dollars; the report had these.
    else:
        label = f"{value} {words[0]}{_per(claim)}"
    return f"{label} {DERIVED}" if is_worked_out(claim) else label


def _per(claim: Claim) -> str:
    """For whom and over what an amount is: `/person/levy`; of a count, over what it was counted, if not one time."""
    of = claim.unit.partition(" (")[0].partition(" per ")[2]
    if of:
        return "".join(f"/{part}" for part in of.split(" per "))
    return {"day": "/day", "week": "/week", "month": "/month", "year": "/year"}.get(claim.span, "")


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
    style = "mark" if place.mention.marks else "open"
    if place.is_contested:
        parts.append(f'<path class="ring" d="{_ring(place.at, y)}"/>')
    parts.append(f'<circle class="{style}" cx="{px(place.at)}" cy="{px(y)}" r="{RADIUS}"/>')
    if place.label:
        above = LANE if place.anchor == "end" and place.label_at == WIDTH - RIGHT else 0
        parts.append(text(place.label_at, y + 4 - above, place.label, "value", place.anchor))
    contested = ", contradicted" if place.is_contested else ""
    tooltip = escape(f"{claim.id} ({place.mention.grade}{contested}), {claim.period or ''}: {claim.paraphrase}")
    return f"<g><title>{tooltip}</title>{''.join(parts)}</g>"


def _ring(x: float, y: float) -> str:
    """A ring around a disc, as a path: discs are counted by their circles."""
    radius = RADIUS + 3
    return f"M{px(x - radius)},{px(y)}a{radius},{radius} 0 1 0 {2 * radius},0a{radius},{radius} 0 1 0 {-2 * radius},0"


def _middle(mention: Mention) -> float:
    period = mention.claim.period
    return (_year(period.first) + _year(period.last)) / 2 if period else mention.year + 0.5


def _year(day: date) -> float:
    """A day as a year with its fraction."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def write_timeline(topic: Topic) -> bytes:
    """The timeline as a file of its own."""
    return timeline(topic, alone=True).encode()
