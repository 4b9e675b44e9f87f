"""The screen after the main job, on 40 lines: what tests the model, the worst misfits first, and the rest as counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from legation.assessment.comparison import ComparisonRow, by_outlet
from legation.assessment.verdicts import ANYTHING, EDGE, INSIDE, OUTSIDE
from legation.base.number_text import how_many, interval
from legation.provenance.gaps import find_gaps
from legation.publication.summary import EVERYWHERE
from legation.report.failures import failures_sentence
from legation.report.findings import (
    NO_CORROBORATION,
    Findings,
    RunLike,
    gather_findings,
    outlets,
    own_rows,
    own_without_row,
    published_month,
    reason,
    reported_value,
    tests_words,
    uncertain_words,
    untested_words,
)
from legation.report.lines import first_words
from legation.report.screen import HEIGHT, Cell, Screen, TableColumn
from legation.report.shown_rows import asks_for, meaning_of
from legation.scenario import Scenario

SIGNS = {OUTSIDE: "▲", EDGE: "◐", INSIDE: "●", ANYTHING: "◌"}
STYLES = {"▲": "31", "◐": "33", "●": "32"}  # codes of a console: red, yellow, green
COLUMNS = (
    TableColumn("WHAT THE RECORD SAYS"),
    TableColumn("IN THE MODEL: MIDDLE (90 %)", most=27),
    TableColumn("IT LIES", most=20, styles=STYLES),
)
SAID_LINES = 2  # of what the record says, on the screen
RECORD = 52  # cells of such a line
OWN_NAMED = 3  # claims of a user's that nothing in the model stands for
ARREARS = "arrears_usd"
FIXED_MOST = 3  # lines on parameters that were fixed
REASONS_SHOWN = 3  # why something can't be told, the most frequent


def run_screen(
    result: RunLike, steps: Iterable[tuple[str, str]] = (), *, whole: bool = False, only: str = ""
) -> Screen:
    """What a run found.

    steps  commands to go on with, each with its purpose
    whole  every row, with what it takes to weigh it, and not only what fits on a screen
    only   rows with this in what they say, their claim, outlet, observable, topic or verdict; all of them, then
    """
    findings, listed = gather_findings(result), list(steps)
    if only or whole:
        return _whole_screen(result, findings, listed, only)
    own = own_rows(findings)
    rows = [*own, *(row for row in findings.informative if row not in own)]
    most = len(rows)
    screen = _screen(result, findings, listed, rows, most)
    while most and screen.height() > HEIGHT:
        most -= 1
        screen = _screen(result, findings, listed, rows, most)
    return screen


def _without_row(result: RunLike) -> str:
    """The claims that a user has brought and that have no row, as nothing in the model stands for them."""
    names = [claim.id for claim in own_without_row(result)]
    if not names:
        return ""
    named = ", ".join(names[:OWN_NAMED]) + (f" and {len(names) - OWN_NAMED} more" if len(names) > OWN_NAMED else "")
    return f"Nothing in the model stands for {named} (legation about own findings shows them beside the record)."


def _screen(
    result: RunLike, findings: Findings, steps: Sequence[tuple[str, str]], rows: Sequence[ComparisonRow], most: int
) -> Screen:
    screen = _headed(result)
    if unmatched := _without_row(result):
        screen.row("Yours", unmatched)
    screen.row("Tests", tests_words(findings), uncertain_words(findings))
    if owed := arrears_words(result):
        screen.row("Arrears", owed)
    shown = rows[:most]
    if shown:
        screen.gap()
        screen.table(COLUMNS, [_cells(row, short=True) for row in shown])
        screen.gap()
    if left := len(rows) - len(shown):
        screen.row("More", f"{how_many(left, 'more comparison')}, closer to the model")
    screen.row("No test", untested_words(findings))
    if findings.compared:
        screen.row("One outlet", _weight(findings))
    screen.row("Can't tell", _reasons(result, findings))
    screen.row("Audit", _audit(result))
    screen.row("Note", NO_CORROBORATION)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _whole_screen(result: RunLike, findings: Findings, steps: Sequence[tuple[str, str]], only: str) -> Screen:
    own = own_rows(findings)
    others = [*findings.informative, *_uninformative(findings), *findings.untold]
    screen, rows = _headed(result), [*own, *(row for row in others if row not in own)]
    chosen = [row for row in rows if matches_row(row, only)]
    if only:
        advice = [] if chosen else [meaning_of(only)]
        screen.row("Only", f"“{only}”: {how_many(len(chosen), 'report')} of {len(rows)}", *advice)
    else:
        screen.row("Tests", tests_words(findings), uncertain_words(findings))
    screen.gap()
    if chosen:
        screen.table(COLUMNS, [_cells(row) for row in chosen], notes=[_note(row) for row in chosen])
        screen.gap()
    if not only:
        screen.row("No test", untested_words(findings))
        screen.row("One outlet", _weight(findings))
        screen.row("By outlet", *(f"{outlet}: {_places(counts)}" for outlet, counts in by_outlet(findings.compared)))
        screen.row("Unmeasured", f"{how_many(len(findings.unmodelled), 'report')} about what nothing here measures yet")
        screen.row("Waiting", f"{len(find_gaps(result.ledger).waiting)} not represented yet (legation evidence gaps)")
    screen.row("Audit", _audit(result))
    screen.row("Note", NO_CORROBORATION)
    screen.gap()
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def arrears_words(result: RunLike) -> str:
    """What an official owes at the end of the run, in a sentence; empty if nothing measures it.

    No report is compared with it in dollars, so it would stand in no other line.
    """
    rows = [row for row in result.series
            if row["observable"] == ARREARS and row["place"] == EVERYWHERE and row["q50"] is not None]  # fmt: skip
    if not rows:
        return ""
    last = max(rows, key=lambda row: row["period_start"])
    owed = interval(last["q05"], last["q50"], last["q95"], "USD")
    return f"A posted official owes {owed} in {last['period_start']:%B %Y} in the model."


def matches_row(row: ComparisonRow, words: str) -> bool:
    """Whether each of these words stands in what a row says, its claim, outlet, observable, topic or verdict."""
    texts = (row.claim, row.said, row.outlet, row.observable.replace("_", " "), row.observable, row.topic, row.verdict)
    return asks_for(words, *texts)


def _headed(result: RunLike) -> Screen:
    about = result.manifest()
    day = about["ledger"]["as_of"]
    parts = [
        how_many(result.worlds, "world"),
        f"ledger {about['ledger']['latest']}" + (f" as of {day}" if day else ""),
        about["fit"],
        f"Legation {about['versions'].get('legation', '')}".strip(),
    ]
    changes = f", with {', '.join(result.scenario.changes)}" if result.scenario.changes else ""
    screen = Screen(about["scenario"]["name"].upper() + changes, " · ".join(parts))
    if left_out := about["ledger"].get("without"):
        screen.warning(f"Without the claims of {', '.join(left_out)}. What of the scenario rests on them stays.")
    screen.warning(failures_sentence(result.failures, result.audit))
    if about["handling"] != "public":
        screen.warning("NOT PUBLIC: this screen shows claims that are not public. What is saved leaves them out.")
    screen.paragraph(
        "The persons in the model are invented, and the reports are real. All ranges follow from priors alone."
    )
    screen.gap()
    if fixed := fixed_lines(result.scenario):
        screen.row("Fixed", *fixed)
        screen.gap()
    return screen


def fixed_lines(scenario: Scenario) -> list[str]:
    """Which parameters were fixed that worlds would have drawn, a line each; the last one counts those that are left.

    A range that lost what it came from is narrower, and nothing else on the screen would say why.
    """
    lines, left = list(scenario.fixed[:FIXED_MOST]), len(scenario.fixed) - FIXED_MOST
    return [*lines, f"and {left} more: what each world drew has lost its spread there, too."] if left > 0 else lines


def _uninformative(findings: Findings) -> list[ComparisonRow]:
    return [row for row in findings.compared if not row.is_informative]


def _cells(row: ComparisonRow, *, short: bool = False) -> Sequence[Cell]:
    text = first_words(row.said, SAID_LINES * RECORD) if short else row.said
    where = published_month(row)
    reference = f"{row.claim} {where.partition('  ')[2] if short else where}"
    said = reported_value(row)
    return [text, f"{said} · {reference}" if said else reference], _beside(row), _lies(row)


def _beside(row: ComparisonRow) -> Cell:
    """What the model gives, with its unit where that is a number."""
    unit = re.sub(r"^(?:USD|RMB|share) ?", "", row.unit) if row.low is not None else ""
    return [row.gives, unit] if unit else row.gives


def _lies(row: ComparisonRow) -> Cell:
    if not row.is_compared:
        return "– cannot tell"
    vague = row.lies == INSIDE and row.width == ANYTHING
    return [f"{SIGNS[ANYTHING if vague else row.lies]} {row.lies}", *([row.width] if vague else [])]


def _note(row: ComparisonRow) -> str:
    """What a reader must know to weigh a verdict: its grounds where it is no test, and the reason."""
    grounds = "" if row.is_informative or not row.is_compared else f"{row.grounds[0].upper()}{row.grounds[1:]}."
    return " ".join(part for part in (grounds, reason(row)) if part)


def _weight(findings: Findings) -> str:
    """What the outlet that carries most carries, and what is left without it."""
    tests = findings.informative
    if not tests:
        return "no comparison tests the model"
    (first, count), *_ = outlets(tests)
    rest = [row for row in tests if row.outlet != first]
    left = Counter(row.lies for row in rest)
    return (
        f"{first} carries {count} of the {len(tests)} tests; without it {_places(left)} "
        f'(legation run --without "{first}")'
    )


def _places(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts.get(place, 0)} {place}" for place in (INSIDE, EDGE, OUTSIDE))


def _reasons(result: RunLike, findings: Findings) -> str:
    """Why the others can't be told, the most frequent reasons as counts."""
    untold = findings.untold
    reasons = Counter(re.sub(r" ?\(.*?\)", "", row.because).split(";")[0].strip(" .") for row in untold)
    parts = [f"{text[0].lower()}{text[1:]} ({count})" for text, count in reasons.most_common(REASONS_SHOWN) if text]
    rest = len(untold) - sum(count for _, count in reasons.most_common(REASONS_SHOWN))
    parts += [f"other reasons ({rest})"] if rest else []
    parts += [f"nothing here measures it yet ({len(findings.unmodelled)})"] if findings.unmodelled else []
    return f"{how_many(len(untold) + len(findings.unmodelled), 'report')}: " + " · ".join(parts)


def _audit(result: RunLike) -> str:
    audit = result.audit
    return (
        f"The accounts balance to the cent in {audit['worlds_passed']} of {how_many(audit['worlds_asked'], 'world')} "
        f"· 0 alarms · {audit['worlds_failed']} failed"
    )
