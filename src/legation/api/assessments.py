"""The editor's question: how a new report stands beside the record and the model."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.arguments import collect_faults, days, open_ledger
from legation.api.corrections import corrected
from legation.assessment.bottom_lines import bottom_line
from legation.assessment.reports import Assessment, Brought, assess_report, counted_over
from legation.assessment.silence import is_of_events
from legation.base.dates import DateRange, parse_date
from legation.base.faults import Fault, Faults, UserError
from legation.evidence.claims import Claim, Comparison, Represents, typed_claim
from legation.evidence.documents.files import read_document
from legation.evidence.harm import REFUSED_FROM, could_be_looked_for, narrowing_report
from legation.evidence.ledger import Ledger
from legation.evidence.likeness import NEAR_WORDS, SAME_WORDS, alike, same_words
from legation.evidence.mentions import value_words
from legation.evidence.propositions import PERSONS_WORDS
from legation.evidence.reading.analysis import analyse
from legation.evidence.reading.articles import read_article
from legation.evidence.reading.deaths import names_deaths
from legation.evidence.reading.drafts import draft_of
from legation.evidence.reading.lexicon import lexicon
from legation.evidence.reading.readings import Reading
from legation.evidence.reading.retellings import retelling_differences, shared_fields
from legation.evidence.reading.sentences import read_sentence
from legation.evidence.reading.splitter import asks_something
from legation.evidence.selection import Selection, select
from legation.evidence.vocabulary import PRACTICE, RATE, SHARE, SIZE, vocabulary

if TYPE_CHECKING:
    from legation.assessment.silence import Voice

NOT_ASKED = "Not asked, as you wished."
EITHER = "Not asked, as the report may state either of two measures."
OF_DEATHS = "The model gives deaths no number, and neither may anybody on its word."
NO_CACHE = "Not asked: its worlds can't be kept, as the cache folder can't be written."
MOST_WORDS = 6  # that are told of a text that states no measure
LONGEST_NAME = 255  # characters; what is longer names no file
# What a report of outsiders is not read as, whatever it would be of others; corrections may say so all the same.
OF_A_MEASURE = ("measure", "whose", "span", "denies", "represented_by")


@dataclass(frozen=True)
class AssessmentAnswer:
    """How a report stands.

    reading     how it was read
    claim       the same in the fields of a claim, with corrections
    assessment  what the record has to say
    model       what the model says, in a sentence
    voice       the same with its numbers; None where the model was not asked
    is_dated_by_publication  whether its time is that of its publication, as it names none
    about       words by which `about` finds claims on it; empty if none do
    """

    reading: Reading
    claim: Claim
    assessment: Assessment
    model: str
    voice: Voice | None = None
    is_dated_by_publication: bool = False
    about: str = ""

    @property
    def bottom_line(self) -> str:
        """What an editor can use of it, in a few short sentences."""
        return bottom_line(self.assessment, self.voice)

    @property
    def read_as(self) -> list[tuple[str, str]]:
        """The fields that were read, with their values in words."""
        claim, brought = self.claim, self.assessment.brought
        measure = vocabulary().measures.get(claim.measure)
        period = str(claim.period or "")
        fields = [
            ("measure", " or ".join(brought.undecided) + (" (its words fit both)" if brought.undecided else "")),
            ("measure", claim.measure + (f" ({_inside(measure.sentence)})" if measure else "")),
            ("whose", PERSONS_WORDS.get(claim.whose, "")),
            ("of", "deaths" if brought.is_of_deaths else ""),
            ("words", "" if measure or brought.undecided else self._known_words),
            ("change", self.reading.change.value if self.reading.change and not measure else ""),
            ("says" if measure and measure.nature == PRACTICE else "number", value_words(claim)),
            ("counted", counted_over(claim.span).removeprefix("counted ") if claim.span else ""),
            ("place", claim.place),
            ("place named", "" if claim.place else self._named_elsewhere),
            (
                "period",
                f"{period} (that of the report, as it names no other)" if self.is_dated_by_publication else period,
            ),
            ("outlet", brought.outlet),
            ("origin", brought.origin),
            ("published", "" if self.is_dated_by_publication else str(brought.published or "")),
        ]
        return [(name, value) for name, value in fields if value]

    @property
    def _named_elsewhere(self) -> str:
        return f"{self.claim.place_named} (no place of the model)" if self.claim.place_named else ""

    @property
    def _known_words(self) -> str:
        """The words of a text that states no measure that the lexicon knows at all."""
        marks = analyse(self.reading.text, None, lexicon()).marks
        places = sorted({(mark.start, mark.end) for of_group in marks.values() for mark in of_group})
        return ", ".join(dict.fromkeys(self.reading.text[start:end] for start, end in places[:MOST_WORDS]))

    @property
    def corrections(self) -> list[tuple[str, str]]:
        """Options that would say what the reading lacks, each with what for."""
        steps = []
        if self.reading.undated and not self.claim.period:
            words = self.reading.undated[0].words(self.reading.text)
            steps.append(("legation assess … --published DAY", f"so that “{words}” can be dated"))
        if self.assessment.is_out_of_reach:
            return steps
        if self.assessment.brought.is_of_deaths:
            return [*steps, ("legation unseen", "what can't be estimated, and why")]
        if undecided := self.assessment.brought.undecided:
            return steps + [(f"legation assess … --read-as measure={name}", "if it is this") for name in undecided]
        if not self.claim.measure:
            near = [each.claim.measure for each in self.assessment.nearest if each.claim.measure]
            likely = list(dict.fromkeys([candidate.measure for candidate in self.reading.candidates] + near))[:2]
            such_as = f"such as {' or '.join(likely)}; " if likely else ""
            steps.append(("legation assess … --read-as measure=NAME", f"{such_as}it has no measure yet"))
        elif not self.claim.whose and vocabulary().measures[self.claim.measure].of_persons:
            steps.append(("legation assess … --read-as whose=officials", "it doesn't say whose"))
        return steps or [("legation assess … --read-as FIELD=VALUE", "correct the reading, or --ask")]

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Commands to go on with, each with what for. What they name is in the record."""
        steps = self.corrections
        if self.about:
            steps.append((f"legation about {shlex.quote(self.about)}", "the topic"))
        else:
            steps.append(("legation about", "what the record is about"))
        near = self.assessment.nearest[:1]
        return steps + [(f"legation evidence show {each.claim.id}", "the nearest in full") for each in near]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data. What was typed stands in it, so whoever saves it keeps the report."""
        voice = self.voice
        return {
            "in_short": self.bottom_line,
            "read_as": dict(self.read_as),
            "missing": list(self.reading.missing),
            **self.assessment.as_dict(),
            "model": {"says": self.model} | (
                {} if voice is None else {"verdict": voice.verdict, "observable": voice.observable, "low": voice.low,
                                          "median": voice.median, "high": voice.high, "share": voice.share,
                                          "worlds": voice.worlds}
            ),
        }  # fmt: skip


def report_text(words: Sequence[str]) -> str:
    """What the words of a command line mean: themselves, or, if they name a file, the sentence of it that states most.

    Raises  UserError if the file can't be read
    """
    if len(words) == 1 and len(words[0]) < LONGEST_NAME and Path(words[0]).is_file():
        document = read_document(Path(words[0]))
        proposed = read_article(document.text, document.published)
        return max(proposed, key=lambda claim: claim.reading.score).sentence.text if proposed else document.text
    return " ".join(words)


def assess(
    said: str,
    *,
    published: date | str | None = None,
    outlet: str = "",
    origin: str = "",
    read_as: Mapping[str, str] | None = None,
    model: bool = True,
    on_worlds: Callable[[int], Callable[[], None]] = lambda worlds: lambda: None,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
) -> AssessmentAnswer:
    """How a report stands beside the record and the model. Nothing of it is kept, and no probability is given.

    said       the report, a sentence or two in plain English
    published  when, if known
    outlet     who published it: id or name of an outlet of the ledger
    origin     where it says that it comes from, such as nis
    read_as    fields that were read wrongly, with what is right: {"whose": "workers"}
    model      whether the model is asked, too; the first time it simulates worlds, and keeps them
    on_worlds  called with their number before worlds are simulated; what it returns is called after each
    Raises     UserError with every fault; it refuses a text that holds marks of identity, or that narrows down to one
               person or a few by four kinds of detail
    """
    (ledger, *_), (day,) = collect_faults(lambda: open_ledger(as_of, folders), lambda: days(published=published))
    reading = read_sentence(said, day)
    faults = Faults()
    _check(said, reading, faults)
    near = alike(ledger, said)
    likenesses = same_words(ledger, said, near, least=NEAR_WORDS)
    worded = [likeness.claim for likeness in likenesses if likeness.exact or likeness.share >= SAME_WORDS]
    retold = next((claim for claim in worded if not retelling_differences(said, claim, day)), None)
    fields = _fields(reading) | (shared_fields(said, retold, day) if retold else {})
    is_of_others = bool(reading.outsiders) and not worded
    undecided = () if retold or is_of_others or "measure" in (read_as or {}) else reading.undecided
    dropped = OF_A_MEASURE if is_of_others else ("measure", "span") if undecided else ()
    fields = {name: value for name, value in fields.items() if name not in dropped}
    fields |= corrected(read_as or {}, faults)
    named, source = _outlet(ledger, outlet, reading, faults), _origin(ledger, origin, faults)
    faults.refuse(UserError)
    when = _published(day, reading)
    # A report that names no time is taken to speak of that of its publication, as it is wherever claims are dated.
    is_undatable = bool(reading.undated or reading.compared)
    undated = when is not None and not fields.get("period") and "period" not in (read_as or {}) and not is_undatable
    if undated:
        fields["period"] = when
    claim = typed_claim(said.strip(), **fields)
    _check_narrowing(said, claim, faults)
    faults.refuse(UserError)
    brought = _brought(reading, Brought(claim, named, source, when), undecided, bool(worded), is_of_others)
    # What states no measure is near a claim by its words or not at all.
    neighbours = near if claim.measure or undecided else [likeness.claim for likeness in likenesses]
    assessment = assess_report(ledger, brought, neighbours, worded, retold)
    sentence, voice = _not_put_to_the_model(brought, model), None
    if not sentence:
        sentence, voice = _model(ledger, claim, assessment, on_worlds)
    topic = replace(claim, measure=undecided[0]) if undecided else claim
    return AssessmentAnswer(
        reading, claim, assessment, sentence, voice, is_dated_by_publication=undated, about=_about(ledger, topic)
    )


def _brought(
    reading: Reading, brought: Brought, undecided: tuple[str, ...], is_worded: bool, is_of_others: bool
) -> Brought:
    """A report with what its reading says of it.

    is_worded     whether a claim says nearly all of its words
    is_of_others  whether it speaks of people whom the record isn't about
    """
    measure = brought.claim.measure
    speaks = reading.whose or reading.mechanism or reading.candidates
    is_of_deaths = bool(reading.deaths) and not measure
    return replace(
        brought,
        hearsay=reading.knowledge.value if reading.knowledge else "",
        is_of_subject=bool(measure or is_worded or is_of_deaths or (speaks and not is_of_others)),
        undecided=undecided,
        also=() if is_of_others else _also(reading, (measure, *undecided)),
        is_of_deaths=is_of_deaths,
    )


def _not_put_to_the_model(brought: Brought, is_wanted: bool) -> str:
    """Why the model isn't asked of a report; empty if it is."""
    if brought.undecided:
        return EITHER
    if brought.is_of_deaths:
        return OF_DEATHS
    return "" if is_wanted else NOT_ASKED


def _also(reading: Reading, stated: Sequence[str]) -> tuple[str, ...]:
    """Further measures that a report may be about or states besides, the likeliest first."""
    names = [candidate.measure for candidate in reading.candidates]
    names += [each.measure.value for each in reading.others if each.measure]
    return tuple(name for name in dict.fromkeys(names) if name not in stated)


def _about(ledger: Ledger, claim: Claim) -> str:
    """The narrowest words on a claim's measure that find a claim: with its years, or without."""
    if not claim.measure:
        return ""
    words = claim.measure.replace("_", " ")
    years = [claim.period.first.year, claim.period.last.year] if claim.period else []
    dated = f"{words} {'..'.join(map(str, dict.fromkeys(years)))}".strip()
    return next((asked for asked in (dated, words) if select(ledger, Selection(words=asked)).claims), "")


def _inside(sentence: str) -> str:
    """A sentence as it stands in brackets."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _check(said: str, reading: Reading, faults: Faults) -> None:
    if not said.strip():
        faults.append(Fault("report", "nothing", "a sentence, such as: In 2022 ten officials left their posts"))
    elif asks_something(said):
        advice = "To ask the record: legation about WORDS. What can't be estimated, and why: legation unseen WORDS."
        if names_deaths(said):
            advice = "Of deaths no number is ever given; why: legation unseen deaths. The record: legation about WORDS."
        faults.append(Fault("report", "a question", "a report: a sentence that says what happened or holds", advice))
    for name, advice in reading.refused:
        faults.append(Fault("report", name, "text without it", advice))


def _check_narrowing(said: str, claim: Claim, faults: Faults) -> None:
    """Refuse a report that narrows down to one person or a few as far as none may that is stored.

    With fewer details it is answered from the record, and the model says nothing (`silence`). What is asked of persons
    of a kind, such as a sum, is of nobody in particular. The message names kinds of detail and repeats none.
    """
    if could_be_looked_for(said):
        expected = "a report that doesn't say where one person is, or what one person may be about to do"
        advice = (
            "Nothing is said here that could help to look for anybody. Leave out the office, the town or the plan, or "
            "ask what was reported: legation about WORDS."
        )
        faults.append(Fault("report", "one person who could be looked for", expected, advice))
        return
    measure = vocabulary().measures.get(claim.measure)
    if measure is not None and measure.nature in (RATE, SIZE, SHARE):
        return
    details = narrowing_report(said, is_of_events=is_of_events(claim))
    if len(details) >= REFUSED_FROM:
        found = f"{len(details)} narrowing details: " + ", ".join(detail.name for detail in details)
        expected = f"at most {REFUSED_FROM - 1} in a report about three persons or fewer"
        advice = "To coarsen it: " + "; ".join(detail.coarser for detail in details) + "."
        faults.append(Fault("report", found, expected, advice))


def _fields(reading: Reading) -> dict[str, Any]:
    """What was read, as fields of a claim."""
    fields = draft_of(reading)
    if "period" in fields:
        fields["period"] = parse_date(fields["period"])
    if "windows" in fields:
        fields["windows"] = Comparison(**{name: parse_date(text) for name, text in fields["windows"].items()})
    if "represented_by" in fields:
        fields["represented_by"] = Represents(**fields["represented_by"])
    return fields


def _outlet(ledger: Ledger, outlet: str, reading: Reading, faults: Faults) -> str:
    """The name of the outlet that is given, or that the text names; a new one stays as it is typed."""
    names = {name.lower(): each.name for each in ledger.outlets.values() for name in (each.id, each.name)}
    if outlet:
        return names.get(outlet.strip().lower(), outlet.strip())
    return names.get(reading.outlet.value.lower(), "") if reading.outlet else ""


def _origin(ledger: Ledger, origin: str, faults: Faults) -> str:
    """An origin of the ledger by its name; a new one stays as it is typed."""
    known = {name.lower(): name for name in ledger.upstreams}
    return known.get(origin.strip().lower(), origin.strip())


def _published(day: date | None, reading: Reading) -> DateRange | None:
    if day:
        return parse_date(day.isoformat())
    return reading.published.value if reading.published else None


def _model(
    ledger: Ledger, claim: Claim, assessment: Assessment, on_worlds: Callable[[int], Callable[[], None]]
) -> tuple[str, Voice | None]:
    """What the model says; worlds are simulated only where nothing but them can answer."""
    from legation.assessment.silence import Voice, foregone, unheard

    if silence := unheard(claim):
        return silence.sentence, silence

    from legation.assessment.kept_grounds import kept_grounds

    grounds = kept_grounds()
    if silence := foregone(claim, assessment.repeated, ledger, grounds.grounds):
        return silence.sentence, silence

    from legation.assessment import kept_files
    from legation.assessment.kept_worlds import DamagedError, keep_worlds, kept_worlds
    from legation.assessment.voice import hear, target_of
    from legation.evidence.ledger import load_ledger

    asked = target_of(claim, assessment.repeated, ledger, grounds)
    if isinstance(asked, Voice):
        return asked.sentence, asked
    kept = kept_worlds()
    for attempt in (kept, None):
        worlds = attempt or keep_worlds(load_ledger(), on_world=on_worlds(kept_files.WORLDS))
        if worlds is None:
            return NO_CACHE, None
        try:
            voice = hear(claim, assessment.repeated, ledger, worlds)
            return voice.sentence, voice
        except DamagedError:
            continue  # Kept again, and read again.
    return NO_CACHE, None
