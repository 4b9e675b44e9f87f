"""What tells two scenarios apart, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from legation.base.calendar import monday
from legation.scenario.inputs import Input
from legation.scenario.parameters import Parameter
from legation.scenario.policies import Policy
from legation.scenario.scenario import Scenario

REASONS = ("records", "assumed", "note")


def difference(a: Scenario, b: Scenario) -> list[str]:
    """One sentence for each thing in which `b` differs from `a`; empty if both say the same."""
    sentences = []
    for what, in_a, in_b in (
        ("Title", a.title, b.title),
        ("About", a.about, b.about),
        ("First week", monday(a.first_week), monday(b.first_week)),
        ("Last week", monday(a.last_week), monday(b.last_week)),
    ):
        if in_a != in_b:
            sentences.append(f"{what}: {_said(in_a)} becomes {_said(in_b)}.")
    sentences += _entries("Variant", a.variants, b.variants, lambda name, x, y: [f"Variant {name}: {x} becomes {y}."])
    sentences += _entries("Switch", a.switches, b.switches, _switch)
    sentences += _entries("Parameter", a.parameters, b.parameters, _parameter)
    sentences += _entries("Input", a.inputs, b.inputs, _keys("Input"))
    by_name = [{policy.name: policy for policy in scenario.policies} for scenario in (a, b)]
    return sentences + _entries("Policy", by_name[0], by_name[1], _keys("Policy"))


def _entries(what: str, a: Mapping[str, Any], b: Mapping[str, Any], say: Callable[..., list[str]]) -> list[str]:
    sentences = [f"{what} {name} is dropped{_titled(a[name])}." for name in a if name not in b]
    sentences += [f"{what} {name} is new{_titled(b[name])}." for name in b if name not in a]
    for name in a:
        if name in b and a[name] != b[name]:
            sentences += say(name, a[name], b[name])
    return sentences


def _titled(entry: Any) -> str:
    if isinstance(entry, bool):
        return f": {_on(entry)}"
    return f": {entry if isinstance(entry, str) else entry.title.rstrip('.')}"


def _switch(name: str, a: bool, b: bool) -> list[str]:
    return [f"Mechanism {name} is {_on(b)} instead of {_on(a)}."]


def _on(switch: bool) -> str:
    return "on" if switch else "off"


def _parameter(name: str, a: Parameter, b: Parameter) -> list[str]:
    sentences = []
    if _belief(a) != _belief(b):
        sentences.append(f"Parameter {name}: {_belief(a)} becomes {_belief(b)}.")
    if (a.low, a.high) != (b.low, b.high):
        sentences.append(f"Parameter {name}: range {a.low:g} to {a.high:g} becomes {b.low:g} to {b.high:g}.")
    if a.default != b.default and a.prior and b.prior:
        sentences.append(f"Parameter {name}: default {a.default:,g} becomes {b.default:,g}.")
    return sentences + _changed("Parameter", name, a, b, ("title", "unit", *REASONS))


def _belief(parameter: Parameter) -> str:
    return parameter.prior.words() if parameter.prior else f"fixed at {parameter.default:,g} {parameter.unit}"


def _keys(what: str) -> Callable[[str, Input | Policy, Input | Policy], list[str]]:
    def say(name: str, a: Input | Policy, b: Input | Policy) -> list[str]:
        keys = tuple(key for key in vars(a) if key != "name")
        return _changed(what, name, a, b, keys)

    return say


def _changed(what: str, name: str, a: Any, b: Any, keys: tuple[str, ...]) -> list[str]:
    changed = [key for key in keys if getattr(a, key) != getattr(b, key)]
    return [f"{what} {name}: {key} {_said(getattr(a, key))} becomes {_said(getattr(b, key))}." for key in changed]


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value) or "nothing"
    return "nothing" if value in (None, "") else str(value).rstrip(".")
