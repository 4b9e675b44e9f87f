"""The pages on mechanisms are what the program would write today."""

from pathlib import Path

import pytest

from docs.mechanism_pages import pages
from legation.engine.compose import the_week
from legation.evidence import ledger
from legation.experiments.setting import load
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
