"""A whole article: as a list, as a sheet, and into a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import legation
from legation import api
from legation.api.articles import proposals_from
from legation.base.faults import EvidenceError, UserError

TEXT = (
    "In April about ten trade officials in China were recalled, a source told Daily NK. "
    "Sessions are held twice a week.\n\n"
    "They do what they can to get by on the side."
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(TEXT, encoding="utf-8")


def test_an_article_is_read_from_its_file() -> None:
    article = legation.read("article.txt", published="2019-05-29")
    assert (article.published, article.basis, article.outlet) == (date(2019, 5, 29), "you", "Daily NK")
    assert [each["claim"].get("measure") for each in article.as_dict()["proposals"]][:2] == ["recalls", "sessions"]
    assert article.as_dict()["proposals"][0]["claim"]["period"] == "2019-04"


def test_the_day_of_publication_is_looked_for() -> None:
    assert api.read("article.txt").published is None
    Path("dated.txt").write_text(f"A Headline\n\n2019-05-29\n\n{TEXT}", encoding="utf-8")
    assert api.read("dated.txt").basis == "the text"
    page = f'<meta name="date" content="2019-05-29"><meta property="og:site_name" content="A Paper"><p>{TEXT}</p>'
    Path("page.html").write_text(page, encoding="utf-8")
    article = api.read("page.html")
    assert (article.published, article.basis, article.outlet) == (date(2019, 5, 29), "the file", "A Paper")


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(UserError) as problem:
        api.read("missing.txt", published="soon")
    assert len(problem.value.faults) == 2


def test_proposals_are_saved_as_a_sheet_that_only_its_owner_reads() -> None:
    article = api.read("article.txt", published="2019-05-29")
    path = api.save_proposals(article, "proposals.csv", source="nk-2019-intv")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(UserError, match="exists"):
        api.save_proposals(article, "proposals.csv")
    api.save_proposals(article, "proposals.csv", force=True)
    with pytest.raises(UserError, match=r"\.xlsx or \.csv"):
        api.save_proposals(article, "proposals.txt")


def test_what_is_accepted_is_in_the_folder() -> None:
    article = api.read("article.txt", published="2019-05-29")
    done = api.accept_proposals(article, {1: {"whose": "workers"}, 2: {}}, "mine", source="my-article")
    assert done.written == ["my-article-01", "my-article-02"]
    claim = api.show_claim("my-article-01", folders=["mine"])
    assert "workers" in str(claim)
    assert done.as_dict()["receipt"].startswith("mine/receipt-")
    # Of the same article more can be accepted later; the source is there already.
    again = api.accept_proposals(article, {1: {"what_was_said": "Ten were called home."}}, "mine", source="my-article")
    assert again.written == ["my-article-03"]


@pytest.mark.parametrize(
    ("accepted", "source", "outlet", "says"),
    [
        ([9], "x", "A Paper", "a number from 1 to"), ([3], "x", "A Paper", "in your own words"),
        ({1: {"whose": "nobody"}}, "x", "A Paper", "whose"), ([1], "No Id", "A Paper", "small letters|lower-case"),
    ],
)  # fmt: skip
def test_nothing_is_written_if_anything_is_wrong(accepted: object, source: str, outlet: str, says: str) -> None:
    article = api.read("article.txt", published="2019-05-29")
    with pytest.raises(UserError, match=says):
        api.accept_proposals(article, accepted, "mine", source=source, outlet=outlet)  # type: ignore[arg-type]
    assert not list(Path().glob("mine/*"))


def test_a_new_source_needs_its_day() -> None:
    article = api.read("article.txt")
    with pytest.raises(UserError, match="the day of publication"):
        api.accept_proposals(article, [2], "mine", source="x")


def test_a_source_of_the_ledger_needs_nothing_else() -> None:
    article = api.read("article.txt", published="2019-05-29")
    assert api.accept_proposals(article, [1], "mine", source="nk-2019-intv").written


def test_an_article_without_claims_has_no_proposals() -> None:
    Path("empty.txt").write_text("The weather was fine in the city all day.", encoding="utf-8")
    article = api.read("empty.txt")
    assert article.proposals == []
    with pytest.raises(UserError, match="nothing was proposed"):
        article.proposal(1)
    with pytest.raises((UserError, EvidenceError)):
        api.accept_proposals(article, [1], "mine", source="nk-2019-intv")


def test_numbers_are_read_as_they_are_typed() -> None:
    assert proposals_from("1,3-5", 6) == [1, 3, 4, 5]
    assert proposals_from("all", 3) == [1, 2, 3]
    assert proposals_from("2 2;1", 3) == [2, 1]
    for text in ("0", "7", "5-3", "x", ""):
        with pytest.raises(UserError, match="numbers from 1 to 6"):
            proposals_from(text, 6)


def test_the_columns_that_may_be_mended_are_those_of_the_template() -> None:
    assert "what_was_said" in api.mendable_columns()
