"""The five measures that readers ask for first: what is drawn, and what the sentence beside it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from legation.base.places import REGIONS
from legation.publication.summary import EVERYWHERE
from legation.report import over_time
from legation.report.findings import gather_findings

NAMES = ["posted_officials", "sessions_per_week", "quota_met_share", "levies_paid_share", "arrivals_counted"]


@pytest.fixture(scope="module")
def courses(result):
    return dict(zip(NAMES, over_time.courses(result, gather_findings(result)), strict=True))


def _heads(area, year, low, high):
    return {"observable": "posted_officials", "unit": "persons", "place": area, "period_start": date(year, 1, 2),
            "weeks": 52, "q05": low, "q25": low, "q50": low, "q75": high, "q95": high}  # fmt: skip


def test_each_of_the_five_has_a_chart_and_a_sentence_with_a_range(courses):
    for name, figure in courses.items():
        assert f'aria-labelledby="course-{name}-title' in figure.svg
        assert re.search(r"Median \(90 % of worlds\).*\(.*–.*\) in (?:\w{3} )?20\d\d", figure.model), figure.model


def test_what_was_reported_stands_beside_what_the_model_gives(courses):
    keys = {claim: words for figure in courses.values() for _, claim, words in figure.marks}
    assert keys["pf-f-01-2013"] == "8, worldwide, 2013"
    assert keys["pf-f-01-2014"] == "18, worldwide, 2014"
    assert keys["pf-g-13"].startswith("0 % to 10 %, Dandong")


def test_what_is_held_back_says_so_and_a_count_is_shown_as_it_was_reported(courses):
    keys = {claim: words for _, claim, words in courses["arrivals_counted"].marks}
    assert keys["pf-f-01-2015"] == "20, worldwide, 2015-01 to 2015-10; held back to check a later fit"
    assert 'class="reported held"' in courses["arrivals_counted"].svg


def test_head_counts_are_of_regions_where_these_are_published(result):
    rows = [_heads(area, year, 100.0, 200.0) for area in (*REGIONS, EVERYWHERE) for year in (2012, 2013)]
    figure = over_time.courses(replace(result, series=rows), gather_findings(result))[0]
    assert "Rest of China 100 (100–200) in 2012 and 100 (100–200) in 2013" in figure.model
    assert "All places" not in figure.model


def test_a_period_is_named_by_its_month():
    row = _heads(EVERYWHERE, 2012, 1.0, 2.0) | {"weeks": 4, "period_start": date(2012, 1, 2) + timedelta(weeks=4)}
    assert over_time._at(row, "persons") == "1 (1–2) in Jan 2012"


def test_without_two_times_there_is_no_chart(result):
    assert over_time.courses(replace(result, series=[]), gather_findings(result)) == []
