from __future__ import annotations

from types import SimpleNamespace

from legation.assessment.comparison import ComparisonRow
from legation.assessment.verdicts import (
    ANYTHING,
    BUILT_IN,
    CANNOT_TELL,
    EDGE,
    INFORMATIVE,
    INPUTS_DECIDE,
    INSIDE,
    NARROW,
    OUTSIDE,
    WIDE,
)
from legation.report import findings


def row(claim="a", observable="trade_income", lies=INSIDE, outlet="One", **more):
    return ComparisonRow(**{"claim": claim, "topic": "Money", "observable": observable, "said": "Something was said.",
                  "source": "F/B-3  One, 2019-05", "role": "check", "upstream": claim, "outlet": outlet,
                  "unit": "USD a year", "gives": "USD 1 - USD 2", "lies": lies, "width": NARROW,
                  "grounds": INFORMATIVE} | more)  # fmt: skip


def read(*rows):
    return findings.gather_findings(SimpleNamespace(rows=list(rows)))


def test_what_no_observable_measures_is_kept_apart():
    found = read(row("a"), row("b", "no_such_measure", CANNOT_TELL), row("c", lies=CANNOT_TELL))
    assert [one.claim for one in found.compared] == ["a"]
    assert [one.claim for one in found.untold] == ["c", ""]
    assert [one.claim for one in found.unmodelled] == ["b"]


def test_deaths_lose_every_number_whatever_the_row_says():
    said = row("d", "deaths_by_suicide", gives="3 - 9", low=3.0, median=5.0, high=9.0, share=0.9, reported=(2.0, 10.0))
    (found,) = read(said).untold
    assert (found.lies, found.gives, found.because) == (CANNOT_TELL, "no estimate", "The record gives no rate.")
    assert (found.low, found.median, found.high, found.share, found.reported) == (None,) * 5


def test_deaths_have_a_row_even_if_the_ledger_has_no_report_of_them():
    (found,) = read(row()).untold
    assert (found.topic, found.lies, found.gives) == ("People", CANNOT_TELL, "no estimate")


ROWS = [
    row("edge", lies=EDGE, low=1.0, high=2.0, reported=(40.0, 40.0)),
    row("near", lies=OUTSIDE, low=1.0, high=2.0, reported=(3.0, 3.0)),
    row("far", lies=OUTSIDE, low=1.0, high=2.0, reported=(20.0, float("inf"))),
    row("below", lies=OUTSIDE, low=8.0, high=9.0, reported=(float("-inf"), 2.0)),
    row("vague", width=ANYTHING),
    row("wide", width=WIDE, may_be=(EDGE,)),
    row("inside"),
    row("built", grounds=BUILT_IN, lies=OUTSIDE, low=1.0, high=2.0, reported=(400.0, 400.0)),
    row("decided", grounds=INPUTS_DECIDE),
]


def test_what_tests_the_model_comes_with_the_worst_misfit_first_and_what_nearly_anything_would_fit_last():
    assert [one.claim for one in read(*ROWS).informative] == ["far", "below", "near", "edge", "inside", "wide", "vague"]


def test_misfits_are_those_tests_that_do_not_lie_inside():
    assert [one.claim for one in findings.misfits(ROWS)] == ["far", "below", "near", "edge"]


def test_the_headline_counts_only_what_could_have_come_out_otherwise():
    found = read(*ROWS)
    assert findings.tests_words(found) == (
        "7 of 9 reports set beside the model could have disagreed with it. They lie in its range as follows: 3 inside "
        "(1 where nearly any report would be), 1 at the edge, 3 outside."
    )
    assert findings.uncertain_words(found) == "More worlds may move 1 of them by one step."
    assert findings.untested_words(found).startswith("1 is built in, because ")
    assert findings.untested_words(found).endswith(" · 1 is decided by recorded inputs")
    assert findings.tests_words(read()) == "No report could be compared."


def test_the_outlet_with_most_claims_is_named_first():
    rows = [row("a", outlet="Two"), row("b", outlet="One"), row("c", outlet="Two")]
    assert findings.same_outlets(rows) == "2 of 3 compared claims come from Two, 1 from One."


def test_a_range_of_days_within_a_month_is_shown_as_the_month():
    assert findings.published_month(row(source="F/B-1  X, 2019-05-06..2019-05-31")) == "F/B-1  X, May 2019"
    assert findings.published_month(row(source="F/B-1  X, 2019-05..2019-07")) == "F/B-1  X, May 2019 to Jul 2019"
    assert findings.published_month(row(source="F/B-1  X, 2019")) == "F/B-1  X, 2019"


def test_a_reason_is_a_sentence():
    assert findings.reason(row(because="its unit is unknown")) == "Its unit is unknown."
    assert findings.reason(row()) == ""
