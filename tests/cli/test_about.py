"""`legation about`: one screen, files on request, and nothing half-written."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.cli.helpers import run
from tests.evidence.helpers import claim, folder


def test_a_topic_is_answered_on_one_screen(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys, "about", "quota")
    assert ran.code == 0 and len(ran.out.splitlines()) <= 40
    assert (
        "quota" in " ".join(ran.out.split()).partition("Hangs on amounts of ")[2].partition(": Radio Free Asia")[0]
        and "Radio Free Asia alone" in " ".join(ran.out.split())
        and "Least-most  quota of officials: " in ran.out
    )
    assert ran.out.startswith("QUOTA") and "Hangs on" in ran.out and "legation assess" in ran.out


def test_years_narrow_the_axis(capsys):
    first = run(capsys, "about", "quotas", "2015..2022").out.splitlines()[0]
    assert first.startswith("QUOTAS, 2015-2022")


def test_machines_get_the_same(capsys):
    data = run(capsys, "about", "quota", "--json").data
    assert {row["id"] for row in data["claims"]} >= {"pf-g-05", "pf-g-12"}
    assert data["origins"] <= len(data["claims"])
    assert all("/" in row["grade"] for row in data["claims"])
    hangs = {(part["what"], part["states"]): part for part in data["hangs_on"]["hangs"]}
    assert hangs["amounts", "quota of officials"]["outlets"] == ["Radio Free Asia"]
    assert hangs["conflict", "levy of officials"]["values"] == ["≥3k", "300"]
    assert {part["outlet"] for part in data["hangs_on"]["outlets"]} == {row["outlet"] for row in data["claims"]}


def test_nothing_found_is_an_answer(capsys):
    ran = run(capsys, "about", "xyzzy")
    assert ran.code == 0 and "nothing in the record" in ran.out


def test_page_and_chart_are_written(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = run(capsys, "about", "quota", "--html", "t.html", "--svg", "t.svg", "--xlsx", "t.xlsx")
    assert ran.code == 0 and "t.xlsx  written" in ran.out
    assert "<svg" in Path("t.html").read_text(encoding="utf-8")
    assert ElementTree.fromstring(Path("t.svg").read_text(encoding="utf-8")).tag.endswith("svg")
    assert Path("t.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--html", "t.txt"], "--html: found \"t.txt\"; expected a name that ends in .html"),
        (["--html", "there.html"], "a file that exists"),
        (["--svg", "t.html", "--html", "t.svg"], "2 faults"),
        (["--place", "Mars"], "Mars"),
    ],
)  # fmt: skip
def test_mistakes_are_told_and_nothing_is_written(capsys, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("mine", encoding="utf-8")
    ran = run(capsys, "about", "quota", *words, "--svg", "whole.svg") if "--svg" not in words else run(
        capsys, "about", "quota", *words)  # fmt: skip
    assert ran.code == 2 and says in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["there.html"]
    assert Path("there.html").read_text(encoding="utf-8") == "mine"


def test_own_claims_stand_in_it_and_leave_only_on_request(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(
        Path("mine"), claim(paraphrase='"A quota of our own."', measure='"quota"', whose='"officials"', period='"2019"')
    )
    ran = run(capsys, "about", "quota", "--folder", "mine", "--html", "out.html")
    assert "NOT PUBLIC" in ran.out and "of our own" not in Path("out.html").read_text(encoding="utf-8")
    run(capsys, "about", "quota", "--folder", "mine", "--html", "all.html", "--include-nonpublic")
    page = Path("all.html").read_text(encoding="utf-8")
    assert "of our own" in page and "NOT PUBLIC" in page


def test_what_is_offered_next_keeps_the_filters_that_were_typed(capsys):
    text = run(capsys, "about", "quotas", "--outlet", "rfa", "--since", "2015").out
    assert "legation evidence list quotas --outlet rfa --since 2015" in text
    assert "nothing is left" not in text and "Radio Free Asia alone" in text


def test_years_in_which_nothing_was_said_lead_on_to_what_finds_something(capsys):
    assert "legation about levy  18 claims about other years" in run(capsys, "about", "levy", "2021").out
    assert "legation about xyzzy" not in run(capsys, "about", "xyzzy", "2021").out


def test_own_claims_come_first_with_what_they_agree_or_conflict_with(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = {
        "paraphrase": '"A quota of our own."', "measure": '"quota"', "whose": '"officials"', "period": '"2019"',
        "wording": '"about"', "low": "30000", "high": "30000", "unit": '"USD per person per year"',
        "span": '"year"', "place": '"China"',
    }  # fmt: skip
    folder(Path("mine"), claim(**said))
    text = " ".join(run(capsys, "about", "quota", "--folder", "mine").out.split())
    assert "A quota of our own. Agrees with pf-g-12 (Radio Free Asia)" in text
    assert text.index("Yours") < text.index("Least-most")
    # The screen suggests commands that run as they are; what is saved names no folder.
    assert "legation evidence list quota --folder mine" in text.partition("Next")[2] and "DIR" not in text


def test_who_types_two_topics_is_offered_what_is_about_either(capsys):
    both, either = (run(capsys, "about", *words.split()) for words in ("captures forced returns", "captures"))
    assert "Next legation about 'captures and forced returns' these 4 are about both; " in both.words
    assert "are about both" not in either.words


def test_counts_of_the_subject_lead_and_the_largest_is_on_the_screen(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys, "about", "captures and forced returns")
    assert len(ran.out.splitlines()) <= 40
    counted, said = (ran.words.partition(label)[2] for label in ("Least-most ", "Said "))
    assert counted.startswith("forced returns of everybody: ~2k (Sisa Weekly 2023, C/C-3) to ~2.6k (Sisa")
    assert said.startswith("pf-i-05-aug-29 (B/B-2): China sent 80 people back")
    assert run(capsys, "about", "quota").words.partition("Least-most ")[2].startswith("quota of officials: ")


def test_the_model_line_names_the_one_option_that_fills_it(capsys, monkeypatch):
    from legation.assessment import kept_files

    monkeypatch.setattr(kept_files, "read_worlds_manifest", lambda folder: None)
    assert "Not asked yet: add --model to the command" in run(capsys, "about", "quota").words


def test_all_lists_every_origin_with_its_outlets_and_claims(capsys):
    data = run(capsys, "about", "quotas", "2015..2022", "--json").data
    listed = data["origins_listed"]
    assert sum(each["known"] for each in listed) == data["origins"] and len(listed) == data["origins_at_most"]
    assert sorted(name for each in listed for name in each["claims"]) == sorted(row["id"] for row in data["claims"])
    whole = run(capsys, "about", "quotas", "2015..2022", "--all").words
    assert "4 named; 10 reports name none, and each may be one of these or one more" in whole
    for each in listed:
        assert f"{each['origin']} (" in whole or f"{each['origin']}, through" in whole


def test_a_picture_of_the_chart_is_written_and_a_wrong_ending_names_the_option(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "about", "levy", "--png", "q.png").code == 0
    assert Path("q.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    refused = run(capsys, "about", "levy", "--svg", "r.png")
    assert refused.code == 2 and "Write --png r.png." in refused.err


def test_what_is_left_without_an_outlet_is_shown(capsys):
    whole, less = (run(capsys, "about", "quotas", *more, "--json").data for more in ((), ("--without", "Daily NK")))
    assert "Daily NK" in str(whole) and "Daily NK" not in str(less)
    assert run(capsys, "about", "quotas", "--without", "Nobody").code == 2
