"""When twins part, in sentences."""

from __future__ import annotations

from dataclasses import replace

from legation.report.partings import partings_words


def test_the_audit_says_when_by_what_and_where_twins_part(twins):
    (sentence,) = partings_words(twins)
    assert sentence == (
        "We compared 4 pairs week by week. The two worlds are identical until the week of 29 February 2016, when "
        "imports, exports first differ. What follows differs first in the same week, after mechanism "
        "environment: market."
    )


def test_pairs_that_part_otherwise_and_parameters_drawn_otherwise_are_told(twins):
    other = replace(twins.partings[1], mechanism="trade", week=380)
    changed = replace(twins, partings=[twins.partings[0], other], differing_parameters=["trade.median_margin"])
    said = partings_words(changed)
    assert said[1].startswith("Pair 1: The two worlds are identical until")
    assert said[2].startswith("Drawn otherwise in the two scenarios: trade.median_margin.")
    later = [replace(one, week=one.told + number) for number, one in enumerate(twins.partings)]
    assert "appears between 29 February 2016 and 21 March 2016" in " ".join(
        partings_words(replace(twins, partings=later))
    )
