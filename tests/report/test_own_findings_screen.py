"""The screen of own findings: one screen, whatever there is beside them, and all of it on request."""

from __future__ import annotations

from legation.assessment.own_findings import beside_the_record
from legation.evidence.ledger import load_ledger
from legation.report.own_findings_screen import own_findings_screen
from legation.report.screen import HEIGHT
from tests.evidence.helpers import claim, folder

QUOTA = {
    "measure": '"quota"', "whose": '"officials"', "wording": '"about"', "low": "30000", "high": "30000",
    "unit": '"USD per person per year"', "span": '"year"', "place": '"China"', "period": '"2019"',
}  # fmt: skip


def test_twenty_findings_fit_and_all_of_them_are_on_the_whole_screen(tmp_path):
    names = [f"mine-{at}" for at in range(20)]
    place = folder(tmp_path, *(claim(id=f'"{name}"', upstream=f'"{name}"', **QUOTA) for name in names))
    ledger = load_ledger(folders=[place])
    findings = beside_the_record(ledger, load_ledger(), names)
    short = own_findings_screen(findings, "NOTE", [("legation", "more")])
    whole = own_findings_screen(findings, "NOTE", [], whole=True).text()
    assert short.height() <= HEIGHT and "and 14 more by --all" in short.text() and "20 with agreement" in short.text()
    assert all(f"{name} (" in whole for name in names) and ", yours too)" in " ".join(whole.split())
