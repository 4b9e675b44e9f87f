"""`legation evidence show`."""

from __future__ import annotations

import pytest

from tests.cli.helpers import run


def test_a_claim_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "evidence", "show", "nk-2019-intv-06").words
    for part in ("key term 와크", "represented by mechanism trade, mechanism posts", "goes back to: one trade officer"):
        assert part in words


def test_the_last_line_is_a_citation_that_no_console_breaks(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "show", "nk-2019-intv-06")
    assert ran.out.splitlines()[-1].removeprefix("Cite").strip() == (
        'Daily NK, "North Korean trade officials in China grapple with sanctions", between 6 and 31 May 2019, '
        "https://www.dailynk.com/english/north-korean-trade-officials-in-china-grapple-with-sanctions/ "
        "(Legation ledger, claim nk-2019-intv-06)"
    )
    citation = run(capsys, "evidence", "show", "nk-2019-intv-06", "--json").data["citation"]
    assert ran.out.endswith(f" {citation}\n")


def test_what_is_not_known_of_a_source_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    words = run(capsys, "evidence", "show", "pf-k-08").words
    assert "headline: [headline not known]" in words and "address: no address known" in words


def test_an_unknown_id_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "show", "nk-2019-intv-200")
    assert ran.code == 2 and "Did you mean nk-2019-intv-20" in ran.err


def test_a_claim_published_later_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evidence", "show", "nk-2019-intv-06", "--as-of", "2018").code == 2


def test_machines_get_the_same_by_heading(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evidence", "show", "nk-2019-intv-06", "--json").data["grade"] == "F/B-6"
