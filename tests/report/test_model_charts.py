"""The model's charts of a run: one for each measure of which enough is published."""

from __future__ import annotations

from dataclasses import replace

from legation.report.findings import gather_findings
from legation.report.model_charts import FANS, HEADCOUNT, model_charts


def names(result):
    return [figure.name for figure in model_charts(result, gather_findings(result))]


def test_each_measure_has_its_chart_in_order(result):
    assert names(result) == [*(f"fan-{name}" for name, _ in FANS), f"strips-{HEADCOUNT}"]


def test_a_measure_of_one_time_has_no_chart(result):
    first, _ = FANS[0]
    (kept, *_) = [row for row in result.series if row["observable"] == first]
    series = [row for row in result.series if row["observable"] != first] + [kept]
    assert f"fan-{first}" not in names(replace(result, series=series))


def test_filled_posts_stand_by_place_with_the_report_of_that_place(result):
    (figure,) = [figure for figure in model_charts(result, gather_findings(result)) if figure.name.startswith("strips")]
    model = [row for row in figure.data if row["shows"] == "model"]
    assert model[0]["place"] == "all places" and len(model) > 2
    assert {row["place"] for row in figure.data if row["shows"] == "reported"} <= {row["place"] for row in model}
    assert "most numerous in" in figure.title
