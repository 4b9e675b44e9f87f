"""Shipped tables are kept as JSON, and are what their TOML file says, whatever happens to the kept file."""

from __future__ import annotations

import pytest

from legation.base import shipped_tables
from legation.base.cache_folders import CACHE_VARIABLE
from legation.base.faults import UserError
from legation.base.shipped_tables import KEPT_MOST, read_shipped

TEXT = 'name = "충성자금"\nlist = [1, 2.5, true]\n[table]\nend = inf\n'
DATA = {"name": "충성자금", "list": [1, 2.5, True], "table": {"end": float("inf")}}


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    file = tmp_path / "words.toml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def kept(file):
    return sorted((file.parent / "cache" / shipped_tables.FOLDER).iterdir())


def test_the_second_reading_parses_no_toml_and_says_the_same(file, monkeypatch):
    first = read_shipped(file)
    monkeypatch.setattr(shipped_tables, "parse_toml", lambda *of: pytest.fail("parsed again"))
    second = read_shipped(file)
    assert first.data == second.data == DATA and first.text == second.text and second.line(("table", "end")) == 4


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 64 + b"\n{}"])
def test_a_damaged_file_counts_as_missing_and_is_kept_anew(file, damage):
    read_shipped(file)
    (path,) = kept(file)
    whole = path.read_bytes()
    for content in (damage, whole[:-2], whole.replace(b"inf", b"0")):
        path.write_bytes(content)
        assert read_shipped(file).data == DATA
        assert path.read_bytes() == whole


def test_another_text_has_a_file_of_its_own_and_old_ones_go(file):
    for number in range(KEPT_MOST + 3):
        file.write_text(f"number = {number}\n", encoding="utf-8")
        assert read_shipped(file).data == {"number": number}
    assert len(kept(file)) == KEPT_MOST


def test_what_json_cannot_say_is_not_kept(file):
    file.write_text("day = 2019-04-04\n", encoding="utf-8")
    assert str(read_shipped(file).data["day"]) == "2019-04-04" and not kept(file)


def test_without_a_cache_the_file_is_read(file, monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "taken"))
    assert read_shipped(file).data == DATA
    file.write_text("a = 1\na = 2\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"words\.toml:2"):
        read_shipped(file)
