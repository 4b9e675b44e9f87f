"""Charts of two scenarios on one axis of time: a band for each, and their difference beneath."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor
from typing import NamedTuple

from legation.base.number_text import interval
from legation.report import charts
from legation.report.charts import LEFT, RIGHT, WIDTH, Axis, Dated, px, text

TOP, MIDDLE = 46, 176  # of the upper frame
LOWER_TOP, BOTTOM = 206, 276  # of the lower frame
YEARS_ROOM = 28
DIFFERENCE = "difference"


class Band(NamedTuple):
    """What a scenario gives over time: quantiles at 5, 50 and 95 %, each as long as the years, and its name."""

    name: str
    low: Sequence[float]
    middle: Sequence[float]
    high: Sequence[float]


def twin_bands(
    name: str,
    title: str,
    years: Sequence[float],
    sides: tuple[Band, Band],
    difference: Band,
    units: tuple[str, str],
    lanes: Mapping[str, Sequence[Dated]],
    apart: Sequence[Dated],
) -> str:
    """Two bands with their medians on one axis, and their difference beneath.

    years  year with its fraction, ascending
    units  of what both give, and of the difference
    lanes  dated events by kind, beneath the axis
    apart  dated measures that only one scenario has: a line through both frames
    """
    unit, difference_unit = units
    first = min([years[0], *(event.when for event in apart if event.when > years[0] - 3)])
    x = Axis(floor(first), ceil(years[-1]), LEFT, WIDTH - RIGHT, False)
    across = [x.at(year) for year in years]
    upper = charts.axis([end for side in sides for end in (*side.low, *side.high)], MIDDLE, TOP)
    lower = charts.axis([*difference.low, *difference.high], BOTTOM, LOWER_TOP)
    parts = [text(0, 14, charts.unit_words(unit, upper), "unit"), *_names(sides)]
    parts += [*charts.rules(upper, unit), *_few_rules(lower), *charts.years_below(x, BOTTOM)]
    parts.append(text(0, LOWER_TOP - 10, f"{DIFFERENCE}, {difference_unit}", "unit"))
    for event in apart:
        if x.low <= event.when < x.high:
            parts.append(f'<path class="apart" d="M{px(x.at(event.when))},{TOP}V{BOTTOM}"/>')
    for side, y, band, line in ((sides[0], upper, "band90", "median"), (sides[1], upper, "bandb", "medianb"),
                                (difference, lower, "bandb", "medianb")):  # fmt: skip
        low, middle, high = ([y.at(value) for value in values] for values in side[1:])
        parts.append(f'<path class="{band}" d="{charts.area(across, low, high)}"/>')
        parts.append(f'<path class="{line}" d="{charts.rule_line(across, middle)}"/>')
    parts.append(f'<path class="axis" d="M{LEFT},{px(lower.at(0))}H{WIDTH - RIGHT}"/>')
    top = BOTTOM + charts.LANES_FROM
    for at, (label, events) in enumerate(lanes.items()):
        style = "eventb" if list(events) == list(apart) else "event"
        parts += charts.lanes_below({label: events}, x, top + charts.LANE_HEIGHT * at, style=style)
    told = [_reading(sides, difference, unit, at) for at in range(len(years))]
    parts += charts.readings(x, years, told, TOP, BOTTOM)
    words = f"In the model, {unit}. " + " ".join(
        f"{floor(year)}: {said}.".replace("\n", " ") for year, said in zip(years, told, strict=True)
    )
    return charts.svg(name, title, words, (WIDTH, BOTTOM + YEARS_ROOM + charts.lanes_height(lanes)), parts)


def _names(sides: tuple[Band, Band]) -> list[str]:
    """Whose band is whose, above the frame: the line of a band, and its name."""
    parts, across = [], float(LEFT)
    for side, line, style in zip(sides, ("median", "medianb"), ("namea", "nameb"), strict=True):
        parts.append(f'<path class="{line}" d="M{px(across)},30h22"/>')
        parts.append(text(across + 28, 34, side.name, style))
        across += 48 + 6.6 * len(side.name)
    return parts


def _few_rules(y: Axis) -> list[str]:
    """Lines across the lower frame at its ends and 0."""
    values = dict.fromkeys((y.ticks()[0], 0.0, y.ticks()[-1]))
    parts = []
    for value in values:
        parts.append(f'<path class="grid" d="M{LEFT},{px(y.at(value))}H{WIDTH - RIGHT}"/>')
        parts.append(text(LEFT - 8, y.at(value) + 4, charts.tick_words(value, ""), "tick", "end"))
    return parts


def _reading(sides: tuple[Band, Band], difference: Band, unit: str, at: int) -> str:
    here, there = (interval(side.low[at], side.middle[at], side.high[at], unit) for side in sides)
    apart = interval(difference.low[at], difference.middle[at], difference.high[at], "")
    return f"{here}; {there};\n{DIFFERENCE} {apart}"
