"""Two bands on one axis of time, and their difference beneath."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from legation.report.charts import Dated
from legation.report.twin_charts import BOTTOM, LOWER_TOP, MIDDLE, TOP, Band, twin_bands

YEARS = [2017.5, 2018.5]
HERE = Band("here", [10.0, 20.0], [20.0, 30.0], [30.0, 40.0])
THERE = Band("there", [10.0, 10.0], [20.0, 15.0], [30.0, 20.0])
APART = Band("", [-20.0, -25.0], [-1.0, -15.0], [0.0, -5.0])
MEASURE = Dated(2016.75, "2016-10-01: a measure (in here)")


def drawn(**lanes):
    chart = twin_bands("one", "A title", YEARS, (HERE, THERE), APART, ("persons", "persons"),
                       {"differs": (MEASURE,), **lanes}, (MEASURE,))  # fmt: skip
    return chart, ElementTree.fromstring(chart)


def paths(root, style):
    return [path.get("d") for path in root.iter("path") if path.get("class") == style]


def test_both_bands_lie_in_the_upper_frame_and_the_difference_in_the_lower():
    _, root = drawn()
    heights = [
        float(re.match(r"M[\d.]+,([\d.]+)", path)[1]) for path in (*paths(root, "band90"), *paths(root, "bandb"))
    ]
    assert len(heights) == 3
    assert all(TOP <= height <= MIDDLE for height in heights[:2])
    assert LOWER_TOP <= heights[2] <= BOTTOM


def test_both_scenarios_are_named_beside_the_line_that_is_theirs():
    _, root = drawn()
    words = {text.get("class"): text.text for text in root.iter("text") if text.get("class") in ("namea", "nameb")}
    assert words == {"namea": "here", "nameb": "there"}
    assert len(paths(root, "median")) == 2 and len(paths(root, "medianb")) == 3


def test_the_axis_begins_where_the_first_measure_does_that_parts_them():
    _, root = drawn()
    assert "2016" in [text.text for text in root.iter("text")]
    (line,) = paths(root, "apart")
    assert line.endswith(f",{TOP}V{BOTTOM}")


def test_values_are_said_in_words_with_their_intervals():
    chart, root = drawn()
    assert "2018: 30 (20–40); 15 (10–20); difference -15 (-25 to -5)." in root.find("desc").text
    assert chart.count('<g class="hit">') == 2


def test_measures_of_both_are_marked_apart_from_those_of_one():
    chart, _ = drawn(**{"in both": (Dated(2018.0, "2018-01-01: another (in both)"),)})
    assert chart.count('<path class="eventb"') == 1 and chart.count('<path class="event"') == 1
