"""A timeline as SVG: claims of each outlet over the time that they are about, with dated events beneath.

A page gives the colours by its style sheet. A chart that stands alone carries its own, on white.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from legation.evidence.mentions import Mention
from legation.evidence.topics import EVENT_LINES, Topic
from legation.report.charts import Axis, px, svg, text

WIDTH, LEFT, RIGHT, TOP = 960, 168, 24, 34
ROW, EVENT_ROW, RADIUS = 34, 20, 5
LANE = 13  # between marks of one outlet that would lie on one another
LABEL_ROOM = 64  # px that a mark with its number takes
OUTLETS = 8
YEARS_SHOWN = 14
LEGEND = (
    "Each disc is a claim, at the middle of the time that it is about, which its line shows. Open: it states no number",
    "and no direction. Arrows: it rose or fell. Numbers are as reported, of several measures and units. Blue: events.",
    "Source: the record of Legation, paraphrased from published reports. Agreement of few outlets is no corroboration.",
)
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
        lanes = _lanes(mentions, x)
        height = max(ROW, LANE * (max(lane for _, lane in lanes) + 2))
        parts.append(text(0, y + 15, outlet, "label"))
        parts += [_mark(mention, x, y + 10 + LANE * lane) for mention, lane in lanes]
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
        said = ", ".join(f"{mention.when} {mention.short}".strip() for mention in mentions)
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


def _lanes(mentions: Sequence[Mention], x: Axis) -> list[tuple[Mention, int]]:
    """Each mention with the line on which it lies on no other's mark and number."""
    placed: list[tuple[Mention, int]] = []
    ends: list[float] = []
    for mention in sorted(mentions, key=lambda mention: (_middle(mention), mention.claim.id)):
        at = x.at(_middle(mention))
        lane = next((lane for lane, end in enumerate(ends) if end <= at - RADIUS), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = at + (LABEL_ROOM if mention.short else 3 * RADIUS)
        placed.append((mention, lane))
    return placed


def _mark(mention: Mention, x: Axis, y: float) -> str:
    """A disc in the middle of what a claim is about, open where it gives no number, on a line as long as its time."""
    claim = mention.claim
    at = x.at(_middle(mention))
    parts = []
    if claim.period:
        start, end = x.at(_year(claim.period.first)), x.at(_year(claim.period.last))
        parts.append(f'<path class="span" d="M{px(start)},{px(y)}H{px(max(end, start + 1))}"/>')
    style = "mark" if mention.short else "open"
    parts.append(f'<circle class="{style}" cx="{px(at)}" cy="{px(y)}" r="{RADIUS}"/>')
    if mention.short:
        if at + LABEL_ROOM > WIDTH:
            parts.append(text(at - RADIUS - 4, y + 4, mention.short, "value", "end"))
        else:
            parts.append(text(at + RADIUS + 4, y + 4, mention.short, "value"))
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
