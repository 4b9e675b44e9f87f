"""Which scored reports need which mechanism: the baseline with one mechanism switched off, in the same worlds.

Two scenarios run worlds of the same numbers on the same luck, with all mechanisms and without one. Of the scored
reports that test the model (public, fitted or held back, informative with all mechanisms on):

- one "loses its measure" if without the mechanism it can't be compared: it speaks of the mechanism, its observable
  does, or most worlds have nothing to measure;
- one "changes" if it lies elsewhere (inside, at the edge, outside), and the share of worlds that this is judged by
  differs by more than `SURE` standard errors of the paired difference.

A mechanism of which neither is true of any report is needed by no scored report. That says nothing against it: the
record holds little that could be scored. The share of reports that lie inside is of those that both sides can compare;
the error of its change is from `RESAMPLED` resamples of the worlds.

    python -m verification.needs          the table and the data for docs/mechanisms, in about five minutes
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from legation.assessment.comparison import ComparisonBuilder
from legation.assessment.foundations import grounds
from legation.assessment.verdicts import EDGE, EVENT_LIMITS, INSIDE, OUTSIDE, VALUE_LIMITS
from legation.evidence.ledger import load_ledger
from legation.evidence.series import rates
from legation.evidence.wordings.change import Change
from legation.evidence.wordings.form import EVENT
from legation.experiments.ensemble import simulate
from legation.experiments.setup import load_scenario
from legation.mechanisms import WEEK
from legation.observation import spreads
from legation.observation.scopes import income_edges_rmb
from legation.observation.targets import Target

RESULT = Path(__file__).parent / "results" / "needs.md"
DATA = RESULT.with_suffix(".toml")
SEED = 1
WORLDS = 60
SURE = 2  # standard errors
RESAMPLED = 200
RMB_PER_USD = {rate.year: rate.rmb_per_usd for rate in rates()}


class Needed(NamedTuple):
    """What a mechanism's absence does.

    pairs    worlds that finished on both sides
    lost     claims that can't be compared without it
    changed  claims that lie elsewhere without it
    inside   share of reports that lie inside, with it and without it, of those that both sides can compare
    error    standard error of the change of that share
    """

    pairs: int
    lost: tuple[str, ...]
    changed: tuple[str, ...]
    inside: tuple[float, float]
    error: float


def scored_targets(worlds: int) -> tuple[dict[str, Target], dict[str, np.ndarray]]:
    """The targets of the scored reports that test the baseline, and claim -> (worlds, 2) `sides` of each."""
    ledger, scenario = load_ledger().public(), load_scenario("baseline")
    builder = ComparisonBuilder(ledger, scenario, RMB_PER_USD)
    scored = {name: one for name, one in builder.targets.items() if ledger.claims[name].is_scored}
    targets = {name: one for name, one in scored.items() if isinstance(one, Target)}
    measured: dict[str, np.ndarray] = {name: np.full((worlds, 2), np.nan) for name in targets}
    for chunk in simulate(scenario, worlds=worlds, seed=SEED):
        builder.add_chunk(chunk.history)
        for name, one in targets.items():
            measured[name][list(chunk.numbers)] = sides(one, builder.values[name][-1])
    telling = {row.claim for row in builder.rows() if row.is_informative}
    return {name: one for name, one in targets.items() if name in telling}, measured


def sides(target: Target, values: np.ndarray) -> np.ndarray:
    """(worlds, 2) how far each world lies on either side of a report; `nan` where there is nothing to measure.

    A report is judged by the smaller mean of the two. Of a change or an event the second is 1.

    values  from `Target.predict`
    """
    if target.compared_as.compares == EVENT:
        return np.stack([values.astype(float), np.ones(len(values))], axis=1)
    if isinstance(target.wording, Change) and not target.is_ratio:
        shows = [target.wording.count(*pair.reshape(2, 1))[0] for pair in values]
        gone = np.where(np.isnan(values).any(axis=1), np.nan, 1.0)
        return np.stack([shows * gone, gone], axis=1)
    assert target.region, target.claim
    least, most = target.region
    if target.observable.kind == "spread":
        assert target.period, target.claim
        edges = income_edges_rmb(RMB_PER_USD[target.period.first.year])
        ends = (least, np.inf), (0.0, most)
        return np.array(
            [[spreads.share_between(row, edges, *end) if row.any() else np.nan for end in ends] for row in values]
        )
    gone = np.where(np.isnan(values), np.nan, 1.0)
    return np.stack([(values >= least) * gone, (values <= most) * gone], axis=1)


def placed(target: Target, tail: float) -> str:
    """Where a report lies by the smaller of its sides, as in `assessment/verdicts.py`."""
    of_worlds = target.compared_as.compares == EVENT or (isinstance(target.wording, Change) and not target.is_ratio)
    central, wide = EVENT_LIMITS if of_worlds else VALUE_LIMITS
    return INSIDE if tail >= central else EDGE if tail >= wide else OUTSIDE


def is_moved(target: Target, with_it: np.ndarray, without: np.ndarray) -> bool:
    """Whether a report lies elsewhere without the mechanism, beyond the error; (pairs, 2) each, without `nan`."""
    if placed(target, with_it.mean(axis=0).min()) == placed(target, without.mean(axis=0).min()):
        return False
    apart = with_it - without
    errors = apart.std(axis=0, ddof=1) / np.sqrt(len(apart))
    return bool((np.abs(apart.mean(axis=0)) > SURE * errors).any())


def without(mechanism: str, targets: Mapping[str, Target], with_it: Mapping[str, np.ndarray]) -> Needed:
    """Switch one mechanism off and see what becomes of the reports.

    with_it  claim -> (worlds, 2) sides with all mechanisms on
    """
    worlds = len(next(iter(with_it.values())))
    scenario = load_scenario("baseline", overrides=[f"{mechanism}=off"])
    off = grounds(scenario)
    claims = load_ledger().claims
    kept = {name: one for name, one in targets.items() if off.refusal(claims[name]) is None}
    gone = {name: np.full((worlds, 2), np.nan) for name in kept}
    finished: list[int] = []
    for chunk in simulate(scenario, worlds=worlds, seed=SEED):
        finished += chunk.numbers
        for name, one in kept.items():
            gone[name][list(chunk.numbers)] = sides(one, one.predict(chunk.history))
    pairs = np.zeros(worlds, bool)
    pairs[finished] = True
    return summed_up(targets, with_it, gone, pairs)


def summed_up(
    targets: Mapping[str, Target], with_it: Mapping[str, np.ndarray], gone: Mapping[str, np.ndarray], pairs: np.ndarray
) -> Needed:
    """Compare the sides of each report in (worlds,) pairs that finished; a claim not in `gone` has lost its measure."""
    lots = np.random.default_rng(SEED).multinomial(len(pairs), np.full(len(pairs), 1 / len(pairs)), RESAMPLED)
    lost, changed, inside, resampled = [], [], [], []
    for name, target in targets.items():
        both = pairs & ~np.isnan(with_it[name]).any(axis=1)
        if name in gone:
            measured = both & ~np.isnan(gone[name]).any(axis=1)
        if name not in gone or 2 * measured.sum() <= both.sum():
            lost.append(name)
            continue
        here, there = with_it[name][measured], gone[name][measured]
        if is_moved(target, here, there):
            changed.append(name)
        inside.append([placed(target, one.mean(axis=0).min()) == INSIDE for one in (here, there)])
        weights = lots[:, measured]
        weights = weights[weights.sum(axis=1) > 0]
        tails = [(weights @ one / weights.sum(axis=1, keepdims=True)).min(axis=1) for one in (here, there)]
        is_in = [[placed(target, tail) == INSIDE for tail in one] for one in tails]
        resampled.append(np.array(is_in[1], float) - np.array(is_in[0], float))
    shares = np.mean(inside, axis=0) if inside else np.full(2, np.nan)
    # Resamples that left nothing of a report are at the end of its row; as good as none at these numbers of worlds.
    shortest = min((len(row) for row in resampled), default=0)
    error = float(np.mean([row[:shortest] for row in resampled], axis=0).std()) if shortest else float("nan")
    return Needed(int(pairs.sum()), tuple(lost), tuple(changed), (float(shares[0]), float(shares[1])), error)


def switched_off(worlds: int, mechanisms: Iterable[str] = WEEK) -> tuple[int, dict[str, Needed]]:
    """How many reports are looked at, and mechanism -> what its absence does."""
    targets, with_it = scored_targets(worlds)
    return len(targets), {name: without(name, targets, with_it) for name in mechanisms}


def table(reports: int, found: Mapping[str, Needed]) -> Iterator[str]:
    """The result, line by line."""
    yield "# Which scored reports need which mechanism"
    yield ""
    yield (
        f"Baseline, seed {SEED}, {WORLDS} worlds with each mechanism switched off, against the same worlds with all. "
        f"{reports} public reports are scored and test the model. How it is judged: `verification/needs.py`."
    )
    yield ""
    yield "| mechanism | pairs | lose their measure | lie elsewhere | inside with it, % | without it, % | error |"
    yield "|---|---:|---:|---|---:|---:|---:|"
    for name, one in found.items():
        with_it, gone = (100 * share for share in one.inside)
        changed = ", ".join(one.changed) or "none"
        shares = f"{with_it:.0f} | {gone:.0f} | {100 * one.error:.1f}"
        yield f"| {name} | {one.pairs} | {len(one.lost)} | {changed} | {shares} |"
    yield ""
    beyond = [name for name, one in found.items() if abs(one.inside[1] - one.inside[0]) > SURE * one.error]
    yield f"The share inside changes beyond two errors without: {', '.join(beyond) or 'none'}."
    nobody = [name for name, one in found.items() if not one.lost and not one.changed]
    yield f"Needed by no scored report: {', '.join(nobody) or 'none'}."


def data(found: Mapping[str, Needed]) -> Iterator[str]:
    """What the pages on mechanisms say, as TOML."""
    yield "# Written by python -m verification.needs; docs/mechanism_pages.py reads it."
    yield f"worlds = {WORLDS}"
    for name, one in found.items():
        yield ""
        yield f"[{name}]"
        yield f"lost = {_names(one.lost)}"
        yield f"changed = {_names(one.changed)}"


def _names(claims: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{claim}"' for claim in claims) + "]"


def main() -> None:
    """Try every mechanism, print the table and write it and the data."""
    argparse.ArgumentParser(prog="python -m verification.needs").parse_args()
    reports, found = switched_off(WORLDS)
    text = "\n".join(table(reports, found)) + "\n"
    print(text)
    RESULT.write_text(text, encoding="utf-8")
    DATA.write_text("\n".join(data(found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
