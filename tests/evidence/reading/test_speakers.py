"""Who says what a sentence says."""

from __future__ import annotations

import tomllib

import pytest

from legation.evidence.csv_tables import RECORDS
from legation.evidence.reading.lexicon import lexicon, tokens
from legation.evidence.reading.speakers import KNOWLEDGE, find_speaker
from legation.evidence.reading.times import find_times


def _speaker(text):
    words, of_text = lexicon(), tokens(text)
    return find_speaker(text, of_text, words, find_times(text, of_text, words, None))


def test_an_outlet_is_known_by_its_names_and_its_day():
    speaker = _speaker("Radio Free Asia reported on 3 May 2019 that ten officials fled in April 2019.")
    assert speaker.outlet.value == "rfa"
    assert str(speaker.published.value) == "2019-05-03"


def test_a_day_that_is_not_of_the_report_is_none_of_the_outlet():
    speaker = _speaker("Daily NK's source fled in April 2019.")
    assert speaker.outlet.value == "daily-nk"
    assert speaker.published is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("according to customs data", "document"), ("the intelligence service told parliament", "official"),
        ("they were said to have left", "heard"), ("a source in Dandong said", "source"),
        ("my colleagues and I", "first_hand"),
        ("they left", None),
    ],
)  # fmt: skip
def test_how_a_speaker_knows_is_one_of_five_kinds(text, kind):
    speaker = _speaker(text)
    assert (speaker.knowledge.value if speaker.knowledge else None) == kind
    assert kind is None or kind in KNOWLEDGE


def test_every_outlet_that_is_known_is_one_of_the_record():
    sources = tomllib.loads((RECORDS / "sources.toml").read_text(encoding="utf-8"))
    known = {outlet["id"]: outlet["name"] for outlet in sources["outlet"]}
    assert all(known[outlet] == name for outlet, name in lexicon().outlet_names.items())
