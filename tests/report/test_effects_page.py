"""The page of a comparison: whole, offline, and no finer than what may leave."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from markupsafe import escape

from legation.assessment.verdicts import INFORMATIVE, INSIDE, OUTSIDE
from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report.effects_page import LEADS, SECTIONS, effects_html
from legation.report.effects_table import difference_words, votes_words
from legation.report.figures import effect_figures_of
from legation.report.headlines import SUBJECTS
from tests.tidy.rules import OVERCLAIMS


@pytest.fixture(scope="module")
def page(twins):
    return effects_html(twins)


def test_the_page_loads_nothing_and_runs_nothing(page):
    assert "<script" not in page
    assert not re.search(r"""(src|href)="(?!#|data:)""", page)
    assert page.count('href="data:') == page.count("download=")
    assert "default-src 'none'" in page


def test_the_page_is_well_formed(page):
    class Tags(HTMLParser):
        open: list[str] = []

        def handle_starttag(self, tag, attrs):
            if tag not in ("meta", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag):
            assert self.open.pop() == tag

        def handle_startendtag(self, tag, attrs):
            pass

    reader = Tags()
    reader.feed(page)
    assert reader.open == []


def test_the_page_says_that_nothing_is_fitted_and_what_no_record_can_show(page):
    assert "unfitted: prior only" in page
    assert "What no record can show" in page


def test_the_answer_leads_with_income_dues_and_people(page, twins):
    answer = page[page.index('<div class="answer">') : page.index('id="how"')]
    places = [answer.index(f"{SUBJECTS[name].words}, ") for name in LEADS]
    assert places == sorted(places)
    said = re.findall(r"<p[^>]*>(.*?)</p>", answer)
    assert len(said) == 3 and all(re.findall(r"[.!?](?= [A-Z]|$)", sentence) == ["."] for sentence in said)
    assert len({BY_NAME[name].needs for name in LEADS}) == 3


def test_the_first_page_says_which_strengths_are_assumed(page, twins):
    first = page[: page.index('class="contents"')]
    assert "Strengths that are assumed" in first
    typed = [policy for policy in set(twins.a.policies) ^ set(twins.b.policies) if not policy.parameter]
    assert f"{len(typed)} policies of assumed strength" in first
    for policy in twins.b.policies:
        if policy.name in ("imports-while-closed", "exports-while-closed"):
            assert f"<b>{policy.title}:</b> {policy.assumed}" in first


def test_each_measure_has_its_numbers_and_each_year_its_words(page, twins):
    text = re.sub(r"<[^>]*>", "", page)
    for effect in effects.whole_spans(twins.effects):
        numbers = (
            f"{difference_words(effect)}{effect.label}; {votes_words(effect)}" if effect.difference else effect.words
        )
        assert numbers.replace("'", "&#39;") in text
    for effect in twins.effects:
        assert effect.first_year < effect.last_year or effect.words.replace("'", "&#39;") in page
    assert {effect.first_year for effect in twins.effects} == set(range(2016, 2020))


def test_charts_are_drawn_of_what_may_leave_only(page, twins):
    drawn = set(re.findall(r'id="effect-(\w+)-title"', page))
    assert drawn
    assert drawn <= {one.observable for one in effects.whole_spans(twins.effects) if one.label != effects.SAME}


def test_with_and_without_stand_on_one_axis_over_dated_events(twins):
    figures = effect_figures_of(twins)
    assert figures
    for figure in figures:
        assert f">{twins.a.name}</text>" in figure.svg and f">{twins.b.name}</text>" in figure.svg
        assert figure.svg.count('class="medianb"') == 3, "a line in the legend, one above, and the difference beneath"
        assert 'class="apart"' in figure.svg and '<path class="eventb"' in figure.svg
        assert '<g class="hit">' in figure.svg


def test_sections_fold_in_the_order_of_the_contents(page):
    folds = re.findall(r'<details class="fold[^"]*"( open)?>\s*<summary><h2>(.*?)</h2>', page)
    assert [title for _, title in folds] == list(SECTIONS.values())
    contents = page[page.index('<nav class="contents"') : page.index("</nav>")]
    assert re.findall(r'href="#([\w-]+)"', contents) == list(SECTIONS)


def test_charts_can_be_saved_with_their_numbers(page, twins):
    files = dict(re.findall(r'<a download="([^"]+)" href="data:[^,]+,([^"]+)"', page))
    for figure in effect_figures_of(twins):
        assert unquote(files[f"{twins.run_id}-{figure.name}.csv"]) == figure.csv_file()
        assert unquote(files[f"{twins.run_id}-{figure.name}.svg"]) == figure.svg_file(twins.run_id)


def test_the_page_is_smaller_than_the_bar(page):
    assert len(page.encode()) < 800_000


def test_reports_that_would_tell_the_scenarios_apart_are_named_if_they_are_public(twins):
    here, _ = twins.reports[0]
    one, two = (replace(here, claim="own-1", said="Not to be passed on.", lies=lies, grounds=INFORMATIVE)
                for lies in (INSIDE, OUTSIDE))  # fmt: skip
    private = replace(twins, reports=[*twins.reports, (one, two)])
    assert "Not to be passed on." in effects_html(private)
    assert "Not to be passed on." not in private.report()
    page = twins.report()
    for row, _ in twins.telling:
        assert str(escape(row.said)) in page


def test_words_that_claim_too_much_are_not_used(page):
    assert not [word for word in OVERCLAIMS if re.search(rf"\b{word}\b", page, re.IGNORECASE)]


def test_a_comparison_of_equals_has_a_page_too(twins):
    silent = [replace(one, told=None, what=(), week=None) for one in twins.partings]
    page = effects_html(replace(twins, effects=[], partings=silent, differences=[], b=twins.a))
    assert "In nothing that a world is told." in page


def test_text_of_the_user_s_is_escaped(twins):
    page = effects_html(replace(twins, b=replace(twins.b, title="<script>alert(1)</script>", about="<b>")))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
