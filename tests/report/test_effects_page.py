"""The page of a comparison: whole, offline, and no finer than what may leave."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report.effects_page import LEADS, effects_html


@pytest.fixture(scope="module")
def page(twins):
    return effects_html(twins)


def test_the_page_loads_nothing_and_runs_nothing(page):
    assert "<script" not in page
    assert not re.search(r"""(src|href)="(?!#)""", page)
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
    places = [answer.index(BY_NAME[name].sentence.rstrip(".")) for name in LEADS]
    assert places == sorted(places)
    assert len({BY_NAME[name].needs for name in LEADS}) == 3


def test_the_first_page_says_which_strengths_are_assumed(page, twins):
    first = page[: page.index('id="effects"')]
    assert "Strengths that are assumed" in first
    assert f"{len(set(twins.a.policies) ^ set(twins.b.policies))} policies that differ" in first
    for policy in twins.b.policies:
        if policy.name in ("imports-while-closed", "exports-while-closed"):
            assert f"<b>{policy.title}:</b> {policy.assumed}" in first


def test_each_measure_has_its_words_and_each_year(page, twins):
    for effect in twins.effects:
        assert effect.words.replace("'", "&#39;") in page
    assert {effect.first_year for effect in twins.effects} == set(range(2016, 2020))


def test_charts_are_drawn_of_what_may_leave_only(page, twins):
    drawn = set(re.findall(r'id="effect-(\w+)-title"', page))
    assert drawn
    assert drawn <= {one.observable for one in effects.whole_spans(twins.effects) if one.label != effects.SAME}


def test_a_comparison_of_equals_has_a_page_too(twins):
    silent = [replace(one, told=None, what=(), week=None) for one in twins.partings]
    page = effects_html(replace(twins, effects=[], partings=silent, differences=[], b=twins.a))
    assert "In nothing that a world is told." in page


def test_text_of_the_user_s_is_escaped(twins):
    page = effects_html(replace(twins, b=replace(twins.b, title="<script>alert(1)</script>", about="<b>")))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
