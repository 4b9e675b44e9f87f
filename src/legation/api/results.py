"""What a run and a comparison result in: tables, what made them, and how they are shown and saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.api.record import check_file_free
from legation.api.scenarios import own_series_rows
from legation.assessment.comparison import ComparisonRow, public_rows
from legation.assessment.verdicts import LEGEND
from legation.base.calendar import end_of, monday
from legation.base.faults import Fault, UserError, shown
from legation.base.files import write_file
from legation.engine.week import the_week
from legation.evidence.ledger import Ledger
from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.experiments.ensemble import FAILURE_COLUMNS, Failure
from legation.experiments.twins import Divergence
from legation.provenance.nonpublic import NonPublic
from legation.publication.drawn import DrawnParameters
from legation.publication.outcomes import Outcomes
from legation.publication.summary import SERIES_COLUMNS
from legation.report.screen import WIDTH
from legation.runs import store
from legation.runs.codebook import EFFECT_TABLES, codebook, run_codebook
from legation.runs.wide_tables import draws_frame, outcomes_frame, parameters_frame, parts
from legation.scenario import Scenario
from legation.scenario.inputs import KEPT_FOLDER

if TYPE_CHECKING:
    from polars import DataFrame

UNFITTED = "unfitted: prior only"
REPORT_COLUMNS = {
    **dict.fromkeys(("claim", "observable", "said", "source"), str),
    **{f"{side}_{name}": str for side in ("a", "b") for name in ("lies", "width", "grounds", "gives")},
}


@dataclass(frozen=True)
class Result:
    """A finished ensemble.

    rows        the table: claim by claim, the model's range and how they compare
    series      by place and four-week period, or by region and year: quantiles over worlds, rounded
    parameters  world, name, unit, human and machine value, as columns; failed worlds are among them
    audit       worlds asked for, worlds that passed the weekly audit of money and alarms, and worlds that failed
    run_id      sixteen hexadecimal digits for all that decides the result, taken when the run began
    records     a hash of the ledger that was used, taken at the same time
    failures    the worlds that failed, which nothing else holds anything of but their draws
    folder      where the run was saved; None if it was not, or later
    day         on which it was run, in Greenwich; it decides nothing, and the number doesn't cover it
    without     ids of outlets whose claims were left out
    measured    what each world came to, as arrays; `outcomes` is the table
    """

    scenario: Scenario
    ledger: Ledger
    worlds: int
    seed: int
    rows: list[ComparisonRow]
    series: list[dict[str, Any]]
    parameters: DrawnParameters
    audit: dict[str, int]
    run_id: str
    records: str
    command: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    nonpublic: NonPublic | None = None
    failures: list[Failure] = field(default_factory=list)
    folder: Path | None = None
    day: date | None = None
    without: Sequence[str] = ()
    measured: Outcomes = field(default=Outcomes([], [], [], {}), repr=False)

    def __repr__(self) -> str:
        """What it is, without a word of a claim: a notebook shows this, and is passed on."""
        return f"<Result {self.run_id}: {self.scenario.name}, {self.worlds} worlds, seed {self.seed}>"

    @property
    def name(self) -> str:
        """What a new run folder is named after."""
        return self.scenario.name

    @property
    def draws(self) -> DataFrame:
        """What each world drew: a Polars frame with a row for each world and a column for each parameter.

        `world` is the number of the world, from 0; the values are as people write them, in the units that the column
        `unit` of `parameters` names. Worlds that failed are among them. `draws.join(outcomes, on="world")` sets them
        beside what the worlds came to.
        """
        return draws_frame(self.parameters)

    @property
    def outcomes(self) -> DataFrame:
        """What each world came to: a Polars frame with a row for each world, place and calendar year.

        Columns: `world`, `place` (a place of the model, a region, or "all places"), `year`, and one for each measure,
        in its unit, with four significant digits. It is null where there is nothing to measure. Flight, capture,
        return and detention have numbers only for regions and all places together; of a spread, such as the
        margin of a month, the column holds the median person. Worlds that failed are not among them.
        """
        return outcomes_frame(self.measured)

    def public(self) -> Result:
        """The part that may be saved and passed on: without the rows of claims that are not public."""
        ledger = self.ledger.public()
        return replace(self, ledger=ledger, rows=public_rows(self.rows, ledger))

    def manifest(self) -> dict[str, Any]:
        """What made this result, as plain data."""
        return {
            "format": store.FORMAT,
            "run_id": self.run_id,
            "day": self.day.isoformat() if self.day else None,
            "scenario": _about(self.scenario),
            "worlds": self.worlds,
            "seed": self.seed,
            "fit": UNFITTED,
            "ledger": _about_ledger(self.ledger, self.records, self.without),
            "handling": self.nonpublic.words() if self.nonpublic else "public",
            "nonpublic_keyed_hash": self.nonpublic.keyed_hash if self.nonpublic else None,
            "command": self.command,
            "week": the_week().name,
            "mechanisms": [mechanism.name for mechanism in the_week().mechanisms],
            "versions": self.versions,
            "audit": self.audit,
        }

    def table(self, width: int = WIDTH) -> str:
        """The table as text, as `legation run` prints it: the only place where claims that are not public are shown.

        width  of the console, in cells
        """
        from legation.report.table import run_screen

        return run_screen(self).text(width) + "\n"

    def report(self, *, include_nonpublic: bool = False) -> str:
        """The report as one HTML page that needs no network. It holds public claims only, unless others are asked for.

        include_nonpublic  put claims in that are not public, too; each page says so
        """
        from legation.report.page import run_html

        return run_html(self if include_nonpublic else self.public())

    def write_report(self, file: Path | str, *, include_nonpublic: bool = False, force: bool = False) -> Path:
        """Write the report into a file of its own, for its owner alone if it holds what is not public.

        force   replace a file that exists
        Raises  UserError if the name does not end in .html, or something is in the way
        """
        path = check_report_file(file, force=force)
        private = include_nonpublic and bool(self.nonpublic)
        content = self.report(include_nonpublic=include_nonpublic).encode()
        write_file(path, content, private=private, replace=force)
        return path

    def save(self, folder: Path | str | None = None, *, force: bool = False) -> Path:
        """Write tables, manifest and report into a run folder, whole or not at all, and return where it is.

        folder  None takes a new one below `runs/`
        force   replace a run folder that exists
        Raises  RunFolderError if the folder is in the way or can't be written
        """
        place = Path(folder) if folder is not None else None
        store.check_place(place, self.name, force=force)
        report = self.report()

        def fill(draft: Path) -> None:
            store.write_table(draft, "series", self.series, SERIES_COLUMNS)
            drawn, measured = self.parameters, self.measured
            store.write_frames(draft, "parameters", (parameters_frame(drawn, part) for part in parts(drawn.worlds)))
            store.write_frame(draft, "draws", self.draws)
            store.write_frames(
                draft, "outcomes", (outcomes_frame(measured.of_worlds(part)) for part in parts(measured.worlds))
            )
            store.write_table(draft, "failures", [failure.as_row() for failure in self.failures], FAILURE_COLUMNS)
            store.write_json(draft, "comparison", [row.as_dict() for row in self.public().rows])
            store.write_json(draft, "codebook", run_codebook(LEGEND, self.scenario.parameters, self.measured.measures))
            (draft / "scenario.toml").write_text(self.scenario.as_toml(), encoding="utf-8")
            _keep_own_series(draft, self.scenario)
            (draft / "report.html").write_text(report, encoding="utf-8")
            store.write_json(draft, "manifest", self.manifest())

        return store.save(fill, place, name=self.name, force=force)


@dataclass(frozen=True)
class Twins:
    """Two scenarios compared, each world with its own twin.

    differences  in what b differs from a, in sentences
    effects      what that makes of each measure, b less a: all years together first, then year by year
    partings     when and by what the first few twins part; the first that do, too, if none of these does
    differing_parameters  those whose draws differ between twins, so that they are alike in less than everything else
    audit, run_id, command, versions, folder, day, ledger, records, without, nonpublic
                 as of a run; a pair fails if either of its twins does
    failures     the twins that failed, each under its scenario
    reports      what the ledger's claims are beside either scenario: the rows of a and of b
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
    failures: list[Failure] = field(default_factory=list)
    folder: Path | None = None
    day: date | None = None
    ledger: Ledger = field(kw_only=True)
    records: str = field(kw_only=True)
    without: Sequence[str] = field(default=(), kw_only=True)
    nonpublic: NonPublic | None = field(default=None, kw_only=True)
    reports: list[tuple[ComparisonRow, ComparisonRow]] = field(default_factory=list, kw_only=True)

    @property
    def name(self) -> str:
        """What a new run folder is named after."""
        return comparison_name(self.a, self.b)

    @property
    def telling(self) -> list[tuple[ComparisonRow, ComparisonRow]]:
        """The reports that lie elsewhere under b than under a, and that the model could have told otherwise."""
        return [
            (here, there)
            for here, there in self.reports
            if here.is_compared and there.is_compared and here.lies != there.lies
            if here.is_informative or there.is_informative
        ]

    def public(self) -> Twins:
        """The part that may be saved and passed on: without the rows of claims that are not public."""
        ledger = self.ledger.public()
        sides = [public_rows(rows, ledger) for rows in zip(*self.reports, strict=True)] if self.reports else [[], []]
        return replace(self, ledger=ledger, reports=list(zip(*sides, strict=True)))

    def manifest(self) -> dict[str, Any]:
        """What made this result, as plain data."""
        return {
            "format": store.FORMAT,
            "run_id": self.run_id,
            "day": self.day.isoformat() if self.day else None,
            "scenarios": [_about(self.a), _about(self.b)],
            "differences": self.differences,
            "worlds": self.worlds,
            "seed": self.seed,
            "fit": UNFITTED,
            "ledger": _about_ledger(self.ledger, self.records, self.without),
            "handling": self.nonpublic.words() if self.nonpublic else "public",
            "nonpublic_keyed_hash": self.nonpublic.keyed_hash if self.nonpublic else None,
            "command": self.command,
            "week": the_week().name,
            "mechanisms": [mechanism.name for mechanism in the_week().mechanisms],
            "versions": self.versions,
            "audit": self.audit,
            "partings": [asdict(parting) for parting in self.partings],
            "parameters_apart": self.differing_parameters,
        }

    def table(self, width: int = WIDTH) -> str:
        """The effects as text, as `legation compare` prints them.

        width  of the console, in cells
        """
        from legation.report.effects_table import effects_screen

        return effects_screen(self).text(width) + "\n"

    def report(self) -> str:
        """The effects as one HTML page that needs no network; it holds public claims only."""
        from legation.report.effects_page import effects_html

        return effects_html(self.public())

    def save(self, folder: Path | str | None = None, *, force: bool = False) -> Path:
        """Write effects, both scenarios, manifest and report into a run folder; for the arguments see `Result.save`."""
        place = Path(folder) if folder is not None else None
        store.check_place(place, self.name, force=force)
        report = self.report()

        def fill(draft: Path) -> None:
            store.write_table(draft, "effects", [effect.as_row() for effect in self.effects], effects.COLUMNS)
            store.write_table(draft, "reports", [_report_row(*rows) for rows in self.public().reports], REPORT_COLUMNS)
            store.write_table(draft, "failures", [failure.as_row() for failure in self.failures], FAILURE_COLUMNS)
            store.write_json(draft, "codebook", codebook(effects.LEGEND, EFFECT_TABLES))
            (draft / "scenario-a.toml").write_text(self.a.as_toml(), encoding="utf-8")
            (draft / "scenario-b.toml").write_text(self.b.as_toml(), encoding="utf-8")
            _keep_own_series(draft, self.a, self.b)
            (draft / "report.html").write_text(report, encoding="utf-8")
            store.write_json(draft, "manifest", self.manifest())

        return store.save(fill, place, name=self.name, force=force)


def _report_row(here: ComparisonRow, there: ComparisonRow) -> dict[str, Any]:
    """A report beside two scenarios, as a row of `REPORT_COLUMNS`."""
    shared = {name: getattr(here, name) for name in ("claim", "observable", "said", "source")}
    sides = {
        f"{side}_{name}": getattr(row, name)
        for side, row in (("a", here), ("b", there))
        for name in ("lies", "width", "grounds", "gives")
    }
    return shared | sides


def _about_ledger(ledger: Ledger, records: str, without: Sequence[str]) -> dict[str, Any]:
    """What of the ledger decided a result: its hash, and the month that the newest claim is at least of."""
    public = ledger.public()
    # Of a source dated by its year alone, only the first month is certain.
    published = [public.sources[claim.source].published.first for claim in public.claims.values()]
    return {
        "digest": records,
        "latest": max(published).strftime("%Y-%m") if published else None,
        "claims": len(ledger.public_ids()),
        "as_of": ledger.as_of.isoformat() if ledger.as_of else None,
        "without": list(without),
    }


def comparison_name(a: Scenario, b: Scenario) -> str:
    """What the run folder of a comparison is named after."""
    return f"{a.name}-and-{b.name}"


def _keep_own_series(draft: Path, *scenarios: Scenario) -> None:
    """Write the user's own series where the saved scenarios name them, so that the folder can be run again."""
    for scenario in scenarios:
        for own in scenario.own_series().values():
            (draft / KEPT_FOLDER).mkdir(exist_ok=True)
            (draft / KEPT_FOLDER / own.kept_name).write_bytes(own.content)


def _about(scenario: Scenario) -> dict[str, Any]:
    series = own_series_rows(scenario)
    return {
        "name": scenario.name,
        "title": scenario.title,
        "changes": list(scenario.changes),
        **({"fixed": list(scenario.fixed)} if scenario.fixed else {}),
        "about": scenario.about,
        "digest": scenario.digest(),
        "from": monday(scenario.first_week).isoformat(),
        "to": end_of(scenario.last_week).isoformat(),
        **({"series": series} if series else {}),
    }


def check_report_file(file: Path | str, *, force: bool) -> Path:
    """The path of a file for a report. Raises UserError if none can be written there."""
    path = Path(file)
    if path.suffix.lower() != ".html":
        raise UserError(Fault("report", shown(path.name), "a name that ends in .html"))
    check_file_free(path, force=force)
    return path
