"""Five measures over time that readers ask for first, each with a sentence that says its range.

Reported values are the record's own and are shown as published, whatever may be published of the model beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from statistics import median
from typing import Any

from legation.assessment.comparison import ComparisonRow
from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.number_text import interval
from legation.base.places import REGIONS
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.targets import COMPARED_FROM
from legation.publication.summary import EVERYWHERE
from legation.report import charts, people_charts
from legation.report.charts import MONTHS, Mark
from legation.report.dated_events import recorded_events, year_and_fraction
from legation.report.figure import MODEL, Cell, Figure, data_row
from legation.report.findings import Findings, RunLike
from legation.report.first_page import reported_row, reported_with_time
from legation.report.headlines import YearSpread, course_title, reports_clause

HEADCOUNT, COUNTED = "posted_officials", "arrivals_counted"
COURSES = ("sessions_per_week", "quota_met_share", "levies_paid_share")
HELD_BACK = "held back to check a later fit"
QUANTILES = ("q05", "q25", "q50", "q75", "q95")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Rows = list[dict[str, Any]]
Key = tuple[str, str, str]


def courses(result: RunLike, findings: Findings) -> list[Figure]:
    """The charts of those measures of which two times or more are published."""
    figures = [
        _headcount(result, findings),
        *(_course(result, findings, name) for name in COURSES),
        _counted(result, findings),
    ]
    return [figure for figure in figures if figure]


def marks_of(
    rows: Iterable[ComparisonRow], *, as_counted: bool = False
) -> tuple[list[Mark], tuple[Key, ...], list[dict[str, Cell]]]:
    """The reported values with a letter each, the key that explains the letters, and the values as rows of data.

    as_counted  a count as it was reported, and not as a rate
    """
    marks: list[Mark] = []
    keys = []
    data = []
    for row in rows:
        target = row.target
        said = target and (target.stated if as_counted else target.said)
        if not target or not target.period or not said:
            continue  # A change or an event is no value.
        letter, held = LETTERS[len(marks) % len(LETTERS)], row.role == "check"
        when = (year_and_fraction(target.period.first) + year_and_fraction(target.period.last)) / 2
        marks.append(Mark(letter, when, *said, held))
        words = reported_with_time(target, said)
        notes = [HELD_BACK] if held else []
        notes += [] if row.is_informative else [f"no test: {row.grounds}"]
        keys.append((letter, row.claim, "; ".join((words, *notes))))
        data.append(reported_row(row.claim, target, said))
    return marks, tuple(keys), data


def titled(rows: Rows, name: str, compared: Iterable[ComparisonRow]) -> str:
    """The finding of a course: how its median moves over the years, and what was reported."""
    by_year: dict[int, Rows] = {}
    for row in rows:
        by_year.setdefault(int(middle_of(row)), []).append(row)
    spreads = {
        year: YearSpread(*(median(row[q] for row in entries) for q in ("q25", "q50", "q75")))
        for year, entries in by_year.items()
    }
    reports = reports_clause(row for row in compared if row.observable == name)
    return course_title(name, rows[0]["unit"], spreads, reports)


def model_row(row: dict[str, Any]) -> dict[str, Cell]:
    """A row of the series among the data of a figure."""
    cells = {name: row[name] for name in ("place", "weeks", "unit", *QUANTILES)}
    return data_row(MODEL, time=row["period_start"].isoformat(), **cells)


def middle_of(row: dict[str, Any]) -> float:
    """The middle of what a row of the series covers, as year and fraction."""
    return year_and_fraction(row["period_start"] + timedelta(weeks=row["weeks"] // 2))


def _headcount(result: RunLike, findings: Findings) -> Figure | None:
    rows = {area: _yearly(entries) for area, entries in _scored(result.series, HEADCOUNT).items()}
    areas = [area for area in REGIONS if area in rows] or [area for area in (EVERYWHERE,) if area in rows]
    if not areas or len(rows[areas[0]]) < 2:
        return None
    observable = BY_NAME[HEADCOUNT]
    heads = {area: area[0].upper() + area[1:] for area in areas}
    courses = {heads[area]: _quantiles(rows[area]) for area in areas}
    years = [middle_of(row) for row in rows[areas[0]]]
    lanes = recorded_events(result.ledger.timeline.values())
    everywhere = rows.get(EVERYWHERE, rows[areas[0]])
    title = titled(everywhere, HEADCOUNT, findings.compared)
    svg = people_charts.panels(f"course-{HEADCOUNT}", title, years, courses, observable.unit, lanes)
    ranges = "; ".join(f"{heads[area]} {from_to(rows[area], observable.unit)}" for area in areas)
    data = tuple(model_row(row) for area in areas for row in rows[area])
    words = f"Median (90 % of worlds): {ranges}."
    return Figure(f"course-{HEADCOUNT}", title, svg, words, (), observable.sentence, data)


def _course(result: RunLike, findings: Findings, name: str) -> Figure | None:
    rows = _scored(result.series, name).get(EVERYWHERE, [])
    if len(rows) < 2:
        return None
    observable = BY_NAME[name]
    quantiles = [[row[q] for row in rows] for q in QUANTILES]
    marks, keys, reported = marks_of([row for row in findings.compared if row.observable == name])
    title, lanes = titled(rows, name, findings.compared), recorded_events(result.ledger.timeline.values())
    svg = charts.fan(f"course-{name}", title, [middle_of(row) for row in rows], quantiles,
                     observable.unit, marks=marks, lanes=lanes)  # fmt: skip
    words = f"Median (90 % of worlds), all places: {from_to(rows, observable.unit)}."
    data = (*(model_row(row) for row in rows), *reported)
    return Figure(f"course-{name}", title, svg, words, keys, observable.sentence, data)


def _counted(result: RunLike, findings: Findings) -> Figure | None:
    """What an official count would show year by year, with the counts that were published."""
    rows = _scored(result.series, COUNTED).get(EVERYWHERE, [])
    if len(rows) < 2:
        return None
    observable = BY_NAME[COUNTED]
    marks, keys, reported = marks_of([row for row in findings.compared if row.observable == COUNTED], as_counted=True)
    quantiles = [[row[q] for row in rows] for q in QUANTILES]
    title, lanes = titled(rows, COUNTED, findings.compared), recorded_events(result.ledger.timeline.values())
    svg = charts.fan(f"course-{COUNTED}", title, [middle_of(row) for row in rows], quantiles,
                     observable.unit, marks=marks, lanes=lanes)  # fmt: skip
    words = (
        f"Median (90 % of worlds), all places: {from_to(rows, observable.unit)}. Nothing has been fitted, so the range "
        "is an assumption and not an estimate."
    )
    data = (*(model_row(row) for row in rows), *reported)
    return Figure(f"course-{COUNTED}", title, svg, words, keys, observable.sentence, data)


def _scored(series: Rows, name: str) -> dict[str, Rows]:
    """Area -> the rows of a measure from the first year that is compared with the record."""
    by_area: dict[str, Rows] = {}
    for row in series:
        if row["observable"] == name and row["q50"] is not None and middle_of(row) >= COMPARED_FROM.year:
            by_area.setdefault(row["place"], []).append(row)
    return by_area


def _yearly(rows: Rows) -> Rows:
    """The row in the middle of each year: panels are narrow, and heads change slowly."""
    by_year: dict[int, Rows] = {}
    for row in rows:
        by_year.setdefault(int(middle_of(row)), []).append(row)
    return [entries[len(entries) // 2] for entries in by_year.values()]


def _quantiles(rows: Rows) -> people_charts.Course:
    q05, q50, q95 = ([row[q] for row in rows] for q in ("q05", "q50", "q95"))
    return q05, q50, q95


def from_to(rows: Rows, unit: str) -> str:
    """The range at the beginning and at the end, in words."""
    return " and ".join(_at(row, unit) for row in (rows[0], rows[-1]))


def _at(row: dict[str, Any], unit: str) -> str:
    year = int(middle_of(row))
    when = f"in {year}" if row["weeks"] > WEEKS_PER_PERIOD else f"in {MONTHS[row['period_start'].month - 1]} {year}"
    return f"{interval(row['q05'], row['q50'], row['q95'], unit)} {when}"
