"""Charts of people: head-counts of regions side by side, and what an official count would show year by year.

They are drawn from what may leave the program and nothing else: coarse steps, ends of ranges, and "< 5" as what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, isfinite

from legation.base.number_text import magnitude
from legation.publication.summary import SMALLEST_COUNT
from legation.report import charts
from legation.report.charts import BOTTOM, FAN_HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, Mark

GAP = 14  # between panels
LINE = 14  # height of a line of a heading
BAR = 0.6  # of a year
STUB = 3.0  # height of a bar of which nothing is known but that it lies below the smallest count

Course = tuple[Sequence[float], Sequence[float], Sequence[float]]


def panels(name: str, title: str, years: Sequence[float], courses: Mapping[str, Course], unit: str) -> str:
    """Bands of 90 % around the median over time, one panel beside the other on one scale.

    name     of the chart, unique on its page
    years    year with its fraction, ascending
    courses  heading of a panel -> quantiles at 5, 50 and 95 %, each as long as `years`
    """
    ends = [end for q05, _, q95 in courses.values() for end in (*q05, *q95)]
    y = charts.axis(ends, FAN_HEIGHT - BOTTOM, TOP + 2 * LINE)
    parts = [charts.text(0, 14, unit, "unit"), *charts.rules(y, unit)]
    width = (WIDTH - RIGHT - LEFT - GAP * (len(courses) - 1)) / len(courses)
    for place, (heading, (q05, q50, q95)) in enumerate(courses.items()):
        left = LEFT + place * (width + GAP)
        x = Axis(floor(years[0]), ceil(years[-1]), left, left + width, False)
        across = [x.at(year) for year in years]
        # A panel is narrow, so the last word of its heading has a line of its own.
        lines = heading.rsplit(" ", 1)
        parts += [charts.text(left, TOP + 6 + LINE * at, words, "label") for at, words in enumerate(lines)]
        band = charts.area(across, [y.at(value) for value in q05], [y.at(value) for value in q95])
        parts.append(f'<path class="band90" d="{band}"/>')
        parts.append(f'<path class="median" d="{charts.rule_line(across, [y.at(value) for value in q50])}"/>')
        parts.append(f'<path class="axis" d="M{charts.px(left)},{FAN_HEIGHT - BOTTOM}h{charts.px(width)}"/>')
        for at, year, anchor in ((x.start, floor(years[0]), "start"), (x.end, floor(years[-1]), "end")):
            parts.append(charts.text(at, FAN_HEIGHT - BOTTOM + 18, str(year), "tick", anchor))
    words = " ".join(_panel_words(heading, years, course, unit) for heading, course in courses.items())
    return charts.svg(name, title, f"In the model, {unit}. {words}", (WIDTH, FAN_HEIGHT), parts)


def bars(
    name: str, title: str, ranges: Mapping[int, tuple[float, float]], unit: str, *, marks: Sequence[Mark] = ()
) -> str:
    """The range of each year as a bar, on an axis that begins where counts may be told.

    ranges  year -> ends of the central 90 %; what lies below the smallest count is 0
    """
    least = float(SMALLEST_COUNT)
    ends = [end for low, high in ranges.values() for end in (low, high)]
    ends += [end for mark in marks for end in (mark.low, mark.high) if isfinite(end)]
    y = charts.axis([least * 1.15, max(2 * least, *ends)], FAN_HEIGHT - BOTTOM, TOP, logarithmic=True)
    x = Axis(min(ranges), max(ranges) + 1, LEFT, WIDTH - RIGHT, False)
    parts = [charts.text(0, 14, f"{unit}, logarithmic scale", "unit"), *charts.rules(y, unit)]
    parts += charts.years_below(x)
    parts.append(charts.text(LEFT - 8, FAN_HEIGHT - BOTTOM + 4, f"< {SMALLEST_COUNT}", "tick", "end"))
    for year, (low, high) in ranges.items():
        top, bottom = y.at(max(high, least)), y.at(max(low, least))
        top = min(top, FAN_HEIGHT - BOTTOM - STUB)
        at, width = x.at(year + (1 - BAR) / 2), x.at(year + BAR) - x.at(year)
        place = f'x="{charts.px(at)}" y="{charts.px(top)}" width="{charts.px(width)}"'
        parts.append(f'<rect class="band90" {place} height="{charts.px(max(bottom - top, STUB))}"/>')
    parts += [charts.mark_over_time(mark, x, y) for mark in marks]
    words = [f"{year}: {range_words(*ends, unit)}." for year, ends in ranges.items()]
    words += [charts.mark_words(mark, unit) for mark in marks]
    told = f"In the model, {unit}, 90 % of worlds. " + " ".join(words)
    return charts.svg(name, title, told, (WIDTH, FAN_HEIGHT), parts)


def range_words(low: float, high: float, unit: str) -> str:
    """A range of persons, `< 5 to 120`; an end below the smallest count is told as that."""
    ends = [f"< {SMALLEST_COUNT}" if end < SMALLEST_COUNT else magnitude(end, unit) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _panel_words(heading: str, years: Sequence[float], course: Course, unit: str) -> str:
    q05, q50, q95 = course
    parts = [f"{floor(years[at])} median {magnitude(q50[at], unit)}, 90 % range {magnitude(q05[at], unit)} to "
             f"{magnitude(q95[at], unit)}" for at in (0, -1)]  # fmt: skip
    return f"{heading}: {'; '.join(parts)}."
