"""A topic on one screen: at most 40 lines at 100 columns, whatever the record holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from legation.evidence.ledger import load_ledger
from legation.evidence.outlet_weights import AMOUNTS, CONFLICT, Dependence, Weight
from legation.evidence.topics import topic
from legation.report.lines import cells
from legation.report.screen import HEIGHT
from legation.report.topic_screen import (
    LONGEST,
    WEIGHT_ROOM,
    apart_lines,
    dispute_line,
    grade_lines,
    nothing_screen,
    summary,
    topic_screen,
    weight_lines,
)

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
        text = screen.text(100)
        assert not of(*measures).changes or "of other times (--all)" in text or "Changed " in text


def test_the_first_line_counts_and_the_last_go_on():
    lines = topic_screen(of("quota"), VOICE, STEPS).text().splitlines()
    assert re.match(
        r"WORDS, \d{4}-\d{4} +\d+ claims · \d+ reports · (\d+-)?\d+ origins · \d+ outlets · \d+ conflict", lines[0]
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


QUOTA = Dependence(AMOUNTS, "quota of officials", ("RFA",), 2011, ("20-50k",), "2015", ("a",))
LEVY = Dependence(AMOUNTS, "levy of workers", ("RFA",), None, ("3k",), "2018", ("b",))
CONTESTED = Dependence(CONFLICT, "levy of officials", ("DNK", "RFA"), None, ("≥3k", "300"), "2018", ("c", "d"))


def hanging(*dependences, counts=(("DNK", 3), ("RFA", 2))):
    return replace(of("quota"), weight=Weight(counts, dict(counts), dependences))


@pytest.mark.parametrize(
    ("found", "line"),
    [
        (hanging(), "most claims: DNK 3 of 5"),
        (hanging(counts=(("RFA", 5),)), "RFA alone: 5 claims"),
        (hanging(QUOTA, LEVY), "amounts of quota after 2011, levy of workers: RFA alone; most claims: DNK 3 of 5"),
        (hanging(QUOTA, CONTESTED),
         "amounts of quota after 2011: RFA alone; conflict on levy: both DNK and RFA; most claims: DNK 3 of 5"),
    ],
)  # fmt: skip
def test_what_hangs_on_which_outlet_is_said_by_what_hangs(found, line):
    assert weight_lines(found, LONGEST) == [line]


def test_what_does_not_fit_is_counted_and_all_says_it():
    many = [replace(QUOTA, states=f"measure {at}", outlets=(f"Outlet {at}",)) for at in range(30)]
    (line,) = weight_lines(hanging(*many), WEIGHT_ROOM)
    assert cells(line) <= WEIGHT_ROOM and "more by --all" in line and line.endswith("DNK 3 of 5")
    whole = weight_lines(hanging(*many))
    assert len(whole) == 31 and whole[-1] == "claims: DNK 3, RFA 2"


def test_files_that_were_written_take_nothing_from_the_screen():
    plain = topic_screen(of("quota", "levy"), VOICE, STEPS).text()
    written = topic_screen(of("quota", "levy"), VOICE, STEPS, written=[("a.svg", "written, 9 claims")]).text()
    assert written.startswith(plain) and "a.svg" in written


def test_no_line_of_a_conflict_is_cut():
    for dispute in of().disputes:
        line = dispute_line(dispute, LONGEST)
        assert line in dispute_line(dispute) and "…" not in line
        assert all(said.claim.id in line for said in dispute.mentions)


def test_what_is_contested_is_said_once():
    found = of("recall_for_missed_quota")
    text = " ".join(topic_screen(found, VOICE, STEPS).text().split())
    assert "Wherever two origins agree, another contradicts them: recall for a missed quota of officials (" in text
    assert text.count("nk-2019-intv-19, F/B-4") == 1


def test_what_nobody_reported_is_told_apart_and_not_counted():
    record = load_ledger()
    claims = [record.claim(name) for name in ("pf-g-05", "pf-k-08", "pf-c-13")]
    found = topic(record, claims, "quota", passing=["pf-c-13"])
    assert (len(found.mentions), found.reports, found.origins) == (1, 1, 1) and len(found.claims) == 3
    assert apart_lines(found) == [
        "Worked out by the compilers, reported by nobody: pf-k-08", "1 claim only mentions the word: pf-c-13"
    ]  # fmt: skip


def test_the_first_grade_is_explained():
    assert grade_lines(topic(load_ledger(), [load_ledger().claim("pf-g-05")], "quota")) == [
        "F/B-3: source F (anonymous or untested), outlet B (a long record), 3: one origin says so"
    ]


def test_a_course_keeps_to_one_span_and_one_unit():
    courses = of("forced_returns").courses
    days = [course for course in courses if course.span == "in one day"]
    assert days and all(said.claim.span == "day" for course in days for said in course.mentions)
    assert all(
        len({said.claim.unit.partition(" (")[0] for said in course.mentions if said.has_number}) == 1
        for course in of().courses
    )


def test_claims_have_their_grades_beside_them():
    of_quota = of("quota", "recall_for_missed_quota")
    text = " ".join(topic_screen(of_quota, VOICE, STEPS, whole=True).text().split())
    for mention in of_quota.mentions:
        assert f"{mention.claim.id} ({mention.grade}): " in text
    for said in [said for accord in of_quota.accords for said in accord.mentions]:
        assert f"{said.claim.id}, {said.grade}" in text
    assert of_quota.accords and re.search(r"~30k 2019 Radio Free Asia [A-F]/[A-F]-[1-6]", text)


def test_what_holds_of_a_small_part_of_many_years_is_a_change_and_no_conflict():
    found = of("sessions")
    assert [[mention.claim.id for mention in change.mentions] for change in found.changes] == [
        ["nk-2022-surv-03", "pf-j-04"]
    ]
    text = " ".join(topic_screen(found, VOICE, STEPS).text().split())
    assert "Conflict No two origins contradict one another." in text and "no conflict" in summary(found)
    assert "Changed sessions of officials: 1 (Daily NK 2011-2021, nk-2022-surv-03, " in text
