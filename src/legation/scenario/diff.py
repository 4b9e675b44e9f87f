"""What tells two scenarios apart, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from legation.base.calendar import end_of, monday
from legation.scenario.inputs import Input
from legation.scenario.parameters import AnyParameter, ChoiceParameter
from legation.scenario.policies import Policy, is_strength
from legation.scenario.scenario import Scenario
from legation.scenario.tables import REASONS


def describe_difference(a: Scenario, b: Scenario) -> list[str]:
    """One sentence for each thing in which `b` differs from `a`; empty if both say the same."""
    sentences = []
    for what, in_a, in_b in (
        ("Title", a.title, b.title),
        ("About", a.about, b.about),
        ("First week", monday(a.first_week), monday(b.first_week)),
        ("Last week", end_of(a.last_week), end_of(b.last_week)),
    ):
        if in_a != in_b:
            sentences.append(f"{what}: {_said(in_a)} becomes {_said(in_b)}.")
    sentences += _entries("Switch", a.switches, b.switches, _switch)
    # The strength of a policy that is new or dropped is so, too.
    apart = {name for name in a.parameters.keys() ^ b.parameters.keys() if is_strength(name)}
    held_a, held_b = ({name: one for name, one in side.parameters.items() if name not in apart} for side in (a, b))
    sentences += _entries("Parameter", held_a, held_b, _parameter)
    sentences += _entries("Input", a.inputs, b.inputs, _keys("Input"))
    by_name = [{policy.name: policy for policy in scenario.policies} for scenario in (a, b)]
    return sentences + _entries("Policy", by_name[0], by_name[1], _policy)


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


def _parameter(name: str, a: AnyParameter, b: AnyParameter) -> list[str]:
    sentences = []
    if _belief(a) != _belief(b):
        sentences.append(f"Parameter {name}: {_belief(a)} becomes {_belief(b)}.")
    if _range(a) != _range(b):
        sentences.append(f"Parameter {name}: range {_range(a)} becomes {_range(b)}.")
    if _default(a) != _default(b) and a.prior and b.prior:
        sentences.append(f"Parameter {name}: default {_default(a)} becomes {_default(b)}.")
    return sentences + _changed("Parameter", name, a, b, ("title", "unit", *REASONS))


def _belief(parameter: AnyParameter) -> str:
    if parameter.prior:
        return parameter.prior.words()
    unit = "" if isinstance(parameter, ChoiceParameter) else f" {parameter.unit}"
    return f"fixed at {_default(parameter)}{unit}"


def _default(parameter: AnyParameter) -> str:
    return parameter.usual if isinstance(parameter, ChoiceParameter) else f"{parameter.default:,g}"


def _range(parameter: AnyParameter) -> str:
    if isinstance(parameter, ChoiceParameter):
        return ", ".join(parameter.range)
    return f"{parameter.low:g} to {parameter.high:g}"


def _keys(what: str) -> Callable[[str, Input | Policy, Input | Policy], list[str]]:
    def say(name: str, a: Input | Policy, b: Input | Policy) -> list[str]:
        keys = sorted((key for key in type(a).model_fields if key != "name"), key=REASONS.__contains__)
        return _changed(what, name, a, b, tuple(keys))

    return say


def _policy(name: str, a: Policy, b: Policy) -> list[str]:
    """What differs of a policy; that of its strength is said where that is a parameter of both."""
    b = b.of({b.parameter: a.value or 0.0}) if a.parameter and a.parameter == b.parameter else b
    return _keys("Policy")(name, a, b)


def _changed(what: str, name: str, a: Any, b: Any, keys: tuple[str, ...]) -> list[str]:
    changed = [key for key in keys if getattr(a, key) != getattr(b, key)]
    return [f"{what} {name}: {key} {_said(getattr(a, key))} becomes {_said(getattr(b, key))}." for key in changed]


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(_said(item) for item in value) or "nothing"
    return "nothing" if value in (None, "") else str(value).rstrip(".")
