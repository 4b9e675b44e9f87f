"""Policies: dated changes of inputs, each with a source, that compose in any order.

Four kinds say when and how strongly a policy is in force:

step    from a day on, for good
pulse   from a day until another, both included
ramp    growing evenly from nothing on its first day to all of it on the day `full`, then held
series  a list of days and values; each value holds until the next day in the list

Three effects say what it does to the input's value on a day and in a place:

value = (the `set` in force, or else the base) × all `times` in force + all `plus` in force

A value may be the name of a parameter of the scenario, such as "strength.icbc", where nobody knows how strongly a
measure was carried out: then each world draws it.

Two `set` in force at once on one input, day and place contradict each other: a fault that names both. Therefore the
order in which policies stand in a file never matters. Floats are multiplied in the order of the policies' names, so
that not even the last bit depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from typing import Annotated, Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, Field

from legation.base.calendar import FIRST_MONDAY, LAST_DAY, WEEKS
from legation.base.faults import Path_, nearest, shown
from legation.base.places import AREAS, PLACES, positions
from legation.evidence.records import WrongValue, as_toml_shows, check_table
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS, Within
from legation.scenario.inputs import DAYS, Input, means_of_weeks
from legation.scenario.layers import LayerEntry
from legation.scenario.parameters import AnyParameter, Parameter
from legation.scenario.tables import Day, Days, Number, Numbers, ReasonedTable, Text, list_of, one_of

FACTOR_MAX = 1_000

# The group of parameters that are strengths of policies and that no mechanism asks for.
STRENGTH = "strength"

# The keys that say when and how much, by kind, and whether it needs them.
TIMING = {
    "step": {"value": True, "from": True},
    "pulse": {"value": True, "from": True, "until": True},
    "ramp": {"value": True, "from": True, "full": True, "until": False},
    "series": {"dates": True, "values": True, "until": False},
}

Areas = Annotated[tuple[Annotated[str, one_of(AREAS)], ...], list_of('a list of places or areas such as ["China"]')]


def is_strength(parameter: str) -> bool:
    """Whether a parameter is the strength of policies."""
    return parameter.startswith(f"{STRENGTH}.")


def _check_strength(name: str) -> str:
    if not is_strength(name):
        raise WrongValue(f'the name of a parameter in the group {STRENGTH}, such as "{STRENGTH}.icbc"')
    return name


class Policy(ReasonedTable):
    """A dated change of one input.

    where   places or areas, as written
    value   of a step, pulse or ramp, from its `first` day on; a series has `dates` and `values` instead. If each
            world draws it, the parameter's default
    parameter  the name of the one that each world draws for the value, or ""
    full    the day on which a ramp has all of its effect
    until   the last day in force; None: the end of the record
    """

    name: Text = Field(description="A name of its own, by which other scenarios can drop it.")
    title: Text = Field(description="What happened, in a sentence.")
    input: Text = Field(description="The input that it changes.")
    where: Areas = Field(description="Places or areas in which it holds.")
    effect: Literal["times", "plus", "set"] = Field(description="What it does to the input's value.")
    kind: Annotated[str, one_of(TIMING)] = Field(description="How it is spread over time.")
    dates: Days = Field((), description="The days from which the values of a series hold.")
    values: Numbers = Field((), description="The values of a series, one for each date.")
    value: Number | None = Field(None, description="The factor, the amount added, or the value set.")
    parameter: Annotated[str, AfterValidator(_check_strength)] = Field(
        "", description=f"In place of `value`: the parameter that each world draws, such as {STRENGTH}.icbc."
    )
    first: Day | None = Field(None, alias="from", description="The first day on which it is in force.")
    full: Day | None = Field(None, description="The day on which a ramp has all of its effect.")
    until: Day | None = Field(None, description="The last day on which it is in force.")

    @property
    def steps(self) -> list[tuple[date, float]]:
        """The days from which values hold, with these values; for all kinds but a series there is one."""
        if self.first is None:
            return list(zip(self.dates, self.values, strict=True))
        assert self.value is not None, f"nobody drew the value of {self.name}"
        return [(self.first, self.value)]

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it: with the name of the parameter in place of the value that it stands for."""
        values = super().as_dict()
        return {key: value for key, value in values.items() if not (self.parameter and key == "value")}

    def of(self, values: Mapping[str, float]) -> Policy:
        """The same policy with the value that its parameter has, where it has one.

        values  full parameter name -> value as people count it
        """
        return self.model_copy(update={"value": float(values[self.parameter])}) if self.parameter else self

    def places(self) -> tuple[int, ...]:
        """Positions of the places in which it holds."""
        return tuple(sorted({place for area in self.where for place in positions(area)}))

    def first_day(self) -> int:
        """Days from the first Monday of the record."""
        return _day(self.first or self.dates[0])

    def last_day(self) -> int:
        """The last day in force, counted likewise."""
        return _day(self.until or LAST_DAY)

    def overlaps(self, other: Policy) -> bool:
        """Whether both are in force on some day in some place."""
        days = self.first_day() <= other.last_day() and other.first_day() <= self.last_day()
        return days and not set(self.places()).isdisjoint(other.places())


def read_policy(
    entry: LayerEntry, names: Iterable[str], inputs: Mapping[str, Input], parameters: Mapping[str, AnyParameter | None]
) -> Policy | None:
    """The policy in an entry; None if it is none. The entry collects its faults.

    names       of all inputs of the scenario
    inputs      those that are right themselves
    parameters  of the scenario, None for those that are wrong
    """
    policy = entry.read(Policy)
    sound = check_table(Policy, entry.values)
    if (name := sound.get("input", "")) and name not in names:
        entry.refuse(("input",), shown(name), "one of the inputs " + ", ".join(names), nearest(name, names))
    _check_timing(entry, sound)
    strength = None
    if policy and policy.parameter:
        strength = _strength(policy.parameter, parameters, entry)
        if strength is None:
            return None
        policy = policy.of({policy.parameter: strength.default})
    if policy and policy.input in inputs:
        _check_values(policy, inputs[policy.input].unit, entry, strength)
    return policy


def _strength(name: str, parameters: Mapping[str, AnyParameter | None], entry: LayerEntry) -> Parameter | None:
    """The parameter that a policy names; None if it is wrong, which it says itself, or none that a policy can name."""
    parameter = parameters.get(name)
    if isinstance(parameter, Parameter):
        return parameter
    if parameter or name not in parameters:
        strengths = [name for name, one in parameters.items() if is_strength(name) and isinstance(one, Parameter)]
        expected = f"a parameter of the scenario that is a number, headed [parameters.{name}]"
        entry.refuse(("parameter",), shown(name), expected, nearest(name, strengths))
    return None


def _check_timing(entry: LayerEntry, sound: Mapping[str, Any]) -> None:
    """The keys that say when must be those of the policy's kind, and their days in order."""
    if (kind := sound.get("kind")) is not None:
        for key in TIMING["ramp"] | TIMING["series"]:  # all of them
            if key == "value" and "parameter" in entry.values:
                continue
            if TIMING[kind].get(key) and key not in entry.values:
                meaning = Policy.keys()[key].description or ""
                entry.refuse((key,), "nothing", f"`{key}`, because the kind is {kind}", meaning)
            elif key in sound and key not in TIMING[kind]:
                advice = f"Its keys are {', '.join(TIMING[kind])}."
                found = as_toml_shows(entry.values[key])
                entry.refuse((key,), found, f"no `{key}`, because the kind is {kind}", advice)
    if "parameter" in entry.values:
        if "value" in entry.values:
            entry.refuse(("parameter",), "both `value` and `parameter`", "one of the two")
        elif not TIMING.get(kind or "", {"value": True}).get("value"):
            entry.refuse(("parameter",), "`parameter`", f"no `parameter`, because the kind is {kind}")
    start = sound.get("from") or min(sound.get("dates", [FIRST_MONDAY]))
    if "until" in sound and sound["until"] < start:
        entry.refuse(("until",), str(sound["until"]), f"a day not before {start}, on which it begins")
    if "full" in sound and sound["full"] <= start:
        entry.refuse(("full",), str(sound["full"]), f"a day after {start}", "A change in one day is a step.")
    dates, values = sound.get("dates"), sound.get("values")
    if dates and any(later <= earlier for earlier, later in pairwise(dates)):
        entry.refuse(("dates",), "dates that do not grow", "each date later than the one before")
    if dates and values and len(dates) != len(values):
        entry.refuse(("values",), f"{len(values)} values", f"{len(dates)} values, one for each date")


def _check_values(policy: Policy, unit_name: str, entry: LayerEntry, strength: Parameter | None) -> None:
    """The values must make sense in the unit of the input.

    strength  the parameter that each world draws for the value, if there is one
    """
    unit = UNITS[unit_name]
    low, high, expected = {
        "set": (unit.low, unit.high, unit.bounds()),
        "times": (0.0, FACTOR_MAX, f"a factor between 0 and {FACTOR_MAX:,}"),
        "plus": (-unit.high, unit.high, f"an amount between {-unit.high:g} and {unit.high:g}"),
    }[policy.effect]
    if strength:
        ends = {"lowest value": strength.low, "default": strength.default, "highest value": strength.high}
        for end, value in ends.items():
            if not low <= value <= high:
                entry.refuse(("parameter",), f"{value:g}, the {end} of {policy.parameter}", expected)
        return
    series: list[tuple[Path_, float]] = [(("values", position), value) for position, value in enumerate(policy.values)]
    for path, value in series if policy.value is None else [(("value",), policy.value)]:
        if not low <= value <= high:
            entry.refuse(path, f"{value:g}", expected, "" if policy.effect == "times" else unit.advise(value))


def check_in_force(
    input_: Input,
    policies: Sequence[Policy],
    limits: Within,
    entry: LayerEntry,
    entries: Mapping[str, LayerEntry],
    parameters: Mapping[str, AnyParameter],
) -> None:
    """What policies make of an input must still make sense in its unit, and be what the model can carry.

    entry       of the input
    entries     of the policies
    parameters  of the scenario; strengths that worlds draw are all tried at their lowest, and all at their highest
    """
    strengths = [{name: getattr(parameters[name], end) for name in {p.parameter for p in policies if p.parameter}}
                 for end in ("low", "high")]  # fmt: skip
    for end, values in product(input_.extremes(), strengths):
        daily = applied(end, [policy.of(values) for policy in policies])
        wrong = np.argwhere((daily < limits.low) | (daily > limits.high))
        for day, place in wrong[:1].tolist():
            found = f"{daily[day, place]:g} in {PLACES[place]} on {FIRST_MONDAY + timedelta(day)}, after all policies"
            expected = f"a {input_.unit} between {limits.low:,g} and {limits.high:,g}"
            named = ", ".join(f"{policy.name} ({entries[policy.name].says_where()})" for policy in policies)
            entry.refuse((), found, expected, f"The policies on it: {named}.")


def contradictions(policies: Iterable[Policy]) -> list[tuple[Policy, Policy]]:
    """Pairs of policies that set the same input to a value on the same day in the same place."""
    setting = sorted((policy for policy in policies if policy.effect == "set"), key=lambda policy: policy.name)
    return [(a, b) for a, b in combinations(setting, 2) if a.input == b.input and a.overlaps(b)]


class AlikeWeeks(NamedTuple):
    """Weeks in which an input takes the same values, whatever the strengths of its policies are.

    days  (kinds, 7) the days of one week of each kind; DAYS for a day after the record
    kind  (weeks,)
    """

    days: NDArray[np.int64]
    kind: NDArray[np.int64]


def alike_weeks(base: Floats, policies: Iterable[Policy]) -> AlikeWeeks:
    """Which weeks are alike; `base` is (days,), the value before the policies."""
    every = np.arange(DAYS)
    columns = [base[:, None], *(np.hstack(_by_day(policy, every)) for policy in policies)]
    # NumPy 2.0 gives the inverse another axis; others don't.
    _, alike = np.unique(np.hstack(columns), axis=0, return_inverse=True)
    recorded = -(-DAYS // 7)
    weeks = np.full(recorded * 7, -1)
    weeks[:DAYS] = alike.reshape(-1)
    _, first, kind = np.unique(weeks.reshape(-1, 7), axis=0, return_index=True, return_inverse=True)
    days = np.minimum(7 * first[:, None] + np.arange(7), DAYS)
    kind = kind.reshape(-1)
    return AlikeWeeks(days, np.concatenate([kind, np.repeat(kind[-1:], WEEKS - recorded)]))


def weekly_applied(base: Floats, weeks: AlikeWeeks, policies: Sequence[Policy]) -> Floats:
    """(weeks, places) what `weekly(applied(base, policies))` gives, worked out once for weeks that are alike."""
    beyond = weeks.days.ravel() == DAYS
    days = np.where(beyond, 0, weeks.days.ravel())
    values = np.where(beyond[:, None], 0.0, applied(base[days], policies, days)).reshape(-1, 7, len(PLACES))
    means: Floats = means_of_weeks(values, np.count_nonzero(weeks.days < DAYS, axis=1))[weeks.kind]
    return means


def applied(base: Floats, policies: Iterable[Policy], days: NDArray[np.int64] | None = None) -> Floats:
    """(days, places) an input's value under its policies.

    base  (days,) the value before them
    days  which they are, counted from the first Monday of the record; all by default
    """
    when = np.arange(DAYS) if days is None else days
    chosen = np.repeat(base[:, None], len(PLACES), axis=1)
    factor, added = np.ones_like(chosen), np.zeros_like(chosen)
    for policy in sorted(policies, key=lambda policy: policy.name):
        places, in_force = list(policy.places()), _by_day(policy, when)
        if policy.effect == "set":
            chosen[:, places] = _part(chosen[:, places], *in_force)
        elif policy.effect == "times":
            factor[:, places] *= _part(1.0, *in_force)
        else:
            added[:, places] += _part(0.0, *in_force)
    return chosen * factor + added


def _by_day(policy: Policy, days: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """How much of its effect it has on some days, from 0 to 1, and its value, each (days, 1)."""
    starts = [_day(day) for day, _ in policy.steps]
    latest = np.maximum(np.searchsorted(starts, days, side="right") - 1, 0)
    amount = np.array([value for _, value in policy.steps])[latest]
    grown = (
        (days - policy.first_day()) / (_day(policy.full) - policy.first_day()) if policy.full else np.ones(len(days))
    )
    in_force = (days >= policy.first_day()) & (days <= policy.last_day())
    return np.where(in_force, np.minimum(grown, 1.0), 0.0)[:, None], amount[:, None]


def _part(neutral: Floats | float, strength: Floats, amount: Floats) -> Floats:
    """Between what changes nothing and the whole effect; the whole effect is exactly `amount`."""
    return np.where(strength >= 1.0, amount, neutral + strength * (amount - neutral))


def _day(day: date) -> int:
    return (day - FIRST_MONDAY) // timedelta(days=1)
