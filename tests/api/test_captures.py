"""Custody of a folder: matched without the network, and recorded only in the user's own sources.toml."""

from __future__ import annotations

import hashlib
import socket
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from legation import api
from legation.base.faults import UserError
from legation.evidence.custody import DIFFERS, KEPT, NO_FILE
from legation.evidence.ledger import load_ledger
from tests.evidence.helpers import SOURCES, claim, folder


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a folder of kept files; whoever opens the network fails."""
    monkeypatch.chdir(tmp_path)

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    place = tmp_path / "kept"
    (place / "below").mkdir(parents=True)
    (place / "below" / "rfa-2019-2.pdf").write_bytes(b"one")
    (place / "story.html").write_bytes(b"two")
    (place / "holiday.jpg").write_bytes(b"three")
    (place / ".DS_Store").write_bytes(b"four")
    return place


def states(answer: Any) -> dict[str, str]:
    return {row.source.id: row.state for row in answer.report.sources if row.state != NO_FILE}


def test_what_is_recorded_stands_in_the_users_folder_and_is_found_again() -> None:
    commented = SOURCES.replace('id = "story"', 'id = "story"  # mine')
    mine = folder(Path("mine"), claim(), sources="# my sources\n" + commented)
    before = Path("mine/mine.toml").read_bytes()
    answer = api.custody("kept", folders=[mine])
    assert [offer.source for offer in answer.offers] == ["rfa-2019-2", "story"] and answer.into is None
    assert [capture.name for capture in answer.report.unmatched] == ["holiday.jpg"]
    assert answer.handling == "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."

    written = api.custody("kept", folders=[mine], write=True)
    assert written.recorded == ["rfa-2019-2", "story"] and written.into == Path("mine/sources.toml")
    text = Path("mine/sources.toml").read_text(encoding="utf-8")
    assert text.startswith("# my sources\nformat = 1") and 'id = "story"  # mine' in text
    assert text.count("[[custody]]") == 1 and 'source = "rfa-2019-2"' in text
    assert Path("mine/mine.toml").read_bytes() == before
    sources = load_ledger(folders=[mine]).sources
    assert sources["story"].sha256 == hashlib.sha256(b"two").hexdigest()
    assert load_ledger().sources["rfa-2019-2"].sha256 == ""

    again = api.custody("kept", folders=[mine], write=True)
    assert again.recorded == [] and states(again) == {"rfa-2019-2": KEPT, "story": KEPT}
    Path("kept/story.html").write_bytes(b"changed")
    assert states(api.custody("kept", folders=[mine])) == {"rfa-2019-2": KEPT, "story": DIFFERS}


def test_a_folder_without_sources_gets_a_file() -> None:
    Path("mine").mkdir()
    api.custody("kept", folders=["mine"], write=True)
    assert load_ledger(folders=[Path("mine")]).sources["rfa-2019-2"].sha256


def test_nothing_is_written_without_being_told_where() -> None:
    with pytest.raises(UserError, match="--folder"):
        api.custody("kept", write=True)
    with pytest.raises(UserError, match="2 folders of yours"):
        api.custody("kept", write=True, folders=["a", "b"])


def test_forgetting_a_source_forgets_what_was_kept_of_it() -> None:
    """Or else its folder could not be read any more."""
    kept_of = '\n[[custody]]\nsource = "story"\nsha256 = "' + "ab" * 32 + '"\n'
    mine = folder(Path("mine"), claim(), claim(id='"two"', source='"other"'), sources=_two() + kept_of)
    api.forget("one", [mine])
    assert "custody" not in Path("mine/sources.toml").read_text(encoding="utf-8")
    assert "two" in load_ledger(folders=[mine]).claims


def _two() -> str:
    return SOURCES + SOURCES[SOURCES.index("[[source]]") :].replace('"story"', '"other"')


@pytest.mark.parametrize(("name", "found"), [("none", "no such folder"), ("kept/story.html", "a file")])
def test_what_is_no_folder_is_refused(name: str, found: str) -> None:
    with pytest.raises(UserError, match=found):
        api.custody(name)


def test_a_link_is_not_followed(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "nk-2019-mss.pdf").write_bytes(b"elsewhere")
    (kept / "nk-2019-mss.pdf").symlink_to(tmp_path / "nk-2019-mss.pdf")
    assert "nk-2019-mss" not in states(api.custody("kept"))


def test_steps_are_counted_before_the_first_and_all_are_made() -> None:
    made: list[int] = []

    @contextmanager
    def watch(total: int) -> Any:
        made.append(-total)
        yield lambda: made.append(1)

    api.custody("kept", watch=watch)
    assert made == [-3, 1, 1, 1]
