from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from legation.report import charts
from legation.report.charts import Dated, Mark, Span

YEARS = [2012.0, 2013.0, 2014.0]
QUANTILES = [[1.0, 2.0, 3.0], [2.0, 3.0, 4.0], [3.0, 4.0, 5.0], [4.0, 5.0, 6.0], [5.0, 6.0, 10.0]]


def drawn(**more):
    return charts.fan("one", "A chart", YEARS, QUANTILES, "persons", **more)


def test_a_linear_axis_starts_at_nought_and_ends_at_a_round_number():
    axis = charts.axis([3.0, 87.0], 0, 100)
    assert (axis.low, axis.high) == (0, 100)
    assert axis.ticks() == [0, 20, 40, 60, 80, 100]
    assert axis.at(50) == 50


def test_a_logarithmic_axis_has_round_ticks_and_equal_steps():
    axis = charts.axis([1.15, 1000 / 1.15], 0, 3, logarithmic=True)
    assert axis.ticks() == [1, 3, 10, 30, 100, 300, 1000] or axis.ticks() == [1, 10, 100, 1000]
    assert axis.at(10) == pytest.approx(1)
    assert axis.at(100) == pytest.approx(2)


def test_what_lies_beyond_an_axis_is_shown_at_its_end():
    axis = charts.axis([0.0, 10.0], 5, 25)
    assert axis.at(float("inf")) == 25
    assert axis.at(float("-inf")) == 5


def test_an_axis_holds_nought_wherever_the_values_lie():
    assert charts.axis([-30.0, -10.0], 0, 100).high == 0
    assert (charts.axis([-30.0, 10.0], 0, 100).low, charts.axis([-30.0, 10.0], 0, 100).high) == (-30, 10)


def test_nought_is_drawn_where_values_lie_on_both_sides_of_it():
    both = charts.fan("one", "A chart", YEARS, [[value - 4 for value in row] for row in QUANTILES], "persons")
    assert both.count('class="axis"') == drawn().count('class="axis"') + 1


def test_an_axis_of_noughts_still_has_room():
    assert charts.axis([0.0, 0.0], 0, 10).high > 0


def test_a_chart_is_well_formed_and_names_itself():
    root = ElementTree.fromstring(drawn(marks=[Mark("a", 2013.5, 4.0, 4.0)]))
    assert root.find("title").text == "A chart"
    assert "median 5" in root.find("desc").text
    assert "Reported, 2013, a: 4." in root.find("desc").text
    assert root.get("aria-labelledby") == "one-title one-words"


def test_text_from_outside_is_escaped():
    marks = [Mark("<i>", 2013, 1, 2)]
    root = ElementTree.fromstring(charts.fan("one", "<script>&", YEARS, QUANTILES, "<b>", marks=marks))
    assert root.find("title").text == "<script>&"
    assert not root.findall(".//script") and not root.findall(".//i") and not root.findall(".//b")


def test_a_value_gets_a_diamond_and_a_range_a_whisker():
    assert "diamond" in drawn(marks=[Mark("a", 2013, 4.0, 4.0)])
    with_range = drawn(marks=[Mark("a", 2013, 2.0, 8.0)])
    assert "whisker" in with_range and "diamond" not in with_range


def test_coordinates_have_at_most_one_decimal_and_stay_in_the_frame():
    text = drawn(marks=[Mark("a", 2013, 2.0, float("inf"))])
    assert not re.search(r"\d\.\d\d", re.sub(r"<desc.*?</desc>", "", text))
    assert "nan" not in text and "inf" not in re.sub(r"<desc.*?</desc>", "", text)


def test_equal_numbers_give_equal_text():
    assert drawn() == drawn()


def test_a_strip_is_logarithmic_only_if_it_spans_more_than_tenfold():
    wide = charts.strips("s", "t", [Span("x", 10.0, 5000.0)], "persons")
    narrow = charts.strips("s", "t", [Span("x", 10.0, 90.0)], "persons")
    assert ">0</text>" not in wide
    assert ">0</text>" in narrow


def test_a_strip_that_holds_nought_is_linear():
    assert ">0 %</text>" in charts.strips("s", "t", [Span("x", 0.0, 0.004, reported=(0.8, 0.8))], "share of officials")


def test_a_strip_says_what_it_shows():
    words = charts.strips("s", "t", [Span("x", 1100.0, 26000.0, reported=(3000.0, 3000.0))], "RMB a month")
    assert "x: in the model RMB 1,100 to RMB 26,000 (90 %); reported RMB 3,000." in words


@pytest.mark.parametrize(("reported", "words"), [
    ((3000.0, 3000.0), "RMB 3,000"), ((1000.0, 3000.0), "RMB 1,000 to RMB 3,000"),
    ((8.0, float("inf")), "at least RMB 8"), ((float("-inf"), 8.0), "at most RMB 8"),
])  # fmt: skip
def test_a_reported_value_in_words(reported, words):
    assert charts.reported_words(reported, "RMB a month") == words


@pytest.mark.parametrize(("value", "unit", "words"), [
    (0.5, "share of officials", "50 %"), (20_000, "USD", "20,000"), (150e6, "USD", "150m"), (-2e9, "USD", "-2bn"),
])  # fmt: skip
def test_a_tick_is_short_enough_to_stand_beside_its_axis(value, unit, words):
    assert charts.tick_words(value, unit) == words


def test_dated_events_lie_beneath_the_axis_and_only_within_its_years():
    lanes = {"sanctions": [Dated(2012.5, "2012-07-02: <one>"), Dated(2031.0, "2031-01-01: too late")]}
    root = ElementTree.fromstring(drawn(lanes=lanes))
    (event,) = [path for path in root.iter("path") if path.get("class") == "event"]
    assert event.find("title").text == "2012-07-02: <one>"
    assert float(re.match(r"M[\d.]+,([\d.]+)h", event.get("d"))[1]) > charts.FAN_HEIGHT - charts.BOTTOM
    assert float(root.get("viewBox").split()[3]) > charts.FAN_HEIGHT


def test_a_chart_that_is_pointed_at_tells_its_median_with_its_interval():
    tips = [text.text for text in ElementTree.fromstring(drawn()).iter("text") if text.get("class") == "tip"]
    assert tips == ["2012: 3 (1–5)", "2013: 4 (2–6)", "2014: 5 (3–10)"]


def test_readings_are_few_and_cover_the_axis_without_a_gap():
    axis = charts.Axis(2012, 2026, 62, 466, False)
    years = [2012 + at / 13 for at in range(182)]
    frames = [ElementTree.fromstring(part).find("rect") for part in charts.readings(axis, years, ["x"] * 182, 28, 222)]
    assert len(frames) <= charts.READINGS_MAX
    ends = [(float(frame.get("x")), float(frame.get("width"))) for frame in frames]
    assert ends[0][0] == 62 and sum(width for _, width in ends) == pytest.approx(404, abs=2)


def test_a_line_leaves_out_points_on_a_level():
    assert charts.rule_line([0, 1, 2, 3], [5, 5, 5, 2.5]) == "M0,5l2,0 1-2.5"
