"""The Python interface: one function for each question of the command line.

import legation
result = legation.run("baseline", worlds=64)
print(result.table())
result.save("runs/first")
print(legation.compare("baseline", "no-bank-crackdown").table())

Each module holds a group of questions; here stand the names that others may use. A name is loaded when it is first
asked for, so that the command line can show the defaults without loading the model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.api.annotation import annotate as annotate
    from legation.api.articles import accept_proposals as accept_proposals
    from legation.api.articles import mendable_columns as mendable_columns
    from legation.api.articles import own_words as own_words
    from legation.api.articles import proposals_from as proposals_from
    from legation.api.articles import read as read
    from legation.api.articles import save_proposals as save_proposals
    from legation.api.assessments import assess as assess
    from legation.api.assessments import report_text as report_text
    from legation.api.captures import CUSTODY_STATES as CUSTODY_STATES
    from legation.api.captures import custody as custody
    from legation.api.claims import find_claims as find_claims
    from legation.api.claims import grades_in_words as grades_in_words
    from legation.api.claims import list_claims as list_claims
    from legation.api.claims import show_claim as show_claim
    from legation.api.connections import impact as impact
    from legation.api.connections import list_names as list_names
    from legation.api.connections import why as why
    from legation.api.differences import RunDifference as RunDifference
    from legation.api.differences import diff_runs as diff_runs
    from legation.api.estimability import unseen as unseen
    from legation.api.exports import RunExported as RunExported
    from legation.api.exports import check_export_places as check_export_places
    from legation.api.exports import export_run as export_run
    from legation.api.fits import build_bank as build_bank
    from legation.api.fits import fit as fit
    from legation.api.installation import doctor as doctor
    from legation.api.network import export_graph as export_graph
    from legation.api.own_claims import own_findings as own_findings
    from legation.api.own_claims import save_own_findings as save_own_findings
    from legation.api.record import RowsRefusedError as RowsRefusedError
    from legation.api.record import export_claims as export_claims
    from legation.api.record import forget as forget
    from legation.api.record import gaps as gaps
    from legation.api.record import import_claims as import_claims
    from legation.api.record import template as template
    from legation.api.results import Result as Result
    from legation.api.results import Twins as Twins
    from legation.api.results import check_report_file as check_report_file
    from legation.api.runs import compare as compare
    from legation.api.runs import open_run as open_run
    from legation.api.runs import run as run
    from legation.api.saved import load_run as load_run
    from legation.api.scenarios import check as check
    from legation.api.scenarios import difference as difference
    from legation.api.scenarios import plan as plan
    from legation.api.scenarios import resolve_scenario as resolve_scenario
    from legation.api.scenarios import schema as schema
    from legation.api.series import ImportedSeries as ImportedSeries
    from legation.api.series import import_series as import_series
    from legation.api.topics import about as about
    from legation.api.topics import overview as overview
    from legation.api.topics import save_topic as save_topic

# Module -> the names that it offers.
_OFFERED = {
    "runs": ("run", "compare", "open_run"),
    "results": ("Result", "Twins", "check_report_file"),
    "scenarios": ("check", "schema", "plan", "difference", "resolve_scenario"),
    "series": ("import_series", "ImportedSeries"),
    "claims": ("find_claims", "list_claims", "show_claim", "grades_in_words"),
    "articles": ("read", "save_proposals", "accept_proposals", "proposals_from", "own_words", "mendable_columns"),
    "record": (
        "gaps",
        "template",
        "import_claims",
        "export_claims",
        "forget",
        "RowsRefusedError",
    ),
    "assessments": ("assess", "report_text"),
    "topics": ("about", "overview", "save_topic"),
    "estimability": ("unseen",),
    "own_claims": ("own_findings", "save_own_findings"),
    "connections": ("list_names", "why", "impact"),
    "network": ("export_graph",),
    "captures": ("custody", "CUSTODY_STATES"),
    "annotation": ("annotate",),
    "installation": ("doctor",),
    "fits": ("build_bank", "fit"),
    "saved": ("load_run",),
    "differences": ("diff_runs", "RunDifference"),
    "exports": ("export_run", "check_export_places", "RunExported"),
}
_MODULES = {name: module for module, names in _OFFERED.items() for name in names}
__all__ = sorted(_MODULES)


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for."""
    if name in _MODULES:
        return getattr(import_module(f"legation.api.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'legation.api' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
