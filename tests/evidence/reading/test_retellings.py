"""What a text that retells a claim shares with it, and what in it differs."""

from __future__ import annotations

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.reading.retellings import retelling_differences, shared_fields


def levy():
    return load_ledger().claims["pf-g-16-levy"]


SAID = "In June 2022 each trade official in China was told to give USD 3,000 by the end of July."


@pytest.mark.parametrize(
    ("changed", "into", "differs"),
    [
        ("", "", ()),
        ("USD 3,000", "3,000 dollars", ()),
        ("USD 3,000", "USD 5,000", ("numbers",)),
        ("USD 3,000", "more than USD 3,000", ("numbers",)),
        ("June 2022", "June 2023", ("times",)),
        ("in China", "in Dandong", ("places",)),
        ("trade official", "worker", ("persons",)),
        ("was told", "was not told", ("denial",)),
        ("to give USD 3,000", "to give a sum that rose", ("numbers", "direction")),
    ],
)
def test_whatever_differs_is_named(changed, into, differs):
    assert retelling_differences(SAID.replace(changed, into) if changed else SAID, levy()) == differs


def test_what_both_say_is_shared_and_what_the_claim_has_from_elsewhere_is_not():
    shared = shared_fields(SAID, levy())
    assert (shared["measure"], shared["whose"], shared["low"], shared["place"]) == ("levy", "officials", 3000, "China")
    without = shared_fields("Each trade official was told to give USD 3,000.", levy())
    assert "place" not in without and "period" not in without
