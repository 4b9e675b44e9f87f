"""`legation read`: an article to proposals, to a sheet, and into a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from legation.cli import read as command
from tests.cli.helpers import run

TEXT = (
    "In April about ten trade officials in China were recalled, a source told Daily NK. "
    "Sessions are held twice a week.\n\n"
    "Traders can no longer open bank accounts in Dandong."
)
OWN = ("--source", "my-article", "--published", "2019-05-29")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text(TEXT, encoding="utf-8")


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Lines that a person types at a terminal; a default is taken by an empty one."""
    lines: list[str] = []

    def answer(text: str, default: str | None = None, **_: object) -> str:
        line = lines.pop(0)
        if not line and default is None:
            raise AssertionError(f"{text} has no default")
        return line or str(default)

    monkeypatch.setattr(click, "prompt", answer)
    monkeypatch.setattr(command, "_is_terminal", lambda: True)
    yield lines
    assert lines == []


def test_the_proposals_are_shown_with_their_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "read", "article.txt", "--published", "2019-05-29")
    assert ran.code == 0
    assert "recalls · officials · about 10 persons · in a month · China · 2019-04" in ran.words
    assert "Sessions are held twice a week." in ran.words
    assert "3 claims proposed" in ran.out
    assert "Daily NK, 2019-05-29 (from you)" in ran.words
    assert [path.name for path in Path().iterdir()] == ["article.txt"]


def test_a_long_article_is_shown_in_part(capsys: pytest.CaptureFixture[str]) -> None:
    sentences = [f"In {1990 + at} about ten trade officials in China were recalled." for at in range(20)]
    Path("article.txt").write_text(" ".join(sentences), encoding="utf-8")
    assert "20 claims proposed, the first 12 here: --all shows all" in run(capsys, "read", "article.txt").words
    assert "In 2009 about" in run(capsys, "read", "article.txt", "--all").words


def test_machines_get_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "read", "article.txt", "--json").data
    assert data["proposals"][1]["claim"]["measure"] == "sessions"
    assert data["proposals"][1]["missing"]


def test_sheets_are_written_to_be_mended(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "read", "article.txt", "--csv", "a.csv", "--xlsx", "a.xlsx", *OWN)
    assert ran.code == 0
    assert "legation evidence import a.csv --into my-claims" in ran.words
    assert Path("a.csv").exists() and Path("a.xlsx").exists()


def test_some_are_accepted_without_asking(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "read", "article.txt", "--into", "mine", "--accept", "1,3", *OWN)
    assert ran.code == 0
    assert "2 of 3 claims written into mine, embargoed." in ran.words
    assert "legation evidence show my-article-01 --folder mine" in ran.words
    assert TEXT[:40] not in "".join(path.read_text(encoding="utf-8") for path in Path("mine").glob("*.toml"))


def test_a_person_accepts_mends_and_drops(capsys: pytest.CaptureFixture[str], typing: list[str]) -> None:
    typing += ["e whose=workers", "e colour=red", "a", "Ten workers were called home.", "d", "a", ""]
    ran = run(capsys, "read", "article.txt", "--into", "mine", *OWN)
    assert ran.code == 0
    assert "2 of 3 claims written" in ran.words
    assert "Columns: what_was_said" in " ".join(ran.err.split())
    text = next(Path("mine").glob("claims-*.toml")).read_text(encoding="utf-8")
    assert 'paraphrase = "Ten workers were called home."' in text
    assert 'whose = "workers"' in text
    assert "Banks of the host open no accounts for them" in text


def test_a_person_stops_early(capsys: pytest.CaptureFixture[str], typing: list[str]) -> None:
    typing += ["q"]
    ran = run(capsys, "read", "article.txt", "--into", "mine", *OWN)
    assert ran.code == 0
    assert not Path("mine").exists()


def test_a_person_names_the_source_when_asked(capsys: pytest.CaptureFixture[str], typing: list[str]) -> None:
    typing += ["a", "", "q", "nk-2019-intv"]
    assert run(capsys, "read", "article.txt", "--into", "mine", "--published", "2019-05-29").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("missing.txt",), "no such file"), (("article.txt", "--published", "soon"), "--published"),
        (("article.txt", "--accept", "1"), "--into"), (("article.txt", "--into", "mine"), "no terminal"),
        (("article.txt", "--into", "mine", "--accept", "9", *OWN), "numbers from 1 to 3"),
        (("article.txt", "--into", "mine", "--accept", "1"), "--source"),
        (("article.txt", "--csv", "a.txt"), "a name that ends in .xlsx or .csv"),
    ],
)  # fmt: skip
def test_a_mistake_ends_in_one_message_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    ran = run(capsys, "read", *words)
    assert ran.code == 2
    assert says in ran.err
    assert [path.name for path in Path().iterdir()] == ["article.txt"]
