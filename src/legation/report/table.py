"""The screen after the main job, as plain text: what the record says, what the model gives, how they compare.

No colour codes: the command line may add them. The characters are those that the code pages cp949 and cp1252 share;
`plain` keeps to ASCII.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from legation.report.lines import columns, wrap

HEADS = ("WHAT THE RECORD SAYS", "WHAT THE MODEL GIVES (90 %)", "HOW THEY COMPARE")
WIDTH = 100
WIDTH_LEAST = 40
# Below this, three columns would hold a word or two each: the parts of a row then stand one under the other.
WIDTH_OF_COLUMNS = 84


def run_text(result: RunLike, *, width: int = WIDTH, plain: bool = False) -> str:
    """The table of the main job.

    width  of the console in cells; below 40 it is taken as 40
    plain  ASCII only, for consoles that can show nothing else
    """
    width = max(width, WIDTH_LEAST)
    reading = gather_findings(result)
    lines = [*_head(result, reading, width), "", *_table(reading, width), "", *_foot(result, reading, width)]
    text = "\n".join(lines) + "\n"
    return text.replace("·", "-").encode("ascii", "replace").decode() if plain else text


def _head(result: RunLike, reading: Findings, width: int) -> Iterator[str]:
    yield from wrap(failures_sentence(result.failures, result.audit), width)
    about = result.manifest()
    day = about["ledger"]["as_of"]
    parts = [
        f"Legation {about['versions'].get('legation', '')}".strip(),
        about["scenario"]["name"],
        counted(result.worlds, "world"),
        f"ledger {about['ledger']['latest']}" + (f" as of {day}" if day else ""),
        about["fit"],
    ]
    yield from wrap(" · ".join(parts), width)
    if about["handling"] != "public":
        yield from wrap(
            "NOT PUBLIC: this screen shows claims that are not public. What is saved leaves them out.", width
        )
    yield from wrap("Synthetic persons only: nobody in the model is real. The reports are.", width)
    yield from wrap(f"Built largely from the same outlets: {same_outlets(reading.compared)}", width)
    yield from wrap(
        "A fit means: not surprising given those reports. It is not corroboration, and a poor fit is no denial.", width
    )


def _table(reading: Findings, width: int) -> Iterator[str]:
    beside = width >= WIDTH_OF_COLUMNS
    widths = _widths(width)
    yield from columns([[head] for head in HEADS], widths) if beside else wrap(" / ".join(HEADS), width)
    for position, (topic, rows) in enumerate(reading.topics):
        if position:
            yield ""
        yield topic
        for row in rows:
            yield from _beside(row, widths) if beside else _stacked(row, width)


def _widths(width: int) -> tuple[int, int, int]:
    """Of the three columns: what the record says gets what is left."""
    gives = len(HEADS[1])
    compare = max(len(HEADS[2]), width // 4)
    return width - gives - compare - 4, gives, compare


def _beside(row: ComparisonRow, widths: tuple[int, int, int]) -> list[str]:
    said, gives, compare = widths
    left = wrap(row.said, said, " ") + wrap(_reference(row), said, "   ")
    right = columns([wrap(row.gives, gives), wrap(row.verdict, compare)], widths[1:])
    right += wrap(reason(row), gives + compare + 2)
    return columns([left, right], (said, gives + compare + 2))


def _stacked(row: ComparisonRow, width: int) -> list[str]:
    lines = wrap(row.said, width, " ") + wrap(_reference(row), width, "   ")
    lines += wrap(f"In the model: {row.gives}", width, "   ") + wrap(f"Compared: {row.verdict}", width, "   ")
    return lines + wrap(reason(row), width, "   ")


def _reference(row: ComparisonRow) -> str:
    return f"{row.claim} {published_month(row)}"


def _foot(result: RunLike, reading: Findings, width: int) -> Iterator[str]:
    checks = sum(row.role == "check" for row in reading.compared)
    untold = len(reading.untold)
    yield from wrap(f"{verdict_counts(reading.compared)} · cannot tell: {untold}", width)
    yield from wrap(f"Held back for checking a later fit, of those compared: {checks}", width)
    waiting = len(find_gaps(result.ledger).waiting)
    yield from wrap(f"Not measured yet, of claims about a measure: {len(reading.unmodelled)}", width)
    yield from wrap(f"Not represented yet, with reasons: {waiting}  (legation evidence gaps)", width)
    yield from _outlet_lines(reading.compared, width)
    yield from wrap(NO_CORROBORATION, width)
    yield ""
    audit = result.audit
    yield from wrap(
        f"Money audit: 0 cents off in {audit['worlds_passed']} of {counted(audit['worlds_asked'], 'world')} · "
        f"alarms of the program 0 · failed worlds {audit['worlds_failed']}",
        width,
    )
    yield from wrap("What each verdict means, with its numbers, stands in the report.", width)


def _outlet_lines(compared: list[ComparisonRow], width: int) -> Iterator[str]:
    """What each outlet's claims do, and what is left without the outlet that has most of them."""
    counts = {outlet: numbers for outlet, *numbers in by_outlet(compared)}
    if len(counts) < 2:
        return
    ranked = [outlet for outlet, _ in outlets(compared)]
    shares = " · ".join(f"{name} {counts[name][1]} of {counts[name][0]}" for name in ranked)
    yield from wrap(f"Fits by outlet, without what nearly anything would fit: {shares}", width)
    count, fit, anything = (sum(counts[name][part] for name in ranked[1:]) for part in range(3))
    yield from wrap(f"Without {ranked[0]}: {fit} of {count} fit; {anything} more nearly anything would fit", width)
