"""The pages on mechanisms are what the program would write today."""

from pathlib import Path

import pytest

from docs.mechanism_pages import pages
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load
from legation.mechanisms import WEEK

FOLDER = Path(__file__).parents[2] / "docs" / "mechanisms"


@pytest.fixture(scope="module")
def written():
    return pages(the_week(), load("baseline"), ledger.load())


def test_every_mechanism_has_a_page_and_no_other_is_left():
    assert {path.name for path in FOLDER.iterdir()} == {"README.md", *(f"{name}.md" for name in WEEK)}


@pytest.mark.parametrize("name", ["README", *WEEK])
def test_a_page_is_what_the_program_says_today(name, written):
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert text == written[f"{name}.md"], f"docs/mechanisms/{name}.md is out of date: run make docs"


def test_a_page_says_claim_sources_chance_and_columns(written):
    page = written["flight.md"]
    for part in ("## What it claims\n\nEach week", "nk-2019-intv-26", "- leaves the post", "| `savings` |"):
        assert part in page
    assert "| `flight.h0`: " in page


def test_a_page_says_what_checks_its_mechanism_where_something_does(written):
    assert "## What it is checked by\n\npf-j-04 and pf-j-04-rise have" in written["alert.md"]
    assert "checked by" not in written["flight.md"]


def test_every_claim_that_is_cited_exists(monkeypatch):
    (flight,) = [mechanism.module for mechanism in the_week().mechanisms if mechanism.name == "flight"]
    monkeypatch.setattr(flight, "__doc__", flight.__doc__ + "\nChecked by: pf-z-99, which nobody has read.\n")
    with pytest.raises(AssertionError, match="flight cites pf-z-99"):
        pages(the_week(), load("baseline"), ledger.load())


def test_a_row_of_the_timeline_is_a_record_like_any_other(monkeypatch):
    (flight,) = [mechanism.module for mechanism in the_week().mechanisms if mechanism.name == "flight"]
    monkeypatch.setattr(flight, "__doc__", flight.__doc__.replace("nk-2022-surv-09 for openings", "tl-09"))
    page = pages(the_week(), load("baseline"), ledger.load())["flight.md"]
    assert "- tl-09 (2016-03-02, input): Coal" in page
