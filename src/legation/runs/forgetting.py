"""Forgetting a claim that is not public: every copy within reach is removed, and what is out of reach is listed.

The folder that holds the claim comes last, and it changes as one. So whatever stops the work, the same command can be
given again, and does the rest.

A full disk can stop it: a file that becomes shorter is written anew beside the old one first. To write over the old one
would need no room, but a kill in the middle would leave half a file, and with it lose claims that nobody wants to
forget. So nothing is changed there, and the message says which file is in the way; only files that name the claim are
copied, so a little room will do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from legation.base import toml
from legation.base.faults import EvidenceError, Fault, Faults, as_written, shown
from legation.base.files import write_file
from legation.base.number_text import how_many
from legation.base.refusals import refusing
from legation.evidence import handling, workspace
from legation.evidence import ledger as ledgers
from legation.evidence.claims import Claim
from legation.evidence.importing.origins import UNGRADED
from legation.evidence.ledger import Ledger
from legation.runs import store

BEYOND = (
    "the file from which it was brought in, exports made with --include-nonpublic, back-ups, and copies that were "
    "passed on: delete these yourself"
)


@dataclass
class Forgotten:
    """What became of the copies of a claim.

    removed  files and folders, with what was taken out of each
    left     files, or other places, with why they could not be cleared
    """

    removed: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Target:
    """The claim that is to be forgotten.

    sources  the id of its source, if no other claim of the ledger names that; at most one
    outlets  the id of that source's outlet, if importing made it and no other source names it; at most one
    """

    claim: Claim
    sources: frozenset[str]
    outlets: frozenset[str] = frozenset()

    @property
    def ids(self) -> set[str]:
        return {self.claim.id, *self.sources, *self.outlets}


def forget_everywhere(name: str, *, of: Iterable[Path], runs: Path = store.RUNS) -> Forgotten:
    """Remove the claim of that id from the user's folders and from what runs have left; of a source, all its claims.

    A claim's source goes with it if no other claim of the ledger names that.

    of      the folders
    runs    the folder that holds run folders
    Raises  EvidenceError if there is no such claim, or it is public, or if something could not be cleared: then the
            claim is still in its own folder, and forgetting can be repeated
    """
    folders = list(of)
    ledger = ledgers.load_ledger(folders=folders)
    if name in ledger.sources and name not in ledger.claims:
        return _forget_source(ledger, name, folders, runs)
    claim = ledger.claim(name)
    if handling.is_public(claim.handling):
        advice = 'Set status = "retracted" with its date: what was published is corrected, not unsaid.'
        raise EvidenceError(Fault("claim", f"{shown(name)}, which is public", "a claim that is not public", advice))
    sources = _sources_of_its_own(ledger, claim)
    target = _Target(claim, sources, _outlets_made_for(ledger, sources))
    outcome, faults = Forgotten(), Faults()
    with faults.collecting():
        store.recover_runs(runs)
    for run in store.run_folders(runs):
        with faults.collecting():
            _clear_run(run, target, outcome)
    own = [folder for folder in folders if _holds(folder, claim.id)]
    for folder in folders:
        if folder not in own:
            with faults.collecting():
                _clear_folder(folder, target, outcome)
    if faults:
        advice = f"{claim.id} is still in its folder. Mend this, and repeat the command."
        raise EvidenceError(replace(fault, advice=advice) for fault in faults)
    for folder in own:
        _clear_folder(folder, target, outcome)
    for place in (*store.run_folders(runs), *folders):
        _search(place, claim, outcome)
    _mention_outlet(ledger, target, outcome)
    outcome.left["elsewhere"] = BEYOND
    return outcome


def _forget_source(ledger: Ledger, name: str, folders: list[Path], runs: Path) -> Forgotten:
    """Forget all claims of a source, and with the last of them the source. Nothing goes if one of them is public."""
    held = [claim for claim in ledger.claims.values() if claim.source == name]
    public = [claim.id for claim in held if handling.is_public(claim.handling)]
    expected = "a claim, or a source, of which nothing is public"
    if public:
        advice = "Forget the others one by one." if len(public) < len(held) else ""
        found = f"{shown(name)}, the source of {how_many(len(public), 'public claim')}"
        raise EvidenceError(Fault("claim", found, expected, advice))
    if not held:
        advice = "Take its entry out of sources.toml."
        raise EvidenceError(Fault("claim", f"{shown(name)}, a source that no claim names", expected, advice))
    whole = Forgotten()
    for claim in held:
        outcome = forget_everywhere(claim.id, of=folders, runs=runs)
        whole.left |= outcome.left
        for place, what in outcome.removed.items():
            before = whole.removed.get(place, "")
            whole.removed[place] = f"{before}, {claim.id}" if before else f"{what}: {claim.id}"
    return whole


def _sources_of_its_own(ledger: Ledger, claim: Claim) -> frozenset[str]:
    others = {other.source for other in ledger.claims.values() if other.id != claim.id}
    return frozenset({claim.source} - others)


def _outlets_made_for(ledger: Ledger, sources: frozenset[str]) -> frozenset[str]:
    """The outlets that importing made for these sources alone. One that the user has written may be there for more."""
    others = {source.outlet for source in ledger.sources.values() if source.id not in sources}
    outlets = {ledger.sources[name].outlet for name in sources} - others
    return frozenset(name for name in outlets if ledger.outlets[name].grade_basis == UNGRADED)


def _holds(folder: Path, name: str) -> bool:
    """Whether the claim itself is in a folder."""
    listed = [
        toml.read_toml(path).data.get("claim") for path in folder.glob("*.toml") if path.name != workspace.SOURCES
    ]
    return any(entry.get("id") == name for entries in listed for entry in entries or ())


def _clear_folder(folder: Path, target: _Target, outcome: Forgotten) -> None:
    """Take the claim out of a folder: out of its file, out of links and receipts, and its source."""
    with refusing(folder, "folder"):
        idle = workspace.idle_layouts(folder, target.claim.id)
        layouts = workspace.remembered_layouts(folder)
        names = [path.name for path in sorted(folder.iterdir()) if _names_it(path, target)]
        names += [workspace.LAYOUTS] if idle & layouts.keys() else []
    if not names:
        return
    removed = {}
    place = as_written(folder)
    with workspace.edited(folder, names) as copy:
        retracted = workspace.unlink(copy, {target.claim.id})
        if workspace.take_out(copy, {target.claim.id}):
            removed[place] = "the claim"
        if workspace.take_out(copy, target.sources, kind="source"):
            removed[f"source {target.claim.source}"] = "no other claim names it"
        workspace.take_out(copy, target.sources, kind="custody", by="source")
        if workspace.take_out(copy, target.outlets, kind="outlet"):
            removed[f"outlet {next(iter(target.outlets))}"] = "no other source names it"
        if idle & layouts.keys():
            kept_layouts = {layout: columns for layout, columns in layouts.items() if layout not in idle}
            workspace.write_layouts(copy, kept_layouts)
            removed[as_written(folder / workspace.LAYOUTS)] = "what was said of the headings of its file"
        for path in sorted(copy.glob(workspace.RECEIPTS)):
            if (kept := _without(path, target)) is not None:
                workspace.write_claims(path, store.as_json(kept))
                removed[as_written(folder / path.name)] = "its entry"
    outcome.removed |= removed
    for name in retracted:
        outcome.left[f"{place}: {name}"] = "it was superseded by this claim and is now retracted: see if it stands"


def _names_it(path: Path, target: _Target) -> bool:
    """Whether a file of claims or a receipt names the claim or its source, in whatever form."""
    if path.suffix == ".toml":
        return any(_occurs(name, toml.read_toml(path).data) for name in target.ids)
    return path.match(workspace.RECEIPTS) and _without(path, target) is not None


def _occurs(name: str, value: Any) -> bool:
    """Whether a text that holds the name is anywhere within."""
    if isinstance(value, dict):
        return any(_occurs(name, item) for item in value.values())
    if isinstance(value, list):
        return any(_occurs(name, item) for item in value)
    return isinstance(value, str) and name in value


def _clear_run(run: Path, target: _Target, outcome: Forgotten) -> None:
    path = run / store.COMPARISON
    kept = _without(path, target)
    if kept is not None:
        write_file(path, store.as_json(kept), field="runs")
        outcome.removed[as_written(path)] = "its entry"


def _without(path: Path, target: _Target) -> Any:
    """A receipt, or a run's comparison, without the entries about the claim; None if it has none.

    What is not of our making has none, either; it is searched and named at the end.
    """
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(data, list):
            kept: Any = [entry for entry in data if entry["claim"] != target.claim.id]
        else:
            kept = data | {"claims": [entry for entry in data["claims"] if entry["id"] != target.claim.id]}
            if "sources" in data:
                kept["sources"] = [name for name in data["sources"] if name not in target.sources]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return kept if kept != data else None


def _search(place: Path, claim: Claim, outcome: Forgotten) -> None:
    """List the files that still hold the claim's id or words."""
    needles = [text.encode() for text in (claim.id, claim.paraphrase)]
    for path in sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink()):
        try:
            raw = path.read_bytes()
        except OSError:
            outcome.left[as_written(path)] = "it can't be read"
            continue
        if any(needle in raw for needle in needles) and as_written(path) not in outcome.left:
            outcome.left[as_written(path)] = "it still holds the claim's id or words: edit or delete it"


def _mention_outlet(ledger: Ledger, target: _Target, outcome: Forgotten) -> None:
    """List the outlet of a source that went, if no other source has it: the user may have entered it for more."""
    for name in target.sources:
        outlet = ledger.sources[name].outlet
        sharing = [source for source in ledger.sources.values() if source.outlet == outlet]
        is_left = outlet not in target.outlets
        if is_left and f"source {name}" in outcome.removed and len(sharing) == 1:
            outcome.left[f"outlet {outlet}"] = "no other source names it: take it out of sources.toml if it is secret"
