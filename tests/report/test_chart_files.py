"""A chart as a file of its own: whole without a page, and small."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from legation.report import charts
from legation.report.chart_files import STYLE, standing_alone
from legation.report.charts import Axis, Dated, Mark, lanes_below

SVG = "{http://www.w3.org/2000/svg}"


def made(**more):
    quantiles = [[float(at), at + 1.0] for at in range(5)]
    lanes = {"events": (Dated(2012.5, "2012-07-02: words of an event"),)}
    return charts.fan("one", "A chart", [2012.0, 2013.0], quantiles, "persons", lanes=lanes, **more)


def alone(**more):
    return standing_alone(
        made(**more), "A finding that is said at length, so that it takes more than a line", ["A note."]
    )


def test_a_file_has_its_title_above_the_chart_and_its_notes_beneath():
    root = ElementTree.fromstring(alone())
    (chart,) = root.findall(f"{SVG}svg")
    texts = {text.text: float(text.get("y")) for text in root.findall(f"{SVG}text")}
    assert list(texts) == ["A finding that is said at length, so that it takes more than a", "line", "A note."]
    top, height = float(chart.get("y")), float(chart.get("height"))
    assert list(texts.values())[1] < top and texts["A note."] > top + height
    assert float(root.get("height")) > top + height + 18


def test_every_class_that_is_drawn_has_a_colour_or_is_a_text():
    text = alone(marks=[Mark("a", 2012.5, 1.0, 3.0), Mark("b", 2012.5, 2.0, 2.0, held=True)])
    root = ElementTree.fromstring(text)
    style = root.find(f"{SVG}style").text
    for element in root.iter():
        for name in (element.get("class") or "").split():
            is_text = element.tag == f"{SVG}text"
            assert f".{name}{{" in style or is_text or name in ("reported", "held"), name
    assert ".held .diamond{" in style and ".medianb" not in style
    assert "band90" in STYLE


def test_what_shows_when_pointed_at_stays_on_the_page():
    assert 'class="hit"' in made() and "words of an event" in made()
    assert "hit" not in alone() and "words of an event" not in alone()
    assert re.search("<path class='event' d='[^']*'/>", alone())


def test_events_that_lie_in_a_line_are_one_path_of_a_file():
    events = [Dated(2011.5, "first"), Dated(2012.5, "second")]
    chart = lanes_below({"law": events, "press": events[:1]}, Axis(2010, 2014, 0, 400, False), 20)
    drawn = [re.search(r'd="(.*?)"', part)[1] for part in chart if 'class="event"' in part]
    text = standing_alone(f'<svg viewBox="0 0 400 60">{"".join(chart)}</svg>', "Title", [])
    assert re.findall("<path class='event' d='([^']*)'/>", text) == [drawn[0] + drawn[1], drawn[2]]


def test_text_from_outside_is_escaped():
    bad = "<script>\"'&"
    root = ElementTree.fromstring(standing_alone(made(), bad, [bad]))
    assert [text.text for text in root.findall(f"{SVG}text")] == [bad, bad]
