"""The report as one HTML page: no network, no script, light or dark, on paper too.

Everything that comes from the record or from a scenario is escaped by the template. Only the charts, which escape for
themselves, enter as they are.
"""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import Any

import numpy as np
from markupsafe import Markup

from legation.assessment import verdicts
from legation.assessment.comparison import TIMES, by_outlet
from legation.base.number_text import interval, magnitude, two_digits
from legation.base.places import REGIONS
from legation.evidence import handling
from legation.evidence.grades import INFORMATION_GRADES, SOURCE_GRADES
from legation.evidence.ledger import Ledger
from legation.publication.summary import EVERYWHERE
from legation.report import findings, first_page, model_charts, over_time
from legation.report.failures import failures_sentence
from legation.report.findings import Findings, RunLike
from legation.report.over_time import middle_of
from legation.report.reports_chart import reports_chart
from legation.report.templates import filled
from legation.scenario import Scenario
from legation.scenario.parameters import AnyParameter, ChoiceParameter
from legation.scenario.policies import Policy

Columns = tuple[tuple[str, str, str], ...]  # observable, region, heading
# Tables by year.
FLIGHTS: Columns = (
    *(("flights", region, region[0].upper() + region[1:]) for region in (EVERYWHERE, *REGIONS)),
    ("flights_in_busiest_week", EVERYWHERE, "Busiest week, all places"),
)
JOURNEYS: Columns = tuple(
    (name, EVERYWHERE, head)
    for name, head in (
        ("wish_share", "With reasons to leave"),
        ("prepared_share", "Prepared"),
        ("flights_overland", "Left overland"),
        ("route_price_index", "Paid brokers, up to 2012 = 1"),
        ("captured_share", "Captured, of journeys ended"),
        ("detained", "In detention"),
        ("forced_returns_officials", "Handed over"),
        ("arrivals_officials", "Reached safety"),
        ("arrivals_counted", "An official count would show"),
        ("recalls_carried_out", "Went home as ordered"),
    )
)
SECTIONS = {
    "over-time": "What the model gives over time",
    "reported": "What was reported, and when",
    "table": "The whole comparison",
    "flights": "Officials who left their posts, by year and region",
    "journeys": "Before they left, and what became of them, by year",
    "events": "Dated events",
    "parameters": "Parameters drawn",
    "inputs": "Inputs and dated policies",
    "unmodelled": "Not measured yet",
    "cited": "Other records cited",
    "audit": "Audit",
}
LEGEND_PARTS = (
    ("Where a report lies in the model’s range", verdicts.LIES),
    ("How wide that range is", verdicts.WIDTHS),
    ("Whether the model could have said otherwise", verdicts.GROUNDS),
)


def run_html(result: RunLike) -> str:
    """The report as text of one HTML file."""
    summary = findings.gather_findings(result)
    note = handling.note(result.ledger.claims.values())  # Empty unless somebody asked for what is not public.
    return filled(
        "page.html",
        about=result.manifest() | ({"handling": note} if note else {}),
        note=note,
        result=result,
        svg=Markup,  # marks the charts' text as already escaped
        magnitude=magnitude,
        published=findings.published,
        reason=findings.reason,
        reported=findings.reported_value,
        unit_behind=findings.unit_behind,
        times=TIMES,
        shapes=findings.SHAPES,
        run_id=result.manifest()["run_id"],
        sections=_sections(result, summary),
        **_first(result, summary),
        **_evidence(result, summary),
        **_told(result),
        courses=[*over_time.courses(result, summary), *model_charts.model_charts(result, summary)],
        reports=reports_chart(result, summary),
        events=sorted(result.ledger.timeline.values(), key=lambda event: (event.day, event.id)),
        flights=_by_year(result.series, FLIGHTS),
        journeys=_by_year(result.series, JOURNEYS),
        anchors=_anchors(result),
    )


def _first(result: RunLike, summary: Findings) -> dict[str, Any]:
    return {
        "question": first_page.question(result),
        "failed": failures_sentence(result.failures, result.audit),
        "answer": first_page.answer(summary),
        "how_to_read": first_page.how_to_read(summary),
        "no_corroboration": findings.NO_CORROBORATION,
        "first_figures": first_page.figures(result, summary),
        "rests_on": first_page.rests_on(result),
        "disagrees_with": first_page.disagrees_with(summary),
        "not_estimable": first_page.not_estimable(summary, result.ledger),
        "command": first_page.command(result),
    }


def _evidence(result: RunLike, summary: Findings) -> dict[str, Any]:
    return {
        "groups": _groups(summary),
        "tests": findings.tests_words(summary),
        "untested": findings.untested_words(summary),
        "unmodelled": summary.unmodelled,
        "legend": LEGEND_PARTS,
        "readings": verdicts.READINGS,
        "source_grades": SOURCE_GRADES,
        "information_grades": INFORMATION_GRADES,
        "by_outlet": sorted(by_outlet(summary.compared), key=lambda entry: (-sum(entry[1].values()), entry[0])),
        "links": _links(result.ledger),
        "unaddressed": _unaddressed(result.ledger),
        "cited": _cited(result),
    }


def _groups(summary: Findings) -> list[dict[str, Any]]:
    """The rows of the whole table: those that test the model first, those that can't be told last and folded."""
    grounds = (verdicts.BUILT_IN, verdicts.INPUTS_DECIDE)
    built, decided = (sorted(summary.resting(reason), key=findings.telling) for reason in grounds)
    groups = (
        ("tests", "Tests of the model: it could have said otherwise", summary.informative, True),
        ("built-in", "No test: built in, because the scenario rests on it", built, True),
        ("decided", "No test: recorded inputs decide it", decided, True),
        ("untold", "The model cannot tell", summary.untold, False),
    )
    return [
        {"id": name, "title": f"{title} ({len(rows)})", "rows": rows, "open": is_open}
        for name, title, rows, is_open in groups
        if rows
    ]


def _sections(result: RunLike, summary: Findings) -> dict[str, str]:
    """The parts of the page after the first, in order: id -> heading; those without content are left out."""
    held = {
        "over-time": bool(result.series),
        "reported": bool(summary.compared),
        "flights": bool(_by_year(result.series, FLIGHTS)["rows"]),
        "journeys": bool(_by_year(result.series, JOURNEYS)["rows"]),
        "events": bool(result.ledger.timeline),
        "unmodelled": bool(summary.unmodelled),
        "cited": bool(_cited(result)),
    }
    return {name: title for name, title in SECTIONS.items() if held.get(name, True)}


def _told(result: RunLike) -> dict[str, Any]:
    """What the run was told: parameters, inputs, policies."""
    return {
        "parameters": _parameters(result),
        "inputs": list(result.scenario.inputs.items()),
        "policies": [(policy, _effect(policy, result.scenario)) for policy in result.scenario.policies],
    }


def _links(ledger: Ledger) -> dict[str, str]:
    """Claim -> the address that may be linked; copies have none."""
    links = {name: ledger.sources[claim.source].link for name, claim in ledger.claims.items()}
    return {name: link for name, link in links.items() if link}


def _unaddressed(ledger: Ledger) -> set[str]:
    """The claims of whose source no address is known, not even that of a copy."""
    return {name for name, claim in ledger.claims.items() if not ledger.sources[claim.source].addresses}


def _anchors(result: RunLike) -> set[str]:
    """The ids that have a place on the page, so that a link to them leads somewhere."""
    rows = {row.claim for row in result.rows}
    return rows | {entry["id"] for entry in _cited(result)} | set(result.ledger.timeline)


def _cited(result: RunLike) -> list[dict[str, str]]:
    """Records on which a parameter, an input or a policy rests and that have no row of their own."""
    ledger = result.ledger
    names = sorted({name for name, _ in first_page.cited_by(result.scenario)} - {row.claim for row in result.rows})
    entries = []
    for name in names:
        if name in ledger.claims:
            claim = ledger.claims[name]
            source = ledger.sources[claim.source]
            origin = f"{ledger.grade(name)}  {ledger.outlets[source.outlet].name}, {source.date_words}"
            entries.append({"id": name, "said": claim.paraphrase, "source": origin.replace("..", " to ")})
    return entries


def _parameters(result: RunLike) -> list[dict[str, Any]]:
    """Each parameter with what the worlds drew, in the scenario's order."""
    rows = []
    # Weights of places, and strengths of like policies, have one reason; the first by name has it.
    explained: dict[tuple[tuple[str, ...], str], str] = {}
    for name in sorted(result.scenario.parameters):
        explained.setdefault(_reason(result.scenario.parameters[name]), name)
    for name, parameter in result.scenario.parameters.items():
        drawn = result.parameters.of(name)
        if isinstance(parameter, ChoiceParameter):
            counts = Counter(parameter.range[int(position)] for position in drawn)
            middle, spread = counts.most_common(1)[0][0], ", ".join(f"{word} in {counts[word]}" for word in counts)
        else:
            low, median, high = (float(q) for q in np.quantile(drawn, (0.05, 0.5, 0.95)))
            middle, spread = magnitude(median, parameter.unit), f"{magnitude(low, parameter.unit)} to "
            spread += magnitude(high, parameter.unit)
        spread = spread if parameter.prior else "fixed"
        first = explained[_reason(parameter)]
        row = {"name": name, "parameter": parameter, "middle": middle, "spread": spread}
        rows.append(row | {"as_for": first if first != name else ""})
    return rows


def _reason(parameter: AnyParameter) -> tuple[tuple[str, ...], str]:
    return parameter.records, parameter.assumed


def _effect(policy: Policy, scenario: Scenario) -> str:
    """What a policy does, and when, in words: `× 0.4 from 2017-09-18`."""
    sign = {"times": "×", "plus": "+", "set": "="}[policy.effect]
    if policy.parameter and (strength := scenario.parameters[policy.parameter]).prior:
        sign = f"drawn between {strength.low:g} and {strength.high:g}, middle {sign}"
    steps = "; ".join(f"{sign} {value:g} from {day}" for day, value in policy.steps)
    steps += f", in full by {policy.full}" if policy.full else ""
    return steps + (f", until {policy.until}" if policy.until else "")


def _by_year(series: list[dict[str, Any]], columns: Columns) -> dict[str, Any]:
    """A table by year: headings, and year -> what the model gives, as text."""
    asked = {name for name, *_ in columns}
    cells = {
        (row["observable"], row["place"], floor(middle_of(row))): row for row in series if row["observable"] in asked
    }
    present = {(observable, area) for observable, area, _ in cells}
    shown = [(key, head) for *key, head in columns if tuple(key) in present]
    years = sorted({year for observable, area, year in cells if [observable, area] in [key for key, _ in shown]})
    rows = {year: [_range(cells.get((key[0], key[1], year))) for key, _ in shown] for year in years}
    return {"heads": [head for _, head in shown], "rows": rows}


def _range(row: dict[str, Any] | None) -> str:
    """The median with the central 90 %, in two digits; a dash where most worlds have nothing to measure."""
    if row is None or row["q50"] is None:
        return "–"
    low, middle, high = (two_digits(row[q]) for q in ("q05", "q50", "q95"))
    return interval(low, middle, high, row["unit"])
