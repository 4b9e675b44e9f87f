"""The stored ledger is the read one, and nothing but it: whatever happens to its file, no answer is ever wrong."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from errno import ENOSPC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.base import drafts
from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.dates import parse_date
from legation.evidence import ledger, search_index, stored_ledger
from legation.evidence.entries import fields_of
from legation.evidence.ledger_files import read_ledger
from legation.evidence.selection import Selection, select
from tests.evidence.helpers import claim, folder


def forget_all() -> None:
    """As a new process begins."""
    ledger._shipped.cache_clear()
    stored_ledger._content.cache_clear()
    search_index._latest.clear()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own, empty; the folder in which the ledger is stored."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    forget_all()
    yield tmp_path / "cache" / stored_ledger.FOLDER
    forget_all()


def loaded() -> ledger.Ledger:
    forget_all()
    return ledger.load_ledger()


def file_in(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes each time that the record is read from its own files."""
    from legation.evidence import ledger_files

    noted: list[Path] = []
    plainly = ledger_files.read_ledger

    def noting(records: Path, folders: object) -> ledger.Ledger:
        noted.append(records)
        return plainly(records, folders)  # type: ignore[arg-type]

    monkeypatch.setattr(ledger_files, "read_ledger", noting)
    return noted


def test_what_is_stored_is_what_was_read_in_every_field(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.load_ledger()
    noted = reads(monkeypatch)
    stored, plain = loaded(), ledger._as_of(read_ledger(ledger.RECORDS, ()), None)
    assert noted == []
    assert stored == plain
    for part in ledger.PARTS:
        entries, expected = getattr(stored, part), getattr(plain, part)
        assert list(entries) == list(expected), "in the same order"
        for name, entry in entries.items():
            assert type(entry) is type(expected[name])
            for field in fields_of(type(entry)):
                values = getattr(entry, field), getattr(expected[name], field)
                assert values[0] == values[1] and type(values[0]) is type(values[1]), f"{name} {field}"
    assert all(stored.information(name) == plain.information(name) for name in plain.claims)


def test_the_ledger_of_an_earlier_day_is_made_of_the_stored_one(cache: Path) -> None:
    ledger.load_ledger()
    forget_all()
    day = date(2019, 6, 30)
    plain = ledger._as_of(read_ledger(ledger.RECORDS, ()), day)
    early = ledger.load_ledger(as_of=day)
    assert early == plain
    assert all(early.information(name) == plain.information(name) for name in plain.claims)


def test_a_search_is_stored_with_it_and_finds_the_same(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [claim.id for claim in select(loaded(), Selection("quotas 2015..2022")).claims]
    monkeypatch.setattr(search_index, "_add_thesaurus", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(search_index, "documents", lambda *_: [])  # Whatever is found was stored.
    assert [claim.id for claim in select(loaded(), Selection("quotas 2015..2022")).claims] == first


def test_a_warm_search_reads_no_toml_and_needs_no_validator(cache: Path) -> None:
    code = (
        "import sys; from legation import api; print(len(api.list_claims('quotas')['claims']));"
        "slow = ('pydantic', 'tomllib', 'numpy', 'polars', 'tomlkit', 'jinja2', 'difflib');"
        "print([name for name in slow if name in sys.modules])"
    )
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count = len(select(loaded(), Selection("quotas")).claims)
    assert count > 20 and ran.stdout.splitlines() == [str(count), "[]"]


def test_claims_of_a_folder_never_reach_the_file(cache: Path, tmp_path: Path) -> None:
    mine = folder(tmp_path / "mine", claim(paraphrase='"They met at the zwickledorf mill."'))
    loaded()
    joined = ledger.load_ledger(folders=[mine])
    assert [claim.id for claim in select(joined, Selection("zwickledorf")).claims] == ["one"]
    select(ledger.load_ledger(), Selection("quota"))
    assert b"zwickledorf" not in file_in(cache).read_bytes() and b"A Paper" not in file_in(cache).read_bytes()


def test_the_file_is_its_owner_s_alone_and_no_draft_is_left(cache: Path) -> None:
    loaded()
    assert stat.S_IMODE(file_in(cache).stat().st_mode) == 0o600


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_differs_in_any_byte_or_length_counts_as_missing(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, place)
        stored_ledger.store_parts({"claims": {"a": {"b": "c" * 50}}})
        assert stored_ledger.stored_parts() == {"claims": {"a": {"b": "c" * 50}}}
        path = file_in(Path(place) / stored_ledger.FOLDER)
        raw = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(raw) - 1))
        change = data.draw(st.sampled_from(["cut", "flip", "more"]))
        if change == "cut":
            del raw[at:]
        elif change == "flip":
            raw[at] ^= data.draw(st.integers(1, 255))
        else:
            raw[at:at] = data.draw(st.binary(min_size=1, max_size=9))
        path.write_bytes(raw)
        stored_ledger._content.cache_clear()
        assert stored_ledger.stored_parts() is None
    stored_ledger._content.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"legation-ledger 1\n", b"SQLite format 3\x00" + bytes(5000), None])
def test_a_damaged_file_is_noticed_and_made_anew(cache: Path, damage: bytes | None) -> None:
    whole = loaded()
    path = file_in(cache)
    kept = path.read_bytes()
    path.write_bytes(kept[: len(kept) // 2] if damage is None else damage)
    assert loaded() == whole
    assert file_in(cache).read_bytes() == kept


def test_the_file_of_another_edition_counts_as_missing(cache: Path) -> None:
    loaded()
    path = file_in(cache)
    path.rename(cache / f"0000000000000000{stored_ledger.SUFFIX}")
    stored_ledger._content.cache_clear()
    assert stored_ledger.stored_parts() is None
    (cache / f"0000000000000000{stored_ledger.SUFFIX}").rename(path)
    stored_ledger._content.cache_clear()
    assert stored_ledger.stored_parts() is not None


def test_every_file_that_decides_gives_the_stored_one_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("records/a.toml", "x"), ("base/a.py", "x"), ("evidence/inner/a.py", "x"), ("engine/a.py", "x")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(stored_ledger, "PACKAGE", tmp_path)

    named = stored_ledger._key
    usual = named()
    for name in ("records/a.toml", "base/a.py", "evidence/inner/a.py"):
        (tmp_path / name).write_text("y")
        assert named() != usual, name
        (tmp_path / name).write_text("x")
    (tmp_path / "engine/a.py").write_text("y")
    assert named() == usual
    (tmp_path / "records/b.csv").write_text("")
    assert named() != usual


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no permissions of that kind")
def test_a_folder_in_which_others_may_write_is_neither_read_nor_written(cache: Path) -> None:
    whole = loaded()
    cache.chmod(0o777)
    before = file_in(cache).stat().st_mtime_ns
    assert loaded() == whole
    assert file_in(cache).stat().st_mtime_ns == before and stored_ledger.stored_database() is None


def test_a_cache_that_is_no_folder_costs_time_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    assert select(loaded(), Selection("suicide")).claims
    forget_all()


def test_a_full_disk_costs_time_only_and_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __getattr__(self, name: str) -> object:
            return getattr(os, name)

        def write(self, *_: object) -> int:
            raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(drafts, "disk", Full())
    assert select(loaded(), Selection("suicide")).claims
    assert list(cache.iterdir()) == []


def test_a_file_that_cannot_be_read_counts_as_missing(cache: Path) -> None:
    whole = loaded()
    path = file_in(cache)
    path.unlink()
    path.mkdir()
    assert loaded() == whole and select(whole, Selection("suicide")).claims


def test_an_sqlite_that_hands_out_no_bytes_stores_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_ledger, "_has_copies", lambda: False)
    assert select(loaded(), Selection("suicide")).claims
    assert not cache.exists() or list(cache.iterdir()) == []


def test_an_index_without_its_ledger_is_not_stored(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ledger.load_ledger()
    file_in(cache).unlink()
    stored_ledger._content.cache_clear()
    select(whole, Selection("suicide"))
    assert list(cache.iterdir()) == []


def test_files_of_earlier_editions_go_after_a_while(cache: Path) -> None:
    cache.mkdir(parents=True, mode=0o700)
    for number in range(12):
        (cache / f"{number:016d}{stored_ledger.SUFFIX}").write_bytes(b"")
        os.utime(cache / f"{number:016d}{stored_ledger.SUFFIX}", (number, number))
    loaded()
    names = sorted(path.name for path in cache.iterdir())
    assert len(names) == stored_ledger.KEPT_MOST and f"{11:016d}{stored_ledger.SUFFIX}" in names
    assert stored_ledger.stored_parts() is not None


def test_values_of_all_kinds_come_back_as_they_went() -> None:
    one = next(iter(ledger.load_ledger().claims.values()))
    period, day = parse_date("early 2019"), date(2019, 4, 4)
    part = {"a": {"one": one, "list": [period, None, 0.1, True, "'\"\n충"], "empty": {}, "day": day}}
    database = stored_ledger.memory()
    assert isinstance(database, sqlite3.Connection)
    kinds = {stored_ledger._name_of(kind): kind for kind in (type(one), type(one.represented_by))}
    again = stored_ledger._decoded(stored_ledger._encoded(part), kinds)
    assert again == part and again["a"]["list"][0].precision == "part of year"
    with pytest.raises(AssertionError, match="no form for a set"):
        stored_ledger._encoded({1, 2})
