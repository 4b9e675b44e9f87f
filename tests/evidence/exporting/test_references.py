"""References: each source once, its claims named, no link to a copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.evidence.exporting import references as citations
from legation.evidence.ledger import Ledger, load_ledger
from tests.evidence.helpers import SOURCES, claim, folder, shipped

ORIGINAL = SOURCES.replace('"copy"', '"original"').replace("2019-05-06..2019-05-31", "2019-05-06")


def of(tmp_path: Path, sources: str = ORIGINAL) -> Ledger:
    return load_ledger(records=shipped(tmp_path, claim(), claim(id='"two"'), sources=sources))


def test_ris_has_a_type_first_an_end_last_and_the_claims_in_a_note(tmp_path: Path) -> None:
    ledger = of(tmp_path)
    lines = citations.ris(ledger, list(ledger.claims.values())).splitlines()
    assert lines[0] == "TY  - NEWS" and lines[-1] == "ER  - "
    assert "DA  - 2019/05/06/" in lines and "UR  - https://example.org/story" in lines
    assert "N1  - Claims: one, two. Goes back to: one anonymous person." in lines


def test_bibtex_escapes_what_it_would_run(tmp_path: Path) -> None:
    ledger = of(tmp_path, ORIGINAL.replace('publisher_original = "A Paper"', 'publisher_original = "R&D 100% {x}_y"'))
    text = citations.bibtex(ledger, list(ledger.claims.values()))
    assert text.startswith("@misc{story,\n") and r"R\&D 100\% \{x\}\_y" in text


def test_csl_json_dates_a_day_a_month_and_a_bracket(tmp_path: Path) -> None:
    for number, (published, parts) in enumerate(
        [("2019-05-06", [[2019, 5, 6]]), ("2019-05", [[2019, 5]]), ("2019", [[2019]]),
         ("2019-05-06..2019-05-31", [[2019, 5, 6], [2019, 5, 31]])]
    ):  # fmt: skip
        ledger = of(tmp_path / str(number), ORIGINAL.replace('"2019-05-06"', f'"{published}"'))
        (entry,) = json.loads(citations.csl_json(ledger, list(ledger.claims.values())))
        assert entry["issued"]["date-parts"] == parts


@pytest.mark.parametrize("ending", [".ris", ".bib", ".json"])
def test_the_address_of_a_copy_is_not_given(tmp_path: Path, ending: str) -> None:
    ledger = of(tmp_path, SOURCES)
    assert "example.org" not in citations.of_ending(ending, ledger, ledger.claims.values())


@pytest.mark.parametrize("ending", [".ris", ".bib", ".json"])
def test_a_source_of_a_claim_that_is_not_public_says_so(tmp_path: Path, ending: str) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    assert "NOT PUBLIC" in citations.of_ending(ending, ledger, [ledger.claim("one")])
