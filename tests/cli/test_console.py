"""What the console can show, and what the program leaves out where it can't."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from legation import cli
from legation.cli import commands
from legation.cli.answer import Answer
from legation.cli.console import console_width, shows_colours
from legation.report.screen import Screen
from tests.cli.helpers import run


class Terminal(io.TextIOWrapper):
    def __init__(self, encoding="utf-8"):
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self):
        return True

    @property
    def shown(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.fixture
def answering(monkeypatch):
    """Lets every command return a screen, and shows it on a terminal."""

    def answers(terminal):
        screen = Screen("TITLE")
        screen.row("label", "● a\x1b[2Jb")
        monkeypatch.setattr(commands, "app", lambda *_, **__: Answer({"a": 1}, lambda width: screen))
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        return terminal

    return answers


def show(*words):
    with pytest.raises(SystemExit) as ended:
        cli.main(["x", *words])
    assert ended.value.code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no colours there")
def test_a_terminal_has_colours_unless_its_user_wants_none(answering, monkeypatch):
    terminal = answering(Terminal())
    show()
    assert terminal.shown == "\x1b[1mTITLE\x1b[0m\n\x1b[1mlabel\x1b[0m  ● a\\u001b[2Jb\n"
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        terminal = answering(Terminal())
        monkeypatch.setenv(name, value)
        show()
        assert terminal.shown == "TITLE\nlabel  ● a\\u001b[2Jb\n"


@pytest.mark.parametrize(
    ("terminal", "environment", "colours"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),  # no-color.org: only if it is not empty
        (True, {"TERM": "xterm", "NO_COLOR": "0"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no colours there")
def test_colours_need_a_terminal_and_a_user_who_wants_them(terminal, environment, colours):
    stream = Terminal() if terminal else io.StringIO()
    assert shows_colours(stream, environment) is colours


def test_a_console_of_windows_gets_no_codes(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert not shows_colours(Terminal(), {})


def test_a_pipe_and_a_machine_get_no_colours(answering, capsys, monkeypatch):
    answering(sys.stdout)
    assert run(capsys, "x").out == "TITLE\nlabel  ● a\\u001b[2Jb\n"
    terminal = answering(Terminal())
    show("--json")
    assert terminal.shown == '{\n "a": 1\n}\n'


def test_a_console_that_lacks_a_sign_gets_a_plainer_one(answering, monkeypatch):
    terminal = answering(Terminal("cp1252"))
    monkeypatch.setenv("NO_COLOR", "1")
    show()
    assert terminal.shown == "TITLE\nlabel  * a\\u001b[2Jb\n"


@pytest.mark.parametrize(("columns", "width"), [("20", 40), ("90", 90), ("300", 120)])
def test_a_text_is_neither_too_narrow_nor_too_wide_to_read(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert console_width() == width


@pytest.mark.parametrize(
    ("words", "absent"),
    [(["--help"], ["rich"]), (["list", "mechanisms"], ["rich.console", "rich.table"])],
)
def test_layout_imports_no_more_of_rich_than_counts_cells(words, absent):
    """Its console and tables take 120 ms of processor time and more to import, after all else of a command."""
    told = f"print([name for name in {absent} if name in sys.modules], file=sys.stderr)"
    script = f"import sys\nfrom legation.cli import main\ntry:\n    main({words})\nfinally:\n    {told}"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr == "[]\n"
