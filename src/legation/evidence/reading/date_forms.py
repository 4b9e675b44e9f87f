"""The forms of a date in a running text: a pattern each, and what it means beside a day of publication.

A form without a year means the nearest one before the day of publication, or the next one where something is due.
Without that day such a form has no period.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from legation.base.dates import DateRange, parse_date
from legation.base.patterns import late_pattern
from legation.evidence.reading.lexicon import tail
from legation.evidence.reading.number_words import find_numbers
from legation.evidence.reading.periods import month_end, months_between, period_between

YEAR = r"(?:19[5-9]\d|20[0-3]\d)"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_FIRST_YEAR, _LAST_YEAR = 1950, 2030


def _month_of(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _day_of(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _part(year: int, words: str) -> DateRange:
    name = re.sub(r"[^a-z]", " ", words.lower()).split()[0]
    if words.lower().startswith("end"):
        return months_between(year, 11, 12)
    part = {"beginning": "early", "start": "early", "middle": "mid"}.get(name, name)
    return parse_date(f"{part} {year}")


def _part_of_month(year: int, month: int, words: str) -> DateRange:
    word = words.lower()
    last = monthrange(year, month)[1]
    if word.startswith(("early", "begin", "start")):
        return period_between(date(year, month, 1), date(year, month, 10))
    if word.startswith("mid"):
        return period_between(date(year, month, 11), date(year, month, 20))
    return period_between(date(year, month, 21), date(year, month, last))


def _year_near(month: int, published: date, *, is_due: bool = False) -> int:
    """The year of a month that is named without one: the nearest to the day of publication, behind it or ahead."""
    if is_due:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month else published.year - 1


def _year_of(match: FormMatch, month: int, published: date) -> int:
    """The year that `last year`, `this year` or nothing means."""
    word = match["which"]
    if not word:
        return _year_near(month, published, is_due=match.is_due)
    return published.year - ("last" in word.lower() or "previous" in word.lower())


_DUE = late_pattern(r"\b(?:by|due|due in|next|until|coming)\s(?:the\s)?$", re.IGNORECASE)


class FormMatch:
    """A match in which groups that its pattern had to number have their plain names again."""

    def __init__(self, match: re.Match[str]) -> None:
        self.text = match[0]
        # A day by which something is due lies ahead.
        self.is_due = bool(_DUE.search(tail(match.string, match.start())))
        self.groups = {re.sub(r"\d$", "", name): value for name, value in match.groupdict().items() if value}

    def __getitem__(self, name: str) -> str:
        return self.groups.get(name, "")


Read = Callable[[FormMatch, "date | None"], "DateRange | None"]


def _iso(match: FormMatch, published: date | None) -> DateRange | None:
    return parse_date(match.text.replace(" ", ""))


def _day_month_year(match: FormMatch, published: date | None) -> DateRange | None:
    month, first = _month_of(match["month"]), _day_of(match["day"])
    last = _day_of(match["until"]) if match["until"] else first
    if match["year"]:
        year = int(match["year"])
    elif published is None:
        return None
    else:
        year = _year_of(match, month, published)
        if date(year, month, first) > published and not match["which"] and not match.is_due:
            year -= 1
    return period_between(date(year, month, first), date(year, month, last))


def _part_of(match: FormMatch, published: date | None) -> DateRange | None:
    month, year = match["month"], match["year"]
    if month:
        number = _month_of(month)
        if not year and published is None:
            return None
        of_year = int(year) if year else _year_of(match, number, published or date.min)
        return _part_of_month(of_year, number, match["part"])
    if year:
        return _part(int(year), match["part"])
    return _part(published.year - ("last" in match["which"].lower()), match["part"]) if published else None


def _season(match: FormMatch, published: date | None) -> DateRange | None:
    first, last = _SEASONS[match["season"].lower()]
    if not match["year"] and published is None:
        return None
    year = int(match["year"]) if match["year"] else (published or date.min).year - ("last" in match["which"].lower())
    return period_between(date(year, first, 1), month_end(year + (last > 12), last - 12 * (last > 12)))


def _has_begun(match: FormMatch, published: date) -> bool:
    """Whether a quarter or a half of the year of publication had begun by then."""
    first = 1 + 6 * (match["half"].lower() == "second") if match["half"] else 3 * _ORDER[match["order"].lower()] - 2
    return published.month >= first


def _half(match: FormMatch, published: date | None) -> DateRange | None:
    year = int(match["year"]) if match["year"] else None
    if year is None:
        if published is None:
            return None
        year = published.year - ("last" in match["which"].lower())
        if not match["which"] and not _has_begun(match, published):
            year -= 1  # Without a year it is the last such quarter or half that there was.
    if match["half"]:
        return months_between(year, 1, 6) if match["half"].lower() == "first" else months_between(year, 7, 12)
    at = _ORDER[match["order"].lower()] if match["order"] else int(match["at"])
    return months_between(year, 3 * at - 2, 3 * at)


def _month_year(match: FormMatch, published: date | None) -> DateRange | None:
    month = _month_of(match["month"])
    return months_between(int(match["year"]), month, month)


def _month_to_month(match: FormMatch, published: date | None) -> DateRange | None:
    return months_between(int(match["year"]), _month_of(match["month"]), _month_of(match["until"]))


def _month_alone(match: FormMatch, published: date | None) -> DateRange | None:
    month = _month_of(match["month"])
    if published is None:
        return None
    year = _year_of(match, month, published)
    return months_between(year, month, month)


def _tens_of_month(match: FormMatch, published: date | None) -> DateRange | None:
    month = _month_of(match["month"])
    year = int(match["year"]) if match["year"] else _year_near(month, published) if published else None
    if year is None:
        return None
    days = monthrange(year, month)[1]
    many = {"ten": 10, "two weeks": 14, "week": 7, "few": 5, "three": 3, "five": 5}[match["many"].lower()]
    first, last = (days - many + 1, days) if match["end"].lower() == "last" else (1, many)
    return period_between(date(year, month, first), date(year, month, last))


def _years(match: FormMatch, published: date | None) -> DateRange | None:
    first = int(match["first"])
    second = match["second"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first:
        raise ValueError
    return parse_date(f"{first}..{last}")


def _decade(match: FormMatch, published: date | None) -> DateRange | None:
    first = int(match["year"])
    part = match["part"].lower()
    start, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return parse_date(f"{max(first + start, _FIRST_YEAR)}..{min(first + end, _LAST_YEAR)}")


def _year_alone(match: FormMatch, published: date | None) -> DateRange | None:
    return parse_date(match["year"])


def _relative(match: FormMatch, published: date | None) -> DateRange | None:
    if published is None:
        return None
    word = match.text.lower()
    if word in ("today", "yesterday"):
        return parse_date((published - timedelta(days=word == "yesterday")).isoformat())
    which, unit = match["which"].lower(), match["unit"].lower()
    back = which in ("last", "the previous", "the past")
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return period_between(monday, monday + timedelta(days=6))
    if unit == "month":
        month = published.month - back or 12
        return months_between(published.year - (back and month == 12), month, month)
    return parse_date(str(published.year - back))


def _weekday(match: FormMatch, published: date | None) -> DateRange | None:
    if published is None:
        return None
    gap = (published.weekday() - _WEEKDAYS.index(match["day"].lower())) % 7
    if gap == 0 and match["last"]:
        gap = 7
    return parse_date((published - timedelta(days=gap)).isoformat())


def _ago(match: FormMatch, published: date | None) -> DateRange | None:
    if published is None:
        return None
    numbers = find_numbers(match["many"])
    many = numbers[0].low if numbers else 1.0
    return _back(published, many, match["unit"].lower(), whole=True)


def _past(match: FormMatch, published: date | None) -> DateRange | None:
    if published is None:
        return None
    word = match["many"].lower()
    numbers = find_numbers(word)
    many = numbers[0].low if numbers else 3.0 if match["unit"].lower().endswith("s") else 1.0
    start = _back(published, many, match["unit"].lower(), whole=False)
    return period_between(start.first, published)


def _back(published: date, many: float, unit: str, *, whole: bool) -> DateRange:
    """The day, month or year so long before, as finely as the unit says, or from its first day."""
    unit = unit.rstrip("s")
    if many > 100:
        raise ValueError
    if unit in ("day", "week"):
        day = published - timedelta(days=round(many * (7 if unit == "week" else 1)))
        return parse_date(day.isoformat())
    if unit == "month":
        at = published.year * 12 + published.month - 1 - round(many)
        year, month = divmod(at, 12)
        return (
            months_between(year, month + 1, month + 1)
            if whole
            else parse_date(date(year, month + 1, min(published.day, 28)).isoformat())
        )
    year = published.year - round(many)
    return (
        parse_date(str(year)) if whole else parse_date(date(year, published.month, min(published.day, 28)).isoformat())
    )


def _recent(match: FormMatch, published: date | None) -> DateRange | None:
    """Recently, or these days: the month of publication and the one before."""
    if published is None:
        return None
    return period_between(_back(published, 1, "month", whole=True).first, published)


def _now(match: FormMatch, published: date | None) -> DateRange | None:
    return months_between(published.year, published.month, published.month) if published else None


def _east_asian(match: FormMatch, published: date | None) -> DateRange | None:
    year, month, day = int(match["year"]), match["month"], match["day"]
    if not month:
        return parse_date(str(year))
    return parse_date(f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else ""))


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?(?![a-z]))"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DAYS = rf"(?P<day>{_DAY})(?:\s?[-–]\s?(?P<until>{_DAY}))?"
_EARLY = r"(?:early|beginning of|start of|mid|middle of|late|end of)"
_EDGE = r"(?<![\w.,$€₩¥£-])"
_NO_UNIT = (  # A bare number is a year only if nothing behind it says what it counts.
    r"(?!\s?(?:%|percent|per cent|dollars|yuan|won\b|persons|people|workers|officials|cases|tons|tonnes))"
    r"(?![\d,]*\d)(?!\.\d)"
)
_WHICH = r"(?:(?:of )?(?P<which>last year|this year|the previous year|that year))"
_WHOSE_YEAR = rf"(?:,?\s(?P<year>{YEAR})\b|,?\s{_WHICH})?"
_MANY = r"two|three|four|five|six|seven|eight|nine|ten"
_UNITS = r"(?P<unit>days?|weeks?|months?|years?)"

# For a text in small letters: patterns without a flag for all letters take half the time to compile.
# Where several forms begin at one place, the first counts. A group with a number behind its name is that group again.
FORMS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (late_pattern(pattern), read)
    for pattern, read in (
        (
            (
                rf"{_EDGE}(?P<year>{YEAR})\s?[년年]"
                r"(?:\s?(?P<month>1[0-2]|0?[1-9])\s?[월月](?:\s?(?P<day>\d{1,2})\s?[일日])?)?"
            ),
            _east_asian,
        ),
        (rf"{_EDGE}{YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])", _iso),
        (rf"\b{_DAYS}\s(?:of\s)?(?P<month>{_MONTH}){_WHOSE_YEAR}", _day_month_year),
        (rf"\b(?P<month>{_MONTH})\s{_DAYS}(?![\d%]){_WHOSE_YEAR}", _day_month_year),
        (
            (
                r"\b(?:the )?(?P<end>last|first) (?P<many>ten|two weeks|week|few|three|five)(?: days)? (?:of|in) "
                rf"(?P<month>{_MONTH})(?:,?\s(?P<year>{YEAR})\b)?"
            ),
            _tens_of_month,
        ),
        (
            (
                rf"\b(?P<part>{_EARLY})[ -](?:(?P<month>{_MONTH})(?:,?\s(?:of )?(?P<year1>{YEAR})\b)?|"
                rf"(?:the )?(?P<year2>{YEAR})(?!s)\b|(?P<which1>last year|this year))"
                rf"(?:,?\s{_WHICH.replace('which', 'which2')})?"
            ),
            _part_of,
        ),
        (
            (
                rf"\b(?:(?:in |the |last |this )*)?(?P<season>spring|summer|autumn|winter)"
                rf"(?:\s(?:of\s)?(?P<year>{YEAR})\b|(?=\s(?P<which>last year|this year))\slast year)"
            ),
            _season,
        ),
        (
            (
                r"\b(?:the )?(?:(?P<half>first|second) half|(?P<order>first|second|third|fourth|last) quarter)(?:\sof)?"
                rf"(?:\s(?:of\s)?(?P<year>{YEAR})\b|\s(?P<which>last year|this year))|"
                rf"\bq(?P<at>[1-4])\s(?P<year3>{YEAR})\b|"
                r"(?<=\bin\s)the (?:(?P<half4>first|second) half|(?P<order4>first|second|third|fourth) quarter)\b"
                r"(?!\sof\b)"
            ),
            _half,
        ),
        (
            rf"\b(?P<month>{_MONTH})\s?[-–]\s?(?P<until>{_MONTH}),?\s(?:of\s)?(?P<year>{YEAR})\b",
            _month_to_month,
        ),
        (rf"\b(?P<month>{_MONTH}),?\s(?:of\s)?(?P<year>{YEAR})\b", _month_year),
        (r"\b(?:(?P<part>early|mid|late)[ -])?(?:the )?(?P<year>(?:19[5-9]|20[0-3])0)s\b", _decade),
        (rf"{_EDGE}(?P<first>{YEAR})\s?[-–/]\s?(?P<second>{YEAR}|\d\d)\b{_NO_UNIT}", _years),
        (
            (
                rf"(?<=\b(?:in|by|of)\s)(?P<year>{YEAR})\b(?![-\d%])|"
                rf"(?<=\b(?:about|since|until|after|early)\s)(?P<year1>{YEAR})\b(?![-\d%])(?!,\d)"
            ),
            _year_alone,
        ),
        (rf"{_EDGE}(?P<year>{YEAR})(?![-\d])\b{_NO_UNIT}", _year_alone),
        (rf"\b(?P<month>{_MONTH})\s{_WHICH}", _month_alone),
        (
            (
                # Behind these words a month is no verb and no name.
                rf"(?<=\b(?:in|by|of|to|on)\s)(?P<month>{_MONTH})\b|(?<=\b(?:last|this|from|till)\s)(?P<month2>{_MONTH})\b|"
                rf"(?<=\b(?:since|until|after|early)\s)(?P<month3>{_MONTH})\b|"
                rf"(?<=\b(?:before|during)\s)(?P<month4>{_MONTH})\b"
            ),
            _month_alone,
        ),
        (
            r"\b(?:today|yesterday|(?P<which>last|this|the previous|the past)\s(?P<unit>week|month|year)\b(?!'s))",
            _relative,
        ),
        (r"\b(?:(?P<last>last|this)\s|on\s)(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", _weekday),
        (rf"\b(?P<many>a|an|one|{_MANY}|a few|several|\d{{1,2}})\s{_UNITS}\sago\b", _ago),
        (
            (
                r"\b(?:in|over|during|for|within)\s(?:the\s)?(?:last|past|recent)\s"
                rf"(?:(?P<many>{_MANY}|few|several|\d{{1,2}})\s)?{_UNITS}\b"
            ),
            _past,
        ),
        (r"\b(?:recently|lately|in recent times|of late|these days|nowadays)\b", _recent),
        (r"\b(?:right now|currently|at present|at the moment|at this time)\b", _now),
    )
)
VAGUE = (_recent, _now)  # forms that mean about the day of publication
