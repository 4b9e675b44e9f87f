"""The text of a comparison: what differs, when twins part, what is assumed."""

from __future__ import annotations

from dataclasses import replace

from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report.effects_table import (
    MEDIAN_OFFICIAL,
    NO_FACT,
    SIZE_ASSUMED,
    effects_screen,
    given_strengths,
    measure_name,
    partings_words,
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


def test_the_audit_says_when_by_what_and_where_twins_part(twins):
    (sentence,) = partings_words(twins)
    assert sentence == (
        "Twin audit, 4 pairs taken apart week by week. Every byte is equal until the week of 29 February 2016, when "
        "imports, exports first differ. The first difference in a world follows in the same week, after mechanism "
        "environment: market."
    )


def test_pairs_that_part_otherwise_and_parameters_drawn_otherwise_are_told(twins):
    other = replace(twins.partings[1], mechanism="trade", week=380)
    changed = replace(twins, partings=[twins.partings[0], other], differing_parameters=["trade.median_margin"])
    said = partings_words(changed)
    assert said[1].startswith("Pair 1: Every byte is equal until")
    assert said[2].startswith("Drawn otherwise in the two scenarios: trade.median_margin.")
    later = [replace(one, week=one.told + number) for number, one in enumerate(twins.partings)]
    assert "comes between 29 February 2016 and 21 March 2016" in " ".join(
        partings_words(replace(twins, partings=later))
    )


def test_no_line_is_wider_than_the_console(twins):
    assert all(len(line) <= 70 for line in effects_screen(twins).text(70).splitlines())


def test_it_fits_on_a_screen_and_leads_with_what_is_clear(twins):
    screen = effects_screen(twins, [("legation open", "the report")])
    assert screen.height() <= HEIGHT
    said = screen.text()
    clear = [effect for effect in ranked_effects(twins) if effect.label in (effects.HIGHER, effects.LOWER)]
    assert clear and measure_name(clear[0]) in said
    open_ = [effect for effect in ranked_effects(twins) if effect.label == effects.CANNOT_TELL]
    assert not open_ or "which way" in said


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
    assert f"strengths that are assumed for the {len(assumed)} policies that differ" in words(twins)
    assert given_strengths(replace(twins, b=twins.a)) == ""


def test_of_a_spread_the_median_official_is_meant(twins):
    said = "".join(words(twins, whole=True).split())
    assert said.count("".join(MEDIAN_OFFICIAL.split())) <= len({one.observable for one in twins.effects} & SPREADS)


def test_the_audit_speaks_of_the_program_and_not_of_a_measure(twins):
    said = words(twins)
    assert "0 cents off in 24 of 24 pairs · 0 alarms · 0 failed" in said
    assert "saturation" not in said


def test_a_difference_has_its_sign_and_no_currency():
    assert [signed(value, "USD a year") for value in (1234.0, -1234.0, 0.0)] == ["+1,200", "−1,200", "0"]
    assert signed(-2.3e6, "USD") == "−2.3 million"
