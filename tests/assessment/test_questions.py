"""What to ask next: what is missing first, and nothing that narrows down one private person."""

from __future__ import annotations

import pytest

from legation.assessment.questions import is_about_one
from legation.assessment.reports import QUESTIONS, Brought, assess_report
from legation.evidence.claims import typed_claim
from legation.evidence.ledger import load_ledger
from tests.assessment.helpers import HELD, QUOTA
from tests.evidence.helpers import claim, shipped


@pytest.fixture
def small(tmp_path):
    return lambda: load_ledger(records=shipped(tmp_path / str(len(list(tmp_path.iterdir()))), claim(**HELD)))


def brought(said="Something was said.", **changes):
    return Brought(typed_claim(said, **QUOTA | changes))


def test_questions_ask_for_what_is_missing_first(small):
    bare = assess_report(small(), brought(period=None, place="", whose="", span=""), []).questions
    assert len(bare) == QUESTIONS
    assert [question.split()[0] for question in bare] == ["When", "Of", "Over", "Where:"]
    rival = assess_report(small(), brought(low=90_000.0, high=90_000.0), []).questions
    assert rival[0].startswith("A Paper reported about 30,000 USD (one)")


@pytest.mark.parametrize(
    ("said", "one"),
    [
        ("The minister's cousin has a secret account.", True),
        ("A diplomat left his post.", True),
        ("Officials left their posts.", False),
        ("The quota was doubled.", False),
    ],
)
def test_a_report_of_one_private_person_is_known(said, one):
    assert is_about_one(typed_claim(said)) is one
    assert not is_about_one(typed_claim(said, whose="officials"))
