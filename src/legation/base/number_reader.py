"""Numbers from text that a user wrote, and from values that a parser made of it.

Nothing here raises: the answer is a number, or a `Refusal` that says what was found and what would be right. A number
is finite and of a size that means something: nan, infinities, hundreds of digits and 1e-300 are refused everywhere.

`read_text`      what people write in a spreadsheet or a form: decimal commas, separators, other digits, currency signs.
                 What has one reading is read, and said; what has two, such as 30.000, is refused with both. Whoever
                 has seen the numbers beside it may know that a comma before three digits separates thousands.
`read_plain`     what a program asks for: settings on the command line, our CSV tables. Digits, a point before decimals;
                 whatever else `read_text` could read is refused with the number to write.
`read_whole`     the same for whole numbers within limits: worlds, seeds, counts.
`check_value`    a value of TOML, JSON, a spreadsheet's cell or the Python interface.
`number_faults`  every number of a TOML file that means nothing, at its line.

Ranges ("3-6") and words ("about 30", "several") belong to claims: whoever reads these hands each number to `read_text`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import isinf, isnan, log10
from numbers import Integral, Real
from typing import Any, NamedTuple, Protocol

from legation.base.faults import Fault
from legation.base.patterns import late_pattern

LARGEST, SMALLEST = 1e18, 1e-12  # Nothing in the record or a scenario is larger, or smaller and not 0.
LONGEST = 40  # characters of a text, of which 25 are enough for any number and its signs
EXPECTED = "a number such as 3000 or 0.5"
MOST_DIGITS = 4300  # Python reads no whole number of more, and neither does its TOML parser.


class Unreadable(NamedTuple):
    """Why something is no number: the phrases of a fault, together at most 200 characters."""

    found: str
    expected: str
    advice: str = ""

    def fault(self, field: str, file: str = "", line: int = 0) -> Fault:
        """The same as a fault at its place."""
        return Fault(field, self.found, self.expected, self.advice, file, line)


class Number(NamedTuple):
    """A number, and how it was read where it isn't plain; whole numbers are `int`, exactly."""

    value: int | float
    said: str = ""


# Signs and codes of currencies, and the words of a unit that agree with them.
_CURRENCIES = {
    "$": ("USD", "dollar"), "US$": ("USD", "dollar"), "USD": ("USD", "dollar"), "€": ("EUR", "euro"),
    "EUR": ("EUR", "euro"), "₩": ("KRW", "won"), "원": ("KRW", "won"), "KRW": ("KRW", "won"),
    "¥": ("RMB", "CNY", "yuan"), "元": ("RMB", "CNY", "yuan"), "RMB": ("RMB", "CNY", "yuan"),
    "CNY": ("RMB", "CNY", "yuan"), "£": ("GBP", "pound"), "GBP": ("GBP", "pound"),
}  # fmt: skip
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_MONEY_FIRST = late_pattern(rf"([+-]?)({_SIGN}) ?(?=[+-]?[\d.])", re.IGNORECASE)
_MONEY_LAST = late_pattern(rf"(?<=[\d.]) ?({_SIGN})$", re.IGNORECASE)

# One character for another; what is a digit in any script is looked up in Unicode. The Arabic thousands mark, the
# apostrophe and the underscore separate thousands and nothing else.
_SAME = {
    **dict.fromkeys("−﹣－‐‑–", "-"), "＋": "+", "．": ".", "，": ",", "٫": ".", **dict.fromkeys("٬_’ʼ'", "'"),
    **dict.fromkeys("％٪﹪", "%"), "＄": "$", "﹩": "$", "￦": "₩", "￥": "¥", "￡": "£",
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000\t", " "),
}  # fmt: skip
_PLAIN = late_pattern(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = late_pattern(r"[+-]?[0-9]+")
_OTHER_BASE = late_pattern(r"[+-]?0(?:x[0-9a-f]+|o[0-7]+|b[01]+)", re.IGNORECASE)
_NO_NUMBER = late_pattern(r"[+-]?(?:nan|inf|infinity|∞)|n/?a|#.*|-+", re.IGNORECASE)
_MULTIPLE = late_pattern(r".*\d ?(?:k|m|mn|bn|thousand|million|billion|[만억천万萬亿億千])\.?", re.IGNORECASE)
_AMBIGUOUS = late_pattern(r"([+-]?[1-9]\d{0,2})([.,])(\d{3})")
_GROUPED = (  # what separates thousands beyond doubt, and what then comes before decimals
    (late_pattern(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?"), " "),
    (late_pattern(r"[+-]?\d{1,3}(?:'\d{3})+(?:[.,]\d+)?"), "'"),
    (late_pattern(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[+-]?\d{1,3}(?:,\d{3})+\.\d+"), ","),
    (late_pattern(r"[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ","),
    (late_pattern(r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+"), "."),
)
_DECIMAL_COMMA = late_pattern(r"[+-]?\d+,\d+")


def read_text(
    text: str, *, unit: str = "", points: bool = False, commas: bool = False, decimal: str = ""
) -> Number | Unreadable:
    """The number in what a person wrote.

    unit     of the number: a currency sign or percent sign must agree with it
    points   whether a point is certain to stand before decimals, so that 3.500 is 3.5
    commas   whether a comma before three digits separates thousands, as nothing beside the text speaks for decimals
    decimal  the sign, a point or a comma, that is certain to stand before decimals, while the other one separates
             thousands, so that 1,234 is 1234; a number that is written otherwise is refused
    """
    trimmed = text.strip()
    if len(trimmed) > LONGEST:
        return _too_long(trimmed)
    plain = "".join(
        _SAME.get(sign, sign) if not sign.isdecimal() else str(unicodedata.decimal(sign)) for sign in trimmed
    )
    notes: list[str] = []
    if plain.endswith("%"):
        if not unit.lower().startswith("percent"):
            return Unreadable(_quoted(trimmed), EXPECTED, _percent_advice(plain[:-1].strip(), unit))
        plain = plain[:-1].strip()
        notes.append("percent sign left out")
    plain, sign = _without_currency(plain)
    if sign:
        words = _CURRENCIES[sign.upper()]
        if not any(re.search(rf"\b{word}", unit, re.IGNORECASE) for word in words):
            return Unreadable(_quoted(trimmed), EXPECTED, f"Write the number alone, and {words[0]} as its unit.")
        notes.append(f"{sign} left out, as the unit says it")
    found = _AMBIGUOUS.fullmatch(plain)
    if decimal:
        by_sign = _by_decimal_sign(plain, decimal, trimmed)
        if isinstance(by_sign, Unreadable):
            return by_sign
        plain = by_sign
    elif found and commas and found[2] == ",":
        plain = found[1] + found[3]
    elif found and not (points and found[2] == "."):
        advice = f"It can be read as {found[1]}{found[3]} or {_beyond_doubt(found[1], found[3])}: write the one meant."
        return Unreadable(_quoted(trimmed), EXPECTED, advice.replace("+", ""))
    digits = _ungrouped(plain)
    value = _value(digits, trimmed)
    if isinstance(value, Unreadable):
        return value
    if digits != trimmed:
        notes.append(f"read as {value:.12g}")
    return Number(value, "; ".join(notes))


def read_plain(text: str) -> int | float | Unreadable:
    """The number in a text that holds digits only, perhaps with a sign, a point and an exponent."""
    trimmed = text.strip()
    if len(trimmed) <= LONGEST and _PLAIN.fullmatch(trimmed):
        return _value(trimmed, trimmed)
    read = read_text(text, points=True)
    return read if isinstance(read, Unreadable) else Unreadable(_quoted(trimmed), EXPECTED, f"Write {read.value:.12g}.")


def read_whole(text: str, *, least: int = 0, most: int | None = None) -> int | Unreadable:
    """The whole number in a text, from `least` to `most`."""
    expected = f"a whole number from {least:,}" + ("" if most is None else f" to {most:,}")
    trimmed = text.strip()
    if len(trimmed) <= LONGEST and _WHOLE.fullmatch(trimmed):
        value = int(trimmed)
        return value if least <= value and (most is None or value <= most) else Unreadable(_quoted(trimmed), expected)
    read = read_text(text, points=True)
    if isinstance(read, Unreadable):
        return Unreadable(read.found, expected, read.advice)
    whole = float(read.value).is_integer() and least <= read.value and (most is None or read.value <= most)
    return Unreadable(_quoted(trimmed), expected, f"Write {int(read.value)}." if whole else "")


def check_value(value: object) -> int | float | Unreadable:
    """A value that should be a number. What Python or NumPy counts as a number is taken; true and false are none."""
    if isinstance(value, str):
        read = read_plain(value)
        return read if isinstance(read, Unreadable) else Unreadable(_quoted(value), EXPECTED, "Take the quotes away.")
    if isinstance(value, bool) or not isinstance(value, Real):
        return Unreadable("true" if value is True else "false" if value is False else _kind(value), EXPECTED)
    try:
        number = int(value) if isinstance(value, Integral) else float(value)
    except (OverflowError, ValueError):  # A fraction of whole numbers beyond all floats.
        return _too_large()
    return _sensible(number)


class HasNumbers(Protocol):
    """A parsed file that can place a fault."""

    @property
    def data(self) -> dict[str, Any]: ...

    def fault(self, path: tuple[str | int, ...], found: str, expected: str, advice: str = "") -> Fault: ...


def number_faults(document: HasNumbers) -> list[Fault]:
    """A fault for each number of a file that is nan, infinite, absurdly large or small; one for each list."""
    return [document.fault(path, *refused) for path, refused in _refused(document.data)]


def line_of_endless_number(text: str) -> int:
    """The line of the first number with more digits than Python reads, counted from 1; 0 if there is none."""
    for found in re.finditer(r"[0-9_]+", text):
        if len(found.group()) - found.group().count("_") > MOST_DIGITS:
            return text.count("\n", 0, found.start()) + 1
    return 0


def _refused(data: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Unreadable]]:
    """Paths of numbers that mean nothing, in the order of the file."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in reversed(value.items())]
        elif isinstance(value, list):
            items = list(enumerate(value))
            wrong = [(at, item) for at, item in items if isinstance(_checked(item), Unreadable)]
            below = [(at, item) for at, item in items if isinstance(item, dict | list)]
            waiting += [((*path, at), item) for at, item in reversed([*below, *wrong[:1]])]
        elif isinstance(refused := _checked(value), Unreadable):
            yield path, refused


def _checked(value: Any) -> Any:
    """The refusal of a value, if it is a number and refused."""
    return check_value(value) if type(value) in (int, float) else None


def decimal_sign_of(text: str) -> str:
    """The sign, a point or a comma, that beyond doubt stands before decimals in a number; empty if none does.

    In 1,234,567 and 1,234.5 it is the point, though the first number has no decimals; 1,234 leaves it open.
    """
    plain = "".join(_SAME.get(sign, sign) for sign in text.strip()[: LONGEST + 1])
    if _AMBIGUOUS.fullmatch(plain):
        return ""
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|[+-]?\d*\.\d+", plain):
        return "."
    return "," if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?|[+-]?\d+,\d+", plain) else ""


def _by_decimal_sign(text: str, decimal: str, written: str) -> str | Unreadable:
    """The text in plain digits, where it is known which sign stands before decimals."""
    thousands = "," if decimal == "." else "."
    grouped = rf"[+-]?[1-9]\d{{0,2}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d*)?"
    if re.fullmatch(grouped, text):
        return text.replace(thousands, "").replace(decimal, ".")
    if thousands in text and not re.search(r"[ ']", text):
        names = {".": "point", ",": "comma"}
        return Unreadable(
            _quoted(written), f"a number with a {names[decimal]} before decimals, as in the rest of the table"
        )
    return text


def _beyond_doubt(whole: str, decimals: str) -> str:
    """A number with three decimals as it is read in one way only: with fewer of them, or with one more."""
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}".rstrip(".")


def _without_currency(text: str) -> tuple[str, str]:
    """The text without the sign of a currency before or behind its digits, and that sign; at most one."""
    if found := _MONEY_FIRST.match(text):
        return found[1] + text[found.end() :], found[2]
    if found := _MONEY_LAST.search(text):
        return text[: found.start()], found[1]
    return text, ""


def _ungrouped(text: str) -> str:
    """The text with a point before decimals and nothing between thousands, where that is beyond doubt."""
    for pattern, mark in _GROUPED:
        if pattern.fullmatch(text):
            return text.replace(mark, "").replace(",", ".")
    return text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text


def _value(digits: str, written: str) -> int | float | Unreadable:
    """The number in plain digits. `written` is what the user wrote."""
    if not _PLAIN.fullmatch(digits):
        return Unreadable(_quoted(written), EXPECTED, _advice(digits))
    if _WHOLE.fullmatch(digits):
        value: int | float = int(digits)
    else:
        value = float(digits) + 0.0  # -0.0 is 0
        if value == 0 and re.search("[1-9]", re.split("[eE]", digits)[0]):
            return _too_small(_quoted(written))
    refused = _sensible(value, _quoted(written))
    return refused if isinstance(refused, Unreadable) else value


def _sensible(value: int | float, shown: str = "") -> int | float | Unreadable:
    """The number, if it is finite and of a size that means something."""
    if isinstance(value, float) and isnan(value):
        return Unreadable(shown or "nan, which is no number", EXPECTED)
    if abs(value) > LARGEST:
        return _too_large(shown or _magnitude(value))
    if value != 0 and abs(value) < SMALLEST:
        return _too_small(shown or f"{value:g}")
    return value


def _too_large(shown: str = "a number beyond all measure") -> Unreadable:
    return Unreadable(shown, f"a number of at most {LARGEST:g}".replace("e+", "e"))


def _too_small(shown: str) -> Unreadable:
    return Unreadable(shown, f"0, or a number of at least {SMALLEST:g}")


def _too_long(text: str) -> Unreadable:
    return Unreadable(f"{_quoted(text[:LONGEST], 20)} ({len(text):,} characters)", EXPECTED)


def _magnitude(value: int | float) -> str:
    """A number that is too large, in few characters; Python writes no whole number of thousands of digits."""
    if isinstance(value, float):
        return f"{'-' if value < 0 else ''}infinity" if isinf(value) else f"{value:g}"
    return str(value) if abs(value) < 10**30 else f"a whole number of some {int(log10(abs(value))) + 1:,} digits"


def _advice(text: str) -> str:
    """What to write instead of something that is no plain number."""
    if _OTHER_BASE.fullmatch(text):
        value = int(text, 0)
        return f"Write {value}." if abs(value) <= LARGEST else "Write it in decimal digits."
    if _NO_NUMBER.fullmatch(text):
        return "Write a number that means something."
    if _MULTIPLE.fullmatch(text):
        return "Write all digits, such as 30000."
    return "Write digits only, with a point before decimals."


def _percent_advice(text: str, unit: str) -> str:
    if unit:
        return 'Write the number alone, and "percent" in unit.'
    value = _value(_ungrouped(text), text)
    return "Write the number alone." if isinstance(value, Unreadable) else f"For {value:.6g} % write {value / 100:.6g}."


def _kind(value: object) -> str:
    """What a value is that is no number, in few characters; its own words could be long, or fail."""
    kinds = {"NoneType": "nothing", "list": "a list", "dict": "a table"}
    return kinds.get(type(value).__name__, f"a value of the kind {type(value).__name__[:30]}")


def _quoted(text: str, most: int = LONGEST) -> str:
    """A text in quotes, with a mark for each character that would not show or could steer a terminal."""
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[: most + 1])
    return f'"{text}"' if len(text) <= most else f'"{text[: most - 1]}…"'
