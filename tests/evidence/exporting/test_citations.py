"""A citation to copy: what is known, in one line, and in words what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.base.dates import parse_date
from legation.evidence.exporting.citations import claim_citation, date_in_words
from legation.evidence.ledger import Ledger, load_ledger
from tests.evidence.helpers import SOURCES, claim, folder, shipped

HEADLINED = SOURCES.replace("url_seen", 'headline = "Income \\"falls\\", trader says"\nurl_seen')


def cited(tmp_path: Path, sources: str) -> str:
    ledger = load_ledger(records=shipped(tmp_path, claim(), sources=sources))
    return claim_citation(ledger, ledger.claim("one"))


def test_a_claim_is_cited_in_one_line(tmp_path: Path) -> None:
    assert cited(tmp_path, HEADLINED.replace('"copy"', '"original"')) == (
        "A Paper, \"Income 'falls', trader says\", between 6 and 31 May 2019, https://example.org/story "
        "(Legation ledger, claim one)"
    )


def test_the_address_of_a_copy_is_called_one(tmp_path: Path) -> None:
    sources = SOURCES.replace('publisher = "A Paper"', 'publisher = "A Blog"')
    assert cited(tmp_path, sources) == (
        "A Paper, [headline not known], between 6 and 31 May 2019, seen at A Blog, a copy: https://example.org/story "
        "(Legation ledger, claim one)"
    )


def test_without_an_address_the_words_say_so(tmp_path: Path) -> None:
    sources = SOURCES.replace('url_seen = "https://example.org/story"\n', "").replace('"copy"', '"none"')
    assert "May 2019, no address known (Legation" in cited(tmp_path, sources)


def test_an_archived_address_is_given_beside_the_other(tmp_path: Path) -> None:
    sources = SOURCES.replace('"copy"', '"original"').replace(
        "url_kind", 'archived = "https://archive.org/1"\nurl_kind'
    )
    assert "https://example.org/story, archived at https://archive.org/1 (" in cited(tmp_path, sources)


def test_a_citation_of_a_claim_that_is_not_public_says_so(tmp_path: Path) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    assert claim_citation(ledger, ledger.claim("one")).endswith("claim one, embargoed: not public)")


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2019-04-04", "4 April 2019"),
        ("2019-04", "April 2019"),
        ("2019", "2019"),
        ("early 2019", "early 2019"),
        ("2019-04-04..2019-04-08", "between 4 and 8 April 2019"),
        ("2019-04-04..2019-05-08", "between 4 April and 8 May 2019"),
        ("2019-12-30..2020-01-02", "between 30 December 2019 and 2 January 2020"),
        ("2019-03..2019-05", "between March and May 2019"),
        ("2018..2019", "between 2018 and 2019"),
        ("early 2019..2020-04", "between early 2019 and April 2020"),
        ("2019-04-04..2019-04-04", "4 April 2019"),
        ("2019-04..2019-04", "April 2019"),
    ],
)
def test_a_date_in_words_is_no_finer_than_it_is_known(published: str, words: str) -> None:
    assert date_in_words(parse_date(published)) == words


def test_every_claim_of_the_ledger_can_be_cited() -> None:
    ledger: Ledger = load_ledger()
    for name, known in ledger.claims.items():
        line = claim_citation(ledger, known)
        assert "\n" not in line and line.endswith(f"(Legation ledger, claim {name})")
        source = ledger.sources[known.source]
        assert ("no address known" in line) == (not source.addresses)
        assert ("[headline not known]" in line) == (not source.headline)
