"""Where rows come from: sources made of what they say, one for all that is said alike, and honest origins."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.evidence.importing.origins import OWN, UNPUBLISHED, language_of
from legation.evidence.importing.rows import ImportBatch
from legation.evidence.ledger import load_ledger
from tests.evidence.importing.helpers import imported, small

HEAD = "What happened,Source,Link,Publisher,Reported,said_by,Witness"


def of(tmp_path: Path, *rows: str, known: bool = False) -> ImportBatch:
    batch = imported(tmp_path, "\n".join([HEAD, *rows]) + "\n", known=load_ledger() if known else small())
    assert [str(fault) for fault in batch.all_faults] == []
    return batch


def origins(batch: ImportBatch) -> list[str]:
    return [row.claim.upstream for row in batch.rows if row.claim]


def sources(batch: ImportBatch) -> list[str]:
    return [row.claim.source for row in batch.rows if row.claim]


def test_rows_that_name_no_source_are_findings_of_ones_own(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,,,,,,", "Two.,,,,,,")
    (source,) = batch.sources.values()
    assert (source.publisher, source.published_basis, str(source.published)) == (OWN, UNPUBLISHED, "2026-01-31")
    assert origins(batch) == [OWN, OWN] and [row.id for row in batch.rows] == ["own-findings-01", "own-findings-02"]
    assert batch.outlets["own-findings"].grade == "F"


def test_a_source_may_be_an_id_an_address_or_a_name(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,story,,,,,", "Two.,https://example.org/new,,,2019-06-03,,", "Three.,A trader,,,,,")
    assert sources(batch) == ["story", "example-org-2019-06-03", "a-trader"]
    assert sources(of(tmp_path, "One.,증언자 3,,,,,", "Two.,증언자,,,,,")) == ["source-3", "source"]
    new = batch.sources["example-org-2019-06-03"]
    assert (new.url_seen, new.url_kind, new.publisher) == ("https://example.org/new", "original", "example.org")


def test_the_address_of_a_known_source_is_that_source(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,,https://example.org/story,Somebody,,,")
    assert sources(batch) == ["story"] and batch.sources == {}


def test_beside_a_publisher_a_source_is_who_said_it(tmp_path: Path) -> None:
    (row,) = of(tmp_path, "One.,a driver,,Some Weekly,2019-06-03,,").rows
    assert row.claim and (row.claim.said_by, row.claim.source) == ("a driver", "some-weekly-2019-06-03")


def test_rows_of_one_witness_have_one_origin_whatever_their_day_and_article(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,Witness 4,,,2019-06-03,,", "Two.,witness  4,,,2019-06-07,,", "Three.,Witness 5,,,,,")
    assert len(set(sources(batch))) == 3 and origins(batch) == ["witness 4", "witness 4", "witness 5"]
    coded = of(tmp_path, "One.,,,Some Weekly,2019-06-03,,W-7", "Two.,,,Some Weekly,2019-06-10,,W-7")
    assert len(set(sources(coded))) == 2 and origins(coded) == ["W-7", "W-7"]


def test_speakers_of_ones_own_findings_are_origins_and_those_of_an_article_are_not(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,,,,,a trader,", "Two.,,,,,A Trader,", "Three.,,,,,a driver,")
    assert origins(batch) == ["own findings: a trader", "own findings: a trader", "own findings: a driver"]
    article = of(tmp_path, "One.,,https://example.org/x,,,a trader,", "Two.,,https://example.org/x,,,a driver,")
    assert origins(article) == ["example-org", "example-org"]


def test_articles_of_a_known_outlet_are_origins_of_their_own(tmp_path: Path) -> None:
    batch = of(tmp_path, "One.,,,Daily NK,2019-06-03,,", "Two.,,,daily nk,2019-06-10,,", known=True)
    assert len(set(origins(batch))) == 2 and {source.outlet for source in batch.sources.values()} == {"daily-nk"}


@pytest.mark.parametrize(
    ("text", "language"), [("수입이 줄었다", "ko"), ("收入下降", "zh"), ("Доходы", "ru"), ("Größer", "en")]
)
def test_the_script_tells_the_language_and_a_column_may_say_it(tmp_path: Path, text: str, language: str) -> None:
    assert language_of(text) == language
    (row,) = of(tmp_path, f"{text},,,,,,").rows
    assert row.claim and row.claim.language == language
    (row,) = imported(tmp_path, f"What happened,language\n{text},de\n").rows
    assert row.claim and row.claim.language == "de"


def test_what_identifies_a_source_is_refused_at_its_cell_and_not_shown(tmp_path: Path) -> None:
    text = "What happened,Source,Link\nOne.,Colonel Pak Jong-su,\nTwo.,,ftp://x\n"
    batch = imported(tmp_path, text)
    assert [(fault.field, fault.line) for fault in batch.all_faults] == [("source", 2), ("link", 3)]
    assert "a name" in batch.all_faults[0].found and "Pak" not in " ".join(map(str, batch.all_faults))
    assert batch.sources == {}


def test_a_row_that_names_no_speaker_is_a_voice_of_its_own_and_that_is_said(tmp_path: Path) -> None:
    """Three rows that say "interview" are not one origin; a witness with a code is."""
    text = "What happened,Where,Published / told by\n" + "".join(
        f"Some {at}.,Dandong,{voice}\n"
        for at, voice in enumerate(("interview", "interview", "two interviews", "witness 7", "witness 7", "Mr. Kim's"))
    ).replace("Mr. Kim's", "a trader")
    batch = imported(tmp_path, text)
    said = [row.claim.said_by for row in batch.rows if row.claim]
    assert said[:4] == ["interview", "interview", "two interviews", "witness 7"]
    assert len(set(origins(batch))) == 5 and origins(batch)[3] == origins(batch)[4]
    assert any(note.startswith("3 rows name no speaker") for note in batch.notes)


def test_an_outlet_that_the_ledger_knows_is_the_source_and_no_speaker(tmp_path: Path) -> None:
    batch = imported(tmp_path, "What happened,Told by\nSome.,Daily NK\n", known=load_ledger())
    (row,) = batch.rows
    assert row.claim and batch.sources[row.claim.source].outlet == "daily-nk"
