"""The ledger as a page: complete without a script, offline, and honest about what is not public."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from legation.evidence import ledger
from legation.evidence.exporting.citations import claim_citation
from legation.report.ledger_page import ledger_html
from tests.evidence.helpers import SOURCES, claim, folder, shipped


@cache
def page() -> str:
    found = ledger.load_ledger()
    return ledger_html(found, list(found.claims.values()))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_claim_stands_in_the_table_before_any_script_runs() -> None:
    ids = {attributes["id"] for tag, attributes in Tags(page()).found if tag == "tr" and attributes.get("id")}
    assert ids == set(ledger.load_ledger().claims)


def test_nothing_is_loaded_from_anywhere() -> None:
    for tag, attributes in Tags(page()).found:
        assert tag not in ("img", "iframe", "link", "object", "embed") and "src" not in attributes, tag
    assert "@import" not in page() and "url(" not in page() and "fetch(" not in page()


def test_the_page_runs_its_own_script_and_no_other() -> None:
    script = re.search(r"<script>(.*?)</script>", page(), re.S)
    assert script and page().count("<script") == 1
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page()


def test_the_form_is_hidden_until_the_script_shows_it() -> None:
    assert ("form", {"hidden": None}) in Tags(page()).found


def test_the_address_of_a_copy_is_text(tmp_path: Path) -> None:
    found = ledger.load_ledger(records=shipped(tmp_path, claim()))
    text = ledger_html(found, list(found.claims.values()))
    assert "seen at A Paper, a copy: https://example.org/story" in text and "href" not in text


def test_every_claim_has_its_citation_and_its_grades_in_words() -> None:
    known = ledger.load_ledger()
    plain = html.unescape(page())
    for name in ("nk-2019-mss-01", "pf-k-08", "pf-i-08"):
        assert claim_citation(known, known.claim(name)) in plain
    assert plain.count("Cite: ") == len(known.claims)
    assert "F, anonymous or untested: reliability cannot be judged." in plain
    assert 'title="F: anonymous or untested' in plain


def test_words_of_a_claim_are_never_markup(tmp_path: Path) -> None:
    sources = SOURCES.replace('"A Paper"', '"<b>A Paper"')
    found = ledger.load_ledger(
        records=shipped(tmp_path, claim(paraphrase='"<script>alert(1)</script>"'), sources=sources)
    )
    text = ledger_html(found, list(found.claims.values()))
    assert text.count("<script") == 1 and "<b>" not in text


def test_a_page_with_a_claim_that_is_not_public_says_so_at_its_top(tmp_path: Path) -> None:
    found = ledger.load_ledger(folders=[folder(tmp_path, claim())])
    text = ledger_html(found, [found.claim("one")])
    assert "NOT PUBLIC: holds 1 embargoed claim" in text and "<title>Legation: the ledger, not public" in text
    assert "NOT PUBLIC" not in page()


def test_choices_offer_what_is_there(tmp_path: Path) -> None:
    found = ledger.load_ledger(records=shipped(tmp_path, claim(place='"Liaoning"')))
    text = ledger_html(found, list(found.claims.values()))
    assert '<option value="Dandong|Shenyang">Liaoning</option>' in text
    assert text.count("<option>context</option>") == 1 and "<option>fit</option>" not in text
