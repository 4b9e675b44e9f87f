"""The record's standing and the model's verdict, written beside a user's own rows in a copy of their workbook."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from legation.api.arguments import collect_faults, folders_of, open_ledger
from legation.api.defaults import NEWEST_RUN
from legation.api.record import check_file_free
from legation.api.runs import run as run_ensemble
from legation.base.faults import EvidenceError, Fault, RunFolderError, as_written, shown
from legation.base.files import write_file
from legation.base.refusals import refusing
from legation.evidence import handling, workspace
from legation.evidence.exporting.annotation import annotated, is_signed
from legation.evidence.importing.headings import Corrections, claims_sheet
from legation.evidence.importing.spreadsheets import read_tables
from legation.evidence.ledger import Ledger
from legation.runs import store

HEADS = ("Legation: claim", "Legation: the record", "Legation: says the same", "Legation: says otherwise",
         "Legation: handling")  # fmt: skip
MODEL_HEADS = ("Legation: beside the model", "Legation: the model has", "Legation: why", "Legation: run")
NOT_COMPARED = "not compared"
Watch = Callable[[int], AbstractContextManager[Callable[[], None]]]


class _Rows(NamedTuple):
    """Which row of which sheet became which claim, and why others became none."""

    sheet: str
    ids: dict[int, str]
    left_out: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Annotated:
    """A copy of a workbook with the columns of Legation.

    file      the copy
    rows      how many rows have them
    gone      ids of claims that were read from the workbook and are in no folder any more
    standing  what the record says, in words -> how many rows
    verdicts  what the comparison says -> how many rows; empty if no run was asked for
    repeated  whether the run was made again, because a saved run holds no claim that is not public
    changed   public claims of which the repeated run says something else than the saved one
    notes     what a reader must know, in sentences
    handling  what stands on it if it holds claims that are not public; else empty
    """

    file: Path
    rows: int
    gone: list[str]
    standing: dict[str, int]
    verdicts: dict[str, int]
    repeated: bool
    changed: list[str]
    notes: list[str]
    handling: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"file": as_written(self.file), **{name: getattr(self, name) for name in (
            "rows", "gone", "standing", "verdicts", "repeated", "changed", "notes", "handling")}}  # fmt: skip


def annotate(
    workbook: Path | str,
    out: Path | str,
    *,
    run: str | None = NEWEST_RUN,
    folders: Iterable[Path | str] = (),
    force: bool = False,
    watch: Watch | None = None,
    on_compile: Callable[[], None] = lambda: None,
) -> Annotated:
    """Write new columns behind those of a workbook that was imported, into a copy of it. Nothing else is changed.

    Each imported row gets its claim's id and standing in the record and, of a saved run, how it compares with the
    model. A saved run holds no claim that is not public, so for those the run is made again: same scenario, same seed.

    workbook  .xlsx or .xlsm, as it was imported into one of the folders; or one with the claims' ids in a column `id`
    out       the copy
    run       a run folder, its name below runs/, or "last"; None for the record alone
    watch     lends, for a number of worlds, what is called after each
    Raises    EvidenceError, RunFolderError, UserError
    """
    source, copy = Path(workbook), Path(out)
    own = folders_of(folders)
    raw, _, (ledger, *_), saved = collect_faults(
        lambda: _raw(source),
        lambda: _check_out(source, copy, force=force),
        lambda: open_ledger(None, own),
        lambda: _saved_run(run),
    )
    rows = _imported_rows(source, raw, own, ledger)
    known = {number: name for number, name in rows.ids.items() if name in ledger.claims}
    gone = sorted(set(rows.ids.values()) - set(known.values()))
    if not known:
        expected = "rows of claims that are in a folder of yours"
        raise EvidenceError(Fault("workbook", "none that is there any more", expected, file=as_written(source)))
    comparable = {name for name in known.values() if _can_be_compared(ledger, name)}
    compared = _compared(saved, comparable, own, watch, on_compile) if saved else None
    heads = HEADS + (MODEL_HEADS if compared else ())
    cells = {number: _cells(ledger, name, compared) for number, name in known.items()}
    for number, why in rows.left_out.items():
        cells.setdefault(number, ["", f"not imported: {why}", *[""] * (len(heads) - 2)])
    content = annotated(raw, as_written(source), rows.sheet, heads, cells)
    note = handling.note(ledger.claims[name] for name in known.values())
    write_file(copy, content, private=bool(note), replace=force)
    notes = ["The workbook was signed; the signature is not valid for the copy."] if is_signed(raw) else []
    return Annotated(
        copy, len(known), gone,
        dict(Counter(ledger.information(name).words.partition(";")[0] for name in known.values())),
        dict(Counter(compared.verdict(name) for name in known.values())) if compared else {},
        bool(compared and compared.repeated), list(compared.changed) if compared else [], notes, note,
    )  # fmt: skip


def _raw(source: Path) -> bytes:
    if source.suffix.lower() not in (".xlsx", ".xlsm"):
        advice = "Save it as .xlsx and import that."
        raise EvidenceError(Fault("workbook", shown(source.name), "a name that ends in .xlsx", advice))
    with refusing(source, "workbook"):
        return source.read_bytes()


def _check_out(source: Path, copy: Path, *, force: bool) -> None:
    if copy.suffix.lower() != source.suffix.lower():
        raise EvidenceError(Fault("out", shown(copy.name), f"a name that ends in {source.suffix.lower()}"))
    if copy.exists() and source.exists() and copy.samefile(source):
        raise EvidenceError(Fault("out", "the workbook itself", "another file: your workbook is never changed"))
    check_file_free(copy, force=force)


def _imported_rows(source: Path, raw: bytes, folders: Iterable[Path], ledger: Ledger) -> _Rows:
    """Which claim each row became: by the receipts of its import, or by a column with ids.

    Raises  EvidenceError if neither says so
    """
    digest = hashlib.blake2b(raw, digest_size=16).hexdigest()
    sheets: dict[str, dict[int, str]] = {}
    left_out: dict[int, str] = {}
    earlier = []
    for folder in folders:
        for path in sorted(folder.glob(workspace.RECEIPTS)):
            receipt = _receipt(path)
            if receipt.get("blake2b_of_the_file") != digest:
                earlier += [receipt["on"]] if receipt.get("from") == source.name and "on" in receipt else []
                continue
            for entry in receipt.get("claims", ()):
                place = re.fullmatch(r"(.+) row (\d+)", str(entry.get("place")))
                if place:
                    sheets.setdefault(place[1], {})[int(place[2])] = str(entry.get("id"))
            for entry in receipt.get("left_out", ()):
                place = re.fullmatch(r"(.+) row (\d+)", str(entry.get("place")))
                if place:
                    left_out[int(place[2])] = str(entry.get("why"))
    if len(sheets) == 1:
        return _Rows(*next(iter(sheets.items())), left_out)
    if by_id := _rows_by_id(source, ledger):
        return by_id
    found = f"a workbook that changed since its import on {max(earlier)}" if earlier else "one that was not imported"
    advice = "Import it with --into DIR, again with --replace if it changed; then name DIR with --folder."
    raise EvidenceError(Fault("workbook", found, "a workbook as it was imported", advice, as_written(source)))


def _receipt(path: Path) -> dict[str, Any]:
    """A receipt as data; empty if it is none of ours."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _rows_by_id(source: Path, ledger: Ledger) -> _Rows | None:
    """The rows of a workbook that has the claims' ids in a column, as an export has."""
    sheet = claims_sheet(read_tables(source, "Claims"), Corrections())
    ids = {
        int(row.place.rpartition(" ")[2]): row.cell("id").text.lower()
        for row in sheet.rows
        if row.cell("id").text.lower() in ledger.claims
    }
    return _Rows(sheet.title, ids) if ids else None


@dataclass(frozen=True)
class _Compared:
    """The rows of a comparison, by claim."""

    number: str
    rows: Mapping[str, dict[str, Any]]
    repeated: bool = False
    changed: Sequence[str] = ()

    def verdict(self, name: str) -> str:
        return str(self.rows[name]["verdict"]) if name in self.rows else NOT_COMPARED


class _SavedRun(NamedTuple):
    folder: Path
    manifest: dict[str, Any]
    rows: dict[str, dict[str, Any]]


def _saved_run(name: str | None) -> _SavedRun | None:
    """A run folder with its comparison. Raises RunFolderError if there is none, or if it compares two scenarios."""
    if name is None:
        return None
    folder = store.find_single() if name == NEWEST_RUN else store.find(name)
    manifest = store.read_manifest(folder)
    try:
        rows = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
        by_claim = {str(row["claim"]): dict(row) for row in rows}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        found = "a comparison of two scenarios" if "scenarios" in manifest else "a folder without comparison.json"
        raise RunFolderError(
            Fault("run", found, "a run of one scenario", store.TO_ANNOTATE, as_written(folder))
        ) from None
    return _SavedRun(folder, manifest, by_claim)


def _can_be_compared(ledger: Ledger, name: str) -> bool:
    claim = ledger.claim(name)
    return bool(claim.observable) and claim.wording != "none"


def _compared(
    saved: _SavedRun, wanted: set[str], folders: list[Path], watch: Watch | None, on_compile: Callable[[], None]
) -> _Compared:
    """What a run says of claims. Where its folder lacks one, as it does of all that are not public, it runs again."""
    number = str(saved.manifest["run_id"])
    if wanted <= saved.rows.keys():
        return _Compared(number, saved.rows)
    worlds = int(saved.manifest["worlds"])
    with (watch or _unwatched)(worlds) as advance:
        again = run_ensemble(
            saved.folder / "scenario.toml",
            worlds=worlds,
            seed=int(saved.manifest["seed"]),
            as_of=saved.manifest["ledger"]["as_of"],
            folders=folders,
            on_compile=on_compile,
            on_world=advance,
        )
    rows = {row.claim: row.as_dict() for row in again.rows}
    changed = [
        name for name, row in saved.rows.items() if name in rows and rows[name]["verdict"] != row.get("verdict")
    ]  # fmt: skip
    return _Compared(number, rows, repeated=True, changed=changed)


@contextmanager
def _unwatched(_worlds: int) -> Iterator[Callable[[], None]]:
    yield lambda: None


def _cells(ledger: Ledger, name: str, compared: _Compared | None) -> list[str]:
    """The texts of the new columns in the row of a claim."""
    claim = ledger.claim(name)
    cells = [
        name,
        ledger.information(name).words,
        ", ".join(ledger.agreements(name)),
        ", ".join(ledger.conflicts_of(name)),
        claim.handling,
    ]
    if compared:
        row = compared.rows.get(name, {})
        why = row.get("because") or ("" if row else _why_not(claim.observable, claim.wording))
        cells += [compared.verdict(name), row.get("gives", ""), why, compared.number]
    return [str(cell) for cell in cells]


def _why_not(observable: str | None, wording: str) -> str:
    """Why nothing of the model stands beside a claim."""
    if not observable:
        return "It names nothing that the model measures."
    return (
        "It gives neither a number nor a change."
        if wording == "none"
        else "It was withdrawn, or is newer than the run."
    )
