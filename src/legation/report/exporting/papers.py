"""A document for Word (.docx), on plain paper or in a house's own letterhead.

Of a letterhead its styles, header and footer stay. The content stands where a paragraph says `[[LEGATION]]`, or at
the end. python-docx comes with the extra `office`.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legation.base.faults import Fault, UserError, as_written
from legation.base.refusals import refusing
from legation.evidence.exporting.documents import ASIAN_FONT, WARNING_COLOUR, new_document, set_up_document
from legation.report.exporting.blocks import Chart, Grid, Heading, Paper, Passage, SourceLine, check_characters
from legation.report.lines import shortened

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MARKER = "[[LEGATION]]"
PUBLIC = "The persons in this model are invented. All reports cited here are public."
HEADING_STYLES = {1: ("Heading 1", "heading 1"), 2: ("Heading 2", "heading 2")}
HEADING_SIZES = {1: 14, 2: 12}  # in points, for a letterhead that has no style for headings


MOST_TITLE = 250  # characters: the format takes 255


def document_bytes(paper: Paper, letterhead: Path | None = None) -> bytes:
    """The document: answer, tables and references; figures are left to the PDF and the files of charts.

    letterhead  a document of the house's, of which styles, header and footer stay
    Raises      UserError if python-docx is missing, if the letterhead is no document, or for a character that no
                document can hold
    """
    check_characters(paper, "docx")
    made = open_letterhead(letterhead) if letterhead else new_document()
    note = f" ({paper.note})" if paper.note else ""
    title = shortened(paper.title, MOST_TITLE - len(note))
    if letterhead:
        _set_asian_font(made)
        if paper.note:
            _mark_pages(made, paper.note)
        made.core_properties.title = title + note
    else:
        set_up_document(made, title, paper.note, PUBLIC, f"Legation, run {paper.run_id}. Page ")
    marker = _marker(made)
    before = len(made.element.body)
    _fill(made, paper)
    if marker is not None:
        for element in list(made.element.body)[before - _section_count(made) :]:
            if not element.tag.endswith("}sectPr"):
                marker._p.addprevious(element)
        marker._p.getparent().remove(marker._p)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def open_letterhead(file: Path) -> Document:
    """A house's document. Raises UserError if it is none, or can't be read."""
    new_document()  # says if python-docx is missing
    import zipfile

    import docx
    from docx.opc.exceptions import PackageNotFoundError

    with refusing(file, "letterhead"):
        content = file.read_bytes()
    try:
        return docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        expected = "a document of Word (.docx), neither locked nor a template (.dotx)"
        raise UserError(Fault("letterhead", "something else", expected, file=as_written(file))) from None


def _fill(made: Document, paper: Paper) -> None:
    _heading(made, paper.title, 0)
    if paper.note:
        _coloured(made.add_paragraph().add_run(paper.note))
    for block in paper.blocks:
        match block:
            case Heading():
                if block.text != "Figures":
                    _heading(made, block.text, block.level)
            case Passage():
                made.add_paragraph(block.text)
            case Grid():
                _table(made, block)
            case SourceLine():
                _reference(made, block)
            case Chart():
                pass  # a document that is worked on further takes charts from their files


def _heading(made: Document, text: str, level: int) -> None:
    """A heading in the house's style, whatever language that has its name in; else in bold."""
    from docx.shared import Pt

    wanted = ("Title",) if level == 0 else HEADING_STYLES[level]
    style = next((style for style in made.styles if style.name in wanted or style.style_id in wanted), None)
    style = style or next((style for style in made.styles if style.name and style.name.lower() in wanted), None)
    paragraph = made.add_paragraph(text, style=style)
    paragraph.paragraph_format.keep_with_next = True
    if style is None:
        paragraph.runs[0].bold = True
        paragraph.runs[0].font.size = Pt(HEADING_SIZES.get(level, 16))


def _table(made: Document, grid: Grid) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    table = made.add_table(rows=1 + len(grid.rows), cols=len(grid.head))
    section = made.sections[-1]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    _draw_lines(table)
    for at, row in enumerate((grid.head, *grid.rows)):
        for cell, text, width in zip(table.rows[at].cells, row, grid.widths, strict=True):
            cell.width = int(room * width / sum(grid.widths))
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(9), at == 0 or None
    head = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")  # it comes again on each page, and is read out as a head
    mark.set(qn("w:val"), "true")
    head.append(mark)
    made.add_paragraph()


def _draw_lines(table: Any) -> None:
    """Lines between rows, whatever styles of tables the letterhead has."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "BFBFBF")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _reference(made: Document, reference: SourceLine) -> None:
    from docx.shared import Cm

    paragraph = made.add_paragraph(f"[{reference.number}]\t{reference.text}")
    paragraph.paragraph_format.left_indent = Cm(1)
    paragraph.paragraph_format.first_line_indent = Cm(-1)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1))


def _marker(made: Document) -> Paragraph | None:
    """The paragraph that the content takes the place of."""
    return next((paragraph for paragraph in made.paragraphs if paragraph.text.strip() == MARKER), None)


def _section_count(made: Document) -> int:
    """How many properties of a section stand at the end of the body: new content goes before them."""
    return sum(element.tag.endswith("}sectPr") for element in made.element.body)


def _mark_pages(made: Document, note: str) -> None:
    """Put a note above what the house's headers say, on first and even pages, too."""
    for section in made.sections:
        headers = [section.header]
        headers += [section.first_page_header] if section.different_first_page_header_footer else []
        headers += [section.even_page_header] if made.settings.odd_and_even_pages_header_footer else []
        for header in headers:
            _coloured(header.paragraphs[0].insert_paragraph_before().add_run(note))


def _coloured(run: Any) -> None:
    from docx.shared import RGBColor

    run.bold, run.font.color.rgb = True, RGBColor.from_string(WARNING_COLOUR)


def _set_asian_font(made: Document) -> None:
    """Give the body a font for Korean, if the house has set none: python-docx and many templates don't."""
    from docx.oxml.ns import qn

    made.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for fonts in made.styles.element.iter(qn("w:rFonts")):
        if not fonts.get(qn("w:eastAsia")) and not fonts.get(qn("w:eastAsiaTheme")):
            fonts.set(qn("w:eastAsia"), ASIAN_FONT)
