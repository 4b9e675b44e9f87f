"""Claims beside hand-made worlds: what is measured, what is refused and why, and what of it may be shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import count

import numpy as np
import pytest

from legation.assessment import foundations
from legation.assessment.comparison import NOT_YET, ComparisonBuilder, by_outlet, tally
from legation.assessment.silence import foregone
from legation.assessment.verdicts import (
    ANYTHING,
    BUILT_IN,
    CANNOT_TELL,
    EDGE,
    INFORMATIVE,
    INPUTS_DECIDE,
    INSIDE,
    MAY_BE_DECIDED,
    NARROW,
    OUTSIDE,
    PLACES,
    WIDE,
)
from legation.base.calendar import WEEKS
from legation.engine.week import compose, the_week
from legation.evidence import ledger as ledgers
from legation.experiments.setup import load_scenario
from legation.kernel.fixed_point import ONE
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import PLACE_AND_PERIOD
from legation.population.codes import INCOME_BINS
from tests.evidence.helpers import claim, folder, shipped, unbuilt
from tests.observation.helpers import place, tables

DANDONG, BEIJING, ABROAD = place("Dandong"), place("Beijing"), place("elsewhere")
RATES = dict.fromkeys(range(2009, 2027), 7.0)
PERIOD_2013 = slice(52, 65)  # 31 December 2012 to 29 December 2013


@pytest.fixture
def history():
    """Enough worlds to exclude something, with 10 officials in Dandong and 30 in Beijing all the time."""
    made = tables(worlds=150)
    made["posted"][:, :, DANDONG], made["posted"][:, :, BEIJING] = 10, 30
    return made


def _about(observable, **changes):
    """A claim about 2013 in Dandong, unless told otherwise."""
    fields = {"place": '"Dandong"', "period": '"2013-01-01..2013-12-29"', "unit": '"persons"', "wording": '"about"',
              "kind": '"quantity"', "represented_by": f'{{ observable = ["{observable}"] }}', **changes}  # fmt: skip
    return claim(**fields)


@pytest.fixture
def compare(tmp_path, history, monkeypatch):
    """From claims to rows, with the worlds as they are when it is called, and without mechanisms as not built yet."""
    numbers = count()

    def compare(*claims, weeks=(0, WEEKS - 1), off=(), as_of=None, worlds=150, without=(), own=()):
        modules = [mechanism.module for mechanism in the_week().mechanisms if mechanism.name not in without]
        monkeypatch.setattr(foundations, "the_week", lambda: compose(modules) if without else the_week())
        ledger = ledgers.load_ledger(records=shipped(tmp_path / f"records-{next(numbers)}", *claims), as_of=as_of)
        ledger = replace(ledger, own=frozenset(own))
        told = load_scenario("baseline")
        told = replace(
            told, first_week=weeks[0], last_week=weeks[1], switches=told.switches | dict.fromkeys(off, False)
        )
        compared = ComparisonBuilder(ledger, told, RATES)
        for chunk in (slice(0, worlds // 2), slice(worlds // 2, worlds)):
            compared.add_chunk({name: table[chunk] for name, table in history.items()})
        return compared.rows()

    return compare


def _only(rows):
    (row,) = rows
    return row


def test_a_head_count_is_compared_at_its_own_place_and_time(compare, history):
    history["posted"][:, PERIOD_2013, DANDONG] = np.arange(110, 260)[:, None]  # worlds give 110, 111, … 259
    row = _only(compare(_about("posted_officials", low="150", high="150")))
    assert (row.lies, row.width, row.grounds, row.may_be) == (INSIDE, WIDE, INFORMATIVE, ())
    assert (row.unit, row.topic, row.worlds) == ("persons", "People", 150)
    assert (row.low, row.median, row.high, row.gives) == (120, 180, 250, "180 (120–250)")
    assert row.reported == pytest.approx((150 * np.exp(-0.25), 150 * np.exp(0.25)))
    assert row.share is None and row.verdict == "inside"


@pytest.mark.parametrize(
    ("changes", "is_compared"),
    [({}, False), ({"place": '"China"'}, False), ({"place": '"China"', "period": '"2013"'}, True)],
)
def test_no_claim_of_a_user_gets_a_number_of_flights_in_a_town_or_a_part_of_a_year(compare, changes, is_compared):
    fled = _about("flights", low="5", high="5", unit='"persons"', **changes)
    shipped_row, own_row = _only(compare(fled)), _only(compare(fled, own={"one"}))
    assert shipped_row.is_compared and own_row.is_compared is is_compared
    if not is_compared:
        assert "by year and region only" in own_row.because and (own_row.low, own_row.share) == (None, None)


def test_an_own_finding_is_an_echo_to_a_comparison_where_it_is_one_to_about(tmp_path):
    """The model is asked in one place, so a number that the record made is no agreement on either screen."""
    said = {"measure": '"quota"', "whose": '"officials"', "wording": '"about"', "unit": '"USD per person per year"',
            "span": '"year"', "place": '"China"', "period": '"2015"', "low": "40000", "high": "40000"}  # fmt: skip
    ledger = ledgers.load_ledger(folders=[folder(tmp_path, claim(**said))])
    compared = ComparisonBuilder(ledger, load_scenario("baseline"), RATES)
    same = [ledger.claims[name] for name in ledger.agreements("one")]
    voice = foregone(ledger.claims["one"], same, ledger, compared.grounds)
    assert voice and compared.built_in["one"] and compared.built_in["one"] in voice.sentence
    assert compared.targets["one"].observable.name == "quota_usd"


def test_no_claim_of_a_user_about_a_described_person_gets_a_number(compare):
    of_one = {"paraphrase": '"A branch chief in Dandong fled."', "place": '"China"', "period": '"2013"'}
    row = _only(compare(_about("flights", low="1", high="1", **of_one), own={"one"}))
    assert not row.is_compared and "describes one person or a few" in row.because


@pytest.mark.parametrize("worlds", [5, 19, 150])
def test_few_worlds_give_their_numbers_too(compare, worlds):
    row = _only(compare(_about("posted_officials", low="10", high="10"), worlds=worlds))
    assert (row.lies, row.gives, row.low, row.worlds) == (INSIDE, "10", 10, worlds)


def test_of_two_worlds_nothing_can_be_said(compare):
    row = _only(compare(_about("posted_officials", low="1000", high="1000"), worlds=2))
    assert (row.lies, row.gives) == (CANNOT_TELL, "no estimate")
    assert row.because == "too few worlds (2) to say whether the report lies inside or outside"


@pytest.mark.parametrize(("low", "verdict"), [(20, INSIDE), (24.8, EDGE), (26, OUTSIDE)])
def test_the_tolerance_of_the_wording_counts(compare, history, low, verdict):
    # The worlds' central 80 % is 11 to 19 and their 98 % 11 to 20; "about" reaches down to 0.7788 of a value: 20 to
    # 15.6, 24.8 to 19.3, 26 to 20.2.
    history["posted"][:, PERIOD_2013, DANDONG] = np.repeat([11, 15, 19, 20], [20, 80, 45, 5])[:, None]
    assert _only(compare(_about("posted_officials", low=str(low), high=str(low)))).lies == verdict


def test_an_income_is_compared_with_the_spread_of_persons_in_its_own_currency_and_time(compare, history):
    by_place = history["income_bins"].reshape(150, -1, 7, INCOME_BINS)
    by_place[:, PERIOD_2013, DANDONG, 16] = 10  # all earn 256 to 362 dollars in four weeks
    least, most = 256 * 13 / 12 * 7, 256 * 2**0.5 * 13 / 12 * 7  # 1,941 to 2,745 RMB a month

    def verdict(value, unit, wording="exact"):
        return _only(compare(_about("margin_month_rmb", low=f"{value}", high=f"{value}", unit=f'"{unit}"',
                                    wording=f'"{wording}"'))).lies  # fmt: skip

    middle = (least + most) / 2
    assert verdict(middle, "RMB per month") == INSIDE
    assert verdict(middle * 12, "RMB a year") == INSIDE
    assert verdict(middle, "RMB a year") == OUTSIDE
    assert verdict(middle, "RMB") == CANNOT_TELL
    assert verdict(middle, "USD per month") == CANNOT_TELL
    assert verdict(most * 1.2, "RMB per month") == OUTSIDE


@pytest.fixture
def a_share(monkeypatch):
    """A share to measure: none of the installed observables is one."""
    share = BY_NAME["alert"]._replace(name="account_share", unit="share of officials", needs="founding",
                                    resolution=PLACE_AND_PERIOD)  # fmt: skip
    monkeypatch.setitem(BY_NAME, "account_share", share)


@pytest.mark.usefixtures("a_share")
def test_percent_becomes_a_share(compare, history):
    history["alert"][:] = round(0.8 * ONE)
    row = _only(compare(_about("account_share", low="80", high="80", unit='"percent of trade officers"')))
    assert (row.lies, row.gives) == (INSIDE, "80 %")
    assert _only(compare(_about("account_share", wording='"most"', unit='""'))).lies == INSIDE
    assert _only(compare(_about("account_share", wording='"almost_nobody"', unit='""'))).lies == OUTSIDE


@pytest.mark.usefixtures("a_share")
def test_most_of_a_count_and_several_of_a_share_mean_nothing(compare):
    assert _only(compare(_about("posted_officials", wording='"most"'))).lies == CANNOT_TELL
    assert _only(compare(_about("account_share", wording='"several"', unit='""'))).lies == CANNOT_TELL


def test_a_count_of_flights_is_of_the_whole_period_and_a_rate_is_a_year(compare, history):
    history["fled"][:, 52:78, DANDONG] = 1  # 13 in 2013 and 13 in 2014

    def verdict(count, unit, period):
        return _only(compare(_about("flights", low=f"{count}", high=f"{count}", wording='"exact"', unit=f'"{unit}"',
                                    period=f'"{period}"'))).lies  # fmt: skip

    two_years = "2013-01-01..2014-12-28"
    assert verdict(26, "persons", two_years) == INSIDE
    assert verdict(13, "persons", two_years) == OUTSIDE
    assert verdict(13, "persons a year", two_years) == INSIDE
    assert verdict(26, "persons a year", two_years) == OUTSIDE
    assert verdict(13 / 12, "persons per month", two_years) == INSIDE


def test_a_rise_is_measured_between_its_windows(compare, history):
    history["alert"][:, 0:52] = ONE // 4
    history["alert"][:, 52:] = ONE // 2
    history["alert"][:15, 52:] = ONE // 8
    history["alert"][15:30, 52:] = ONE // 4 + ONE // 32  # by an eighth, which a report can't see
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    about = {"windows": windows, "unit": '""', "place": '"overseas"'}
    row = _only(compare(_about("alert", wording='"rose"', period=None, **about)))
    assert (row.lies, row.share) == (INSIDE, 0.8)
    assert row.gives == "rises in 120, falls in 15, unchanged in 15 of 150 worlds"
    assert (row.low, row.high, row.reported, row.because) == (None, None, None, "")
    row = _only(compare(_about("alert", wording='"fell"', **about)))
    assert row.gives == "falls in 15, rises in 120, unchanged in 15 of 150 worlds"


def test_what_no_draw_shows_otherwise_is_decided_by_inputs(compare, history):
    history["trade_income"][:, 39:52, DANDONG], history["trade_income"][:, 52:65, DANDONG] = 1000, 500
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    fell, rose = (_about("trade_income", wording=f'"{word}"', windows=windows, unit='""') for word in ("fell", "rose"))
    row = _only(compare(fell))
    assert (row.lies, row.width, row.grounds, row.verdict) == (INSIDE, NARROW, INPUTS_DECIDE, "inputs decide: inside")
    assert not row.is_informative
    assert _only(compare(rose)).grounds == INPUTS_DECIDE
    few = _only(compare(fell, worlds=100))  # so few might agree by chance
    assert (few.grounds, few.is_informative) == (MAY_BE_DECIDED, False)
    assert few.because.startswith("All 100 worlds have the change one way; 150 are needed to tell")
    history["trade_income"][0] = 500
    assert _only(compare(fell)).grounds == INFORMATIVE


def test_a_change_with_its_size_is_compared_as_a_ratio(compare, history):
    """Twice as much a year later; the worlds give 1.5 to 3 times as much, and in one there was nothing before."""
    history["trade_income"][:, 39:52, DANDONG] = 1000
    history["trade_income"][:, 52:65, DANDONG] = np.linspace(1500, 3000, 150)[:, None].astype(int)
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    doubles = {
        "wording": '"rose"',
        "low": "100",
        "high": "100",
        "unit": '"percent growth per year"',
        "windows": windows,
    }
    row = _only(compare(_about("trade_income", **doubles)))
    assert (row.lies, row.unit, row.median) == (INSIDE, "times", 2.2)
    assert row.reported == pytest.approx((2 / np.exp(0.15), 2 * np.exp(0.15)), rel=0.01)
    assert _only(compare(_about("trade_income", **doubles | {"low": "400", "high": "400"}))).lies == OUTSIDE
    half = doubles | {"wording": '"at_least"', "low": "50", "high": None, "unit": '"percent fall"'}
    assert _only(compare(_about("trade_income", **half))).lies == OUTSIDE
    history["trade_income"][:, 52:65, DANDONG] = 400
    assert _only(compare(_about("trade_income", **half))).lies == INSIDE


def test_the_worlds_in_which_something_happens_are_counted_as_they_are(compare, history):
    history["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    found = _about("clampdowns", wording='"existence"', kind='"fact"', unit='""', place='"overseas"')
    assert _only(compare(found)).gives == "happens in 150 of 150 worlds"
    history["clampdowns"][:] = 0
    row = _only(compare(found))
    assert (row.gives, row.lies, row.share) == ("happens in 0 of 150 worlds", OUTSIDE, 0)
    assert (row.may_be, row.because) == ((EDGE,), "0 of 150; with more worlds it may be at the edge.")
    row = _only(compare(found, worlds=16))
    assert (row.gives, row.lies, row.may_be) == ("happens in 0 of 16 worlds", OUTSIDE, (EDGE,))


@pytest.mark.parametrize("where", ['"Dandong"', '"China"'])
def test_control_is_compared_where_it_tightened(compare, history, where):
    history["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    row = _only(compare(_about("clampdowns", wording='"existence"', kind='"fact"', unit='""', place=where)))
    assert (row.lies, row.gives, row.share) == (INSIDE, "happens in 150 of 150 worlds", 1)


def test_an_event_is_sought_in_the_years_of_selection_not_at_its_own_date(compare, history):
    """Ten in one week of 2018 answer for a report of 2015: it was news because it stood out."""
    history["fled_in_a_week"][:, 120, 0] = 10
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"exact"', low="10", high="10",
                   unit='"persons in a week"', place='"overseas"', period='"2015-06-29..2015-07-05"')  # fmt: skip
    row = _only(compare(burst))
    assert (row.lies, row.because) == (
        INSIDE,
        "Any such stretch of 2013 to 2022, overseas, counts, because outlets choose what is news.",
    )
    assert (row.gives, row.share, row.reported) == ("happens in 150 of 150 worlds", 1.0, None)
    assert _only(compare(burst, weeks=(4 * 52, 4 * 110 - 1))).lies == OUTSIDE  # that week was not simulated
    history["fled_in_a_week"][:] = 0
    history["fled_in_a_week"][:, 190, 0] = 10  # 2023, after the years of selection
    assert _only(compare(burst)).lies == OUTSIDE


@pytest.mark.parametrize(("period", "is_told"), [("2024-04", False), ("2012-06", False), ("2022-04", True)])
def test_no_event_of_another_time_is_answered_from_the_years_of_selection(compare, period, is_told):
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"several"', place='"overseas"', unit='""',
                   period=f'"{period}"')  # fmt: skip
    row = _only(compare(burst))
    assert row.is_compared is is_told
    assert is_told or row.because.startswith("events are sought from 2013 to 2022 only")


def test_the_reason_names_the_years_that_were_simulated(compare):
    event = _about("flights", kind='"event"', wording='"several"')
    row = _only(compare(event, weeks=(4 * 52, 4 * 104 - 1)))
    assert row.because.startswith(
        "Any such stretch of 2013 to 2016, Dandong, counts, because outlets choose what is news."
    )


def test_several_flights_in_weeks_are_sought_as_a_count_in_stretches_of_that_length(compare, history):
    # The report speaks of two periods. Nowhere do two neighbouring ones hold more than 1 + 2.
    history["fled"][:, 100:104, ABROAD] = [1, 2, 0, 1]
    event = _about("flights", kind='"event"', wording='"several"', unit='"cases"', place='"outside China"',
                   period='"2019-02-28..2019-04-04"')  # fmt: skip
    assert _only(compare(event)).lies == INSIDE
    history["fled"][:50, 101, ABROAD] = 0
    row = _only(compare(event))
    assert (row.lies, row.gives) == (INSIDE, "happens in 100 of 150 worlds")  # several are two at least
    history["fled"][50:, 101, ABROAD] = 99
    assert _only(compare(event)).gives == row.gives
    history["fled"][:, 101, ABROAD] = 0
    assert _only(compare(event)).lies == OUTSIDE


@pytest.mark.parametrize(("fled", "verdict"), [(8, OUTSIDE), (9, INSIDE), (30, INSIDE)])
def test_an_event_needs_as_many_as_reported_less_the_tolerance(compare, history, fled, verdict):
    history["fled_in_a_week"][:, 120, 0] = fled  # of ten, exactly, 8.6 are enough
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"exact"', low="10", high="10",
                   unit='"persons in a week"', place='"overseas"', period='"2015-06-29..2015-07-05"')  # fmt: skip
    assert _only(compare(burst)).lies == verdict


@pytest.mark.parametrize(("most", "verdict"), [(7, OUTSIDE), (8, INSIDE), (40, INSIDE)])
def test_who_went_home_in_one_busy_month_is_looked_for_in_every_month_reported(compare, history, most, verdict):
    """About ten are 7.8 at least. Two places of the region count together, another year and another region don't."""
    history["recalls_done"][:, 80, DANDONG], history["recalls_done"][:, 80, place("Yanji")] = most - 3, 3
    history["recalls_done"][:, 20, DANDONG] = history["recalls_done"][:, 80, BEIJING] = 100
    told = _about("recalls_in_busiest_month", low="10", high="10", place='"north-east China"', period='"2014..2016"')
    row = _only(compare(told))
    assert (row.lies, row.share) == (verdict, float(verdict == INSIDE))


@pytest.mark.parametrize(("unit", "verdict"), [("persons", INSIDE), ("persons a year", OUTSIDE)])
def test_an_event_told_as_a_rate_is_sought_as_a_rate(compare, history, unit, verdict):
    history["fled"][:, 120:133, DANDONG] = 1  # thirteen in a year; the report speaks of two periods
    event = _about("flights", kind='"event"', wording='"at_least"', low="2" if unit == "persons" else "16",
                   unit=f'"{unit}"', period='"2019-02-28..2019-04-04"')  # fmt: skip
    assert _only(compare(event)).lies == verdict


def test_flights_beside_a_report_have_a_number_at_its_own_place_and_time(compare, history):
    history["fled"][:, PERIOD_2013, DANDONG] = np.arange(150)[:, None] % 10
    row = _only(compare(_about("flights", low="37", high="37", wording='"exact"', kind='"fact"')))
    assert (row.low, row.median, row.high, row.gives) == (0, 58, 120, "58 (0–120)")
    assert (row.lies, row.width) == (INSIDE, ANYTHING)
    assert row.verdict == "inside, where nearly anything would do"


def test_worlds_without_a_say_are_counted_and_explained(compare, history):
    history["captured"][:100, 60, DANDONG] = history["arrived"][:100, 60, DANDONG] = 1
    told = _about("captured_share", low="50", high="50", unit='"percent"', wording='"exact"', place='"China"')
    row = _only(compare(told))
    assert (row.lies, row.worlds) == (INSIDE, 100)
    assert (
        row.because == "100 of 150 worlds have a say: in the others there is nothing to measure at that place and time."
    )


def test_persons_who_are_not_measured_are_not_taken_for_those_who_are(compare):
    """Seventy of a hundred of everybody who flees are not seventy of a hundred officials."""
    told = _about("captured_share", low="70", high="70", unit='"percent"', measure='"captured_share"',
                  whose='"everybody"', span='"year"')  # fmt: skip
    row = _only(compare(told))
    assert (row.lies, row.because) == (CANNOT_TELL, "it speaks of everybody, and the model measures officials only")


REFUSED = [
    ({"observable": unbuilt("observable")[0]}, "no mechanism yet for what it reports"),
    ({"place": None}, "it names no place"),
    ({"period": None}, "it names no time"),
    ({"period": '"2008"'}, "2009 to 2011 is the model's running-in"),
    ({"period": '"2011..2013"'}, "2009 to 2011 is the model's running-in"),
    ({"wording": '"rose"', "windows": '{ before = "2011", after = "2013" }'}, "2009 to 2011 is the model's running-in"),
    ({"period": '"2013..2026"'}, "outside the simulated years"),
    ({"wording": '"rose"'}, "it names no time to compare with"),
    ({"unit": '"cities"'}, "its unit (cities) can't be turned into persons"),
    ({"wording": '"existence"'}, "that something happened can't be read off a share or a level"),
    ({"observable": "margin_month_rmb", "wording": '"fell"', "unit": '"RMB"',
      "windows": '{ before = "2012", after = "2013" }'}, "the model keeps a spread, not its course"),
    ({"observable": "flights", "kind": '"event"', "period": '"2012..2022"'},
     "no stretch of its length was simulated between 2013 and 2022"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "reason"), REFUSED)
def test_what_cannot_be_compared_says_why(compare, changes, reason):
    observable = changes.get("observable", "posted_officials")
    fields = {name: value for name, value in changes.items() if name != "observable"}
    row = _only(compare(_about(observable, **{"low": "5", "high": "5", **fields})))
    assert (row.lies, row.gives, row.because) == (CANNOT_TELL, "no estimate", reason)
    assert (row.low, row.high, row.share, row.reported) == (None, None, None, None)


def test_a_claim_with_windows_but_no_period_is_refused_unless_it_is_a_change(compare):
    windows = '{ before = "2012", after = "2013" }'
    row = _only(compare(_about("posted_officials", low="5", high="5", period=None, windows=windows)))
    assert row.because == "it names no time"


def test_what_a_mechanism_makes_is_not_compared_when_it_is_switched_off(compare):
    found = _about("clampdowns", wording='"existence"', kind='"fact"', unit='""')
    row = _only(compare(found, off=["alert"]))
    assert (row.topic, row.because) == (NOT_YET, "the mechanism alert is switched off")
    assert _only(compare(found, off=["trade"])).lies != CANNOT_TELL


@pytest.mark.parametrize(
    ("mechanisms", "because"),
    [
        ('"trade", "rotation"', "the model does not hold rotation yet"),
        ('"banking", "rotation"', "the model does not hold banking, rotation yet"),
        ('"trade", "press"', ""),
        ('"flight", "environment"', ""),
    ],
)
def test_a_claim_is_compared_only_if_the_model_holds_all_that_it_speaks_of(compare, mechanisms, because):
    stands = f'{{ observable = ["posted_officials"], mechanism = [{mechanisms}] }}'
    claimed = _about("posted_officials", low="10", high="10", represented_by=stands)
    row = _only(compare(claimed, without=["rotation", "banking"]))
    assert (row.lies == CANNOT_TELL, row.topic == NOT_YET, row.because) == (bool(because), bool(because), because)


def test_a_claim_without_a_measure_says_what_it_waits_for(compare):
    measure = unbuilt("observable")[0]
    stands = f'{{ observable = ["{measure}"], mechanism = ["trade", "rotation", "banking"] }}'
    row = _only(compare(_about(measure, low="1", high="1", represented_by=stands), without=["rotation", "banking"]))
    assert (row.topic, row.because) == ("Not compared", "the model does not hold rotation, banking yet")


def test_what_the_scenario_rests_on_is_built_in(compare):
    row = _only(compare(_about("posted_officials", low="10", high="10", id='"pf-e-02"')))
    assert (row.lies, row.grounds, row.verdict) == (INSIDE, BUILT_IN, "built in: inside")
    assert row.because.startswith("The scenario itself rests on this report (parameter founding.posted and ")
    # What the bank measures rest on reaches incomes, and not how many are posted.
    row = _only(compare(_about("posted_officials", low="10", high="10", id='"pf-c-02"')))
    assert row.grounds in (INFORMATIVE, INPUTS_DECIDE)


def test_a_report_that_says_the_same_as_one_that_is_built_in_is_built_in(compare):
    stated = {"measure": '"posted"', "whose": '"officials"', "span": '"any_time"', "low": "10", "high": "10"}
    made = _about("posted_officials", id='"pf-e-02"', upstream='"somebody"', **stated)
    again = _about("posted_officials", id='"again"', upstream='"another"', **stated)
    other = _about("posted_officials", id='"other"', upstream='"third"', **stated | {"low": "90", "high": "90"})
    rows = {row.claim: row for row in compare(made, again, other)}
    assert (
        rows["again"].grounds == BUILT_IN and "pf-e-02 says the same, and the scenario" in rows["again"].because.lower()
    ) or (rows["again"].because.startswith("Pf-e-02 says the same"))
    assert rows["other"].grounds != BUILT_IN


def test_a_prior_is_no_test(compare):
    row = _only(compare(_about("posted_officials", low="10", high="10", role='"prior"')))
    assert (row.grounds, row.because) == (
        BUILT_IN, "Its role is prior: it is there to make the model, not to test it.")  # fmt: skip


def test_income_where_nobody_is_posted_cannot_be_told(compare):
    row = _only(compare(_about("margin_month_rmb", low="5", high="5", unit='"RMB a month"', place='"elsewhere"')))
    assert (row.lies, row.because) == (CANNOT_TELL, "in most worlds there is nothing to measure")


def test_claims_that_were_withdrawn_or_have_no_measure_are_left_out(compare):
    assert compare(claim(), _about("posted_officials", wording='"none"', id='"two"')) == []
    gone = {"low": "5", "high": "5", "status": '"retracted"', "status_date": '"2020-01-01"'}
    assert compare(_about("posted_officials", **gone)) == []
    assert len(compare(_about("posted_officials", **gone), as_of=date(2019, 12, 31))) == 1


def test_rows_come_by_topic_with_what_cannot_be_told_last(compare, history):
    history["posted"][:, PERIOD_2013, DANDONG] = np.arange(5, 155)[:, None]
    rows = compare(
        _about("posted_officials", low="50", high="50", id='"heads"'),
        _about(unbuilt("observable")[0], low="1", high="1", id='"blamed"'),
        _about("clampdowns", wording='"existence"', kind='"fact"', unit='""', id='"orders"'),
        _about("trade_income", low="0", high="0", unit='"USD a year"', id='"money"'),
    )
    assert [row.claim for row in rows] == ["money", "orders", "heads", "blamed"]
    assert tally(rows) == {INSIDE: 2, EDGE: 0, OUTSIDE: 1}
    # That nobody earns anything is decided, so it is no test.
    assert list(by_outlet(rows)) == [("A Paper", {INSIDE: 1, EDGE: 0, OUTSIDE: 1})]


@pytest.mark.parametrize("seed", range(5))
def test_more_worlds_turn_a_verdict_only_into_one_that_it_named(compare, history, seed):
    """Of 60 worlds and of all: what the few say, or may say, holds what all say."""
    drawn = np.random.default_rng(seed).lognormal(4, 0.5, 150)
    history["posted"][:, PERIOD_2013, DANDONG] = drawn[:, None].astype(int)
    for number in (15, 25, 40, 60, 120, 250):
        told = _about("posted_officials", low=f"{number}", high=f"{number}", wording='"exact"')
        few, many = (_only(compare(told, worlds=worlds)) for worlds in (60, 150))
        assert many.lies in (few.lies, *few.may_be), number
        assert set(few.may_be) <= set(PLACES) - {few.lies}


def test_a_row_is_plain_data_with_open_ends_left_out(compare):
    row = _only(compare(_about("posted_officials", wording='"at_least"', low="5")))
    data = row.as_dict()
    assert data["reported"] == [pytest.approx(5 * np.exp(-0.15)), None]
    json.dumps(data, allow_nan=False)
    assert data["source"].endswith("  A Paper, 2019-05-06..2019-05-31")
