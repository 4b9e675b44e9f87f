"""What a workbook or a folder of CSV holds of a finished run or comparison, as sheets of plain cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from legation.assessment.comparison import ComparisonRow
from legation.base.number_text import significant
from legation.evidence import handling
from legation.evidence.exporting.citations import source_citation
from legation.experiments.effects import Effect
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import SPREAD
from legation.publication.outcomes import Outcomes, stands_alone
from legation.publication.summary import DIGITS, EVERYWHERE, QUANTILE_NAMES, quantiles_over_worlds
from legation.report import effects_page, effects_table, findings, first_page
from legation.report.effects_table import TwinsLike
from legation.report.failures import failures_sentence
from legation.report.findings import RunLike, gather_findings

if TYPE_CHECKING:
    from polars import DataFrame

Cell: TypeAlias = str | float | int | None

REPORTED_DIGITS = 4  # of a reported end: currencies are converted, which gives more digits than anybody reported
CELLS_MOST = 1_000_000  # of draws and outcomes in a workbook; a CSV file has no such limit
WIDE, NARROW = 60, 16  # widths of columns, in characters
WIDE_COLUMNS = ("sentence", "said", "because", "citation", "value", "meaning", "reason", "words", "gives")


class RunTables(RunLike, Protocol):
    """What an export needs of a finished run; `legation.api.Result` has it."""

    @property
    def draws(self) -> DataFrame: ...
    @property
    def outcomes(self) -> DataFrame: ...
    @property
    def measured(self) -> Outcomes: ...


@dataclass(frozen=True)
class ExportSheet:
    """A table of an export.

    columns  their names
    rows     cells in the order of the columns: text, number, or None where there is nothing
    most     cells that a workbook takes of it; 0 for any number
    less     where it has more, a shorter sheet in its place, with a sentence that says so
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    most: int = 0
    less: Callable[[], tuple[ExportSheet | None, str]] | None = None

    @property
    def cells(self) -> int:
        return len(self.rows) * len(self.columns)

    def width(self, column: str) -> int:
        """How wide a column is shown, in characters."""
        return WIDE if column in WIDE_COLUMNS else NARROW


def run_sheets(result: RunTables, note: str = "") -> list[ExportSheet]:
    """The sheets of a run: answer, comparison, yearly series, outcomes, draws, parameters, and what made it.

    note  what every sheet must say; empty if all is public
    """
    return [
        ExportSheet("Answer", ("part", "sentence"), list(run_answer(result))),
        ExportSheet("Comparison", COMPARISON, [_comparison_row(result, row) for row in result.rows]),
        ExportSheet("Series", SERIES, list(_series_rows(result.measured))),
        _outcomes_sheet(result.outcomes),
        _draws_sheet(result.draws),
        ExportSheet("Parameters", PARAMETERS, list(_parameter_rows(result))),
        ExportSheet("Failures", FAILURES, [_cells(failure.as_row(), FAILURES) for failure in result.failures]),
        ExportSheet("About", ABOUT, about_rows(manifest_with(result, note))),
    ]


def manifest_with(result: RunLike, note: str) -> dict[str, Any]:
    """The manifest, with the note in place of what is said where claims that are not public were left out."""
    return result.manifest() | ({"handling": note} if note else {})


def twin_sheets(twins: TwinsLike) -> list[ExportSheet]:
    """The sheets of a comparison of two scenarios: answer, effects, what they were told, and what made it."""
    return [
        ExportSheet("Answer", ("part", "sentence"), list(twins_answer(twins))),
        ExportSheet("Effects", EFFECTS, [_effect_cells(effect) for effect in twins.effects]),
        ExportSheet("Reports", REPORTS, [_report_cells(*rows) for rows in twins.reports]),
        ExportSheet("Differences", ("sentence",), [(sentence,) for sentence in twins.differences]),
        ExportSheet("Failures", FAILURES, [_cells(failure.as_row(), FAILURES) for failure in twins.failures]),
        ExportSheet("About", ABOUT, about_rows(twins.manifest())),
    ]


COMPARISON = (
    *("claim", "topic", "measure", "said", "unit", "reported_low", "reported_high", "low", "median", "high"),
    *("share_of_worlds", "worlds", "lies", "may_be", "width", "grounds", "verdict", "because", "gives"),
    *("grade", "outlet", "published", "role", "origin", "handling", "citation"),
)
SERIES = ("measure", "unit", "of", "place", "year", "worlds", *QUANTILE_NAMES)
PARAMETERS = ("name", "meaning", "unit", "low", "median", "high", "is_fixed", "records", "assumed")
FAILURES = ("world", "scenario", "reason")
EFFECTS = (
    *("measure", "meaning", "unit", "first_year", "last_year", "pairs"),
    *(f"{side}_{part}" for side in ("a", "b", "difference") for part in ("low", "median", "high")),
    *("higher", "lower", "label", "words"),
)
REPORTS = (
    *("claim", "measure", "said", "source"),
    *(f"{side}_{part}" for side in ("a", "b") for part in ("lies", "width", "grounds", "gives")),
)
ABOUT = ("what", "value")
EVENT, NO_NUMBER = "a change or an event", "no number"


def run_answer(result: RunLike) -> Iterator[tuple[str, str]]:
    """Part and sentence: the question, the answer, and what it takes to read it."""
    summary = gather_findings(result)
    yield "Question", first_page.question(result)
    if failed := failures_sentence(result.failures, result.audit):
        yield "Failed", failed
    yield from (("Answer", sentence) for sentence in first_page.answer(summary))
    yield "Could not have come out otherwise", f"{findings.untested_words(summary)}."
    for row in first_page.disagrees_with(summary):
        yield "Disagrees with", f"{row.said} ({row.claim}; {findings.published(row)}) In the model: {row.gives}."
    for gap in first_page.not_estimable(summary, result.ledger):
        yield "Not estimable", f"{gap['what']} {gap['why']}"
    yield "How to read this", first_page.how_to_read(summary)
    yield "How to read this", findings.NO_CORROBORATION


def twins_answer(twins: TwinsLike) -> Iterator[tuple[str, str]]:
    """Part and sentence, likewise for a comparison of two scenarios."""
    yield "Question", effects_page._question(twins)
    if failed := failures_sentence(twins.failures, twins.audit, "pair"):
        yield "Failed", failed
    yield from (("Answer", sentence) for sentence in effects_page._answer(twins))
    yield "How to read this", effects_table.NO_FACT


def row_origin(row: ComparisonRow) -> tuple[str, str]:
    """The grade of a row's claim, and when it was published, as the row itself has them."""
    grade, _, rest = findings.published(row).partition("  ")
    return grade, rest.removeprefix(row.outlet).removeprefix(", ")


def row_citation(result: RunLike, row: ComparisonRow) -> str:
    """How a row's claim is cited; where the record no longer has it, by outlet and day."""
    claim = result.ledger.claims.get(row.claim)
    return source_citation(result.ledger.sources[claim.source]) if claim else findings.published(row)


def export_note(result: RunLike) -> str:
    """What every page and sheet must say: it counts all of the user's claims, as a document holds them all.

    Empty if all that is exported is public.
    """
    return handling.note(result.ledger.claims.values())


def about_rows(manifest: Mapping[str, Any], above: str = "") -> list[tuple[str, Cell]]:
    """A manifest as rows of name and value: `ledger.as_of`, `versions.numpy`."""
    rows: list[tuple[str, Cell]] = []
    for key, value in manifest.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping):
            rows += about_rows(value, f"{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for number, each in enumerate(value, start=1):
                rows += about_rows(each, f"{name} {number}.")
        elif isinstance(value, list | tuple):
            rows.append((name, ", ".join(map(str, value))))
        else:
            rows.append((name, value if value is None or isinstance(value, int | float) else str(value)))
    return rows


def _comparison_row(result: RunLike, row: ComparisonRow) -> tuple[Cell, ...]:
    grade, published = row_origin(row)
    claim = result.ledger.claims.get(row.claim)
    least, most = row.reported or (None, None)
    return (
        row.claim, row.topic, row.observable, row.said, row.unit, _finite(least), _finite(most),
        row.low, row.median, row.high, row.share, row.worlds, row.lies, "; ".join(row.may_be), row.width, row.grounds,
        row.verdict, findings.reason(row), row.gives, grade, row.outlet, published, row.role, row.upstream,
        claim.handling if claim else "public", row_citation(result, row) if row.claim else "",
    )  # fmt: skip


def _finite(value: float | None) -> float | None:
    return significant(value, REPORTED_DIGITS) if value is not None and isfinite(value) else None


def _series_rows(measured: Outcomes) -> Iterator[tuple[Cell, ...]]:
    """The quantiles over worlds of each measure by year and area; where most worlds have nothing there is no row."""
    for name, values in measured.measures.items():
        observable = BY_NAME[name]
        of = "the median person of each world" if observable.kind == SPREAD else "worlds"
        held = (~(values != values)).sum(axis=0)
        for at, area in enumerate(measured.areas):
            if not stands_alone(observable, area) or not len(measured.worlds):
                continue
            for year, worlds, levels in zip(
                measured.years, held[at], quantiles_over_worlds(values[:, at].T).tolist(), strict=True
            ):
                if levels[0] == levels[0]:
                    yield (name, observable.unit, of, area, year, int(worlds),
                           *(significant(level, DIGITS) for level in levels))  # fmt: skip


def _outcomes_sheet(table: DataFrame, name: str = "Outcomes") -> ExportSheet:
    def less() -> tuple[ExportSheet | None, str]:
        whole = table.filter(place=EVERYWHERE)
        if whole.height == table.height:
            return None, f"{name}: left out, {_too_many(table)}. They are in outcomes.parquet of the run folder."
        words = f"{name}: all places together alone, since the whole table has {_too_many(table)}."
        return _outcomes_sheet(whole, name), f"{words} The rest is in outcomes.parquet of the run folder."

    return ExportSheet(name, table.columns, table.rows(), CELLS_MOST, less)


def _draws_sheet(table: DataFrame) -> ExportSheet:
    words = f"Draws: left out, {_too_many(table)}. They are in draws.parquet of the run folder."
    return ExportSheet("Draws", table.columns, table.rows(), CELLS_MOST, lambda: (None, words))


def _too_many(table: DataFrame) -> str:
    return f"{table.height * table.width:,} cells and a workbook takes {CELLS_MOST:,}"


def _parameter_rows(result: RunLike) -> Iterator[tuple[Cell, ...]]:
    import numpy as np

    for name, parameter in result.scenario.parameters.items():
        low, median, high = (
            significant(float(end), 4) for end in np.quantile(result.parameters.of(name), (0.05, 0.5, 0.95))
        )
        fixed = "yes" if parameter.prior is None else "no"
        yield (name, parameter.title, parameter.unit, low, median, high, fixed, ", ".join(parameter.records),
               parameter.assumed)  # fmt: skip


def _effect_cells(effect: Effect) -> tuple[Cell, ...]:
    sides: list[Cell] = []
    for ends in (effect.a, effect.b, effect.difference):
        sides += ends or (None, None, None)
    return (
        effect.observable, effects_table.meaning(effect.observable), effect.unit, effect.first_year, effect.last_year,
        effect.worlds, *sides, effect.higher, effect.lower, effect.label, effect.words,
    )  # fmt: skip


def _report_cells(here: ComparisonRow, there: ComparisonRow) -> tuple[Cell, ...]:
    sides = [cell for row in (here, there) for cell in (row.lies, row.width, row.grounds, row.gives)]
    return (here.claim, here.observable, here.said, here.source, *sides)


def _cells(row: Mapping[str, Any], columns: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(row[column] for column in columns)
