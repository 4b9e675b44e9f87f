"""Policies: dated changes of inputs, each with a source, that compose in any order.

Four kinds say when and how strongly a policy is in force:

step    from a day on, for good
pulse   from a day until another, both included
ramp    growing evenly from nothing on its first day to all of it on the day `full`, then held
series  a list of days and values; each value holds until the next day in the list

Three effects say what it does to the input's value on a day and in a place:

value = (the `set` in force, or else the base) × all `times` in force + all `plus` in force

Two `set` in force at once on one input, day and place contradict each other: a fault that names both. Therefore the
order in which policies stand in a file never matters. Floats are multiplied in the order of the policies' names, so
that not even the last bit depends on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from legation.base.calendar import FIRST_MONDAY
from legation.base.faults import nearest, shown
from legation.base.places import AREAS, PLACES, positions
from legation.evidence.records import as_toml_shows, check_table, read_record
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS
from legation.scenario.inputs import DAYS, Input
from legation.scenario.layers import LayerEntry
from legation.scenario.tables import (
    LAST_DAY,
    Assumed,
    Days,
    MaybeDay,
    MaybeNumber,
    Note,
    Numbers,
    Records,
    ScenarioTable,
    Text,
    Texts,
    one_of,
)

EFFECTS = ("times", "plus", "set")
FACTOR_MAX = 1_000

# The keys that say when and how much, by kind: required, then optional.
TIMING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "step": (("value", "from"), ()),
    "pulse": (("value", "from", "until"), ()),
    "ramp": (("value", "from", "full"), ("until",)),
    "series": (("dates", "values"), ("until",)),
}
TIMING_KEYS = ("value", "from", "until", "full", "dates", "values")


class Policy(ScenarioTable):
    """A dated change of one input.

    where   places or areas, as written
    value   of a step, pulse or ramp, from its `first` day on; a series has `dates` and `values` instead
    full    the day on which a ramp has all of its effect
    until   the last day in force; None: the end of the record
    """

    name: Text = Field(description="A name of its own, by which other scenarios can drop it.")
    title: Text = Field(description="What happened, in a sentence.")
    input: Text = Field(description="The input that it changes.")
    where: Texts = Field(description="Places or areas in which it holds.")
    effect: Annotated[str, one_of(EFFECTS)] = Field(description="What it does to the input's value.")
    kind: Annotated[str, one_of(TIMING)] = Field(description="How it is spread over time.")
    dates: Days = Field((), description="The days from which the values of a series hold.")
    values: Numbers = Field((), description="The values of a series, one for each date.")
    value: MaybeNumber = Field(None, description="The factor, the amount added, or the value set.")
    first: MaybeDay = Field(None, alias="from", description="The first day on which it is in force.")
    full: MaybeDay = Field(None, description="The day on which a ramp has all of its effect.")
    until: MaybeDay = Field(None, description="The last day on which it is in force.")
    records: Records = ()
    assumed: Assumed = ""
    note: Note = ""

    @property
    def steps(self) -> list[tuple[date, float]]:
        """The days from which values hold, with these values; for all kinds but a series there is one."""
        if self.first is None or self.value is None:
            return list(zip(self.dates, self.values, strict=True))
        return [(self.first, self.value)]

    def places(self) -> tuple[int, ...]:
        """Positions of the places in which it holds."""
        return tuple(sorted({place for area in self.where for place in positions(area)}))

    def first_day(self) -> int:
        """Days from the first Monday of the record."""
        return _day(self.steps[0][0])

    def last_day(self) -> int:
        """The last day in force, counted likewise."""
        return _day(self.until or LAST_DAY)

    def overlaps(self, other: Policy) -> bool:
        """Whether both are in force on some day in some place."""
        days = self.first_day() <= other.last_day() and other.first_day() <= self.last_day()
        return days and not set(self.places()).isdisjoint(other.places())


def read_policy(entry: LayerEntry, inputs: Mapping[str, Input | None]) -> Policy | None:
    """The policy in an entry; None, with the faults collected, if it can't be read.

    inputs  by name; None for one that is itself wrong
    """
    before = len(entry.faults)
    policy = read_record(Policy, entry.values, entry, (), entry.faults)
    given = check_table(Policy, entry.values)
    if (name := given.get("input", "")) and name not in inputs:
        entry.refuse(("input",), shown(name), "one of the inputs " + ", ".join(inputs), nearest(name, inputs))
    for position, area in enumerate(given.get("where", ())):
        if area not in AREAS:
            expected = "a place or area, one of " + ", ".join(AREAS)
            entry.refuse(("where", position), shown(area), expected, nearest(area, AREAS))
    _check_timing(entry, given)
    if policy and len(entry.faults) == before and (input_ := inputs[policy.input]) is not None:
        _check_values(policy, input_, entry)
    return policy if len(entry.faults) == before else None


def _check_timing(entry: LayerEntry, given: Mapping[str, Any]) -> None:
    """The keys that say when must be those of the policy's kind, and their days in order."""
    if (kind := given.get("kind")) is not None:
        required, optional = TIMING[kind]
        for key in TIMING_KEYS:
            if key in required and key not in entry.values:
                meaning = Policy.keys()[key].description or ""
                entry.refuse((key,), "nothing", f"`{key}`, because the kind is {kind}", meaning)
            elif key in given and key not in (*required, *optional):
                advice = "Its keys are " + ", ".join((*required, *optional)) + "."
                found = as_toml_shows(entry.values[key])
                entry.refuse((key,), found, f"no `{key}`, because the kind is {kind}", advice)
    _check_order(entry, given)


def _check_order(entry: LayerEntry, given: Mapping[str, Any]) -> None:
    start = given.get("from") or min(given.get("dates", [FIRST_MONDAY]))
    for key in ("full", "until"):
        if key in given and given[key] < start:
            entry.refuse((key,), str(given[key]), f"a day not before {start}, on which it begins")
    if "full" in given and given["full"] == given.get("from"):
        entry.refuse(("full",), str(given["full"]), "a day after `from`", "A change in one day is a step.")
    dates, values = given.get("dates"), given.get("values")
    if dates and any(later <= earlier for earlier, later in pairwise(dates)):
        entry.refuse(("dates",), "dates that do not grow", "each date later than the one before")
    if dates and values and len(dates) != len(values):
        entry.refuse(("values",), f"{len(values)} values", f"{len(dates)} values, one for each date")


def _check_values(policy: Policy, input_: Input, entry: LayerEntry) -> None:
    """The values must make sense in the unit of the input."""
    unit = UNITS[input_.unit]
    low, high, expected = {
        "set": (unit.low, unit.high, unit.bounds()),
        "times": (0.0, FACTOR_MAX, f"a factor between 0 and {FACTOR_MAX:,}"),
        "plus": (-unit.high, unit.high, f"an amount between {-unit.high:g} and {unit.high:g}"),
    }[policy.effect]
    for position, (_, value) in enumerate(policy.steps):
        if not low <= value <= high:
            path = ("values", position) if policy.kind == "series" else ("value",)
            advice = "" if policy.effect == "times" else unit.advise(value)
            entry.refuse(path, f"{value:g}", expected, advice)


def contradictions(policies: Iterable[Policy]) -> list[tuple[Policy, Policy]]:
    """Pairs of policies that set the same input to a value on the same day in the same place."""
    setting = sorted((policy for policy in policies if policy.effect == "set"), key=lambda policy: policy.name)
    return [(a, b) for a, b in combinations(setting, 2) if a.input == b.input and a.overlaps(b)]


def applied(base: Floats, policies: Iterable[Policy]) -> Floats:
    """(days, places) an input's value under its policies; `base` is (days,), the value before them."""
    chosen = np.repeat(base[:, None], len(PLACES), axis=1)
    factor, added = np.ones_like(chosen), np.zeros_like(chosen)
    for policy in sorted(policies, key=lambda policy: policy.name):
        places = list(policy.places())
        in_force, strength, amount = _by_day(policy)
        if policy.effect == "set":
            value = _part(base, strength, amount)[:, None]
            chosen[:, places] = np.where(in_force[:, None], value, chosen[:, places])
        elif policy.effect == "times":
            factor[:, places] *= np.where(in_force, _part(np.ones(DAYS), strength, amount), 1.0)[:, None]
        else:
            added[:, places] += np.where(in_force, _part(np.zeros(DAYS), strength, amount), 0.0)[:, None]
    return chosen * factor + added


def _by_day(policy: Policy) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Whether it is in force, how much of its effect it has, and its value, each (days,)."""
    days = np.arange(DAYS)
    in_force = (days >= policy.first_day()) & (days <= policy.last_day())
    starts = [_day(day) for day, _ in policy.steps]
    latest = np.maximum(np.searchsorted(starts, days, side="right") - 1, 0)
    amount = np.array([value for _, value in policy.steps])[latest]
    strength = np.ones(DAYS)
    if policy.full:
        strength = np.clip((days - policy.first_day()) / (_day(policy.full) - policy.first_day()), 0.0, 1.0)
    return in_force, strength, amount


def _part(neutral: Floats, strength: Floats, amount: Floats) -> Floats:
    """Between what changes nothing and the whole effect; the whole effect is exactly `amount`."""
    return np.where(strength >= 1.0, amount, neutral + strength * (amount - neutral))


def _day(day: date) -> int:
    return (day - FIRST_MONDAY) // timedelta(days=1)
