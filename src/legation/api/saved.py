"""A finished run read back from its folder, so that it can be shown, exported and set beside another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.defaults import NEWEST_RUN
from legation.api.results import REPORT_COLUMNS, Result, Twins
from legation.assessment.comparison import ComparisonRow
from legation.base.faults import Fault, Faults, RunFolderError, as_written
from legation.evidence import ledger as ledgers
from legation.evidence.ledger import Ledger
from legation.experiments import effects
from legation.experiments.effects import Effect, Interval
from legation.experiments.ensemble import FAILURE_COLUMNS, Failure
from legation.experiments.setup import load_scenario
from legation.experiments.twins import Divergence
from legation.observation import targets
from legation.observation.targets import Target
from legation.provenance.identity import ledger_digest
from legation.publication import drawn
from legation.publication.drawn import DrawnParameters
from legation.publication.outcomes import KEYS, Outcomes
from legation.publication.summary import SERIES_COLUMNS
from legation.runs import store
from legation.scenario import Scenario

if TYPE_CHECKING:
    from polars import DataFrame

CHANGED_RECORD = (
    "The installed record is not the one of this run: it has changed since, or the run used public claims of a folder. "
    "Verdicts and numbers are those of the run; citations, and reported values on charts, are of the installed record."
)


@dataclass(frozen=True, repr=False)
class SavedResult(Result):
    """A run read back from its folder. It holds no claim that is not public.

    stored  the manifest as it was written
    """

    stored: Mapping[str, Any] = field(default_factory=dict)

    def manifest(self) -> dict[str, Any]:
        """What made this result, as it was written."""
        return dict(self.stored)

    @property
    def remark(self) -> str:
        """What a reader must know of a run whose record has changed since; empty if it has not."""
        return "" if ledger_digest(self.ledger) == self.records else CHANGED_RECORD


@dataclass(frozen=True)
class SavedTwins(Twins):
    """A comparison of two scenarios read back from its folder.

    stored  the manifest as it was written
    """

    stored: Mapping[str, Any] = field(default_factory=dict)

    def manifest(self) -> dict[str, Any]:
        """What made this result, as it was written."""
        return dict(self.stored)


def load_run(name: str | Path = NEWEST_RUN) -> SavedResult | SavedTwins:
    """Read a finished run, or a finished comparison of two scenarios, from its folder.

    name    a run folder, its name below `runs/`, or "last"
    Raises  RunFolderError if there is none, or with each of its files that can't be read; ScenarioError if the
            installed program no longer knows what its scenario names
    """
    folder = store.find(str(name))
    return _Reader(folder, store.read_manifest(folder)).read()


class _Reader:
    """Reads the files of one folder, and collects what is wrong with them."""

    def __init__(self, folder: Path, manifest: dict[str, Any]):
        self.folder, self.manifest, self.faults = folder, manifest, Faults()

    def read(self) -> SavedResult | SavedTwins:
        try:
            return self._twins() if "scenarios" in self.manifest else self._result()
        except (KeyError, TypeError, ValueError) as problem:
            self.faults.refuse(RunFolderError)
            # All files could be read, so one of them holds something else than the program wrote.
            found = f"something that is not of a run ({type(problem).__name__}: {problem})"
            fault = Fault("run folder", found, "the files as the program wrote them", "Run it again.", self._place())
            raise RunFolderError(fault) from None

    def _result(self) -> SavedResult:
        about = self.manifest
        series = self._table("series", SERIES_COLUMNS)
        parameters = self._table("parameters", drawn.COLUMNS)
        failures = self._table("failures", FAILURE_COLUMNS)
        outcomes = self._table("outcomes", KEYS)
        rows = self._json("comparison")
        scenario = self._scenario("scenario", about["scenario"])
        self.faults.refuse(RunFolderError)
        assert series is not None and parameters is not None and failures is not None and outcomes is not None
        ledger = _ledger(about["ledger"])
        return SavedResult(
            scenario, ledger, about["worlds"], about["seed"], [_row(row, ledger, scenario) for row in rows],
            series.to_dicts(), _drawn(parameters, scenario), about["audit"], about["run_id"],
            about["ledger"]["digest"], about["command"], about["versions"], None, _failures(failures), self.folder,
            _day(about), about["ledger"].get("without", ()), _outcomes(outcomes), about,
        )  # fmt: skip

    def _twins(self) -> SavedTwins:
        about = self.manifest
        measured = self._table("effects", effects.COLUMNS)
        failures = self._table("failures", FAILURE_COLUMNS)
        reports = self._table("reports", REPORT_COLUMNS)
        a, b = (self._scenario(f"scenario-{side}", each)
                for side, each in zip("ab", about["scenarios"], strict=True))  # fmt: skip
        self.faults.refuse(RunFolderError)
        assert measured is not None and failures is not None and reports is not None
        partings = [
            Divergence(**{**parting, "what": tuple(parting["what"]), "columns": tuple(parting["columns"])})
            for parting in about["partings"]
        ]
        return SavedTwins(
            a, b, about["worlds"], about["seed"], about["differences"], [_effect(row) for row in measured.to_dicts()],
            partings, about["parameters_apart"], about["audit"], about["run_id"], about["command"], about["versions"],
            _failures(failures), self.folder, _day(about), about, ledger=_ledger(about["ledger"]),
            records=about["ledger"]["digest"], without=about["ledger"].get("without", ()),
            reports=[(_side(row, "a"), _side(row, "b")) for row in reports.to_dicts()],
        )  # fmt: skip

    def _table(self, name: str, columns: Any) -> DataFrame | None:
        """A table that has at least these columns; None, and a fault, if it can't be read."""
        import polars

        file = f"{name}.parquet"
        try:
            frame = polars.read_parquet((self.folder / file).read_bytes())
        except FileNotFoundError:
            self._missing(file)
            return None
        except (OSError, polars.exceptions.PolarsError):
            self._damaged(file, "a table")
            return None
        lacking = [column for column in columns if column not in frame.columns]
        if lacking:
            self._damaged(file, f"the column {lacking[0]}")
            return None
        return frame

    def _json(self, name: str) -> Any:
        file = f"{name}.json"
        try:
            return json.loads((self.folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self._missing(file)
        except (OSError, ValueError, RecursionError):
            self._damaged(file, "JSON")
        return None

    def _scenario(self, name: str, about: Mapping[str, Any]) -> Scenario:
        """The scenario under the name that it had; its own file is called the same in every run folder."""
        file = self.folder / f"{name}.toml"
        if not file.is_file():
            self._missing(file.name)
            self.faults.refuse(RunFolderError)
        changes, fixed = tuple(about["changes"]), tuple(about.get("fixed", ()))
        return replace(load_scenario(file), name=about["name"], changes=changes, fixed=fixed)

    def _missing(self, file: str) -> None:
        advice = "An earlier version of the program may have written it, or a copy is not whole: run it again."
        self.faults.append(Fault(file, "no such file", "a file of the run", advice, self._place()))

    def _damaged(self, file: str, expected: str) -> None:
        self.faults.append(Fault(file, "something else", expected, "Run it again.", self._place()))

    def _place(self) -> str:
        return as_written(self.folder)


def _ledger(about: Mapping[str, Any]) -> Ledger:
    """The installed record as of the day of the run, without the outlets that it left out."""
    day = date.fromisoformat(about["as_of"]) if about["as_of"] else None
    ledger = ledgers.load_ledger(as_of=day)
    return ledger.without_outlets(about["without"]) if about.get("without") else ledger


def _day(about: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(about["day"]) if about.get("day") else None


def _row(data: dict[str, Any], ledger: Ledger, scenario: Scenario) -> ComparisonRow:
    """A row as it was saved, and, for charts, what was compared, worked out again."""
    kept = {name: value for name, value in data.items() if name != "verdict"}
    ends = data["reported"]
    if ends:
        low, high = ends
        kept["reported"] = (-inf if low is None else low, inf if high is None else high)
    row = ComparisonRow(**{**kept, "may_be": tuple(data["may_be"])})
    claim = ledger.claims.get(row.claim)
    compared = targets.target(claim, scenario) if claim and row.is_compared and claim.observable else None
    return replace(row, target=compared if isinstance(compared, Target) else None)


def _side(row: Mapping[str, Any], side: str) -> ComparisonRow:
    """A report beside one of two scenarios, as far as it was saved."""
    beside = {name: row[f"{side}_{name}"] for name in ("lies", "width", "grounds", "gives")}
    return ComparisonRow(row["claim"], "", row["observable"], row["said"], row["source"], "", "", "", **beside)


def _failures(table: DataFrame) -> list[Failure]:
    return [Failure(**row) for row in table.to_dicts()]


def _effect(row: dict[str, Any]) -> Effect:
    sides: dict[str, Any] = {}
    for side in ("a", "b", "difference"):
        ends = [row.pop(f"{side}_{part}") for part in Interval._fields]
        sides[side] = None if ends[0] is None else Interval(*ends)
    return Effect(**row, **sides)


def _drawn(table: DataFrame, scenario: Scenario) -> DrawnParameters:
    """What each world drew, from its table, in its order.

    Raises  KeyError, ValueError if it is not of this scenario, or if worlds have other parameters than the first
    """
    names, worlds = (list(dict.fromkeys(table[key].to_list())) for key in ("name", "world"))
    if table["name"].to_list() != names * len(worlds):
        raise ValueError("worlds that drew other parameters than the first")
    human = table["human"].to_numpy().reshape(len(worlds), len(names)).T
    read = DrawnParameters({name: scenario.parameters[name] for name in names})
    read.add(worlds, dict(zip(names, human, strict=True)))
    return read


def _outcomes(table: DataFrame) -> Outcomes:
    """The arrays from which a table of outcomes was made."""
    worlds, areas, years = (list(dict.fromkeys(table[key].to_list())) for key in KEYS)
    size = len(worlds), len(areas), len(years)
    measures = {name: table[name].fill_null(float("nan")).to_numpy().reshape(size)
                for name in table.columns if name not in KEYS}  # fmt: skip
    return Outcomes(worlds, areas, years, measures)
