"""The charts of a comparison: what each scenario gives year by year, and the difference."""

from __future__ import annotations

from collections.abc import Sequence

from legation.base.number_text import interval
from legation.experiments import effects
from legation.experiments.effects import Effect, Interval
from legation.observation.observables.catalogue import BY_NAME
from legation.publication.summary import EVERYWHERE
from legation.report import effects_table
from legation.report.dated_events import APART, Lanes, scenario_events
from legation.report.effects_table import TwinsLike
from legation.report.figure import Cell, Figure, data_row
from legation.report.headlines import effect_title
from legation.report.twin_charts import Band, twin_bands

# What an answer leads with, whichever way it goes: to lead with what is clear would hide what is not.
LEADS = ("trade_income", "state_income_usd", "posted_officials")


def by_year(twins: TwinsLike) -> dict[str, list[Effect]]:
    """Each measure with its effects year by year."""
    years: dict[str, list[Effect]] = {}
    for effect in twins.effects:
        if effect.first_year == effect.last_year:
            years.setdefault(effect.observable, []).append(effect)
    return years


def effect_charts(twins: TwinsLike) -> list[Figure]:
    """A chart for each measure with a direction, as the table ranks them; where none has one, of those that lead.

    Each needs a difference in two years or more.
    """
    years = by_year(twins)
    lanes = scenario_events(twins.a, twins.b)
    ranked = [effect for effect in effects_table.ranked_effects(twins) if effect.label != effects.SAME]
    directed = (*effects_table.CLEAR, *effects_table.HALF_CLEAR)
    shown = [effect for effect in ranked if effect.label in directed] or [
        effect for effect in ranked if effect.observable in LEADS
    ]
    made = []
    for whole in shown:
        entries = [effect for effect in years.get(whole.observable, []) if effect.difference]
        if len(entries) >= 2:
            made.append(_chart(twins, whole, entries, lanes))
    return made


def _chart(twins: TwinsLike, whole: Effect, entries: list[Effect], lanes: Lanes) -> Figure:
    """What both give and how they differ, year by year; the title is of all years together."""
    measure, meaning = BY_NAME[whole.observable], effects_table.meaning(whole.observable)
    difference = effects_table.difference_words(whole)
    title = effect_title(whole, twins.a.name, twins.b.name, difference)
    sides = _band(twins.a.name, [effect.a for effect in entries]), _band(twins.b.name, [effect.b for effect in entries])
    apart = _band("", [effect.difference for effect in entries])
    svg = twin_bands(f"effect-{whole.observable}", title, [effect.first_year + 0.5 for effect in entries], sides, apart,
                     (measure.unit, whole.unit), lanes, lanes.get(APART, ()))  # fmt: skip
    given = "; ".join(
        f"{name} {interval(*side, measure.unit)}"
        for name, side in ((twins.a.name, whole.a), (twins.b.name, whole.b))
        if side
    )
    words = f"Median (90 % of {whole.worlds} pairs of worlds) in {whole.years}: {given}; difference {difference}."
    data = tuple(row for effect in entries for row in data_of(twins, effect))
    return Figure(f"effect-{whole.observable}", title, svg, words, (), meaning, data)


def _band(name: str, ends: Sequence[Interval | None]) -> Band:
    known = [end for end in ends if end is not None]
    assert len(known) == len(ends), "where a difference is given, both sides are"
    return Band(name, *([getattr(end, part) for end in known] for part in ("low", "middle", "high")))


def data_of(twins: TwinsLike, effect: Effect) -> list[dict[str, Cell]]:
    """An effect among the data of a figure: what each scenario gives, and the difference."""
    unit = BY_NAME[effect.observable].unit
    sides = ((f"model, {twins.a.name}", effect.a, unit), (f"model, {twins.b.name}", effect.b, unit),
             ("model, difference", effect.difference, effect.unit))  # fmt: skip
    return [
        data_row(shows, place=EVERYWHERE, time=effect.years, unit=unit, q05=ends.low, q50=ends.middle, q95=ends.high)
        for shows, ends, unit in sides
        if ends
    ]
