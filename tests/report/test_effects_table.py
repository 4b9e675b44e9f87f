"""The text of a comparison: what differs, when twins part, what is assumed."""

from __future__ import annotations

from dataclasses import replace

from legation.experiments import effects
from legation.observation.observables.catalogue import BY_NAME
from legation.report.effects_table import (
    DIRECTIONS_ONLY,
    MEDIAN_OFFICIAL,
    NO_FACT,
    effects_screen,
    given_strengths,
    partings_words,
    strengths,
    told_apart,
)

SPREADS = {one.name for one in BY_NAME.values() if one.kind == "spread"}


def differing_policies(twins):
    """Each scenario drops or adds policies, and gives none in another form."""
    differing = set(twins.a.policies) ^ set(twins.b.policies)
    assert len({policy.name for policy in differing}) == len(differing)
    return differing


def words(twins, **options):
    return " ".join(effects_screen(twins).text(**options).split())


def test_the_head_says_which_worlds_that_nothing_is_fitted_and_that_it_is_no_fact(twins):
    said = words(twins)
    assert "no-2016-17-sanctions against baseline · 24 pairs of worlds · unfitted: prior only" in said
    assert NO_FACT in said


def test_every_measure_is_named_with_its_effect(twins):
    said = words(twins)
    for effect in effects.whole_spans(twins.effects):
        assert BY_NAME[effect.observable].sentence in said
        assert f"{effect.years}: {effect.words}" in said


def test_an_assumed_path_is_printed_with_the_answer(twins):
    said = words(twins)
    assert "No record can show “China's imports from the modelled state” in no-2016-17-sanctions" in said
    assert twins.b.inputs["imports"].assumed in said


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


def test_equal_scenarios_have_nothing_to_measure(twins):
    silent = [replace(one, told=None, what=(), week=None) for one in twins.partings]
    said = words(replace(twins, effects=[], partings=silent, differences=[], b=twins.a))
    assert "In what baseline differs from baseline: nothing." in said
    assert "there is nothing to measure" in said


def test_a_control_is_told_with_the_reason_why_no_number_is(twins):
    from legation import api

    louder = api.resolve_scenario("baseline", overrides=["alert.jump=0.5"])
    bare = [replace(one, a=None, b=None, difference=None, higher=None, lower=None) for one in twins.effects]
    assert DIRECTIONS_ONLY in words(replace(twins, b=louder, effects=bare))
    assert DIRECTIONS_ONLY not in words(twins)


def test_ranges_hold_given_the_strengths_of_the_policies_that_differ(twins):
    differing = differing_policies(twins)
    assert {"icbc", "imports-while-closed"} <= {policy.name for policy in differing}
    assert len(strengths(twins)) == len(differing)
    said = words(twins)
    assert (
        f"Every range holds given the strengths that are assumed for the {len(differing)} policies that differ" in said
    )
    assert given_strengths(replace(twins, b=twins.a)) == ""


def test_of_a_spread_the_median_official_is_meant(twins):
    said = words(twins)
    assert f"{BY_NAME['margin_month_rmb'].sentence} {MEDIAN_OFFICIAL}" in said
    assert said.count(MEDIAN_OFFICIAL) == len({one.observable for one in twins.effects} & SPREADS)


def test_the_audit_speaks_of_the_program_and_not_of_a_measure(twins):
    said = words(twins)
    assert "0 cents off in 24 of 24 pairs · alarms of the program 0 · failed pairs 0" in said
    assert "saturation" not in said


def test_no_line_is_wider_than_the_console(twins):
    assert all(len(line) <= 70 for line in effects_screen(twins).text(70).splitlines())
