"""The answer on a topic in headed lines: what the screen says, whole."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.evidence.topics import topic
from legation.report.topic_answer import answer_sections, counted_claims


def of(*names, passing=()):
    record = load_ledger()
    return topic(record, [record.claim(name) for name in names], "quota", passing=passing)


def test_claims_are_counted_by_how_they_bear_on_the_topic():
    assert counted_claims(of("pf-g-05", "pf-k-08", "pf-c-13", passing=["pf-c-13"])).startswith(
        "3 claims from 3 sources: 1 on the topic, 1 that only mention it, 1 worked out by the compilers"
    )


def test_conflicts_model_and_origins_are_in_it_and_nothing_empty():
    sections = dict(answer_sections(of("pf-g-11", "pf-g-11-daily-nk"), ["In the model."]))
    assert "against 300 (Daily NK 2018" in sections["What conflicts"][0]
    assert sections["What the model has to say"] == ["In the model."]
    assert len(sections["Where it goes back to"]) == 3 and all(sections.values())


def test_what_is_contested_says_so_beside_its_agreement():
    sections = dict(answer_sections(of("nk-2019-intv-19", "nk-2019-mss-13", "pf-g-13-recall"), []))
    assert sections["What agrees"][0].endswith("contested, see what conflicts")
