"""Documents for Word read back: answer, tables and references, on plain paper and in a house's letterhead."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from legation.base.faults import UserError
from legation.report.exporting.blocks import Grid, Passage, SourceLine, run_paper, twins_paper
from legation.report.exporting.papers import MARKER, PUBLIC, document_bytes

NOTE = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."


def _read(content):
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def paper(result):
    return run_paper(result)


@pytest.fixture
def letterhead(tmp_path):
    """A house's document: its own fonts, header and footer, a first page, a marker between two lines."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Garamond"
    made.styles["Heading 1"].font.size = Pt(31)
    made.sections[0].header.paragraphs[0].text = "Institute of Examples"
    made.sections[0].footer.paragraphs[0].text = "12 Example Street"
    for line in ("Dear reader,", MARKER, "Yours, the Institute"):
        made.add_paragraph(line)
    made.save(tmp_path / "house.docx")
    return tmp_path / "house.docx"


def test_the_answer_the_tables_and_the_references_are_in_it(paper):
    made = _read(document_bytes(paper))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert texts[0] == paper.title == made.core_properties.title
    assert {block.text for block in paper.blocks if isinstance(block, Passage)} <= set(texts)
    references = [block for block in paper.blocks if isinstance(block, SourceLine)]
    assert references and {f"[{one.number}]\t{one.text}" for one in references} <= set(texts)
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in table.rows[0].cells] for table in made.tables] == [list(grid.head) for grid in grids]
    assert [len(table.rows) - 1 for table in made.tables] == [len(grid.rows) for grid in grids]


def test_each_row_names_its_source_by_a_number_of_the_list(paper):
    numbers = {block.number for block in paper.blocks if isinstance(block, SourceLine)}
    cited = [row[1].rpartition("[")[2].rstrip("]") for grid in paper.blocks
             if isinstance(grid, Grid) and grid.head[0] == "Reported" for row in grid.rows]  # fmt: skip
    assert cited and {int(number) for number in cited} == numbers == set(range(1, len(numbers) + 1))


def test_heads_of_tables_come_again_on_each_page(paper):
    for table in _read(document_bytes(paper)).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_plain_paper_has_a_font_for_korean_and_says_that_all_is_public(paper):
    made = _read(document_bytes(paper))
    fonts = list(made.styles.element.iter(qn("w:rFonts")))
    assert fonts and all(font.get(qn("w:eastAsia")) == "Malgun Gothic" for font in fonts)
    assert made.sections[0].header.paragraphs[0].text == PUBLIC
    assert paper.run_id in made.sections[0].footer.paragraphs[0].text


def test_a_letterhead_keeps_its_styles_header_and_footer(paper, letterhead):
    made = _read(document_bytes(paper, letterhead))
    assert made.styles["Normal"].font.name == "Garamond" and made.styles["Heading 1"].font.size == Pt(31)
    assert made.sections[0].header.paragraphs[0].text == "Institute of Examples"
    assert made.sections[0].footer.paragraphs[0].text == "12 Example Street"
    assert made.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "Malgun Gothic"


def test_the_content_takes_the_place_of_the_marker(paper, letterhead):
    texts = [paragraph.text for paragraph in _read(document_bytes(paper, letterhead)).paragraphs]
    assert (texts[0], texts[1], texts[-1]) == ("Dear reader,", paper.title, "Yours, the Institute")
    assert MARKER not in texts


def test_without_a_marker_the_content_stands_at_the_end(paper, tmp_path):
    made = docx.Document()
    made.add_paragraph("Dear reader,")
    made.save(tmp_path / "plain.docx")
    texts = [paragraph.text for paragraph in _read(document_bytes(paper, tmp_path / "plain.docx")).paragraphs]
    assert texts[:2] == ["Dear reader,", paper.title]


def test_a_letterhead_without_styles_of_headings_gets_bold_ones(paper, letterhead, tmp_path):
    made = docx.Document(str(letterhead))
    for style in [style for style in made.styles if style.name.startswith(("Heading", "Title"))]:
        style.delete()
    made.save(tmp_path / "bare.docx")
    (head,) = (paragraph for paragraph in _read(document_bytes(paper, tmp_path / "bare.docx")).paragraphs
               if paragraph.text == "References")  # fmt: skip
    assert head.runs[0].bold


def test_a_note_is_on_every_page_of_a_letterhead_too(paper, letterhead):
    house = docx.Document(str(letterhead))
    house.sections[0].different_first_page_header_footer = True
    house.sections[0].first_page_header.paragraphs[0].text = "First page"
    house.save(letterhead)
    made = _read(document_bytes(replace(paper, note=NOTE), letterhead))
    for header, own in ((made.sections[0].header, "Institute of Examples"),
                        (made.sections[0].first_page_header, "First page")):  # fmt: skip
        assert [paragraph.text for paragraph in header.paragraphs] == [NOTE, own]
    assert NOTE in made.core_properties.title


def test_what_is_no_document_is_told_by_name(paper, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house.docx").write_text("no zip")
    with pytest.raises(UserError, match=r"house\.docx  letterhead: found something else; expected a document of Word"):
        document_bytes(paper, tmp_path / "house.docx")
    with pytest.raises(UserError, match=r"none\.docx  letterhead: found no such file"):
        document_bytes(paper, tmp_path / "none.docx")


def test_a_character_that_no_document_holds_is_told(paper):
    with pytest.raises(UserError, match=r"the character U\+0001"):
        document_bytes(replace(paper, blocks=[Passage("a\x01b")]))


def test_without_python_docx_it_says_how_to_install_it(paper, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UserError, match="pip install python-docx"):
        document_bytes(paper)


def test_a_comparison_of_scenarios_is_a_document_too(twins):
    made = _read(document_bytes(twins_paper(twins)))
    assert "Effects" in [paragraph.text for paragraph in made.paragraphs]
    assert len(made.tables[0].rows) > 5
