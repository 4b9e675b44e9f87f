"""Answers and questions: what a command hands to `main`, and how it is declared.

A command parses its words, calls one function of `legation.api`, and returns an `Answer`. Whether that is printed as
text or as JSON is for `main` alone to know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from legation.base.characters import visible
from legation.base.faults import Fault, LegationError, UserError

if TYPE_CHECKING:
    from legation.report.screen import Screen


@dataclass(frozen=True)
class Answer:
    """What a command found.

    data        for machines: plain data; a function makes it when it is needed
    text        for people; a function makes it, or a screen, when it is needed, from the width of the console in cells
    error       what ends the command after its text was printed; machines get the faults of a `UserError` alone
    afterwards  what is done once people have read the text
    """

    data: Any | Callable[[], Any]
    text: str | Callable[[int], str | Screen]
    error: LegationError | None = None
    afterwards: Callable[[], object] | None = None

    def plain_data(self) -> Any:
        """The answer for machines."""
        return self.data() if callable(self.data) else self.data

    def words(self, width: int, colour: bool = False) -> str:
        """The text, in lines that fit the console. No character steers the console but for colours of a screen."""
        text = self.text if isinstance(self.text, str) else self.text(width)
        return visible(text) if isinstance(text, str) else text.text(width, colour)


class Question(click.Command):
    """A command that returns an `Answer`. It has `--json`, and names a wrong argument as the user typed it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        says = "Print the answer as JSON."
        self.params.append(click.Option(["--json"], is_flag=True, expose_value=False, help=says))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as problem:
            raise UserError(self._as_typed(fault) for fault in problem.faults) from problem

    def _as_typed(self, fault: Fault) -> Fault:
        """The same fault with the option in place of the argument of `legation.api` that it fills."""
        typed = {parameter.name: parameter.opts[-1] for parameter in self.params if isinstance(parameter, click.Option)}
        if fault.file or fault.field not in typed:
            return fault
        return replace(fault, field=f"command line: {typed[fault.field]}")
