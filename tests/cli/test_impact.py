"""`legation impact`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


def test_a_source_is_followed_up_and_sizes_are_not_claimed(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "impact", "nk-2019-intv", "--all").words
    assert "trade.median_margin" in words and "claim (32)" in words
    assert "own_income_month_rmb*" in words  # all its claims come from this interview
    assert "How far a result would move takes a fit" in words


def test_an_outlet_may_be_given_by_its_printed_name(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = run(capsys, "impact", "Radio", "Free", "Asia", "--json").data["found"]
    assert found["name"] == "rfa"
    assert {"rfa-2019", "nk-2015-recall"} <= {one["name"] for one in found["hangs_on_it"] if one["kind"] == "source"}


def test_an_earlier_day_knows_less(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "impact", "nk-2019-intv", "--as-of", "2018").code == 2


def test_what_nothing_hangs_on_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Nothing rests on it." in run(capsys, "impact", "pf-a-01").out


@pytest.mark.parametrize("words", [("why", "flights"), ("why", "route_price"), ("impact", "nk-2019-intv"), ("plan",)])
def test_an_answer_fits_on_a_screen_and_the_rest_is_there_for_the_asking(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    short, whole = (run(capsys, *words, *more).out.splitlines() for more in ((), ("--all",)))
    assert len(short) <= 40 and len(short) < len(whole)


def test_what_a_mechanism_moves_is_asked_by_switching_it_off(capsys: pytest.CaptureFixture[str]) -> None:
    assert "legation compare baseline baseline --set recall=off" in run(capsys, "impact", "recall").out
    assert "=off --only flights" in run(capsys, "why", "observable flights").out
