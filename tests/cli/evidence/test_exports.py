"""`legation evidence export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.ledger import load_ledger
from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder

ENDINGS = ("html", "xlsx", "docx", "csv", "ris", "bib", "json", "toml")

PACKED = ("xlsx", "docx")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_has_its_form(capsys: pytest.CaptureFixture[str], ending: str) -> None:
    ran = run(capsys, "evidence", "export", f"out.{ending}", "sessions", "--role", "check")
    assert ran.code == 0 and ran.out.startswith(f"out.{ending}: ") and Path(f"out.{ending}").stat().st_size > 100


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_not_public_stays_unless_it_is_asked_for(capsys: pytest.CaptureFixture[str], ending: str) -> None:
    mine = folder(Path("mine"), claim())
    out = f"out.{ending}"
    ran = run(capsys, "evidence", "export", out, "--folder", mine)
    assert f"{len(load_ledger().claims)} claims, 1 not public and left out" in ran.out
    if ending not in PACKED:
        assert b"Income fell." not in Path(out).read_bytes() and b"example.org" not in Path(out).read_bytes()
    ran = run(capsys, "evidence", "export", out, "Income fell.", "--folder", mine, "--include-nonpublic", "--force")
    assert "NOT PUBLIC: holds 1 embargoed claim" in ran.out
    if ending not in (
        *PACKED,
        "csv",
    ):  # what is packed is tested with its module; in a text table each row has its mark
        assert b"NOT PUBLIC" in Path(out).read_bytes()
    if ending == "csv":
        assert b"embargoed" in Path(out).read_bytes()


@pytest.mark.parametrize("ending", ["html", "csv", "toml"])
def test_a_public_claim_does_not_show_what_it_is_linked_to(capsys: pytest.CaptureFixture[str], ending: str) -> None:
    links = claim(id='"open"', handling='"public"', related='["withheld"]')
    mine = folder(Path("mine"), links, claim(id='"withheld"', derived_from='["pf-a-01"]', upstream='"another"'))
    run(capsys, "evidence", "export", f"out.{ending}", "--folder", mine)
    text = Path(f"out.{ending}").read_text(encoding="utf-8")
    assert "open" in text and "withheld" not in text
    if ending == "html":
        assert "F/B-6" in text.partition('id="open"')[2].partition("</tr>")[0]


def test_uwazi_is_a_table_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "evidence", "export", "out.csv", "--uwazi").code == 0
    assert Path("out.csv").read_text(encoding="utf-8-sig").startswith("title,")
    assert run(capsys, "evidence", "export", "out.xlsx", "--uwazi").code == 2


def test_a_file_in_the_way_and_an_unknown_ending_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out.csv").touch()
    assert "--force" in run(capsys, "evidence", "export", "out.csv").err
    assert "a name that ends in" in run(capsys, "evidence", "export", "out.odt").err


def test_an_earlier_day_exports_less(capsys: pytest.CaptureFixture[str]) -> None:
    data = run(capsys, "evidence", "export", "out.toml", "--as-of", "2015", "--json").data
    assert 0 < data["claims"] < len(load_ledger().claims)


def test_a_graph_is_one_file_or_two_tables(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "evidence", "export", "net.graphml", "quota")
    assert ran.code == 0 and ran.out.startswith("net.graphml: ") and " nodes, " in ran.out
    data = run(capsys, "evidence", "export", "net.csv", "quota", "--graph", "--json").data
    assert data["files"] == ["net-nodes.csv", "net-edges.csv"] and data["nodes"] > data["left_out"] == 0
    ran = run(capsys, "evidence", "export", "other.csv", "--graph", "--uwazi")
    assert ran.code == 2 and "--uwazi" in ran.err


def test_nothing_found_leaves_no_empty_file_in_the_way(capsys, tmp_path):
    file = tmp_path / "none.xlsx"
    ran = run(capsys, "evidence", "export", file, "quota", "--since", "2025", "--outlet", "asahi")
    assert ran.code == 2 and "found no claim" in ran.err and not file.exists()
