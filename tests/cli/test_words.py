"""Days and progress, as several commands say them."""

from __future__ import annotations

from datetime import date

import pytest

from legation.base.faults import UserError
from legation.cli.words import day, progress


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-04-04", date(2019, 4, 4), date(2019, 4, 4)),
        ("early 2019", date(2019, 1, 1), date(2019, 4, 30)),
    ],
)
def test_a_text_means_its_first_or_its_last_day(text, first, last):
    assert day("--start", text, last=False) == first
    assert day("--end", text, last=True) == last


def test_no_text_means_no_day():
    assert day("--start", "", last=False) is None


def test_two_readings_are_both_offered():
    with pytest.raises(UserError, match=r"--end: .*2019-05-04 \(day first\) or 2019-04-05 \(month first\)"):
        day("--end", "04/05/2019", last=True)


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
