"""`legation evidence show`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


def test_a_claim_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "evidence", "show", "nk-2019-intv-06").words
    for part in ("key term 와크", "represented by mechanism trade, mechanism posts", "goes back to: one trade officer"):
        assert part in words


def test_an_unknown_id_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "show", "nk-2019-intv-200")
    assert ran.code == 2 and "Did you mean nk-2019-intv-20" in ran.err


def test_a_claim_published_later_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evidence", "show", "nk-2019-intv-06", "--as-of", "2018").code == 2


def test_machines_get_the_same_by_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evidence", "show", "nk-2019-intv-06", "--json").data["grade"] == "F/B-6"
