"""The command line: one small file per command. `main` runs it and turns every known failure into one message.

Nothing heavy is imported here, so that `--help` stays quick, and that Ctrl-C finds `main` at work from the start.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # see the package's own
if TYPE_CHECKING:
    from collections.abc import Sequence

    from legation.base.faults import Fault

WRONG_INPUT, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the answer is "no", 2 the user's input is wrong."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        _speak_any_console()
        code = _run(given)
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        _say("Stopped. What was not finished was not written.")
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


def _run(given: list[str]) -> int:
    import click

    from legation.base.faults import LegationError, UserError
    from legation.cli.commands import app

    try:
        result = app(given, prog_name="legation", standalone_mode=False, obj=given)
        return result if isinstance(result, int) else 0
    except UserError as problem:
        return _refuse(problem.faults, as_json="--json" in given)
    except click.exceptions.NoArgsIsHelpError as problem:
        _say(problem.format_message())
        return WRONG_INPUT
    except click.UsageError as problem:
        return _refuse([_usage_fault(problem)], as_json="--json" in given)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # No command ends the process by itself, but click does so if whoever read our output has closed it.
        raise BrokenPipeError from None
    except LegationError as problem:
        _say(problem)
        return 1


def _refuse(faults: Sequence[Fault], *, as_json: bool) -> int:
    """Say everything that is wrong, at once."""
    if as_json:
        import json

        print(json.dumps({"faults": [fault.as_dict() for fault in faults]}, indent=1, ensure_ascii=False))
    else:
        for fault in faults:
            _say(fault)
        if len(faults) > 1:
            _say(f"{len(faults)} faults. Nothing was run or written.")
    return WRONG_INPUT


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
