"""The charts of a comparison: of which measures, and with which numbers."""

from __future__ import annotations

from dataclasses import replace

from legation.experiments import effects
from legation.report import effects_table
from legation.report.effect_charts import LEADS, by_year, data_of, effect_charts
from legation.report.effects_table import CLEAR, HALF_CLEAR


def test_a_measure_with_a_direction_has_a_chart_in_the_order_of_the_table(twins):
    names = [figure.name.removeprefix("effect-") for figure in effect_charts(twins)]
    ranked = [
        effect.observable for effect in effects_table.ranked_effects(twins) if effect.label in (*CLEAR, *HALF_CLEAR)
    ]
    assert names == [name for name in ranked if name in names]
    assert names


def test_where_nothing_has_a_direction_the_leading_measures_are_drawn(twins):
    undirected = [replace(effect, label=effects.CANNOT_TELL) for effect in twins.effects]
    names = {figure.name.removeprefix("effect-") for figure in effect_charts(replace(twins, effects=undirected))}
    assert names and names <= set(LEADS)


def test_what_hardly_differs_has_no_chart(twins):
    same = [replace(effect, label=effects.SAME) for effect in twins.effects]
    assert effect_charts(replace(twins, effects=same)) == []


def test_the_rows_of_an_effect_are_its_three_intervals(twins):
    effect = next(effect for effect in by_year(twins)["trade_income"] if effect.difference)
    here, there, apart = data_of(twins, effect)
    for row, ends in ((here, effect.a), (there, effect.b), (apart, effect.difference)):
        assert (row["q05"], row["q50"], row["q95"]) == tuple(ends)
        assert row["time"] == str(effect.first_year)


def test_a_caption_has_medians_with_intervals_of_both_and_of_the_difference(twins):
    for figure in effect_charts(twins):
        effect = next(one for one in effects.whole_spans(twins.effects) if figure.name == f"effect-{one.observable}")
        assert effects_table.difference_words(effect) in figure.model
        assert f"{twins.a.name} " in figure.model and f"{twins.b.name} " in figure.model
