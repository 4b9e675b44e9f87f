"""Two saved runs side by side: versions, scenario, record, verdicts that changed, and numbers that moved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import hypot, inf, pi, sqrt
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from legation.api.arguments import collect_faults
from legation.api.record import check_file_free
from legation.api.results import Result, Twins
from legation.api.saved import load_run
from legation.base.faults import Fault, UserError, as_written, shown
from legation.base.files import write_file
from legation.base.number_text import significant
from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.publication.outcomes import Outcomes
from legation.publication.summary import DIGITS, EVERYWHERE
from legation.scenario import describe_difference as sentences_between

# What of a manifest is set side by side, with the words for it. `run_id` covers all but the versions and the day.
ASIDE = {
    "day": "day", "scenario.changes": "changes", "worlds": "worlds", "seed": "seed", "ledger.digest": "record",
    "ledger.latest": "newest claim",
    "ledger.claims": "public claims", "ledger.as_of": "claims as of", "ledger.without": "outlets left out",
    "handling": "handling", "week": "model",
}  # fmt: skip


class Changed(NamedTuple):
    """Something that is not the same in both runs; None where one has nothing."""

    what: str
    a: str | None
    b: str | None


class ChangedVerdict(NamedTuple):
    """A claim whose comparison came out otherwise; the verdict is None where a run doesn't have the claim."""

    claim: str
    said: str
    a: str | None
    b: str | None
    gives_a: str
    gives_b: str


class Moved(NamedTuple):
    """A measure whose median over worlds, or pairs, moved: all places together, in the year where it stands out most.

    times   b as a multiple of a; None if either is 0 or they have not the same sign
    errors  how far it moved, in Monte-Carlo errors of the difference; None if it moved alike in every world
    tested  whether a report that could have come out otherwise is compared with it
    """

    measure: str
    unit: str
    year: int
    a: float
    b: float
    times: float | None
    errors: float | None
    tested: bool


@dataclass(frozen=True)
class RunDifference:
    """What differs between two saved runs, a first.

    about     days, numbers of worlds, seeds, records, versions
    scenario  in what the second's scenario differs, in sentences
    verdicts  claims that came out otherwise; of comparisons of two scenarios, effects
    moved     measures: first those that informative reports test, and of these those that moved by most errors
    same      how many verdicts and how many measures are alike
    """

    a: dict[str, str]
    b: dict[str, str]
    about: list[Changed]
    scenario: list[str]
    verdicts: list[ChangedVerdict]
    moved: list[Moved]
    same: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether both are the same but for the day."""
        return not (self.scenario or self.verdicts or self.moved or [one for one in self.about if one.what != "day"])

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        rows = {name: [each._asdict() for each in getattr(self, name)] for name in ("about", "verdicts", "moved")}
        return asdict(self) | rows

    def write_workbook(self, file: Path | str, *, force: bool = False) -> Path:
        """Write it as a workbook. Raises UserError if the name does not end in .xlsx, or something is in the way."""
        from legation.report.exporting.differences import difference_sheets
        from legation.report.exporting.workbooks import workbook_bytes

        path = _check_workbook(file, force=force)
        write_file(path, workbook_bytes(difference_sheets(self)), replace=force, field="xlsx")
        return path


Run: TypeAlias = str | Path | Result | Twins


def diff_runs(a: Run, b: Run, *, xlsx: Path | str | None = None, force: bool = False) -> RunDifference:
    """What changed between two finished runs, or between two comparisons of scenarios. Nothing is simulated.

    a, b    run folders, their names below `runs/`, "last", or what `run`, `compare` or `load_run` returned
    xlsx    write it as a workbook, too
    force   replace a file that exists
    Raises  UserError for a run beside a comparison, or if the workbook can't be written; RunFolderError as `load_run`
            does
    """
    first, second, _ = collect_faults(
        lambda: _loaded(a, "A"),
        lambda: _loaded(b, "B"),
        lambda: _check_workbook(xlsx, force=force) if xlsx is not None else None,
    )
    if isinstance(first, Twins) != isinstance(second, Twins):
        kinds = ["a comparison of two scenarios" if isinstance(each, Twins) else "a run" for each in (first, second)]
        raise UserError(Fault("B", f"{kinds[1]} beside {kinds[0]}", f"{kinds[0]}, as A is"))
    if isinstance(first, Twins) and isinstance(second, Twins):
        difference = _of_twins(first, second)
    else:
        assert isinstance(first, Result) and isinstance(second, Result)
        difference = _of_runs(first.public(), second.public())
    if xlsx is not None:
        difference.write_workbook(xlsx, force=force)
    return difference


def _loaded(run: Run, name: str) -> Result | Twins:
    try:
        return load_run(run) if isinstance(run, str | Path) else run
    except UserError as problem:
        # A fault of a folder's name speaks of RUN, and here there are two.
        raise type(problem)(
            Fault(name if fault.field == "RUN" else fault.field, fault.found, fault.expected, fault.advice, fault.file,
                  fault.line)
            for fault in problem.faults
        ) from None  # fmt: skip


def _check_workbook(file: Path | str, *, force: bool) -> Path:
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise UserError(Fault("xlsx", shown(path.name), "a name that ends in .xlsx"))
    check_file_free(path, force=force)
    return path


def _of_runs(a: Result, b: Result) -> RunDifference:
    rows = [{row.claim: row for row in each.rows if row.claim} for each in (a, b)]
    verdicts, same = [], 0
    for claim in dict.fromkeys([*rows[0], *rows[1]]):
        before, after = (side.get(claim) for side in rows)
        if before and after and before.verdict == after.verdict:
            same += 1
            continue
        shown_row = after or before
        assert shown_row
        verdicts.append(
            ChangedVerdict(claim, shown_row.said, before.verdict if before else None, after.verdict if after else None,
                           before.gives if before else "", after.gives if after else "")
        )  # fmt: skip
    tested = {row.observable for each in (a, b) for row in each.rows if row.is_informative}
    # With the same seed a world and its namesake have the same luck, so that their difference has less noise.
    common = sorted({*a.measured.worlds} & {*b.measured.worlds}) if a.seed == b.seed else []
    moved, alike = _moved(_run_medians(a.measured, common), _run_medians(b.measured, common), tested)
    return RunDifference(
        _named(a), _named(b), _about(a.manifest(), b.manifest()), sentences_between(a.scenario, b.scenario),
        verdicts, moved, {"verdicts": same, "measures": alike},
    )  # fmt: skip


def _of_twins(a: Twins, b: Twins) -> RunDifference:
    whole = [{effect.observable: effect for effect in effects.whole_spans(each.effects)} for each in (a, b)]
    verdicts, same = [], 0
    for name in dict.fromkeys([*whole[0], *whole[1]]):
        before, after = (side.get(name) for side in whole)
        if before and after and before.label == after.label:
            same += 1
            continue
        verdicts.append(
            ChangedVerdict(name, BY_NAME[name].sentence,
                           before.label if before else None, after.label if after else None,
                           before.words if before else "", after.words if after else "")
        )  # fmt: skip
    tested = {row.observable for each in (a, b) for pair in each.reports for row in pair if row.is_informative}
    moved, alike = _moved(_effect_medians(a), _effect_medians(b), tested)
    sentences = [f"{side}: {sentence}" for side, one, two in (("A", a.a, b.a), ("B", a.b, b.b))
            for sentence in sentences_between(one, two)]  # fmt: skip
    return RunDifference(
        _named(a), _named(b), _about(a.manifest(), b.manifest()), sentences, verdicts, moved,
        {"verdicts": same, "measures": alike},
    )  # fmt: skip


def _named(result: Result | Twins) -> dict[str, str]:
    return {"name": result.name, "run_id": result.run_id, "folder": as_written(result.folder) if result.folder else ""}


def _about(a: Mapping[str, Any], b: Mapping[str, Any]) -> list[Changed]:
    names = {**ASIDE, **{f"versions.{name}": name for name in (*a["versions"], *b["versions"])}}
    pairs = ((words, _at(a, name), _at(b, name)) for name, words in names.items())
    return [Changed(words, before, after) for words, before, after in pairs if before != after]


def _at(manifest: Mapping[str, Any], path: str) -> str | None:
    value: Any = manifest
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or None
    return None if value is None else str(value)


class Median(NamedTuple):
    """A median over worlds, its Monte-Carlo error, and each world's value by its number, where that is known."""

    value: float
    error: float
    by_world: np.ndarray | None = None


Medians = dict[tuple[str, str], dict[int, Median]]  # measure and unit -> year -> median
# The error of a median is that of a mean times this, where values lie as in a normal distribution.
MEDIAN_TO_MEAN = sqrt(pi / 2)
# From the lower to the upper end of the central 90 %, in standard deviations of a normal distribution.
DEVIATIONS_WITHIN_90 = 2 * 1.645


def _run_medians(measured: Outcomes, common: Sequence[int]) -> Medians:
    """Over worlds, for all places together; years in which most worlds have nothing to measure are left out.

    common  worlds that another run has with the same luck
    """
    at = measured.areas.index(EVERYWHERE) if measured.areas else 0
    rows = [measured.worlds.index(number) for number in common]
    medians: Medians = {}
    for name, values in measured.measures.items():
        years = values[:, at] if len(measured.worlds) else np.empty((0, 0))
        by_year = zip(measured.years, years.T, strict=False)
        medians[name, BY_NAME[name].unit] = {
            year: _median(column)._replace(by_world=column[rows] if rows else None)
            for year, column in by_year if 2 * np.count_nonzero(~np.isnan(column)) > len(measured.worlds)
        }  # fmt: skip
    return medians


def _median(values: np.ndarray) -> Median:
    """The median of those that have a value. Its error comes from the ranks beside it or, if larger, the deviation.

    In counts many worlds are equal, so the ranks beside the median show no error at all.
    """
    values = values[~np.isnan(values)]
    beside = 0.5 / sqrt(len(values))
    low, middle, high = np.quantile(values, (0.5 - beside, 0.5, 0.5 + beside)).tolist()
    return Median(middle, max((high - low) / 2, _error_by_deviation(values)))


def _error_by_deviation(values: np.ndarray) -> float:
    return MEDIAN_TO_MEAN * float(np.std(values)) / sqrt(len(values))


def _effect_medians(twins: Twins) -> Medians:
    """The median difference between twins, by year."""
    medians: Medians = {}
    for effect in twins.effects:
        if effect.first_year == effect.last_year and effect.difference:
            low, middle, high = effect.difference
            error = MEDIAN_TO_MEAN * (high - low) / DEVIATIONS_WITHIN_90 / sqrt(effect.worlds)
            medians.setdefault((effect.observable, effect.unit), {})[effect.first_year] = Median(middle, error)
    return medians


def _moved(a: Medians, b: Medians, tested: Collection[str]) -> tuple[list[Moved], int]:
    """The measures of both that moved, and how many are alike.

    First are those in `tested`, and of these those that moved farthest for their error: by its ratio a rare count that
    luck moved from 1 to 3 would lead.
    """
    moved, alike = [], 0
    for name in (name for name in a if name in b):
        years = [year for year in a[name] if year in b[name]]
        apart = [(_errors(a[name][year], b[name][year]), year) for year in years
                 if a[name][year].value != b[name][year].value]  # fmt: skip
        if not apart:
            alike += 1
            continue
        errors, year = max(apart)
        before, after = (significant(side[name][year].value, DIGITS) for side in (a, b))
        times = significant(after / before, 2) if before * after > 0 else None
        standing_out = significant(errors, 2) if errors < inf else None
        moved.append((errors, Moved(*name, year, before, after, times, standing_out, name[0] in tested)))
    ranked = sorted(moved, key=lambda each: (not each[1].tested, -each[0], each[1].measure))
    return [measure for _, measure in ranked], alike


def _errors(a: Median, b: Median) -> float:
    """How far a median moved, in errors: of its difference world by world, or else of the two medians together."""
    error = hypot(a.error, b.error)
    if a.by_world is not None and b.by_world is not None:
        apart = b.by_world - a.by_world
        apart = apart[~np.isnan(apart)]
        error = _error_by_deviation(apart) if len(apart) else error
    return abs(b.value - a.value) / error if error else inf
