"""What people type into a search: words, "phrases in quotes", names and years, and which claims they find.

All the words must be found, each by itself or by one of its equal terms. A year, or years such as 2015..2022, say what
the claims must be about. Nothing is guessed: a word that is found nowhere is named, with the nearest that are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legation.base.dates import DateRange, parse_date
from legation.base.patterns import late_pattern
from legation.evidence.search_index import (
    STOP_WORDS,
    SearchIndex,
    names_expression,
    plain,
    quoted,
    text_expression,
    words_in,
)

LONGEST_TERM = 6  # words
TERMS_SHOWN = 6
SLIP = 0.8  # share of letters, as `difflib` counts it, that a word has in common with one of which it is a slip
SAME_BEGINNING = 3  # letters
# Kinds of names, as they are typed before one: `observable flights`.
KINDS = ("measure", "mechanism", "observable", "parameter", "input", "outlet", "origin", "source", "topic")

_PARTS = late_pattern(r'["“”„]([^"“”„]*)["“”„]|(\S+)')
_YEARS = late_pattern(r"((?:19|20)\d\d)[-–—](\d\d|(?:19|20)\d\d)")
_EDGES = "\"“”„'’.,;:!?()[]"
_NAME = late_pattern(r"[a-z][a-z0-9]*(?:[._][a-z0-9]+)+")


@dataclass(frozen=True)
class SearchWord:
    """One word or phrase of a search, and what finds it.

    typed       as it was typed
    terms       what is taken for it; itself alone if the thesaurus does not know it
    expression  in the search language of FTS5
    """

    typed: str
    terms: tuple[str, ...]
    expression: str


@dataclass(frozen=True)
class SearchWords:
    """A search as it was understood.

    words    all of them must be found
    left_out words that narrow nothing
    years    periods, of which a claim must be about one; none if no year was typed
    """

    words: tuple[SearchWord, ...] = ()
    left_out: tuple[str, ...] = ()
    years: tuple[DateRange, ...] = ()

    @property
    def expression(self) -> str:
        """What finds documents that hold all of the words; empty without words."""
        return " AND ".join(f"({word.expression})" for word in self.words)

    @property
    def as_typed(self) -> str:
        """What finds the documents that say all of the words as they were typed."""
        return " AND ".join(f"said : {quoted(plain(word.typed))}" for word in self.words)

    @property
    def subject(self) -> str:
        """The words alone, as they were typed."""
        return " ".join(word.typed for word in self.words)

    def as_text(self) -> str:
        """How the search was understood, in a line; empty where it is just as typed."""
        parts = []
        for word in self.words:
            others = [term for term in word.terms if term.lower() != word.typed.lower()]
            more = ", …" if len(others) > TERMS_SHOWN else ""
            parts.append(f"{word.typed} ({', '.join(others[:TERMS_SHOWN])}{more})" if others else word.typed)
        if self.years:
            parts.append("about " + " or ".join(str(period) for period in self.years))
        return " · ".join(parts)


def read_words(text: str, index: SearchIndex, ids: Iterable[str] = (), *, dated: bool = True) -> SearchWords:
    """What a search means.

    ids    names by which documents are asked for directly, in whole or by their beginning: nk-2019-mss
    dated  whether what is searched has dates; else a year is a word like others
    """
    parts = [(match[1], True) if match[1] is not None else (match[2].strip(_EDGES), False)
             for match in _PARTS.finditer(text)]  # fmt: skip
    parts = [part for part in parts if part[0].strip()]
    years, parts = _years(parts) if dated else ([], parts)
    reader = _Reader(index, tuple(ids))
    words = reader.read(parts)
    return SearchWords(tuple(words), tuple(reader.left_out), tuple(years))


def _years(parts: Sequence[tuple[str, bool]]) -> tuple[list[DateRange], list[tuple[str, bool]]]:
    """The periods among the parts of a search, and the other parts. What is quoted is never a year."""
    years, others = [], []
    at = 0
    while at < len(parts):
        part, is_quoted = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else ("", True)
        period = None
        if not is_quoted and part.lower() in ("early", "mid", "late") and not following[1]:
            period = _period(f"{part.lower()} {following[0]}")
            at += period is not None
        period = period or (None if is_quoted else _period(part))
        if period:
            years.append(period)
        else:
            others.append((part, is_quoted))
        at += 1
    return years, others


def _period(text: str) -> DateRange | None:
    if match := _YEARS.fullmatch(text):
        last = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        if len(match[2]) == 4 or int(match[2]) > 12:  # 2015-10 is a month.
            text = f"{match[1]}..{last}"
    try:
        return parse_date(text)
    except ValueError:
        return None


@dataclass
class _Reader:
    """Reads the parts of a search that are no years."""

    index: SearchIndex
    ids: tuple[str, ...]
    left_out: list[str] = field(default_factory=list)

    def read(self, parts: Sequence[tuple[str, bool]]) -> list[SearchWord]:
        words: list[SearchWord] = []
        at = 0
        while at < len(parts):
            part, is_quoted = parts[at]
            if is_quoted:
                words += self._literal(part)
                at += 1
                continue
            run = 1
            while at + run < len(parts) and run < LONGEST_TERM and not parts[at + run][1]:
                run += 1
            word, size = self._longest([text for text, _ in parts[at : at + run]])
            words += [word] if word else []
            at += size
        if words:
            return words
        # Words that narrow nothing are all there is, so they are looked for as they stand.
        spare, self.left_out = self.left_out, []
        return [word for part in spare for word in self._literal(part)]

    def _longest(self, parts: Sequence[str]) -> tuple[SearchWord | None, int]:
        """What the first parts mean, as many of them as belong together, and how many these are."""
        if len(parts) > 1 and parts[0].lower() in KINDS:
            named = self._named(f"{parts[0].lower()} {parts[1]}", f"{parts[0]} {parts[1]}")
            if named:
                return named, 2
        for size in range(len(parts), 0, -1):
            phrase = " ".join(parts[:size])
            if size == 1 and (special := self._name(phrase)):
                return special, 1
            groups = self.index.groups(" ".join(words_in(plain(phrase))))
            if any(not group.head for group in groups) or (size == 1 and _is_common(phrase)):
                self.left_out.append(phrase)
                return None, size
            if groups:
                terms = [term for group in groups for term in self.index.terms_of(group.head)]
                expressions = [group.expression for group in groups]
                literal = f"{self._text(phrase)} OR {' OR '.join(expressions)}"
                return SearchWord(phrase, tuple(dict.fromkeys(terms)), literal), size
        literal_words = self._literal(parts[0])
        if not literal_words:
            self.left_out.append(parts[0])
        return (literal_words[0] if literal_words else None), 1

    def _literal(self, phrase: str) -> list[SearchWord]:
        """A word or phrase as it stands: in what is said, else as an outlet or a speaker."""
        if not words_in(plain(phrase)):
            return []
        expression = self._text(phrase)
        if not self.index.matching(expression):
            expression = text_expression([phrase], speaks=True)
        return [SearchWord(phrase, (phrase,), expression)]

    def _text(self, phrase: str) -> str:
        topic_or_id = [f"id {phrase}"] if phrase in self.ids else []
        names = [*topic_or_id, f"topic {phrase}"]
        return f"{text_expression([phrase])} OR {names_expression(names)}"

    def _name(self, word: str) -> SearchWord | None:
        """A claim, or the claims of a source, by id; what is represented by `quota_usd` or `trade.median_margin`."""
        if _NAME.fullmatch(word.lower()):
            names = [f"{kind} {word.lower()}" for kind in KINDS]
            expression = names_expression(names)
            return SearchWord(word, (word,), expression) if self.index.matching(expression) else None
        if word.lower() in self.ids:
            # A claim that is named in whole is asked for alone, though others' names begin as its name does.
            return SearchWord(word, (word,), names_expression([f"id {word.lower()}"]))
        begun = [name for name in self.ids if "-" in word and name.startswith(word.lower())]
        if begun:
            names = [f"id {name}" for name in begun] + [f"source {word.lower()}"]
            return SearchWord(word, (word,), names_expression(names))
        return None

    def _named(self, name: str, typed: str) -> SearchWord | None:
        expression = names_expression([name])
        return SearchWord(typed, (typed,), expression) if self.index.matching(expression) else None


def _is_common(word: str) -> bool:
    """Whether a word is too common to narrow anything. IT in capitals is a name."""
    return word.lower() in STOP_WORDS and not (word.isupper() and len(word) > 1)


def nearest_words(word: str, index: SearchIndex, most: int = 3) -> list[str]:
    """Words of the record and the thesaurus of which one is likely a slip.

    A word that merely looks like it is of another subject, such as Reuters for routes: a slip seldom is in the first
    letter, and the further words must begin as the nearest does.
    """
    from difflib import get_close_matches

    typed = word.lower()
    known = [each for each in index.public_words() if each[:1] == typed[:1] and each not in STOP_WORDS]
    near = get_close_matches(typed, known, n=most, cutoff=SLIP)
    return [each for each in near if each[:SAME_BEGINNING] == near[0][:SAME_BEGINNING]]
