"""Mistakes in the words of a command, as faults."""

from __future__ import annotations

import ast
import re
from typing import Any

import click

from legation.base.faults import Fault, nearest, shown

MORE_SCENARIOS = (
    "Two are compared at a time, with the same luck: compare the first with each of the others, then set two of these "
    "side by side with legation diff A B."
)


def fault_of(problem: Any) -> Fault:
    """What is wrong with a command line, and what would be right."""
    context = problem.ctx
    help_line = f"See: {context.command_path} --help" if context else ""
    match problem:
        case click.NoSuchOption():
            options = [name for option in context.command.params for name in option.opts] if context else []
            advice = _refusal(problem.option_name) or nearest(problem.option_name, options) or help_line
            return Fault("command line", problem.option_name, "an option that this command has", advice)
        case click.MissingParameter() if isinstance(problem.param, click.Option):
            name = problem.param.opts[-1]
            advice = f"Write: {_form(context)}. {help_line}" if context else ""
            return Fault(f"command line: {name}", "nothing", "this option with a value", advice)
        case click.MissingParameter():
            name = problem.param.human_readable_name if problem.param else "argument"
            advice = f"Write: {_form(context)}. {help_line}" if context else ""
            return Fault(f"command line: {name}", "nothing", "an argument", advice)
        case click.BadOptionUsage() if "does not take a value" in problem.message:
            expected = "no value, because the option is a switch"
            return Fault(f"command line: {problem.option_name}", "a value", expected, help_line)
        case click.BadOptionUsage():
            return Fault(f"command line: {problem.option_name}", "no value", "a value after it", help_line)
        case click.BadParameter():
            name = problem.param.opts[-1] if problem.param else "argument"
            typed, expected = _value(problem)
            return Fault(f"command line: {name}", typed, expected, help_line)
    return _other(problem, help_line)


# Words of what the program refuses to do by design, each with the reason and with what can be asked instead.
_REFUSED = (
    (
        re.compile(r"optimi[sz]|maximi[sz]|minimi[sz]|best[ -]control|most[ -]effective", re.IGNORECASE),
        (
            "No control over people is optimised here, as the answer could only serve to catch them. To see what a "
            "measure does: legation compare baseline SCENARIO."
        ),
    ),
    (
        re.compile(r"rank|predict|likel|suspect|identify|profil|target|at-risk", re.IGNORECASE),
        (
            "The persons of the model are synthetic: nobody is ranked or predicted. To see what was reported: "
            "legation about WORDS."
        ),
    ),
    (
        re.compile(r"probab|truth|true|credib|reliab|score", re.IGNORECASE),
        (
            'No probability that a report is true is ever given. To set it beside the record: legation assess "…". '
            "Why: legation unseen probability."
        ),
    ),
)


def _refusal(typed: str) -> str:
    """Why the program doesn't do what a command or an option asks for; empty if it is only unknown."""
    return next((reason for asks, reason in _REFUSED if asks.search(typed)), "")


def _form(context: Any) -> str:
    """A command as it is written with all of its arguments, and the options that it can't do without."""
    parts = context.command.params
    arguments = [part.human_readable_name for part in parts if isinstance(part, click.Argument)]
    needed = [
        f"{part.opts[-1]} {part.make_metavar(context)}"
        for part in parts
        if isinstance(part, click.Option) and part.required
    ]
    return " ".join([context.command_path, *arguments, *needed])


def _value(problem: Any) -> tuple[str, str]:
    """A value of the wrong kind as the user typed it, and what would be right."""
    kind = problem.param.type if problem.param else None
    # The message quotes the value as Python writes it, or, for a range, not at all.
    written = re.match(r"""('.*'|".*"|\S+) is not """, problem.message)
    typed = written[1] if written else problem.message
    typed = ast.literal_eval(typed) if typed[:1] in ("'", '"') else typed
    if isinstance(kind, click.IntRange):
        return shown(typed), f"a whole number from {kind.min:,} to {kind.max:,}"
    if isinstance(kind, click.Choice):
        return shown(typed), f"one of {', '.join(kind.choices)}"
    return shown(typed), "another value" if typed == problem.message else problem.message.rstrip(".")


def _other(problem: Any, help_line: str) -> Fault:
    message = problem.format_message()
    quoted = message.split("'")[1] if message.count("'") >= 2 else message
    context = problem.ctx
    if message.startswith("No such command") and context:
        commands = context.command.list_commands(context)
        typed = " ".join(map(str, context.obj)) if isinstance(context.obj, list) else quoted
        advice = _refusal(typed) or nearest(quoted, commands) or f"Commands: {', '.join(commands)}."
        return Fault("command line", shown(quoted), "a command", advice)
    if "extra argument" in message:
        extra = message.partition("(")[2].rstrip(")")
        advice = MORE_SCENARIOS if context and context.info_name == "compare" else help_line
        return Fault("command line", shown(extra), "no more arguments", advice)
    return Fault("command line", message, "a valid command line", help_line)
