"""The model's charts of a run: what it gives over time, and filled posts by place at the end."""

from __future__ import annotations

from math import floor
from typing import Any

from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.places import PLACES
from legation.observation.observables import catalogue as observables
from legation.publication.summary import EVERYWHERE
from legation.report import charts, first_page
from legation.report.charts import Span
from legation.report.dated_events import recorded_events
from legation.report.figure import Cell, Figure
from legation.report.findings import Findings, RunLike
from legation.report.headlines import largest_title
from legation.report.over_time import QUANTILES, from_to, marks_of, middle_of, model_row, titled

# Fan charts, in order: observable, and whether its axis is logarithmic.
FANS = (
    ("trade_index", False),
    ("trade_income", False),
    ("margin_month_rmb", True),
    ("alert", False),
    ("clampdowns", False),
)
HEADCOUNT = "posted_officials"


def model_charts(result: RunLike, summary: Findings) -> list[Figure]:
    """The charts, in order; those of which fewer than two times are published are left out."""
    made = [_fan(result, summary, name, logarithmic) for name, logarithmic in FANS]
    return [figure for figure in [*made, _headcount(result, summary)] if figure]


def _fan(result: RunLike, summary: Findings, name: str, logarithmic: bool) -> Figure | None:
    """The chart of one observable over all places, or nothing where fewer than two times of it are published."""
    rows = [row for row in result.series
            if row["observable"] == name and row["place"] == EVERYWHERE and row["q50"] is not None]  # fmt: skip
    if len(rows) < 2:
        return None
    observable = observables.BY_NAME[name]
    quantiles = [[row[q] for row in rows] for q in QUANTILES]
    marks, keys, reported = marks_of([row for row in summary.compared if row.observable == name])
    smallest = min(quantiles[0])
    title, lanes = titled(rows, name, summary.compared), recorded_events(result.ledger.timeline.values())
    svg = charts.fan(f"fan-{name}", title, [middle_of(row) for row in rows], quantiles,
                     observable.unit, marks=marks, logarithmic=logarithmic and smallest > 0, lanes=lanes)  # fmt: skip
    over = "the officials of all worlds, each world counting the same" if observable.kind == "spread" else "worlds"
    words = f"Median (90 %) over {over}; all places, by {_span(rows[0])}: {from_to(rows, observable.unit)}."
    data = (*(model_row(row) for row in rows), *reported)
    return Figure(f"fan-{name}", title, svg, words, keys, observable.sentence, data)


def _headcount(result: RunLike, summary: Findings) -> Figure | None:
    """Filled posts at the end, by place as far as published, each with the first report of a number for that place."""
    rows = {row["place"]: row for row in result.series if row["observable"] == HEADCOUNT and row["q50"] is not None}
    if not rows:
        return None
    observable = observables.BY_NAME[HEADCOUNT]
    said: dict[str, tuple[float, float]] = {}
    keys = []
    reported: list[dict[str, Cell]] = []
    for row in summary.compared:
        target = row.target
        if row.observable != HEADCOUNT or not row.reported or not target or not target.said:
            continue
        place = EVERYWHERE if len(target.scopes[0].places) == len(PLACES) else target.place
        if place in rows and place not in said:
            said[place] = target.said
            keys.append(("", row.claim, first_page.reported_with_time(target, said[place])))
            reported.append(first_page.reported_row(row.claim, target, said[place]))
    spans = [
        Span(place, row["q05"], row["q95"], (row["q25"], row["q75"]), row["q50"], said.get(place))
        for place, row in ((place, rows[place]) for place in (EVERYWHERE, *PLACES) if place in rows)
    ]
    last = rows[EVERYWHERE]
    year = floor(middle_of(last))
    places = [(span.label, span.middle or 0.0) for span in spans if span.label != EVERYWHERE]
    title = largest_title(HEADCOUNT, year, places) if places else observable.sentence
    svg = charts.strips(f"strips-{HEADCOUNT}", title, spans, observable.unit)
    when = f"in {year}" + ("" if last["weeks"] > WEEKS_PER_PERIOD else ", at the end")
    words = f"By place, over worlds, {when}; persons."
    data = (*(model_row(rows[span.label]) for span in spans), *reported)
    return Figure(f"strips-{HEADCOUNT}", title, svg, words, tuple(keys), observable.sentence, data)


def _span(row: dict[str, Any]) -> str:
    return "year" if row["weeks"] > WEEKS_PER_PERIOD else "four weeks"
