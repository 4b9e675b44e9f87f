"""The command line: one small file per command. `main` prints their answers, and every known failure as one message.

Nothing heavy is imported here, so that `--help` stays quick. Ctrl-C is answered from the first line on: by `main`, and
before and after it by `_answer_interruption`.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

INTERRUPTED = 130
STOPPED = "Stopped. What was not finished was not written."


def _answer_interruption(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Say what Ctrl-C did and end, where `main` is not yet, or no longer, at work. All else is shown as it was.

    A person who works in an interactive session stops a line and not the session.
    """
    if not issubclass(kind, KeyboardInterrupt) or hasattr(sys, "ps1"):
        _hook_before(kind, problem, trace)
        return
    try:
        print(STOPPED, file=sys.stderr, flush=True)
    finally:
        sys.exit(INTERRUPTED)


_hook_before = sys.excepthook
sys.excepthook = _answer_interruption  # before all else that takes time

TYPE_CHECKING = False  # see the package's own
if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType
    from typing import Any

    from legation.base.faults import Fault, LegationError
    from legation.cli.answer import Answer

NEGATIVE, WRONG_INPUT = 1, 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 success, 1 negative answer, 2 invalid input."""
    # At its end Python looks for garbage among all objects that there are, several times, which takes up to a fifth of
    # a short command. What is frozen is left out.
    atexit.register(gc.freeze)
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        _speak_any_console()
        options = words[: words.index("--")] if "--" in words else words
        code = _run(words, as_json="--json" in options)
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _say(STOPPED)
        code = INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it, as `head` does: nobody is left to tell.
        _drop_output()
        code = 0
    except OSError as problem:
        if problem.filename is None:
            _drop_output()
        _say(_refused_by_the_system(problem))
        code = WRONG_INPUT
    sys.exit(code)


def _say(text: object) -> None:
    """Print to the standard error stream; if that is full or closed, the exit code alone must say it."""
    from contextlib import suppress

    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that the end of the program does not try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused_by_the_system(problem: OSError) -> Fault:
    """What the system refused where no command expected it: mostly a full output, or a folder that is gone."""
    from legation.base.faults import Fault
    from legation.base.refusals import refusal

    if isinstance(problem.filename, str):
        return refusal(problem, problem.filename, "file")
    if isinstance(problem, FileNotFoundError):
        return Fault("current folder", "a folder that was deleted", "one that exists", "Change to another folder.")
    fault = refusal(problem, "", "output")
    return Fault("output", fault.found, fault.expected)


def _run(words: list[str], *, as_json: bool) -> int:
    import click

    from legation.base.faults import LegationError, UserError
    from legation.cli.answer import Answer
    from legation.cli.commands import app

    try:
        answer = app(words, prog_name="legation", standalone_mode=False, obj=words)
        # After --help and --version, click returns an exit code.
        return _tell(answer, as_json=as_json) if isinstance(answer, Answer) else answer or 0
    except click.exceptions.NoArgsIsHelpError as problem:
        _say(problem.format_message())
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
    from legation.base.faults import UserError
    from legation.cli.console import console_width, print_text, shows_colours

    if not as_json:
        print_text(answer.words(console_width(), shows_colours()))
    elif not isinstance(answer.error, UserError):
        _print_json(answer.plain_data())
    if answer.error:
        return _fail(answer.error, as_json=as_json)
    if answer.afterwards and not as_json:
        answer.afterwards()
    return 0


def _fail(problem: LegationError, *, as_json: bool) -> int:
    """Say everything that is wrong, at once."""
    from legation.base.faults import UserError

    if not isinstance(problem, UserError):
        _say(problem)
        return NEGATIVE
    if as_json:
        _print_json({"faults": [fault.as_dict() for fault in problem.faults]})
    else:
        for fault in problem.faults:
            _say(fault)
        if len(problem.faults) > 1:
            _say(f"{len(problem.faults)} faults. Nothing was run or written.")
    return WRONG_INPUT


def _print_json(data: Any) -> None:
    """Print plain data for machines: letters as they are, or as escapes if the console might lose them."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    keeps_all = encoding.lower().replace("-", "").startswith("utf")
    print(json.dumps(data, indent=1, ensure_ascii=not keeps_all))


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
