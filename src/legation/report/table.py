"""The screen after the main job: what the record says, what the model gives, how they compare."""

from __future__ import annotations

from legation.assessment.comparison import ComparisonRow, by_outlet
from legation.provenance.gaps import find_gaps
from legation.report.failures import failures_sentence
from legation.report.findings import (
    NO_CORROBORATION,
    Findings,
    RunLike,
    counted,
    gather_findings,
    outlets,
    published_month,
    reason,
    same_outlets,
    verdict_counts,
)
from legation.report.screen import Cell, Screen, TableColumn

# What the record says gets what is left of the width.
COLUMNS = (
    TableColumn("WHAT THE RECORD SAYS"),
    TableColumn("WHAT THE MODEL GIVES (90 %)", most=27),
    TableColumn("HOW THEY COMPARE", most=25),
)


def run_screen(result: RunLike) -> Screen:
    """The table of the main job, with what it takes to read it."""
    findings, screen = gather_findings(result), Screen()
    _add_head(screen, result, findings)
    screen.gap()
    _add_table(screen, findings)
    screen.gap()
    _add_foot(screen, result, findings)
    return screen


def _add_head(screen: Screen, result: RunLike, findings: Findings) -> None:
    screen.warning(failures_sentence(result.failures, result.audit))
    about = result.manifest()
    day = about["ledger"]["as_of"]
    parts = [
        f"Legation {about['versions'].get('legation', '')}".strip(),
        about["scenario"]["name"],
        counted(result.worlds, "world"),
        f"ledger {about['ledger']['latest']}" + (f" as of {day}" if day else ""),
        about["fit"],
    ]
    screen.heading(" · ".join(parts))
    if about["handling"] != "public":
        screen.warning("NOT PUBLIC: this screen shows claims that are not public. What is saved leaves them out.")
    screen.paragraph("Synthetic persons only: nobody in the model is real. The reports are.")
    screen.paragraph(f"Built largely from the same outlets: {same_outlets(findings.compared)}")
    screen.paragraph(
        "A fit means: not surprising given those reports. It is not corroboration, and a poor fit is no denial."
    )


def _add_table(screen: Screen, findings: Findings) -> None:
    rows: list[tuple[Cell, ...] | str] = []
    notes = []
    for topic, claims in findings.topics:
        rows += [topic, *(([row.said, _reference(row)], row.gives, row.verdict) for row in claims)]
        notes += ["", *(reason(row) for row in claims)]
    screen.table(COLUMNS, rows, notes=notes)


def _reference(row: ComparisonRow) -> str:
    return f"{row.claim} {published_month(row)}"


def _add_foot(screen: Screen, result: RunLike, findings: Findings) -> None:
    compared, untold = findings.compared, len(findings.untold)
    checks = sum(row.role == "check" for row in compared)
    waiting = len(find_gaps(result.ledger).waiting)
    screen.paragraph(f"{verdict_counts(compared)} · cannot tell: {untold}")
    screen.paragraph(f"Held back for checking a later fit, of those compared: {checks}")
    screen.paragraph(f"Not measured yet, of claims about a measure: {len(findings.unmodelled)}")
    screen.paragraph(f"Not represented yet, with reasons: {waiting} (legation evidence gaps)")
    _add_outlets(screen, compared)
    screen.paragraph(NO_CORROBORATION)
    screen.gap()
    audit = result.audit
    screen.paragraph(
        f"Money audit: 0 cents off in {audit['worlds_passed']} of {counted(audit['worlds_asked'], 'world')} · "
        f"alarms of the program 0 · failed worlds {audit['worlds_failed']}"
    )
    screen.paragraph("What each verdict means, with its numbers, stands in the report.")


def _add_outlets(screen: Screen, compared: list[ComparisonRow]) -> None:
    """What each outlet's claims do, and what is left without the outlet that has most of them."""
    counts = {outlet: numbers for outlet, *numbers in by_outlet(compared)}
    if len(counts) < 2:
        return
    ranked = [outlet for outlet, _ in outlets(compared)]
    shares = " · ".join(f"{name} {counts[name][1]} of {counts[name][0]}" for name in ranked)
    screen.paragraph(f"Fits by outlet, without what nearly anything would fit: {shares}")
    count, fit, anything = (sum(counts[name][part] for name in ranked[1:]) for part in range(3))
    screen.paragraph(f"Without {ranked[0]}: {fit} of {count} fit; {anything} more nearly anything would fit")
