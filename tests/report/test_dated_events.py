"""Dated events beneath an axis: those of the record by kind, and the measures of two scenarios."""

from __future__ import annotations

from datetime import date

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import EVENT_LINES
from legation.report.dated_events import APART, SHARED, recorded_events, scenario_events, year_and_fraction


def test_a_day_is_a_year_with_its_fraction():
    assert year_and_fraction(date(2017, 1, 1)) == 2017
    assert year_and_fraction(date(2016, 7, 2)) == 2016.5


def test_events_of_the_record_stand_once_under_their_kind():
    events = load_ledger().timeline.values()
    lanes = recorded_events(events)
    kinds = [kind for names in EVENT_LINES.values() for kind in names]
    assert sum(len(lane) for lane in lanes.values()) == sum(event.type in kinds for event in events)
    assert all(list(lane) == sorted(lane) for lane in lanes.values())


def test_measures_of_one_scenario_stand_apart_from_those_of_both(twins):
    lanes = scenario_events(twins.a, twins.b)
    apart = set(twins.a.policies) ^ set(twins.b.policies)
    assert len(lanes[APART]) == sum(len(policy.steps) for policy in apart)
    assert all(twins.a.name in event.words or twins.b.name in event.words for event in lanes[APART])
    assert not {event.when for event in lanes[SHARED] if "in both" not in event.words}


def test_two_equal_scenarios_have_nothing_apart(twins):
    assert APART not in scenario_events(twins.a, twins.a)
