"""Reading a whole article: each sentence becomes the claims that it may hold, with what earlier sentences said before.

Place, time, persons and outlet are carried on where a sentence lacks them; what was carried is named, so that a person
can see and mend it. Headings, captions, notices and questions are left out, and what is said twice is proposed once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from legation.base.patterns import late_pattern
from legation.evidence.reading.analysis import analyse
from legation.evidence.reading.lexicon import lexicon, plain_signs, tail, tokens
from legation.evidence.reading.periods import period_between
from legation.evidence.reading.readings import Reading, ReadPart
from legation.evidence.reading.scores import ENOUGH, fits
from legation.evidence.reading.sentences import read_sentence
from legation.evidence.reading.splitter import Sentence, is_question, split_sentences
from legation.evidence.reading.statements import missing
from legation.evidence.reading.times import find_times
from legation.evidence.vocabulary import RATE, vocabulary

MOST_TEXT = 1_000_000  # characters of an article; what lies behind is not read
_TOPIC_ENOUGH = 0.75  # of the score of a statement that has a topic and no measure
_ASKED = 1.0  # the score from which a question is about a measure
_CARRIED_WITHIN = 2  # paragraphs
_HEAD = 700  # characters in which a day of publication is looked for
_OF_PICTURE = late_pattern(r"\b(?:taken|photo|image)\b", re.IGNORECASE)
_TOLD = late_pattern(r"\b(?:told|with|to|reported|reports|by|asked)\s(?:the\s)?$|[Ii]mage: $|©\s?$")
_PER = late_pattern(r"\b(?:per|a|each|every)\s(day|week|month|quarter|year)\b", re.IGNORECASE)
# Sentences that begin so go on with what the one before them said.
_POINTS_BACK = late_pattern(
    r"\W*(?:(?:but|and|however|so|yet|still|also|indeed|in fact|moreover|now),?\s)?"
    r"(?:this|that|it|they|these|those|such|he|she|both|the (?:same|work|orders?|practice|activity|activities|"
    r"measures?|move|situation|task|plan|scheme|demands?|requests?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ProposedClaim:
    """A claim that a sentence may hold, for a person to accept, mend or drop.

    number    from 1, in the order of the text
    sentence  where it stands
    reading   what it says, with what was carried on
    carried   fields that an earlier sentence or the day of publication gave
    again     further sentences that say the same
    """

    number: int
    sentence: Sentence
    reading: Reading
    carried: tuple[str, ...] = ()
    again: tuple[Sentence, ...] = ()


@dataclass
class Context:
    """What earlier sentences said, each with the paragraph that said it last."""

    place: tuple[ReadPart[str], int] | None = None
    whose: tuple[ReadPart[str], int] | None = None
    measure: tuple[str, int] | None = None
    topic: tuple[str, str, int] | None = None
    span: tuple[str, int] | None = None


def read_article(text: str, published: date | None = None) -> list[ProposedClaim]:
    """The claims that a text may hold, in its order.

    published  the day of publication; without it, one that stands at the head of the text
    """
    text = plain_signs(str(text)[:MOST_TEXT])
    published = published or published_in(text)
    outlet = outlet_in(text)
    place = _usual_place(text)
    context = Context()
    proposed: list[ProposedClaim] = []
    for sentence in split_sentences(text):
        if is_question(sentence.text):
            _remember_question(context, sentence, published)
            continue
        for reading, carried in _statements(sentence, published, context, outlet, place):
            _add(proposed, sentence, reading, carried)
    return [replace(claim, number=number) for number, claim in enumerate(proposed, start=1)]


def published_in(text: str) -> date | None:
    """The day of publication that stands at the head of an article, outside its sentences; None if none does."""
    words = lexicon()
    taken = [(sentence.start, sentence.end) for sentence in split_sentences(text[: 4 * _HEAD])]
    for line in re.finditer(r"[^\n]+", text[:_HEAD]):
        if any(start < line.end() and line.start() < end for start, end in taken):
            continue
        if _OF_PICTURE.search(line[0]):
            continue
        for time in find_times(line[0], tokens(line[0]), words, None):
            if time.period and time.period.precision == "day":
                return time.period.first
    return None


def outlet_in(text: str) -> str:
    """The outlet that an article names as the one to which people spoke, or names most; empty if it names none."""
    words = lexicon()
    names = Counter(words.outlet_ids[match[0]] for match in words.outlets.finditer(text))
    spoken_to = Counter(
        words.outlet_ids[match[0]] for match in words.outlets.finditer(text) if _TOLD.search(tail(text, match.start()))
    )
    best = (spoken_to or names).most_common(1)
    return best[0][0] if best else ""


def _usual_place(text: str) -> str:
    """The area that an article names most, outside the names of outlets; empty if it names none."""
    words = lexicon()
    of_text = tokens(text)
    counts = Counter({area: len(marks) for area, marks in words.places.find(text, of_text).items()})
    for area in ("worldwide", "outside China", "elsewhere"):
        counts.pop(area, None)
    best = counts.most_common(1)
    return best[0][0] if best else ""


def _statements(
    sentence: Sentence, published: date | None, context: Context, outlet: str, usual: str
) -> Iterator[tuple[Reading, tuple[str, ...]]]:
    """What a sentence states that is worth proposing, each with what was carried on."""
    first = read_sentence(sentence.text, published)
    stated = [replace(each, refused=first.refused, others=()) for each in (first, *first.others)]
    kept: list[tuple[Reading, tuple[str, ...]]] = []
    for at, reading in enumerate(stated):
        reading, carried = _carried(reading, sentence, published, context, outlet, usual, is_first=at == 0)
        if reading.measure or (reading.score >= _TOPIC_ENOUGH and not kept):
            kept.append((reading, carried))
    yield from kept
    _remember(context, stated, kept, sentence)


def _carried(
    reading: Reading, sentence: Sentence, published: date | None, context: Context, outlet: str, usual: str, *,
    is_first: bool,
) -> tuple[Reading, tuple[str, ...]]:  # fmt: skip
    """A reading with what it lacks and earlier sentences gave, and the names of these fields."""
    carried = []
    here = sentence.paragraph
    measures = vocabulary().measures
    if (
        is_first
        and reading.measure is None
        and reading.score < _TOPIC_ENOUGH
        and context.topic
        and (here == context.topic[2] and _POINTS_BACK.match(sentence.text))
    ):
        topic, mechanism, _ = context.topic
        reading = replace(reading, topic=topic, mechanism=mechanism, score=_TOPIC_ENOUGH)
        carried.append("topic")
    if reading.measure is None and reading.amount and context.measure and here - context.measure[1] <= _CARRIED_WITHIN:
        measure = vocabulary().measures[context.measure[0]]
        if (fits(measure, reading.amount.value) or 0.0) > 0.0:
            reading = replace(reading, measure=ReadPart(measure.name), topic=measure.topic, score=ENOUGH)
            carried.append("measure")
    lacks_span = reading.amount is not None and reading.span is None
    is_rate = reading.measure is not None and measures[reading.measure.value].nature == RATE
    if lacks_span and is_rate and context.span and here - context.span[1] <= 1:
        reading = replace(reading, span=ReadPart(context.span[0]))
        carried.append("span")
    of_persons = reading.measure is None or measures[reading.measure.value].of_persons
    if reading.whose is None and of_persons and context.whose and here - context.whose[1] <= _CARRIED_WITHIN:
        reading = replace(reading, whose=ReadPart(context.whose[0].value))
        carried.append("whose")
    # Who arrives in South Korea arrives there, wherever the rest of an article is set.
    if reading.place is None and reading.named is None and not _is_of_arrival(reading):
        area = context.place[0].value if context.place and here - context.place[1] <= _CARRIED_WITHIN else usual
        if area:
            reading = replace(reading, place=ReadPart(area))
            carried.append("place")
    if reading.period is None and published and not reading.undated and not _is_of_earlier(reading):
        reading = replace(reading, period=ReadPart(period_between(published.replace(day=1), published)))
        carried.append("period")
    if reading.outlet is None and outlet:
        reading = replace(reading, outlet=ReadPart(outlet))
        carried.append("outlet")
    return replace(reading, missing=tuple(missing(reading))), tuple(carried)


_EARLIER = late_pattern(
    r"\b(?:before (?:the|that|then)|previously|formerly|in the past|used to|until then|back then|at (?:that|the) time|"
    r"in those days|once|earlier|years? ago|long ago|pre-[a-z]+)\b",
    re.IGNORECASE,
)


def _is_of_earlier(reading: Reading) -> bool:
    """Whether a sentence speaks of a time before, which it doesn't name: so not of that of the publication."""
    return bool(reading.compared or _EARLIER.search(reading.text))


def _is_of_arrival(reading: Reading) -> bool:
    return reading.measure is not None and reading.measure.value in ("arrivals", "direct_arrivals")


def _remember(
    context: Context, stated: list[Reading], kept: list[tuple[Reading, tuple[str, ...]]], sentence: Sentence
) -> None:
    """Note what a sentence said for those behind it."""
    here = sentence.paragraph
    for reading in stated:
        if reading.place:
            context.place = (reading.place, here)
        if reading.whose and reading.whose.value != "everybody":
            context.whose = (reading.whose, here)
    measured = [reading for reading, _ in kept if reading.measure]
    if measured and measured[0].measure:
        context.measure = (measured[0].measure.value, here)
    if kept:
        context.topic = (kept[0][0].topic, kept[0][0].mechanism, here)


def _remember_question(context: Context, sentence: Sentence, published: date | None) -> None:
    """Note what a question asks for: the answer is of the same measure, and over the same span."""
    asked = analyse(sentence.text, published, lexicon()).plain
    # A question lacks the number that would make it sure.
    if asked and asked[0].value >= _ASKED:
        context.measure = (asked[0].name, sentence.paragraph)
    for match in _PER.finditer(sentence.text):
        context.span = (match[1].lower(), sentence.paragraph)


def _add(proposed: list[ProposedClaim], sentence: Sentence, reading: Reading, carried: tuple[str, ...]) -> None:
    """Put a statement behind the others, or, if one says the same, note where it is said again."""
    key = _content(reading)
    for at, claim in enumerate(proposed):
        if key is not None and _content(claim.reading) == key and _same_time(claim.reading, reading):
            if claim.sentence != sentence:
                proposed[at] = replace(claim, again=(*claim.again, sentence))
            return
    proposed.append(ProposedClaim(0, sentence, reading, carried))


def _same_time(one_reading: Reading, another: Reading) -> bool:
    """Whether two statements may be of one time: one of them names none, or both name the same."""
    periods = [each.period for each in (one_reading, another)]
    stated = {str(period.value) for period in periods if period and not period.is_inferred}
    return len(stated) < len(periods)


def _content(reading: Reading) -> tuple[object, ...] | None:
    """What makes two statements one; None for those of which only the topic is known."""
    if reading.measure is None:
        return None
    stated = [part.value for part in (reading.whose, reading.place, reading.change) if part]
    # A span that follows from a period is no statement of its own.
    span = reading.span.value if reading.span and not reading.span.is_inferred else None
    return (
        reading.measure.value, reading.wording.value, reading.low, reading.high, reading.unit, reading.denies.value,
        span, *stated,
    )  # fmt: skip
