"""Claims as a document for Word (.docx): what was said, its grade in words, where, when and whose, and the references.

Claims stand under the topics of the record, by the time that they are about. Each names its source by a number, and the
list at the end has the citations under these numbers. Every page says
in its header whether all of it is public. python-docx writes the document; it comes with the extra `office`.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from legation.base.characters import forbidden_character
from legation.base.faults import EvidenceError, Fault, Faults
from legation.base.number_text import how_many
from legation.evidence import handling
from legation.evidence.claims import Claim
from legation.evidence.exporting.citations import date_in_words, source_citation
from legation.evidence.ledger import Ledger
from legation.evidence.mentions import period_of
from legation.evidence.propositions import PERSONS_WORDS, SPAN_WORDS
from legation.evidence.queries import OTHER_TOPIC, topics_of_claim
from legation.evidence.vocabulary import vocabulary
from legation.evidence.wordings.catalogue import WORDINGS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

PUBLIC = "All claims in this document are public."
HOW_TO_READ = (
    "What was reported, paraphrased. Each claim has the number of its source in brackets; the list at the end has the "
    "sources under these numbers. Most claims come from a few outlets. Agreement among them is not corroboration."
)
LATIN_FONT, ASIAN_FONT = "Calibri", "Malgun Gothic"
WARNING_COLOUR = "B00020"
BULLET = "ListBullet"  # id of a style


def document(
    ledger: Ledger,
    claims: Sequence[Claim],
    about: str = "",
    on_topic: Mapping[str, str] | None = None,
    answer: Sequence[tuple[str, Sequence[str]]] = (),
) -> bytes:
    """The claims as a document, in its own order: by topic as the record has them, then by time and id.

    about     what was searched for; it stands in the title
    on_topic  of each claim, how it bears on the topic that the document is of; None if it is of no topic
    answer    headings with their lines, which stand first; lines under no heading take the place of the count of claims
    Raises    EvidenceError if python-docx is missing, or a claim holds a character that no document can
    """
    made = new_document()
    check_claim_characters(ledger, claims)
    note = handling.note(claims)
    title = f"Claims about {about}" if about else "Claims of the record"
    set_up_document(made, title, note, PUBLIC, "Legation, the ledger. Page ")
    made.add_heading(title, level=0)
    if note:
        add_warning(made, note)
    sections = _by_topic(ledger, claims)
    ordered = [claim for section in sections.values() for claim in section]
    numbers = numbered_sources(ledger, ordered)
    held, sources = {claim.id for claim in ordered}, {claim.source for claim in ordered}
    known = f" Only what was published by {ledger.as_of}." if ledger.as_of else ""
    counted = f"{how_many(len(claims), 'claim')} from {how_many(len(sources), 'source')}."
    counted = next((" ".join(lines) for heading, lines in answer if not heading), counted)
    made.add_paragraph(f"{counted}{known} {HOW_TO_READ}")
    for heading, lines in answer:
        if heading:
            made.add_heading(heading, level=2)
            for line in lines:
                add_bullet(made, line)
    for topic, section in sections.items():
        made.add_heading(topic, level=1)
        for claim in section:
            add_claim(made, ledger, claim, numbers, bearing=(on_topic or {}).get(claim.id, ""), held=held)
    add_references(made, ledger, numbers)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _by_topic(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims under the first of their topics, in the order of the record, and by the time that they are about.

    A claim that names no time stands where it was published.
    """

    def order(claim: Claim) -> tuple[date, str]:
        return period_of(ledger, claim).first, claim.id

    by_topic: dict[str, list[Claim]] = {topic: [] for topic in (*vocabulary().topics, OTHER_TOPIC)}
    for claim in sorted(claims, key=order):
        by_topic[topics_of_claim(claim)[0]].append(claim)
    return {topic: section for topic, section in by_topic.items() if section}


def new_document() -> Document:
    """An empty document. Raises EvidenceError if python-docx is missing."""
    try:
        import docx
    except ModuleNotFoundError as problem:
        if problem.name != "docx":
            raise
        advice = "Install it with: pip install python-docx (the extra `office` of Legation)."
        found = "a name that ends in .docx, and no python-docx, which writes such files"
        raise EvidenceError(Fault("file", found, "python-docx beside Legation", advice)) from None
    return docx.Document()


def check_claim_characters(ledger: Ledger, claims: Iterable[Claim]) -> None:
    """Raise with each text that no document can hold, by claim. Files with such a character are not even read."""
    faults = Faults()
    for claim in claims:
        for text in (*_lines(ledger, claim), source_citation(ledger.sources[claim.source])):
            if mark := forbidden_character(text):
                advice = "Take it out of the claim, or export to .toml."
                faults.append(Fault(claim.id, f"the character {mark}", "plain text", advice))
    faults.refuse(EvidenceError)


def set_up_document(made: Document, title: str, note: str, public: str, footer: str) -> None:
    """Fonts that cover Korean, too; who made it; a header that says how it is to be handled, and page numbers.

    note    what every page must say; where it is empty, they say `public`
    footer  what stands before the number of the page
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    made.styles["Normal"].font.name = LATIN_FONT  # gives the style an entry of its own
    for fonts in made.styles.element.iter(qn("w:rFonts")):
        # Fonts of a theme would win over these, and python-docx sets none for Korean letters.
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{kind}"), LATIN_FONT)
        fonts.set(qn("w:eastAsia"), ASIAN_FONT)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "ko-KR")
    made.core_properties.author = "Legation"
    made.core_properties.title = f"{title} ({note})" if note else title
    made.core_properties.comments = ""
    made.core_properties.created = made.core_properties.modified = datetime.now(UTC).replace(tzinfo=None)
    for section in made.sections:
        line = section.header.paragraphs[0].add_run(note or public)
        line.font.size = Pt(9)
        if note:
            line.bold, line.font.color.rgb = True, RGBColor.from_string(WARNING_COLOUR)
        page = section.footer.paragraphs[0].add_run(footer)
        page.font.size = Pt(9)
        _add_page_number(page)


def _add_page_number(run: Any) -> None:
    """A field that Word fills with the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._element.append(part)


def add_warning(made: Document, note: str) -> None:
    """How the document is to be handled, in a line that can't be missed."""
    from docx.shared import RGBColor

    line = made.add_paragraph().add_run(note)
    line.bold, line.font.color.rgb = True, RGBColor.from_string(WARNING_COLOUR)


def add_claim(
    made: Document, ledger: Ledger, claim: Claim, numbers: Mapping[str, int], *, bearing: str = "", level: int = 2,
    held: Collection[str] | None = None,
) -> None:  # fmt: skip
    """A claim under a heading of its id: its words with the number of its source, and what is known of it.

    numbers  source -> its number in the list of references
    bearing  how it bears on a topic; may be empty
    held     ids of the claims of the document, so that those follow that it agrees, conflicts or fits with; None for
             no such list. One that is not public and not of the document is no more than named
    """
    _add_paragraph(made, claim.id, f"Heading{level}")
    said = made.add_paragraph(f"{claim.paraphrase} [{numbers[claim.source]}]")
    said.paragraph_format.keep_with_next = True
    lines = [f"On the topic: {bearing}"] if bearing else []
    for line in (*lines, *_lines(ledger, claim)[1:]):
        label, _, rest = line.partition(": ")
        _add_labelled(made, label, rest)
    for label, names in _links(ledger, claim).items() if held is not None else ():
        for name in names:
            other = ledger.claims[name]
            if _may_show(other, held or ()):
                text = f"{other.paraphrase} ({name}, {ledger.grade(name)}) [{numbers[other.source]}]"
            else:
                text = f"{name} {handling.NOT_SHOWN}"
            _add_labelled(made, label, text)


def _may_show(claim: Claim, held: Collection[str]) -> bool:
    """Whether a document may show the words of a claim: the note on its pages counts the claims that it is of."""
    return claim.id in held or handling.is_public(claim.handling)


def _add_labelled(made: Document, label: str, text: str) -> None:
    paragraph = _add_paragraph(made, "", BULLET)
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)


def add_bullet(made: Document, text: str) -> None:
    """A line of a list."""
    _add_paragraph(made, text, BULLET)


def add_label(made: Document, text: str) -> None:
    """Words in bold that what follows stays with."""
    paragraph = made.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.paragraph_format.keep_with_next = True


def _add_paragraph(made: Document, text: str, style: str) -> Paragraph:
    """A paragraph in the style of that id. python-docx goes through all styles each time that it is given a name."""
    paragraph = made.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


def _lines(ledger: Ledger, claim: Claim) -> list[str]:
    """What was said, and below it `label: what is known`, without labels of which nothing is."""
    words = ledger.grade_words(claim.id)
    parts = {
        "Grade": f"{ledger.grade(claim.id)}. Source {words['source']}. Outlet {words['outlet']}. "
        f"Information {words['information']}.",
        "Amount": WORDINGS[claim.wording].words(claim.low, claim.high, claim.unit),
        "Whose": PERSONS_WORDS[claim.whose] if claim.whose else "",
        "Over": SPAN_WORDS[claim.span] if claim.span else "",
        "Where": claim.place_named or claim.place,
        "When": date_in_words(claim.period) if claim.period else "",
        "Compared": f"{date_in_words(claim.windows.before)} with {date_in_words(claim.windows.after)}"
        if claim.windows
        else "",
        "Said by": claim.said_by,
        "Origin": "" if claim.upstream == claim.source else claim.upstream,
        "Key term": claim.key_term,
        "Standing": ledger.information(claim.id).words,
        "Status": "" if claim.status_on(ledger.as_of) == "active" else claim.status_on(ledger.as_of),
        "Handling": "" if handling.is_public(claim.handling) else claim.handling,
        "Note": claim.note,
    }
    return [claim.paraphrase, *(f"{label}: {text}" for label, text in parts.items() if text)]


def _links(ledger: Ledger, claim: Claim) -> dict[str, tuple[str, ...]]:
    """The ids of the claims that say the same, say otherwise or fit, by what stands before their words."""
    return {
        "Says the same": ledger.agreements(claim.id),
        "Says otherwise": ledger.conflicts_of(claim.id),
        "Fits with": ledger.fitting(claim.id),
    }


def numbered_sources(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, int]:
    """The sources of claims, and then of those that they agree, conflict or fit with, each with its number."""
    ordered = list(claims)
    held = {claim.id for claim in ordered}
    linked = (ledger.claims[name] for claim in ordered for names in _links(ledger, claim).values() for name in names)
    sources = dict.fromkeys(claim.source for claim in [*ordered, *linked] if _may_show(claim, held))
    return {name: number for number, name in enumerate(sources, start=1)}


def add_references(made: Document, ledger: Ledger, numbers: Mapping[str, int]) -> None:
    """The list of sources at the end, each under its number."""
    made.add_heading("References", level=1)
    for name, number in numbers.items():
        _add_reference(made, f"[{number}]\t{source_citation(ledger.sources[name])}.")


def _add_reference(made: Document, text: str) -> None:
    """A numbered line, its further lines indented as far as its words."""
    from docx.shared import Cm

    paragraph = made.add_paragraph(text)
    paragraph.paragraph_format.left_indent = Cm(1)
    paragraph.paragraph_format.first_line_indent = Cm(-1)
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1))
