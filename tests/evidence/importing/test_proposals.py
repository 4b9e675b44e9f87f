"""Proposed claims as rows of a sheet."""

from __future__ import annotations

from datetime import date

import pytest

from legation.evidence.importing.proposals import (
    MENDABLE,
    AcceptedClaim,
    ArticleSource,
    cells_of,
    proposals_batch,
)
from legation.evidence.importing.rows import NEW
from legation.evidence.ledger import load_ledger
from legation.evidence.reading.articles import read_article

DAY, TODAY = date(2019, 5, 29), date(2026, 1, 31)
TEXT = (
    "In April 2019 about ten trade officials in China were recalled, a source said. Sessions are held twice a week.\n\n"
    "Traders can no longer open bank accounts in Dandong."
)
OWN = ArticleSource("mine", "A Newspaper", DAY, "A headline", "en")


def _proposals():
    return read_article(TEXT, DAY)


def _batch(said="Some were called home.", source=OWN, number=0, **mended):
    proposal = _proposals()[number]
    return proposals_batch([AcceptedClaim(proposal, said, mended)], source, "article.txt", load_ledger(), TODAY)


def test_a_proposal_fills_in_the_cells_of_a_row():
    assert cells_of(_proposals()[0]) == {
        "wording": "about", "low": 10, "high": 10, "unit": "persons", "measure": "recalls", "whose": "officials",
        "span": "month", "where": "China", "when": "2019-04", "kind": "quantity",
        "said_by": "an unnamed source"}  # fmt: skip
    refused = cells_of(_proposals()[2])
    assert (refused["measure"], refused["where"]) == ("accounts_refused", "Dandong")
    assert "denies" not in refused


def test_what_is_accepted_becomes_an_embargoed_claim_with_its_source():
    batch = _batch()
    assert batch.all_faults == []
    (row,) = batch.with_state(NEW)
    claim = row.claim
    assert (claim.id, claim.source, claim.handling, claim.role, claim.source_grade) == (
        "mine-01",
        "mine",
        "embargoed",
        "context",
        "F",
    )
    assert (claim.paraphrase, claim.measure, claim.low, str(claim.period)) == (
        "Some were called home.",
        "recalls",
        10,
        "2019-04",
    )
    assert batch.sources["mine"].headline == "A headline"
    assert batch.sources["mine"].published.first == DAY


def test_what_is_mended_takes_the_place_of_what_was_read():
    claim = _batch(whose="workers", low="20", high="20", when="2018").rows[0].claim
    assert (claim.whose, claim.low, str(claim.period)) == ("workers", 20, "2018")


@pytest.mark.parametrize(
    ("mended", "place"),
    [
        ({"whose": "nobody"}, "proposal 1 whose"), ({"low": "many"}, "proposal 1 low"),
        ({"colour": "red"}, "proposal 1 colour"), ({"measure": "nonsense"}, "proposal 1 measure"),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_proposal_and_column(mended, place):
    faults = _batch(**mended).all_faults
    assert place in [fault.field for fault in faults]
    assert all(fault.file == "article.txt" for fault in faults if fault.file)


def test_a_source_that_nobody_knows_is_refused():
    (fault,) = _batch(source=ArticleSource("nk-2019-intw")).all_faults
    assert "nk-2019-intv" in fault.advice
    assert _batch(source=ArticleSource("nk-2019-intv")).all_faults == []


def test_the_sentence_itself_is_not_kept():
    sentence = _proposals()[0].sentence.text
    (fault,) = _batch(said=sentence).all_faults
    assert "in your own words" in fault.expected


@pytest.mark.parametrize("said", ["Minister Pak was called home.", "x" * 500])
def test_what_the_record_refuses_is_refused_here(said):
    faults = _batch(said=said).all_faults
    assert [fault.field for fault in faults] == ["proposal 1 what_was_said"]
    assert said not in str(faults)


def test_a_claim_that_could_point_at_one_person_is_refused():
    text = "In April 2019 one trader in Dandong died by suicide over a debt of USD 1,234, his wife said."
    (proposal, *_) = read_article(text, DAY)
    said = "A trader in Dandong with a wife died by suicide in April 2019 over USD 1,234."
    batch = proposals_batch([AcceptedClaim(proposal, said, {})], OWN, "article.txt", load_ledger(), TODAY)
    assert any("narrowing details" in fault.found for fault in batch.all_faults)


def test_source_and_id_are_not_mended():
    assert {"source_id", "id", "published"}.isdisjoint(MENDABLE)
    assert {"what_was_said", "whose", "low"} <= set(MENDABLE)
