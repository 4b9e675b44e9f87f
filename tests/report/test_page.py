from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from legation.report.page import run_html
from tests.tidy.rules import OVERCLAIMS

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Page(HTMLParser):
    """What a test asks of a page: headings, ids, links, attributes, text, and whether tags nest."""

    def __init__(self, text):
        super().__init__()
        self.open, self.headings, self.ids, self.links, self.tags, self.texts = [], [], [], [], [], []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values)
        if tag in ("h1", "h2", "h3"):
            self.headings.append([tag, ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.texts.append(data)
        if self.open and self.open[-1] in ("h1", "h2", "h3"):
            self.headings[-1][1] += data

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


@pytest.fixture(scope="module")
def html(result):
    return run_html(result)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_the_headings_stand_in_the_promised_order(page):
    heads = [text for tag, text in page.headings if tag != "h3"]
    assert heads[0].endswith("?")
    assert heads[1:] == [
        "How to read this", "Rests on", "Disagrees with, or barely fits", "Not estimable", "Over time",
        "The whole table", "Charts",
        "Officials who left their posts, by year and region", "Before they left, and what became of them, by year",
        "Parameters drawn", "Inputs and dated policies", "Not measured yet", "Other records cited", "Audit",
    ]  # fmt: skip


def test_each_claim_of_the_table_is_on_the_page(page, result):
    assert {row.claim for row in result.rows} <= set(page.ids)


def test_no_id_is_used_twice_and_each_link_within_the_page_leads_somewhere(page):
    assert len(page.ids) == len(set(page.ids))
    inside = {link["href"][1:] for link in page.links if link["href"].startswith("#")}
    assert inside <= set(page.ids)
    named = {name for _, values in page.tags for name in (values.get("aria-labelledby") or "").split()}
    assert named <= set(page.ids)


def test_nothing_is_loaded_and_nothing_runs(html, page):
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "embed", "video", "form"}
    assert not re.search(r"url\(|@import|@font-face", html)
    names = {name for _, values in page.tags for name in values}
    assert not [name for name in names if name in ("src", "srcset", "style") or name.startswith("on")]


def test_only_what_may_be_linked_is_linked(page, result):
    allowed = {source.link for source in result.ledger.sources.values()}
    away = [link for link in page.links if not link["href"].startswith("#")]
    assert away
    assert all(link["href"] in allowed and link.get("rel") == "noreferrer" for link in away)


def test_copies_are_not_named_as_addresses(html, result):
    copies = {source.url_seen for source in result.ledger.sources.values() if source.url_kind == "copy"}
    assert not [address for address in copies if f'href="{address}"' in html]


def test_text_of_a_claim_can_not_become_code(result):
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    rows = [replace(row, said=bad, because=bad, outlet=bad, source=bad, gives=bad) for row in result.rows]
    page = Page(run_html(replace(result, rows=rows)))
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert bad in page.text


def test_tables_have_captions_and_heads_and_charts_have_words(page):
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption")
    assert all(values.get("scope") for tag, values in page.tags if tag == "th")
    assert tags.count("svg") == tags.count("title") - 1 == tags.count("desc")


def test_there_are_six_charts_beside_those_of_the_first_page(html):
    charts = html[html.index('id="charts"') : html.index('id="flights"')]
    assert charts.count("<svg") == 6


def test_it_is_smaller_than_the_bar(html):
    assert len(html.encode()) < 600_000


def test_words_that_claim_too_much_are_not_used(page):
    assert not [word for word in OVERCLAIMS if re.search(rf"\b{word}\b", page.text, re.IGNORECASE)]


def test_results_are_said_to_be_in_the_model(page):
    assert page.text.count("In the model") >= 6


def test_no_chart_shows_who_left(html):
    """What an official count would show is drawn: worldwide, by year, from the ranges that may leave."""
    named = re.findall(r'<svg[^>]*aria-labelledby="([^" ]*)', html)
    assert not [name for name in named if re.search("flights|deaths|captured|detained|arrivals_officials", name)]
    assert "course-arrivals_counted-title" in named


def test_deaths_have_no_number(html):
    row = html[html.index('id="nk-2022-surv-16"') :]
    row = re.sub(r'<span class="meta">.*?</span>', "", row[: row.index("</tr>")].partition(">")[2], flags=re.DOTALL)
    assert "no estimate" in row and "cannot tell" in row
    assert not re.search(r"\d", re.sub(r"<.*?>", "", row))


def test_version_ledger_run_and_command_stand_on_the_first_page(page, result):
    first = page.text[: page.text.index("The whole table")]
    about = result.manifest()
    for part in (f"Legation {about['versions']['legation']}", about["ledger"]["latest"], about["run_id"], "public",
                 "legation run baseline --worlds 8"):  # fmt: skip
        assert part in first


def test_each_parameter_has_its_reason(page, result):
    for name, parameter in result.scenario.parameters.items():
        assert name in page.text
        assert parameter.records or parameter.assumed in page.text


def test_the_same_result_gives_the_same_page(result, html):
    assert run_html(result) == html


def test_a_result_without_comparable_claims_still_makes_a_page(result):
    rows = [row for row in result.rows if row.topic == "Not compared"]
    assert "nothing can be compared" in Page(run_html(replace(result, rows=rows))).text


def test_a_claim_without_an_address_says_that_none_is_known(result):
    assert "no address known" not in Page(run_html(result)).text
    (row, *_) = result.rows
    name = result.ledger.claims[row.claim].source
    bare = replace(result.ledger.sources[name], url_original="", url_seen="", also_seen=[], url_kind="none")
    ledger = replace(result.ledger, sources=result.ledger.sources | {name: bare})
    assert "no address known" in Page(run_html(replace(result, ledger=ledger))).text
