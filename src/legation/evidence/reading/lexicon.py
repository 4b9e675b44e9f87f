"""The words by which reports are read: the groups of `records/reading.toml`, and where a text has them.

A text is cut into tokens: words without case, numbers and signs. `'s` and `n't` are tokens of their own and hyphens
none, so "state-security" and "China's" hold the words that they are made of. Scripts without spaces are searched
letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from legation.base.characters import has_east_asian
from legation.base.patterns import late_pattern
from legation.base.shipped_tables import read_shipped
from legation.evidence.csv_tables import RECORDS

_TOKEN = late_pattern(
    r"[^\W\d_]+?(?=n't(?![^\W\d_]))|n't(?![^\W\d_])|'s(?![^\W\d_])|[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s-]|_"
)
# One sign for one, so that places in the text stay as they are.
_SAME = {ord(sign): "'" for sign in "’‘ʼ`´"} | dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_SAME |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def plain_signs(text: str) -> str:
    """The text with usual apostrophes, spaces and digits, every sign at its place."""
    return text.translate(_SAME)


def lowered(text: str) -> str:
    """The text in small letters, every sign at its place."""
    lower = text.lower()
    # A few letters become two when they are made small.
    return (
        lower if len(lower) == len(text) else "".join(sign if len(sign.lower()) != 1 else sign.lower() for sign in text)
    )


def tail(text: str, at: int, most: int = 60) -> str:
    """The text right before a place: as much as any word or phrase in front of it needs."""
    return text[max(0, at - most) : at]


class Token(NamedTuple):
    """A word, number or sign, and where it stands in the text."""

    word: str
    start: int
    end: int


class WordMark(NamedTuple):
    """Where a text has a word of a group: characters from `start` to `end`, tokens from `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int


WordMarks = Mapping[str, list[WordMark]]


def tokens(text: str) -> list[Token]:
    """The tokens of a plain text, in order."""
    lower = lowered(text)
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(lower)]


class WordGroups:
    """Groups of words that can be found in a text in one pass.

    groups  name -> words; `*` at an end stands for any ending, spaces divide words that follow one another
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self.exact: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self.stems: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._unspaced: dict[str, list[str]] = {}
        for name, words in groups.items():
            for word in words:
                if has_east_asian(word):
                    self._unspaced.setdefault(name, []).append(re.escape(word.rstrip("*")))
                    continue
                first, *rest = _parts(word)
                table = self.stems if first.endswith("*") else self.exact
                table.setdefault(first.rstrip("*"), []).append((name, tuple(rest)))
        self.longest = max(map(len, self.stems), default=0)

    @cached_property
    def unspaced(self) -> dict[str, re.Pattern[str]]:
        """The words of scripts without spaces as patterns; the longest counts where several begin at a place."""
        return {
            name: re.compile("|".join(sorted(words, key=len, reverse=True))) for name, words in self._unspaced.items()
        }

    def find(self, text: str, of_text: list[Token]) -> dict[str, list[WordMark]]:
        """Where each group has words in a text, in order; groups without any are left out."""
        marks: dict[str, list[WordMark]] = {}
        for at, token in enumerate(of_text):
            entries = self.exact.get(token.word, ())
            for name, rest in (*entries, *self._by_stem(token.word)):
                if (last := _follows(of_text, at + 1, rest)) is not None:
                    marks.setdefault(name, []).append(WordMark(token.start, of_text[last - 1].end, at, last))
        if has_east_asian(text):
            for name, pattern in self.unspaced.items():
                for match in pattern.finditer(text):
                    first = sum(token.end <= match.start() for token in of_text)
                    marks.setdefault(name, []).append(WordMark(match.start(), match.end(), first, first + 1))
        for of_group in marks.values():
            of_group.sort()
        return marks

    def _by_stem(self, word: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        for length in range(2, min(len(word), self.longest) + 1):
            yield from self.stems.get(word[:length], ())


def _parts(words: str) -> list[str]:
    """The tokens of words of the lexicon, each with its star."""
    if words.isascii() and words.replace(" ", "").rstrip("*").isalpha():
        return words.split()  # Nearly all, and looked at in no time.
    parts: list[str] = []
    for piece in re.split(r"[\s-]+", words):
        own = [match[0] for match in _TOKEN.finditer(piece.rstrip("*"))]
        parts += [*own[:-1], own[-1] + "*" * piece.endswith("*")]
    return parts


def _follows(of_text: list[Token], at: int, rest: tuple[str, ...]) -> int | None:
    """The token behind those that match `rest` from `at` on; None if they don't."""
    if at + len(rest) > len(of_text):
        return None
    for part in rest:
        word = of_text[at].word
        if word != part and not (part[-1] == "*" and word.startswith(part[:-1])):
            return None
        at += 1
    return at


class Rule(NamedTuple):
    """Groups that must occur together, groups that may not, and what that weighs.

    kinds  of amount of which the one at hand must be all
    """

    needs: tuple[str, ...]
    bars: tuple[str, ...]
    kinds: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Cues:
    """The rules of one measure or mechanism.

    says        they speak of it
    denies      they speak of it and say that it is not so
    rose, fell  they speak of it and say which way it went
    """

    says: tuple[Rule, ...] = ()
    denies: tuple[Rule, ...] = ()
    rose: tuple[Rule, ...] = ()
    fell: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The whole of `records/reading.toml`, ready for use.

    words      the groups of words, and the kinds of persons with @ before them
    places     area -> its names; `named` those that are no area
    events     period as records write it -> names
    units      unit -> words for what is counted
    knowledge  how a speaker knows -> words
    outlets    names of outlets, as they are written; `outlet_ids` name -> id, `outlet_names` id -> its name
    measures, mechanisms  name -> its rules
    alternatives          measures each of which a text may be read as where nothing tells them apart
    """

    words: WordGroups
    places: WordGroups
    named: WordGroups
    events: WordGroups
    units: WordGroups
    knowledge: WordGroups
    outlets: re.Pattern[str]
    outlet_ids: Mapping[str, str]
    outlet_names: Mapping[str, str]
    measures: Mapping[str, Cues]
    mechanisms: Mapping[str, Cues]
    alternatives: tuple[tuple[str, ...], ...] = ()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of the shipped record."""
    return build_lexicon(read_shipped(RECORDS / "reading.toml").data)


def build_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the tables of its file. Raises KeyError if a rule names a group that there isn't."""
    groups = {**data["words"], **{f"@{kind}": words for kind, words in data["persons"].items()}}
    ids = {name: outlet for outlet, names in data["outlets"].items() for name in names}
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True))
    return Lexicon(
        words=WordGroups(groups),
        places=WordGroups(data["places"]),
        named=WordGroups(data["elsewhere_named"]),
        events=WordGroups(data["events"]),
        units=WordGroups(data["units"]),
        knowledge=WordGroups(data["knowledge"]),
        outlets=re.compile(rf"(?<![\w])(?:{names})(?![A-Za-z])"),
        outlet_ids=ids,
        outlet_names={outlet: of_outlet[0] for outlet, of_outlet in data["outlets"].items()},
        measures={name: _cues(table, groups) for name, table in data["measure"].items()},
        mechanisms={name: _cues(table, groups) for name, table in data["mechanism"].items()},
        alternatives=tuple(tuple(names) for names in data.get("alternatives", {}).values()),
    )


def _cues(table: Mapping[str, Any], groups: Mapping[str, Any]) -> Cues:
    says, denies = (
        [_rule(text, weight, groups) for text, weight in table.get(part, {}).items()] for part in ("says", "denies")
    )
    rose, fell = ([_rule(text, 0.0, groups) for text in table.get(part, ())] for part in ("rose", "fell"))
    return Cues(tuple(says), tuple(denies), tuple(rose), tuple(fell))


def _rule(text: str, weight: float, groups: Mapping[str, Any]) -> Rule:
    names = text.split()
    needs = tuple(name for name in names if name[0] not in "!#")
    bars = tuple(name[1:] for name in names if name[0] == "!")
    for name in (*needs, *bars):
        if name not in groups:
            raise KeyError(f'records/reading.toml: the rule "{text}" names the group "{name}", which there is not')
    return Rule(needs, bars, tuple(name[1:] for name in names if name[0] == "#"), float(weight))
