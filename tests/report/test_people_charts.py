from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from legation.report import people_charts
from legation.report.charts import Mark

YEARS = [2012.5, 2013.5, 2014.5]
COURSES = {"North-east China": ([10.0, 20, 30], [20.0, 30, 40], [30.0, 40, 80]), "Elsewhere": ([0.0] * 3,) * 3}
RANGES = {2013: (0.0, 0.0), 2014: (0.0, 40.0), 2015: (12.0, 150.0)}


def bars(**more):
    return ElementTree.fromstring(people_charts.bars("one", "Counted", RANGES, "persons a year", **more))


def _bars(root):
    return list(root.iter("rect"))


def test_panels_share_a_scale_and_each_has_its_heading_and_median():
    root = ElementTree.fromstring(people_charts.panels("one", "Posts", YEARS, COURSES, "persons"))
    words = [text.text for text in root.iter("text")]
    assert {"North-east", "China", "Elsewhere", "0", "80", "2012", "2014"} <= set(words)
    assert len([path for path in root.iter("path") if path.get("class") == "median"]) == 2
    assert "North-east China: 2012 median 20, 90 % range 10 to 30; 2014 median 40, 90 % range 30 to 80." in (
        root.find("desc").text
    )


def test_one_panel_takes_the_whole_width():
    (one,) = re.findall(r'class="axis" d="M62,\d+h(\d+)', people_charts.panels(
        "one", "Posts", YEARS, {"All places": COURSES["Elsewhere"]}, "persons"))  # fmt: skip
    assert int(one) == 480 - 62 - 14


def test_the_axis_of_counts_begins_where_counts_may_be_told():
    root = bars()
    words = [text.text for text in root.iter("text")]
    assert "< 5" in words and not {"0", "1", "2", "3"} & set(words)
    bottom = [float(bar.get("y")) + float(bar.get("height")) for bar in _bars(root)]
    assert bottom[0] == bottom[1] == pytest.approx(250 - 28, abs=0.2)
    assert bottom[2] < bottom[1]


def test_a_year_of_which_nothing_may_be_told_has_a_stub():
    heights = [float(bar.get("height")) for bar in _bars(bars())]
    assert heights[0] == people_charts.STUB < heights[1]


def test_the_words_of_a_chart_of_counts_say_no_more_than_its_bars():
    text = bars(marks=[Mark("a", 2013.5, 8, 8)]).find("desc").text
    assert "2013: < 5. 2014: < 5 to 40. 2015: 12 to 150. Reported, 2013, a: 8." in text


def test_a_report_that_is_held_back_has_an_open_mark():
    root = bars(marks=[Mark("a", 2013.5, 8, 8), Mark("b", 2015.4, 20, 20, held=True)])
    assert [group.get("class") for group in root.iter("g")] == ["reported", "reported held"]


@pytest.mark.parametrize(("low", "high", "words"), [
    (0, 0, "< 5"), (0, 12, "< 5 to 12"), (120, 120, "120"), (7, 1200, "7 to 1,200"),
])  # fmt: skip
def test_a_range_of_persons_in_words(low, high, words):
    assert people_charts.range_words(low, high, "persons a year") == words
