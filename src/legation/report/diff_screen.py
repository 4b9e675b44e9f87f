"""What `legation diff` shows: two saved runs side by side, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from legation.base.number_text import how_many, magnitude
from legation.report.exporting.differences import DifferenceLike
from legation.report.screen import HEIGHT, WIDTH, Screen, TableColumn

NOTHING = "The two are the same: scenario, record, versions, verdicts and numbers."
NONE = "–"
SENTENCE_MOST = 46  # cells of a column of sentences
ALL = "give --all for the rest"
ORDER = "In order: what reports test (*) first, then by how many Monte-Carlo errors it moved."


def difference_screen(
    difference: DifferenceLike, *, whole: bool = False, width: int = WIDTH, height: int = HEIGHT
) -> Screen:
    """Verdicts that changed first, then numbers that moved, then what was told otherwise.

    whole   everything, and not only what fits on a screen
    width   of the console, in cells
    height  lines that it may have, unless all is asked for
    """
    if whole:
        return _screen(difference, lambda count: count)
    for most in (8, 6, 5, 4, 3, 2, 1):
        screen = _screen(difference, lambda count, most=most: min(count, most))  # type: ignore[misc]
        if screen.height(width) <= height:
            break
    return screen


def _screen(difference: DifferenceLike, most: Callable[[int], int]) -> Screen:
    a, b = difference.a, difference.b
    named = (side["name"] + _told(difference, which) for side, which in ((a, "a"), (b, "b")))
    screen = Screen(" beside ".join(named), f"runs {a['run_id']} and {b['run_id']}")
    if difference.is_empty:
        screen.paragraph(NOTHING)
        return screen
    changed, moved = difference.verdicts, difference.moved
    screen.paragraph(
        f"{how_many(len(changed), 'verdict')} changed, {difference.same['verdicts']} did not; "
        f"{how_many(len(moved), 'measure')} moved, {difference.same['measures']} did not."
    )
    if changed:
        rows = [(each.claim, each.a or "not there", each.b or "not there", each.gives_a or NONE, each.gives_b or NONE)
                for each in changed]  # fmt: skip
        columns = [TableColumn(head, 24) for head in ("Verdict of", "A", "B", "A gives", "B gives")]
        _table(screen, columns, rows, most)
    if moved:
        numbers = [(each.measure + " *" * each.tested, str(each.year), magnitude(each.a, each.unit),
                    magnitude(each.b, each.unit), f"× {each.times:g}" if each.times else NONE,
                    NONE if each.errors is None else f"{each.errors:g}") for each in moved]  # fmt: skip
        amounts = [TableColumn(head, right=True) for head in ("in", "A", "B", "", "errors")]
        screen.gap()
        screen.paragraph(ORDER)
        _table(screen, [TableColumn("Median of", SENTENCE_MOST), *amounts], numbers, most, gap=False)
    if difference.about:
        made_with = [(each.what, each.a or NONE, each.b or NONE) for each in difference.about]
        _table(screen, [TableColumn("Made with", 24), TableColumn("A", 30), TableColumn("B", 30)], made_with, most)
    if difference.scenario:
        screen.gap()
        screen.heading("The scenario of B differs")
        shown = most(len(difference.scenario))
        for sentence in difference.scenario[:shown]:
            screen.paragraph(sentence, 1, hang=2)
        _rest(screen, len(difference.scenario) - shown)
    return screen


# What decided a run besides its scenario's name: what of it differs stands in the first line.
DECIDING = {
    "worlds": "{} worlds", "seed": "seed {}", "changes": "{}", "outlets left out": "without {}",
    "claims as of": "claims as of {}", "record": "record {:.8}",
}  # fmt: skip


def _told(difference: DifferenceLike, side: str) -> str:
    """What this side was told otherwise than the other one, in brackets; empty if nothing."""
    sides = {each.what: getattr(each, side) for each in difference.about}
    parts = [form.format(sides[what]) for what, form in DECIDING.items() if sides.get(what)]
    return f" ({', '.join(parts)})" if parts else ""


def _table(
    screen: Screen,
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[str]],
    most: Callable[[int], int],
    *,
    gap: bool = True,
) -> None:
    shown = most(len(rows))
    if gap:
        screen.gap()
    screen.table(columns, rows[:shown])
    _rest(screen, len(rows) - shown)


def _rest(screen: Screen, count: int) -> None:
    if count:
        screen.paragraph(f"and {count} more: {ALL}.", 1)
