"""Forgetting: what is in reach is gone, what is not is named, what is public stays, and a kill leaves it repeatable."""

from __future__ import annotations

import errno
import json
import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from legation.base import drafts
from legation.base.drafts import recover
from legation.base.faults import EvidenceError, Fault, UserError
from legation.base.files import write_file
from legation.evidence import ledger
from legation.evidence.ledger import load_ledger
from legation.runs import forgetting
from legation.runs.forgetting import forget_everywhere
from tests.base.disks import Disk, KilledError, state_of
from tests.evidence.helpers import SOURCES, claim, folder, shipped

SECRET = "The embargoed thing happened."
OTHER_SOURCE = """
[[source]]
id = "whisper"
outlet = "paper"
publisher = "A Paper"
publisher_original = "A Paper"
url_seen = "https://example.org/whisper"
url_kind = "copy"
published = "2019-05"
upstream_of_record = "one anonymous person"
language_original = "ko"
language_seen = "en"
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    records = shipped(tmp_path / "records", claim(id='"pf-a-01"', handling='"public"'))
    monkeypatch.setattr(
        ledger, "load_ledger", partial(load_ledger, records=records)
    )  # small, so that it can be read often
    secret = claim(id='"mine-1"', paraphrase=f'"{SECRET}"')
    return folder(Path("mine"), secret, claim(id='"mine-2"', related='["mine-1"]'))


def run_folder(name: str, *claims: str) -> Path:
    run = Path("runs") / name
    run.mkdir(parents=True)
    (run / "manifest.json").write_text('{"format": 1, "run_id": "0"}')
    (run / "comparison.json").write_text(json.dumps([{"claim": name} for name in claims]))
    return run


def receipt(place: Path, *ids: str, sources: list[str] | None = None) -> Path:
    path = place / "receipt-2026-01-31.json"
    data = {"claims": [{"id": name} for name in ids]} | ({"sources": sources} if sources is not None else {})
    path.write_text(json.dumps(data))
    return path


def everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())


def test_the_claim_and_its_mention_are_gone_and_the_rest_is_whole(mine: Path) -> None:
    outcome = forget_everywhere("mine-1", of=[mine])
    assert outcome.removed == {"mine": "the claim"}
    assert b"mine-1" not in everything(mine) and SECRET.encode() not in everything(mine)
    assert ledger.load_ledger(folders=[mine]).claim("mine-2").related == []


@pytest.mark.parametrize(
    "link",
    ['related = [\n  "pf-a-01",  # first\n  "mine-1",\n]', '"derived_from" = ["mine-1"]', 'supports = "mine-1"',
     'status = "superseded"\nstatus_date = "2020"\nreplaced_by = "mine-1"'],
)  # fmt: skip
def test_a_claim_that_others_name_in_any_form_is_forgotten_whole(mine: Path, link: str) -> None:
    (mine / "own.toml").write_text(f"format = 1\n{claim(id=chr(34) + 'own' + chr(34))}{link}\n", encoding="utf-8")
    ledger.load_ledger(folders=[mine])
    outcome = forget_everywhere("mine-1", of=[mine])
    assert b"mine-1" not in everything(mine)
    own = ledger.load_ledger(folders=[mine]).claim("own")
    assert own.status == ("retracted" if "superseded" in link else "active")
    assert ("now retracted" in outcome.left.get("mine: own", "")) == ("superseded" in link)


def test_a_file_that_held_nothing_else_is_removed(mine: Path) -> None:
    (mine / "more.toml").write_text("format = 1\n" + claim(id='"mine-3"'), encoding="utf-8")
    forget_everywhere("mine-3", of=[mine])
    assert not (mine / "more.toml").exists() and (mine / "mine.toml").exists()


def test_receipts_forget_too(mine: Path) -> None:
    path = receipt(mine, "mine-1", "mine-2")
    assert forget_everywhere("mine-1", of=[mine]).removed["mine/receipt-2026-01-31.json"] == "its entry"
    assert json.loads(path.read_text()) == {"claims": [{"id": "mine-2"}]}


@pytest.mark.parametrize("text", ["{", "[1]", '{"claims": 3}', '{"claims": [{"name": "mine-1"}]}', "[" * 100_000])
def test_a_receipt_that_is_none_of_ours_is_left_and_named_if_it_holds_the_id(mine: Path, text: str) -> None:
    path = receipt(mine)
    path.write_text(text)
    outcome = forget_everywhere("mine-1", of=[mine])
    assert path.read_text() == text
    assert ("mine/receipt-2026-01-31.json" in outcome.left) == ("mine-1" in text)


def test_run_folders_are_searched_and_cleared_as_far_as_possible(mine: Path) -> None:
    run = run_folder("first", "mine-1", "pf-a-01")
    (run / "report.html").write_text(f"<p>{SECRET}</p>")
    outcome = forget_everywhere("mine-1", of=[mine])
    assert json.loads((run / "comparison.json").read_text()) == [{"claim": "pf-a-01"}]
    assert "edit or delete" in outcome.left["runs/first/report.html"]


def test_copies_beside_it_are_named(mine: Path) -> None:
    (mine / "mine.toml.bak").write_bytes((mine / "mine.toml").read_bytes())
    outcome = forget_everywhere("mine-1", of=[mine])
    assert "mine/mine.toml.bak" in outcome.left and "back-ups" in outcome.left["elsewhere"]


def test_its_source_goes_with_it_if_no_other_claim_names_that(mine: Path) -> None:
    folder(mine, claim(id='"mine-1"', source='"whisper"'), claim(id='"mine-2"'), sources=SOURCES + OTHER_SOURCE)
    path = receipt(mine, "mine-1", sources=["story", "whisper"])
    outcome = forget_everywhere("mine-1", of=[mine])
    assert "source whisper" in outcome.removed and "outlet paper" not in outcome.left
    assert b"whisper" not in everything(mine) and b"example.org/story" in everything(mine)
    assert json.loads(path.read_text()) == {"claims": [], "sources": ["story"]}
    outcome = forget_everywhere("mine-2", of=[mine])
    assert "source story" not in outcome.removed, "a public claim rests on it"


def test_a_source_that_a_claim_of_another_folder_names_stays(mine: Path) -> None:
    folder(mine, claim(id='"mine-1"', source='"whisper"'), sources=SOURCES + OTHER_SOURCE)
    theirs = Path("theirs")
    theirs.mkdir()
    (theirs / "a.toml").write_text("format = 1\n" + claim(id='"theirs"', source='"whisper"'), encoding="utf-8")
    forget_everywhere("mine-1", of=[mine, theirs])
    assert ledger.load_ledger(folders=[mine, theirs]).claim("theirs").source == "whisper"


def test_an_outlet_that_no_source_is_left_of_is_mentioned(mine: Path) -> None:
    sources = SOURCES + OTHER_SOURCE.replace('outlet = "paper"', 'outlet = "leaflet"')
    sources += '[[outlet]]\nid = "leaflet"\nname = "L"\ngrade = "F"\ngraded_on = "2026"\ngrade_basis = "None."\n'
    folder(mine, claim(id='"mine-1"', source='"whisper"'), sources=sources)
    assert "sources.toml" in forget_everywhere("mine-1", of=[mine]).left["outlet leaflet"]


def test_what_cannot_be_cleared_elsewhere_keeps_the_claim_so_that_it_can_be_repeated(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder's own comes last."""
    runs = [run_folder(name, "mine-1") for name in ("a", "b", "c")]

    def refuses_one(path: Path, content: bytes, **options: str) -> None:
        if path.parent == runs[1]:
            raise UserError(Fault("runs", "a full disk", "room on the disk", "It is as it was.", str(path)))
        write_file(path, content, **options)

    monkeypatch.setattr(forgetting, "write_file", refuses_one)
    with pytest.raises(EvidenceError, match="mine-1 is still in its folder") as caught:
        forget_everywhere("mine-1", of=[mine])
    assert [fault.file for fault in caught.value.faults] == ["runs/b/comparison.json"]
    held = [json.loads((run / "comparison.json").read_text()) for run in runs]
    assert held == [[], [{"claim": "mine-1"}], []], "the others are cleared all the same"
    assert SECRET.encode() in everything(mine)


def test_a_public_claim_is_refused(mine: Path) -> None:
    before = everything(mine)
    with pytest.raises(EvidenceError, match="corrected, not unsaid"):
        forget_everywhere("pf-a-01", of=[mine])
    assert everything(mine) == before


def test_an_unknown_claim_is_refused(mine: Path) -> None:
    with pytest.raises(EvidenceError, match="the id of a claim"):
        forget_everywhere("mine-9", of=[mine])


# On a disk that ends.


@pytest.fixture
def fresh(mine: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes two folders and a run anew: the claim, links to it from both, a receipt, a source of its own."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    kept, at = Path("kept"), Path("at")
    kept.mkdir()
    shutil.rmtree(mine)
    monkeypatch.chdir(kept)
    folder(Path("mine"), claim(id='"mine-2"', related='[\n"mine-1",\n]'), sources=SOURCES + OTHER_SOURCE)
    secret = claim(id='"mine-1"', source='"whisper"', paraphrase=f'"{SECRET}"')
    Path("mine/claims-2026-01-31.toml").write_text(f"format = 1\n{secret}", encoding="utf-8")
    receipt(Path("mine"), "mine-1", "mine-2", sources=["whisper"])
    theirs = claim(id='"theirs"', derived_from='["mine-1"]')
    Path("theirs").mkdir()
    Path("theirs/a.toml").write_text(f"format = 1\n{theirs}", encoding="utf-8")
    run_folder("first", "mine-1", "pf-a-01")
    monkeypatch.chdir("..")

    def make() -> None:
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(kept, at)

    make()
    return make


def forget_there() -> None:
    forget_everywhere("mine-1", of=[Path("at/mine"), Path("at/theirs")], runs=Path("at/runs"))


def recover_there() -> None:
    for place in ("mine", "theirs", "runs", "runs/first"):
        recover(Path("at") / place)


def test_killed_at_any_touch_each_folder_is_old_or_new_and_it_can_be_repeated(fresh, monkeypatch) -> None:
    places = ("runs", "theirs", "mine")  # in the order in which they are cleared
    old = [state_of(Path("at") / place) for place in places]
    forget_there()
    new = [state_of(Path("at") / place) for place in places]
    assert b"mine-1" not in everything(Path("at")) and b"whisper" not in everything(Path("at"))
    assert SECRET.encode() not in everything(Path("at"))
    ledger.load_ledger(folders=[Path("at/mine"), Path("at/theirs")])
    end, stages = 1, []
    while True:
        fresh()
        monkeypatch.setattr(drafts, "disk", Disk(end))
        try:
            forget_there()
        except KilledError:
            monkeypatch.setattr(drafts, "disk", os)
        else:
            break
        recover_there()
        there = [state_of(Path("at") / place) for place in places]
        cleared = sum(state == done for state, done in zip(there, new, strict=True))
        assert there == [*new[:cleared], *old[cleared:]]
        stages.append(cleared)
        if end % 9 == 0 and cleared < 3:  # from there on the command can be given again
            forget_there()
            assert [state_of(Path("at") / place) for place in places] == new
        end += 1
    assert stages == sorted(stages) and set(stages) == {0, 1, 2, 3}


def test_on_a_full_disk_one_message_says_what_could_not_be_cleared(fresh, monkeypatch) -> None:
    end, told = 1, []
    before = everything(Path("at/mine"))
    while True:
        fresh()
        monkeypatch.setattr(drafts, "disk", Disk(end, code=errno.ENOSPC, only={"open", "write", "mkdir"}))
        try:
            forget_there()
        except UserError as problem:
            monkeypatch.setattr(drafts, "disk", os)
            recover_there()
            told += [fault.found for fault in problem.faults]
            if not any("clearing up" in found for found in told):
                assert everything(Path("at/mine")) == before
        else:
            break
        end += 3
    assert {found.removesuffix(" while clearing up") for found in told} == {"a full disk"}
    assert len(told) > 6


def test_what_a_kill_left_is_swept_when_forgetting_begins(fresh, monkeypatch) -> None:
    monkeypatch.setattr(drafts, "disk", Disk(60))
    with pytest.raises(KilledError):
        forget_there()
    monkeypatch.setattr(drafts, "disk", os)
    forget_there()
    assert not any(drafts.is_draft(path) for path in Path("at").rglob("*"))
    assert SECRET.encode() not in everything(Path("at"))
