"""Bringing a file in again: no row comes twice, and what was mended is offered as a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from legation.evidence import workspace
from legation.evidence.importing.batch import drop_faulty, read_batch, write_batch
from legation.evidence.importing.rows import ImportBatch
from legation.evidence.ledger import load_ledger

HEAD = "What happened,When,Where,Amount\n"
ROWS = [
    "Officials paid a levy.,2019,Dandong,30 people\n",
    "Income fell.,2019-04,China,\n",
    "Minders came.,2020,China,\n",
]
LATER = date(2026, 2, 3)


def again(tmp_path: Path, *rows: str, day: date = LATER, head: str = HEAD, replace: bool = False) -> ImportBatch:
    """Bring a file of these rows into the folder `mine`, the good ones of it if some are faulty."""
    mine, file = tmp_path / "mine", tmp_path / "findings.csv"
    file.write_text(head + "".join(rows), encoding="utf-8")
    known = load_ledger(folders=[mine] if mine.is_dir() else [])
    own = known.claims.keys() - load_ledger().claims.keys()
    places = workspace.earlier_places(mine, file.name) if mine.is_dir() else {}
    batch = read_batch(file, known, today=day, own=own, places=places)
    states = [row.state for row in batch.rows]
    drop_faulty(batch, known, own, changed=not replace)
    write_batch(batch, mine, today=day, replace=replace)
    load_ledger(folders=[mine])
    batch.notes = states  # what each row was before any was left out
    return batch


def ids(tmp_path: Path) -> list[str]:
    return sorted(load_ledger(folders=[tmp_path / "mine"]).claims.keys() - load_ledger().claims.keys())


def test_the_same_file_on_a_later_day_brings_nothing(tmp_path: Path) -> None:
    again(tmp_path, *ROWS, day=date(2026, 1, 31))
    before = ids(tmp_path)
    assert again(tmp_path, *ROWS).notes == ["unchanged"] * 3 and ids(tmp_path) == before


def test_after_the_good_rows_alone_the_mended_file_brings_the_others(tmp_path: Path) -> None:
    wrong = ROWS[1].replace("China", "Nowhere")
    assert again(tmp_path, ROWS[0], wrong, ROWS[2]).notes == ["new", "faulty", "new"]
    assert again(tmp_path, *ROWS).notes == ["unchanged", "new", "unchanged"] and len(ids(tmp_path)) == 3


def test_rows_that_moved_are_still_known_and_new_ones_are_new(tmp_path: Path) -> None:
    again(tmp_path, *ROWS)
    batch = again(tmp_path, "Something else.,2021,China,\n", ROWS[2], ROWS[0], ROWS[1])
    assert batch.notes == ["new", "unchanged", "unchanged", "unchanged"] and batch.missing == []


@pytest.mark.parametrize(
    ("mended", "changes"),
    [
        (ROWS[0].replace("levy", "large levy"), ("paraphrase",)), (ROWS[0].replace("2019", "2018"), ("period",)),
        (ROWS[0].replace("30 people", "about 30 people"), ("kind", "wording", "high")),
    ],
)  # fmt: skip
def test_a_mended_row_is_a_change_that_somebody_must_agree_to(
    tmp_path: Path, mended: str, changes: tuple[str, ...]
) -> None:
    again(tmp_path, *ROWS)
    before = ids(tmp_path)
    batch = again(tmp_path, mended, *ROWS[1:])
    assert batch.notes == ["changed", "unchanged", "unchanged"] and ids(tmp_path) == before
    batch = again(tmp_path, mended, *ROWS[1:], replace=True)
    assert batch.rows[0].changes == tuple(name for name in batch.rows[0].changes if name in changes) != ()
    assert ids(tmp_path) == before and again(tmp_path, mended, *ROWS[1:]).notes == ["unchanged"] * 3


def test_another_finding_in_an_old_ones_place_is_no_change_of_it(tmp_path: Path) -> None:
    again(tmp_path, *ROWS)
    batch = again(tmp_path, "Nothing of this was ever seen before by us.,2019,Dandong,\n", *ROWS[1:])
    assert batch.notes == ["new", "unchanged", "unchanged"] and batch.missing == ["own-findings-01"]


def test_rows_that_say_the_same_are_as_many_as_before(tmp_path: Path) -> None:
    again(tmp_path, ROWS[0], ROWS[0])
    assert again(tmp_path, ROWS[0], ROWS[0], ROWS[0]).notes == ["unchanged", "unchanged", "new"]


def test_what_was_added_by_hand_stays_where_the_file_has_no_column_for_it(tmp_path: Path) -> None:
    again(tmp_path, *ROWS)
    path = next((tmp_path / "mine").glob("claims-*.toml"))
    path.write_text(path.read_text().replace('handling = "embargoed"', 'handling = "public"\npersons = 40', 1))
    assert again(tmp_path, *ROWS).notes == ["unchanged"] * 3
    wider = HEAD.replace("\n", ",handling\n")
    rows = [row.replace("\n", ",internal\n") for row in ROWS]
    assert again(tmp_path, *rows, head=wider).notes == ["changed"] * 3


def test_a_row_with_an_id_is_the_claim_of_that_id(tmp_path: Path) -> None:
    head = HEAD.replace("\n", ",id\n")
    again(tmp_path, ROWS[0].replace("\n", ",mine-1\n"), head=head)
    batch = again(tmp_path, "Quite another thing altogether was seen.,2021,China,,mine-1\n", head=head)
    assert batch.notes == ["changed"] and ids(tmp_path) == ["mine-1"]
