"""The identity of a run: a number for all that decides its result, and a hash of the ledger that it used.

A run's number covers the source files that the run imports. They are found from the import statements, beginning at the
modules that compute a run, so a file that no run imports changes no number. The versions of compilers and libraries
stand in the manifest: they must not change a result.
"""

from __future__ import annotations

import platform
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib import metadata
from pathlib import Path

from legation.base import sources
from legation.base.digest import digest, source
from legation.engine.week import Week, files_of_others, the_week
from legation.evidence import thesaurus
from legation.evidence.csv_tables import RECORDS
from legation.evidence.exporting import toml_text
from legation.evidence.ledger import Ledger
from legation.experiments.setup import active_mechanisms
from legation.provenance.nonpublic import NonPublic
from legation.scenario import Scenario

# The modules that compute a result; whatever they import may decide it, too.
RUN = (
    "legation.experiments.ensemble",
    "legation.publication.summary",
    "legation.publication.outcomes",
    "legation.assessment.comparison",
)
COMPARISON = ("legation.experiments.twins", "legation.experiments.effects")
LIBRARIES = ("numba", "llvmlite", "numpy", "polars", "pydantic", "click")


def run_id(
    scenario: Scenario, worlds: int, seed: int, records: str, as_of: date | None, nonpublic: NonPublic | None
) -> str:
    """Sixteen hexadecimal digits for all that decides the result of a run.

    records    what `ledger_digest` returned
    as_of      the day after which no claim counts
    nonpublic  the claims that are not public: only their owner can recompute their part
    """
    parts = [model_digest(scenario, RUN), scenario.digest(), str(worlds), str(seed), records, str(as_of)]
    if nonpublic:
        parts.append(nonpublic.keyed_hash)
    return digest(part.encode() for part in parts)


def comparison_id(
    a: Scenario, b: Scenario, worlds: int, seed: int, records: str, as_of: date | None, nonpublic: NonPublic | None
) -> str:
    """Sixteen hexadecimal digits for all that decides the result of a comparison of two scenarios; see `run_id`."""
    parts = [model_digest(scenario, COMPARISON) for scenario in (a, b)]
    parts += [a.digest(), b.digest(), str(worlds), str(seed), "twins", records, str(as_of)]
    if nonpublic:
        parts.append(nonpublic.keyed_hash)
    return digest(part.encode() for part in parts)


def model_digest(scenario: Scenario, entries: Iterable[str], week: Week | None = None) -> str:
    """Sixteen hexadecimal digits for the sources of the model, and for no version of a library.

    entries  the modules that compute the result
    """
    files = deciding(scenario, entries, week)
    return digest(text for name, path in files for text in (name.encode(), source(path)))


def deciding(scenario: Scenario, entries: Iterable[str], week: Week | None = None) -> list[tuple[str, Path]]:
    """The sources that may decide a result, ours and third parties', each with a name that is the same everywhere.

    A third party's mechanism that is off decides nothing.
    """
    week = week or the_week()
    mechanisms = [m.module.__name__ for m in week.mechanisms if m.name not in week.third_parties]
    # Each with the packages that hold it, whose `__init__` runs first.
    begun = {name for entry in [*entries, *mechanisms] for name in sources.imports(f"import {entry}")}
    ours = sources.reachable(begun).values()
    active = active_mechanisms(scenario, week)
    theirs = [m.module for m in week.mechanisms if m.name in week.third_parties and m.name in active]
    return [(path.relative_to(sources.PACKAGE).as_posix(), path) for path in ours] + [
        (f"{module.__name__} {number}", path)
        for module in theirs
        for number, path in enumerate(files_of_others(module))
    ]  # fmt: skip


def utc_day() -> date:
    """The day, as it is in Greenwich: the same for two people who run the same at the same time."""
    return datetime.now(UTC).date()


def versions() -> dict[str, str]:
    """The versions of what a result may depend on, and of what reads a scenario and a command and writes the tables."""
    return {"legation": metadata.version("legation"), "python": platform.python_version()} | {
        name: metadata.version(name) for name in LIBRARIES
    }


def ledger_digest(ledger: Ledger) -> str:
    """A hash of the shipped records and of the claims and sources that are public in this ledger.

    Of the records every file counts but the thesaurus: how claims are found decides no result.
    """
    files = sorted((path.relative_to(RECORDS).as_posix(), path) for path in RECORDS.rglob("*")
                   if path.suffix in (".toml", ".csv") and path.name != thesaurus.FILE)  # fmt: skip
    public = ledger.public()
    named = {article.outlet for article in public.sources.values()}
    outlets = [outlet for name, outlet in public.outlets.items() if name in named]
    texts = [text for name, path in files for text in (name.encode(), source(path))]
    texts += [toml_text.claims_text(public.claims.values()).encode()]
    texts += [toml_text.sources_text(outlets, public.sources.values()).encode()]
    return digest(texts)
