"""Groups of commands: quick, in order, and helpful about a wrong name."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.helpers import run


def test_commands_stand_in_the_order_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    from legation.cli.evidence import COMMANDS

    shown = run(capsys, "evidence", "--help").out.partition("Commands:")[2]
    assert [line.split()[0] for line in shown.splitlines() if line.strip()] == list(COMMANDS)


def test_a_command_that_does_not_exist_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "shown")
    assert ran.code == 2 and "Did you mean show?" in ran.err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom legation import cli\n"
        "try: cli.main(['evidence', '--help'])\nexcept SystemExit: pass\n"
        "print([name for name in ('pydantic', 'numpy', 'openpyxl', 'jinja2') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
