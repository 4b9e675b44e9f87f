"""Simulated ledgers: worlds of the bank are taken for true in turn, and the fit must find them as often as it says.

What the sources of the record would say of a world is made by `observation/press.py`, with the biases and doubts that
the world drew. The fit weighs all other worlds by that. Over many such truths the share of the weight below the true
value is then uniform, for every parameter and every measure, if the likelihood is that by which the reports were made
and enough worlds carry the weight (simulation-based calibration: Talts and others 2018). It says that the sampler is
right, and nothing of whether the model is.

Where few worlds carry the weight their own spread hides the truth more often than said; so the same is done with few
claims, too.

    python -m verification.simulated_ledgers                   300 ledgers beside 2,000 worlds; writes the result
    python -m verification.simulated_ledgers --ledgers 50      fewer; prints only
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import stats

from legation.inference.bank import BankWorlds
from legation.inference.fit import ledger_likelihood
from legation.inference.scored import FIT, ScoredClaims
from legation.inference.weights import ESS_LEAST, Weights, importance_weights
from legation.observation.press import say

RESULT = Path(__file__).parent / "results" / "simulated-ledgers.md"
LEDGERS, WORLDS, SEED = 300, 2_000, 1
# Claims of two outlets and three upstreams that leave many worlds with weight, so that what is looked at is the
# likelihood and not the number of worlds: two share an upstream, and three an outlet.
FEW = ("nk-2019-intv-12", "nk-2019-intv-20", "nk-2019-mss-16", "pf-g-13")
# Beside the parameters: measures that claims speak of, and some that none does.
MEASURES = (
    ("arrivals_counted", 2014), ("arrivals_counted", 2015), ("posted_officials", 2019), ("quota_met_share", 2019),
    ("levies_paid_share", 2022), ("sessions_per_week", 2021), ("alert", 2022), ("recalls_ordered", 2016),
    ("tenure_years", 2022), ("trade_income", 2019),
)  # fmt: skip


class Truth(NamedTuple):
    """What the fit to one simulated ledger makes of the world that it was made from.

    below  what was drawn or measured -> the share of the weight below the true value; half of what equals it
    """

    world: int
    ess: float
    k: float
    unsound: int
    below: dict[str, float]


def truths(
    worlds: BankWorlds, claims: ScoredClaims, count: int, *, names: Sequence[str] = (), seed: int = SEED
) -> Iterator[Truth]:
    """As many simulated ledgers, each of another world.

    names  claims that are said; all that are fitted without
    """
    said = list(names) or claims.with_role(FIT)
    voices = [claims.voices[name] for name in said]
    values = {name: worlds.claim[name] for name in said}
    press = ledger_likelihood(worlds, claims, said).press
    looked_at = quantities(worlds)
    for position in np.random.default_rng(seed).choice(len(worlds), count, replace=False).tolist():
        reports, unsound = say(voices, values, position, press.of_world(position), seed=seed)
        made = {name: None if report is None else report.report for name, report in reports.items()}
        logs = ledger_likelihood(worlds, claims, said, made).log_likelihood()
        logs[position] = -math.inf  # A world may not vouch for itself.
        weights = importance_weights(logs)
        below = {name: _below(weights, x, position) for name, x in looked_at.items() if np.isfinite(x[position])}
        yield Truth(int(worlds.numbers[position]), weights.ess, weights.k, len(unsound), below)


def quantities(worlds: BankWorlds) -> dict[str, np.ndarray]:
    """What is looked at: each parameter that is drawn, and some measures, (worlds,)."""
    measures = {
        f"{name} {year}": worlds.yearly[name][:, worlds.years.index(year)].astype(float)
        for name, year in MEASURES
        if name in worlds.yearly and year in worlds.years
    }
    return worlds.drawn | measures


def _below(weights: Weights, x: np.ndarray, position: int) -> float:
    held = np.isfinite(x)
    shares = weights.normalized[held]
    values, true = x[held], x[position]
    total = float(shares.sum())
    if not total:
        return math.nan
    return float(shares @ (values < true) + 0.5 * (shares @ (values == true))) / total


class Calibration(NamedTuple):
    """How often the fit holds the truth.

    covered    of all parameters and measures together, the share of truths inside 90 %; `covered_50` inside 50 %
    uneven     share of parameters and measures that are not uniform (Kolmogorov-Smirnov, p < 5 %)
    """

    ledgers: int
    covered: float
    covered_50: float
    uneven: float
    worst: tuple[str, float]


def calibration(made: Sequence[Truth], names: Sequence[str]) -> Calibration:
    """The calibration over some simulated ledgers."""
    shares = {name: np.array([each.below[name] for each in made if name in each.below]) for name in names}
    shares = {name: values[np.isfinite(values)] for name, values in shares.items()}
    shares = {name: values for name, values in shares.items() if len(values) > 1}
    chances = {name: float(stats.kstest(values, "uniform").pvalue) for name, values in shares.items()}
    together = np.concatenate(list(shares.values()))
    worst = min(chances, key=lambda name: chances[name])
    return Calibration(
        len(made),
        float(((together > 0.05) & (together < 0.95)).mean()),
        float(((together > 0.25) & (together < 0.75)).mean()),
        float(np.mean([chance < 0.05 for chance in chances.values()])),
        (worst, chances[worst]),
    )


def described(title: str, made: Sequence[Truth], worlds: int, seconds: float) -> str:
    """The result for one set of claims, as a part of the page."""
    names = sorted({name for each in made for name in each.below})
    measures = [name for name in names if any(name == f"{each} {year}" for each, year in MEASURES)]
    enough = [each for each in made if each.ess >= ESS_LEAST]
    few = [each for each in made if each.ess < ESS_LEAST]
    ess = np.quantile([each.ess for each in made], (0.05, 0.25, 0.5, 0.75, 0.95))
    k = np.quantile([min(each.k, 9.99) for each in made], (0.05, 0.5, 0.95))
    rows = [("all", made), (f"ESS {ESS_LEAST:.0f} or more", enough), (f"ESS below {ESS_LEAST:.0f}", few)]
    table = []
    for what, some in rows:
        if len(some) > 1:
            c = calibration(some, names)
            cells = (what, str(c.ledgers), f"{c.covered:.3f}", f"{c.covered_50:.3f}", f"{c.uneven:.1%}",
                     f"{c.worst[0]}, {c.worst[1]:.2g}")  # fmt: skip
            table.append(f"| {' | '.join(cells)} |")
    by_measure = [
        f"| {name} | {np.mean([0.05 < each.below[name] < 0.95 for each in made if name in each.below]):.3f} |"
        for name in measures
    ]
    summary = (
        f"{len(made)} ledgers, each made from another of {worlds:,} worlds and fitted to all others; {len(names)} "
        f"parameters and measures; {seconds / len(made):.1f} CPU seconds for a ledger. Effective sample size (5, 25, "
        f"50, 75, 95 %): {', '.join(f'{each:.0f}' for each in ess)}. Pareto k (5, 50, 95 %): "
        f"{', '.join(f'{each:.2f}' for each in k)}."
    )
    return "\n".join([
        f"## {title}",
        "",
        summary,
        "",
        "| ledgers | number | truths inside 90 % | inside 50 % | not uniform (5 % by chance) | least uniform, p |",
        "|---|---|---|---|---|---|",
        *table,
        "",
        "| measure | truths inside 90 % |",
        "|---|---|",
        *by_measure,
        "",
    ])  # fmt: skip


def main() -> None:
    from legation.api.fits import kept_bank

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--ledgers", type=int, default=LEDGERS)
    asked.add_argument("--worlds", type=int, default=WORLDS)
    options = asked.parse_args()
    bank = kept_bank(worlds=options.worlds)
    worlds, claims = bank.read(options.worlds), bank.plan.claims
    parts = [
        "# Simulated ledgers",
        "",
        (
            "`python -m verification.simulated_ledgers` wrote this page. "
            f"Of one parameter, 90 % of {options.ledgers} truths are "
            f"0.90 ± {1.96 * math.sqrt(0.09 / options.ledgers):.3f}."
        ),
        "",
    ]
    sets = (("All claims to fit", claims.with_role(FIT)), (f"Few: {', '.join(FEW)}", FEW))
    for title, names in sets:
        start, made = time.process_time(), []
        for each in truths(worlds, claims, options.ledgers, names=names):
            made.append(each)
            if len(made) % 25 == 0:
                print(f"{len(made)} of {options.ledgers}", flush=True)
        parts.append(described(title, made, len(worlds), time.process_time() - start))
    page = "\n".join(parts)
    print(page)
    if options == argparse.Namespace(ledgers=LEDGERS, worlds=WORLDS):
        RESULT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
