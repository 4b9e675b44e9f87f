"""Finding claims: everything asked for must hold, and what is not known is refused with the nearest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.base.faults import EvidenceError
from legation.evidence import ledger
from legation.evidence.ledger import Ledger
from legation.evidence.queries import line, outlet_of, select
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def three(tmp_path: Path) -> Ledger:
    one = claim(place='"Dandong"', represented_by='{ observable = ["flights"], mechanism = ["trade"] }')
    two = claim(id='"two"', place='"China"', role='"structure"', represented_by='{ mechanism = ["flight"] }')
    old = claim(id='"old"', status='"disputed"', status_date='"2020"', paraphrase='"Income rose."')
    return ledger.load(records=shipped(tmp_path, one, two, old))


def ids(found: Ledger, words: str = "", **filters: str) -> list[str]:
    return [claim.id for claim in select(found, words, **filters)]


def test_without_words_and_filters_all_are_found(three: Ledger) -> None:
    assert ids(three) == ["one", "two", "old"]


def test_each_filter_narrows(three: Ledger) -> None:
    assert ids(three, "income rose") == ["old"]
    assert ids(three, role="structure") == ["two"]
    assert ids(three, status="disputed") == ["old"]
    assert ids(three, topic="money") == ["one"]
    assert ids(three, topic="People") == ["one", "two"]
    assert ids(three, outlet="A PAPER") == ids(three, outlet="paper") == ["one", "two", "old"]
    assert ids(three, topic="People", role="context") == ["one"]


def test_a_place_finds_claims_inside_it_and_no_wider_ones(three: Ledger) -> None:
    assert ids(three, place="Liaoning") == ["one"]
    assert ids(three, place="China") == ["one", "two"]


def test_the_status_is_the_one_known_on_the_day(tmp_path: Path) -> None:
    old = claim(status='"disputed"', status_date='"2020"')
    found = ledger.load(records=shipped(tmp_path, old), as_of=date(2019, 12, 31))
    assert ids(found, status="active") == ["one"]


def test_unknown_words_of_filters_are_refused_together(three: Ledger) -> None:
    with pytest.raises(EvidenceError) as refused:
        select(three, role="fits", topic="moneys", place="Dandon", outlet="papers", status="activ")
    assert [fault.field for fault in refused.value.faults] == ["--role", "--status", "--topic", "--place", "--outlet"]
    assert all(fault.advice for fault in refused.value.faults)


def test_a_line_says_what_a_list_shows(three: Ledger) -> None:
    assert line(three, three.claim("one")) == {
        "id": "one", "grade": "F/B-3", "published": "2019-05-06..2019-05-31", "paraphrase": "Income fell.",
        "role": "context", "represented_by": ["observable flights", "mechanism trade"], "status": "active",
        "handling": "public",
    }  # fmt: skip
    assert outlet_of(three, three.claim("one")) == "A Paper"
