"""All figures of a result, each with its title, its chart and the numbers in it: what pages show and exports save."""

from __future__ import annotations

from legation.report import first_page, model_charts, over_time
from legation.report.effect_charts import effect_charts
from legation.report.effects_table import TwinsLike
from legation.report.figure import Figure
from legation.report.findings import RunLike, gather_findings
from legation.report.reports_chart import reports_chart


def figures_of(result: RunLike) -> list[Figure]:
    """The figures of a run, in the order of its page."""
    summary = gather_findings(result)
    return [
        *first_page.figures(result, summary),
        *over_time.courses(result, summary),
        *model_charts.model_charts(result, summary),
        *filter(None, (reports_chart(result, summary),)),
    ]


def effect_figures_of(twins: TwinsLike) -> list[Figure]:
    """The figures of a comparison, in the order of its page."""
    return effect_charts(twins)
