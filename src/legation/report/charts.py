"""Charts as SVG text: fan charts over time, and strips that set a reported value beside the model's range.

They hold no colours: the page's style sheet gives these, for light, dark and paper. Coordinates have one decimal, so
equal numbers give equal text. Each chart has a title and a description for those who listen to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, isfinite, log10
from types import MappingProxyType
from typing import NamedTuple

from legation.base.number_text import interval, magnitude

WIDTH = 480
FAN_HEIGHT = 250
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 28, 28
ROW_HEIGHT = 30
MARK = 6  # half the height of a mark
YEARS_SHOWN_MAX = 9
LANE_HEIGHT = 12  # of a line of dated events
LANES_FROM = 27  # from the axis of years down to the first of them
READINGS_MAX = 28  # stretches of time that show their value when pointed at
TICKS_MAX = 5
SIZES = ((1e9, "bn"), (1e6, "m"))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# A range wider than this is shown on a logarithmic scale.
LOG_FROM = 10.0


class Mark(NamedTuple):
    """A reported value on a fan chart.

    when  year with its fraction
    low, high  equal for a single value; an end may be infinite
    held       whether the report is held back to check a later fit
    """

    label: str
    when: float
    low: float
    high: float
    held: bool = False


class Dated(NamedTuple):
    """A dated event on an axis of time: year with its fraction, and what a reader who points at it learns."""

    when: float
    words: str


class Span(NamedTuple):
    """One row of a strip chart.

    low, high  the model's central 90 %
    inner      its central 50 %, if known
    middle     its median, if known
    reported   what the record says; equal ends for a single value, infinite where a report leaves an end open
    """

    label: str
    low: float
    high: float
    inner: tuple[float, float] | None = None
    middle: float | None = None
    reported: tuple[float, float] | None = None


@dataclass(frozen=True)
class Axis:
    """From values to coordinates. `start` and `end` are where `low` and `high` lie."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """The coordinate of a value; what lies beyond an end is shown at the end."""
        low, high, value = (self._scaled(one) for one in (self.low, self.high, min(max(value, self.low), self.high)))
        return self.start + (self.end - self.start) * (value - low) / (high - low)

    def ticks(self) -> list[float]:
        """Round values within the axis."""
        return _decades(self.low, self.high) if self.logarithmic else _steps(self.low, self.high)

    def _scaled(self, value: float) -> float:
        return log10(value) if self.logarithmic else value


def fan(
    name: str,
    title: str,
    years: Sequence[float],
    quantiles: Sequence[Sequence[float]],
    unit: str,
    *,
    marks: Sequence[Mark] = (),
    logarithmic: bool = False,
    lanes: Mapping[str, Sequence[Dated]] = MappingProxyType({}),
) -> str:
    """Bands of 90 % and 50 % around the median, over time.

    name       of the chart, unique on its page
    years      year with its fraction, ascending
    quantiles  at 5, 25, 50, 75 and 95 %, each as long as `years`
    unit       as observables have it
    lanes      dated events by kind, beneath the axis
    """
    q05, q25, q50, q75, q95 = quantiles
    ends = [end for mark in marks for end in (mark.low, mark.high) if isfinite(end)]
    y = axis([*q05, *q95, *ends], FAN_HEIGHT - BOTTOM, TOP, logarithmic=logarithmic)
    x = Axis(floor(years[0]), ceil(years[-1]), LEFT, WIDTH - RIGHT, False)
    across = [x.at(year) for year in years]
    bottom = FAN_HEIGHT - BOTTOM
    parts = [text(0, 14, unit_words(unit, y), "unit"), *rules(y, unit), *years_below(x, bottom)]
    for style, low, high in (("band90", q05, q95), ("band50", q25, q75)):
        parts.append(f'<path class="{style}" d="{area(across, [y.at(v) for v in low], [y.at(v) for v in high])}"/>')
    parts.append(f'<path class="median" d="{rule_line(across, [y.at(v) for v in q50])}"/>')
    if y.low < 0:
        parts.append(f'<path class="axis" d="M{LEFT},{px(y.at(0))}H{WIDTH - RIGHT}"/>')
    parts += lanes_below(lanes, x, bottom + LANES_FROM)
    parts += readings(x, years, [interval(*ends, unit) for ends in zip(q05, q50, q95, strict=True)], TOP, bottom)
    parts += [mark_over_time(mark, x, y, unit) for mark in marks]
    height = FAN_HEIGHT + lanes_height(lanes)
    return svg(name, title, _fan_words(years, quantiles, unit, marks), (WIDTH, height), parts)


def strips(name: str, title: str, spans: Sequence[Span], unit: str, *, width: int = WIDTH) -> str:
    """Ranges as bars, one under the other on one scale, each with the reported value marked.

    name   of the chart, unique on its page
    spans  at least one; a chart with one row has no labels beside it
    width  in units of the page's pixels; a narrow chart keeps its letters as large as a wide one's
    """
    ends = [end for span in spans for end in (span.low, span.high, *(span.reported or ())) if isfinite(end)]
    least, most = min(ends), max(ends)
    several = len(spans) > 1
    x = axis(ends, 118 if several else 20, width - 20, logarithmic=least > 0 and most > LOG_FROM * least)
    bottom = 8 + ROW_HEIGHT * len(spans)
    parts = []
    for tick in x.ticks():
        at = px(x.at(tick))
        parts.append(f'<path class="grid" d="M{at},4V{bottom}"/>')
        parts.append(text(x.at(tick), bottom + 16, tick_words(tick, unit), "tick", "middle"))
    for row, span in enumerate(spans):
        parts += _strip(span, x, 8 + ROW_HEIGHT * (row + 0.5), unit, labelled=several)
    words = " ".join(_span_words(span, unit) for span in spans)
    return svg(name, title, words, (width, bottom + 24), parts)


def axis(values: Sequence[float], start: float, end: float, *, logarithmic: bool = False) -> Axis:
    """An axis that holds the values with a little room, and 0 unless it is logarithmic."""
    least, most = min(values), max(values)
    if logarithmic:
        assert least > 0, "a logarithmic axis holds positive values only"
        return Axis(least / 1.15, most * 1.15, start, end, True)
    low, most = min(least, 0.0), max(most, 0.0)
    steps = _steps(low, most if most > low else low + 1)
    step = steps[1] - steps[0]
    return Axis(low, step * ceil(round(most / step, 6)) if most > low else low + 1, start, end, False)


def tick_words(value: float, unit: str) -> str:
    """A tick's value as it stands beside the axis."""
    if unit.startswith("share"):
        return f"{100 * value:.4g} %"
    size, letter = next(((size, letter) for size, letter in SIZES if abs(value) >= size), (1.0, ""))
    return f"{value / size:,.10g}{letter}"


def _steps(low: float, high: float) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten within the ends, at most six of them."""
    rough = (high - low) / TICKS_MAX
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    return [round(step * count, 10) for count in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def _decades(low: float, high: float) -> list[float]:
    """Powers of ten within the ends; with their doubles and fives, or threes, where there is room."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks_shown = [round(factor * 10.0**power, 10) for power in powers for factor in factors]
        ticks_shown = [tick for tick in ticks_shown if low <= tick <= high]
        if len(ticks_shown) <= TICKS_MAX + 1:
            break
    return ticks_shown


def rules(y: Axis, unit: str) -> list[str]:
    """Lines across the frame at round values, with the values beside them."""
    parts = []
    for tick in y.ticks():
        at = y.at(tick)
        parts.append(f'<path class="grid" d="M{LEFT},{px(at)}H{WIDTH - RIGHT}"/>')
        parts.append(text(LEFT - 8, at + 4, tick_words(tick, unit), "tick", "end"))
    return parts


def years_below(x: Axis, bottom: float) -> list[str]:
    """The axis of years below the frame, which ends at `bottom`."""
    span = range(int(x.low), int(x.high) + 1)
    step = next(step for step in (1, 2, 5, 10, 100) if len(span) / step <= YEARS_SHOWN_MAX)
    shown = [year for year in span if year % step == 0 and year < x.high]
    parts = [f'<path class="axis" d="M{px(x.start)},{px(bottom)}H{px(x.end)}"/>']
    for year in shown:
        at = x.at(year)
        parts.append(f'<path class="axis" d="M{px(at)},{px(bottom)}v4"/>')
        parts.append(text(at, bottom + 18, str(year), "tick", "middle"))
    return parts


def lanes_below(
    lanes: Mapping[str, Sequence[Dated]], x: Axis, top: float, *, style: str = "event", labelled: bool = True
) -> list[str]:
    """Dated events, a line for each kind; what lies beyond the axis is left out. Each tells its words."""
    parts = []
    for at, (label, events) in enumerate(lanes.items()):
        y = top + LANE_HEIGHT * at
        if labelled:
            parts.append(text(LEFT - 6, y + 8.5, label, "lane", "end"))
        parts.append(f'<path class="grid" d="M{px(x.start)},{px(y + 5)}H{px(x.end)}"/>')
        for event in events:
            if x.low <= event.when < x.high:
                # A path takes fewer letters than a rectangle, and there are hundreds.
                place = f"M{px(x.at(event.when) - 1)},{px(y + 1)}"
                title = f"<title>{escape(event.words)}</title>"
                parts.append(f'<path class="{style}" d="{place}h2.5v8h-2.5z">{title}</path>')
    return parts


def lanes_height(lanes: Mapping[str, Sequence[Dated]]) -> int:
    """How much taller lines of dated events make a chart."""
    return LANE_HEIGHT * len(lanes) + 4 if lanes else 0


def readings(
    x: Axis, years: Sequence[float], values: Sequence[str], top: float, bottom: float, *, most: int = READINGS_MAX
) -> list[str]:
    """Stretches of time, at most so many, that show their value above the frame when pointed at.

    years   year with its fraction, ascending
    values  in words, one for each, of one line or two
    """
    step = -(-len(years) // most)
    shown = range(step // 2, len(years), step)
    across = [x.at(years[at]) for at in shown]
    edges = [x.start, *((here + after) / 2 for here, after in pairwise(across)), x.end]
    parts = []
    for at, (start, end) in zip(shown, pairwise(edges), strict=True):
        frame = f'x="{px(start)}" y="{px(top)}" width="{px(end - start)}" height="{px(bottom - top)}"'
        lines = f"{_when_words(years, at)}: {values[at]}".split("\n")
        words = "".join(text(WIDTH - RIGHT, 14 + 15 * row, line, "tip", "end") for row, line in enumerate(lines))
        parts.append(f'<g class="hit"><rect {frame}/>{words}</g>')
    return parts


def _when_words(years: Sequence[float], at: int) -> str:
    """`2018`; with its month where there are several times in a year."""
    year = floor(years[at])
    close = len(years) > 1 and years[1] - years[0] < 0.9
    return f"{MONTHS[int((years[at] - year) * 12)]} {year}" if close else str(year)


def mark_over_time(mark: Mark, x: Axis, y: Axis, unit: str) -> str:
    """A diamond for a value, a whisker for a range, which has no middle to point at."""
    across, low, high = x.at(mark.when), y.at(mark.low), y.at(mark.high)
    # The letter stands above the mark unless that is outside the frame.
    label_at = high - MARK - 4 if high - MARK - 4 > TOP + 6 else low + MARK + 12
    shape = diamond(across, high)
    if low - high > 1:
        ends = "".join(f"M{px(across - MARK)},{px(at)}h{2 * MARK}"
                       for at, end in ((low, mark.low), (high, mark.high)) if isfinite(end))  # fmt: skip
        shape = f'<path class="whisker" d="M{px(across)},{px(low)}V{px(high)}{ends}"/>'
    style = "reported held" if mark.held else "reported"
    letter = text(across, label_at, mark.label, "letter", "middle")
    return f'<g class="{style}"><title>{escape(mark_words(mark, unit))}</title>{shape}{letter}</g>'


def _strip(span: Span, x: Axis, y: float, unit: str, *, labelled: bool) -> list[str]:
    parts = [text(0, y + 4, span.label, "label")] if labelled else []
    parts.append(f"<g><title>{escape(_span_words(span, unit))}</title>")
    parts.append(_bar(x, span.low, span.high, y, 12, "band90"))
    if span.inner:
        parts.append(_bar(x, *span.inner, y, 12, "band50"))
    parts.append("</g>")
    if span.middle is not None:
        parts.append(f'<path class="median" d="M{px(x.at(span.middle))},{px(y - 8)}v16"/>')
    if span.reported:
        low, high = (x.at(end) for end in span.reported)
        words = escape(f"{span.label}: reported {reported_words(span.reported, unit)}")
        parts.append(f'<g class="reported"><title>{words}</title>')
        if high - low > 1:
            parts.append(f'<path class="whisker" d="M{px(low)},{px(y)}H{px(high)}"/>')
            parts += [f'<path class="whisker" d="M{px(at)},{px(y - MARK)}v{2 * MARK}"/>'
                      for at, end in ((low, span.reported[0]), (high, span.reported[1])) if isfinite(end)]  # fmt: skip
        else:
            parts.append(diamond((low + high) / 2, y))
        parts.append("</g>")
    return parts


def _bar(x: Axis, low: float, high: float, y: float, height: int, style: str) -> str:
    # A range narrower than two pixels must still be seen.
    width = max(x.at(high) - x.at(low), 2.0)
    place = f'x="{px(x.at(low))}" y="{px(y - height / 2)}" width="{px(width)}" height="{px(height)}"'
    return f'<rect class="{style}" {place} rx="2"/>'


def diamond(x: float, y: float) -> str:
    """The mark of a reported value."""
    return f'<path class="diamond" d="M{px(x)},{px(y - MARK)}l{MARK},{MARK}l-{MARK},{MARK}l-{MARK},-{MARK}z"/>'


def svg(name: str, title: str, words: str, size: tuple[float, float], parts: Sequence[str]) -> str:
    """A whole chart, with what it is and what it shows for those who listen to it."""
    head = (
        f'<svg viewBox="0 0 {px(size[0])} {px(size[1])}" role="img" aria-labelledby="{name}-title {name}-words">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-words">{escape(words)}</desc>'
    )
    return head + "".join(parts) + "</svg>"


def text(x: float, y: float, words: str, style: str, anchor: str = "start") -> str:
    """Words at a place."""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{style}" x="{px(x)}" y="{px(y)}"{placed}>{escape(words)}</text>'


def rule_line(across: Sequence[float], heights: Sequence[float]) -> str:
    """The path along these points, in steps from one to the next; points on a level line are left out."""
    tenths = [(round(10 * x), round(10 * y)) for x, y in zip(across, heights, strict=True)]
    last = len(tenths) - 1
    bends = [point for at, point in enumerate(tenths)
             if at in (0, last) or not tenths[at - 1][1] == point[1] == tenths[at + 1][1]]  # fmt: skip
    (x, y), *_ = bends
    steps = [f"{px((x2 - x1) / 10)},{px((y2 - y1) / 10)}" for (x1, y1), (x2, y2) in pairwise(bends)]
    path = " ".join(steps).replace(",-", "-").replace(" -", "-")
    return f"M{px(x / 10)},{px(y / 10)}" + (f"l{path}" if path else "")


def area(across: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> str:
    """The path around a band."""
    return rule_line([*across, *reversed(across)], [*lows, *reversed(highs)]) + "z"


def px(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def unit_words(unit: str, y: Axis) -> str:
    """What stands above an axis of values."""
    return unit + (", logarithmic scale" if y.logarithmic else "")


def _fan_words(years: Sequence[float], quantiles: Sequence[Sequence[float]], unit: str, marks: Sequence[Mark]) -> str:
    """What the chart shows, in sentences."""
    q05, _, q50, _, q95 = quantiles
    sentences = []
    for at in (0, len(years) // 2, len(years) - 1):
        low, middle, high = (magnitude(q[at], unit) for q in (q05, q50, q95))
        sentences.append(f"{floor(years[at])}: median {middle}, 90 % range {low} to {high}.")
    for mark in marks:
        sentences.append(mark_words(mark, unit))
    return f"In the model, {unit}. " + " ".join(sentences)


def mark_words(mark: Mark, unit: str) -> str:
    """A mark in a sentence."""
    return f"Reported, {floor(mark.when)}, {mark.label}: {reported_words((mark.low, mark.high), unit)}."


def _span_words(span: Span, unit: str) -> str:
    if span.middle is None:
        given = f"{magnitude(span.low, unit)} to {magnitude(span.high, unit)}"
    else:
        given = interval(span.low, span.middle, span.high, unit)
    words = f"{span.label}: in the model {given} (90 %)"
    return f"{words}; reported {reported_words(span.reported, unit)}." if span.reported else f"{words}."


def reported_words(reported: tuple[float, float], unit: str) -> str:
    """A reported value or range: `RMB 3,000`, `10,000 to 13,000`, `at least 8`."""
    low, high = reported
    if not isfinite(high):
        return f"at least {magnitude(low, unit)}"
    if not isfinite(low):
        return f"at most {magnitude(high, unit)}"
    least, most = magnitude(low, unit), magnitude(high, unit)
    return least if least == most else f"{least} to {most}"
