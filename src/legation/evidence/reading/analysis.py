"""What a sentence names, before anything is decided: words of the lexicon, dates, places, amounts and who speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from legation.base.characters import visible
from legation.base.patterns import late_pattern
from legation.base.places import PLACES
from legation.evidence.reading.amounts import Amount, find_amounts, listed_places
from legation.evidence.reading.lexicon import Lexicon, Token, WordMark, plain_signs, tokens
from legation.evidence.reading.places import Place, find_places
from legation.evidence.reading.scores import Score, Weighing
from legation.evidence.reading.senses import in_their_sense
from legation.evidence.reading.speakers import Speaker, find_speaker
from legation.evidence.reading.times import Time, find_times

MOST_AMOUNTS = 12  # in a sentence; further ones are not read
_REGION = late_pattern(r"\b(?:china|asia|korea|province)\b", re.IGNORECASE)
_CHANGES = {"rose": "rose", "fell": "fell", "doubled": "rose", "tripled": "rose"}


@dataclass(frozen=True)
class Analysis:
    """What was found in a sentence.

    text       in which every sign stands for itself; all places below are places in it
    changes    rose or fell, with the words that say so, in order
    weighing   the rules of the lexicon that its words can fulfil
    plain      what speaks for each measure if no amount is considered, the likeliest first
    mechanism  the part of the model for which most speaks; None if nothing does
    """

    text: str
    tokens: list[Token]
    marks: Mapping[str, list[WordMark]]
    times: list[Time]
    places: list[Place]
    amounts: list[Amount]
    speaker: Speaker
    changes: list[tuple[str, WordMark]]
    weighing: Weighing
    plain: list[Score]
    mechanism: Score | None


def analyse(text: str, published: date | None, words: Lexicon) -> Analysis:
    """Everything that a sentence names. published is the day from which "last month" is counted."""
    text = plain_signs(visible(text))
    of_text = tokens(text)
    marks = in_their_sense(text, of_text, words.words.find(text, of_text))
    times = find_times(text, of_text, words, published)
    speaker = find_speaker(text, of_text, words, times)
    dated = [(time.start, time.end) for time in times]
    times = [time for time in times if (time.start, time.end) != speaker.published_at]
    events = [(mark.start, mark.end) for of_event in words.events.find(text, of_text).values() for mark in of_event]
    places = find_places(text, of_text, words, [*speaker.outlets, *events])
    cities = [place for place in places if place.area in PLACES and not _REGION.search(place.named)]
    amounts = find_amounts(text, of_text, words, marks, dated)
    amounts += listed_places(text, [(city.start, city.end) for city in cities], of_text)
    changes = sorted(
        ((direction, mark) for name, direction in _CHANGES.items() for mark in marks.get(name, ())),
        key=lambda change: change[1].start,
    )
    weighing = Weighing(words, marks)
    mechanisms = weighing.mechanisms()
    return Analysis(
        text, of_text, marks, times, places, amounts[:MOST_AMOUNTS], speaker, changes, weighing,
        weighing.measures(None, changes=bool(changes)), mechanisms[0] if mechanisms else None,
    )  # fmt: skip
