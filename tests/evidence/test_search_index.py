"""The index: what of a claim can be found, and a Python without full-text search."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from legation.base.faults import UserError
from legation.evidence import ledger, search_index, stored_ledger
from legation.evidence.search_index import SearchIndex, documents, index_of, is_other_script, name_token, plain
from legation.evidence.selection import Selection, select
from tests.evidence.helpers import SOURCES, claim, shipped


def ids(of: ledger.Ledger, words: str) -> list[str]:
    return [claim.id for claim in select(of, Selection(words)).claims]


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("carpets", "paraphrase"), ("와크", "key_term"), ("translated", "translation_note"), ("Ningbo", "place_named"),
        ("barter", "note"), ("hardship", "supports"),
    ],
)  # fmt: skip
def test_a_claim_is_found_by_what_it_says_and_by_its_notes(tmp_path: Path, word: str, field: str) -> None:
    read = ledger.load_ledger(records=shipped(tmp_path, claim(**{field: f'"{word}"'}), claim(id='"two"')))
    assert ids(read, word) == ["one"]


def test_what_is_said_counts_more_than_a_term_and_a_term_more_than_a_note(tmp_path: Path) -> None:
    fields = {"note": "Hardship", "key_term": "hardship", "paraphrase": "Hardship."}
    claims = [claim(id=f'"in-{field.replace("_", "-")}"', **{field: f'"{text}"'}) for field, text in fields.items()]
    found = ids(ledger.load_ledger(records=shipped(tmp_path, *claims)), "hardship")
    assert found == ["in-paraphrase", "in-key-term", "in-note"]


def test_a_claim_is_found_by_place_unit_measure_outlet_publisher_origin_and_id(tmp_path: Path) -> None:
    sources = SOURCES.replace('publisher = "A Paper"', 'publisher = "Kyodo"')
    one = claim(
        place='"Dandong"', unit='"RMB"', low="3", high="3", wording='"exact"', measure='"margin"', whose='"officials"',
        upstream='"some-body"',
    )  # fmt: skip
    read = ledger.load_ledger(records=shipped(tmp_path, one, sources=sources))
    for word in (
        "Dandong",
        "단둥",
        "RMB",
        "margin",
        "A Paper",
        "Kyodo",
        "origin some-body",
        "one",
        "story-",
        "source story",
    ):
        assert ids(read, word) == (["one"] if word != "story-" else []), word


def test_what_a_note_cites_is_no_word_of_it(tmp_path: Path) -> None:
    cited = claim(id='"nk-2019-mss-01"')
    read = ledger.load_ledger(records=shipped(tmp_path, claim(note='"See nk-2019-mss-01."'), cited))
    assert ids(read, "MSS") == []


def test_a_text_is_indexed_as_people_ask_for_it() -> None:
    assert plain("USD 3,000 and 12,345,678; 1,2") == "USD 3000 and 12345678; 1,2"
    assert plain("the U.N. and the US; South Korea's") == "the UN and the acronymUS; South Korea"
    assert plain("３０００") == "3000"
    assert plain("Informants, informers and information") == "Informant0, informer0 and information"


def test_names_are_words_of_their_own() -> None:
    assert name_token("measure quota_met") == "measurequotamet0" != name_token("measure quota")
    assert name_token("id pf-a-01") == "idpfa010"


def test_other_scripts_are_told_from_latin_ones() -> None:
    assert is_other_script("충성") and is_other_script("丹东") and not is_other_script("Dandong 3é")


def test_the_thesaurus_knows_hangul_in_part_and_with_particles() -> None:
    index = SearchIndex.empty()
    assert [term.head for term in index.groups("충성자금")] == ["quota"]
    assert "quota" in [term.head for term in index.groups("충성")]
    assert [term.head for term in index.groups("보위부에서")] == ["minder"]
    assert index.groups("가") == [] and index.groups("") == []


def test_the_index_of_a_ledger_is_kept_until_another_is_asked_for(tmp_path: Path) -> None:
    first = ledger.load_ledger(records=shipped(tmp_path, claim()))
    assert index_of(first) is index_of(first)
    index_of(ledger.load_ledger())
    assert index_of(first).ids() == {"one"}


def test_every_shipped_claim_is_in_the_index() -> None:
    read = ledger.load_ledger()
    assert index_of(read).ids() == set(read.claims)
    assert [document.id for document in documents(read, read.claims.values())] == list(read.claims)


class Lacking:
    """A database of an SQLite that was built without FTS5."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:")

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if "fts5" in statement:
            raise sqlite3.OperationalError("no such module: fts5")
        return self.database.execute(statement, *values)


def test_a_python_without_full_text_search_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_ledger, "memory", Lacking)
    monkeypatch.setattr(stored_ledger, "stored_database", lambda: None)
    monkeypatch.setattr(search_index, "_latest", [])
    read = ledger.load_ledger()
    with pytest.raises(UserError) as refused:
        select(read, Selection("quota"))
    (fault,) = refused.value.faults
    assert fault.field == "search" and "without FTS5" in fault.found and "full-text search" in fault.expected
    assert len(select(read, Selection(role="fit")).claims) > 5, "filters need no index"


def test_another_fault_of_sqlite_is_not_taken_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Lacking):
        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(stored_ledger, "memory", Broken)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        SearchIndex.empty()
