"""Effects: in what twins differ, observable by observable and year by year, in numbers and in words.

Each world is compared with its own twin, so what the parameters leave open cancels as far as it concerns both. The
range of such differences over worlds says how sure the model is of an effect; it can't say how good the model is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from legation.base.calendar import WEEKS_PER_PERIOD, week_of
from legation.base.number_text import magnitude, significant, two_digits
from legation.base.places import PLACES
from legation.experiments.setup import active_mechanisms
from legation.observation import spreads
from legation.observation.observables.catalogue import OBSERVABLES
from legation.observation.scopes import FOUNDING, History, Observable, Scope, complete_periods, income_edges_rmb
from legation.observation.targets import COMPARED_FROM
from legation.publication.summary import complete_years, year_of_periods
from legation.scenario import Scenario

# Mechanisms, inputs, and parameters of other mechanisms, by which people are watched, called home and pursued, or
# which say how well that works. A shock tightens alert, so to set shocks is to set alert.
CONTROLS = frozenset(("purge", "alert", "sessions", "home_visits", "whereabouts", "surveillance", "recall", "pursuit"))
CONTROL_INPUTS = frozenset(("policing", "purge", "dated_flight"))
CONTROL_PARAMETERS = frozenset(("flight.deterrence",))
# With fewer pairs no direction is named: 5 % of so few are less than one.
PAIRS_LEAST = 20

POINTS = "percentage points"
HIGHER, LOWER, SAME = "higher", "lower", "hardly different"
NOT_LOWER, NOT_HIGHER = "the same or higher", "the same or lower"
CANNOT_TELL, TOO_FEW = "can't tell which way", "can't tell: too few worlds"
NOTHING_TO_MEASURE = "can't tell: nothing to measure in most worlds"
# Below this part of what is measured, or of 1 for a share, a difference is none that anybody would speak of.
NEGLIGIBLE = 0.001
# What these mechanisms make is what the scenario told them, weighed by head-counts: to tell it again is no effect.
ONLY_TELL_INPUTS = {"environment"}
# At most this part of the twins may lie on the other side of a direction that is told with "the same or".
FEW = 0.05

LEGEND = (
    (HIGHER, "The central 90 % of differences between twins lie above 0."),
    (LOWER, "They lie below 0."),
    (NOT_LOWER, "They reach from about 0 upward, and at most 5 % of twins are lower, by however little."),
    (NOT_HIGHER, "They reach from about 0 downward, and at most 5 % of twins are higher, by however little."),
    (
        SAME,
        "They lie about 0: within a thousandth of what is measured (of 1 for a share).",
    ),
    (
        CANNOT_TELL,
        "They lie on both sides of 0, or on one side with over 5 % of twins on the other: it is left open which way.",
    ),
    (TOO_FEW, f"Fewer than {PAIRS_LEAST} pairs of worlds: their range says more about luck than about the effect."),
    (NOTHING_TO_MEASURE, "In half of the worlds or more there is nothing to measure under one scenario or the other."),
)


LEVELS = (0.05, 0.5, 0.95)

COLUMNS: dict[str, type] = {
    **dict.fromkeys(("observable", "unit"), str),
    **dict.fromkeys(("first_year", "last_year", "worlds"), int),
    **{f"{side}_{part}": float for side in ("a", "b", "difference") for part in ("low", "middle", "high")},
    **dict.fromkeys(("higher", "lower"), int),
    **dict.fromkeys(("label", "words"), str),
}


class Interval(NamedTuple):
    """5 %, half and 95 % of worlds lie below these, rounded."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Effect:
    """One measure over one year, or over several.

    worlds         pairs that had a say
    a, b           what each scenario gives; None where most pairs have nothing to measure
    difference     b less a, twin by twin, in `unit`; None likewise
    unit           of the difference: percentage points for a share
    higher, lower  pairs in which b is higher, or lower; None likewise
    label          one of `LEGEND`
    words          all of it as a phrase
    """

    observable: str
    unit: str
    first_year: int
    last_year: int
    worlds: int
    a: Interval | None
    b: Interval | None
    difference: Interval | None
    higher: int | None
    lower: int | None
    label: str
    words: str

    @property
    def years(self) -> str:
        """`2018`, `2017-25`."""
        return span_words(self.first_year, self.last_year)

    def as_row(self) -> dict[str, Any]:
        """As a row of `COLUMNS`."""
        row = asdict(self)
        for side in ("a", "b", "difference"):
            low, middle, high = row.pop(side) or (None, None, None)
            row |= {f"{side}_low": low, f"{side}_middle": middle, f"{side}_high": high}
        return {name: row[name] for name in COLUMNS}


class EffectsBuilder:
    """Differences in the making, fed chunk by chunk.

    parted  first week in which the scenarios differ, None if they never do: then there is nothing to measure
    """

    def __init__(self, a: Scenario, b: Scenario, parted: int | None, rmb_per_usd: Mapping[int, float]):
        self.rmb_per_usd = rmb_per_usd
        self.years = measured_years(a, parted)
        self.spans = [Scope(periods, tuple(range(len(PLACES)))) for periods in self.years.values()]
        if len(self.spans) > 1:
            whole = slice(self.spans[0].periods.start, self.spans[-1].periods.stop)
            self.spans.insert(0, self.spans[0]._replace(periods=whole))
        held = active_mechanisms(a) & active_mechanisms(b)
        makers = {FOUNDING, *held} - ONLY_TELL_INPUTS
        self.observables = [observable for observable in OBSERVABLES if observable.needs in makers]
        self.values: dict[str, list[np.ndarray]] = {observable.name: [] for observable in self.observables}

    def add_chunk(self, a: History, b: History) -> None:
        """Measure one chunk of twins."""
        if self.spans:
            for observable in self.observables:
                sides = [[self._measured(observable, history, span) for span in self.spans] for history in (a, b)]
                self.values[observable.name].append(np.array(sides))

    def rows(self) -> list[Effect]:
        """The effects: for each observable all years together, if there are several, then each year."""
        return [
            self._effect(observable, span, *values)
            for observable in (self.observables if self.spans else ())
            for span, values in zip(
                self.spans, np.concatenate(self.values[observable.name], axis=2).transpose(1, 0, 2), strict=True
            )
        ]

    def _measured(self, observable: Observable, history: History, at: Scope) -> np.ndarray:
        """(worlds,) the measure; of a spread the median person's, at the rate of the middle year."""
        values = observable.rule(history, at)
        if observable.kind != "spread":
            return values
        edges = income_edges_rmb(self.rmb_per_usd[year_of_periods(at.periods)])
        weights = spreads.weighed(values)
        return np.array([spreads.quantiles(world, edges, (0.5,))[0] if world.any() else np.nan for world in weights])

    def _effect(self, observable: Observable, at: Scope, a: np.ndarray, b: np.ndarray) -> Effect:
        both = ~(np.isnan(a) | np.isnan(b))
        worlds, pairs = int(both.sum()), len(a)
        a, b = a[both], b[both]
        label = _label(observable, a, b) if 2 * worlds > pairs else NOTHING_TO_MEASURE
        higher, lower = int((b > a).sum()), int((b < a).sum())
        first, last = _years(at, self.years)
        unit, no_number = _difference_unit(observable), (None, None, None, None, None)
        effect = Effect(observable.name, unit, first, last, worlds, *no_number, label, label)
        if label == NOTHING_TO_MEASURE:
            return effect
        ends = _ends(observable, a, b)
        words = f"{_amount(observable, label, ends)}; {_votes(label, higher, lower, worlds)}"
        here, there = (Interval(*(significant(q, 3) for q in np.quantile(side, LEVELS).tolist())) for side in (a, b))
        difference = Interval(*(_shown(observable, end) for end in ends))
        return replace(effect, higher=higher, lower=lower, words=words, a=here, b=there, difference=difference)


def measured_years(scenario: Scenario, parted: int | None) -> dict[int, slice]:
    """The complete years, each as its periods, of which at least half lies after the parting."""
    if parted is None:
        return {}
    years = complete_years(complete_periods(scenario.first_week, scenario.last_week))
    begin = max(parted, week_of(COMPARED_FROM))
    return {
        year: periods
        for year, periods in years.items()
        if 2 * begin <= (periods.start + periods.stop) * WEEKS_PER_PERIOD
    }


def varies_control(a: Scenario, b: Scenario) -> bool:
    """Whether the scenarios differ in how people are watched, called home or pursued, or in how well that works."""
    parameters = {name for name in a.parameters.keys() | b.parameters.keys()
                  if a.parameters.get(name) != b.parameters.get(name)}  # fmt: skip
    varied = {name.partition(".")[0] for name in parameters} | (active_mechanisms(a) ^ active_mechanisms(b))
    return bool(varied & CONTROLS or parameters & CONTROL_PARAMETERS) or _control_inputs(a) != _control_inputs(b)


def _control_inputs(scenario: Scenario) -> dict[str, Any]:
    """Inputs that are controls of the state, each with the policies that change it."""
    return {
        name: (scenario.inputs[name], [policy for policy in scenario.policies if policy.input == name])
        for name in CONTROL_INPUTS & scenario.inputs.keys()
    }


def whole_spans(effects: Iterable[Effect]) -> list[Effect]:
    """The first effect of each observable: that over all years."""
    first: dict[str, Effect] = {}
    for effect in effects:
        first.setdefault(effect.observable, effect)
    return list(first.values())


def span_words(first: int, last: int) -> str:
    """`2018`, `2017-25`."""
    return str(first) if first == last else f"{first}-{last % 100:02}"


def _years(at: Scope, years: Mapping[int, slice]) -> tuple[int, int]:
    first = next(year for year, periods in years.items() if periods.start == at.periods.start)
    last = next(year for year, periods in years.items() if periods.stop == at.periods.stop)
    return first, last


def _label(observable: Observable, a: np.ndarray, b: np.ndarray) -> str:
    if len(a) < PAIRS_LEAST:
        return TOO_FEW
    low, _, high = _ends(observable, a, b)
    if low == high == 0:
        return SAME
    if low > 0 or high < 0:
        return HIGHER if low > 0 else LOWER
    # The ends are without what is too small to speak of, but a twin on the other side is one, by however little.
    few = FEW * len(a)
    if low == 0 and np.count_nonzero(b < a) <= few:
        return NOT_LOWER
    if high == 0 and np.count_nonzero(b > a) <= few:
        return NOT_HIGHER
    return CANNOT_TELL


def _ends(observable: Observable, a: np.ndarray, b: np.ndarray) -> list[float]:
    """5, 50 and 95 % of the differences; what is too small to speak of is 0."""
    scale = 1.0 if _is_share(observable) else abs(float(np.median(a)))
    small = NEGLIGIBLE * scale
    return [q if abs(q) > small else 0.0 for q in np.quantile(b - a, LEVELS).tolist()]


def _is_share(observable: Observable) -> bool:
    return observable.unit.startswith("share")


def _difference_unit(observable: Observable) -> str:
    return POINTS if _is_share(observable) else observable.unit


def _shown(observable: Observable, difference: float) -> float:
    """A difference in two digits, in percentage points for a share."""
    return two_digits(100 * difference if _is_share(observable) else difference)


def _amount(observable: Observable, label: str, ends: list[float]) -> str:
    """How large the effect is, as a phrase."""
    low, middle, high = ends
    if label == SAME:
        return SAME
    if label in (CANNOT_TELL, TOO_FEW):
        return f"{label} (90 % of worlds: {_sided(observable, low)} to {_sided(observable, high)})"
    way = "higher" if label in (HIGHER, NOT_LOWER) else "lower"
    if label in (NOT_LOWER, NOT_HIGHER):
        return f"{label} (90 % of worlds: up to {_size(observable, high if label == NOT_LOWER else low)} {way})"
    # The nearer end first, so that the range reads from the smaller effect to the larger.
    near, far = (low, high) if label == HIGHER else (high, low)
    return f"{_size(observable, middle)} {way} (90 % of worlds: {_sizes(observable, near, far)} {way})"


def _sided(observable: Observable, value: float) -> str:
    return f"{_size(observable, value)} {'higher' if value > 0 else 'lower'}" if value else "the same"


def _size(observable: Observable, value: float) -> str:
    """How large a difference is, without its sign: `4.2 points`, `USD 1,200`."""
    currency, unit = _unit(observable)
    return f"{currency}{_digits(observable, value)}{unit}"


def _sizes(observable: Observable, near: float, far: float) -> str:
    """The same for a range: `1.5 to 4.2 points`, `USD 1,200 to 3,000`."""
    currency, unit = _unit(observable)
    ends = [_digits(observable, end) for end in (near, far)]
    return f"{currency}{ends[0] if ends[0] == ends[1] else ' to '.join(ends)}{unit}"


def _digits(observable: Observable, value: float) -> str:
    return magnitude(abs(_shown(observable, value)), "")


def _unit(observable: Observable) -> tuple[str, str]:
    """What stands before and behind a number; in brackets where the unit is a scale that says what 1 is."""
    if _is_share(observable):
        return "", " points"
    if observable.unit.startswith(("USD", "RMB")):
        return f"{observable.unit[:3]} ", observable.unit[3:]
    return "", f" ({observable.unit})" if observable.unit.endswith(" 1") else f" {observable.unit}"


def _votes(label: str, higher: int, lower: int, worlds: int) -> str:
    """In how many worlds which way: `higher in 60 of 64 worlds, lower in 3`."""
    parts = [("higher", higher), ("lower", lower)]
    if label in (LOWER, NOT_HIGHER):
        parts.reverse()
    (way, count), (other, rest) = parts
    words = f"{way} in {count} of {worlds} worlds, {other} in {rest}"
    alike = worlds - higher - lower
    return f"{words}, exactly alike in {alike}" if alike else words
