"""The graph between the record and the model, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from glob import escape
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults, open_ledger, selection_of
from legation.api.defaults import SCENARIO
from legation.api.record import check_file_free
from legation.api.scenarios import resolve_scenario
from legation.base import drafts
from legation.base.faults import EvidenceError, Fault, as_written, shown
from legation.base.files import edited_files
from legation.engine.week import the_week
from legation.evidence import handling
from legation.evidence.selection import select
from legation.provenance.graph import build_graph
from legation.provenance.network import Network, edge_table, graphml, network, node_table
from legation.scenario import Scenario

ENDINGS = (".graphml", ".csv")


@dataclass(frozen=True)
class NetworkExported:
    """What left the program.

    files     that were written: one, or a table of nodes and a table of edges
    left_out  how many claims were found and are not public
    handling  the note that belongs to it; empty if all claims are public
    """

    files: list[Path]
    nodes: int
    edges: int
    left_out: int
    handling: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "files": [as_written(file) for file in self.files],
            "nodes": self.nodes,
            "edges": self.edges,
            "left_out": self.left_out,
            "handling": self.handling,
        }


def export_graph(
    file: Path | str,
    words: str = "",
    *,
    include_nonpublic: bool = False,
    force: bool = False,
    scenario: str | Path | Scenario = SCENARIO,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    **filters: Any,
) -> NetworkExported:
    """Write the graph of outlets, sources, origins, claims, and what of the model rests on them. It holds no persons.

    file               .graphml, or .csv for two tables: FILE-nodes.csv and FILE-edges.csv
    words, filters     see `list_claims`; without any, the whole graph
    include_nonpublic  put internal and embargoed claims in, too
    force              replace files that exist
    Raises             EvidenceError, UserError, ScenarioError
    """
    file = Path(file)
    if file.suffix.lower() not in ENDINGS:
        raise EvidenceError(Fault("file", shown(file.name), "a name that ends in .graphml or .csv"))
    one = file.suffix.lower() == ".graphml"
    files = [file] if one else [file.with_stem(f"{file.stem}-{part}") for part in ("nodes", "edges")]
    *_, (ledger, *_), resolved, selection = collect_faults(
        *(lambda path=path: check_file_free(path, force=force) for path in files),
        lambda: open_ledger(as_of, folders),
        lambda: resolve_scenario(scenario),
        lambda: selection_of(words, filters),
    )
    claims = select(ledger, selection).claims
    hidden = [claim for claim in claims if not handling.is_public(claim.handling)]
    if not include_nonpublic:
        ledger = ledger.public()
        claims = [ledger.claims[claim.id] for claim in claims if claim.id in ledger.claims]
    graph = build_graph(ledger, resolved, the_week().mechanisms)
    whole = not words.strip() and not selection.has_filters
    made = network(graph, ledger, None if whole else claims)
    _write(files, [graphml(made)] if one else [node_table(made), edge_table(made)], made)
    left_out = 0 if include_nonpublic else len(hidden)
    return NetworkExported(files, len(made.nodes), len(made.edges), left_out, made.note)


def _write(files: list[Path], contents: list[bytes], made: Network) -> None:
    """Write all files or none; only their owner may read what is not public."""
    with edited_files(files[0].parent, *(escape(file.name) for file in files), field="file") as copy:
        for file, content in zip(files, contents, strict=True):
            draft = copy / file.name
            if draft.exists():
                drafts.disk.unlink(draft)
            drafts.write_draft(draft, content, 0o600 if made.note else None)
