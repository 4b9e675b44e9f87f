from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from legation.report import people_charts

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
