"""Which claims are asked for: words and filters, the same for lists, exports and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from legation.base import dates
from legation.base.dates import DateRange
from legation.base.faults import EvidenceError, Fault, Faults, nearest, shown
from legation.base.number_text import how_many
from legation.base.patterns import late_pattern
from legation.base.places import AREAS
from legation.evidence import handling
from legation.evidence.areas import area_advice, area_of
from legation.evidence.asked_words import asked_words
from legation.evidence.claims import Claim, words_of
from legation.evidence.ledger import Ledger
from legation.evidence.queries import OTHER_TOPIC, topics_of_claim
from legation.evidence.search_index import SearchIndex, index_of, names_expression, plain, words_in
from legation.evidence.search_words import SearchWord, SearchWords, nearest_words, read_words

GRADE_FORMS = "B+ (the outlet), C+/B+ (source and outlet), F/B-3 or -3+ (the information); + for this or better"

# "managers and minders" is one kind of persons.
_JOINTS = late_pattern(r"(?<!\bmanagers)\s+and\s+|\s+and\s+(?!minders\b)|\s+or\s+|\s*[,;/]\s+", re.IGNORECASE)
_GRADE = late_pattern(r"(?:(?:([A-F])(\+)?/)?([A-F])(\+)?)?(?:-([1-6])(\+)?)?")


@dataclass(frozen=True)
class Selection:
    """What is asked of the ledger. A claim must hold all of the words and pass every filter.

    words         what `search_words` reads: words, phrases in quotes, names, years
    since, until  a date: claims about any time from its first day on, or up to its last
    published     a date or a range: claims published in that time, as far as their date is known
    outlet        id or name
    origin        where a statement goes back to
    place         an area: claims that speak of places inside it, in whatever part
    topic         of what a claim states or what represents it
    grade         such as B+, C+/B+ or -3+; `GRADE_FORMS` explains them
    handling      public, internal or embargoed
    conflict      only claims that another one contradicts
    role, status  as in the data dictionary
    """

    words: str = ""
    since: str = ""
    until: str = ""
    published: str = ""
    outlet: str = ""
    origin: str = ""
    place: str = ""
    topic: str = ""
    grade: str = ""
    handling: str = ""
    conflict: bool = False
    role: str = ""
    status: str = ""

    @property
    def has_filters(self) -> bool:
        """Whether it asks for more than words."""
        return any(getattr(self, each.name) != each.default for each in fields(self) if each.name != "words")


class Selected(NamedTuple):
    """The claims of a selection: with words the most to the point first, else in the ledger's order.

    words   how the words were understood
    advice  where there are no claims, why, in sentences
    topics  the words of each topic that they join
    """

    claims: list[Claim]
    words: SearchWords = SearchWords()
    advice: tuple[str, ...] = ()
    topics: tuple[SearchWords, ...] = ()


Test = Callable[[Claim], bool]


def select(ledger: Ledger, selection: Selection) -> Selected:
    """The claims that are asked for.

    Raises  EvidenceError with each word of a filter that is not known, and the nearest ones; UserError if this
            Python's SQLite has no full-text search and there are words
    """
    tests = _tests(ledger, selection)
    if not selection.words.strip():
        return Selected([claim for claim in ledger.claims.values() if all(test(claim) for test in tests)])
    index = index_of(ledger)
    topics = [read_words(topic, index, ledger.claims) for topic in alternatives(asked_words(selection.words))]
    years = tuple(dict.fromkeys(year for topic in topics for year in topic.years))
    # Years hold for every topic, wherever they stand; what has nothing but years is no topic.
    topics = [replace(topic, years=years) for topic in topics if topic.words or len(topics) == 1] or topics[:1]
    each = [_selected(ledger, index, topic, tests) for topic in topics]
    # By turns, so that what is most to the point of each topic comes first.
    turns = (claim for turn in zip_longest(*(one.claims for one in each)) for claim in turn if claim)
    claims = list({claim.id: claim for claim in turns}.values())
    words = SearchWords(
        tuple(word for topic in topics for word in topic.words),
        tuple(dict.fromkeys(left for topic in topics for left in topic.left_out)),
        years,
    )
    return Selected(claims, words, () if claims else each[0].advice, tuple(topics))


def _selected(ledger: Ledger, index: SearchIndex, words: SearchWords, tests: Iterable[Test]) -> Selected:
    """What is about one topic and passes every test."""
    names = index.matching(words.expression, words.as_typed) if words.words else list(ledger.claims)
    matched = [ledger.claims[name] for name in names if name in ledger.claims]
    in_time = [claim for claim in matched if _is_about_any(claim, words.years)]
    claims = [claim for claim in in_time if all(test(claim) for test in tests)]
    return Selected(claims, words, () if claims else tuple(_advice(ledger, words, matched, in_time)))


def mentioned_in_passing(ledger: Ledger, selected: Selected) -> frozenset[str]:
    """Ids of the claims that have a word of the search in their text only, while they state something else.

    A claim is about a word if what it states stands for it in the thesaurus, or if it states no measure. Where nothing
    that was found is about the words, all of it is.
    """
    index = index_of(ledger)

    def about(word: SearchWord) -> set[str] | None:
        """The claims that state what stands for a word; None where nothing does."""
        names = names_behind(ledger, word)
        return set(index.matching(names_expression(names))) if names else None

    passing = None
    for topic in selected.topics:
        stated = [names for word in topic.words if (names := about(word)) is not None]
        beside = {
            claim.id
            for claim in selected.claims
            if claim.measure and handling.is_public(claim.handling) and any(claim.id not in names for names in stated)
        }
        passing = beside if passing is None else passing & beside
    passing = passing or set()
    return frozenset() if len(passing) == len(selected.claims) else frozenset(passing)


def names_behind(ledger: Ledger, word: SearchWord) -> list[str]:
    """The names of the vocabulary that stand for a word of a search, with their kinds: `measure flights`."""
    from legation.evidence.thesaurus import thesaurus

    groups = thesaurus()
    heads = [group.head for group in index_of(ledger).groups(" ".join(words_in(plain(word.typed)))) if group.head]
    names = [name for head in heads for group in groups.whole(head) for name in group.names]
    return [name for name in names if name.partition(" ")[0] in _STATED]


_STATED = ("measure", "observable", "mechanism", "input")


def alternatives(words: str) -> list[str]:
    """The topics that words join by "and", "or" or a comma; words with a phrase in quotes are one topic."""
    return [words] if '"' in words else [topic for topic in _JOINTS.split(words) if topic.strip()] or [words]


def _is_about_any(claim: Claim, years: Iterable[DateRange]) -> bool:
    years = tuple(years)
    return not years or any(_overlaps(claim.period, period) for period in years)


def _overlaps(period: DateRange | None, other: DateRange) -> bool:
    return period is not None and period.first <= other.last and other.first <= period.last


def _advice(ledger: Ledger, words: SearchWords, matched: list[Claim], in_time: list[Claim]) -> list[str]:
    """Why there are no claims, and what would find some."""
    if in_time:
        return [f"{how_many(len(in_time), 'claim')} without the filters."]
    if matched:
        return [f"{how_many(len(matched), 'claim')} about other years."]
    index = index_of(ledger)
    counts = {
        word.typed: sum(name in ledger.claims for name in index.matching(word.expression)) for word in words.words
    }
    sentences = []
    for typed, count in counts.items():
        if not count:
            near = nearest_words(typed, index)
            sentences.append(f'"{typed}" is in no claim.' + (f" Did you mean {' or '.join(near)}?" if near else ""))
    if sentences:
        return sentences
    return ["No claim holds all of them: " + ", ".join(f"{typed} {count}" for typed, count in counts.items()) + "."]


def _tests(ledger: Ledger, selection: Selection) -> list[Test]:
    """What each filter asks of a claim. Raises EvidenceError with every fault."""
    faults = Faults()
    tests = [
        *_period_tests(ledger, selection, faults),
        *_source_tests(ledger, selection, faults),
        *_word_tests(ledger, selection, faults),
    ]
    if selection.grade and (test := _grade_test(ledger, selection.grade, faults)):
        tests.append(test)
    if selection.conflict:
        tests.append(lambda claim: bool(ledger.conflicts_of(claim.id)))
    faults.refuse(EvidenceError)
    return tests


def _period_tests(ledger: Ledger, selection: Selection, faults: Faults) -> list[Test]:
    tests: list[Test] = []
    since, until = _date("since", selection.since, faults), _date("until", selection.until, faults)
    published = _date("published", selection.published, faults)
    if since and until and since.first > until.last:
        faults.append(Fault("--until", shown(selection.until), f"a date from {since.first} on, as --since says"))
    if since or until:
        first, last = since.first if since else date.min, until.last if until else date.max
        asked = DateRange(first, last, "range", "")
        tests.append(lambda claim: _overlaps(claim.period, asked))
    if published:
        tests.append(lambda claim: _overlaps(ledger.sources[claim.source].published, published))
    return tests


def _source_tests(ledger: Ledger, selection: Selection, faults: Faults) -> list[Test]:
    tests: list[Test] = []
    if selection.outlet:
        outlets = {_bare(name): outlet.id for outlet in ledger.outlets.values() for name in (outlet.id, outlet.name)}
        asked = outlets.get(_bare(selection.outlet))
        if asked is None:
            names = [name for outlet in ledger.outlets.values() for name in (outlet.id, outlet.name)]
            _unknown("outlet", selection.outlet, names, faults)
        tests.append(lambda claim: ledger.sources[claim.source].outlet == asked)
    if selection.origin:
        origin = _known("origin", selection.origin, ledger.upstreams, faults)
        tests.append(lambda claim: claim.upstream == origin)
    return tests


def _word_tests(ledger: Ledger, selection: Selection, faults: Faults) -> list[Test]:
    from legation.evidence.handling import HANDLING

    tests: list[Test] = []
    if selection.role:
        role = _known("role", selection.role, words_of("role"), faults)
        tests.append(lambda claim: claim.role == role)
    if selection.status:
        status = _known("status", selection.status, words_of("status"), faults)
        tests.append(lambda claim: claim.status_on(ledger.as_of) == status)
    if selection.topic:
        from legation.evidence.vocabulary import vocabulary

        topic = _known("topic", selection.topic, (*vocabulary().topics, OTHER_TOPIC), faults)
        tests.append(lambda claim: topic in topics_of_claim(claim))
    if selection.place:
        inside = set(AREAS.get(_known("place", selection.place, AREAS, faults), ()))
        tests.append(lambda claim: bool(claim.places) and inside.issuperset(claim.places))
    if selection.handling:
        handling = _known("handling", selection.handling, HANDLING, faults)
        tests.append(lambda claim: claim.handling == handling)
    return tests


def _grade_test(ledger: Ledger, grade: str, faults: Faults) -> Test | None:
    """A letter alone is the outlet's; `+` means this or better: nearer to A, or to 1."""
    match = _GRADE.fullmatch(grade.strip().upper())
    if not match or not any(match.groups()):
        faults.append(Fault("--grade", shown(grade), GRADE_FORMS))
        return None
    source, source_up, outlet, outlet_up, digit, digit_up = match.groups()

    def passes(claim: Claim) -> bool:
        of_outlet = ledger.outlets[ledger.sources[claim.source].outlet].grade
        return (
            _reaches(claim.source_grade, source, source_up)
            and _reaches(of_outlet, outlet, outlet_up)
            and (not digit or _reaches(str(ledger.information_grade(claim.id)), digit, digit_up))
        )

    return passes


def _reaches(mark: str, asked: str | None, or_better: str | None) -> bool:
    return not asked or mark == asked or bool(or_better and mark < asked)


def _date(option: str, value: Any, faults: Faults) -> DateRange | None:
    if not value:
        return None
    try:
        return dates.parse_date(str(value))
    except ValueError as problem:
        faults.append(Fault(f"--{option}", shown(value), dates.ACCEPTED, str(problem)))
        return None


def _bare(name: str) -> str:
    """A name without capitals, spaces and hyphens: Daily NK, daily-nk and DailyNK are one."""
    return "".join(filter(str.isalnum, name.casefold()))


def _known(option: str, value: str, names: Iterable[str], faults: Faults) -> str:
    """The known name that the value of an option means, whatever its capitals; a fault if there is none."""
    known = list(dict.fromkeys(names))
    for name in known:
        if name.casefold() == value.strip().casefold():
            return name
    _unknown(option, value, known, faults)
    return ""


def _unknown(option: str, value: str, names: Iterable[str], faults: Faults) -> None:
    known = list(dict.fromkeys(names))
    expected = "one of " + ", ".join(known) if len(known) <= 20 else f"an {option} of the ledger"
    lower = {name.casefold(): name for name in known}
    close = nearest(value.strip().casefold(), lower)
    for low, name in lower.items():
        close = re.sub(rf"(?<![\w-]){re.escape(low)}(?![\w-])", name, close)
    if option == "place" and area_of(value):
        close = area_advice(value)
    faults.append(Fault(f"--{option}", shown(value), expected, close))
