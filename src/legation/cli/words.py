"""What several commands say and read: days, and progress on long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from legation.base.faults import Fault, UserError, shown


def day(option: str, text: str, *, last: bool) -> date | None:
    """The first or last day that `text` means, or None for no text.

    Raises  UserError if it isn't a date, with both readings if it can be read two ways.
    """
    if not text:
        return None
    from legation.base import dates

    try:
        period = dates.parse(text)
    except ValueError as problem:
        raise UserError(Fault(f"command line: {option}", shown(text), dates.ACCEPTED, str(problem))) from None
    return period.last if last else period.first


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar with the time that is left, on standard error and only in a terminal; lends what advances it by one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def width() -> int:
    """How many cells of the console a command fills."""
    import shutil

    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))
