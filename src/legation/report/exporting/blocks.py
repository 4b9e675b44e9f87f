"""What a document and a PDF say of a finished run or comparison, as headings, paragraphs, tables and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from legation.assessment.comparison import ComparisonRow
from legation.base.characters import forbidden_character
from legation.base.faults import Fault, Faults
from legation.base.number_text import how_many
from legation.evidence.claims import Claim
from legation.experiments import effects
from legation.report import effects_page, effects_table, findings, first_page
from legation.report.charts import reported_words
from legation.report.effects_table import TwinsLike
from legation.report.exporting.sheets import about_rows, manifest_with, row_citation, row_origin
from legation.report.failures import failures_sentence
from legation.report.figure import Figure
from legation.report.figures import effect_figures_of, figures_of
from legation.report.findings import Findings, RunLike, gather_findings

ABOUT_SHOWN = (
    *("run_id", "day", "scenario.name", "scenario.title", "scenario.from", "scenario.to", "scenarios 1.title"),
    *("scenarios 2.title", "worlds", "seed", "fit", "ledger.latest", "ledger.claims", "ledger.as_of"),
    *("ledger.without", "handling", "command", "versions.legation"),
)


@dataclass(frozen=True)
class Heading:
    """A heading, of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Passage:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table with a head.

    widths  of the columns, as shares of the page
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


@dataclass(frozen=True)
class Chart:
    """A figure of the result."""

    figure: Figure


@dataclass(frozen=True)
class SourceLine:
    """An entry of the list of sources, under its number."""

    number: int
    text: str


Block: TypeAlias = Heading | Passage | Grid | Chart | SourceLine


@dataclass(frozen=True)
class Paper:
    """A whole document.

    title   the question that it answers
    run_id  number of the run
    note    what every page must say; empty if all is public
    day     ISO day of the run, in Greenwich; empty if nobody wrote it down
    """

    title: str
    run_id: str
    note: str
    day: str
    blocks: Sequence[Block]


def run_paper(result: RunLike, note: str = "", remark: str = "") -> Paper:
    """A run as a document: answer, figures, comparison with numbered sources, what can't be estimated, references.

    remark  what a reader must know of a record that has changed since; may be empty
    """
    about = result.manifest()
    blocks = list(_run_blocks(result, note, remark))
    return Paper(first_page.question(result), about["run_id"], note, about.get("day") or "", blocks)


def twins_paper(twins: TwinsLike) -> Paper:
    """A comparison of two scenarios as a document: answer, figures, effects over all years, and what was told."""
    about = twins.manifest()
    title = effects_page._question(twins)
    return Paper(title, about["run_id"], "", about.get("day") or "", list(_twin_blocks(twins)))


def _run_blocks(result: RunLike, note: str, remark: str) -> Iterator[Block]:
    summary = gather_findings(result)
    yield Heading("Answer")
    yield from map(Passage, filter(None, [failures_sentence(result.failures, result.audit)]))
    yield from map(Passage, first_page.answer(summary))
    yield Heading("How to read this")
    yield Passage(first_page.how_to_read(summary))
    yield Passage(findings.NO_CORROBORATION)
    yield from map(Passage, filter(None, [remark]))
    own, apart = findings.own_rows(summary), findings.own_without_row(result)
    numbers = _numbered(result, summary.compared, own)
    yield from _own_blocks(result, own, apart, numbers)
    yield Heading("What was reported, beside the model")
    yield Passage(f"{findings.tests_words(summary)} {findings.untested_words(summary)}.")
    for title, rows in summary.sections:
        yield Heading(title, 2)
        yield _comparison_grid(result, rows, numbers)
    yield Heading("What the record can't give")
    for gap in first_page.not_estimable(summary, result.ledger):
        yield Passage(f"{gap['what']} {gap['why']}")
    yield from _figures(figures_of(result))
    yield Heading("References")
    yield from (SourceLine(number, f"{text}.") for text, number in numbers.items())
    yield from _about(manifest_with(result, note))


def _own_blocks(
    result: RunLike, rows: Sequence[ComparisonRow], apart: Sequence[Claim], numbers: dict[str, int]
) -> Iterator[Block]:
    """The user's own findings, those that nothing in the model stands for included."""
    if not rows and not apart:
        return
    yield Heading("Your own findings")
    yield Passage(f"{how_many(len(rows) + len(apart), 'finding')} of yours beside the model. {BESIDE_THE_RECORD}")
    if rows:
        yield _comparison_grid(result, rows, numbers)
    for claim in apart:
        yield Passage(f"{claim.id}: {claim.paraphrase} Nothing in the model stands for it.")


BESIDE_THE_RECORD = "legation about own findings writes a document with what the record says of the same."


def _twin_blocks(twins: TwinsLike) -> Iterator[Block]:
    yield Heading("Answer")
    yield from map(Passage, filter(None, [failures_sentence(twins.failures, twins.audit, "pair")]))
    yield from map(Passage, effects_page._answer(twins))
    if effects.varies_control(twins.a, twins.b):
        yield Passage(effects_table.SIZE_ASSUMED)
    yield Passage(effects_table.NO_FACT)
    whole = list(effects.whole_spans(twins.effects))
    if whole:
        yield Heading("Effects")
        rows = [(effects_table.meaning(one.observable), one.years, one.words, one.label) for one in whole]
        yield Grid(("Measure", "Years", "Effect", "Which way"), rows, (4, 1, 4, 2))
    yield from _figures(effect_figures_of(twins))
    yield Heading("In what the scenarios differ")
    yield from map(Passage, twins.differences)
    yield from _about(twins.manifest())


def _figures(figures: Sequence[Figure]) -> Iterator[Block]:
    if figures:
        yield Heading("Figures")
        yield from map(Chart, figures)


def _about(manifest: dict[str, Any]) -> Iterator[Block]:
    yield Heading("About this run")
    known = dict(about_rows(manifest))
    rows = [(name, str(known[name])) for name in ABOUT_SHOWN if known.get(name) not in (None, "")]
    yield Grid(("What", "Value"), rows, (1, 3))


def _numbered(result: RunLike, rows: Sequence[ComparisonRow], own: Sequence[ComparisonRow] = ()) -> dict[str, int]:
    """Citation -> its number, in the order in which the tables name them."""
    shown = [*own] + [row for _, section in Findings(list(rows), [], []).sections for row in section]
    citations = dict.fromkeys(row_citation(result, row) for row in shown)
    return {text: number for number, text in enumerate(citations, start=1)}


def _comparison_grid(result: RunLike, rows: Sequence[ComparisonRow], numbers: dict[str, int]) -> Grid:
    cells = []
    for row in rows:
        grade, published = row_origin(row)
        source = f"{grade} {row.outlet}, {published} [{numbers[row_citation(result, row)]}]"
        reported = f" Compared as {reported_words(row.reported, row.unit)}." if row.reported else ""
        cells.append((f"{row.said}{reported}", source, row.gives, f"{row.verdict}. {findings.reason(row)}".strip()))
    return Grid(("Reported", "Source and grade", "In the model", "Verdict"), cells, (4, 2, 3, 3))


def figure_words(figure: Figure) -> str:
    """What stands beneath a figure: what the model's part is, and the reported values by letter."""
    marks = [f"{letter + ': ' if letter else 'Reported: '}{words} ({claim})" for letter, claim, words in figure.marks]
    return " ".join([figure.model, *(f"{mark}." for mark in marks)])


def check_characters(paper: Paper, field: str) -> None:
    """Raise UserError with each character that no document can hold.

    field  the argument of which a message speaks
    """
    faults = Faults()
    for text in (paper.title, *(text for block in paper.blocks for text in _texts(block))):
        if mark := forbidden_character(text):
            advice = "Take it out of the scenario or claim, or export with --csv."
            faults.append(Fault(field, f"the character {mark}", "plain text", advice))
    faults.refuse()


def _texts(block: Block) -> Sequence[str]:
    match block:
        case Grid():
            return [*block.head, *(cell for row in block.rows for cell in row)]
        case Chart():
            return [block.figure.svg, block.figure.title, figure_words(block.figure)]
        case _:
            return [block.text]
