"""Questions about what rests on what: the names there are, what is behind one, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults, open_ledger
from legation.api.claims import list_claims
from legation.api.defaults import KINDS_OF_NAMES, SCENARIO
from legation.api.scenarios import resolve_scenario
from legation.base.faults import Fault, UserError, nearest, shown
from legation.engine.week import the_week
from legation.evidence import handling
from legation.evidence.ledger import Ledger
from legation.provenance.graph import Graph, Node, branches, build_graph
from legation.scenario import Scenario, shipped
from legation.scenario.files import shipped_heading

NO_SIZES = "This is structure: what hangs together. How far a result would move takes a fit of the parameters."
_SHOWN = ("value", "unit", "grade", "role")


def list_names(
    kind: str,
    words: Iterable[str] = (),
    *,
    scenario: str | Path | Scenario = SCENARIO,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    **filters: Any,
) -> dict[str, Any]:
    """The names of a kind that other questions take, each with what it is, and of how many they are.

    kind     scenarios, observables, parameters, mechanisms or claims
    words    what they are about, each found by its equal terms, too; in the row of a scenario each must occur
    filters  of claims, as for `list_claims`
    Raises   UserError for another kind, or for filters of what is no claim; EvidenceError, ScenarioError
    """
    if kind not in KINDS_OF_NAMES:
        raise UserError(
            Fault("kind", shown(kind), f"one of {', '.join(KINDS_OF_NAMES)}", nearest(str(kind), KINDS_OF_NAMES))
        )
    words = list(words)
    if kind == "claims":
        return _claims(" ".join(words), as_of, folders, filters)
    if given := [name for name, value in filters.items() if value]:
        raise UserError(Fault(given[0], f"a filter of {kind}", "claims, of which alone there are filters"))
    if kind == "scenarios":
        wanted = [word.lower() for word in words]
        rows = _scenarios()
        chosen = [row for row in rows if all(word in " ".join(row.values()).lower() for word in wanted)]
        return {kind: chosen, "of": len(rows)}
    graph, ledger = _graph(scenario, as_of, folders)
    rows = _rows(graph, kind.removesuffix("s"))
    names = {node.key.name for node in graph.holding(" ".join(words)) if node.key.kind == kind.removesuffix("s")}
    return _marked({kind: [row for row in rows if not words or row["name"] in names], "of": len(rows)}, ledger)


def why(
    name: str,
    *,
    scenario: str | Path | Scenario = SCENARIO,
    overrides: Iterable[str] = (),
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
) -> dict[str, Any]:
    """What a parameter, mechanism, observable, input, policy or part of the record rests on, down to the record.

    name       its name, or words of it; several things may have them
    overrides  as for `run`
    Raises     EvidenceError with the nearest names if nothing is called so; ScenarioError
    """
    graph, ledger = _graph(scenario, as_of, folders, overrides)
    return _marked({"found": [branches(graph, node.key) for node in graph.find(name)]}, ledger)


def impact(
    name: str,
    *,
    scenario: str | Path | Scenario = SCENARIO,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
) -> dict[str, Any]:
    """What rests on a source, origin, outlet, claim or dated event, or on anything else of the model.

    name    its name, or words of it; several things may have them
    Raises  EvidenceError with the nearest names if nothing is called so; ScenarioError
    """
    graph, ledger = _graph(scenario, as_of, folders)
    return _marked({"found": [_impact(graph, node) for node in graph.find(name)], "sizes": NO_SIZES}, ledger)


def _graph(
    scenario: str | Path | Scenario,
    as_of: date | str | None,
    folders: Iterable[Path | str],
    overrides: Iterable[str] = (),
) -> tuple[Graph, Ledger]:
    ledger, resolved = collect_faults(
        lambda: open_ledger(as_of, folders)[0], lambda: resolve_scenario(scenario, overrides=overrides)
    )
    return build_graph(ledger, resolved, the_week().mechanisms), ledger


def _marked(answer: dict[str, Any], ledger: Ledger) -> dict[str, Any]:
    """The answer with what must stand on it if it names claims that are not public."""
    texts = list(_texts(answer))
    secret = [claim for claim in ledger.claims.values() if not handling.is_public(claim.handling)]
    note = handling.note(claim for claim in secret if any(claim.id in text for text in texts))
    return answer | {"handling": note} if note else answer


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from _texts(item)


def _claims(
    words: str, as_of: date | str | None, folders: Iterable[Path | str], filters: dict[str, Any]
) -> dict[str, Any]:
    """Claims as rows of names; more than `list_claims` none is needed for."""
    answer = list_claims(words, as_of=as_of, folders=folders, **filters)
    rows = [
        {"name": row["id"], "title": row["paraphrase"], "grade": row["grade"], "role": row["role"]}
        for row in answer.pop("claims")
    ]
    return {"claims": rows, **answer}


def _scenarios() -> list[dict[str, str]]:
    return [{"name": name, **shipped_heading(name)} for name in shipped()]


def _rows(graph: Graph, kind: str) -> list[dict[str, str]]:
    return [
        {"name": node.key.name, "title": node.title}
        | {heading: node.details[heading] for heading in _SHOWN if heading in node.details}
        for node in graph.nodes.values()
        if node.key.kind == kind
    ]


def _impact(graph: Graph, node: Node) -> dict[str, Any]:
    hangs = graph.impact(node.key)
    return {
        "kind": node.key.kind,
        "name": node.key.name,
        "title": node.title,
        "hangs_on_it": [
            {"kind": upper.key.kind, "name": upper.key.name, "title": upper.title, "alone": upper.key in hangs.alone}
            for upper in hangs.nodes
        ],
        "through_the_week": [{"kind": upper.key.kind, "name": upper.key.name} for upper in hangs.indirect],
    }
