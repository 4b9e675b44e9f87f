"""What is not public stays out of messages."""

from __future__ import annotations

import pytest

from legation.base.faults import Fault
from legation.evidence import handling


@pytest.mark.parametrize("mark", ["internal", "embargoed", "Public", "", None, 1])
def test_only_the_word_public_allows_printing(mark: object) -> None:
    assert not handling.is_public(mark)
    assert handling.is_public("public")


def test_a_concealed_fault_keeps_its_place_and_loses_its_content() -> None:
    fault = Fault("claim[1].place", '"a secret"', "an area", "Did you mean a secret?", "mine.toml", 7)
    (hidden,) = handling.concealed([fault])
    assert "secret" not in str(hidden)
    assert (hidden.file, hidden.line, hidden.field, hidden.expected) == ("mine.toml", 7, "claim[1].place", "an area")
