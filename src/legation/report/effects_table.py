"""What `legation compare` prints: in what twins differ, when they part, and what nothing can show.

The page says the same, so the sentences that both need stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from shlex import quote
from typing import Any, Protocol

from legation.assessment.comparison import ComparisonRow
from legation.base.number_text import how_many, interval, magnitude
from legation.evidence.ledger import Ledger, load_ledger
from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.experiments.ensemble import Failure
from legation.experiments.twins import Divergence
from legation.observation.observables.catalogue import BY_NAME
from legation.report.failures import failures_sentence
from legation.report.findings import agree
from legation.report.lines import first_words
from legation.report.partings import partings_words
from legation.report.screen import HEIGHT, STRONG, Cell, Screen, TableColumn
from legation.report.shown_rows import asks_for, meaning_of
from legation.report.table import ARREARS, fixed_lines
from legation.scenario import Scenario

# Sentences on names and reasons, which no world is told.
UNTOLD = re.compile(r"(Title|About): |\w+ [\w.-]+: (title|meaning|records|assumed|note) ")
NO_FACT = (
    "An effect is a difference between two invented histories. It shows what the model's assumptions imply, and not "
    "what happened. A range shows how much the effect varies from pair to pair, and not how good the model is."
)
MEDIAN_OFFICIAL = "Here: of the median official of each world."
SIZE_ASSUMED = (
    "The scenarios differ in a control of the state. How strongly control works is assumed in this model and not "
    "learnt from the record, so each size below repeats an assumption; nothing here says which control would work."
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
    @property
    def ledger(self) -> Ledger: ...
    @property
    def reports(self) -> list[tuple[ComparisonRow, ComparisonRow]]: ...
    @property
    def telling(self) -> list[tuple[ComparisonRow, ComparisonRow]]: ...
    def manifest(self) -> dict[str, Any]:
        """What made the result, as plain data."""
        ...


OF_WHOM = {ARREARS: "per official"}  # where the unit is a currency and says nothing of whose it is

SIGNS = {
    effects.HIGHER: "▲", effects.NOT_LOWER: "△", effects.LOWER: "▼", effects.NOT_HIGHER: "▽", effects.SAME: "=",
}  # fmt: skip
UNCLEAR = "no clear direction: the pairs differ in which way it goes, or are too few to tell"
STYLES = dict.fromkeys("▲▼", STRONG)  # no colours: that a measure is higher is neither good nor bad
CLEAR = (effects.HIGHER, effects.LOWER)
HALF_CLEAR = (effects.NOT_LOWER, effects.NOT_HIGHER)


def effects_screen(
    twins: TwinsLike, steps: Iterable[tuple[str, str]] = (), *, whole: bool = False, only: str = ""
) -> Screen:
    """What differs between the twins, on a screen.

    steps  commands to go on with, each with its purpose
    whole  every measure with what it takes to read it, and not only what fits on a screen
    only   measures with these words in their name, sentence, topic or effect; all of them, then
    """
    listed, ranked = list(steps), ranked_effects(twins)
    if whole or only:
        chosen = chosen_effects(ranked, only)
        screen = _whole_screen(twins, chosen, listed, only, short=False)
        # What each measures is left out, too, where the rows would not fit on a screen otherwise.
        is_long = not whole and screen.height() > HEIGHT
        return _whole_screen(twins, chosen, listed, only, short=True) if is_long else screen
    shown = [effect for effect in ranked if effect.label in (*CLEAR, *HALF_CLEAR)] or ranked
    # Arrears are asked for first where money changes, and are moved by less of themselves than what they come from.
    arrears = next((effect for effect in ranked if effect.observable == ARREARS), None)
    shown = [*(effect for effect in shown if effect is not arrears), *([arrears] if arrears else [])]
    most = len(shown)
    screen = _screen(twins, shown, listed, most)
    while most and screen.height() > HEIGHT:
        most -= 1
        screen = _screen(twins, shown, listed, most)
    return screen


def ranked_effects(twins: TwinsLike) -> list[Effect]:
    """The effects over all years: those with a clear direction first, the largest for its measure before others."""
    return sorted(effects.whole_spans(twins.effects), key=_rank)


def _rank(effect: Effect) -> tuple[int, float]:
    order = (
        0 if effect.label in CLEAR else 1 if effect.label in HALF_CLEAR else 3 if effect.label == effects.SAME else 2
    )
    if effect.difference is None or effect.a is None:
        return order, 0.0
    scale = 100.0 if effect.unit == effects.POINTS else max(abs(effect.a.middle), 1e-12)
    return order, -abs(effect.difference.middle) / scale


def matches_effect(effect: Effect, words: str) -> bool:
    """Whether each of these words stands in a measure's name, sentence or topic, or in its effect."""
    measure = BY_NAME[effect.observable]
    return asks_for(words, effect.observable, measure_name(effect), measure.sentence, measure.topic, effect.words)


def chosen_effects(ranked: Sequence[Effect], only: str) -> list[Effect]:
    """The effects that some words ask for: by the names of measures, and by what is said of them if no name has it."""
    named = [effect for effect in ranked if asks_for(only, effect.observable, measure_name(effect))]
    return named or [effect for effect in ranked if matches_effect(effect, only)]


def measure_name(effect: Effect) -> str:
    """What is measured, in a few words: its name without its unit, which stands beside."""
    name = effect.observable.replace("_month_rmb", "")
    return " ".join(word for word in name.split("_") if word not in ("usd", "rmb", "index"))


def _columns(twins: TwinsLike) -> tuple[TableColumn, ...]:
    return (
        TableColumn("WHAT DIFFERS, all places"),
        *(TableColumn(name, most=22) for name in side_names(twins)),
        TableColumn("DIFFERENCE (90 %)", most=27, styles=STYLES),
    )


def _cells(effect: Effect, *, short: bool) -> Sequence[Cell]:
    measure = BY_NAME[effect.observable]
    unit = re.sub(r"^(?:USD|RMB|share) ?", "", measure.unit)
    votes = votes_words(effect)
    unit = unit or OF_WHOM.get(effect.observable, "")
    head = [measure_name(effect), f"{unit}, {effect.years}" if unit else effect.years]
    if not short:
        head.insert(1, meaning(effect.observable))
    return head, *_sides(effect), [f"{SIGNS.get(effect.label, '?')} {difference_words(effect)}".strip(), votes]


def _sides(effect: Effect) -> tuple[str, str]:
    """What each scenario gives: the middle, and 90 % in brackets."""
    unit = BY_NAME[effect.observable].unit
    sides = [interval(*side, unit) if side else "–" for side in (effect.a, effect.b)]
    return sides[0], sides[1]


def votes_words(effect: Effect) -> str:
    """In how many pairs which way; empty where there is nothing to measure."""
    return f"{effect.higher} of {effect.worlds} higher, {effect.lower} lower" if effect.higher is not None else ""


def difference_words(effect: Effect) -> str:
    """The difference with its sign: `+12 (3 to 40) points`, or why there is none."""
    if effect.difference is None:
        return effect.label
    low, middle, high = effect.difference
    unit = BY_NAME[effect.observable].unit
    behind = " points" if effect.unit == effects.POINTS else ""
    shown = "" if behind else unit
    if low == middle == high:
        return f"{signed(middle, shown)}{behind}"
    return f"{signed(middle, shown)}{behind} ({signed(low, shown)} to {signed(high, shown)})"


def signed(value: float, unit: str) -> str:
    """A difference in two digits with its sign, and without a currency's."""
    text = magnitude(abs(value), unit).removeprefix("USD ").removeprefix("RMB ")
    return text if value == 0 else f"{'+' if value > 0 else '−'}{text}"


def _screen(twins: TwinsLike, effects_: Sequence[Effect], steps: Sequence[tuple[str, str]], most: int) -> Screen:
    screen = _headed(twins, whole=False)
    if not twins.effects:
        screen.paragraph(nothing_measured(twins))
    shown = effects_[:most]
    if effects_ and effects_[-1].observable == ARREARS:
        shown = [*effects_[: max(most - 1, 0)], effects_[-1]]
    if shown:
        screen.gap()
        screen.table(_columns(twins), [_cells(effect, short=True) for effect in shown])
        screen.gap()
    if any(SIGNS.get(effect.label) is None and effect.difference for effect in shown):
        screen.row("?", UNCLEAR)
    if left := len(effects_) - len(shown):
        has_direction = effects_[0].label in (*CLEAR, *HALF_CLEAR)
        rest = "changed by less of their own size" if has_direction else "without a clear direction"
        screen.row("More", f"{how_many(left, 'more measure')}, {rest}")
    _add_rest(screen, twins, whole=False)
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _whole_screen(
    twins: TwinsLike, chosen: Sequence[Effect], steps: Sequence[tuple[str, str]], only: str, *, short: bool
) -> Screen:
    screen = _headed(twins, whole=True)
    if only:
        screen.row("Only", f"“{only}”: {how_many(len(chosen), 'measure')} of {len(ranked_effects(twins))}",
                   *([] if chosen else [meaning_of(only)]))  # fmt: skip
    if not twins.effects:
        screen.paragraph(nothing_measured(twins))
    screen.gap()
    if chosen:
        screen.table(_columns(twins), [_cells(effect, short=short) for effect in chosen])
        screen.gap()
        if any(SIGNS.get(effect.label) is None and effect.difference for effect in chosen):
            screen.row("?", UNCLEAR)
        if short:
            screen.row("More", "what each of them measures: --all beside --only")
    if not only:
        _add_rest(screen, twins, whole=True)
    for command, purpose in steps:
        screen.step(command, purpose)
    return screen


def _headed(twins: TwinsLike, *, whole: bool) -> Screen:
    about = twins.manifest()
    parts = [how_many(twins.worlds, "pair") + " of worlds", about["fit"],
             f"Legation {about['versions'].get('legation', '')}".strip()]  # fmt: skip
    screen = Screen(title(twins).upper(), " · ".join(parts))
    screen.warning(failures_sentence(twins.failures, twins.audit, "pair"))
    if about["handling"] != "public":
        screen.warning("NOT PUBLIC: this screen shows claims that are not public. What is saved leaves them out.")
    screen.paragraph(NO_FACT)
    screen.gap()
    sentences = told_apart(twins)
    if whole or len(sentences) <= TOLD_MOST:
        screen.row("Differs in", *(sentences or ["nothing"]))
    else:
        command = f"legation plan {quote(twins.b.name)} --against {quote(twins.a.name)}"
        rest = f"and {len(sentences) - TOLD_MOST} more ({command})"
        screen.row("Differs in", *(first_words(sentence, TOLD_CELLS) for sentence in sentences[:TOLD_MOST]), rest)
    if fixed := _fixed_lines(twins):
        screen.row("Fixed", *fixed)
    if sentence := given_strengths(twins):
        screen.row("Assumed", sentence)
    for name, assumed in not_recorded(twins):
        text = f"No record can show {name}: {assumed}"
        screen.row("Assumed", text if whole else first_words(text, 2 * TOLD_CELLS))
    if effects.varies_control(twins.a, twins.b):
        screen.row("Assumed", SIZE_ASSUMED)
    return screen


def _fixed_lines(twins: TwinsLike) -> list[str]:
    """Which parameters were fixed that worlds would have drawn; in which scenario, unless in both."""
    if twins.a.fixed == twins.b.fixed:
        return fixed_lines(twins.b)
    return [f"In {'AB'[side]}, {line}" for side, scenario in enumerate((twins.a, twins.b))
            for line in fixed_lines(scenario)]  # fmt: skip


TELLING_MOST = 3
TOLD_MOST, TOLD_CELLS = 3, 86  # differences between scenarios on the screen, and cells of one


def _add_rest(screen: Screen, twins: TwinsLike, *, whole: bool) -> None:
    """What has no direction, as counts; when twins part; the audit."""
    ranked = ranked_effects(twins)
    open_ = [effect for effect in ranked if effect.label not in (*CLEAR, *HALF_CLEAR, effects.SAME)]
    same = [effect for effect in ranked if effect.label == effects.SAME]
    if open_:
        screen.row("Open", f"no clear direction for {_named(open_, whole)}")
    if same:
        screen.row("Same", f"hardly any difference in {_named(same, whole)}")
    screen.row("Reports", *_reports_words(twins, whole=whole))
    words = partings_words(twins)
    screen.row("Twins part", *(words if whole else [first_words(words[0], 2 * TOLD_CELLS)]))
    passed, asked = twins.audit["worlds_passed"], twins.audit["worlds_asked"]
    screen.row(
        "Audit",
        f"The accounts balance to the cent in {passed} of {how_many(asked, 'pair')} · 0 alarms · "
        f"{twins.audit['worlds_failed']} failed",
    )
    screen.gap()


def _reports_words(twins: TwinsLike, *, whole: bool) -> list[str]:
    """Which reports lie elsewhere under the second scenario, a user's own first, in a line each."""
    shipped = load_ledger().claims
    own = [rows for rows in twins.reports if rows[0].claim not in shipped]
    telling = [*own, *(rows for rows in twins.telling if rows not in own)]
    head = f"{how_many(len(twins.telling), 'report')} of {len(twins.reports)} would tell the scenarios apart"
    lines = [
        first_words(f"{here.claim}: {here.said}", TOLD_CELLS - 30) + f" {here.lies} → {there.lies}"
        for here, there in (telling if whole else telling[:TELLING_MOST])
    ]
    return [head + (":" if lines else "."), *lines]


def _named(effects_: Sequence[Effect], whole: bool) -> str:
    names = [measure_name(effect) for effect in effects_]
    return ", ".join(names) if whole or len(names) <= 4 else ", ".join(names[:3]) + f" and {len(names) - 3} more"


def title(twins: TwinsLike) -> str:
    """Which is held against which, each with what was changed in it."""
    names = [scenario.name + (f" with {', '.join(scenario.changes)}" if scenario.changes else "")
             for scenario in (twins.b, twins.a)]  # fmt: skip
    return " against ".join(names)


def side_names(twins: TwinsLike) -> tuple[str, str]:
    """What each side is called: by its scenario, and by what was changed in it if both have the same."""
    if twins.a.name != twins.b.name:
        return twins.a.name, twins.b.name
    a, b = (f"{scenario.name}, {', '.join(scenario.changes) or 'as it is'}" for scenario in (twins.a, twins.b))
    return a, b


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
    """The policies that only one scenario has, or each in its own form, with what is assumed of how strong they are.

    Those whose strength each world draws are left out: the ranges hold what is not known of it.
    """
    here, there = ({policy.name: policy for policy in scenario.policies} for scenario in (twins.a, twins.b))
    reasons = []
    for name in [*here, *(name for name in there if name not in here)]:
        for policy in dict.fromkeys((here.get(name), there.get(name))) if here.get(name) != there.get(name) else ():
            if policy and not policy.parameter:
                reason = policy.assumed or f"Its strength is read from {', '.join(policy.records)}."
                reasons.append((policy.title.rstrip("."), reason))
    return reasons


def given_strengths(twins: TwinsLike) -> str:
    """What the ranges do not hold, in a sentence; empty if no policy differs."""
    count = len(strengths(twins))
    if not count:
        return ""
    return (
        f"The scenarios differ in {count} {agree(count, 'policy', 'policies')} of assumed strength, which is the same "
        "in every world. So an effect may well be larger or smaller than its range shows."
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


def effects_tally(twins: TwinsLike) -> str:
    """Of how many measures the model says which way they go, in a sentence."""
    counts = Counter(effect.label for effect in effects.whole_spans(twins.effects))
    parts = [f"{counts[label]} {label}" for label, _ in effects.LEGEND if counts[label]]
    return f"In the model, of {how_many(sum(counts.values()), 'measure')}: " + ", ".join(parts) + "."
