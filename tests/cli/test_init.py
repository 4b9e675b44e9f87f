"""`main` turns every known failure into one message and an exit code."""

from __future__ import annotations

import errno
import io
import signal
import subprocess
import sys
import time
from importlib.metadata import version

import pytest

from legation.base.faults import Fault, UserError, WorldFailedError
from legation.cli import commands, main
from legation.evidence.ledger import load_ledger
from tests.cli.helpers import run


@pytest.fixture
def raising(monkeypatch):
    """Lets every command raise a problem."""

    def raises(problem):
        def command(*arguments, **options):
            raise problem

        monkeypatch.setattr(commands, "app", command)

    return raises


def test_without_words_the_program_offers_its_two_questions_on_one_screen(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys)
    assert (ran.code, ran.err) == (0, "")
    assert "legation about" in ran.out and "legation assess" in ran.out and len(ran.out.splitlines()) <= 40
    held = run(capsys, "--json").data
    assert held["claims"] == len(load_ledger().claims) and held["origins"] < held["claims"]


def test_the_version_is_that_of_the_package(capsys):
    assert run(capsys, "--version").out == f"legation {version('legation')}\n"


def test_several_faults_are_counted(capsys, raising):
    raising(UserError([Fault("one", "a", "b"), Fault("two", "c", "d", file="f.toml", line=3)]))
    ran = run(capsys, "run")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "one: found a; expected b.", "f.toml:3  two: found c; expected d.", "2 faults. Nothing was run or written."
    ]  # fmt: skip


def test_a_world_that_failed_is_a_no(capsys, raising):
    raising(WorldFailedError("World 3 stopped."))
    assert run(capsys, "run")[:] == (1, "", "World 3 stopped.\n")


def test_an_interruption_has_the_code_that_shells_give_it(capsys, raising):
    raising(KeyboardInterrupt())
    assert run(capsys, "run")[:] == (130, "", "Stopped. What was not finished was not written.\n")


def test_our_own_mistake_is_not_dressed_up_as_the_users(raising):
    raising(AssertionError("a column is declared twice"))
    with pytest.raises(AssertionError, match="declared twice"):
        main(["run"])


def test_a_console_that_lacks_a_character_shows_another(monkeypatch, raising):
    raising(UserError(Fault("place", '"압록강"', "a name — known here")))
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stderr", console)
    with pytest.raises(SystemExit, match="2"):
        main(["run"])
    console.flush()
    assert console.buffer.getvalue().decode("cp1252").strip() == 'place: found "???"; expected a name — known here.'


def test_no_standard_output_at_all_is_no_fault(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(SystemExit) as ended:
        main(["check", "baseline"])
    assert ended.value.code == 0


LEGATION = [sys.executable, "-c", "from legation.cli import main; main()"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files and signals")


@posix
@pytest.mark.parametrize("words", [["list", "claims"], ["list", "claims", "--json"], ["--help"]])
def test_a_full_output_is_one_message(words):
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*LEGATION, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "output: found a full disk; expected room on the disk.\n")


@posix
def test_an_output_that_is_closed_early_ends_in_silence():
    with subprocess.Popen([*LEGATION, "list", "claims"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        ran.stdout.readline()
        ran.stdout.close()
        assert (ran.stderr.read(), ran.wait()) == (b"", 0)


@posix
def test_a_fault_that_cannot_be_told_still_has_its_exit_code():
    with open("/dev/full", "wb") as full:
        assert subprocess.run([*LEGATION, "evidence", "show", "nope"], stderr=full, check=False).returncode == 2


@posix
def test_a_current_folder_that_was_deleted_is_one_message(tmp_path):
    (tmp_path / "gone").mkdir()
    command = f"cd {tmp_path}/gone && rmdir {tmp_path}/gone && exec {sys.executable} -c '{LEGATION[2]}' check x.toml"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert ran.returncode == 2 and ran.stderr.count("\n") == 1 and "; expected " in ran.stderr


def test_what_the_system_refuses_where_nobody_expects_it_names_the_file(capsys, raising):
    raising(PermissionError(errno.EACCES, "Permission denied", "a.toml"))
    assert run(capsys, "run")[:] == (2, "", "a.toml  file: found no permission; expected a place that you may write.\n")


@posix
def test_ctrl_c_at_any_time_ends_in_one_line():
    """From the first line of ours on; before that, the interpreter itself is starting."""
    script = "import legation.cli; print('on', flush=True); legation.cli.main()"
    codes = set()
    for step in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", script, "list", "claims"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as ran:
            ran.stdout.readline()
            time.sleep(0.05 * step)
            ran.send_signal(signal.SIGINT)
            _, err = ran.communicate()
        assert err.strip() in ("Stopped. What was not finished was not written.", ""), err
        codes.add(ran.returncode)
    assert 130 in codes and codes <= {0, 130}


def interrupted_at(line, tmp_path):
    """Runs the command with a Ctrl-C at the first line of `cli/__init__.py` that begins so, and returns what came."""
    script = tmp_path / "command.txt"
    script.write_text(
        f"""
import sys, pathlib

def trace(frame, event, argument):
    file = pathlib.Path(frame.f_code.co_filename)
    if file.parts[-3:] != ("legation", "cli", "__init__.py"):
        return None
    if event == "line" and file.read_text(encoding="utf-8").splitlines()[frame.f_lineno - 1].startswith({line!r}):
        raise KeyboardInterrupt
    return trace

sys.settrace(trace)
from legation.cli import main
main(["--version"])
""",
        encoding="utf-8",
    )
    return subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("line", ["NEGATIVE", "def main", "def _speak_any_console", "    sys.exit(code)"])
def test_ctrl_c_before_and_after_main_is_answered_too(line, tmp_path):
    ran = interrupted_at(line, tmp_path)
    assert (ran.returncode, ran.stderr) == (130, "Stopped. What was not finished was not written.\n")


def test_other_mistakes_of_ours_keep_their_traceback():
    ran = subprocess.run(
        [sys.executable, "-c", "import legation.cli; 1 / 0"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1 and "Traceback" in ran.stderr and "ZeroDivisionError" in ran.stderr


def test_an_interactive_session_goes_on_after_ctrl_c():
    script = (
        "import sys; sys.ps1 = '> '; import legation.cli; sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)"
    )
    ran = subprocess.run([sys.executable, "-c", f"{script}; print('on')"], capture_output=True, text=True, check=False)
    assert ran.stdout == "on\n" and "Stopped" not in ran.stderr
