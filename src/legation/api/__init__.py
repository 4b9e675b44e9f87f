"""The Python interface: the same verbs as the command line.

import legation
result = legation.run("baseline", worlds=64)
print(result.table())
result.save("runs/first")
print(legation.compare("baseline", "no-bank-crackdown").table())
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

from legation.api.arguments import check_dates, check_integers, collect_faults, days, folders_of, scenario_of
from legation.assessment.comparison import ComparisonBuilder, Row, public_rows
from legation.assessment.verdicts import LEGEND
from legation.base.calendar import WEEKS_PER_PERIOD, monday, week_of
from legation.base.digest import digest, source
from legation.base.faults import Fault, ScenarioError
from legation.engine.week import model_digest, the_week
from legation.evidence import ledger as ledgers
from legation.evidence.csv_tables import RECORDS
from legation.evidence.exporting import toml_text as toml
from legation.evidence.ledger import Ledger
from legation.evidence.series import rates
from legation.experiments import effects
from legation.experiments.effects import Effect, EffectsBuilder
from legation.experiments.ensemble import simulate
from legation.experiments.twins import (
    Divergence,
    differing_parameters,
    find_divergence,
    intervention_weeks,
    pairs_to_audit,
    simulate_twins,
)
from legation.provenance.nonpublic import NonPublic, nonpublic
from legation.publication.summary import PEOPLE_COLUMNS, SERIES_COLUMNS, SummaryBuilder
from legation.runs import store
from legation.runs.codebook import EFFECT_TABLES, codebook
from legation.scenario import Scenario, difference

WORLDS = 200  # in some there is nothing to measure, and 150 are needed to call a claim outside
TWINS = 64
SEED = 1
UNFITTED = "unfitted: prior only"
AUDITED = 4  # twins that are taken apart week by week
PARAMETER_COLUMNS = {"world": int, "name": str, "unit": str, "human": float, "machine": int}


@dataclass(frozen=True)
class Result:
    """A finished ensemble.

    rows        the table: claim by claim, what the model gives and how they compare
    series      by place and four-week period, or by year: quantiles over worlds, rounded
    people      by region and year, rounded: what could harm if it were finer
    parameters  world, name, human and machine value, as columns
    audit       worlds asked for, and worlds that passed the weekly audit of money and alarms
    run_id      sixteen hexadecimal digits that stand for what decides the result, taken when the run began
    records     a hash of the ledger that was used, taken at the same time
    """

    scenario: Scenario
    ledger: Ledger
    worlds: int
    seed: int
    rows: list[Row]
    series: list[dict[str, Any]]
    people: list[dict[str, Any]]
    parameters: dict[str, list[Any]]
    audit: dict[str, int]
    run_id: str
    records: str
    command: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    nonpublic: NonPublic | None = None

    def __repr__(self) -> str:
        """What it is, without a word of a claim: a notebook shows this, and is passed on."""
        return f"<Result {self.run_id}: {self.scenario.name}, {self.worlds} worlds, seed {self.seed}>"

    def public(self) -> Result:
        """The part that may be saved and passed on: without the rows of claims that are not public."""
        ledger = self.ledger.public()
        return replace(self, ledger=ledger, rows=public_rows(self.rows, ledger))

    def manifest(self) -> dict[str, Any]:
        """What made this result, as plain data."""
        return {
            "format": store.FORMAT,
            "run_id": self.run_id,
            "scenario": _about(self.scenario),
            "worlds": self.worlds,
            "seed": self.seed,
            "fit": UNFITTED,
            "ledger": {
                "digest": self.records,
                "latest": self._latest(),
                "claims": len(self.ledger.public_ids()),
                "as_of": self.ledger.as_of.isoformat() if self.ledger.as_of else None,
            },
            "handling": self.nonpublic.words() if self.nonpublic else "public",
            "nonpublic_keyed_hash": self.nonpublic.keyed_hash if self.nonpublic else None,
            "command": self.command,
            "week": the_week().name,
            "mechanisms": [mechanism.name for mechanism in the_week().mechanisms],
            "versions": self.versions,
            "audit": self.audit,
        }

    def _latest(self) -> str | None:
        """The month that the newest claim is at least of, or None where the ledger as of that day holds none."""
        claims = self.ledger.public().claims.values()
        # Of a source dated by its year alone, only the first month is certain.
        published = [self.ledger.sources[claim.source].published.first for claim in claims]
        return max(published).strftime("%Y-%m") if published else None

    def table(self) -> str:
        """The table as text, as `legation run` prints it: the only place where claims that are not public are shown."""
        from legation.report.table import as_text

        return as_text(self)

    def report(self) -> str:
        """The report as one HTML page that needs no network. It holds public claims only."""
        from legation.report.page import as_html

        return as_html(self.public())

    def save(self, folder: Path | str, *, force: bool = False) -> Path:
        """Write tables, manifest and report into `folder`, whole or not at all.

        Raises  RunFolderError if the folder exists, unless `force` is given and it is a run folder.
        """
        folder = Path(folder)
        store.check_free(folder, force=force)
        report = self.report()
        with store.writing(folder, force=force) as draft:
            store.write_table(draft, "series", self.series, SERIES_COLUMNS)
            store.write_table(draft, "people", self.people, PEOPLE_COLUMNS)
            store.write_table(draft, "parameters", self.parameters, PARAMETER_COLUMNS)
            store.write_json(draft, "comparison", [row.as_dict() for row in self.public().rows])
            store.write_json(draft, "codebook", codebook(LEGEND))
            (draft / "scenario.toml").write_text(self.scenario.as_toml(), encoding="utf-8")
            (draft / "report.html").write_text(report, encoding="utf-8")
            store.write_json(draft, "manifest", self.manifest())
        return folder


@dataclass(frozen=True)
class Twins:
    """Two scenarios compared, each world with its own twin.

    differences  in what b differs from a, in sentences
    effects      what that makes of each measure, b less a: all years together first, then year by year
    partings     when and by what the first few twins part; the first that do, too, if none of these does
    apart        parameters whose draws differ between twins, so that they are alike in less than everything else
    audit, run_id, command, versions  as of a run
    """

    a: Scenario
    b: Scenario
    worlds: int
    seed: int
    differences: list[str]
    effects: list[Effect]
    partings: list[Divergence]
    differing_parameters: list[str]
    audit: dict[str, int]
    run_id: str
    command: str = ""
    versions: dict[str, str] = field(default_factory=dict)

    def manifest(self) -> dict[str, Any]:
        """What made this result, as plain data."""
        return {
            "format": store.FORMAT,
            "run_id": self.run_id,
            "scenarios": [_about(self.a), _about(self.b)],
            "differences": self.differences,
            "worlds": self.worlds,
            "seed": self.seed,
            "fit": UNFITTED,
            "handling": "public",
            "command": self.command,
            "week": the_week().name,
            "mechanisms": [mechanism.name for mechanism in the_week().mechanisms],
            "versions": self.versions,
            "audit": self.audit,
            "partings": [asdict(parting) for parting in self.partings],
            "parameters_apart": self.differing_parameters,
        }

    def table(self) -> str:
        """The effects as text, as `legation compare` prints them."""
        from legation.report.effects_table import as_text

        return as_text(self)

    def report(self) -> str:
        """The effects as one HTML page that needs no network."""
        from legation.report.effects_page import as_html

        return as_html(self)

    def save(self, folder: Path | str, *, force: bool = False) -> Path:
        """Write effects, both scenarios, manifest and report into `folder`, whole or not at all.

        Raises  RunFolderError if the folder exists, unless `force` is given and it is a run folder.
        """
        folder = Path(folder)
        store.check_free(folder, force=force)
        report = self.report()
        with store.writing(folder, force=force) as draft:
            store.write_table(draft, "effects", [one.as_row() for one in self.effects], effects.COLUMNS)
            store.write_json(draft, "codebook", codebook(effects.LEGEND, EFFECT_TABLES))
            (draft / "scenario-a.toml").write_text(self.a.as_toml(), encoding="utf-8")
            (draft / "scenario-b.toml").write_text(self.b.as_toml(), encoding="utf-8")
            (draft / "report.html").write_text(report, encoding="utf-8")
            store.write_json(draft, "manifest", self.manifest())
        return folder


def run(
    scenario: str | Path | Scenario = "baseline",
    *,
    worlds: int = WORLDS,
    seed: int = SEED,
    threads: int | None = None,
    start: date | None = None,
    end: date | None = None,
    overrides: Iterable[str] = (),
    as_of: date | None = None,
    folders: Iterable[Path | str] = (),
    on_world: Callable[[], None] = lambda: None,
    command: str = "",
) -> Result:
    """Run an ensemble and compare it with the record.

    scenario  a shipped name, a TOML file, or what `tell` returned
    worlds    how many, each with its own draw of the parameters
    seed      decides every draw; from 0 to below 2**63
    threads   all processors by default; can't change a result
    start, end  days that replace those of the scenario; a `datetime` counts as its day
    overrides   `trade.median_margin=60000` fixes a parameter, `alert=off` switches a mechanism
    as_of     use only claims published by that day
    folders   with claims of the user's; those that are not public are compared and shown, and never saved
    on_world  called after each world
    Raises    ScenarioError, EvidenceError; UserError for another argument, or for faults of several kinds
    """
    told: Scenario
    ledger: Ledger
    (worlds, seed, threads), told, (ledger, as_of, places) = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: resolve_scenario(scenario, overrides=overrides, start=start, end=end),
        lambda: _ledger(as_of, folders),
    )
    # Taken before the first world: whoever edits a source or a claim during a run must not change its number.
    records, hidden = ledger_digest(ledger), nonpublic(ledger, places)
    run_id = _run_id(told, worlds, seed, records, as_of, hidden)
    rmb = {rate.year: rate.rmb_per_usd for rate in rates()}
    compared = ComparisonBuilder(ledger, told, rmb)
    summary = SummaryBuilder(told.first_week, told.last_week, rmb, worlds, compared.grounds.on)
    parameters: dict[str, list[Any]] = {name: [] for name in PARAMETER_COLUMNS}
    finished = 0
    for chunk in simulate(told, worlds=worlds, seed=seed, threads=threads, on_world=on_world):
        compared.add_chunk(chunk.history)
        summary.add_chunk(chunk.history)
        finished += len(chunk.numbers)
        for name, values in chunk.human.items():
            parameters["world"] += list(chunk.numbers)
            parameters["name"] += [name] * len(values)
            parameters["unit"] += [told.parameters[name].unit] * len(values)
            parameters["human"] += values.tolist()
            parameters["machine"] += chunk.machine[name].tolist()
    # A world whose money does not close, or in which an alarm goes off, raises: these are the ones that passed.
    audit = {"worlds_passed": finished, "worlds_asked": worlds}
    return Result(told, ledger, worlds, seed, compared.rows(), summary.series(), summary.people(), parameters, audit,
                  run_id, records, command, versions(), hidden)  # fmt: skip


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    *,
    worlds: int = TWINS,
    seed: int = SEED,
    threads: int | None = None,
    start: date | None = None,
    end: date | None = None,
    on_world: Callable[[], None] = lambda: None,
    command: str = "",
) -> Twins:
    """Run two scenarios with the same luck, and tell what differs: b less a, each world with its own twin.

    on_world  called twice for each pair; for the other arguments see `run`
    Raises    ScenarioError; UserError as `run` does; WorldFailedError if twins differ before they are told to
    """
    one: Scenario
    two: Scenario
    (worlds, seed, threads), one, two = collect_faults(
        lambda: check_integers(worlds=worlds, seed=seed, threads=threads),
        lambda: resolve_scenario(a, start=start, end=end, called="a"),
        lambda: resolve_scenario(b, start=start, end=end, called="b"),
    )
    check_weeks(one, two)
    parts = [model_digest(the_week(), told.switches) for told in (one, two)]
    run_id = digest(text.encode() for text in (*parts, one.digest(), two.digest(), str(worlds), str(seed), "twins"))
    told = intervention_weeks(one, two, worlds=worlds, seed=seed)
    partings = [find_divergence(one, two, seed=seed, number=number) for number in pairs_to_audit(told, AUDITED)]
    parted = min((week for week in told if week is not None), default=None)
    measured = EffectsBuilder(one, two, parted, {rate.year: rate.rmb_per_usd for rate in rates()})
    unlike: set[str] = set()
    finished = 0
    for here, there in simulate_twins(one, two, told=told, seed=seed, threads=threads, on_world=on_world):
        measured.add_chunk(here.history, there.history)
        unlike |= differing_parameters(here, there)
        finished += len(here.numbers)
    audit = {"worlds_passed": finished, "worlds_asked": worlds}
    return Twins(one, two, worlds, seed, difference(one, two), measured.rows(), partings, sorted(unlike), audit,
                 run_id, command, versions())  # fmt: skip


def check_weeks(a: Scenario, b: Scenario) -> None:
    """Raise ScenarioError unless both scenarios cover the same weeks."""
    spans = [f"{monday(one.first_week)} to {monday(one.last_week) + timedelta(days=6)}" for one in (a, b)]
    if spans[0] != spans[1]:
        found = f"{a.name} from {spans[0]}, {b.name} from {spans[1]}"
        raise ScenarioError(Fault("scenarios", found, "the same weeks", "Give --start and --end for both."))


def _about(scenario: Scenario) -> dict[str, str]:
    return {
        "name": scenario.name,
        "title": scenario.title,
        "about": scenario.about,
        "digest": scenario.digest(),
        "from": monday(scenario.first_week).isoformat(),
        "to": monday(scenario.last_week).isoformat(),
    }


def _run_id(told: Scenario, worlds: int, seed: int, records: str, as_of: date | None, hidden: NonPublic | None) -> str:
    """What stands for everything that decides a result, and for nothing else: versions are in the manifest."""
    parts = [model_digest(the_week(), told.switches), told.digest(), str(worlds), str(seed), records, str(as_of)]
    if hidden:
        parts.append(hidden.keyed_hash)
    return digest(part.encode() for part in parts)


def resolve_scenario(
    scenario: str | Path | Scenario,
    *,
    overrides: Iterable[str] = (),
    start: date | None = None,
    end: date | None = None,
    called: str = "scenario",
) -> Scenario:
    """The scenario of a run, checked as a whole before anything is computed; for its arguments see `run`.

    called  what the caller's argument is named, for messages
    Raises  ScenarioError with every fault
    """
    told, span = collect_faults(
        lambda: scenario_of(called, scenario, overrides), lambda: check_dates(start=start, end=end)
    )
    return _between(told, *span)


def _ledger(as_of: date | None, folders: Iterable[Path | str]) -> tuple[Ledger, date | None, list[Path]]:
    """The ledger as of a day, with the user's folders, and both as they were understood."""
    (day,), places = collect_faults(lambda: days(as_of=as_of), lambda: folders_of(folders))
    return ledgers.load(as_of=day, folders=places), day, places


def _between(scenario: Scenario, start: date | None, end: date | None) -> Scenario:
    """The scenario with other first and last days."""
    first = week_of(start) if start else scenario.first_week
    last = week_of(end) if end else scenario.last_week
    if last - first + 1 < WEEKS_PER_PERIOD:
        from_, to = start or monday(first), end or monday(last) + timedelta(days=6)
        turned = "Are the two exchanged?" if to < from_ else ""
        raise ScenarioError(Fault("start, end", f"{from_} to {to}", f"at least {WEEKS_PER_PERIOD} weeks", turned))
    return replace(scenario, first_week=first, last_week=last)


def versions() -> dict[str, str]:
    """Versions of what a result may depend on."""
    return {"legation": metadata.version("legation"), "python": platform.python_version()} | {
        name: metadata.version(name) for name in ("numba", "llvmlite", "numpy")
    }


def ledger_digest(ledger: Ledger) -> str:
    """A hash of the shipped records, every file, and of the claims and sources that are public in this ledger."""
    files = sorted((path.relative_to(RECORDS).as_posix(), path) for path in RECORDS.rglob("*")
                   if path.suffix in (".toml", ".csv"))  # fmt: skip
    shown = ledger.public()
    named = {told.outlet for told in shown.sources.values()}
    outlets = [outlet for name, outlet in shown.outlets.items() if name in named]
    texts = [text for name, path in files for text in (name.encode(), source(path))]
    texts += [toml.claims_text(shown.claims.values()).encode()]
    texts += [toml.sources_text(outlets, shown.sources.values()).encode()]
    return digest(texts)
