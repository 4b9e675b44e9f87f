"""Progress, as people see it."""

from __future__ import annotations

from legation.cli.progress import announce_compiling, progress


def test_progress_is_silent_where_nobody_watches(capsys):
    with progress("Worlds", 2) as advance:
        advance()
        advance()
    assert capsys.readouterr() == ("", "")


def test_progress_in_a_terminal_counts_and_says_what_is_left(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("Worlds", 2) as advance:
        advance()
    out, err = capsys.readouterr()
    assert out == ""
    assert "Worlds" in err
    assert "1/2" in err
    assert "left" in err


def test_nothing_is_shown_before_the_first_step(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress("Worlds", 2):
        pass
    assert capsys.readouterr() == ("", "")


def test_compiling_is_announced_on_standard_error(capsys):
    announce_compiling()
    assert capsys.readouterr() == ("", "Compiling the model: once, up to half a minute.\n")
