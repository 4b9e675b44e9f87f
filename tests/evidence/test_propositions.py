"""What claims say of one another: who, where, when, over what span, and then the numbers."""

from __future__ import annotations

from dataclasses import MISSING, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base import dates
from legation.evidence.claims import Claim
from legation.evidence.entries import fields_of
from legation.evidence.ledger import load_ledger
from legation.evidence.propositions import Proposition, Relation, proposition, relation, unit_factor
from legation.evidence.series import rates_by_year
from legation.evidence.vocabulary import NATURES, WHOSE, vocabulary

SAME, FITS, CONFLICT, APART, CHANGED = (
    Relation.SAME, Relation.FITS, Relation.CONFLICT, Relation.APART, Relation.CHANGED,
)  # fmt: skip

QUOTA = {
    "measure": "quota",
    "whose": "officials",
    "span": "year",
    "wording": "about",
    "low": 30_000.0,
    "high": 30_000.0,
    "unit": "USD per person per year",
    "place": "China",
    "period": "2019",
}
FLIGHTS = {
    "measure": "flights",
    "whose": "officials",
    "span": "year",
    "wording": "exact",
    "low": 20.0,
    "high": 20.0,
    "unit": "persons",
    "place": "worldwide",
    "period": "2015",
}
SAID = {
    "measure": "recall_for_missed_quota",
    "whose": "officials",
    "wording": "none",
    "place": "China",
    "period": "2019",
}


def said(fields, **changes):
    """The proposition of a claim of the ledger with these fields."""
    usual = {name: value for name, value in fields_of(Claim).items() if value is not MISSING}
    blank = replace(next(iter(load_ledger().claims.values())), **usual)
    values = {**fields, **changes}
    for name in ("period",):
        if values.get(name):
            values[name] = dates.parse_date(values[name])
    return proposition(replace(blank, **values), rates_by_year())


def between(first, second):
    """Their relation, which must be the same both ways."""
    there, back = relation(first, second), relation(second, first)
    assert there.relation is back.relation
    return there.relation


def test_the_same_number_of_the_same_is_the_same():
    assert between(said(QUOTA), said(QUOTA, low=28_000.0, high=33_000.0)) is SAME


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"low": 100_000.0, "high": 100_000.0}, CONFLICT),
        ({"wording": "at_least", "high": None, "low": 3_000.0}, FITS),  # a bound alone says too little
        ({"wording": "between", "low": 5_000.0, "high": 60_000.0}, FITS),  # too wide to say the same
        ({"low": 2_500.0, "high": 2_500.0, "span": "month"}, SAME),  # 30,000 a year
        ({"low": 210_000.0, "high": 210_000.0, "unit": "RMB per person per year"}, SAME),  # 6.9 for a dollar
        ({"low": 30.0, "high": 30.0, "unit": "USD thousand per person per year"}, SAME),
        ({"low": 2_500.0, "high": 2_500.0}, CONFLICT),  # a month's sum that calls itself a year's
        ({"place": "Dandong"}, SAME),  # a rate for each of them holds in a part as well
        ({"place": "South-East Asia"}, APART),
        ({"place": ""}, APART),
        ({"period": "2018"}, APART),
        ({"period": "2018-06..2019-02"}, SAME),
        ({"whose": "workers"}, APART),
        ({"whose": "everybody"}, APART),  # what everybody owes says nothing of officials
        ({"measure": "levy", "span": "occasion"}, APART),
    ],
)
def test_a_rate(changes, expected):
    assert between(said(QUOTA), said(QUOTA, **changes)) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"low": 18.0, "high": 18.0}, SAME),  # within the tolerance of an exact count by the press
        ({"low": 40.0, "high": 40.0}, CONFLICT),
        ({"low": 10.0, "high": 10.0, "span": "week", "period": "2015-06-29..2015-07-05"}, FITS),
        ({"low": 40.0, "high": 40.0, "span": "week", "period": "2015-06-29..2015-07-05"}, CONFLICT),
        (
            {"low": 40.0, "high": 40.0, "span": "day", "whose": "everybody"},
            APART,
        ),  # a day of anybody, a year of officials
        ({"low": 40.0, "high": 40.0, "whose": "everybody"}, FITS),
        ({"low": 10.0, "high": 10.0, "whose": "everybody"}, CONFLICT),  # fewer than the officials among them
        ({"low": 5.0, "high": 5.0, "place": "China"}, FITS),
        ({"low": 50.0, "high": 50.0, "place": "China"}, CONFLICT),
        ({"low": 50.0, "high": 50.0, "place": "China", "whose": "everybody"}, APART),  # neither holds the other
        ({"low": 18.0, "high": 18.0, "span": "period", "period": "2015-01..2015-11"}, SAME),
        ({"low": 50.0, "high": 50.0, "span": "period", "period": "2013..2015"}, FITS),
        (
            {"low": 12.0, "high": 12.0, "span": "period", "period": "2013..2015"},
            CONFLICT,
        ),  # three years, fewer than one
        ({"wording": "existence", "low": None, "high": None}, FITS),
        ({"wording": "several", "low": None, "high": None}, CONFLICT),  # two to ten
    ],
)
def test_a_flow(changes, expected):
    assert between(said(FLIGHTS), said(FLIGHTS, **changes)) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2011..2021", "2021-03", CHANGED),
        ("2011..2021", "2012..2021", CONFLICT),  # they share most of their time
        ("2019..2021", "2021", CONFLICT),  # a third of it
        ("2018..2021", "2021-10..2022", CHANGED),
        ("2019", "2019-03", CONFLICT),  # a year is no usual course that a month could leave
        ("2011..2019", "2020", APART),
    ],
)
def test_another_value_in_a_small_part_of_many_years_is_a_change(first, second, expected):
    double = {"low": 100_000.0, "high": 100_000.0}
    assert between(said(QUOTA, period=first), said(QUOTA, period=second, **double)) is expected
    same = SAME if expected is not APART else APART
    assert between(said(QUOTA, period=first), said(QUOTA, period=second)) is same


def test_what_was_counted_over_years_does_not_change_in_a_part_of_them():
    years = FLIGHTS | {"span": "period", "period": "2011..2021"}
    assert between(said(years), said(years, period="2021-03", low=400.0, high=400.0)) is CONFLICT


def test_a_share_is_compared_in_points_and_over_its_own_span():
    share = QUOTA | {"measure": "quota_met", "unit": "percent", "low": 10.0, "high": 10.0}
    assert between(said(share), said(share, low=11.0, high=12.0)) is SAME
    assert between(said(share), said(share, low=60.0, high=60.0)) is CONFLICT
    assert between(said(share), said(share, wording="almost_nobody", low=None, high=None)) is SAME
    assert between(said(share), said(share, span="month")) is APART


def test_a_practice_is_said_or_denied():
    assert between(said(SAID), said(SAID, place="Liaoning")) is SAME
    assert between(said(SAID), said(SAID, denies=True)) is CONFLICT
    assert between(said(SAID, denies=True), said(SAID, denies=True)) is SAME
    assert between(said(SAID), said(SAID, period="2016")) is APART


def test_a_change_is_compared_with_changes_only():
    rose = QUOTA | {"wording": "rose", "low": None, "high": None}
    assert between(said(rose), said(rose)) is SAME
    assert between(said(rose), said(rose, wording="fell")) is CONFLICT
    assert between(said(rose), said(QUOTA)) is APART


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"measure": "", "whose": "", "span": ""}, "it states no measure"),
        ({"period": None}, "it names no time"),
        ({"wording": "none", "low": None, "high": None}, "it gives no number"),
        ({"unit": "cities"}, "it gives no number"),
        ({"span": ""}, "it names no span"),
        ({"unit": "KRW per year", "period": "1995"}, "it gives no number"),  # no rate is known
    ],
)
def test_what_cannot_be_compared_says_why(changes, reason):
    assert said(QUOTA, **changes) == reason
    assert relation(said(QUOTA), said(QUOTA, **changes)).reason == reason


AMOUNTS = st.floats(1, 1e6)


@given(
    measure=st.sampled_from(sorted(vocabulary().measures)),
    whose=st.sampled_from(WHOSE),
    ends=st.tuples(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS),
    places=st.tuples(
        st.sampled_from(["China", "Dandong", "worldwide", "elsewhere"]), st.sampled_from(["China", "Jilin"])
    ),
    spans=st.tuples(*[st.sampled_from(["day", "week", "month", "year", "period", "any_time", "occasion"])] * 2),
    wordings=st.tuples(
        *[st.sampled_from(["exact", "about", "between", "at_least", "rose", "fell", "most", "none"])] * 2
    ),
)
def test_every_relation_holds_both_ways(measure, whose, ends, places, spans, wordings):
    unit = vocabulary().measures[measure].unit or "persons"
    of = vocabulary().measures[measure].of_persons
    first, second = (
        said(
            QUOTA,
            measure=measure,
            whose=whose if of else "",
            place=places[at],
            span=spans[at],
            wording=wordings[at],
            low=min(ends[2 * at : 2 * at + 2]),
            high=max(ends[2 * at : 2 * at + 2]),
            unit=unit,
        )
        for at in (0, 1)
    )
    between(first, second)
    for one in (first, second):
        if isinstance(one, Proposition):
            assert between(one, one) is not CONFLICT


def test_units_become_the_measures_unit():
    when, measures = dates.parse_date("2019"), vocabulary().measures
    assert unit_factor("RMB per month", "month", measures["own_income"], when, rates_by_year()) == pytest.approx(
        12 / 6.91
    )
    assert unit_factor("USD million per year", "year", measures["trade_total"], when, rates_by_year()) == 1e6
    assert unit_factor("percent", "", measures["quota_met"], when, rates_by_year()) == 0.01
    assert unit_factor("RMB", "", measures["flights"], when, rates_by_year()) is None
    assert unit_factor("bananas", "", measures["quota"], when, rates_by_year()) is None


def test_the_ledger_holds_what_its_notes_say():
    """Agreement and conflict of the record itself, each read in its two texts."""
    record = load_ledger()
    assert "nk-2019-mss-13" in record.agreements("nk-2019-intv-19")  # who misses the quota goes home
    # Once a week in ordinary times of eleven years, and at least twice by an order of one month: a change.
    assert "pf-j-04" in record.changed_from("nk-2022-surv-03")
    assert "pf-j-04" not in record.conflicts_of("nk-2022-surv-03")
    for name in record.relations:
        for other, standing in record.relations[name].items():
            assert record.relations[other][name].relation is standing.relation


def test_each_nature_is_used_and_each_measure_stated():
    """A name that nothing points to is a leftover."""
    used = {claim.measure for claim in load_ledger().claims.values()} - {""}
    measures = vocabulary().measures
    assert {measures[name].nature for name in used} == set(NATURES)


def test_a_denial_of_what_was_counted_is_against_any_that_happened() -> None:
    base = load_ledger().claim("pf-i-04-denied")
    rates = rates_by_year()
    denial, again = proposition(base, rates), proposition(base, rates)
    some = proposition(load_ledger().claim("pf-i-04-rfa"), rates)
    assert relation(denial, some) == (CONFLICT, "one says so, the other denies it")
    assert relation(denial, again) == (SAME, "both deny it")
