"""Questions that the record answers first: what it holds on a topic, and what it has to say on a new report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.arguments import collect_faults, open_ledger, outlets_named, selection_of
from legation.base.faults import Fault, Faults, UserError, shown
from legation.base.files import write_file
from legation.base.places import AREAS
from legation.evidence import handling
from legation.evidence.asked_words import asked_words
from legation.evidence.claims import Claim
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import states
from legation.evidence.queries import outlet_of
from legation.evidence.search_words import SearchWords
from legation.evidence.selection import mentioned_in_passing, names_behind, select
from legation.evidence.topics import Topic, topic
from legation.evidence.vocabulary import vocabulary

if TYPE_CHECKING:
    from legation.api.record import Exported

NO_WORLDS = "Not asked yet: add --model to the command, which simulates 200 worlds once, for a minute or two."
MOST_TOLD, MOST_NAMED = 2, 4
FITTED = "Nothing in it is fitted to the record."
TOPIC_ENDINGS = (".html", ".svg", ".png")


@dataclass(frozen=True)
class TopicAnswer:
    """What the record holds on a topic, with what the model adds.

    voice    what the model has to say, in sentences
    asked    the words and filters, as `about` was given them
    words    how the words were understood
    advice   where nothing was found, what to try
    passing  ids of the claims that only say the words
    """

    ledger: Ledger
    topic: Topic
    voice: list[str]
    asked: dict[str, Any]
    words: SearchWords
    advice: str = ""
    passing: frozenset[str] = frozenset()

    @property
    def subject(self) -> str:
        """The words as they were asked, or, of a question, those that it asks for."""
        return asked_words(str(self.asked["words"]))

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return self.topic.as_dict() | {"model": self.voice}

    def html(self) -> str:
        """The same as one page, with every claim."""
        from legation.report.topic_page import topic_html

        return topic_html(self.ledger, self.topic, self.voice)

    def svg(self) -> str:
        """The timeline as a chart of its own."""
        from legation.report.timeline_chart import timeline

        return timeline(self.topic, alone=True)


def overview(*, as_of: date | str | None = None, folders: Iterable[Path | str] = ()) -> dict[str, Any]:
    """What the record holds in all: counts, its topics with what most is said of, and the outlets that carry half."""
    ledger, *_ = open_ledger(as_of, folders)
    every = list(ledger.claims.values())
    claims = [claim for claim in every if not claim.derived_from]  # What is worked out from them is no report.
    by_topic: dict[str, Counter[str]] = {}
    for claim in every:
        measure = vocabulary().measures.get(claim.measure)
        if measure:
            by_topic.setdefault(measure.topic, Counter())[states(claim)] += 1
    outlets = Counter(outlet_of(ledger, claim) for claim in claims)
    carried, most_from = 0, []
    for outlet, number in outlets.most_common():
        if 2 * carried >= len(claims):
            break
        carried += number
        most_from.append(f"{outlet} {number}")
    return {
        "claims": len(every),
        "reports": len({claim.source for claim in claims}),
        "origins": len(ledger.origins(claim.id for claim in claims)),
        "outlets": len(outlets),
        "topics": [
            {"topic": topic, "claims": sum(by_topic[topic].values()),
             "most": [name for name, _ in by_topic[topic].most_common(4)]}
            for topic in vocabulary().topics if topic in by_topic
        ],
        "most_from": most_from,
    }  # fmt: skip


def about(
    words: str,
    *,
    model: bool = False,
    on_worlds: Callable[[int], Callable[[], None]] = lambda worlds: lambda: None,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    without: Iterable[str] = (),
    **filters: Any,
) -> TopicAnswer:
    """What the record holds on a topic.

    words      what it is about, with years where only those count: "quotas 2015..2022"; of topics joined by "and",
               "or" or a comma, all that is about any of them
    model      whether worlds are simulated where none are kept; kept ones are asked anyway
    on_worlds  called with their number before worlds are simulated; what it returns is called after each
    without    outlets, by id or name, whose claims are left out
    filters    as for `list_claims`
    Raises     EvidenceError; UserError if worlds are asked for and can't be kept
    """
    (ledger, *_), selection = collect_faults(
        lambda: open_ledger(as_of, folders), lambda: selection_of(words, filters)
    )  # fmt: skip
    left_out = outlets_named(ledger, without)
    ledger = ledger.without_outlets(left_out) if left_out else ledger
    selected = select(ledger, selection)
    passing = mentioned_in_passing(ledger, selected)
    if model:
        from legation.api.own_claims import worlds_or_kept

        worlds_or_kept(model, on_worlds)
    answer = _answer(ledger, selected.claims, {**filters, "words": words}, selected.words, passing)
    coarse = _coarse(ledger, selected.words)
    voice = [*answer.voice, coarse] if coarse else answer.voice
    return replace(answer, voice=voice, advice=" ".join([*selected.advice, *filter(None, [coarse])]))


def _coarse(ledger: Ledger, words: SearchWords) -> str:
    """Why the model gives no number at the place and time that are asked for; empty if they are coarse enough."""
    from legation.assessment.silence import withheld_of_topic

    areas = {area.lower(): parts for area, parts in AREAS.items()}
    places = tuple(dict.fromkeys(part for word in words.words for part in areas.get(word.typed.lower(), ())))
    names = [name for word in words.words if word.typed.lower() not in areas for name in names_behind(ledger, word)]
    return withheld_of_topic(names, places, words.years)


def save_topic(
    answer: TopicAnswer, files: Iterable[Path | str], *, include_nonpublic: bool = False, force: bool = False
) -> list[Exported]:
    """Write a topic to files, each in the form that its ending asks for: page, chart, or as `export_claims` does.

    include_nonpublic  write claims that are not public, too; each page says so
    force              replace files that exist
    Raises             EvidenceError, UserError; then nothing was written
    """
    paths = [Path(file) for file in files]
    if not paths:
        return []
    from legation.api.record import ENDINGS, MARKING, Exported, check_file_free

    faults = Faults()
    for path in paths:
        with faults.collecting():
            check_file_free(path, force=force)
        with faults.collecting():
            check_ending(path, (*TOPIC_ENDINGS, *ENDINGS))
        if path.suffix.lower() == ".png":
            from legation.report.exporting.pdf import check_typst

            with faults.collecting():
                check_typst("png")
    if not answer.topic.claims:
        advice = answer.advice or "Ask for other words, or for more years."
        faults.append(Fault("words", "nothing in the record, so that a file would be empty", "words that find a claim",
                            advice))  # fmt: skip
    faults.refuse()
    claims = list(answer.topic.claims)
    leaving = claims if include_nonpublic else [claim for claim in claims if handling.is_public(claim.handling)]
    note = handling.note(leaving)
    ledger = answer.ledger if note else answer.ledger.public()
    leaving = leaving if note else [ledger.claims[claim.id] for claim in leaving]
    whole = _answer(ledger, leaving, answer.asked, answer.words, answer.passing)
    passing = {mention.claim.id for mention in answer.topic.passing}
    held = [leaving if path.suffix.lower() in MARKING else [claim for claim in leaving if claim.id not in passing]
            for path in paths]  # fmt: skip
    contents = [_content(path, whole, kept) for path, kept in zip(paths, held, strict=True)]
    for path, content in zip(paths, contents, strict=True):
        write_file(path, content, private=bool(note), replace=force)
    return [Exported(path, len(kept), len(claims) - len(leaving), note)
            for path, kept in zip(paths, held, strict=True)]  # fmt: skip


def _content(path: Path, answer: TopicAnswer, claims: Sequence[Claim]) -> bytes:
    ending = path.suffix.lower()
    if ending == ".html":
        return answer.html().encode()
    if ending == ".svg":
        return answer.svg().encode()
    if ending == ".png":
        from legation.report.exporting.pdf import png_bytes

        return png_bytes(answer.svg())
    from legation.api.record import topic_content
    from legation.report.topic_answer import answer_sections, counted_claims

    return topic_content(
        ending, answer.ledger, claims, str(answer.asked["words"]), answer.topic.bearings,
        [("", [counted_claims(answer.topic)]), *answer_sections(answer.topic, answer.voice)],
    )  # fmt: skip


def _answer(
    ledger: Ledger, claims: Sequence[Claim], asked: Mapping[str, Any], words: SearchWords, passing: frozenset[str]
) -> TopicAnswer:
    gathered = topic(ledger, claims, words.subject or asked["words"], _axis(words), passing)
    return TopicAnswer(
        ledger, gathered, _voice(ledger, gathered, str(asked["words"])), dict(asked), words, passing=passing
    )


def _axis(words: SearchWords) -> tuple[int, int] | None:
    """The first and the last year that are asked for, if any are."""
    if not words.years:
        return None
    return min(period.first.year for period in words.years), max(period.last.year for period in words.years)


def _voice(ledger: Ledger, gathered: Topic, words: str) -> list[str]:
    """What the model says of these claims: where it tells something, what is an echo, and what it can't estimate."""
    from legation.report.unseen import unseen_sentences

    sentences = _told_by_worlds(gathered)
    unseen = unseen_sentences(mention.claim for mention in gathered.mentions)
    return [*sentences, unseen[0], _to_cite(ledger, words)] if unseen else sentences


def _told_by_worlds(gathered: Topic) -> list[str]:
    from legation.assessment.kept_files import read_worlds_manifest, worlds_folder

    claims = [mention.claim for mention in gathered.mentions]
    manifest = read_worlds_manifest(worlds_folder())
    if manifest is None:
        return [NO_WORLDS]
    voices = {claim.id: manifest["voices"][claim.id] for claim in claims if claim.id in manifest["voices"]}
    if not voices:
        measured = sorted({_reader_name(name) for claim in claims for name in claim.represented_by.observable})
        if measured:
            return [f"The model measures {', '.join(measured)}; none of these claims is compared with it."]
        return ["Nothing in the model measures what these claims state."]
    stated = {claim.id: states(claim) for claim in claims}
    telling = sorted((voice["rank"], name) for name, voice in voices.items() if voice["rank"] is not None)
    sentences = [
        voices[name]["sentence"].replace(f"{name}:", f"{name} ({stated[name]}):", 1) for _, name in telling[:MOST_TOLD]
    ]
    if echoes := [name for name, voice in voices.items() if voice["is_echo"]]:
        more = f" and {len(echoes) - MOST_NAMED} more" if len(echoes) > MOST_NAMED else ""
        sentences.append(f"Built in, not learnt: {', '.join(echoes[:MOST_NAMED])}{more}. {FITTED}")
    return sentences or ["Nearly anything would fit in the model, or it lacks what these claims speak of."]


def _reader_name(observable: str) -> str:
    """What readers call what an observable measures."""
    for measure in vocabulary().measures.values():
        if observable in measure.observables.values():
            return measure.reader_name
    return observable.replace("_", " ")


def _to_cite(ledger: Ledger, words: str) -> str:
    """What to cite with a sentence that is quoted: the program, its version, and the month of the ledger."""
    import shlex

    from legation.api.estimability import program_citation

    command = f"legation evidence export references.ris {shlex.quote(words)}"
    return f"To cite: {program_citation(ledger)}. Its sources: {command}"


def check_ending(file: Path, endings: tuple[str, ...]) -> None:
    """Raise UserError for a file whose name does not say which form it is to have."""
    if file.suffix.lower() not in endings:
        raise UserError(Fault("file", shown(file.name), "a name that ends in " + ", ".join(endings)))
