"""The charts of a comparison: what each scenario gives year by year, and the difference."""

from __future__ import annotations

from legation.experiments import effects
from legation.experiments.effects import Effect
from legation.observation.observables.catalogue import BY_NAME
from legation.publication.summary import EVERYWHERE
from legation.report import charts, effects_table
from legation.report.effects_table import TwinsLike
from legation.report.figure import Cell, Figure, data_row

CAPTION = "Band: 90 % of pairs of worlds; line: their median; by year."


def by_year(twins: TwinsLike) -> list[tuple[str, list[Effect]]]:
    """Each measure with its effects year by year."""
    years: dict[str, list[Effect]] = {}
    for effect in twins.effects:
        if effect.first_year == effect.last_year:
            years.setdefault(effect.observable, []).append(effect)
    return list(years.items())


def effect_charts(twins: TwinsLike) -> list[Figure]:
    """A chart for each measure in which something differs, over two years or more."""
    made = []
    whole = {one.observable: one.label for one in effects.whole_spans(twins.effects)}
    for name, entries in by_year(twins):
        shown = [(one.first_year + 0.5, one.difference) for one in entries if one.difference]
        if len(shown) < 2 or whole[name] == effects.SAME:
            continue
        low, middle, high = ([getattr(ends, part) for _, ends in shown] for part in ("low", "middle", "high"))
        unit = f"{entries[0].unit}, {twins.b.name} less {twins.a.name}"
        svg = charts.fan(f"effect-{name}", BY_NAME[name].sentence, [year for year, _ in shown],
                         [low, middle, middle, middle, high], unit)  # fmt: skip
        meaning = effects_table.meaning(name)
        data = tuple(row for one in entries for row in data_of(twins, one))
        made.append(Figure(f"effect-{name}", meaning, svg, CAPTION, (), meaning, data))
    return made


def data_of(twins: TwinsLike, effect: Effect) -> list[dict[str, Cell]]:
    """An effect among the data of a figure: what each scenario gives, and the difference."""
    unit = BY_NAME[effect.observable].unit
    sides = ((f"in the model, {twins.a.name}", effect.a, unit), (f"in the model, {twins.b.name}", effect.b, unit),
             ("in the model, difference", effect.difference, effect.unit))  # fmt: skip
    return [
        data_row(shows, place=EVERYWHERE, time=effect.years, unit=unit, q05=ends.low, q50=ends.middle, q95=ends.high)
        for shows, ends, unit in sides
        if ends
    ]
