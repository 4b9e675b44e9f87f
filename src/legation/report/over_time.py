"""Five measures over time that readers ask for first, each with a sentence that says its range.

Reported values are the record's own and are shown as published, whatever may be shown of the model beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from legation.assessment import measuring
from legation.assessment.comparison import Row
from legation.assessment.measuring import COMPARED_FROM
from legation.base.calendar import WEEKS_PER_PERIOD
from legation.base.number_text import magnitude
from legation.base.places import REGIONS
from legation.evidence.claims import Claim
from legation.evidence.wordings.catalogue import WORDINGS
from legation.observation.observables import catalogue as observables
from legation.publication.summary import EVERYWHERE, SMALLEST_COUNT
from legation.report import charts, people_charts
from legation.report.charts import Mark
from legation.report.findings import MONTHS, Findings, RunLike
from legation.report.first_page import Figure, reported_with_time
from legation.report.people_charts import range_words

HEADCOUNT, COUNTED = "posted_officials", "arrivals_counted"
COURSES = ("sessions_per_week", "quota_met_share", "levies_paid_share")
HELD_BACK = "held back to check a later fit"
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Rows = list[dict[str, Any]]
Key = tuple[str, str, str]


def courses(result: RunLike, found: Findings) -> list[Figure]:
    """The charts, as far as there are two times to show of a measure."""
    made = [_headcount(result), *(_course(result, found, name) for name in COURSES), _counted(result, found)]
    return [figure for figure in made if figure]


def marks_of(result: RunLike, rows: Iterable[Row], *, as_counted: bool = False) -> tuple[list[Mark], list[Key]]:
    """The reported values with a letter each, and the key that explains the letters.

    as_counted  a count as it was reported, and not as a rate
    """
    marks: list[Mark] = []
    keys = []
    for row in rows:
        claim = result.ledger.claims[row.claim]
        if not claim.period or not (said := _said(claim, row, as_counted)):
            continue
        letter, held = LETTERS[len(marks) % len(LETTERS)], claim.role == "check"
        when = (year_and_fraction(claim.period.first) + year_and_fraction(claim.period.last)) / 2
        marks.append(Mark(letter, when, *said, held))
        words = reported_with_time(claim, said, row.unit)
        keys.append((letter, row.claim, f"{words}; {HELD_BACK}" if held else words))
    return marks, keys


def year_and_fraction(day: date) -> float:
    """A day as year and fraction."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def middle_of(row: dict[str, Any]) -> float:
    """The middle of what a row of the series covers, as year and fraction."""
    return year_and_fraction(row["period_start"] + timedelta(weeks=row["weeks"] // 2))


def _said(claim: Claim, row: Row, as_counted: bool) -> tuple[float, float] | None:
    """What was reported, in the measure's unit and without tolerance; None for a change or an event."""
    observable = observables.BY_NAME[row.observable]
    if claim.wording in (*measuring.CHANGES, "existence", "none") or measuring.is_event_search(claim, observable):
        return None
    times = 1.0 if as_counted else measuring.factor(claim, observable)
    assert times is not None, claim.id
    region = WORDINGS[claim.wording].region(claim.low, claim.high, tolerance=False)
    assert region is not None, claim.id
    return region[0] * times, region[1] * times


def _headcount(result: RunLike) -> Figure | None:
    rows = _scored(result.series, HEADCOUNT)
    areas = [area for area in REGIONS if area in rows] or [area for area in (EVERYWHERE,) if area in rows]
    if not areas or len(rows[areas[0]]) < 2:
        return None
    observable = observables.BY_NAME[HEADCOUNT]
    heads = {area: area[0].upper() + area[1:] for area in areas}
    courses = {heads[area]: _quantiles(rows[area]) for area in areas}
    years = [middle_of(row) for row in rows[areas[0]]]
    svg = people_charts.panels(f"course-{HEADCOUNT}", observable.sentence, years, courses, observable.unit)
    told = "; ".join(f"{heads[area]} {_from_to(rows[area], observable.unit)}" for area in areas)
    return Figure(observable.sentence, svg, f"90 % of worlds: {told}.", [])


def _course(result: RunLike, found: Findings, name: str) -> Figure | None:
    rows = _scored(result.series, name).get(EVERYWHERE, [])
    if len(rows) < 2:
        return None
    observable = observables.BY_NAME[name]
    quantiles = [[row[q] for row in rows] for q in ("q05", "q25", "q50", "q75", "q95")]
    marks, keys = marks_of(result, [row for row in found.compared if row.observable == name])
    svg = charts.fan(f"course-{name}", observable.sentence, [middle_of(row) for row in rows], quantiles,
                     observable.unit, marks=marks)  # fmt: skip
    return Figure(observable.sentence, svg, f"90 % of worlds, all places: {_from_to(rows, observable.unit)}.", keys)


def _counted(result: RunLike, found: Findings) -> Figure | None:
    """What an official count would show, from the ranges that may leave, with the counts that were published."""
    ranges = {row["year"]: (_end(row["low"]), _end(row["high"])) for row in result.people
              if row["observable"] == COUNTED and row["year"] >= COMPARED_FROM.year}  # fmt: skip
    if len(ranges) < 2:
        return None
    observable = observables.BY_NAME[COUNTED]
    rows = [row for row in found.compared if row.observable == COUNTED]
    marks, keys = marks_of(result, rows, as_counted=True)
    svg = people_charts.bars(f"course-{COUNTED}", observable.sentence, ranges, observable.unit, marks=marks)
    first, last = min(ranges), max(ranges)
    told = ", ".join(f"{range_words(*ranges[year], observable.unit)} in {year}" for year in (first, last))
    words = (
        f"90 % of worlds, all places: {told}. No number below {SMALLEST_COUNT} is told. Nothing has been fitted, so "
        "the range is an assumption and no estimate."
    )
    return Figure(observable.sentence, svg, words, keys)


def _scored(series: Rows, name: str) -> dict[str, Rows]:
    """Area -> the rows of a measure from the first year that is compared with the record."""
    found: dict[str, Rows] = {}
    for row in series:
        if row["observable"] == name and middle_of(row) >= COMPARED_FROM.year:
            found.setdefault(row["place"], []).append(row)
    return found


def _quantiles(rows: Rows) -> people_charts.Course:
    q05, q50, q95 = ([row[q] for row in rows] for q in ("q05", "q50", "q95"))
    return q05, q50, q95


def _from_to(rows: Rows, unit: str) -> str:
    """The range at the beginning and at the end, in words."""
    return " and ".join(_at(row, unit) for row in (rows[0], rows[-1]))


def _at(row: dict[str, Any], unit: str) -> str:
    year = int(middle_of(row))
    when = f"in {year}" if row["weeks"] > WEEKS_PER_PERIOD else f"in {MONTHS[row['period_start'].month - 1]} {year}"
    return f"{magnitude(row['q05'], unit)} to {magnitude(row['q95'], unit)} {when}"


def _end(told: str) -> float:
    """An end of a published range as a number; 0 for what lies below the smallest count."""
    return 0.0 if told.startswith("<") else float(told.replace(",", ""))
