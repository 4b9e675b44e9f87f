"""The text of a comparison: what differs, when twins part, what is assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report.effects_table import (
    MEDIAN_OFFICIAL,
    NO_FACT,
    SIZE_ASSUMED,
    difference_words,
    effects_screen,
    given_strengths,
    measure_name,
    ranked_effects,
    signed,
    strengths,
    told_apart,
)
from legation.report.screen import HEIGHT

SPREADS = {one.name for one in BY_NAME.values() if one.kind == "spread"}


def differing_policies(twins):
    """Each scenario drops or adds policies, and gives none in another form."""
    differing = set(twins.a.policies) ^ set(twins.b.policies)
    assert len({policy.name for policy in differing}) == len(differing)
    return differing


def words(twins, **options):
    return " ".join(effects_screen(twins, **options).text().split())


def test_differences_are_those_that_a_world_is_told(twins):
    told = told_apart(twins)
    series = [
        name for name, dated in twins.a.inputs.items() if dated.counterfactual != twins.b.inputs[name].counterfactual
    ]
    assert series == ["imports", "exports"]
    assert len(told) == len(series) + len(differing_policies(twins))
    assert not any(": assumed " in sentence or sentence.startswith("Title") for sentence in told)


def test_no_line_is_wider_than_the_console(twins):
    assert all(len(line) <= 70 for line in effects_screen(twins).text(70).splitlines())


def test_it_fits_on_a_screen_and_leads_with_what_is_clear(twins):
    screen = effects_screen(twins, [("legation open", "the report")])
    assert screen.height() <= HEIGHT
    said = screen.text()
    clear = [effect for effect in ranked_effects(twins) if effect.label in (effects.HIGHER, effects.LOWER)]
    assert clear and measure_name(clear[0]) in said
    open_ = [effect for effect in ranked_effects(twins) if effect.label == effects.CANNOT_TELL]
    assert not open_ or "no clear direction for" in said


def test_the_head_says_which_worlds_that_nothing_is_fitted_and_that_it_is_no_fact(twins):
    said = words(twins)
    assert said.startswith("NO-2016-17-SANCTIONS AGAINST BASELINE 24 pairs of worlds · unfitted: prior only")
    assert NO_FACT in said


def test_all_of_it_names_every_measure_with_both_sides_and_the_difference(twins):
    said = words(twins, whole=True)
    for effect in effects.whole_spans(twins.effects):
        assert measure_name(effect) in said
        assert "".join(BY_NAME[effect.observable].sentence.split()) in "".join(said.split()) or effect.label
    assert twins.b.inputs["imports"].assumed in said
    assert "No record can show “China's imports from the modelled state” in no-2016-17-sanctions" in said


def test_only_what_speaks_of_something_is_shown(twins):
    said = words(twins, only="income")
    assert "trade income" in said and "posted officials" not in said
    assert "“income”:" in said
    assert "0 measures of" in words(twins, only="weather")


def test_where_a_control_differs_the_size_is_said_to_be_assumed(twins):
    from legation import api

    louder = api.resolve_scenario("baseline", overrides=["alert.jump=0.5"])
    assert SIZE_ASSUMED in words(replace(twins, b=louder))
    assert SIZE_ASSUMED not in words(twins)


def test_equal_scenarios_have_nothing_to_measure(twins):
    silent = [replace(one, told=None, what=(), week=None) for one in twins.partings]
    said = words(replace(twins, effects=[], partings=silent, differences=[], b=twins.a))
    assert "Differs in nothing" in said
    assert "there is nothing to measure" in said


def test_ranges_hold_given_the_strengths_of_the_policies_that_differ(twins):
    differing = differing_policies(twins)
    assert {"icbc", "imports-while-closed"} <= {policy.name for policy in differing}
    assumed = {policy.title for policy in differing if not policy.parameter}
    assert {title for title, _ in strengths(twins)} == {title.rstrip(".") for title in assumed}
    assert 0 < len(assumed) < len(differing)
    assert f"The scenarios differ in {len(assumed)} policies of assumed strength" in words(twins)
    assert given_strengths(replace(twins, b=twins.a)) == ""


def test_of_a_spread_the_median_official_is_meant(twins):
    said = "".join(words(twins, whole=True).split())
    assert said.count("".join(MEDIAN_OFFICIAL.split())) <= len({one.observable for one in twins.effects} & SPREADS)


def test_the_audit_speaks_of_the_program_and_not_of_a_measure(twins):
    said = words(twins)
    assert "The accounts balance to the cent in 24 of 24 pairs · 0 alarms · 0 failed" in said
    assert "saturation" not in said


def test_a_difference_has_its_sign_and_no_currency():
    assert [signed(value, "USD a year") for value in (1234.0, -1234.0, 0.0)] == ["+1,200", "−1,200", "0"]
    assert signed(-2.3e6, "USD") == "−2.3 million"


def test_arrears_are_always_among_the_lines_shown(twins):
    arrears = [effect for effect in effects.whole_spans(twins.effects) if effect.observable == "arrears_usd"]
    assert len(arrears) == 1
    for label in (effects.HIGHER, effects.NOT_LOWER, effects.SAME, effects.CANNOT_TELL):
        tiny = replace(arrears[0], label=label, difference=effects.Interval(0.0, 0.001, 0.002))
        changed = replace(twins, effects=[tiny if effect is arrears[0] else effect for effect in twins.effects])
        screen = effects_screen(changed, [("legation open", "the report"), ("legation compare", "more")])
        rows = [line for line in screen.text().splitlines() if line.startswith("arrears  ")]
        assert len(rows) == 1 and screen.height() <= HEIGHT, label
    nothing = replace(twins, effects=[effect for effect in twins.effects if effect.observable != "arrears_usd"])
    assert not [line for line in effects_screen(nothing).text().splitlines() if line.startswith("arrears  ")]


def test_a_parameter_that_was_fixed_is_said_to_have_lost_its_spread_and_where(twins):
    sentence = "flight.deterrence is fixed at 0.9 share; its spread of 0.045 to 0.85 is gone."
    a, b = (replace(scenario, fixed=(sentence,)) for scenario in (twins.a, twins.b))
    assert f"Fixed In B, {sentence}" in words(replace(twins, b=b))
    assert f"Fixed {sentence}" in words(replace(twins, a=a, b=b)) and "Fixed" not in words(twins)


@pytest.mark.parametrize(
    ("observable", "name"),
    [
        ("margin_month_rmb", "margin"), ("reunion_income_usd_per_agency", "reunion income per agency"),
        ("recalls_in_busiest_month", "recalls in busiest month"), ("arrears_usd", "arrears"),
    ],
)  # fmt: skip
def test_a_measure_is_called_by_its_name_without_the_unit(twins, observable, name):
    (effect, *_) = effects.whole_spans(twins.effects)
    assert measure_name(replace(effect, observable=observable)) == name


def test_a_range_goes_from_the_lower_to_the_higher_end(twins):
    (effect, *_) = [one for one in effects.whole_spans(twins.effects) if one.observable == "state_income_usd"]
    fall = replace(effect, difference=effects.Interval(-6.1e6, -2.7e6, -3.8e5))
    assert difference_words(fall) == "−2.7 million (−6.1 million to −380,000)"
