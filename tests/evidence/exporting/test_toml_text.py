"""Claims and sources as TOML: what is written is read back as it was."""

from __future__ import annotations

from pathlib import Path

from legation.base.toml import parse_toml
from legation.evidence.claim_files import read_claims
from legation.evidence.exporting import toml_text
from legation.evidence.ledger import load_ledger
from legation.evidence.sources import read_sources
from tests.evidence.helpers import claim, shipped


def test_the_whole_ledger_is_written_and_read_back() -> None:
    ledger, faults = load_ledger(), []
    claims = read_claims(parse_toml(toml_text.claims_text(ledger.claims.values()).encode(), "x"), faults, shipped=True)
    assert [claim for _, claim in claims] == list(ledger.claims.values())
    outlets, sources = read_sources(
        parse_toml(toml_text.sources_text(ledger.outlets.values(), ledger.sources.values()).encode(), "x"), faults
    )
    assert (outlets, sources, faults) == (ledger.outlets, ledger.sources, [])


def test_fields_that_say_nothing_are_left_out_and_duties_are_not(tmp_path: Path) -> None:
    text = toml_text.claims_text(load_ledger(records=shipped(tmp_path, claim())).claims.values(), note="a note")
    assert text.startswith('format = 1\n# a note\n\n[[claim]]\nid = "one"\n')
    assert "key_term" not in text and 'handling = "public"' in text and 'upstream = "story"' in text
