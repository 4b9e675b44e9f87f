"""Dates as records give them (a day, a month, a year, part of a year, from one to another), and as people write them.

`parse_date`       what a record holds: one form for each period.
`read_date_words`  what people write in a sheet or a sentence: "Oct 2023", "23 April 2019", "Q3 2021", "2019년 4월".

A date that can be read two ways is refused with both readings. Nothing is guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from legation.base.characters import like_latin, normalised
from legation.base.faults import shown
from legation.base.number_reader import Unreadable
from legation.base.patterns import late_pattern

ACCEPTED = "a date such as 2019, 2019-04, 2019-04-04, 2019-03..2019-05 or early 2019"

_YEAR_FIRST = "Write the year first, then month and day, with hyphens."
# A third of a year each, because reports that say "early" rarely mean a quarter.
_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_SLASHED = late_pattern(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = late_pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class DateRange(NamedTuple):
    """Whole days from `first` to `last`, both included.

    precision  how finely the record dates it: day, month, part of year, year, or range
    written    as the record has it; reading it again gives the same period
    """

    first: date
    last: date
    precision: str
    written: str

    def __str__(self) -> str:
        return self.written


def parse_date(text: str) -> DateRange:
    """The period that `text` means. Raises ValueError with one sentence of advice."""
    text = text.strip()
    if ".." in text:
        return _range(text)
    if match := re.fullmatch(r"(early|mid|late)[ -](\d{4})", text):
        first, last = _PARTS[match[1]]
        year = _year(match[2])
        return DateRange(date(year, first, 1), _month_end(year, last), "part of year", text)
    if match := _ISO.fullmatch(text):
        return _iso(match, text)
    if match := _SLASHED.fullmatch(text):
        raise ValueError(_two_readings(int(match[1]), int(match[2]), int(match[3])))
    raise ValueError(_YEAR_FIRST)


def _range(text: str) -> DateRange:
    left, _, right = text.partition("..")
    start, end = parse_date(left), parse_date(right)
    if end.last < start.first:
        raise ValueError(f"It ends before it begins: did you mean {right.strip()}..{left.strip()}?")
    return DateRange(start.first, end.last, "range", text)


def _iso(match: re.Match[str], text: str) -> DateRange:
    year = _year(match[1])
    if match[2] is None:
        return DateRange(date(year, 1, 1), date(year, 12, 31), "year", text)
    month = int(match[2])
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}.")
    if match[3] is None:
        return DateRange(date(year, month, 1), _month_end(year, month), "month", text)
    day = int(match[3])
    if not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"{year}-{month:02d} has no day {day}.")
    return DateRange(date(year, month, day), date(year, month, day), "day", text)


def _year(text: str) -> int:
    year = int(text)
    if not 1950 <= year <= 2030:
        raise ValueError("The record runs from 1950 to 2030.")
    return year


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _two_readings(first: int, second: int, year: int) -> str:
    readings = []
    for month, day in ((second, first), (first, second)):
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            reading = f"{year}-{month:02d}-{day:02d}"
            if reading not in readings:
                readings.append(reading)
    if not readings:
        return "No reading of it is a day of the calendar. Write the year first, such as 2019-04-04."
    if len(readings) == 1:
        return f"Write {readings[0]}."
    return f"It can be read as {readings[0]} (day first) or {readings[1]} (month first): write the one meant."


# What people write. Words are compared without accents and capitals.


def _by_word(**words: str) -> dict[str, str]:
    """Word -> what it stands for."""
    return {word: meaning for meaning, listed in words.items() for word in listed.split()}


_LONGEST = 60
_MONTH_NAMES = (
    "jan january januar janner janvier janv", "feb february februar fev fevrier fevr", "mar march marz mars",
    "apr april avr avril", "may mai", "jun june juni juin", "jul july juli juil juillet", "aug august aout",
    "sep sept september septembre", "oct october okt oktober octobre", "nov november novembre",
    "dec december dez dezember decembre",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_WEEKDAYS = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
_PASSED_OVER = frozenset(f"{_WEEKDAYS} the of in on during month year de du im st nd rd th '".split())
_PART_OF = _by_word(
    early="early beginning start anfang debut 초 초반 초순 상순",
    mid="mid middle mitte 중반 중순",
    late="late end ende fin 말 후반 하순",
)
_DAYS_OF_PART = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_SEASON_OF = _by_word(
    spring="spring fruhling fruhjahr printemps 봄",
    summer="summer sommer ete 여름",
    autumn="autumn fall herbst automne 가을",
    upper="상반기",
    lower="하반기",
)
_MONTHS_OF = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "upper": (1, 6), "lower": (7, 12)}
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_NUMBER_IS = {
    "년": "year",
    "년도": "year",
    "年": "year",
    "월": "month",
    "月": "month",
    "일": "day",
    "日": "day",
    "분기": "quarter",
}
_UNIT_OF = _by_word(quarter="q quarter quartal trimestre", half="h half halbjahr semestre", winter="winter hiver 겨울")

_TOKENS = late_pattern(r"\d+|[^\W\d_]+|'")
_MARKED = late_pattern(r"(\d+ ?)(년도?|년|年|월|月|일|日|분기)")
_LETTER, _MARK = late_pattern(r"[^\W\d_]"), late_pattern(r"(?<=\d) ?([ .\-/]) ?(?=\d)")
_UNUSUAL = late_pattern(r"[^\w ,.\-/'()]|_")
_YEAR = late_pattern(r"\d{4}")
_TIME = late_pattern(r"(?<=\d)[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?(?: ?z| ?[+-]\d{2}:?\d{2})?$")
_BETWEEN = late_pattern(
    r"(?<=\S)(?: ?(?:\.\.|-|~|/) ?| (?:to|until|till|through|bis|a|and|und|et) |(?:부터|에서) ?)(?=\S)"
)
_SIDES = late_pattern(r"^(?:from|between|von|zwischen|de|entre) | ?까지$")
_OPEN = late_pattern(
    r"(?:since|after|from|before|until|till|by|up to|seit|ab|vor|depuis) [^ ]+(?: [^ ]+)?$|.*(?:이후|이전)$"
)
_ABOUT = late_pattern(
    r"(?:about|around|approximately|approx\.?|circa|ca\.?|c\.|~|perhaps|um|vers) ?(.+)|(.+?)(?: ?경|\?)"
)


def read_date_words(text: str) -> DateRange | Unreadable:
    """The period in what a person wrote: names of months, quarters, halves, seasons, decades, ranges, other orders.

    What has one reading is read; its `written` is how a record writes it. What has several is refused with all of
    them. Weekdays and times of day are left out. The words are English, German, French, Korean and Chinese.
    """
    plain = re.sub(r"\s+", " ", like_latin(normalised(text)).lower()).strip(" .,;()")
    if len(plain) > _LONGEST:
        return Unreadable(f"{len(text):,} characters", ACCEPTED)
    try:
        return parse_date(plain)
    except ValueError as problem:
        advice = str(problem)
    readings: dict[str, DateRange] = {}
    refused = []
    for written in (*(each.written() for each in _moments(_TIME.sub("", plain))), *_ranges(plain)):
        try:
            readings[written] = parse_date(written)
        except ValueError as problem:
            refused.append(str(problem) if written else "It names no year.")
    if len(readings) == 1:
        return next(iter(readings.values()))
    if readings:
        named = f"It can be read as {' or '.join(readings)}: write the one meant."
        advice = advice if _SLASHED.fullmatch(plain) else named
    elif re.fullmatch(rf"(?:{'|'.join(_MONTH_OF)})[ -]?\d\d", plain):
        advice = "It is a month of a year, or a day without its year: write such as 2019-04."
    elif _OPEN.match(plain):
        advice = "It has no end, or no beginning: write a range such as 2019-03..2019-05."
    elif about := _ABOUT.fullmatch(plain):
        near = read_date_words(about[1] or about[2])
        advice = f"Write {near}, or a range around it." if isinstance(near, DateRange) else near.advice
    elif refused and advice == _YEAR_FIRST:
        advice = refused[0]
    return Unreadable(shown(text), ACCEPTED, advice)


class _Moment(NamedTuple):
    """What a date, or one side of a range, says; perhaps not all of it. `number` needs the other side to be explained.

    months  the first and the last of a quarter, half or season; above 12 in the year that follows
    years   how many; 10 for a decade
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    months: tuple[int, int] | None = None
    part: str = ""
    years: int = 1
    number: int | None = None

    def written(self) -> str:
        """As a record writes it; empty if it says too little."""
        if self.year is None or self.number is not None or (self.day and not self.month):
            return ""
        year = f"{self.year:04d}"
        if self.years > 1:
            return f"{year}..{self.year + self.years - 1}"
        if self.months:
            later, last = divmod(self.months[1] - 1, 12)
            return f"{year}-{self.months[0]:02d}..{self.year + later}-{last + 1:02d}"
        if self.part and self.month:
            first, last = _DAYS_OF_PART[self.part]
            month = f"{year}-{self.month:02d}"
            return f"{month}-{first:02d}..{month}-{min(last, _month_end(self.year, self.month).day):02d}"
        if self.part:
            return f"{self.part} {year}"
        return "-".join([year, *(f"{part:02d}" for part in (self.month, self.day) if part)])


def _ranges(text: str) -> Iterator[str]:
    """The readings of a text as a range, split wherever it could be."""
    text = _SIDES.sub("", _SIDES.sub("", text))
    for mark in _BETWEEN.finditer(text):
        sides = text[: mark.start()], text[mark.end() :]
        # In 2019-04-5 no hyphen stands for "to", unless each side has its year.
        if any(mark[0] in side for side in sides) and not all(_YEAR.search(side) for side in sides):
            continue
        for left in _moments(sides[0]):
            for right in _moments(sides[1]):
                if ends := _completed(left, right):
                    first, last = (end.written() for end in ends)
                    if first != last:
                        yield f"{first.partition('..')[0]}..{last.rpartition('..')[2]}" if first and last else ""


def _completed(left: _Moment, right: _Moment) -> tuple[_Moment, _Moment] | None:
    """Both sides of a range with what only the other says: October-December 2019, 3-5 April 2019, 2019-4~6."""
    if right.number is not None:  # It counts what the left side ends with.
        number = right.number
        if left.day and left.number is None:
            right = left._replace(day=number)
        elif left.month:
            right = left._replace(month=number)
        elif left.year:
            right = _Moment(year=left.year // 100 * 100 + number)
        else:
            return None
        return (left, right) if not left.part and left.months is None else None
    if left.number is not None:
        if not right.day:
            return None
        left = _Moment(day=left.number)
    if left.day and not left.month:
        left = left._replace(month=right.month)
    if right.day and not right.month:
        right = right._replace(month=left.month)
    return left._replace(year=left.year or right.year), right._replace(year=right.year or left.year)


def _moments(text: str) -> list[_Moment]:
    """The readings of a text as one moment or period; none if a word of it is not understood."""
    if _UNUSUAL.search(text) or (not _LETTER.search(text) and len(set(_MARK.findall(text))) > 1):
        return []
    text = re.sub(r"\b(first|second|third|fourth)\b", lambda word: _ORDINALS[word[0]], text)
    moment = _Moment()
    numbers: list[str] = []
    unit = ""
    tokens = _TOKENS.findall(_MARKED.sub(lambda part: f"{part[1]}{part[2]} ", text))
    for at, token in enumerate(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token.isdecimal():
            if after in _NUMBER_IS:
                continue  # The next token says what it is.
            if len(token) == 4 and after == "s" and token.endswith("0"):
                moment = moment._replace(year=int(token), years=10)
            elif (len(token) == 4 or tokens[at - 1 : at] == ["'"]) and moment.year is None:
                moment = moment._replace(year=_full_year(token))
                numbers.append("")  # Where the year stands among the numbers.
            else:
                numbers.append(token)
        elif token in _NUMBER_IS and (before := tokens[at - 1] if at else "").isdecimal():
            if _NUMBER_IS[token] == "quarter":
                unit, numbers = "quarter", [*numbers, before]
            elif _NUMBER_IS[token] == "year":
                moment = moment._replace(year=int(before))
            elif _NUMBER_IS[token] == "month":
                moment = moment._replace(month=int(before))
            else:
                moment = moment._replace(day=int(before))
        elif token in _MONTH_OF and moment.month is None:
            moment = moment._replace(month=_MONTH_OF[token])
        elif token in _PART_OF and not moment.part:
            moment = moment._replace(part=_PART_OF[token])
        elif token in _SEASON_OF and moment.months is None:
            moment = moment._replace(months=_MONTHS_OF[_SEASON_OF[token]])
        elif token in _UNIT_OF:
            unit = _UNIT_OF[token]
        elif token not in _PASSED_OVER and not (token == "s" and moment.years > 1):
            return []
    return list(_with_numbers(moment, numbers, unit))


def _with_numbers(moment: _Moment, numbers: list[str], unit: str) -> Iterator[_Moment]:
    """What the numbers without a name may mean. An empty text stands where the year of four digits is."""
    loose = [int(number) for number in numbers if number]
    if unit == "winter":
        if not loose and moment.months is None:
            yield from (moment._replace(months=months) for months in ((1, 2), (12, 14)))
    elif unit:
        length = 3 if unit == "quarter" else 6
        if len(loose) == 1 and 1 <= loose[0] <= 12 // length and moment.months is None:
            yield moment._replace(months=(length * (loose[0] - 1) + 1, length * loose[0]))
    elif len(numbers) == 1 and len(numbers[0]) in (6, 8) and moment == _Moment():
        yield from _compact(numbers[0])
    elif any(len(number) > 2 for number in numbers):
        return
    elif not loose:
        yield moment
    elif moment.month is not None:
        if len(loose) == 1 and moment.day is None:
            yield moment._replace(day=loose[0])
        elif len(loose) == 2 and moment.year is None:
            yield moment._replace(day=loose[0], year=_full_year(numbers[1]))
    elif moment.year is not None and len(loose) == 1:
        yield moment._replace(month=loose[0])
    elif moment.year is not None and len(loose) == 2 and (numbers[0] == "" or numbers[2:] == [""]):
        yield moment._replace(month=loose[0], day=loose[1])
        if numbers[0]:
            yield moment._replace(month=loose[1], day=loose[0])
    elif moment == _Moment() and len(loose) == 3:
        day_first, month_first, year_first = (0, 1, 2), (1, 0, 2), (2, 1, 0)
        for day, month, year in (day_first, month_first, year_first):
            yield _Moment(_full_year(numbers[year]), loose[month], loose[day])
    elif moment == _Moment() and len(loose) == 1:
        yield _Moment(number=loose[0])


def _compact(digits: str) -> Iterator[_Moment]:
    """Digits without marks: year and month, or year, month and day; with a year of two digits in any order."""
    yield _Moment(int(digits[:4]), int(digits[4:6]), int(digits[6:]) if digits[6:] else None)
    if len(digits) == 6:
        yield from _with_numbers(_Moment(), [digits[:2], digits[2:4], digits[4:]], "")


def _full_year(text: str) -> int:
    """A year with its century, of which two digits leave no doubt within the years of the record."""
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year <= 30 else 1900)
