"""Own findings as a document for Word: each with its words, what is beside it in the record, and what the model says.

The references at the end are of every claim that stands in it. Each page says how it is to be handled.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.assessment.own_findings import KINDS, OwnFinding
from legation.base.number_text import how_many
from legation.evidence import handling
from legation.evidence.exporting import documents
from legation.evidence.ledger import Ledger

if TYPE_CHECKING:
    from docx.document import Document

TITLE = "Own findings beside the record"
PUBLIC = "All claims in this document are public."
HOW_TO_READ = (
    "Each finding stands first, in its own words. Below it: what published reports say of the same, with the number of "
    "the source in brackets, and what the model says. Agreement among a few outlets is not corroboration. The persons "
    "in the model are invented, and a fit is not a second source."
)
NOTHING = "No claim of the record says anything of the same."


def own_findings_document(ledger: Ledger, findings: Sequence[OwnFinding]) -> bytes:
    """The document: every finding, then the references.

    ledger  the record with the findings in it
    Raises  EvidenceError if python-docx is missing, or a claim holds a character that no document can
    """
    made = documents.new_document()
    claims = list(
        {claim.id: claim for finding in findings for claim in
         (finding.claim, *(each.mention.claim for each in finding.beside))}.values()
    )  # fmt: skip
    documents.check_claim_characters(ledger, claims)
    note = handling.note(claims)
    documents.set_up_document(made, TITLE, note, PUBLIC, "Legation, own findings. Page ")
    made.add_heading(TITLE, level=0)
    if note:
        documents.add_warning(made, note)
    numbers = {name: at for at, name in enumerate(dict.fromkeys(claim.source for claim in claims), start=1)}
    beside = len(claims) - len(findings)
    made.add_paragraph(f"{how_many(len(findings), 'own finding')} beside {how_many(beside, 'claim')}. {HOW_TO_READ}")
    for finding in findings:
        _add_finding(made, ledger, finding, numbers)
    documents.add_references(made, ledger, numbers)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _add_finding(made: Document, ledger: Ledger, finding: OwnFinding, numbers: dict[str, int]) -> None:
    claim = finding.claim
    documents.add_claim(made, ledger, claim, numbers, level=1)
    for kind in KINDS:
        of_kind = [each for each in finding.beside if each.kind == kind]
        if not of_kind:
            continue
        documents.add_label(made, kind)
        for each in of_kind:
            said = each.mention.claim
            yours = ", a finding of yours too" if each.is_own else ""
            because = f" {each.because[:1].upper()}{each.because[1:]}." if each.because else ""
            origin = f"{each.mention.teller}, {each.mention.when}, {each.mention.grade}, {said.id}{yours}"
            documents.add_bullet(made, f"{said.paraphrase} ({origin}) [{numbers[said.source]}]{because}")
    if not finding.beside:
        made.add_paragraph(NOTHING)
    documents.add_label(made, "The model")
    made.add_paragraph(finding.model)
