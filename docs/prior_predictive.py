"""The prior predictive page: what the unfitted model gives for each claim that a fit would use, before any fit."""

from __future__ import annotations

from docs import markdown
from legation.api import Result
from legation.assessment.comparison import ComparisonRow
from legation.assessment.verdicts import LEGEND, OUTSIDE

WORLDS = 200
SEED = 1

HEAD = """<!-- Written by `make docs`. -->

# What the priors alone give

Before anything is fitted: {worlds} worlds, each with its own draw of all parameters (scenario `{scenario}`, seed
{seed}, run {run}). For each claim that a fit would use: what was reported, the middle 90 % of what worlds give,
how wide that is against its middle, and the verdict. Where a claim lies outside, the mechanisms that stand for it
are suspected first; no prior is widened because of what stands here. Five were changed for another reason: number
and size of late levies, the cost of living, terms and sessions under alert had rested on scored claims, so they
were rebuilt from other records or assumptions, and most became wider. Claims held back for checking are not shown
here.

{legend}

| claim | reported | priors give (90 %) | width | verdict | suspected |
|---|---|---|---|---|---|
"""


def page(result: Result) -> str:
    """The page, as Markdown."""
    legend = "\n".join(f"- *{name}*: {meaning}" for name, meaning in LEGEND)
    head = HEAD.format(
        worlds=result.worlds, scenario=result.scenario.name, seed=result.seed, run=result.run_id, legend=legend
    )
    rows = [_row(row, result.ledger.claims[row.claim].represented_by.mechanism)
            for row in result.rows if row.role == "fit"]  # fmt: skip
    return head + "\n".join(rows) + "\n"


def _row(row: ComparisonRow, mechanisms: list[str]) -> str:
    suspected = ", ".join(mechanisms) if row.verdict == OUTSIDE else ""
    cells = [f"{row.claim}: {row.said}", _reported(row), row.gives, _width(row)]
    because = f" {row.because}" if row.because else ""
    return markdown.row(*cells, f"**{row.verdict}**{because}", suspected)


def _reported(row: ComparisonRow) -> str:
    if row.reported is None:
        return "as the claim says"
    low, high = row.reported
    return f"{low:,.3g} to {high:,.3g} {row.unit}"


def _width(row: ComparisonRow) -> str:
    """The width of the 90 % against their middle."""
    if row.low is None or row.high is None or row.low + row.high == 0:
        return "–"
    return f"{(row.high - row.low) / abs((row.low + row.high) / 2):.0%}"
