"""Questions to the record: what nothing represents, and claims brought in, taken out and forgotten."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from legation.api.arguments import collect_faults, folders_of, open_ledger, selection_of
from legation.api.defaults import RUNS_FOLDER, TEMPLATE_FILE
from legation.base.faults import EvidenceError, Fault, Faults, UserError, as_written, shown
from legation.base.files import write_file
from legation.evidence import handling, workspace
from legation.evidence import ledger as ledgers
from legation.evidence.claims import Claim
from legation.evidence.exporting import documents, references, tables, toml_text
from legation.evidence.exporting.template import template_workbook
from legation.evidence.importing import batch as batches
from legation.evidence.importing.completion import RULES
from legation.evidence.importing.headings import EMPTY, SAID, corrections
from legation.evidence.importing.rows import CHANGED, NEW, ImportBatch, ImportRow
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import standing_words
from legation.evidence.selection import Selection, select
from legation.provenance.gaps import find_gaps
from legation.runs import forgetting

ENDINGS = (".html", ".xlsx", ".docx", ".csv", ".ris", ".bib", ".json", ".toml")


@dataclass(frozen=True)
class GapList:
    """The claims that nothing in the installed program represents.

    waiting       what would represent them is not built yet, each with what it waits for
    out_of_scope  nothing is meant to stand for them, each with the reason
    unexplained   nothing represents them, and nobody has said why
    claims        how many the ledger holds
    """

    waiting: list[tuple[Claim, tuple[str, ...]]]
    out_of_scope: list[tuple[Claim, str]]
    unexplained: list[Claim]
    claims: int

    @property
    def handling(self) -> str:
        """What must stand on it if it names claims that are not public; empty if it does not."""
        return handling.note([claim for claim, _ in (*self.waiting, *self.out_of_scope)] + self.unexplained)

    @property
    def represented(self) -> int:
        """How many claims something that is built represents."""
        return self.claims - len(self.waiting) - len(self.out_of_scope) - len(self.unexplained)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, with ids in place of claims."""
        return {
            "waiting": [{"id": claim.id, "waits_for": list(waits)} for claim, waits in self.waiting],
            "out_of_scope": [{"id": claim.id, "reason": reason} for claim, reason in self.out_of_scope],
            "unexplained": [claim.id for claim in self.unexplained],
            "of": self.claims,
            **({"handling": self.handling} if self.handling else {}),
        }


def gaps(*, as_of: date | str | None = None, folders: Iterable[Path | str] = ()) -> GapList:
    """The claims that nothing in the installed program represents, each with what it waits for, or why."""
    ledger, *_ = open_ledger(as_of, folders)
    sorted_out = find_gaps(ledger)
    outside = [(claim, claim.out_of_scope) for claim in sorted_out.out_of_scope]
    return GapList(sorted_out.waiting, outside, sorted_out.unexplained, len(ledger.claims))


def template(file: Path | str = TEMPLATE_FILE, *, force: bool = False) -> Path:
    """Write a workbook to fill in: claims with three examples, sources, and codes with what they mean.

    force   replace a file that exists
    Raises  UserError if the name does not end in .xlsx, or something is in the way
    """
    file = Path(file)
    if file.suffix.lower() != ".xlsx":
        raise UserError(Fault("file", shown(file.name), "a name that ends in .xlsx"))
    check_file_free(file, force=force)
    write_file(file, template_workbook(ledgers.load_ledger()), replace=force)
    return file


class RowsRefusedError(EvidenceError):
    """Rows of a file are wrong, so nothing was written. `rows_read` says what became of each row."""

    def __init__(self, faults: Iterable[Fault], rows_read: RowsRead):
        super().__init__(faults)
        self.rows_read = rows_read


@dataclass(frozen=True)
class RowsRead:
    """What became of a file of claims, row by row.

    rows      place, id, state and the number of faults of each row
    notes     how the file was read, in sentences
    readings  how cells were read that are not plainly what they must be: column, place and how
    columns   heading, field and how sure that is, of each column of the sheet of claims
    remarks   of each row that can't be set beside other claims: place, id, why, what to give, and what its words say
    missing   ids of claims that came from an earlier file of this name and stand in no row of it now
    rules     how empty cells are filled, in a sentence
    left_out  the rows that were left out because the caller asked for it: place and faults
    into      the folder that was written; None if nothing was
    written   ids of the claims that were written
    beside    of each claim that was written: its id, what it agrees or conflicts with or why it can't, and the words
              by which `about` shows it
    receipt   the file that says what was done; None if nothing was
    """

    rows: list[dict[str, Any]]
    notes: list[str]
    readings: list[dict[str, str]] = field(default_factory=list)
    columns: list[dict[str, str]] = field(default_factory=list)
    remarks: list[dict[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    rules: str = RULES
    left_out: list[tuple[str, Faults]] = field(default_factory=list)
    into: Path | None = None
    written: list[str] = field(default_factory=list)
    beside: list[dict[str, str]] = field(default_factory=list)
    receipt: Path | None = None

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, rows that were left out apart from the others."""
        dropped = {place for place, _ in self.left_out}
        kept = [row for row in self.rows if row["place"] not in dropped]
        return {
            "columns": self.columns,
            "rows": [{name: row[name] for name in ("place", "id", "state")} for row in kept],
            "left_out": [
                {"place": place, "faults": [fault.as_dict() for fault in faults]} for place, faults in self.left_out
            ],
            "remarks": self.remarks,
            "missing": self.missing,
            "notes": self.notes,
            "readings": self.readings,
            "beside": self.beside,
            "receipt": as_written(self.receipt) if self.receipt else None,
        }


def import_claims(
    file: Path | str,
    into: Path | str | None = None,
    *,
    headings: Mapping[str, str] | None = None,
    sheet: str = "",
    sources: Path | str | None = None,
    for_all: Mapping[str, str] | None = None,
    as_read: bool = False,
    accept_good: bool = False,
    replace: bool = False,
    folders: Iterable[Path | str] = (),
) -> RowsRead:
    """Check every row of a spreadsheet or TOML file, and put its claims into a folder of the user's.

    into         the folder; without it nothing is written
    headings     of the sheet -> the column of ours that is meant; empty to leave it out. Remembered in the folder
    sheet        of a workbook, where the claims stand
    sources      a second CSV file, with sources
    as_read      take from the words of a row without a measure what they state, where that is one thing
    for_all      values for every row whose cell is empty: {"whose": "officials"}
    accept_good  leave faulty rows out, and take the others
    replace      let changed rows take the place of claims in the folder
    folders      further folders of the user's that the claims may refer to
    Raises       RowsRefusedError, an EvidenceError, if rows are wrong, and EvidenceError for what is wrong of the other
                 arguments: then nothing is written
    """
    file, folder = Path(file), Path(into) if into is not None else None
    others = [place for place in folders_of(folders) if folder is None or place.resolve() != folder.resolve()]
    kept = folder if folder and folder.is_dir() else None
    ledger = ledgers.load_ledger(folders=[*others, *([kept] if kept else [])])
    own = ledger.claims.keys() - ledgers.load_ledger(folders=others).claims.keys()
    batch = batches.read_batch(
        file,
        ledger,
        today=date.today(),
        own=own,
        places=workspace.earlier_places(kept, file.name) if kept else {},
        sources=Path(sources) if sources is not None else None,
        corrected=corrections(headings or {}, workspace.remembered_layouts(kept) if kept else {}, sheet),
        for_all=for_all,
        as_read=as_read,
    )
    read = _rows_read(batch)
    faults = batch.all_faults
    dropped: list[ImportRow] = []
    if accept_good and not batch.faults:
        faults, dropped = Faults(), batches.drop_faulty(batch, ledger, own, changed=not replace)
    if not replace:
        faults += _changed(batch)
    if faults:
        raise RowsRefusedError(faults, read)
    if folder is None:
        return dataclasses.replace(read, left_out=_left_out(dropped))
    said = {at: match.column for at, match in enumerate(batch.matches) if match.how.endswith(SAID)}
    receipt = batches.write_batch(
        batch, folder, others=others, today=date.today(), replace=replace, columns=said, left_out=dropped
    )
    done = dataclasses.replace(read, left_out=_left_out(dropped), into=folder, receipt=receipt)
    return _with_beside(done, batch, ledgers.load_ledger(folders=[*others, folder]))


def _with_beside(read: RowsRead, batch: ImportBatch, ledger: Ledger) -> RowsRead:
    """The same with the claims that were written, and what they can be set beside."""
    written = [row.id for row in batch.with_state(NEW, CHANGED)]
    likely = {row.id: row.remark.likely for row in batch.rows if row.remark}
    return dataclasses.replace(read, written=written, beside=_beside(ledger, written, likely))


def _beside(ledger: Ledger, names: Sequence[str], likely: Mapping[str, str]) -> list[dict[str, str]]:
    """What each claim that was written can be set beside, and the words by which `about` shows it with others.

    likely  id -> what the words of a claim may state
    """
    rows = []
    for name in names[:MOST_BESIDE]:
        claim = ledger.claims[name]
        # The search knows a measure by its name. A claim without one is shown with what it may state, if that finds it;
        # else by its id.
        words = claim.measure.replace("_", " ") or re.sub(r" \(.*| or .*", "", likely.get(name, "")).replace("_", " ")
        is_shown = bool(words) and any(each.id == name for each in select(ledger, Selection(words)).claims)
        rows.append({"id": name, "standing": standing_words(ledger, claim), "about": words if is_shown else name})
    return rows


MOST_BESIDE = 200  # rows; each is searched for


def _rows_read(batch: ImportBatch) -> RowsRead:
    """What became of a file, before anything of it is left out or written."""
    return RowsRead(
        [{"place": row.place, "id": row.id, "state": row.state, "faults": len(row.faults)} for row in batch.rows],
        batch.notes,
        [note._asdict() for note in batch.readings],
        [{"heading": match.heading, "field": match.column, "how": match.how} for match in batch.matches
         if match.how != EMPTY],
        [{"place": row.place, "id": row.id, "reason": row.remark.reason, "advice": row.remark.advice,
          "likely": row.remark.likely}
         for row in batch.rows if row.remark],
        batch.missing,
    )  # fmt: skip


def _left_out(rows: list[ImportRow]) -> list[tuple[str, Faults]]:
    """The rows that were left out, each with its faults, of which a change that nobody has agreed to is one."""
    return [(row.place, Faults([*row.faults, *([_change(row)] if row.changes else [])])) for row in rows]


def _changed(batch: ImportBatch) -> Faults:
    """A fault for each row that would change a claim of the folder, which nobody has agreed to."""
    return Faults(map(_change, batch.with_state(CHANGED)))


def _change(row: ImportRow) -> Fault:
    expected = "claims as the folder has them"
    advice = "Give --replace to let the rows take their place, or --accept-good to leave them out."
    found = f"a changed {row.id} ({', '.join(row.changes)})"
    return row.origin.fault((*row.path, "id"), found, expected, advice)


@dataclass(frozen=True)
class Exported:
    """What left the program.

    claims    how many were written into the file
    left_out  how many were found and are not public
    handling  the note that stands on every page; empty if all claims are public
    """

    file: Path
    claims: int
    left_out: int
    handling: str

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        return {"file": as_written(self.file), "claims": self.claims, "left_out": self.left_out,
                "handling": self.handling}  # fmt: skip


def export_claims(
    file: Path | str,
    words: str = "",
    *,
    uwazi: bool = False,
    include_nonpublic: bool = False,
    force: bool = False,
    as_of: date | str | None = None,
    folders: Iterable[Path | str] = (),
    **filters: Any,
) -> Exported:
    """Write claims to a file, in the form that its ending asks for; for words and filters see `list_claims`.

    uwazi              a .csv for Uwazi
    include_nonpublic  export internal and embargoed claims too; each page says so
    force              replace a file that exists
    Raises             EvidenceError, UserError
    """
    file = Path(file)
    ending = file.suffix.lower()
    if ending not in ENDINGS or (uwazi and ending != ".csv"):
        expected = "a name that ends in .csv" if uwazi else "a name that ends in " + ", ".join(ENDINGS)
        raise EvidenceError(Fault("file", shown(file.name), expected))
    _, (ledger, *_), selection = collect_faults(
        lambda: check_file_free(file, force=force),
        lambda: open_ledger(as_of, folders),
        lambda: selection_of(words, filters),
    )
    claims = select(ledger, selection).claims
    leaving = claims if include_nonpublic else [claim for claim in claims if handling.is_public(claim.handling)]
    if not leaving:
        raise EvidenceError(handling.nothing_to_write(len(claims)))
    note = handling.note(leaving)
    if not note:
        # Neither the grades nor the links of what leaves may show what stays.
        ledger = ledger.public()
        leaving = [ledger.claims[claim.id] for claim in leaving]
    write_file(file, _writer(ending, uwazi, words)(ledger, leaving), private=bool(note), replace=force)
    return Exported(file, len(leaving), len(claims) - len(leaving), note)


def _writer(ending: str, uwazi: bool, words: str) -> Callable[[Ledger, Sequence[Claim]], bytes]:
    if ending == ".xlsx":
        return tables.workbook
    if ending == ".docx":
        return partial(documents.document, about=words)

    def text(ledger: Ledger, claims: Sequence[Claim]) -> bytes:
        if ending == ".html":
            from legation.report.ledger_page import ledger_html

            return ledger_html(ledger, claims).encode()
        if ending == ".csv":
            return (tables.uwazi_text if uwazi else tables.csv_text)(ledger, claims).encode()
        if ending == ".toml":
            return toml_text.claims_text(claims, note=handling.note(claims)).encode()
        return references.of_ending(ending, ledger, claims).encode()

    return text


def topic_content(
    ending: str,
    ledger: Ledger,
    claims: Sequence[Claim],
    about: str,
    on_topic: Mapping[str, str],
    answer: Sequence[tuple[str, Sequence[str]]],
) -> bytes:
    """The claims of a topic in the form of a file that ends so, as bytes.

    about     what they are about, for a title
    on_topic  how each bears on the topic, by id; forms that have no place for this get such claims as speak of it
    answer    what the screen says, as headings with their lines, for the first page or sheet of forms that have one
    Raises    EvidenceError for text that the file can't hold
    """
    if ending == ".xlsx":
        return tables.workbook(ledger, claims, on_topic, answer)
    if ending == ".docx":
        return documents.document(ledger, claims, about, on_topic, answer)
    return _writer(ending, False, about)(ledger, claims)


MARKING = (".html", ".svg", ".png", ".xlsx", ".docx")  # forms that show which claims only mention a topic


def check_file_free(path: Path, *, force: bool) -> None:
    """Raise UserError if a file is in the way, before anything is written."""
    if path.exists() and not force:
        advice = "Choose another name, or give --force to replace it."
        raise UserError(Fault("file", "a file that exists", "a new file", advice, as_written(path)))
    if path.is_dir() or not path.parent.is_dir():
        raise UserError(Fault("file", "no place for a file", "a file in a folder that exists", file=as_written(path)))


def forget(claim: str, folders: Iterable[Path | str], *, runs: Path | str = RUNS_FOLDER) -> forgetting.Forgotten:
    """Remove a claim that is not public from the user's folders and from run folders, and list what is out of reach.

    claim    its id
    folders  of the user's
    runs     the folder that holds run folders
    Raises   EvidenceError if there is no such claim, or it is public
    """
    return forgetting.forget_everywhere(claim, of=folders_of(folders), runs=Path(runs))
