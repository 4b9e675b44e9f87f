"""Topics: every name that a claim may point to has exactly one."""

from __future__ import annotations

from pathlib import Path

from legation.evidence import ledger
from legation.evidence import vocabulary as names
from legation.evidence.topics import TOPICS, topic_of, topics
from tests.evidence.helpers import claim, shipped


def test_every_name_has_one_topic() -> None:
    listed = [name for group in TOPICS.values() for name in group]
    assert sorted(listed) == sorted({*names.OBSERVABLES, *names.INPUTS, *names.PARAMETER_OWNERS})


def test_what_is_measured_has_the_topic_that_it_names_itself() -> None:
    from legation.observation.observables.catalogue import BY_NAME

    for name in names.OBSERVABLES:
        if name in BY_NAME and name != "alert":  # also a mechanism
            assert topic_of(name) == BY_NAME[name].topic, name


def test_a_parameter_has_the_topic_of_its_owner() -> None:
    assert topic_of("flight.h0") == "People"


def test_a_claim_has_the_topics_of_all_that_stands_for_it(tmp_path: Path) -> None:
    stands = '{ mechanism = ["trade"], observable = ["alert"], input = ["border_open"] }'
    found = ledger.load(records=shipped(tmp_path, claim(represented_by=stands), claim(id='"two"')))
    assert topics(found.claim("one")) == ("Control", "Money", "Outside")
    assert topics(found.claim("two")) == ()
