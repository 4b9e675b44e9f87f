"""The glossary: each word once, in at most three short sentences, and both maps lead to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legation.mechanisms.story import HEADINGS

HOME = Path(__file__).parents[2]
ROW = re.compile(r"\| \*\*([a-z, ]+)\*\* \| (.*) \|")


def _entries():
    lines = (HOME / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|") and line not in ("| word | means |", "|---|---|")]
    return [ROW.fullmatch(row) for row in rows]


def test_every_row_has_a_word_and_what_it_means():
    assert _entries() and all(_entries())


def test_each_word_is_explained_once_and_briefly():
    words = [word for entry in _entries() for word in entry[1].split(", ")]
    assert len(words) == len(set(words))
    assert {"luck", "post", "period", "scope", "target", "wording", "resolution", "twin", "upstream"} <= set(words)
    sentences = {entry[1]: len(re.findall(r"\.(?= |$)", entry[2])) for entry in _entries()}
    assert {word: count for word, count in sentences.items() if not 1 <= count <= 3} == {}


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_both_maps_lead_to_it(name):
    assert "(docs/glossary.md)" in (HOME / name).read_text(encoding="utf-8")


def test_the_style_shows_the_headings_that_a_docstring_may_have():
    style = (HOME / "STYLE.md").read_text(encoding="utf-8")
    assert [heading for heading in HEADINGS if f"{heading}:\n" not in style] == ["Checked by"]
    assert "`Checked by`" in style
