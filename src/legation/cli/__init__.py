"""The command line: one small file per command. `main` runs it and turns every known failure into one message.

Nothing heavy is imported here, so that `--help` stays quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from legation.base.faults import Fault, LegationError, UserError

WRONG_INPUT, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 the answer is "no", 2 the user's input is wrong."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_any_console()
    try:
        code = _run(given)
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


def _run(given: list[str]) -> int:
    import click

    from legation.cli.commands import app

    try:
        result = app(given, prog_name="legation", standalone_mode=False, obj=given)
        return result if isinstance(result, int) else 0
    except UserError as problem:
        return _refuse(problem.faults, as_json="--json" in given)
    except click.exceptions.NoArgsIsHelpError as problem:
        print(problem.format_message(), file=sys.stderr)
        return WRONG_INPUT
    except click.UsageError as problem:
        return _refuse([_usage_fault(problem)], as_json="--json" in given)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # No command ends the process by itself, but click does so if whoever read our output has closed it.
        raise BrokenPipeError from None
    except LegationError as problem:
        print(problem, file=sys.stderr)
        return 1


def _refuse(faults: Sequence[Fault], *, as_json: bool) -> int:
    """Say everything that is wrong, at once."""
    if as_json:
        import json

        print(json.dumps({"faults": [fault.as_dict() for fault in faults]}, indent=1, ensure_ascii=False))
    else:
        for fault in faults:
            print(fault, file=sys.stderr)
        if len(faults) > 1:
            print(f"{len(faults)} faults. Nothing was run or written.", file=sys.stderr)
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
