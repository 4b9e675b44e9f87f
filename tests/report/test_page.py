from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest

from legation.report.figures import figures_of
from legation.report.findings import gather_findings, reason
from legation.report.page import LEGEND_PARTS, SECTIONS, run_html
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
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append([tag, ""])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.texts.append(data)
        if self.open and self.open[-1] in ("h1", "h2", "h3", "h4"):
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
    heads = [text for tag, text in page.headings if tag in ("h1", "h2")]
    assert heads[0].endswith("?")
    assert heads[1:] == [
        "How to read this", "Rests on", "Disagrees with, or barely fits", "Not estimable", "Contents",
        *SECTIONS.values(),
    ]  # fmt: skip


def test_no_heading_skips_a_level(page):
    levels = [int(tag[1]) for tag, _ in page.headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_name_each_section_in_order(html, page):
    contents = html[html.index('<nav class="contents"') : html.index("</nav>")]
    assert re.findall(r'href="#([\w-]+)"', contents) == list(SECTIONS)
    assert set(SECTIONS) <= set(page.ids)


def test_every_section_folds_and_the_answer_comes_unfolded(html):
    folds = re.findall(r'<details class="fold[^"]*"( open)?>\s*<summary><h2>(.*?)</h2>', html)
    assert [title for _, title in folds] == list(SECTIONS.values())
    assert [title for is_open, title in folds if is_open] == [
        SECTIONS[name] for name in ("over-time", "reported", "table")
    ]


def test_paper_shows_folded_results_and_not_the_long_lists(html):
    on_paper = re.findall(r'<details class="fold paper"[^>]*>\s*<summary><h2>(.*?)</h2>', html)
    lists = ("events", "parameters", "inputs", "unmodelled", "cited")
    assert on_paper == [title for name, title in SECTIONS.items() if name not in lists]
    assert "details.paper::details-content { content-visibility: visible" in html


def test_the_table_puts_tests_first_and_what_cannot_be_told_last_and_folded(html, result):
    groups = re.findall(r'<details class="group[^"]*"( open)?>\s*<summary><h3>(.*?) \((\d+)\)</h3>', html)
    assert groups[0][1].startswith("Tests of the model") and groups[0][0]
    assert groups[-1][1] == "The model cannot tell" and not groups[-1][0]
    shown = sum(int(count) for *_, count in groups)
    summary = gather_findings(result)
    assert shown == len(summary.compared) + len(summary.untold)
    tests = html[html.index('id="tests"') : html.index('id="untold"')]
    assert all(f'id="{row.claim}"' in tests for row in summary.compared)


def test_a_number_of_the_model_has_its_interval_and_its_reason(html, result):
    for row in gather_findings(result).compared:
        entry = html[html.index(f'<tr role="row" id="{row.claim}"') :]
        entry = unescape(re.sub(r"<[^>]*>", "", entry[: entry.index("</tr>")]))
        assert row.gives in entry
        assert reason(row) in entry


def test_the_legend_has_three_parts(html):
    assert re.findall(r"<h4>(.*?)</h4>", html) == [title for title, _ in LEGEND_PARTS]


def test_each_chart_can_be_saved_with_its_numbers(html, result):
    links = re.findall(r'<a download="([^"]+)" href="(data:[^"]+)"', html)
    files = {name: unquote(address.partition(",")[2]) for name, address in links}
    for figure in figures_of(result):
        assert files.pop(f"{result.run_id}-{figure.name}.svg") == figure.svg_file(result.run_id)
        assert files.pop(f"{result.run_id}-{figure.name}.csv") == figure.csv_file()
    assert not files


def test_each_chart_over_time_has_dated_events_and_values_to_point_at(result):
    over_time = [figure for figure in figures_of(result) if figure.name.startswith(("course-", "fan-"))]
    assert len(over_time) == 10
    for figure in over_time:
        assert '<path class="event"' in figure.svg, figure.name
        assert '<g class="hit">' in figure.svg and 'class="tip"' in figure.svg, figure.name


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
    saved = [values for tag, values in page.tags if tag == "a" and values["href"].startswith("data:")]
    assert all(values.get("download") for values in saved)
    names = {name for _, values in page.tags for name in values}
    assert not [name for name in names if name in ("src", "srcset", "style") or name.startswith("on")]


def test_only_what_may_be_linked_is_linked(page, result):
    allowed = {source.link for source in result.ledger.sources.values()}
    away = [link for link in page.links if not link["href"].startswith(("#", "data:"))]
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


def test_the_name_of_a_scenario_or_an_event_can_not_become_code(result):
    bad = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    events = {name: replace(event, measure=bad) for name, event in result.ledger.timeline.items()}
    made = replace(result, scenario=replace(result.scenario, title=bad), ledger=replace(result.ledger, timeline=events))
    html = run_html(made)
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {"script", "img"}
    assert bad in page.text


def test_tables_have_captions_and_heads_and_charts_have_words(page):
    tags = [tag for tag, _ in page.tags]
    assert tags.count("table") == tags.count("caption")
    assert all(values.get("scope") for tag, values in page.tags if tag == "th")
    assert tags.count("svg") == tags.count("desc")


def test_it_is_smaller_than_the_bar(html):
    assert len(html.encode()) < 800_000


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
    first = page.text[: page.text.index("Contents")]
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
