"""What to ask next: what is missing first, and nothing that narrows down one private person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.assessment.questions import is_about_one, questions
from legation.assessment.reports import QUESTIONS, Brought, assess_report
from legation.base.dates import parse_date
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


@pytest.mark.parametrize("measure", ["quota", "flights", "recall_for_missed_quota", "posted", "quota_met"])
def test_four_can_be_asked_even_of_a_report_that_lacks_nothing(measure):
    whole = brought(measure=measure, place="Dandong", whose="officials", period=parse_date("2019"))
    for kind in ("document", "witness", ""):
        asked = list(questions(replace(whole, hearsay=kind, outlet="A Paper", origin="A Paper"), []))
        assert len(asked) >= QUESTIONS and len(set(asked)) == len(asked)
