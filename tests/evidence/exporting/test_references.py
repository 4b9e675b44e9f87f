"""References: each source once, its claims named, no link to a copy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation.evidence.exporting.references import bibtex, csl_json, of_ending, ris
from legation.evidence.ledger import Ledger, load_ledger
from tests.evidence.helpers import SOURCES, claim, folder, shipped

ORIGINAL = SOURCES.replace('"copy"', '"original"').replace("2019-05-06..2019-05-31", "2019-05-06")


def of(tmp_path: Path, sources: str = ORIGINAL) -> Ledger:
    return load_ledger(records=shipped(tmp_path, claim(), claim(id='"two"'), sources=sources))


def test_ris_has_a_type_first_an_end_last_and_the_claims_in_a_note(tmp_path: Path) -> None:
    ledger = of(tmp_path)
    lines = ris(ledger, list(ledger.claims.values())).splitlines()
    assert lines[0] == "TY  - NEWS" and lines[-1] == "ER  - "
    assert "Y1  - 2019/05/06/" in lines and "UR  - https://example.org/story" in lines
    assert "N1  - Claims: one, two. Goes back to: one anonymous person. Language: ko." in lines


def test_bibtex_escapes_what_it_would_run(tmp_path: Path) -> None:
    ledger = of(tmp_path, ORIGINAL.replace('publisher_original = "A Paper"', 'publisher_original = "R&D 100% {x}_y"'))
    text = bibtex(ledger, list(ledger.claims.values()))
    assert text.startswith("@misc{story,\n") and r"R\&D 100\% \{x\}\_y" in text


# A range is dated by what all of it shares: two days of one month by the month, two months of one year by the year.
DATES = [
    ("2019-05-06", "2019/05/06/", [[2019, 5, 6]]), ("2019-05", "2019/05//", [[2019, 5]]), ("2019", "2019///", [[2019]]),
    ("2019-05-06..2019-05-31", "2019/05//", [[2019, 5]]), ("2019-05-06..2019-05-06", "2019/05/06/", [[2019, 5, 6]]),
    ("2019-05-06..2019-06-06", "2019///", [[2019]]), ("early 2019", "2019///", [[2019]]),
    ("2018-12-06..2019-12-06", "2018///", [[2018], [2019]]),
]  # fmt: skip


@pytest.mark.parametrize(("published", "slashed", "parts"), DATES)
def test_a_reference_is_dated_to_what_is_known_and_no_finer(
    tmp_path: Path, published: str, slashed: str, parts: list[list[int]]
) -> None:
    ledger = of(tmp_path, ORIGINAL.replace('"2019-05-06"', f'"{published}"'))
    claims = list(ledger.claims.values())
    lines = ris(ledger, claims).splitlines()
    assert f"Y1  - {slashed}" in lines
    assert not [line for line in lines if line.startswith(("PY", "DA", "LA"))], "Citation.js would lose month and day"
    (entry,) = json.loads(csl_json(ledger, claims))
    assert entry["issued"]["date-parts"] == parts
    in_words = ".." in published or " " in published
    assert entry["note"].endswith(f" Published: {published}.") == in_words


@pytest.mark.parametrize("ending", [".ris", ".bib", ".json"])
def test_the_address_of_a_copy_is_not_given(tmp_path: Path, ending: str) -> None:
    ledger = of(tmp_path, SOURCES)
    assert "example.org" not in of_ending(ending, ledger, ledger.claims.values())


@pytest.mark.parametrize("ending", [".ris", ".bib", ".json"])
def test_a_source_of_a_claim_that_is_not_public_says_so(tmp_path: Path, ending: str) -> None:
    ledger = load_ledger(folders=[folder(tmp_path, claim())])
    assert "NOT PUBLIC" in of_ending(ending, ledger, [ledger.claim("one")])
