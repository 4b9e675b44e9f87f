"""The model asked about a claim: worlds are looked at only where nothing else answers."""

from __future__ import annotations

from dataclasses import replace

from legation.assessment.answers import NO_WORLDS, model_says
from legation.assessment.kept_grounds import kept_grounds
from legation.evidence.ledger import load_ledger


def asked(name, **changes):
    """What is said of a shipped claim, and how often worlds were asked for."""
    record, calls = load_ledger(), []

    def worlds():
        calls.append(name)

    said = model_says(replace(record.claim(name), **changes), [], record, kept_grounds(), worlds)
    return said, len(calls)


def test_what_nothing_measures_asks_no_world():
    assert asked("nk-2019-intv-19") == ("Nothing in the model measures it.", 0)


def test_an_echo_asks_no_world():
    said, calls = asked("pf-g-05")
    assert said.startswith("The model has nothing of its own to say") and calls == 0


def test_without_worlds_it_says_what_would_give_an_answer():
    said, calls = asked("pf-g-16")
    assert (said, calls) == (NO_WORLDS, 1) and "--model" in NO_WORLDS


def test_beside_what_describes_one_person_no_number_is_given_and_no_world_is_asked():
    said, calls = asked("pf-g-12")
    assert said.startswith("The report describes one person or a few") and calls == 0
