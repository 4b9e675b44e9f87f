"""The screen of what can't be estimated."""

from __future__ import annotations

from legation import api
from legation.report.screen import HEIGHT
from legation.report.unseen_screen import NOTHING, unseen_screen


def test_it_names_each_quantity_with_its_reason_and_claims_on_one_screen():
    answer = api.unseen()
    screen = unseen_screen(answer.entries, "", "", [("legation about returns", "what was reported")])
    text = " ".join(screen.text().split())
    assert screen.height() <= HEIGHT and text.startswith("NOT ESTIMABLE FROM THIS RECORD 6 on the list")
    assert all(each.quantity in text and each.why in text for each in answer.entries)
    assert "No claim gives a number for it." in text and " more." in text


def test_where_nothing_is_listed_it_says_so():
    assert NOTHING in unseen_screen([], "quota", "", []).text()
