"""Findings as titles: what the rule says of a course, and what it doesn't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.assessment.verdicts import INFORMATIVE, INSIDE, NARROW, OUTSIDE
from legation.experiments import effects
from legation.experiments.effects import Effect, Interval
from legation.observation.observables.catalogue import BY_NAME
from legation.report.headlines import (
    SUBJECTS,
    YearSpread,
    course_title,
    effect_title,
    largest_title,
    reports_clause,
    strip_title,
)


def title(*middles, name="posted_officials", unit="persons", half=5.0):
    spreads = {2012 + at: YearSpread(middle - half, middle, middle + half) for at, middle in enumerate(middles)}
    return course_title(name, unit, spreads, "")


def row_of(result, lies, reported, grounds=INFORMATIVE):
    row = next(row for row in result.rows if row.target and row.target.said and not row.target.is_ratio)
    return replace(row, observable="posted_officials", lies=lies, grounds=grounds, width=NARROW, reported=reported,
                   low=10.0, median=20.0, high=30.0)  # fmt: skip


def test_every_measure_has_a_subject():
    assert set(SUBJECTS) == set(BY_NAME)


@pytest.mark.parametrize(("middles", "words"), [
    ((100, 80, 60), "In the model, filled posts fall from 2012 to 2014"),
    ((60, 80, 100), "In the model, filled posts rise from 2012 to 2014"),
    ((100, 20, 90), "In the model, filled posts are lowest in 2013"),
    ((20, 100, 30), "In the model, filled posts are highest in 2013"),
    ((100, 99, 101), "In the model, filled posts change by less than worlds differ, from 2012 to 2014"),
])  # fmt: skip
def test_a_course_in_words(middles, words):
    assert title(*middles) == words


def test_a_movement_within_the_central_half_of_the_worlds_is_none():
    assert "less than worlds differ" in title(100, 80, half=25)
    assert "fall" in title(100, 80, half=19)


def test_a_share_must_move_by_three_points():
    assert "less than" in title(0.1, 0.12, name="quota_met_share", unit="share of officials", half=0.001)
    assert "rises" in title(0.1, 0.14, name="quota_met_share", unit="share of officials", half=0.001)


def test_a_title_has_no_number_of_the_model():
    assert not [word for word in title(123, 45).split() if word.isdigit() and not word.startswith("20")]


def test_reports_are_counted_by_side_and_only_where_they_test(result):
    inside, more, less = (
        row_of(result, *at) for at in ((INSIDE, (20.0, 20.0)), (OUTSIDE, (90.0, 99.0)), (OUTSIDE, (1.0, 1.0)))
    )
    assert reports_clause([inside, more, more, less]) == "2 of 4 reports said more, 1 less"
    assert reports_clause([more]) == "the report beside it said more"
    assert reports_clause([inside]) == "the report beside it lies inside its range"
    assert reports_clause([row_of(result, OUTSIDE, (90.0, 99.0), "built in")]) == ""


def test_an_open_end_counts_by_the_end_that_is_said(result):
    assert strip_title(row_of(result, OUTSIDE, (40.0, float("inf")))).endswith("more was reported than in the model")
    assert strip_title(row_of(result, OUTSIDE, (float("-inf"), 5.0))).endswith("less was reported than in the model")
    assert "lies inside" in strip_title(row_of(result, INSIDE, (40.0, float("inf"))))


def test_the_place_with_the_largest_median_is_named():
    words = largest_title("posted_officials", 2025, [("Dandong", 10.0), ("Beijing", 30.0)])
    assert words == "In the model, filled posts are most numerous in Beijing in 2025"


@pytest.mark.parametrize(("label", "words"), [
    (effects.HIGHER, "In the model, filled posts are higher under b than under a: +5 (+1 to +9)"),
    (effects.NOT_LOWER, "In the model, filled posts are the same or higher under b, against a: +5 (+1 to +9)"),
    (effects.CANNOT_TELL, "In the model it is open which way filled posts go under b: +5 (+1 to +9)"),
    (effects.SAME, "In the model, filled posts differ hardly"),
    (effects.TOO_FEW, "Too few worlds to tell which way filled posts go in the model"),
])  # fmt: skip
def test_an_effect_in_words(label, words):
    ends = Interval(1.0, 5.0, 9.0)
    effect = Effect("posted_officials", "persons", 2017, 2025, 64, ends, ends, ends, 60, 4, label, "")
    assert effect_title(effect, "a", "b", "+5 (+1 to +9)") == words
