"""The timeline: dated events, each an input or an outcome, read from `timeline.csv`."""

from __future__ import annotations

from pathlib import Path

from legation.base import dates
from legation.base.faults import Faults
from legation.evidence.csv_tables import CsvRow, read_table, unique
from legation.evidence.ledger import Event
from legation.evidence.vocabulary import OUTCOMES

TIMELINE_COLUMNS = (
    "id",
    "date",
    "date_precision",
    "actor",
    "type",
    "instrument",
    "measure",
    "role",
    "model_relevance",
    "publisher",
    "url",
    "credibility",
    "note",
)
OUTSIDE = (
    "un_sanction",
    "un_deadline",
    "un_monitoring",
    "rok_sanction",
    "us_enforcement",
    "china_trade",
    "china_firms",
    "china_visa",
    "bank_enforcement",
    "border",
    "political_shock",
    "dprk_purge",
    "dprk_missions",
)
PRECISIONS = ("day", "week", "decade of month", "month", "quarter")


def read_timeline(path: Path, faults: Faults) -> dict[str, Event]:
    """The events of the timeline by id."""
    rows = read_table(path, TIMELINE_COLUMNS, faults)
    unique(rows, "id", faults)
    return {row["id"]: event for row in rows if (event := _event(row, faults))}


def _event(row: CsvRow, faults: Faults) -> Event | None:
    when = row.parsed("date", dates.parse_date, "a day such as 2019-04-04", faults)
    row.one_of("date_precision", PRECISIONS, faults)
    kind = row.one_of("type", (*OUTSIDE, *OUTCOMES), faults)
    role = row.one_of("role", ("input", "fit", "check", "context"), faults)
    if role == "input" and kind in OUTCOMES:
        faults.append(
            row.fault("role", f"fit, check or context, as {kind} is an outcome", "An input is not an outcome.")
        )
    if when is None:
        return None
    return Event(
        id=row["id"],
        day=when.first,
        precision=row["date_precision"],
        actor=row["actor"],
        type=kind,
        instrument=row["instrument"],
        measure=row["measure"],
        role=role,
        relevance=row["model_relevance"],
        publisher=row["publisher"],
        url=row["url"],
        note=row["note"],
    )
