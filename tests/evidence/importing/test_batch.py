"""Importing: all or nothing, only the good if asked, and out and back without a change."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.base.faults import EvidenceError, Faults
from legation.base.toml import parse_toml
from legation.evidence.claims import Claim, words_of
from legation.evidence.exporting import tables, toml_text
from legation.evidence.importing.batch import drop_faulty, read_batch, write_batch
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.records import free_texts, read_record
from tests.evidence.helpers import claim, folder
from tests.evidence.importing.helpers import TODAY, imported, small

HEAD = "what_was_said,about,wording,where,source_id,id,related\n"
GOOD = "Income fell.,trade_income,none,Dandong,nk-2019-intv,mine-1,\n"
BAD = "Income rose.,trade_income,none,Nowhere,nk-2019-intv,mine-2,\n"
HANGS = "Income fell.,trade_income,none,Dandong,nk-2019-intv,mine-3,mine-2\n"
WRITERS = {
    ".xlsx": tables.workbook,
    ".csv": lambda ledger, claims: tables.csv_text(ledger, claims).encode(),
    ".toml": lambda ledger, claims: toml_text.claims_text(claims).encode(),
}


def test_claims_are_written_with_a_receipt_that_holds_none_of_their_words(tmp_path: Path) -> None:
    batch = imported(tmp_path, HEAD + GOOD, known=load_ledger())
    receipt = write_batch(batch, tmp_path / "mine", today=TODAY)
    assert load_ledger(folders=[tmp_path / "mine"]).claim("mine-1").paraphrase == "Income fell."
    told = json.loads(receipt.read_text())
    assert told["claims"] == [{"place": "line 2", "id": "mine-1", "state": "new"}] and told["from"] == "mine.csv"
    assert "Income" not in receipt.read_text()


def test_the_good_rows_alone_are_taken_if_asked_and_what_hangs_on_the_others_is_left(tmp_path: Path) -> None:
    known = load_ledger()
    batch = imported(tmp_path, HEAD + GOOD + BAD + HANGS, known=known)
    assert [row.state for row in batch.rows] == ["new", "faulty", "new"]
    assert [row.place for row in drop_faulty(batch, known)] == ["line 3", "line 4"]
    assert [row.id for row in batch.rows] == ["mine-1"]


def test_a_changed_claim_takes_the_place_of_the_folders_own(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    write_batch(imported(tmp_path, HEAD + GOOD, known=load_ledger()), mine, today=TODAY)
    known = load_ledger(folders=[mine])
    (tmp_path / "mine.csv").write_text(HEAD + GOOD.replace("fell", "rose"))
    batch = read_batch(tmp_path / "mine.csv", known, today=TODAY, own={"mine-1"})
    assert [row.state for row in batch.rows] == ["changed"]
    with pytest.raises(AssertionError):
        write_batch(batch, mine, today=TODAY)
    write_batch(batch, mine, today=TODAY, replace=True)
    assert load_ledger(folders=[mine]).claim("mine-1").paraphrase == "Income rose."


def test_what_would_break_the_folder_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """A check that shares its origin with a fitted claim shows only beside the whole ledger."""
    text = "what_was_said,about,wording,low,unit,where,when,source_id,role,upstream\n"
    text += "Some left.,flights,at_least,3,persons,China,2019,nk-2019-intv,check,nk-2015-recall:a\n"
    batch = imported(tmp_path, text, known=load_ledger())
    assert batch.all_faults == []
    with pytest.raises(EvidenceError, match="role"):
        write_batch(batch, tmp_path / "mine", today=TODAY)
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match=r"Save it as \.xlsx"):
        imported(tmp_path, b"", "mine.numbers")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="a file that can be read"):
        read_batch(tmp_path / "nowhere.csv", small(), today=TODAY)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_whole_ledger_goes_out_and_comes_back_unchanged(tmp_path: Path, ending: str) -> None:
    ledger = load_ledger()
    batch = imported(tmp_path, WRITERS[ending](ledger, list(ledger.claims.values())), f"all{ending}", ledger)
    computed = [note for note in batch.notes if "as the program computes them" in note]
    assert batch.all_faults == [] and batch.readings == [] and batch.notes == computed
    assert [row.claim for row in batch.rows] == list(ledger.claims.values())
    assert {row.state for row in batch.rows} == {"unchanged"}


@pytest.mark.parametrize("ending", [".xlsx"])
def test_sources_go_out_and_come_back_with_their_claims(tmp_path: Path, ending: str) -> None:
    mine = load_ledger(folders=[folder(tmp_path / "mine", claim())])
    content = WRITERS[ending](mine, [mine.claim("one")])
    batch = imported(tmp_path, content, f"one{ending}", load_ledger())
    assert batch.all_faults == []
    assert batch.sources == {"story": mine.sources["story"]} and batch.outlets == {"paper": mine.outlets["paper"]}


WORDS = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" ,;'\"=+-@\n"), min_size=1, max_size=30)
# Trimmed, as cells are; and without what marks a person or more than a workbook holds.
TEXT = WORDS.map(str.strip).filter(bool)
# Numbers that mean nothing (1e-300) are refused; those of three decimals could be thousands, if carelessly written.
NUMBER = (
    (st.floats(-1e15, 1e15) | st.integers(-(10**12), 10**12).map(float) | st.decimals(-999, 999, places=3).map(float))
    .filter(lambda value: value == 0 or abs(value) > 1e-11)
    .map(lambda value: value + 0.0)
)
DATE = st.sampled_from(["2019", "2019-04", "2019-04-04", "2019-03..2019-05", "early 2019"])


@st.composite
def claims(draw: st.DrawFn) -> dict[str, object]:
    low, high = sorted((draw(NUMBER), draw(NUMBER)))
    wording = draw(st.sampled_from(["between", "at_least", "none", "rose"]))
    return {
        "id": "two", "source": "story", "paraphrase": draw(TEXT), "kind": draw(st.sampled_from(words_of("kind"))),
        "wording": wording, "low": low if wording in ("between", "at_least") else None,
        "high": high if wording == "between" else None, "unit": draw(TEXT), "period": draw(DATE),
        "windows": {"before": "2018", "after": "2019"} if wording == "rose" else None,
        "persons": draw(st.none() | st.integers(4, 10**6)), "said_by": draw(TEXT), "source_grade": "F",
        "graded_on": draw(DATE), "grade_basis": draw(TEXT), "upstream": draw(TEXT), "role": "context",
        "handling": draw(st.sampled_from(words_of("handling"))), "language": "ko",
        "key_term": draw(st.just("") | TEXT), "note": draw(st.just("") | TEXT),
        "represented_by": {"observable": draw(st.sampled_from([[], ["flights", "alert"]])), "mechanism": ["alert"],
                           "parameter": ["flight.attempts"]},
        "related": draw(st.sampled_from([[], ["one"]])), "status": "disputed", "status_date": draw(DATE),
    }  # fmt: skip


@given(data=claims(), ending=st.sampled_from(list(WRITERS)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_claim_goes_out_and_comes_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, data: dict[str, object], ending: str
) -> None:
    from legation.evidence import harm

    made = read_record(Claim, data, parse_toml(b"", "x.toml"), (), Faults())
    assert made is not None
    if harm.scan("\n".join(getattr(made, name) for name in free_texts(Claim))):
        return  # Such a claim may not enter at all.
    here = tmp_path_factory.mktemp("round")
    known = small()
    joined = Ledger(known.claims | {"two": made}, known.sources, known.outlets, known.timeline)
    batch = imported(here, WRITERS[ending](joined, [made]), f"two{ending}", known)
    assert [str(fault) for fault in batch.all_faults] == []
    assert [row.claim for row in batch.rows] == [made]


@pytest.mark.parametrize("kind", ["right", "without ids", "wrong links", "chain"])
def test_the_time_for_a_file_grows_with_its_rows_and_not_with_their_square(tmp_path: Path, kind: str) -> None:
    """A ratio within one process, of processor time."""
    known = small()

    def seconds(count: int) -> float:
        rows = ["what_was_said,wording,source_id,id,related"]
        for row in range(count):
            own = "" if kind == "without ids" else f"row-{row}"
            link = {"wrong links": f"no-{row}", "chain": f"row-{row - 1}" if row else "nothing"}.get(kind, "")
            rows.append(f"Income fell.,none,story,{own},{link}")
        file = tmp_path / f"{count}.csv"
        file.write_text("\n".join(rows) + "\n")
        start = process_time()
        batch = read_batch(file, known, today=TODAY)
        drop_faulty(batch, known)
        assert len(batch.rows) == (0 if kind in ("wrong links", "chain") else count)
        return process_time() - start

    seconds(200)
    # Others on the machine only ever add to a measurement, so the least of three is the best known.
    few, many = ([seconds(count) for _ in range(3)] for count in (1000, 4000))
    assert min(many) <= 8 * min(few), "four times the rows take four times as long, or sixteen times if quadratic"
