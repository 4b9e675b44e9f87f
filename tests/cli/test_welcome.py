"""Plain `legation`: what the record holds, and the two questions that people bring."""

from __future__ import annotations

from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import speaks_for_itself
from tests.cli.helpers import run


def test_the_first_screen_counts_the_record_and_offers_both_questions(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    ran = run(capsys)
    record = load_ledger()
    # What the compilers worked out goes back to nobody.
    speaking = [name for name, claim in record.claims.items() if speaks_for_itself(claim)]
    assert f"{len(record.claims)} claims" in ran.out and f"{len(record.origins(speaking))} origins" in ran.out
    assert ran.out.index("legation about") < ran.out.index("legation assess") < ran.out.index("legation run")
    assert len(ran.out.splitlines()) <= 40 and max(map(len, ran.out.splitlines())) <= 100
