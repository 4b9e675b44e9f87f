"""What is said of claims that are not public: a count, and a hash that nobody else can recompute."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from legation.base import drafts
from legation.base.drafts import recover
from legation.base.faults import EvidenceError, UserError
from legation.evidence.ledger import load_ledger
from legation.provenance.nonpublic import KEY, key, nonpublic
from tests.base.disks import Disk, KilledError
from tests.evidence.helpers import claim, folder


def test_a_public_ledger_has_nothing_to_say(tmp_path: Path) -> None:
    assert nonpublic(load_ledger(), []) is None
    mine = folder(tmp_path, claim(handling='"public"'))
    assert nonpublic(load_ledger(folders=[mine]), [mine]) is None and not (mine / KEY).exists()


def test_the_hash_depends_on_the_claims_and_on_the_key(tmp_path: Path) -> None:
    one, same, other = (folder(tmp_path / name, claim()) for name in "abc")
    (same / KEY).write_bytes(key(one))
    told = {
        name: nonpublic(load_ledger(folders=[place]), [place])
        for name, place in (("a", one), ("b", same), ("c", other))
    }
    assert told["a"] == told["b"] == nonpublic(load_ledger(folders=[one]), [one])
    assert told["a"] != told["c"] and told["a"] and told["a"].claims == 1
    folder(one, claim(paraphrase='"Income rose."'))
    assert nonpublic(load_ledger(folders=[one]), [one]) != told["a"]


def test_the_words_for_every_page_hold_a_count_only(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim())
    told = nonpublic(load_ledger(folders=[mine]), [mine])
    assert told and told.words() == "used non-public claims: 1, left out here"


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    key(tmp_path)
    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600


ODD = [b"", b" \n", b"0" * 63, b"0" * 65, b"g" * 64, b"\0" * 64, b"\xff" * 64, b"0" * 32]


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_what_is_no_key_of_ours_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    """With an empty key, which a full disk may have left, the hash could be recomputed by anybody."""
    mine = folder(tmp_path, claim())
    (mine / KEY).write_bytes(content)
    with pytest.raises(EvidenceError, match="expected 64 hexadecimal digits") as caught:
        nonpublic(load_ledger(folders=[mine]), [mine])
    assert content.decode("latin1") not in str(caught.value) or not content.strip()
    assert (mine / KEY).read_bytes() == content


def test_a_key_may_end_with_its_line(tmp_path: Path) -> None:
    (tmp_path / KEY).write_bytes(b"0" * 64 + b"\r\n")
    assert key(tmp_path) == b"0" * 64


def test_all_folders_with_a_wrong_key_are_told_at_once(tmp_path: Path) -> None:
    places = [folder(tmp_path / name, claim(id=f'"{name}"')) for name in ("one", "two")]
    for place in places:
        (place / KEY).touch()
    with pytest.raises(EvidenceError) as caught:
        nonpublic(load_ledger(folders=places), places)
    assert len(caught.value.faults) == 2


def test_a_kill_at_any_point_leaves_no_key_or_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    end, sizes = 1, []
    while True:
        mine = tmp_path / str(end)
        mine.mkdir()
        monkeypatch.setattr(drafts, "disk", Disk(end))
        try:
            key(mine)
        except KilledError:
            monkeypatch.setattr(drafts, "disk", os)
        else:
            break
        recover(mine)
        sizes.append((mine / KEY).stat().st_size if (mine / KEY).exists() else None)
        assert len(key(mine)) == 64
        end += 1
    assert set(sizes) == {None, 64} and end > 8


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "disk", Disk(1, code=errno.ENOSPC, only={"write"}))
    with pytest.raises(UserError, match="a full disk"):
        key(tmp_path)
    assert not (tmp_path / KEY).exists()


def test_the_key_that_another_process_has_just_made_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = b"1" * 64
    real = drafts.disk.open

    class Slow(Disk):
        def open(self, path: Path, *words: int) -> int:
            if not (tmp_path / KEY).exists():
                (tmp_path / KEY).write_bytes(theirs)
            return real(path, *words)

    monkeypatch.setattr(drafts, "disk", Slow(10**9))
    assert key(tmp_path) == theirs == (tmp_path / KEY).read_bytes()


def test_in_a_folder_that_may_only_be_read_a_key_serves_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert key(tmp_path) != key(tmp_path) and list(tmp_path.iterdir()) == []
