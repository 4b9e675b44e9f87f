"""Own findings asked from Python: which words mean them, and what is refused."""

from __future__ import annotations

import pytest

from legation import api
from legation.api.own_claims import narrowed_by
from legation.base.faults import UserError
from tests.evidence.helpers import claim, folder


@pytest.mark.parametrize(
    ("words", "narrowed"),
    [
        ("own findings", ""), ("my findings", ""), ("Our own claims", ""), ("own-findings levy", "levy"),
        ("findings", None), ("own account", None), ("quota", None), ("own-findings-01", None),
    ],
)  # fmt: skip
def test_the_words_for_them(words, narrowed):
    assert narrowed_by(words) == narrowed


def test_claims_of_a_folder_that_are_public_are_own_findings_too(tmp_path):
    place = folder(tmp_path / "mine", claim(handling='"public"'), claim(id='"two"', handling='"embargoed"'))
    answer = api.own_findings(folders=[place])
    assert [finding.claim.id for finding in answer.findings] == ["one", "two"]
    assert answer.handling == "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."


def test_a_folder_is_needed_and_a_claim_in_it():
    with pytest.raises(UserError, match="no folder"):
        api.own_findings(folders=[])
