"""A topic on one screen: at most 40 lines at 100 columns, whatever the record holds."""

from __future__ import annotations

import re

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import topic
from legation.report.screen import HEIGHT
from legation.report.topic_screen import nothing_screen, topic_screen

STEPS = [("legation evidence list x", "read the claims")] * 4
VOICE = ["In the model " + "a b " * 30, "Built in, not learnt: " + "nk-2019-intv-01, " * 5]


def of(*measures):
    record = load_ledger()
    claims = [claim for claim in record.claims.values() if claim.measure in measures or not measures]
    return topic(record, claims, "words")


@pytest.mark.parametrize("measures", [(), ("quota", "levy"), ("flights",), ("posted",), ("missions",)])
@pytest.mark.parametrize("width", [100, 80])
def test_a_topic_fits_one_screen(measures, width):
    screen = topic_screen(of(*measures), VOICE, STEPS)
    assert max(len(line) for line in screen.text(100).splitlines()) <= 100
    if width == 100:
        assert screen.height(100) <= HEIGHT


def test_the_first_line_counts_and_the_last_go_on():
    lines = topic_screen(of("quota"), VOICE, STEPS).text().splitlines()
    assert re.match(
        r"WORDS, \d{4}-\d{4} +\d+ claims · \d+ reports · \d+ origins · \d+ outlets · \d+ conflict", lines[0]
    )
    assert "legation evidence list x" in lines[-1]


def test_with_all_nothing_is_left_out():
    every = of()
    short, whole = (topic_screen(every, VOICE, STEPS, whole=flag).text() for flag in (False, True))
    assert "more" in short and len(whole) > 10 * len(short)
    assert all(claim.id in whole for claim in every.claims)


def test_no_agreement_and_no_conflict_are_said():
    text = topic_screen(of("missions"), VOICE, STEPS).text()
    assert "No two origins say the same." in text and "No two origins contradict one another." in text


def test_nothing_found_says_what_to_try():
    text = nothing_screen("xyzzy", "No claim has all of these words.", STEPS).text()
    assert "nothing in the record" in text and "No claim has all of these words." in text
