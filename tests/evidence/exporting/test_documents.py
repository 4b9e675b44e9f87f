"""The document for Word: each claim with its grade in words and the number of its source, handling on every page."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from legation.base.faults import EvidenceError
from legation.evidence.exporting import documents
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.queries import OTHER_TOPIC
from tests.evidence.helpers import SOURCES, claim, folder, shipped

SECOND = SOURCES + SOURCES[SOURCES.index("[[source]]") :].replace('"story"', '"other"')

GRADE = (
    "Grade: F/B-6. Source F: anonymous or untested: reliability cannot be judged. Outlet B: a long record or own "
    "reporting on this subject; origins are mostly not named. Information 6: it can't be set beside other claims."
)


def opened(ledger: Ledger, *names: str, about: str = "") -> Any:
    return docx.Document(io.BytesIO(documents.document(ledger, [ledger.claim(name) for name in names], about)))


def texts(made: Any) -> list[str]:
    return [paragraph.text for paragraph in made.paragraphs]


def test_a_claim_is_told_with_its_grade_in_words_and_the_number_of_its_source(tmp_path: Path) -> None:
    one = claim(place='"Liaoning"', period='"2019-04"', wording='"about"', low="3", high="3", unit='"weeks"')
    records = shipped(tmp_path, one, claim(id='"two"', source='"other"'), claim(id='"three"'), sources=SECOND)
    made = opened(load_ledger(records=records), "one", "two", "three", about="quotas")
    lines = texts(made)
    assert lines[0] == "Claims about quotas" and lines[1].startswith("3 claims from 2 sources.")
    start = lines.index("one")
    styles = [paragraph.style.name for paragraph in made.paragraphs[start : start + 3]]
    assert styles == ["Heading 2", "Normal", "List Bullet"]
    assert lines[start + 1 : start + 6] == [
        "Income fell. [1]",
        GRADE,
        "Amount: about 3 weeks",
        "Where: Liaoning",
        "When: April 2019",
    ]
    assert "Income fell. [2]" in lines[lines.index("two") :] and "Income fell. [1]" in lines[lines.index("three") :]
    assert [line[:17] for line in lines[lines.index("References") + 1 :]] == [
        "[1]\tA Paper, [hea",
        "[2]\tA Paper, [hea",
    ]


def headings(made: Any) -> list[tuple[str, str]]:
    """Topics and claims, each with what it is."""
    kinds = {"Heading 1": "topic", "Heading 2": "claim"}
    return [(kinds[part.style.name], part.text) for part in made.paragraphs if part.style.name in kinds]


def test_claims_stand_by_topic_as_the_record_has_them_and_then_by_time_and_id(tmp_path: Path) -> None:
    quota = {"measure": '"quota"', "whose": '"officials"'}
    claims = [
        claim(id='"late"', period='"2020"', source='"other"', **quota), claim(id='"beta"', period='"2011-05"', **quota),
        claim(id='"alpha"', period='"2011-05"', **quota),
        claim(id='"gone"', period='"2019"', measure='"flights"', whose='"officials"'),
        claim(id='"undated"', **quota), claim(id='"other"', period='"2001"'),
    ]  # fmt: skip
    ledger = load_ledger(records=shipped(tmp_path, *claims, sources=SECOND))
    assert str(ledger.sources["story"].published) == "2019-05-06..2019-05-31"
    made = opened(ledger, "gone", "late", "other", "undated", "beta", "alpha")
    assert headings(made) == [
        ("topic", "Money"), ("claim", "alpha"), ("claim", "beta"), ("claim", "undated"), ("claim", "late"),
        ("topic", "People"), ("claim", "gone"), ("topic", OTHER_TOPIC), ("claim", "other"), ("topic", "References"),
    ]  # fmt: skip
    lines = texts(made)
    assert "Income fell. [1]" in lines[lines.index("alpha") :] and lines[lines.index("late") + 1] == "Income fell. [2]"
    assert [line[:3] for line in lines[lines.index("References") + 1 :]] == ["[1]", "[2]"]


def test_every_page_says_how_it_is_to_be_handled(tmp_path: Path) -> None:
    made = opened(load_ledger(folders=[folder(tmp_path, claim())]), "one")
    note = "NOT PUBLIC: holds 1 embargoed claim. Do not pass on."
    assert [section.header.paragraphs[0].text for section in made.sections] == [note]
    assert texts(made)[1] == note and "Handling: embargoed" in texts(made) and note in made.core_properties.title
    public = opened(load_ledger(), "pf-a-01")
    assert public.sections[0].header.paragraphs[0].text == "All claims in this document are public."
    assert not [line for line in texts(public) if "NOT PUBLIC" in line]


def test_pages_are_numbered() -> None:
    footer = opened(load_ledger(), "pf-a-01").sections[0].footer.paragraphs[0]
    assert [part.text for part in footer._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_korean_letters_have_a_font_in_every_style() -> None:
    """Word takes it from an attribute that python-docx leaves out, and a font of a theme would win over it."""
    made = opened(load_ledger(), "nk-2019-intv-06")
    assert any("Key term: 와크" in line for line in texts(made))
    fonts = list(made.styles.element.iter(qn("w:rFonts")))
    assert len(fonts) > 3 and {font.get(qn("w:eastAsia")) for font in fonts} == {documents.ASIAN_FONT}
    assert not [name for font in fonts for name in font.attrib if "Theme" in name]
    assert made.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == documents.ASIAN_FONT


def test_all_of_the_ledger_fits_into_a_document() -> None:
    ledger = load_ledger()
    lines = texts(opened(ledger, *ledger.claims))
    assert set(ledger.claims) <= set(lines)
    assert sum(line.startswith("[") for line in lines) == len({claim.source for claim in ledger.claims.values()})


def test_a_character_that_no_document_holds_is_refused_with_its_claim(tmp_path: Path) -> None:
    ledger = load_ledger(records=shipped(tmp_path, claim(), claim(id='"two"')))
    claims = [replace(each, note="a\x01b") for each in ledger.claims.values()]
    with pytest.raises(EvidenceError) as refused:
        documents.document(ledger, claims)
    assert [(fault.field, fault.found) for fault in refused.value.faults] == [
        ("one", "the character U+0001"),
        ("two", "the character U+0001"),
    ]


def test_without_python_docx_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    # What is set to None is missing, and its error has the name of the module.
    with pytest.raises(EvidenceError, match="pip install python-docx") as refused:
        documents.document(load_ledger(), [])
    assert "office" in str(refused.value)


def test_a_claim_says_which_others_say_the_same_otherwise_or_fit_with_it_in_their_words_with_references():
    record = load_ledger()
    name = next(name for name in record.claims if record.fitting(name))
    lines = texts(opened(record, name))
    start = lines.index("References")
    for other in record.fitting(name):
        (line,) = [line for line in lines if line.startswith(f"Fits with: {record.claim(other).paraphrase} ({other}, ")]
        assert f"[{line.rpartition('[')[2].rstrip(']')}]" in {each.partition("\t")[0] for each in lines[start + 1 :]}
    contested = next(name for name in record.claims if record.conflicts_of(name))
    said = record.claim(record.conflicts_of(contested)[0]).paraphrase
    assert [line for line in texts(opened(record, contested)) if line.startswith(f"Says otherwise: {said} (")]


def test_words_that_are_not_public_stay_out_of_a_document_whose_note_does_not_count_them(tmp_path: Path) -> None:
    said = {"wording": '"about"', "low": "3000", "high": "3000", "unit": '"USD"', "span": '"occasion"'}
    of = {"measure": '"levy"', "whose": '"officials"', "place": '"China"', "period": '"2019"'}
    mine = [claim(**said, **of), claim(id='"two"', upstream='"b"', paraphrase='"Hidden words."', **said, **of)]
    ledger = load_ledger(folders=[folder(tmp_path, *mine)])
    lines = texts(opened(ledger, "one"))
    assert "Says the same: two (not shown: this is not public)" in lines
    assert not [line for line in lines if "Hidden" in line]
    assert "holds 2 embargoed" in texts(opened(ledger, "one", "two"))[1]
