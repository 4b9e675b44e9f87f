"""What the options say is what the interface does."""

from __future__ import annotations

import inspect

import click
import pytest

from legation import api
from legation.cli.commands import COMMANDS, app
from legation.cli.evidence import evidence
from legation.cli.series import series
from tests.cli.helpers import run

# Command -> the function that it asks, and the options that only people need.
ASKED = {"run": (api.run, {"out"}), "compare": (api.compare, {"out"}), "plan": (api.plan, {"against"}),
         "why": (api.why, set()), "impact": (api.impact, set()), "list": (api.list_names, set()),
         "open": (api.open_run, {"browser"})}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_defaults_are_those_of_the_interface(name):
    function, own = ASKED[name]
    defaults = {name: parameter.default for name, parameter in inspect.signature(function).parameters.items()}
    command = app.get_command(None, name)
    with command.make_context(name, ["claims"] * sum(option.required for option in command.params)) as context:
        values = {name: value for name, value in context.params.items() if name not in own}
    for option, value in values.items():
        if defaults.get(option, inspect.Parameter.empty) is not inspect.Parameter.empty:
            assert value == defaults[option], option


def test_a_wrong_argument_is_named_as_it_was_typed(capsys):
    assert run(capsys, "impact", "daily-nk", "--as-of", "04/05/2019").err.startswith("command line: --as-of: found")
    assert run(capsys, "why", "x", "--scenario", "basline").err.startswith("command line: --scenario: found")
    assert run(capsys, "run", "basline").err.startswith("scenario: found")


def test_every_command_returns_an_answer_and_has_help_for_every_option():
    commands = [app.get_command(None, name) for name in COMMANDS if name not in ("evidence", "series")]
    commands += [group.get_command(None, name) for group in (evidence, series) for name in group.list_commands(None)]
    for command in commands:
        assert type(command).__name__ == "Question", command.name
        assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option)), command.name
