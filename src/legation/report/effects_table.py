"""What `legation compare` prints: in what twins differ, when they part, and what nothing can show.

The page says the same, so the sentences that both need stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Protocol

from legation.base.calendar import monday
from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.experiments.ensemble import Failure
from legation.experiments.twins import FOUNDING, Divergence
from legation.observation.observables.catalogue import BY_NAME
from legation.publication.summary import EVERYWHERE
from legation.report.failures import failures_sentence
from legation.report.findings import agree, counted
from legation.report.screen import Screen
from legation.scenario import Scenario

# Sentences on names and reasons, which no world is told.
UNTOLD = re.compile(r"(Title|About): |\w+ [\w.-]+: (title|meaning|records|assumed|note) ")
NO_FACT = (
    "An effect is a difference between two invented histories. It says what the model's assumptions imply, not what "
    "happened or would have; the range says how far the draws leave it open, not how good the model is."
)
MEDIAN_OFFICIAL = "Here: of the median official of each world."
DIRECTIONS_ONLY = (
    "The scenarios differ in a control of the state, so effects are given as directions only: the program is not made "
    "to find out which control works best."
)


class TwinsLike(Protocol):
    """What a report needs of a finished comparison; `legation.api.Twins` has it."""

    @property
    def a(self) -> Scenario: ...
    @property
    def b(self) -> Scenario: ...
    @property
    def worlds(self) -> int: ...
    @property
    def differences(self) -> list[str]: ...
    @property
    def effects(self) -> list[Effect]: ...
    @property
    def partings(self) -> list[Divergence]: ...
    @property
    def differing_parameters(self) -> list[str]: ...
    @property
    def audit(self) -> dict[str, int]: ...
    @property
    def failures(self) -> list[Failure]: ...
    def manifest(self) -> dict[str, Any]:
        """What made the result, as plain data."""
        ...


def effects_screen(twins: TwinsLike) -> Screen:
    """What differs between the twins, with what it takes to read it."""
    screen = Screen()
    _add_head(screen, twins)
    screen.gap()
    _add_effects(screen, twins)
    screen.gap()
    _add_foot(screen, twins)
    return screen


def _add_head(screen: Screen, twins: TwinsLike) -> None:
    screen.warning(failures_sentence(twins.failures, twins.audit, "pair"))
    about = twins.manifest()
    parts = [f"Legation {about['versions'].get('legation', '')}".strip(), title(twins),
             counted(twins.worlds, "pair") + " of worlds", about["fit"]]  # fmt: skip
    screen.heading(" · ".join(parts))
    screen.paragraph("Synthetic persons only: nobody in the model is real.")
    screen.paragraph(NO_FACT)
    screen.gap()
    sentences = told_apart(twins)
    screen.paragraph(f"In what {twins.b.name} differs from {twins.a.name}: {len(sentences) or 'nothing'}.")
    for sentence in sentences:
        screen.paragraph(f"- {sentence}", 1, hang=2)
    for scenario in (twins.a, twins.b):
        if scenario.about:
            screen.paragraph(f"{scenario.name}: {scenario.about}")
    for name, assumed in not_recorded(twins):
        screen.paragraph(f"No record can show {name}: {assumed}")
    if sentence := given_strengths(twins):
        screen.paragraph(f"{sentence} The report gives the reason for each.")


def _add_effects(screen: Screen, twins: TwinsLike) -> None:
    if not twins.effects:
        screen.paragraph(nothing_measured(twins))
        return
    screen.heading(f"WHAT DIFFERS IN THE MODEL: {twins.b.name} less {twins.a.name}, {EVERYWHERE}")
    if all(effect.higher is None for effect in twins.effects) and effects.varies_control(twins.a, twins.b):
        screen.paragraph(DIRECTIONS_ONLY)
    for topic, entries in effects_by_topic(twins):
        screen.heading(topic)
        for effect in entries:
            screen.paragraph(meaning(effect.observable), 1)
            screen.paragraph(f"{effect.years}: {effect.words}", 3)
            screen.paragraph(sides_phrase(twins, effect), 3)
        screen.gap()


def _add_foot(screen: Screen, twins: TwinsLike) -> None:
    for sentence in partings_words(twins):
        screen.paragraph(sentence)
    passed, asked = twins.audit["worlds_passed"], twins.audit["worlds_asked"]
    screen.paragraph(
        f"Money audit: 0 cents off in {passed} of {counted(asked, 'pair')} · alarms of the program 0 · "
        f"failed pairs {twins.audit['worlds_failed']}"
    )
    screen.paragraph("Each year, and what the words mean with their numbers, stands in the report.")


def title(twins: TwinsLike) -> str:
    """Which is held against which."""
    return f"{twins.b.name} against {twins.a.name}"


def told_apart(twins: TwinsLike) -> list[str]:
    """In what the scenarios differ, as far as a world is told."""
    return [sentence for sentence in twins.differences if not UNTOLD.match(sentence)]


def not_recorded(twins: TwinsLike) -> list[tuple[str, str]]:
    """Inputs that follow an assumed path in one of the scenarios, each with the assumption in words."""
    paths = {}
    for scenario in (twins.a, twins.b):
        for dated in scenario.inputs.values():
            if dated.counterfactual:
                paths[f"“{dated.title}” in {scenario.name}"] = f"{dated.counterfactual}. {dated.assumed}"
    return list(paths.items())


def strengths(twins: TwinsLike) -> list[tuple[str, str]]:
    """The policies that only one scenario has, or each in its own form, with what is assumed of how strong they are."""
    here, there = ({policy.name: policy for policy in scenario.policies} for scenario in (twins.a, twins.b))
    reasons = []
    for name in [*here, *(name for name in there if name not in here)]:
        for policy in dict.fromkeys((here.get(name), there.get(name))) if here.get(name) != there.get(name) else ():
            if policy:
                reason = policy.assumed or f"Its strength is read from {', '.join(policy.records)}."
                reasons.append((policy.title.rstrip("."), reason))
    return reasons


def given_strengths(twins: TwinsLike) -> str:
    """What the ranges do not hold, in a sentence; empty if no policy differs."""
    count = len(strengths(twins))
    if not count:
        return ""
    return (
        f"Every range holds given the strengths that are assumed for the {count} "
        f"{agree(count, 'policy that differs', 'policies that differ')} between the scenarios: they are not varied, so "
        "the effect may well be larger or smaller than a range shows."
    )


def meaning(observable: str) -> str:
    """What is measured, in a sentence; of a spread, whose it is."""
    measure = BY_NAME[observable]
    return f"{measure.sentence} {MEDIAN_OFFICIAL}" if measure.kind == "spread" else measure.sentence


def nothing_measured(twins: TwinsLike) -> str:
    """Why there are no effects, in a sentence."""
    if all(parting.told is None for parting in twins.partings):
        return "The scenarios tell every world the same, so all twins are equal and there is nothing to measure."
    return "No complete year was simulated after the twins part, from 2012 on, so there is nothing to measure."


def effects_by_topic(twins: TwinsLike) -> list[tuple[str, list[Effect]]]:
    """The effects over all years, under the topic of their measure."""
    under: dict[str, list[Effect]] = {}
    for effect in effects.whole_spans(twins.effects):
        under.setdefault(BY_NAME[effect.observable].topic, []).append(effect)
    return list(under.items())


def sides_phrase(twins: TwinsLike, effect: Effect) -> str:
    """What each scenario gives, in a phrase; empty where no number may leave."""
    here, there = effects.sides_words(effect, BY_NAME[effect.observable])
    return f"{twins.a.name} {here}; {twins.b.name} {there}" if here else ""


def effects_tally(twins: TwinsLike) -> str:
    """Of how many measures the model says which way they go, in a sentence."""
    counts = Counter(effect.label for effect in effects.whole_spans(twins.effects))
    parts = [f"{counts[label]} {label}" for label, _ in effects.LEGEND if counts[label]]
    return f"In the model, of {counted(sum(counts.values()), 'measure')}: " + ", ".join(parts) + "."


def partings_words(twins: TwinsLike) -> list[str]:
    """What the twin audit found, in sentences."""
    first = twins.partings[0]
    alike = [
        parting for parting in twins.partings if (parting.told, parting.mechanism) == (first.told, first.mechanism)
    ]
    how_many = counted(len(twins.partings), "pair")
    sentences = [f"Twin audit, {how_many} taken apart week by week. {_parting_words(first)}"]
    if len(alike) < len(twins.partings):
        sentences += [
            f"Pair {parting.number}: {_parting_words(parting)}" for parting in twins.partings if parting not in alike
        ]
    elif len(alike) > 1:
        weeks = [parting.week for parting in alike if parting.week is not None]
        if weeks and min(weeks) < max(weeks):
            sentences.append(f"Over these pairs the first difference comes between {_day(min(weeks))} and "
                             f"{_day(max(weeks))}.")  # fmt: skip
    if twins.differing_parameters:
        names = ", ".join(twins.differing_parameters)
        sentences.append(f"Drawn otherwise in the two scenarios: {names}. The effect holds that difference, too.")
    return sentences


def _parting_words(parting: Divergence) -> str:
    if parting.told is None:
        return "The twins are told the same in every week, and every byte of them is equal to the end."
    what = ", ".join(parting.what[:3]) + (f" and {len(parting.what) - 3} more" if len(parting.what) > 3 else "")
    if parting.mechanism == FOUNDING:
        return f"The twins are founded apart, because {what} differ."
    until = f"Every byte is equal until the week of {_day(parting.told)}, when {what} first differ"
    if parting.week is None:
        return f"{until}; no column ever does."
    columns = ", ".join(parting.columns[:3]) + (" and others" if len(parting.columns) > 3 else "")
    when = "in the same week" if parting.week == parting.told else f"in the week of {_day(parting.week)}"
    return f"{until}. The first difference in a world follows {when}, after mechanism {parting.mechanism}: {columns}."


def _day(week: int) -> str:
    day = monday(week)
    return f"{day.day} {day:%B %Y}"
