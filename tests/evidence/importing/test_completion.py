"""What follows where a row leaves a cell empty follows anew each time the file comes in."""

from __future__ import annotations

from pathlib import Path

from legation.evidence import workspace
from legation.evidence.importing.batch import read_batch, write_batch
from legation.evidence.importing.rows import ImportBatch
from legation.evidence.ledger import load_ledger
from tests.evidence.importing.helpers import TODAY

ROW = "What happened,When,Where\nEach official had to hand over a quota of 40000 dollars a year.,2015,China\n"


def brought(folder: Path, *, as_read: bool) -> ImportBatch:
    """The row brought into the folder `mine`, in place of what it was there."""
    mine, file = folder / "mine", folder / "own.csv"
    file.write_text(ROW, encoding="utf-8")
    known = load_ledger(folders=[mine] if mine.is_dir() else [])
    own = known.claims.keys() - load_ledger().claims.keys()
    places = workspace.earlier_places(mine, file.name) if mine.is_dir() else {}
    batch = read_batch(file, known, today=TODAY, own=own, places=places, as_read=as_read)
    write_batch(batch, mine, today=TODAY, replace=True)
    return batch


def test_a_row_that_is_read_later_becomes_what_it_would_have_been_at_once(tmp_path: Path) -> None:
    (tmp_path / "later").mkdir()
    (tmp_path / "at_once").mkdir()
    assert brought(tmp_path / "later", as_read=False).rows[0].claim.kind == "event"
    later = brought(tmp_path / "later", as_read=True).rows[0].claim
    at_once = brought(tmp_path / "at_once", as_read=True).rows[0].claim
    assert later == at_once
    assert (later.kind, later.measure, later.low, later.observable) == ("quantity", "quota", 40000, at_once.observable)
