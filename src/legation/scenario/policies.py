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
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from legation.base.calendar import FIRST_MONDAY
from legation.base.faults import Path_, nearest, shown
from legation.base.places import AREAS, PLACES, positions
from legation.kernel.elementary import Floats
from legation.kernel.units import UNITS
from legation.scenario.fields import Field, shown_value
from legation.scenario.inputs import DAYS, LAST_DAY, Input
from legation.scenario.layers import Entry
from legation.scenario.parameters import REASONS, reasons_as_dict

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

FIELDS = {
    "name": Field("text", "A name of its own, by which other scenarios can drop it.", required=True),
    "title": Field("text", "What happened, in a sentence.", required=True),
    "input": Field("text", "The input that it changes.", required=True),
    "where": Field("texts", "Places or areas in which it holds.", required=True),
    "effect": Field("text", "What it does to the input's value.", EFFECTS, required=True),
    "kind": Field("text", "How it is spread over time.", tuple(TIMING), required=True),
    "value": Field("number", "The factor, the amount added, or the value set."),
    "from": Field("date", "The first day on which it is in force."),
    "until": Field("date", "The last day on which it is in force."),
    "full": Field("date", "The day on which a ramp has all of its effect."),
    "dates": Field("dates", "The days from which the values of a series hold."),
    "values": Field("numbers", "The values of a series, one for each date."),
    **REASONS,
    "note": Field("text", "Anything else that a reader should know."),
}


@dataclass(frozen=True)
class Policy:
    """A dated change of one input.

    where   places or areas, as written
    dates   the days from which `values` hold; for a step, pulse or ramp there is one of each
    full    the day on which a ramp has all of its effect
    until   the last day in force; None: the end of the record
    """

    name: str
    title: str
    input: str
    where: tuple[str, ...]
    effect: str
    kind: str
    dates: tuple[date, ...]
    values: tuple[float, ...]
    full: date | None = None
    until: date | None = None
    records: tuple[str, ...] = ()
    assumed: str = ""
    note: str = ""

    def places(self) -> tuple[int, ...]:
        """Positions of the places in which it holds."""
        return tuple(sorted({place for area in self.where for place in positions(area)}))

    def first_day(self) -> int:
        """Days from the first Monday of the record."""
        return _day(self.dates[0])

    def last_day(self) -> int:
        """The last day in force, counted likewise."""
        return _day(self.until or LAST_DAY)

    def overlaps(self, other: Policy) -> bool:
        """Whether both are in force on some day in some place."""
        days = self.first_day() <= other.last_day() and other.first_day() <= self.last_day()
        return days and not set(self.places()).isdisjoint(other.places())

    def as_dict(self) -> dict[str, Any]:
        """As a scenario writes it."""
        table: dict[str, Any] = {
            "name": self.name,
            "title": self.title,
            "input": self.input,
            "where": list(self.where),
            "effect": self.effect,
            "kind": self.kind,
        }
        if self.kind == "series":
            table |= {"dates": list(self.dates), "values": list(self.values)}
        else:
            table |= {"value": self.values[0], "from": self.dates[0]}
        table |= {key: day for key, day in (("full", self.full), ("until", self.until)) if day}
        return table | reasons_as_dict(self.records, self.assumed, self.note)


def read_policy(entry: Entry, inputs: Mapping[str, Input | None]) -> Policy | None:
    """The policy in an entry; None, with the faults collected, if it can't be read.

    inputs  by name; None for one that is itself wrong
    """
    before = entry.fault_count()
    if "input" in entry and entry["input"] not in inputs:
        entry.fault(
            ("input",), shown(entry["input"]), "one of the inputs " + ", ".join(inputs), nearest(entry["input"], inputs)
        )
    for position, area in enumerate(entry.get("where", ())):
        if area not in AREAS:
            entry.fault(
                ("where", position), shown(area), "a place or area, one of " + ", ".join(AREAS), nearest(area, AREAS)
            )
    _check_timing(entry)
    if entry.fault_count() > before or not entry.has("name", "title", "input", "where", "effect", "kind"):
        return None
    if not entry.has(*TIMING[entry["kind"]][0]):
        return None
    if (input_ := inputs[entry["input"]]) is not None:
        _check_values(entry, input_)
    if entry.fault_count() > before:
        return None
    one = entry["kind"] != "series"
    return Policy(
        entry["name"],
        entry["title"],
        entry["input"],
        tuple(entry["where"]),
        entry["effect"],
        entry["kind"],
        (entry["from"],) if one else tuple(entry["dates"]),
        (float(entry["value"]),) if one else tuple(float(value) for value in entry["values"]),
        entry.get("full"),
        entry.get("until"),
        tuple(entry.get("records", ())),
        entry.get("assumed", ""),
        entry.get("note", ""),
    )


def _check_timing(entry: Entry) -> None:
    kind = entry.get("kind")
    if kind is None:
        return
    required, optional = TIMING[kind]
    for key in TIMING_KEYS:
        if key in required and key not in entry.origins:
            entry.fault((key,), "nothing", f"`{key}`, because the kind is {kind}", FIELDS[key].meaning)
        elif key in entry and key not in (*required, *optional):
            entry.fault(
                (key,),
                shown_value(entry[key]),
                f"no `{key}`, because the kind is {kind}",
                "Its keys are " + ", ".join((*required, *optional)) + ".",
            )
    for key in ("from", "until", "full"):
        if key in entry:
            _check_day(entry, (key,), entry[key])
    for position, day in enumerate(entry.get("dates", ())):
        _check_day(entry, ("dates", position), day)
    _check_order(entry)


def _check_day(entry: Entry, path: Path_, day: date) -> None:
    if not FIRST_MONDAY <= day <= LAST_DAY:
        late = "The record ends there, and the program makes no forecast." if day > LAST_DAY else ""
        entry.fault(path, str(day), f"a day from {FIRST_MONDAY} to {LAST_DAY}", late)


def _check_order(entry: Entry) -> None:
    start = entry.get("from") or min(entry.get("dates", [FIRST_MONDAY]))
    for key in ("full", "until"):
        if key in entry and entry[key] < start:
            entry.fault((key,), str(entry[key]), f"a day not before {start}, on which it begins")
    if entry.get("full") == entry.get("from") and "full" in entry:
        entry.fault(("full",), str(entry["full"]), "a day after `from`", "A change in one day is a step.")
    dates, values = entry.get("dates"), entry.get("values")
    if dates and any(later <= earlier for earlier, later in pairwise(dates)):
        entry.fault(("dates",), "dates that do not grow", "each date later than the one before")
    if dates and values and len(dates) != len(values):
        entry.fault(("values",), f"{len(values)} values", f"{len(dates)} values, one for each date")


def _check_values(entry: Entry, input_: Input) -> None:
    if "value" in entry:
        _check_value(entry, ("value",), entry["value"], input_)
    for position, value in enumerate(entry.get("values", ())):
        _check_value(entry, ("values", position), value, input_)


def _check_value(entry: Entry, path: Path_, value: float, input_: Input) -> None:
    unit, effect = UNITS[input_.unit], entry["effect"]
    if effect == "set" and not unit.low <= value <= unit.high:
        entry.fault(path, f"{value:g}", unit.bounds(), unit.advise(value))
    elif effect == "times" and not 0 <= value <= FACTOR_MAX:
        entry.fault(path, f"{value:g}", f"a factor between 0 and {FACTOR_MAX:,}")
    elif effect == "plus" and not -unit.high <= value <= unit.high:
        entry.fault(path, f"{value:g}", f"an amount between {-unit.high:g} and {unit.high:g}", unit.advise(value))


def contradictions(policies: Iterable[Policy]) -> list[tuple[Policy, Policy]]:
    """Pairs of policies that set the same input to a value on the same day in the same place."""
    setting = sorted((policy for policy in policies if policy.effect == "set"), key=lambda policy: policy.name)
    return [(one, two) for one, two in combinations(setting, 2) if one.input == two.input and one.overlaps(two)]


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
    starts = [_day(day) for day in policy.dates]
    amount = np.array(policy.values)[np.maximum(np.searchsorted(starts, days, side="right") - 1, 0)]
    strength = np.ones(DAYS)
    if policy.full:
        strength = np.clip((days - policy.first_day()) / (_day(policy.full) - policy.first_day()), 0.0, 1.0)
    return in_force, strength, amount


def _part(neutral: Floats, strength: Floats, amount: Floats) -> Floats:
    """Between what changes nothing and the whole effect; the whole effect is exactly `amount`."""
    return np.where(strength >= 1.0, amount, neutral + strength * (amount - neutral))


def _day(day: date) -> int:
    return (day - FIRST_MONDAY) // timedelta(days=1)
