"""The list of commands is complete, and each of them explains itself."""

from __future__ import annotations

import pytest

from legation.cli.commands import COMMANDS, app
from tests.cli.helpers import run


def test_help_shows_every_command_in_order_with_a_line_about_it(capsys):
    ran = run(capsys, "--help")
    lines = ran.out.partition("Commands:\n")[2].splitlines()
    shown = [line.split(maxsplit=1) for line in lines if line.startswith("  ")][: len(COMMANDS)]
    assert (ran.code, [name for name, *_ in shown]) == (0, list(COMMANDS))
    assert all(about for _, *about in shown)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(capsys, name):
    ran = run(capsys, name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: legation {name} ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_speak_to_machines(name):
    command = app.get_command(None, name)
    commands = [command] if not hasattr(command, "table") else [command.get_command(None, one) for one in command.table]
    for one in commands:
        assert "--json" in [word for parameter in one.params for word in parameter.opts], one.name
