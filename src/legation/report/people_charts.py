"""Charts of people: head-counts of regions side by side on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from types import MappingProxyType

from legation.base.number_text import interval, magnitude
from legation.report import charts
from legation.report.charts import BOTTOM, FAN_HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, Dated

GAP = 14  # between panels
READINGS_MAX = 14  # in a panel
LINE = 14  # height of a line of a heading

Course = tuple[Sequence[float], Sequence[float], Sequence[float]]


def panels(
    name: str,
    title: str,
    years: Sequence[float],
    courses: Mapping[str, Course],
    unit: str,
    lanes: Mapping[str, Sequence[Dated]] = MappingProxyType({}),
) -> str:
    """Bands of 90 % around the median over time, one panel beside the other on one scale.

    name     of the chart, unique on its page
    years    year with its fraction, ascending
    courses  heading of a panel -> quantiles at 5, 50 and 95 %, each as long as `years`
    lanes    dated events by kind, beneath each panel
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
        events = {label: [event for event in lane if x.low <= event.when < x.high] for label, lane in lanes.items()}
        parts += charts.lanes_below(events, x, FAN_HEIGHT - BOTTOM + charts.LANES_FROM, labelled=place == 0)
        values = [interval(*ends, unit) for ends in zip(q05, q50, q95, strict=True)]
        told = [f"{heading} {value}" for value in values]
        parts += charts.readings(x, years, told, TOP, FAN_HEIGHT - BOTTOM, most=READINGS_MAX)
        for at, year, anchor in ((x.start, floor(years[0]), "start"), (x.end, floor(years[-1]), "end")):
            parts.append(charts.text(at, FAN_HEIGHT - BOTTOM + 18, str(year), "tick", anchor))
    words = " ".join(_panel_words(heading, years, course, unit) for heading, course in courses.items())
    return charts.svg(
        name, title, f"In the model, {unit}. {words}", (WIDTH, FAN_HEIGHT + charts.lanes_height(lanes)), parts
    )


def _panel_words(heading: str, years: Sequence[float], course: Course, unit: str) -> str:
    q05, q50, q95 = course
    parts = [f"{floor(years[at])} median {magnitude(q50[at], unit)}, 90 % range {magnitude(q05[at], unit)} to "
             f"{magnitude(q95[at], unit)}" for at in (0, -1)]  # fmt: skip
    return f"{heading}: {'; '.join(parts)}."
