"""What is said of claims that are not public: a count, and a hash that nobody else can recompute."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from legation.evidence.ledger import load
from legation.provenance.nonpublic import KEY, key, nonpublic
from tests.evidence.helpers import claim, folder


def test_a_public_ledger_has_nothing_to_say(tmp_path: Path) -> None:
    assert nonpublic(load(), []) is None
    mine = folder(tmp_path, claim(handling='"public"'))
    assert nonpublic(load(folders=[mine]), [mine]) is None and not (mine / KEY).exists()


def test_the_hash_depends_on_the_claims_and_on_the_key(tmp_path: Path) -> None:
    one, same, other = (folder(tmp_path / name, claim()) for name in "abc")
    (same / KEY).write_bytes(key(one))
    told = {name: nonpublic(load(folders=[place]), [place]) for name, place in (("a", one), ("b", same), ("c", other))}
    assert told["a"] == told["b"] == nonpublic(load(folders=[one]), [one])
    assert told["a"] != told["c"] and told["a"] and told["a"].claims == 1
    folder(one, claim(paraphrase='"Income rose."'))
    assert nonpublic(load(folders=[one]), [one]) != told["a"]


def test_the_words_for_every_page_hold_a_count_only(tmp_path: Path) -> None:
    mine = folder(tmp_path, claim())
    told = nonpublic(load(folders=[mine]), [mine])
    assert told and told.words() == "used non-public claims: 1, left out here"


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    key(tmp_path)
    assert stat.S_IMODE((tmp_path / KEY).stat().st_mode) == 0o600
