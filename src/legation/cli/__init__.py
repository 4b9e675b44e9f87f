"""The command line: one small file per command. `main` prints their answers, and every known failure as one message.

Nothing heavy is imported here, so that `--help` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from legation.base.faults import Fault, LegationError, UserError

if TYPE_CHECKING:
    from legation.cli.answer import Answer

NEGATIVE, WRONG_INPUT, INTERRUPTED = 1, 2, 130
WIDTH_LEAST, WIDTH_MOST = 40, 120  # cells


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 success, 1 negative answer, 2 invalid input."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_any_console()
    try:
        code = _run(words, as_json="--json" in takewhile(lambda word: word != "--", words))
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("Stopped. What was not finished was not written.", file=sys.stderr)
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it, as `head` does. Point the rest elsewhere, so that exit stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _run(words: list[str], *, as_json: bool) -> int:
    import click

    from legation.cli.answer import Answer
    from legation.cli.commands import app

    try:
        answer = app(words, prog_name="legation", standalone_mode=False, obj=words)
        # After --help and --version, click returns an exit code.
        return _tell(answer, as_json=as_json) if isinstance(answer, Answer) else answer or 0
    except click.exceptions.NoArgsIsHelpError as problem:
        print(problem.format_message(), file=sys.stderr)
        return WRONG_INPUT
    except click.UsageError as problem:
        return _fail(UserError(_usage_fault(problem)), as_json=as_json)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # No command ends the process by itself, but click does so if whoever read our output has closed it.
        raise BrokenPipeError from None
    except LegationError as problem:
        return _fail(problem, as_json=as_json)


def _tell(answer: Answer, *, as_json: bool) -> int:
    """Print an answer, as text or as JSON."""
    if not as_json:
        print(answer.words(_width()))
    elif not isinstance(answer.error, UserError):
        _print_json(answer.data)
    if answer.error:
        return _fail(answer.error, as_json=as_json)
    if answer.afterwards and not as_json:
        answer.afterwards()
    return 0


def _fail(problem: LegationError, *, as_json: bool) -> int:
    """Say everything that is wrong, at once."""
    if not isinstance(problem, UserError):
        print(problem, file=sys.stderr)
        return NEGATIVE
    if as_json:
        _print_json({"faults": [fault.as_dict() for fault in problem.faults]})
    else:
        for fault in problem.faults:
            print(fault, file=sys.stderr)
        if len(problem.faults) > 1:
            print(f"{len(problem.faults)} faults. Nothing was run or written.", file=sys.stderr)
    return WRONG_INPUT


def _print_json(data: Any) -> None:
    """Print plain data for machines: letters as they are, or as escapes if the console might lose them."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    keeps_all = encoding.lower().replace("-", "").startswith("utf")
    print(json.dumps(data, indent=1, ensure_ascii=not keeps_all))


def _width() -> int:
    """How many cells of the console a text may fill."""
    import shutil

    return max(WIDTH_LEAST, min(shutil.get_terminal_size((100, 24)).columns, WIDTH_MOST))


def _usage_fault(problem: Exception) -> Fault:
    """A mistake in the words of a command, in the form that all faults have."""
    from legation.cli.usage import fault_of

    return fault_of(problem)


def _speak_any_console() -> None:
    """Let a console that lacks a character show a replacement instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
