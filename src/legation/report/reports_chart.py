"""The reports that are compared, by outlet, at the time that they are about, over dated events."""

from __future__ import annotations

from legation.evidence.topics import topic
from legation.report.figure import REPORTED, Figure, data_row
from legation.report.findings import Findings, RunLike, outlets
from legation.report.timeline_chart import timeline

NAME = "reports"
CAPTION = (
    "Only the record, nothing of the model. Each disc is a report, in the middle of the time that it is about; an open "
    "one gives no number. Numbers are as reported, of several measures and units. Beneath: dated events."
)
DEFINITION = "The reports that are compared with the model, by outlet, and dated events of the record."


def reports_chart(result: RunLike, findings: Findings) -> Figure | None:
    """The chart, or nothing where no report is compared."""
    claims = [result.ledger.claims[row.claim] for row in findings.compared if row.claim in result.ledger.claims]
    if not claims:
        return None
    gathered = topic(result.ledger, claims, NAME)
    title = _title(findings)
    data = tuple(
        data_row(REPORTED, place=claim.place, time=str(claim.period or ""), unit=claim.unit, reported_low=claim.low,
                 reported_high=claim.high, claim=claim.id)
        for claim in claims
    )  # fmt: skip
    return Figure(NAME, title, timeline(gathered, NAME, title=title), CAPTION, (), DEFINITION, data)


def _title(findings: Findings) -> str:
    shares = outlets(findings.compared)
    (first, most), *others = shares
    rest = f" and {others[0][0]} {others[0][1]}" if others else ""
    return f"Of {len(findings.compared)} reports compared, {first} published {most}{rest}"
