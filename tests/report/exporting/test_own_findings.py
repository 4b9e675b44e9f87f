"""The document of own findings: the note counts every claim in it that is not public."""

from __future__ import annotations

import io

import docx

from legation.assessment.own_findings import beside_the_record
from legation.evidence.ledger import load_ledger
from legation.report.exporting.own_findings import own_findings_document
from tests.evidence.helpers import claim, folder

LEVY = {
    "measure": '"levy"', "whose": '"officials"', "wording": '"about"', "low": "3000", "high": "3000",
    "unit": '"USD"', "span": '"occasion"', "place": '"China"', "period": '"2019"',
}  # fmt: skip


def test_a_finding_beside_another_of_ones_own_is_counted_in_the_note_and_marked(tmp_path):
    mine = [claim(**LEVY), claim(id='"two"', upstream='"b"', paraphrase='"Another voice."', **LEVY)]
    ledger = load_ledger(folders=[folder(tmp_path, *mine)])
    findings = beside_the_record(ledger, load_ledger(), ["one"])
    made = docx.Document(io.BytesIO(own_findings_document(ledger, findings)))
    lines = [part.text for part in made.paragraphs]
    assert lines[1] == "NOT PUBLIC: holds 2 embargoed claims. Do not pass on."
    (line,) = [line for line in lines if line.startswith("Another voice.")]
    assert "two, a finding of yours too) [1]" in line and lines[lines.index(line) - 1] == "Says the same"
