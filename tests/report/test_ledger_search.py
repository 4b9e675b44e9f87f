"""The page of the ledger finds what the program finds, with a stemmer of its own that cuts as SQLite's does."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from legation.evidence import ledger
from legation.evidence.search_index import STOP_WORDS, index_of
from legation.evidence.selection import Selection, select
from legation.report import ledger_page
from legation.report.ledger_search import page_search
from tests.evidence.helpers import claim, folder

SCRIPT = ledger_page.HERE / "ledger.js"
GOLDEN = tomllib.loads((Path(__file__).parents[1] / "evidence" / "golden_queries.toml").read_text("utf-8"))["query"]
# Beside the golden searches: what nothing holds, what narrows nothing, and what is read in a special way.
OTHERS = (
    "repatration", "north korean", "it", "IT", "US", "the", "quota in China", "Kyodo", "3,000",
    "3000", "2000", "watch", "early 2017 flight", "mid 2019 quota", "2019-13 quota", "2019-02-30",
    "2015-10", "2022..2015", "2375", "plan", "nk-", "money people", "trade.median_margin",
    "observable flights", "measure quota", "measure nothing", "topic Money", "", "pf-g-1", "보위부에서",
    "충성", "가", "단둥 노동자", "daily", "informant", "several", "South Korea's", "U.N.", "COVID-19", '"',
    "(quota)", '"awaiting return"', "“sent back” 2023", "café", "state-security",
    "north-east China", "sent home", "a of the",
)  # fmt: skip

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="nothing here runs the script of a page")


def run(code: str, data: Any) -> Any:
    """What the script of the page answers, with `data` as its input."""
    whole = f"{SCRIPT.read_text('utf-8')}\nconst data = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n{code}"
    ran = subprocess.run(["node", "-e", whole], input=json.dumps(data), capture_output=True, text=True, check=True)
    return json.loads(ran.stdout)


@cache
def record() -> ledger.Ledger:
    return ledger.load_ledger()


def found_by_page(of: ledger.Ledger, queries: list[str]) -> list[set[str]]:
    claims = list(of.claims.values())
    search = page_search(of, claims)
    rows = [{"id": claim.id, **search.rows[claim.id]} for claim in claims]
    find = "(query) => new Search(data.rows, thesaurusOf(data.thesaurus)).find(query)"
    answers = run(
        f"console.log(JSON.stringify(data.queries.map({find})));",
        {"rows": rows, "thesaurus": search.thesaurus, "queries": queries},
    )
    return [{rows[number]["id"] for number in numbers} for numbers in answers]


@needs_node
def test_the_page_finds_what_the_program_finds() -> None:
    queries = [words for golden in GOLDEN for words in golden["words"]] + list(OTHERS)
    for query, names in zip(queries, found_by_page(record(), queries), strict=True):
        assert names == {claim.id for claim in select(record(), Selection(query)).claims}, query


@needs_node
def test_claims_of_a_folder_are_found_on_the_page(tmp_path: Path) -> None:
    mine = folder(
        tmp_path, claim(paraphrase='"The party funds were doubled at the zwickledorf mill."', period='"2019"')
    )
    of = ledger.load_ledger(folders=[mine])
    (both, year, other) = found_by_page(of, ["quota zwickledorf", "zwickledorf 2019", "zwickledorf 2018"])
    assert (both, year, other) == ({"one"}, {"one"}, set())


def sqlite_stems(words: list[str]) -> list[str]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE list USING fts5(word, tokenize = 'porter unicode61 remove_diacritics 2')")
    database.executemany("INSERT INTO list (rowid, word) VALUES (?, ?)", enumerate(words))
    database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(list, 'instance')")
    return [stem for (stem,) in database.execute("SELECT term FROM stems ORDER BY doc")]


# Endings of every step of the algorithm, behind beginnings of every measure, and words that have tripped others.
ENDINGS = """
    s es sses ies ss ed eed ing y ational tional enci anci izer bli alli entli eli ousli ization ation ator alism
    iveness fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence er ic able
    ible ant ement ment ent sion tion ou ism ate iti ous ive ize e ll ated ating bled bling ized izing pping lling
    ssing"""
BEGINNINGS = "c tr cr ad off rel form oper sens ho plast yttr syzyg a ee con inter"
TRIPPING = """
    yes yield yellow year sky skies happy flies dies agreed feed bled sing motoring filing failing sized tanned
    hesitanci vietnamization hopefulness electrical adjustment adoption communism controll roll cease rate probate
    organising generalization oscillators university passing using says eye eyed eyeing b bb bbb aye why whys yyy
    queue oxen x1y2 2375 3000"""


@needs_node
def test_the_page_cuts_words_as_the_index_does() -> None:
    words = sorted({
        *(word for word in index_of(record()).public_words() if word.isascii() and word.isalnum()),
        *(beginning + ending for beginning in BEGINNINGS.split() for ending in ENDINGS.split()),
        *TRIPPING.split(), *STOP_WORDS,
    })  # fmt: skip
    assert len(words) > 2_500
    stems = run("console.log(JSON.stringify(data.map(stemOf)));", words)
    assert [pair for pair in zip(words, stems, sqlite_stems(words), strict=True) if pair[1] != pair[2]] == []


def test_rows_are_numbered_as_they_stand_on_the_page() -> None:
    claims = [record().claims[name] for name in ("pf-g-13", "pf-g-15", "nk-2019-mss-15")]
    search = page_search(record(), claims)
    assert list(search.rows) == ["pf-g-13", "pf-g-15", "nk-2019-mss-15"]
    groups = search.thesaurus["groups"].split("|")
    typed = dict(entry.split("=") for entry in search.thesaurus["typed"].split(";"))
    assert groups[0] == "" and groups[int(typed["suicid"])] == "1" and groups[int(typed["quota"])] == "0 1 2"


def test_attributes_hold_no_sign_that_divides_them() -> None:
    search = page_search(record(), list(record().claims.values()))
    for form in ("typed", "script"):
        assert all(entry.count("=") == 1 for entry in search.thesaurus[form].split(";"))
    assert all(row["words"].startswith(" ") and row["words"].endswith(" ") for row in search.rows.values())
