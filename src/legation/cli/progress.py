"""What people see while a command works: that the model is compiled, and how far the worlds are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """Lend what advances a bar by one; it shows the time that is left, on standard error and only in a terminal.

    Nothing is shown before the first step, so that wrong input is refused without a bar.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    tasks: list[TaskID] = []

    def advance() -> None:
        if not tasks:
            bar.start()
            tasks.append(bar.add_task(what, total=total))
        bar.advance(tasks[0])

    try:
        yield advance
    finally:
        bar.stop()


@contextmanager
def worlds_progress() -> Iterator[Callable[[int], Callable[[], None]]]:
    """Lend what opens a bar when worlds must be simulated before a question is answered."""
    with ExitStack() as stack:
        yield lambda worlds: stack.enter_context(progress("Worlds, once", worlds))


def announce_compiling() -> None:
    """Say that the first run takes longer."""
    print("Compiling the model: once, up to half a minute.", file=sys.stderr, flush=True)
