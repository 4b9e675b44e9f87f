"""PDFs read back by another program: tagged, with title and language, the same bytes each time; PNGs of charts."""

from __future__ import annotations

import io
import re
import struct
import sys
from dataclasses import replace

import pypdf
import pytest
import typst

from legation.base.faults import UserError
from legation.report.exporting import pdf
from legation.report.exporting.blocks import Chart, Heading, Paper, Passage, run_paper, twins_paper
from legation.report.exporting.pdf import check_typst, pdf_bytes, png_bytes
from legation.report.figures import figures_of

NOTE = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
HOSTILE = 'a "quoted" #panic("x") $y$ \\ [b] *c* <d> @e `f` {g} // h'


def _read(content):
    return pypdf.PdfReader(io.BytesIO(content))


def _words(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def paper(result):
    return run_paper(result)


@pytest.fixture(scope="module")
def written(paper):
    return pdf_bytes(paper)


def test_it_is_tagged_and_has_title_and_language(written, paper):
    reader = _read(written)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == paper.title
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def _tags(element, kinds):
    element = element.get_object()
    if isinstance(element, dict):
        if "/S" in element:
            kinds.append((element["/S"], element.get("/Alt")))
        for child in element["/K"] if isinstance(element.get("/K"), list) else [element.get("/K")]:
            if child is not None and not isinstance(child, int):
                _tags(child, kinds)
    return kinds


def test_headings_tables_and_figures_are_told_to_those_who_listen(written, paper):
    kinds = _tags(_read(written).trailer["/Root"]["/StructTreeRoot"], [])
    names = [name for name, _ in kinds]
    assert {"/H1", "/Table", "/TH", "/TD", "/P"} <= set(names)
    told = [alt for name, alt in kinds if name == "/Figure" and alt]
    charts = [block for block in paper.blocks if isinstance(block, Chart)]
    assert charts and all(any(block.figure.title in alt for alt in told) for block in charts)


def test_the_answer_the_verdicts_and_the_references_are_in_it(written, paper):
    words = _words(_read(written))
    for part in ("Answer", "How to read this", "References", "[1]", f"run {paper.run_id}"):
        assert part in words


def test_the_same_paper_gives_the_same_bytes_and_another_day_others(written, paper):
    assert pdf_bytes(paper) == written
    assert pdf_bytes(replace(paper, day="2031-05-05")) != written
    assert b"2031" in written or "2031" in str(_read(written).metadata)


def test_a_note_is_on_every_page(paper):
    reader = _read(pdf_bytes(replace(paper, note=NOTE)))
    assert len(reader.pages) > 2
    assert all(NOTE in " ".join(page.extract_text().split()) for page in reader.pages)
    assert NOTE in reader.metadata.title


def test_no_text_is_taken_for_a_command():
    reader = _read(pdf_bytes(Paper(HOSTILE, "0" * 16, "", "", [Heading(HOSTILE), Passage(HOSTILE)])))
    assert _words(reader).count(HOSTILE) == 3 and reader.metadata.title == HOSTILE


def test_letters_of_which_no_font_is_here_are_told_by_their_code(monkeypatch):
    monkeypatch.setattr(pdf, "FONTS_BEYOND", ())
    really = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *given, **options: really(
        *given, **options | {"ignore_system_fonts": True}))  # fmt: skip
    with pytest.raises(UserError) as problem:
        pdf_bytes(Paper("Terms", "0" * 16, "", "", [Passage("SECRET 와크")]))
    assert "U+C640" in str(problem.value) and "Noto Sans CJK" in str(problem.value)
    assert "SECRET" not in str(problem.value)


def test_a_character_that_no_file_holds_is_told():
    with pytest.raises(UserError, match=r"the character U\+0001"):
        pdf_bytes(Paper("Terms", "0" * 16, "", "", [Passage("a\x01b")]))


def test_a_comparison_of_scenarios_is_a_pdf_too(twins):
    assert "In what the scenarios differ" in _words(_read(pdf_bytes(twins_paper(twins))))


def test_a_chart_becomes_a_png_twice_as_fine_as_its_svg(result):
    figure = figures_of(result)[0]
    drawn = figure.svg_file("0" * 16)
    png = png_bytes(drawn)
    assert png.startswith(b"\x89PNG") and png == png_bytes(drawn)
    wide = float(re.search(r"<svg[^>]* width=[\"']([\d.]+)", drawn)[1])
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(2 * wide, abs=2)


def test_without_typst_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UserError, match="pip install typst"):
        check_typst("pdf")
