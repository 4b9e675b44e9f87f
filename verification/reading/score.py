"""What the reader proposes for five articles, beside the claims that people took from them.

A claim counts as found only by what the reader proposes for the very sentences that it was taken from. Its topic is
right if the measure is that of the claim, or has the topic of the claim's measure or, where it states none, of what
represents it first. A quantity or event is right if number, unit and direction are. Numbers are right if both ends
agree to 2 %, or lie inside a range that the claim gives; the direction is one of: a value, at least, at most, rose,
fell, that it was. The rules may name no four words in a row of the texts.
"""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from legation.evidence.csv_tables import RECORDS
from legation.evidence.reading import sentences
from legation.evidence.reading.articles import ProposedClaim, read_article
from legation.evidence.reading.readings import Reading
from legation.evidence.vocabulary import vocabulary
from verification.reading.split import decides

ALIGNMENT = Path(__file__).with_name("alignment.toml")
VARIABLE = "LEGATION_SEEDS"  # the folder with the five texts
QUANTITIES = ("quantity", "event")
LEAST_QUANTITIES, LEAST_TOPICS = 0.80, 0.60


@dataclass(frozen=True)
class Scored:
    """One claim and what was proposed for its sentences.

    proposed  how many claims were proposed for them
    topic     whether the topic of any is right; None where nothing represents the claim, so that it has none
    measure   whether the measure of any is right; None where the claim states none
    quantity  whether number, unit and direction of any are right; None where the claim is no quantity or event
    decides   whether it was kept aside until the rules were frozen
    why       what was missed, in a few words
    """

    claim: str
    proposed: int
    topic: bool | None
    measure: bool | None
    quantity: bool | None
    decides: bool
    why: str


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right} of {self.of} ({100 * self.right / self.of:.0f} %)" if self.of else "0 of 0"

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0


def score_all(folder: Path) -> tuple[list[Scored], int]:
    """Every claim scored, and how many claims were proposed in all. Raises FileNotFoundError if a text is missing."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir()) if path.is_file()}
    scored: list[Scored] = []
    proposals = 0
    for source, aligned in tomllib.loads(ALIGNMENT.read_text(encoding="utf-8")).items():
        if aligned["sha256"] not in texts:
            raise FileNotFoundError(f"the text of {source} is not in {folder.name}")
        proposed = read_article(texts[aligned["sha256"]].read_text(encoding="utf-8"), aligned["published"])
        proposals += len(proposed)
        for claim in _claims(source):
            if claim["id"] in aligned:
                scored.append(_scored(claim, _of_sentences(proposed, aligned[claim["id"]])))
    return scored, proposals


def _claims(source: str) -> list[dict[str, Any]]:
    return tomllib.loads((RECORDS / "claims" / f"{source}.toml").read_text(encoding="utf-8"))["claim"]


def _of_sentences(proposed: Sequence[ProposedClaim], places: list[list[int]]) -> list[Reading]:
    """The readings proposed for the sentences at these places, also where a sentence only says it again."""
    readings = []
    for claim in proposed:
        for sentence in (claim.sentence, *claim.again):
            if any(start < sentence.end and sentence.start < end for start, end in places):
                readings.append(claim.reading)
                break
    return readings


def _scored(claim: dict[str, Any], proposed: Sequence[Reading]) -> Scored:
    topics = _topics(claim)
    topic = any(each.topic in topics for each in proposed) if topics else None
    measure = any(_measure(each) == claim["measure"] for each in proposed) if claim.get("measure") else None
    quantity = any(_is_right(claim, each) for each in proposed) if claim["kind"] in QUANTITIES else None
    why = []
    if not proposed:
        why.append("not proposed")
    elif topic is False or measure is False:
        named = ", ".join(dict.fromkeys(_measure(each) or each.topic or "none" for each in proposed))
        why.append(f"another {'topic' if topic is False else 'measure'}: {named}")
    if quantity is False and proposed:
        why.append("read as " + "; ".join(_numbers(each) for each in proposed))
    return Scored(claim["id"], len(proposed), topic, measure, quantity, decides(claim["id"]), ". ".join(why))


def _topics(claim: dict[str, Any]) -> set[str]:
    """The topic of a claim: of its measure, or of what represents it first."""
    known = vocabulary()
    if claim.get("measure"):
        return {known.measures[claim["measure"]].topic}
    for kind, names in claim.get("represented_by", {}).items():
        return {known.topic_of(kind, names[0])}
    return set()


def _measure(reading: Reading) -> str:
    return reading.measure.value if reading.measure else ""


# Numbers ------------------------------------------------------------------------------------------------------------

_VALUES = ("exact", "about", "between", "rounded")


def _is_right(claim: dict[str, Any], reading: Reading) -> bool:
    return _direction(claim["wording"]) == _direction(reading.wording.value) and _numbers_agree(claim, reading)


def _direction(wording: str) -> str:
    return "value" if wording in _VALUES else "was" if wording in ("existence", "none") else wording


def _numbers_agree(claim: dict[str, Any], reading: Reading) -> bool:
    wanted = claim.get("low"), claim.get("high")
    if wanted == (None, None):
        return True
    if _unit(claim["unit"]) != _unit(reading.unit) or (reading.low, reading.high) == (None, None):
        return False
    if _every(claim["unit"]) != _every(reading.unit):
        return False
    low, high = _ends(*wanted)
    read_low, read_high = _ends(reading.low, reading.high)
    same = _near(low, read_low) and _near(high, read_high)
    return same or (low < high < inf and low * 0.98 <= read_low <= read_high <= high * 1.02)


def _ends(low: float | None, high: float | None) -> tuple[float, float]:
    return -inf if low is None else low, inf if high is None else high


def _near(wanted: float, read: float) -> bool:
    return wanted == read or abs(wanted - read) <= 0.02 * abs(wanted)


def _unit(unit: str) -> str:
    """What is counted: a currency, percent, times for what is done, or the first word."""
    word = unit.replace(",", " ").split()[0] if unit.split() else ""
    return "times" if word in ("sessions", "visits", "levies", "reports", "times", "inspections") else word


def _every(unit: str) -> str:
    """The span in a unit such as "sessions per week"; other claims give theirs apart from the unit."""
    found = re.search(r"per (day|week|month|year)", unit)
    return found[1] if found and _unit(unit) == "times" else ""


def _numbers(reading: Reading) -> str:
    ends = " to ".join(f"{end:g}" for end in dict.fromkeys((reading.low, reading.high)) if end is not None)
    return " ".join(filter(None, (reading.wording.value, ends, reading.unit)))


# Words --------------------------------------------------------------------------------------------------------------


def topics_right(scored: Sequence[Scored]) -> Share:
    of = [each for each in scored if each.topic is not None]
    return Share(sum(bool(each.topic) for each in of), len(of))


def measures_right(scored: Sequence[Scored]) -> Share:
    of = [each for each in scored if each.measure is not None]
    return Share(sum(bool(each.measure) for each in of), len(of))


def quantities_right(scored: Sequence[Scored]) -> Share:
    of = [each for each in scored if each.quantity is not None]
    return Share(sum(bool(each.quantity) for each in of), len(of))


def table(scored: Sequence[Scored], proposals: int) -> str:
    """The figures, for the claims with which the rules were made, those that decide, and all."""
    parts = {
        "with which the rules were made": [each for each in scored if not each.decides],
        "kept aside until they were frozen": [each for each in scored if each.decides],
        "all": list(scored),
    }
    lines = [
        "| claims | quantities and events right | topic right | measure right, of those that state one |",
        "|---|---|---|---|",
    ]
    for name, group in parts.items():
        lines.append(f"| {name} | {quantities_right(group)} | {topics_right(group)} | {measures_right(group)} |")
    lines += ["", f"{proposals} claims were proposed for {len(scored)} that people took.", ""]
    return "\n".join([*lines, *_misses(scored)])


def _misses(scored: Sequence[Scored]) -> Iterator[str]:
    missed = [each for each in scored if each.why]
    yield f"{len(missed)} claims with something missed:"
    yield ""
    yield "| claim | kept aside | what was missed |"
    yield "|---|---|---|"
    for each in missed:
        yield f"| {each.claim} | {'yes' if each.decides else ''} | {each.why} |"


MOST_WORDS = 4  # in a row that a rule may not share with the texts


def phrases_of(text: str, words: int = MOST_WORDS) -> set[tuple[str, ...]]:
    """Every run of so many words in a text, in small letters."""
    parts = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(parts[at : at + words]) for at in range(len(parts) - words + 1)}


def rule_texts() -> Iterator[str]:
    """Everything by which the reader reads: the words of the lexicon, and the texts in its code, cut where patterns
    branch.
    """
    data = tomllib.loads((RECORDS / "reading.toml").read_text(encoding="utf-8"))
    for table in ("words", "persons", "places", "elsewhere_named", "events", "units", "knowledge"):
        for words in data[table].values():
            yield from (word.replace("*", "") for word in words)
    for path in sorted(Path(sentences.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield from re.split(r"[|()\[\]{}?*+^$]|\\.", node.value)
