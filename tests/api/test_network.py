"""The graph as files: all of them or none, and only what is public unless more is asked for."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from legation import api
from legation.base.faults import UserError
from tests.evidence.helpers import claim, folder


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_two_tables_are_written_beside_one_another() -> None:
    made = api.export_graph("net.csv", role="check")
    assert [file.name for file in made.files] == ["net-nodes.csv", "net-edges.csv"]
    assert len(Path("net-nodes.csv").read_text(encoding="utf-8").splitlines()) == made.nodes + 1


def test_a_file_in_the_way_stops_both() -> None:
    Path("net-edges.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="--force"):
        api.export_graph("net.csv")
    assert not Path("net-nodes.csv").exists() and Path("net-edges.csv").read_text(encoding="utf-8") == "mine"
    api.export_graph("net.csv", force=True)
    assert Path("net-edges.csv").read_text(encoding="utf-8").startswith("Source,Target")


@pytest.mark.parametrize("name", ["net.graphml", "net.csv"])
def test_what_is_not_public_stays_out_unless_it_is_asked_for(name: str) -> None:
    mine = folder(Path("mine"), claim())
    made = api.export_graph(name, folders=[mine])
    assert (made.left_out, made.handling) == (1, "")
    assert not [file for file in made.files if b"Income fell" in file.read_bytes() or b"A Paper" in file.read_bytes()]
    made = api.export_graph(name, "Income fell.", folders=[mine], include_nonpublic=True, force=True)
    assert made.handling.startswith("NOT PUBLIC: holds 1 embargoed claim") and made.left_out == 0
    assert b"Income fell" in made.files[0].read_bytes()
    assert {stat.S_IMODE(file.stat().st_mode) for file in made.files} == {0o600}


def test_another_ending_and_an_unknown_filter_word_are_refused() -> None:
    with pytest.raises(UserError, match="a name that ends in"):
        api.export_graph("net.gexf")
    with pytest.raises(UserError, match="--role"):
        api.export_graph("net.csv", role="chek")
