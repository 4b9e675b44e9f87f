"""The pages on mechanisms are what the program would write today."""

import tomllib
from pathlib import Path

import pytest

from docs.mechanism_pages import COMPARED, NEEDS, pages
from legation.engine.week import the_week
from legation.evidence import ledger
from legation.experiments.setup import load_scenario
from legation.mechanisms import WEEK
from legation.mechanisms.story import StoryEntry

FOLDER = Path(__file__).parents[2] / "docs" / "mechanisms"


@pytest.fixture(scope="module")
def written():
    return pages(the_week(), load_scenario("baseline"), ledger.load_ledger())


def test_every_mechanism_has_a_page_and_no_other_is_left():
    assert {path.name for path in FOLDER.iterdir()} == {"README.md", *(f"{name}.md" for name in WEEK)}


@pytest.mark.parametrize("name", ["README", *WEEK])
def test_a_page_is_what_the_program_says_today(name, written):
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert text == written[f"{name}.md"], f"docs/mechanisms/{name}.md is out of date: run make docs"


def test_a_page_says_claim_sources_chance_and_columns(written):
    page = written["flight.md"]
    parts = ("## What it claims\n\n- An official leaves", "- nk-2019-intv-26: ", "- leaves the post", "| `savings` |")
    for part in parts:
        assert part in page
    assert "| `flight.attempts`: " in page


def test_a_page_says_what_checks_its_mechanism_where_something_does(written):
    heading = f"## What it is checked by\n\n{COMPARED}\n\n- pf-j-04: An order makes"
    assert heading in written["alert.md"]
    assert "checked by" not in written["flight.md"]


def test_a_page_says_which_scored_reports_need_its_mechanism_or_that_none_does(written):
    needs = tomllib.loads(NEEDS.read_text(encoding="utf-8"))
    for name in WEEK:
        part = written[f"{name}.md"].partition("## Which scored reports need it\n\n")[2].partition("\n## ")[0]
        named = [*needs[name]["lost"], *needs[name]["changed"]]
        assert part.startswith(
            f"With it switched off, in {needs['worlds']} worlds" if named else "No scored report needs"
        )
        assert all(claim in part for claim in named)


def test_a_mechanism_that_was_never_switched_off_is_named(monkeypatch, tmp_path):
    fewer = tmp_path / "needs.toml"
    fewer.write_text("worlds = 1\n" + "".join(f"[{name}]\n" for name in WEEK if name != "press"))
    monkeypatch.setattr("docs.mechanism_pages.NEEDS", fewer)
    with pytest.raises(AssertionError, match=r"nothing on press: run python -m verification\.needs"):
        pages(the_week(), load_scenario("baseline"), ledger.load_ledger())


def test_a_page_says_how_a_wording_is_read_and_for_what_a_work_is_cited(written):
    assert '\n- "secure income" (nk-2019-intv-08) → full ties. Ties start' in written["trade.md"]
    assert "\n## References\n\n- Carling 2002: The difference between wanting" in written["intent.md"]


def _week_with(story):
    """The week with another story for flight."""
    week = the_week()
    return week._replace(
        mechanisms=tuple(m._replace(story=story(m)) if m.name == "flight" else m for m in week.mechanisms)
    )


def test_a_mechanism_without_sources_says_so():
    week = _week_with(lambda flight: flight.story._replace(sources=()))
    page = pages(week, load_scenario("baseline"), ledger.load_ledger())["flight.md"]
    assert "## Sources\n\n- It names none.\n" in page


@pytest.mark.parametrize(
    "story",
    [
        lambda flight: flight.story._replace(checked_by=(StoryEntry("pf-z-99", "Nobody has read it."),)),
        lambda flight: flight.story._replace(leaves_out=("Nobody has read pf-z-99.",)),
    ],
)
def test_every_claim_that_is_cited_exists(story):
    with pytest.raises(AssertionError, match="flight cites pf-z-99"):
        pages(_week_with(story), load_scenario("baseline"), ledger.load_ledger())


def test_a_row_of_the_timeline_is_a_record_like_any_other():
    week = _week_with(lambda flight: flight.story._replace(sources=(StoryEntry("tl-09", "Coal is banned."),)))
    page = pages(week, load_scenario("baseline"), ledger.load_ledger())["flight.md"]
    assert "- tl-09 (2016-03-02, input): Coal" in page
