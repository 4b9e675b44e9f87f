"""A topic on one screen: at most 40 lines at 100 columns, whatever the record holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.outlet_weights import Conclusion, LastAmount, Weight
from legation.evidence.topics import topic
from legation.report.lines import cells
from legation.report.screen import HEIGHT
from legation.report.topic_screen import LONGEST, nothing_screen, topic_screen, weight_line

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


def hanging(**changes):
    nothing = {
        "outlet": "RFA", "claims": 3, "of": 5, "origins_left": 2, "accords": 0, "disputes": 0, "no_accord": (),
        "no_dispute": (), "last_number_left": 2020, "last_number": 2020, "amounts": (),
    }  # fmt: skip
    return replace(of("quota"), weight=Weight(**nothing | changes))


AGREED = Conclusion("quota of officials", ("20-50k",), "2015", ("a", "b"))
CONTESTED = Conclusion("levy of officials", ("≥3k", "300"), "2018", ("c", "d"))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Without RFA 2 of 5 claims, 2 origins are left."),
        ({"claims": 5}, "Without RFA nothing is left."),
        ({"claims": 4, "origins_left": 1}, "Without RFA 1 of 5 claims, 1 origin is left."),
        ({"last_number_left": 2018}, "Without RFA 2 of 5 claims, 2 origins are left; nothing on amounts after 2018."),
        ({"last_number_left": None}, "Without RFA 2 of 5 claims, 2 origins are left; nothing on amounts."),
        ({"accords": 1}, "Without RFA 2 of 5 claims, 2 origins are left; what agrees or conflicts still does."),
        (
            {"accords": 2, "no_accord": (AGREED,), "disputes": 1, "no_dispute": (CONTESTED,)},
            ("Without RFA 2 of 5 claims, 2 origins are left; no agreement on quota of officials (20-50k, 2015); no "
            "conflict on levy of officials (≥3k / 300, 2018)."),
        ),
        (
            {"amounts": (LastAmount("levy of officials", 2015, 2018), LastAmount("fee of workers", None, 2012))},
            "Without RFA 2 of 5 claims, 2 origins are left; no amount of levy of officials after 2015, fee of workers.",
        ),
        (
            {"last_number_left": 2018, "amounts": (LastAmount("levy of officials", 2018, 2020),)},
            "Without RFA 2 of 5 claims, 2 origins are left; nothing on amounts after 2018.",
        ),
    ],
)  # fmt: skip
def test_what_hangs_on_an_outlet_is_told_by_its_content(changes, line):
    assert weight_line(hanging(**changes)) == line


def test_what_hangs_on_an_outlet_takes_two_lines_and_counts_what_it_leaves_out():
    many = hanging(no_accord=(AGREED,) * 9, no_dispute=(CONTESTED,) * 9, amounts=(LastAmount("fee", None, 2012),) * 9)
    line = weight_line(many, LONGEST)
    assert cells(line) <= LONGEST and line.startswith(
        "Without RFA 2 of 5 claims are left; no agreement on quota (20-50k, 2015)"
    )
    assert "and 8 more" in line and "no conflict on levy (≥3k / 300, 2018)" in line
    assert weight_line(many).count("levy of officials") == 9


def test_claims_have_their_grades_beside_them():
    of_quota = of("quota", "recall_for_missed_quota")
    text = " ".join(topic_screen(of_quota, VOICE, STEPS, whole=True).text().split())
    for mention in of_quota.mentions:
        assert f"{mention.claim.id} ({mention.grade}): " in text
    for said in [said for accord in of_quota.accords for said in accord.mentions]:
        assert f"{said.claim.id}, {said.grade}" in text
    assert of_quota.accords and re.search(r"~30k 2019 Radio Free Asia [A-F]/[A-F]-[1-6]", text)
