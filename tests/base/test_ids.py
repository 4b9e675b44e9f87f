"""The grammar of ids: every id of the shipped record has it, and a text's ids are found whole."""

from __future__ import annotations

import re

import pytest

from legation.base import ids
from legation.evidence import ledger


def test_every_id_of_the_shipped_record_has_its_form():
    record = ledger.load_ledger()
    assert [name for name in record.claims if not re.fullmatch(ids.CLAIM, name)] == []
    assert [name for name in record.timeline if not re.fullmatch(ids.EVENT, name)] == []
    assert [name for name in (*record.claims, *record.sources, *record.outlets)
            if not re.fullmatch(ids.RECORD, name)] == []  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nk-2019-intv-26 and, for size,\n  pf-g-01; tl-07.", ("nk-2019-intv-26", "pf-g-01", "tl-07")),
        ("pf-j-04-rise, then pf-j-04: two claims", ("pf-j-04-rise", "pf-j-04")),
        ("pf-g-01 twice, pf-g-01", ("pf-g-01",)),
        ("the source nk-2015-recall, and xpf-g-01, pf-g-x, html-5", ()),
        ("", ()),
    ],
)
def test_the_ids_that_a_text_cites_are_found_whole_and_once(text, found):
    assert ids.cited(text) == found


@pytest.mark.parametrize(("text", "right"), [
    ("flight", True), ("h0", True), ("trade_index", True), ("", False), ("0h", False), ("H0", False), ("h0 ", False),
    ("h-0", False), ("h0\n", False),
])  # fmt: skip
def test_a_name_of_the_model_is_lower_case_and_begins_with_a_letter(text, right):
    assert ids.is_name(text) == right
