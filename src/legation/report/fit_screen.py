"""The screen of a fit: how far its weights can be trusted, which claims conflict, and what the record teaches."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from legation.base.number_text import how_many, interval
from legation.inference.fit import ALL, COARSENED, ClaimFit, Fit, MeasureFit, Variant
from legation.inference.weights import ESS_LEAST, K_MOST
from legation.observation.observables.catalogue import BY_NAME
from legation.report.screen import HEIGHT, Screen, TableColumn

TITLE = "WHAT THE SCORED CLAIMS TEACH"
SHOWN_YEAR = 2019  # the last before the borders closed
MOST_INFORMED = 6
LEGEND = (
    "Agrees: how many times likelier the other claims make what a claim says than worlds of the prior do. "
    f"A number of the record needs an effective sample size of {ESS_LEAST:.0f} and a Pareto k of at most {K_MOST}."
)


def fit_screen(fit: Fit, called: str, steps: Iterable[tuple[str, str]], *, whole: bool = False) -> Screen:
    """The screen of a fit.

    called  the scenario's title
    steps   commands to go on with, each with its purpose
    whole   show every measure of the year and every parameter that is informed
    """
    listed = list(steps)
    for measures in (len(BY_NAME), 6, 4, 2, 0):
        screen = _screen(fit, called, listed, measures, whole=whole)
        if whole or screen.height() <= HEIGHT:
            break
    return screen


def _screen(fit: Fit, called: str, steps: list[tuple[str, str]], measures: int, *, whole: bool) -> Screen:
    origins = {each.origin for each in fit.claims}
    screen = Screen(
        f"{TITLE}: {called}",
        f"{how_many(len(fit.claims), 'claim')} of {how_many(len(origins), 'origin')}, "
        f"{how_many(len(fit.worlds), 'world')}",
    )
    if fit.worlds.failures:
        number, reason = fit.worlds.failures[0]
        failed = how_many(len(fit.worlds.failures), "world")
        screen.warning(f"{failed} did not finish and are left out. World {number}: {reason}")
    screen.table(
        [TableColumn("weighed by"), TableColumn("ESS", right=True), TableColumn("Pareto k", right=True),
         TableColumn("log evidence", right=True), TableColumn("so")],
        [_trust(variant) for variant in fit.variants],
    )  # fmt: skip
    for claim in fit.conflicts:
        screen.warning(f"In conflict: {claim.claim}, as {claim.in_conflict}. Everything is given with and without it.")
    screen.gap()
    screen.table(
        [TableColumn("claim"), TableColumn("agrees", right=True), TableColumn("ESS without it", right=True),
         TableColumn("origin")],
        [_row(claim) for claim in fit.claims],
    )  # fmt: skip
    screen.gap()
    for variant in fit.variants:
        if variant.name != COARSENED:
            screen.paragraph(_taught(variant, whole=whole), hang=2)
    rows = list(_measured(fit, None if whole else measures))
    if rows:
        heads = ["prior", *(variant.name for variant in fit.variants)]
        screen.gap()
        columns = [TableColumn(f"all places, {SHOWN_YEAR}"), *(TableColumn(head, right=True) for head in heads)]
        screen.table(columns, rows)
    screen.gap()
    screen.paragraph(LEGEND)
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _trust(variant: Variant) -> tuple[str, ...]:
    weights = variant.weights
    evidence = weights.log_evidence
    said = f"{evidence.value:.1f} ± {evidence.error:.1f}" if math.isfinite(evidence.value) else "none"
    shape = f"{weights.k:.2f}" if math.isfinite(weights.k) else "none"
    verdict = "no number of the record: too few worlds" if variant.trouble else "numbers of the record stand"
    return variant.name, f"{weights.ess:,.0f}", shape, "" if variant.name == COARSENED else said, verdict


def _row(claim: ClaimFit) -> tuple[str, ...]:
    factor = 10.0**claim.agreement
    times = f"×{factor:.2f}" if factor < 10 else f"×{factor:.0f}"
    marked = " in conflict" if claim.in_conflict else ""
    return f"{claim.claim}{marked}", times, f"{claim.ess_without:,.0f}", claim.origin


def _taught(variant: Variant, *, whole: bool) -> str:
    """Which parameters are informed, in a sentence."""
    with_what = "With all claims" if variant.name == ALL else "Without those in conflict"
    if variant.trouble:
        return f"{with_what} nothing can be told beyond the prior: {variant.trouble}."
    informed = variant.informed
    if not informed:
        return f"{with_what} no parameter is informed: none moves out of the noise without any one origin."
    named = informed if whole else informed[:MOST_INFORMED]
    moved = ", ".join(f"{each.name} {each.shift:+.2f}" for each in named)
    more = f" and {len(informed) - len(named)} more" if len(named) < len(informed) else ""
    return (
        f"{with_what} {how_many(len(informed), 'parameter')} of {len(variant.parameters)} informed "
        f"(prior quantile moves by): {moved}{more}."
    )


def _measured(fit: Fit, most: int | None) -> Iterator[tuple[str, ...]]:
    """Measures of the shown year: prior, and what each variant makes of it."""
    shown = [each for each in fit.variants[0].measures if each.year == SHOWN_YEAR]
    for at, each in enumerate(shown):
        if most is not None and at >= most:
            return
        same = (next(m for m in variant.measures if (m.observable, m.year) == (each.observable, each.year))
                for variant in fit.variants)  # fmt: skip
        yield (each.observable, _range(each, each.prior), *(_range(m, m.record) for m in same))


def _range(measure: MeasureFit, quantiles: tuple[float, ...] | None) -> str:
    if quantiles is None:
        return "–"
    return interval(quantiles[0], quantiles[2], quantiles[-1], BY_NAME[measure.observable].unit)
