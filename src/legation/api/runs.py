"""Questions that simulate: run an ensemble beside the record, compare two scenarios, and find a finished run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from legation.api.arguments import check_integers, collect_faults, open_ledger, outlets_named
from legation.api.defaults import NEWEST_RUN, PAIRS, SCENARIO, SEED, WORLDS
from legation.api.installation import announce_compiling
from legation.api.results import Result, Twins
from legation.api.scenarios import check_weeks, resolve_scenario
from legation.assessment.comparison import ComparisonBuilder, ComparisonRow
from legation.base.faults import Fault, RunFolderError, WorldFailedError, as_written
from legation.base.value_store import ValueStore
from legation.evidence.ledger import Ledger
from legation.evidence.series import rates
from legation.experiments.effects import Effect, EffectsBuilder
from legation.experiments.ensemble import Chunk, Failure, simulate
from legation.experiments.twins import (
    differing_parameters,
    find_divergence,
    intervention_weeks,
    pairs_to_audit,
    simulate_twins,
)
from legation.provenance.identity import comparison_id, ledger_digest, run_id, utc_day, versions
from legation.provenance.nonpublic import nonpublic
from legation.publication.drawn import DrawnParameters
from legation.publication.outcomes import Outcomes, OutcomesBuilder
from legation.publication.summary import SummaryBuilder, area_sums
from legation.runs import store
from legation.scenario import Scenario
from legation.scenario import describe_difference as sentences_between

Finished = TypeVar("Finished", Result, Twins)

AUDITED = 4  # twins that are taken apart week by week


def run(
    scenario: str | Path | Scenario = SCENARIO,
    *,
    worlds: int = WORLDS,
    seed: int = SEED,
    threads: int | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    overrides: Iterable[str] = (),
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    without: Iterable[str] = (),
    strict: bool = False,
    out: Path | str | bool = False,
    force: bool = False,
    on_compile: Callable[[], None] = lambda: None,
    on_world: Callable[[], None] = lambda: None,
    command: str = "",
) -> Result:
    """Run an ensemble and compare it with the record.

    scenario   a shipped name, a TOML file, or what `resolve_scenario` returned
    worlds     how many, each with its own draw of the parameters
    seed       decides every draw
    threads    all processors by default; can't change a result
    start, end  days that replace those of the scenario: a date, or a text such as "2019" or "2019-05"
    overrides  `trade.median_margin=60000` fixes a parameter, `alert=off` switches a mechanism; each name once
    as_of      use only claims published by that day
    folders    with claims of the user's; those that are not public are compared and shown, and never saved
    without    outlets whose claims are left out, by id or name; what of the scenario rests on them stays as it is
    strict     end at the first world that fails; else it is left out, and `Result.failures` says why
    out        the run folder to save in; True takes a new one below `runs/`, False saves nothing
    force      replace a run folder that exists
    on_compile  called before the model is compiled, if it must be
    on_world   called after each world
    command    the command that repeats the run, for the manifest
    Raises     ScenarioError, EvidenceError, RunFolderError; UserError for another argument, or for faults of several
               kinds; WorldFailedError if every world fails or, with `strict`, if one does
    """
    resolved: Scenario
    (worlds, seed, threads), resolved, (ledger, day, places), _ = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: resolve_scenario(scenario, overrides=overrides, start=start, end=end),
        lambda: open_ledger(as_of, folders),
        lambda: _check_out(out, _stem(scenario), force=force),
    )
    left_out = outlets_named(ledger, without)
    ledger = ledger.without_outlets(left_out) if left_out else ledger
    # Taken before the first world: whoever edits a source or a claim during a run must not change its number.
    records, hidden = ledger_digest(ledger), nonpublic(ledger, places)
    number = run_id(resolved, worlds, seed, records, day, hidden)
    announce_compiling(on_compile)
    chunks = simulate(resolved, worlds=worlds, seed=seed, threads=threads, on_world=on_world)
    tables = _tables(resolved, ledger, chunks, worlds, strict, _scratch_folder(out))
    result = Result(
        resolved, ledger, worlds, seed, tables.rows, tables.series, tables.parameters,
        _audit(worlds - len(tables.failures), worlds), number, records, command, versions(), hidden, tables.failures,
        day=utc_day(), without=left_out, measured=tables.measured,
    )  # fmt: skip
    return _saved(result, out, force=force)


class _Tables(NamedTuple):
    """The tables of an ensemble, as `Result` has them."""

    rows: list[ComparisonRow]
    series: list[dict[str, Any]]
    parameters: DrawnParameters
    failures: list[Failure]
    measured: Outcomes


def _tables(
    scenario: Scenario, ledger: Ledger, chunks: Iterable[Chunk], worlds: int, strict: bool, scratch: Path | None
) -> _Tables:
    """Compare and summarize the worlds of an ensemble chunk by chunk, without those that failed.

    scratch  the folder in which values of many worlds are kept meanwhile; None for the system's own
    """
    rmb_per_usd = {rate.year: rate.rmb_per_usd for rate in rates()}
    comparison = ComparisonBuilder(ledger, scenario, rmb_per_usd)
    kept = ValueStore(scratch)
    summary = SummaryBuilder(scenario.first_week, scenario.last_week, rmb_per_usd, comparison.grounds.on, kept)
    outcomes = OutcomesBuilder(scenario.first_week, scenario.last_week, rmb_per_usd, comparison.grounds.on, kept)
    parameters = DrawnParameters(scenario.parameters, kept)
    kept.check_room(worlds * (summary.world_bytes + outcomes.world_bytes + parameters.world_bytes))
    failures: list[Failure] = []
    for chunk in chunks:
        failures += chunk.failures
        _stop_if_strict(failures, strict)
        if chunk.numbers:
            comparison.add_chunk(chunk.history)
            sums = area_sums(chunk.history)  # Both tables are made of the same sums.
            summary.add_chunk(sums)
            outcomes.add_chunk(chunk.numbers, sums)
            del sums
        parameters.add(chunk.drawn, chunk.human)
        del chunk  # Before the next one is gathered.
    _stop_if_none(worlds - len(failures), failures, "worlds")
    return _Tables(comparison.rows(), summary.series(), parameters, failures, outcomes.outcomes())


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    *,
    worlds: int = PAIRS,
    seed: int = SEED,
    threads: int | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    overrides: Iterable[str] = (),
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    without: Iterable[str] = (),
    strict: bool = False,
    out: Path | str | bool = False,
    force: bool = False,
    on_compile: Callable[[], None] = lambda: None,
    on_world: Callable[[], None] = lambda: None,
    command: str = "",
) -> Twins:
    """Run two scenarios with the same luck, and tell what differs: b less a, each world with its own twin.

    The claims of the ledger are set beside both, so that `Twins.telling` names the reports that tell them apart. A pair
    in which either twin fails is left out, unless `strict` is given.

    worlds     how many pairs
    overrides  what holds in both scenarios; in b alone if a and b name the same one
    on_world   called twice for each pair; for the other arguments see `run`
    Raises     ScenarioError, EvidenceError, RunFolderError; UserError as `run` does; WorldFailedError if every pair
               fails, if one does with `strict`, or if twins differ before an input does
    """
    first: Scenario
    second: Scenario
    (worlds, seed, threads), (first, second), (ledger, day, places), _ = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: _two_scenarios(a, b, overrides, start, end),
        lambda: open_ledger(as_of, folders),
        lambda: _check_out(out, f"{_stem(a)}-and-{_stem(b)}", force=force),
    )
    left_out = outlets_named(ledger, without)
    ledger = ledger.without_outlets(left_out) if left_out else ledger
    records, hidden = ledger_digest(ledger), nonpublic(ledger, places)
    number = comparison_id(first, second, worlds, seed, records, day, hidden)
    announce_compiling(on_compile)
    weeks = intervention_weeks(first, second, worlds=worlds, seed=seed)
    tables = _twin_tables(
        ledger, weeks, simulate_twins(first, second, told=weeks, seed=seed, threads=threads, on_world=on_world),
        first, second, strict=strict,
    )  # fmt: skip
    _stop_if_none(worlds - len(tables.failed), tables.failures, "pairs of worlds")
    audited = pairs_to_audit(weeks, AUDITED, tables.failed)
    partings = [find_divergence(first, second, seed=seed, number=pair) for pair in audited]
    twins = Twins(
        first, second, worlds, seed, sentences_between(first, second), tables.effects, partings, tables.unlike,
        _audit(worlds - len(tables.failed), worlds), number, command, versions(), tables.failures,
        day=utc_day(), ledger=ledger, records=records, without=left_out, nonpublic=hidden, reports=tables.reports,
    )  # fmt: skip
    return _saved(twins, out, force=force)


class _TwinTables(NamedTuple):
    """The tables of a comparison, as `Twins` has them, and the numbers of pairs that failed."""

    effects: list[Effect]
    reports: list[tuple[ComparisonRow, ComparisonRow]]
    unlike: list[str]
    failures: list[Failure]
    failed: set[int]


def _twin_tables(
    ledger: Ledger, weeks: Sequence[int | None], chunks: Iterable[tuple[Chunk, Chunk]], a: Scenario, b: Scenario,
    *, strict: bool,
) -> _TwinTables:  # fmt: skip
    """Measure twins chunk by chunk, and set the ledger's claims beside both, without the pairs that failed."""
    rmb_per_usd = {rate.year: rate.rmb_per_usd for rate in rates()}
    measured = EffectsBuilder(a, b, min((week for week in weeks if week is not None), default=None), rmb_per_usd)
    compared = [ComparisonBuilder(ledger, scenario, rmb_per_usd) for scenario in (a, b)]
    unlike: set[str] = set()
    failures: list[Failure] = []
    finished = 0
    for here, there in chunks:
        failures += sorted(here.failures + there.failures, key=lambda failure: failure.world)
        _stop_if_strict(failures, strict)
        if here.numbers:
            finished += len(here.numbers)
            measured.add_chunk(here.history, there.history)
            for side, histories in zip(compared, (here.history, there.history), strict=True):
                side.add_chunk(histories)
        unlike |= differing_parameters(here, there)
    reports = _side_by_side(*(side.rows() for side in compared)) if finished else []
    effects = measured.rows() if finished else []
    return _TwinTables(effects, reports, sorted(unlike), failures, {failure.world for failure in failures})


def _side_by_side(a: Iterable[ComparisonRow], b: Iterable[ComparisonRow]) -> list[tuple[ComparisonRow, ComparisonRow]]:
    """The rows of claims that are compared under one of two scenarios at least, each with its like."""
    there = {row.claim: row for row in b}
    return [(row, there[row.claim]) for row in a if row.is_compared or there[row.claim].is_compared]


@dataclass(frozen=True)
class SavedRun:
    """A finished run: where its report lies, and its number."""

    report: Path
    run_id: str


def open_run(name: str = NEWEST_RUN) -> SavedRun:
    """Find the report of a run.

    name    a run folder, its name below `runs/`, or "last"
    Raises  RunFolderError if there is none, or if it can't be read
    """
    folder = store.find(name)
    manifest = store.read_manifest(folder)
    report = folder / "report.html"
    if not report.exists():
        raise RunFolderError(Fault("report.html", "no such file", "the report of the run", file=as_written(folder)))
    return SavedRun(report, manifest["run_id"])


def _two_scenarios(a: Any, b: Any, overrides: Any, start: Any, end: Any) -> tuple[Scenario, Scenario]:
    # Whoever names one scenario twice and changes something asks what the change does.
    is_same = not isinstance(a, Scenario) and str(a) == str(b)
    first, second = collect_faults(
        lambda: resolve_scenario(a, overrides=() if is_same else overrides, start=start, end=end, called="a"),
        lambda: resolve_scenario(b, overrides=overrides, start=start, end=end, called="b"),
    )
    check_weeks(first, second)
    return first, second


def _stem(scenario: str | Path | Scenario) -> str:
    return scenario.name if isinstance(scenario, Scenario) else Path(str(scenario)).stem


def _place(out: Path | str | bool) -> Path | None:
    """The folder that was named; None for a new one."""
    return None if isinstance(out, bool) else Path(out)


def _scratch_folder(out: Path | str | bool) -> Path | None:
    """The nearest folder that exists of those above the run folder, whose disk must hold the run anyway."""
    if out is False:
        return None
    return next(folder for folder in (_place(out) or store.RUNS / "run").absolute().parents if folder.is_dir())


def _check_out(out: Path | str | bool, name: str, *, force: bool) -> None:
    if out is not False:
        store.check_place(_place(out), name, force=force)


def _saved(finished: Finished, out: Path | str | bool, *, force: bool) -> Finished:
    """The same with the folder in which it was saved, if that was asked for."""
    return finished if out is False else replace(finished, folder=finished.save(_place(out), force=force))


def _stop_if_strict(failures: Sequence[Failure], strict: bool) -> None:
    if strict and failures:
        raise WorldFailedError(failures[0].reason)


def _stop_if_none(finished: int, failures: Sequence[Failure], what: str) -> None:
    """Without a world that finished there is nothing to compare."""
    if not finished:
        raise WorldFailedError(f"All {what} failed, so there is nothing to compare. The first: {failures[0].reason}")


def _audit(finished: int, asked: int) -> dict[str, int]:
    return {"worlds_passed": finished, "worlds_asked": asked, "worlds_failed": asked - finished}
