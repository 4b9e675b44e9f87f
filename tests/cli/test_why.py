"""`legation why`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


def test_a_parameter_is_followed_to_its_claims(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "why", "median_margin").words
    assert "claim pf-g-01 (cited by the scenario): F/B-3, Asahi Shimbun, 2011-02-09." in words
    assert "assumed: " in words


def test_a_claim_is_followed_to_source_and_outlet(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "why", "nk-2019-intv-20").words
    assert "source nk-2019-intv (said in)" in words and "outlet daily-nk (published by): Daily NK" in words


def test_many_hits_are_listed_to_choose_from(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "why", "bank")
    assert ran.code == 0 and "policy china-construction-bank" in ran.words and "Choose one: legation why" in ran.words


def test_a_miss_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "why", "flihgts")
    assert ran.code == 2 and "Did you mean flights" in ran.err


def test_machines_get_the_branches(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = run(capsys, "why", "margin_month_rmb", "--json").data["found"]
    assert found["kind"] == "observable" and any(lower["name"] == "trade" for lower in found["rests_on"])


def test_a_source_is_told_with_its_headline_and_without_an_address_says_so(capsys):
    words = run(capsys, "why", "source nk-2019-mss").words
    assert "headline: 3 North Korean state security officials in China defect link: https://" in words
    assert "address: no address known" in run(capsys, "why", "source compilers-2026").words
