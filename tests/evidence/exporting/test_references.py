"""References: each source once, its claims named, no link to a copy; and as the usual readers read them back.

Citation.js, which needs Node.js, is read by hand: `findings/citationjs-newspaper-date.sh`.
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pybtex
import pybtex.database
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from legation.evidence.exporting.citations import claim_citation
from legation.evidence.exporting.references import REFERENCE_TYPES, bibtex, csl_json, of_ending, ris
from legation.evidence.ledger import Ledger, load_ledger
from legation.evidence.sources import SOURCE_TYPES, UNPUBLISHED
from tests.evidence.helpers import SOURCES, claim, folder, shipped

ORIGINAL = SOURCES.replace('"copy"', '"original"').replace("2019-05-06..2019-05-31", "2019-05-06")


def of(tmp_path: Path, sources: str = ORIGINAL) -> Ledger:
    return load_ledger(records=shipped(tmp_path, claim(), claim(id='"two"'), sources=sources))


def test_ris_has_a_type_first_an_end_last_and_the_claims_in_a_note(tmp_path: Path) -> None:
    ledger = of(tmp_path)
    lines = ris(ledger, list(ledger.claims.values())).splitlines()
    assert lines[0] == "TY  - GEN" and lines[-1] == "ER  - "
    assert "Y1  - 2019/05/06/" in lines and "UR  - https://example.org/story" in lines
    assert "N1  - Claims: one, two. Goes back to: one anonymous person. Language: ko." in lines


def test_bibtex_escapes_what_it_would_run(tmp_path: Path) -> None:
    ledger = of(tmp_path, ORIGINAL.replace('publisher_original = "A Paper"', 'publisher_original = "R&D 100% {x}_y"'))
    text = bibtex(ledger, list(ledger.claims.values()))
    assert text.startswith("@misc{story,\n") and r"R\&D 100\% \{x\}\_y" in text


@cache
def shipped_ledger() -> Ledger:
    return load_ledger()


@cache
def every(ending: str) -> str:
    """The references of the whole ledger."""
    return of_ending(ending, shipped_ledger(), shipped_ledger().claims.values())


def cited_sources() -> list[str]:
    return list(dict.fromkeys(claim.source for claim in shipped_ledger().claims.values()))


def test_every_type_of_source_is_one_that_readers_know() -> None:
    assert REFERENCE_TYPES.keys() == SOURCE_TYPES.keys()
    assert {kind.bibtex for kind in REFERENCE_TYPES.values()} <= {
        "article",
        "techreport",
        "book",
        "misc",
        "unpublished",
    }


def test_rispy_reads_each_reference_with_headline_newspaper_and_day() -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(every(".ris"))}
    assert list(entries) == cited_sources()
    article = entries["daily-nk-2019-3"]
    assert (article["type_of_reference"], article["secondary_title"]) == ("NEWS", "Daily NK")
    assert article["title"] == "North Korean arrest team sent to China to capture high-level defector"
    assert article["publication_year"] == "2019/04/08/" and article["urls"] == [
        "https://www.dailynk.com/english/north-korean-arrest-team-sent-to-china-to-capture-high-level-defector/"
    ]
    assert entries["nk-2019-mss"]["publication_year"] == "2019/04//", "a bracket within a month"
    report = entries["un-panel-2024"]
    assert (report["type_of_reference"], report["publisher"]) == ("RPRT", "UN Panel of Experts")
    assert report["title"] == "[headline not known: UN Panel of Experts, 2024-02-12]"
    assert entries["canadian-parliament-testimony-2015"]["type_of_reference"] == "HEAR"


def test_pybtex_reads_each_reference_with_its_type_and_whole_date() -> None:
    entries = pybtex.database.parse_string(every(".bib"), "bibtex").entries
    assert list(entries) == cited_sources()
    article = entries["daily-nk-2019-3"]
    assert (article.type, article.fields["entrysubtype"]) == ("article", "newspaper")
    assert (article.fields["date"], article.fields["year"], article.fields["month"]) == ("2019-04-08", "2019", "April")
    assert article.fields["annote"].startswith("Claims: pf-f-08") and "note" not in article.fields
    assert entries["nk-2019-mss"].fields["date"] == "2019-04"
    assert (entries["kita-2020"].type, entries["kita-2020"].fields["type"]) == ("techreport", "Statistics")


def test_what_bibtex_prints_names_no_claim() -> None:
    printed = pybtex.format_from_string(every(".bib"), style="unsrt", output_backend="plaintext")
    lines = printed.splitlines()
    assert len(lines) == len(cited_sources()) and not re.search(r"Claims:|nk-20|pf-[a-k]-", printed.replace("http", ""))
    (line,) = [line for line in lines if "arrest team" in line and "Daily NK" in line]
    assert re.fullmatch(r"\[\d+\] Daily NK. North Korean arrest team sent .* Daily NK, April 2019. URL: \S+", line)


def printed_by_citeproc(text: str) -> list[str]:
    """The bibliography in the Harvard style that comes with citeproc-py."""
    entries: list[dict[str, Any]] = json.loads(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about fields that the style has no use for
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(entries), formatter.plain)
        for entry in entries:
            bibliography.register(Citation([CitationItem(entry["id"])]))
        return [str(line) for line in bibliography.bibliography()]


def test_citeproc_prints_every_reference_of_the_ledger() -> None:
    lines = dict(zip(cited_sources(), printed_by_citeproc(every(".json")), strict=True))
    assert lines["daily-nk-2019-3"].startswith(
        "Daily NK (2019) “North Korean arrest team sent to China to capture high-level defector”, Daily NK, 8 April. A"
    )
    assert ", Daily NK, April. " in lines["nk-2019-mss"] + " "
    assert lines["un-panel-2024"].startswith("UN Panel of Experts (2024) [headline not known: UN Panel")
    assert not [line for line in lines.values() if "Claims:" in line]


@pytest.mark.parametrize("published", ["2019-05-06..2019-05-31", "2019-05-06..2019-06-06", "2018..2019", "early 2019"])
def test_citeproc_prints_a_bracket_of_days(tmp_path: Path, published: str) -> None:
    """It ends the whole bibliography at a range of days within a month."""
    ledger = of(
        tmp_path, ORIGINAL.replace('"2019-05-06"', f'"{published}"').replace("url_seen", 'type = "article"\nurl_seen')
    )
    (line,) = printed_by_citeproc(csl_json(ledger, list(ledger.claims.values())))
    assert "2019" in line and "A Paper" in line


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
    (entry,) = pybtex.database.parse_string(bibtex(ledger, claims), "bibtex").entries.values()
    assert entry.fields["date"] == ("2018/2019" if len(parts) > 1 else "-".join(f"{part:02d}" for part in parts[0]))
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


def test_the_day_of_an_import_is_no_date_of_publication() -> None:
    record = load_ledger()
    claim = record.claim("pf-g-05")
    source = replace(record.sources[claim.source], published_basis=UNPUBLISHED)
    unpublished = replace(record, sources={**record.sources, source.id: source})
    assert "Y1" not in ris(unpublished, [claim])
    assert "date = " not in bibtex(unpublished, [claim]) and "year = " not in bibtex(unpublished, [claim])
    assert "issued" not in csl_json(unpublished, [claim])
    assert ", unpublished, " in claim_citation(unpublished, claim)
