"""Feedbacks: six loops, each cut by itself, and a curve over levels of control with the harms beside it.

The rule, written down before anything was run:

A loop is cut by one parameter or by switches (`LOOPS`). Worlds of one number run with the loop and without it, on the
same luck and the same draws of all other parameters, worldwide. Two measures are taken of each loop over the years
stated: one half-way round, and one where the loop began. With a pair's difference d = with - without:

- "does not appear": the mean of d, as a share of the mean without the loop, lies within `SMALL` of 0 with its
  Monte-Carlo error of `SURE` standard errors. So a loop that surely acts, and is surely too small to matter, does not
  appear either.
- "raises" or "lowers", both allowed for every loop: the mean of d is farther from 0 than `SURE` standard errors, and
  of the pairs that differ the share on that side is above one half by Wilson's interval at `SURE`.
- "can't tell": neither.

`SURE` holds a family of twelve verdicts at 5 % (Bonferroni). The feedback appears if the measure where it began does.
That a loop appears says what the rules do and nothing of whether the rules are true; parameters are drawn from their
priors, so each verdict is of the mean over them. Nothing is optimised, and no level of control is called best.

    python -m verification.feedbacks          both tables and the chart in results/, in about ten minutes
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.base.places import PLACES
from legation.experiments.ensemble import simulate
from legation.experiments.setup import load_scenario
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import History, Scope
from legation.report import charts
from legation.report.chart_files import standing_alone

RESULTS = Path(__file__).parent / "results"
SEED = 1
WORLDS = 200  # with each loop cut
CURVE_WORLDS = 60  # at each level of control
SURE = 2.865  # standard errors: twelve verdicts, 5 % in all
SMALL = 0.02  # of the mean without the loop

RAISES, LOWERS, NOT_SEEN, CANNOT_TELL = "raises", "lowers", "does not appear", "can't tell"


class Measured(NamedTuple):
    """An observable, worldwide, from the first to the last of these years."""

    observable: str
    first: int
    last: int

    def of(self, history: History) -> np.ndarray:
        """(worlds,) the measure; `nan` where there is nothing to measure."""
        # The first of January 2009 lies before the first week.
        ends = max(week_of(date(self.first, 1, 1)), 0), week_of(date(self.last, 12, 31))
        periods = slice(ends[0] // WEEKS_PER_PERIOD, ends[1] // WEEKS_PER_PERIOD + 1)
        return BY_NAME[self.observable].rule(history, Scope(periods, range(len(PLACES))))

    def __str__(self) -> str:
        return f"{self.observable}, {self.first} to {self.last}"


class Loop(NamedTuple):
    """A feedback: how it runs, what cuts it, and what is measured half-way round and where it began."""

    name: str
    runs: str
    cut: tuple[str, ...]
    halfway: Measured
    began: Measured
    note: str


LOOPS = (
    Loop(
        "control-income",
        "flight, alert, less travel, less income, arrears, intent, flight",
        ("sessions.income_lost=0",),
        Measured("arrears_quota_years", 2016, 2025),
        Measured("attempts_per_thousand", 2016, 2025),
        "It holds what both sessions and limits on travel cost.",
    ),
    Loop(
        "ratchet",
        "the most that a levy asks becomes the least of the next",
        ("obligations.ratchet=0",),
        Measured("levy_usd", 2009, 2015),
        Measured("levy_usd", 2016, 2025),
        "It runs from levy to levy, so half-way is the early years.",
    ),
    Loop(
        "recall trap",
        "recall removes those at risk, and expected recall makes people leave",
        ("intent.beta_recall=0",),
        Measured("prepared_share", 2013, 2025),
        Measured("attempts_per_thousand", 2013, 2025),
        "Recalls go on; that they are expected has no effect any more. In some worlds recall is welcome.",
    ),
    Loop(
        "hostage rule",
        "flight with the family, families kept at home, fewer can leave with theirs",
        ("flight.beta_hostage=0",),
        Measured("clampdowns", 2009, 2023),
        Measured("attempts_per_thousand", 2024, 2025),
        "The mean rate over all officials stays as it was by definition; newcomers come without families from August "
        "2023, by a dated input.",
    ),
    Loop(
        "adaptation",
        "fiscal stress, forbidden business, money for flight",
        ("side_work=off", "brokerage=off"),
        Measured("flights_overland", 2017, 2025),
        Measured("attempts_per_thousand", 2017, 2025),
        "A coarse cut: with the business goes all that it does to time, suspicion and arrears, too.",
    ),
    Loop(
        "liability",
        "a flight in a manager's branch, closer watching there",
        ("surveillance.over_watch=0", "surveillance.punished=0"),
        Measured("recalls_found_out", 2013, 2025),
        Measured("attempts_per_thousand", 2013, 2025),
        "Managers are neither ordered home for a flight nor do they watch more closely after it.",
    ),
)

# The lever is how strongly alert answers: how far one clampdown or shock raises it, and how far it raises the floor to
# which alert falls back, in the proportion of the highest values of both. The chance of a clampdown would leave shocks
# as they are, and the rise alone would leave the floor. Below the least of its range alert is switched off.
LEVELS = {"off": ("alert=off",)} | {
    f"{step / 20:.2f}": (f"alert.jump={step / 20}", f"alert.floor_step={0.12 * step / 14:.6f}") for step in range(2, 15)
}
CURVE = (
    Measured("alert", 2013, 2025),
    Measured("attempts_per_thousand", 2013, 2025),
    Measured("flights", 2013, 2025),
    Measured("captured_share", 2013, 2025),
    Measured("forced_returns_officials", 2013, 2025),
    Measured("recalls_ordered", 2013, 2025),
    Measured("sessions_per_week", 2013, 2025),
    Measured("state_income_usd", 2013, 2025),
    Measured("living_usd", 2013, 2025),
)


def measure(overrides: Sequence[str], worlds: int, measures: Sequence[Measured]) -> np.ndarray:
    """(measures, worlds) what each world of the baseline with these changes comes to; `nan` for one that stopped."""
    values = np.full((len(measures), worlds), np.nan)
    for chunk in simulate(load_scenario("baseline", overrides=overrides), worlds=worlds, seed=SEED):
        if chunk.history:
            values[:, list(chunk.numbers)] = [measured.of(chunk.history) for measured in measures]
    return values


class Verdict(NamedTuple):
    """What the pairs of one measure come to.

    says      RAISES, LOWERS, NOT_SEEN or CANNOT_TELL: what the loop does to the measure
    change    mean difference as a share of the mean without the loop
    error     its standard error
    pairs     those in which both twins have something to measure
    differing the pairs of them that differ
    higher    of these, the share in which the loop comes with more
    """

    says: str
    change: float
    error: float
    pairs: int
    differing: int
    higher: float


def judge(with_loop: np.ndarray, without: np.ndarray) -> Verdict:
    """Apply the rule above to (worlds,) twins."""
    both = ~(np.isnan(with_loop) | np.isnan(without))
    apart, base = (with_loop - without)[both], abs(float(without[both].mean())) if both.any() else 0.0
    pairs, differing = len(apart), int(np.count_nonzero(apart))
    if pairs < 2 or base == 0:
        return Verdict(CANNOT_TELL, math.nan, math.nan, pairs, differing, math.nan)
    change, error = float(apart.mean()) / base, float(apart.std(ddof=1)) / math.sqrt(pairs) / base
    higher = np.count_nonzero(apart > 0) / differing if differing else math.nan
    least, most = change - SURE * error, change + SURE * error
    if max(abs(least), abs(most)) < SMALL:
        says = NOT_SEEN
    elif least > 0 and wilson(higher, differing)[0] > 0.5:
        says = RAISES
    elif most < 0 and wilson(higher, differing)[1] < 0.5:
        says = LOWERS
    else:
        says = CANNOT_TELL
    return Verdict(says, change, error, pairs, differing, higher)


def wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval of a share among so many, at `SURE` standard errors."""
    squared = SURE**2 / count
    half = SURE * math.sqrt(share * (1 - share) / count + squared / (4 * count)) / (1 + squared)
    middle = (share + squared / 2) / (1 + squared)
    return middle - half, middle + half


def cut_all(worlds: int) -> dict[str, tuple[Verdict, Verdict]]:
    """Loop -> verdicts half-way round and where it began."""
    every = [measured for loop in LOOPS for measured in (loop.halfway, loop.began)]
    whole = measure((), worlds, every)
    found = {}
    for at, loop in enumerate(LOOPS):
        with_loop, without = whole[2 * at : 2 * at + 2], measure(loop.cut, worlds, (loop.halfway, loop.began))
        found[loop.name] = judge(with_loop[0], without[0]), judge(with_loop[1], without[1])
    return found


def loops_table(found: Mapping[str, tuple[Verdict, Verdict]], worlds: int) -> Iterator[str]:
    """The verdicts and the rule behind them, line by line."""
    rule = (__doc__ or "").split("\n\n", 2)[2].rpartition("\n\n    python")[0]
    yield "# Six feedbacks, each cut by itself"
    yield ""
    yield f"Baseline, seed {SEED}, {worlds} pairs of worlds for each loop; `SURE` is {SURE}, `SMALL` {SMALL:.0%}."
    yield ""
    yield rule
    yield ""
    yield "| loop | measure | | change, % | error, % | pairs that differ | of them higher | the loop |"
    yield "|---|---|---|---:|---:|---:|---:|---|"
    for loop in LOOPS:
        for where, measured, verdict in zip(
            ("half-way", "where it began"), (loop.halfway, loop.began), found[loop.name], strict=True
        ):
            numbers = f"{100 * verdict.change:+.1f} | {100 * verdict.error:.2g}"
            differing = f"{verdict.differing} of {verdict.pairs} | {verdict.higher:.0%}"
            yield f"| {loop.name} | {measured} | {where} | {numbers} | {differing} | {verdict.says} |"
    yield ""
    for loop in LOOPS:
        yield f"- {loop.name.capitalize()}: {loop.runs}. Cut by `{'`, `'.join(loop.cut)}`. {loop.note}"


def curve(worlds: int, levels: Mapping[str, tuple[str, ...]] = LEVELS) -> np.ndarray:
    """(levels, measures, worlds) what each world comes to at each level of control."""
    return np.stack([measure(overrides, worlds, CURVE) for overrides in levels.values()])


def spread_at(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(levels, measures) the mean over worlds, and the standard error of its difference from the first level's.

    A world counts for a measure where all levels have something to measure.
    """
    whole = np.where(np.isnan(values).any(axis=0), np.nan, values)
    count = (~np.isnan(whole[0])).sum(axis=1)
    return np.nanmean(whole, axis=2), np.nanstd(whole - whole[:1], axis=2, ddof=1) / np.sqrt(count)


def curve_table(values: np.ndarray, levels: Sequence[str]) -> Iterator[str]:
    """The curve as a table, with the harms in the same row as the level of control."""
    means, errors = spread_at(values)
    yield "# A curve over levels of control, harms beside"
    yield ""
    yield (
        f"Baseline, seed {SEED}, the same {values.shape[2]} worlds at each of {len(levels)} levels, worldwide, 2013 to "
        "2025. The level is `alert.jump`: how far one clampdown or shock raises alert, as a share of what is missing "
        "to the highest. `alert.floor_step`, the rise of the floor to which alert falls back, goes with it, up to "
        "the highest of its range. At `off` there is no alert. Means over worlds, and in brackets the standard error "
        "of the difference from `off` in the same worlds. All other parameters are drawn from their priors, among "
        "them how far control deters, of which nothing is known; so the curve is a range of what-ifs and no finding. "
        "Nothing is optimised, and no level is called best."
    )
    yield ""
    yield f"| level | {' | '.join(f'{one.observable}, {BY_NAME[one.observable].unit}' for one in CURVE)} |"
    yield f"|---|{'---:|' * len(CURVE)}"
    for level, row, error in zip(levels, means, errors, strict=True):
        cells = [f"{_digits(mean)} ({_digits(width)})" for mean, width in zip(row, error, strict=True)]
        yield f"| {level} | {' | '.join(cells)} |"
    yield ""
    yield "The chart beside it, `control.svg`, has the same means, with bands of two of these errors."


def _digits(value: float) -> str:
    return f"{float(f'{value:.3g}'):,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


PANEL = (240, 130)  # width and height of one measure's frame with its margins
FRAME = (56, 12, 24, 22)  # left, right, top, bottom margins within it


def curve_chart(values: np.ndarray, levels: Sequence[str]) -> str:
    """Each measure in a frame of its own over the levels of control, from `off`, as an SVG file."""
    means, errors = spread_at(values)
    left, right, top, bottom = FRAME
    across = [left + (PANEL[0] - left - right) * at / (len(levels) - 1) for at in range(len(levels))]
    parts = []
    for number, measured in enumerate(CURVE):
        middle, half = means[:, number], 2 * errors[:, number]
        y = charts.axis([*(middle - half), *(middle + half)], PANEL[1] - bottom, top)
        place = f"{number % 3 * PANEL[0]},{number // 3 * PANEL[1]}"
        heads = charts.text(0, 12, f"{measured.observable}, {BY_NAME[measured.observable].unit}", "label")
        frame = [heads]
        for tick in y.ticks()[:: max(len(y.ticks()) // 3, 1)]:
            frame.append(f'<path class="grid" d="M{left},{charts.px(y.at(tick))}H{PANEL[0] - right}"/>')
            words = charts.tick_words(tick, BY_NAME[measured.observable].unit)
            frame.append(charts.text(left - 5, y.at(tick) + 4, words, "tick", "end"))
        low, high = ([y.at(value) for value in middle + side * half] for side in (-1, 1))
        frame.append(f'<path class="band90" d="{charts.area(across, low, high)}"/>')
        frame.append(f'<path class="median" d="{charts.rule_line(across, [y.at(value) for value in middle])}"/>')
        for at in (0, len(levels) // 2, len(levels) - 1):
            frame.append(charts.text(across[at], PANEL[1] - 6, levels[at], "tick", "middle"))
        parts.append(f'<g transform="translate({place})">{"".join(frame)}</g>')
    size = 3 * PANEL[0], -(-len(CURVE) // 3) * PANEL[1]
    title = "Levels of control, with harms beside, in the model"
    words = "Means over worlds at each level of control; the table beside this file has the numbers."
    chart = charts.svg("control", title, words, size, parts)
    notes = ["Across: rise of alert by a clampdown or shock, from none. Bands: two Monte-Carlo errors. Not a finding."]
    return standing_alone(chart, title, notes)


def main() -> None:
    """Run everything, print the tables, and write tables and chart where the usual worlds were run."""
    parser = argparse.ArgumentParser(prog="python -m verification.feedbacks")
    parser.add_argument("--worlds", type=int, default=WORLDS, help="with each loop cut; %(default)s")
    parser.add_argument("--curve-worlds", type=int, default=CURVE_WORLDS, help="at each level; %(default)s")
    asked = parser.parse_args()
    loops = "\n".join(loops_table(cut_all(asked.worlds), asked.worlds)) + "\n"
    print(loops)
    values, levels = curve(asked.curve_worlds), tuple(LEVELS)
    text = "\n".join(curve_table(values, levels)) + "\n"
    print(text)
    if (asked.worlds, asked.curve_worlds) == (WORLDS, CURVE_WORLDS):
        (RESULTS / "feedbacks.md").write_text(loops, encoding="utf-8")
        (RESULTS / "control.md").write_text(text, encoding="utf-8")
        (RESULTS / "control.svg").write_text(curve_chart(values, levels) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
