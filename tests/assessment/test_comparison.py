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
from legation.assessment.verdicts import BORDERLINE, CANNOT_TELL, FITS, OUTSIDE, UNINFORMATIVE
from legation.base.calendar import WEEKS
from legation.engine.week import compose, the_week
from legation.evidence import ledger as ledgers
from legation.experiments.setup import load_scenario
from legation.kernel.fixed_point import ONE
from legation.observation.observables.catalogue import BY_NAME
from legation.observation.scopes import PLACE_AND_PERIOD
from legation.population.codes import INCOME_BINS
from tests.evidence.helpers import claim, shipped, unbuilt
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

    def compare(*claims, weeks=(0, WEEKS - 1), off=(), as_of=None, worlds=150, without=()):
        modules = [mechanism.module for mechanism in the_week().mechanisms if mechanism.name not in without]
        monkeypatch.setattr(foundations, "the_week", lambda: compose(modules) if without else the_week())
        ledger = ledgers.load_ledger(records=shipped(tmp_path / f"records-{next(numbers)}", *claims), as_of=as_of)
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
    assert (row.verdict, row.unit, row.topic) == (FITS, "persons", "People")
    assert (row.low, row.high) == (120, 250)  # 117 and 252 in steps of ten
    assert row.gives == "120 - 250"
    assert row.reported == pytest.approx((150 * np.exp(-0.25), 150 * np.exp(0.25)))
    assert row.share is None


@pytest.mark.parametrize("worlds", [1, 19, 20])
def test_a_few_worlds_give_no_head_count_of_a_place(compare, worlds):
    row = _only(compare(_about("posted_officials", low="10", high="10"), worlds=worlds))
    assert row.verdict == FITS
    assert (row.gives, row.low) == (("10 - 10", 10) if worlds == 20 else ("shown as a verdict only", None))
    assert ("fewer than 20 worlds" in row.because) == (worlds < 20)
    row = _only(compare(_about("posted_officials", low="40", high="40", place='"overseas"'), worlds=worlds))
    assert row.gives == "40 - 40"


@pytest.mark.parametrize(("low", "verdict"), [(20, FITS), (24.8, BORDERLINE), (26, OUTSIDE)])
def test_the_tolerance_of_the_wording_counts(compare, history, low, verdict):
    # The worlds' central 80 % is 11 to 19 and their 98 % 11 to 20; "about" reaches down to 0.7788 of a value: 20 to
    # 15.6, 24.8 to 19.3, 26 to 20.2.
    history["posted"][:, PERIOD_2013, DANDONG] = np.repeat([11, 15, 19, 20], [20, 80, 45, 5])[:, None]
    assert _only(compare(_about("posted_officials", low=str(low), high=str(low)))).verdict == verdict


def test_an_income_is_compared_with_the_spread_of_persons_in_its_own_currency_and_time(compare, history):
    by_place = history["income_bins"].reshape(150, -1, 7, INCOME_BINS)
    by_place[:, PERIOD_2013, DANDONG, 16] = 10  # all earn 256 to 362 dollars in four weeks
    least, most = 256 * 13 / 12 * 7, 256 * 2**0.5 * 13 / 12 * 7  # 1,941 to 2,745 RMB a month

    def verdict(value, unit, wording="exact"):
        return _only(compare(_about("margin_month_rmb", low=f"{value}", high=f"{value}", unit=f'"{unit}"',
                                    wording=f'"{wording}"'))).verdict  # fmt: skip

    middle = (least + most) / 2
    assert verdict(middle, "RMB per month") == FITS
    assert verdict(middle * 12, "RMB a year") == FITS
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
    assert (row.verdict, row.gives) == (FITS, "80 % - 80 %")
    assert _only(compare(_about("account_share", wording='"most"', unit='""'))).verdict == FITS
    assert _only(compare(_about("account_share", wording='"almost_nobody"', unit='""'))).verdict == OUTSIDE


@pytest.mark.usefixtures("a_share")
def test_most_of_a_count_and_several_of_a_share_mean_nothing(compare):
    assert _only(compare(_about("posted_officials", wording='"most"'))).verdict == CANNOT_TELL
    assert _only(compare(_about("account_share", wording='"several"', unit='""'))).verdict == CANNOT_TELL


def test_a_count_of_flights_is_of_the_whole_period_and_a_rate_is_a_year(compare, history):
    history["fled"][:, 52:78, DANDONG] = 1  # 13 in 2013 and 13 in 2014

    def verdict(count, unit, period):
        return _only(compare(_about("flights", low=f"{count}", high=f"{count}", wording='"exact"', unit=f'"{unit}"',
                                    period=f'"{period}"'))).verdict  # fmt: skip

    two_years = "2013-01-01..2014-12-28"
    assert verdict(26, "persons", two_years) == FITS
    assert verdict(13, "persons", two_years) == OUTSIDE
    assert verdict(13, "persons a year", two_years) == FITS
    assert verdict(26, "persons a year", two_years) == OUTSIDE
    assert verdict(13 / 12, "persons per month", two_years) == FITS


def test_a_rise_is_measured_between_its_windows(compare, history):
    history["alert"][:, 0:52] = ONE // 4
    history["alert"][:, 52:] = ONE // 2
    history["alert"][:15, 52:] = ONE // 8
    history["alert"][15:30, 52:] = ONE // 4 + ONE // 32  # by an eighth, which a report can't see
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    about = {"windows": windows, "unit": '""', "place": '"overseas"'}
    row = _only(compare(_about("alert", wording='"rose"', period=None, **about)))
    assert (row.verdict, row.share) == (FITS, 0.8)
    assert row.gives == "rises in 120, falls in 15, unchanged in 15 of 150 worlds"
    assert (row.low, row.high, row.reported, row.because) == (None, None, None, "")
    row = _only(compare(_about("alert", wording='"fell"', **about)))
    assert row.gives == "falls in 15, rises in 120, unchanged in 15 of 150 worlds"


@pytest.mark.parametrize(("wording", "verdict", "gives"), [
    ("fell", FITS, "falls in 16 of 16 worlds"), ("rose", BORDERLINE, "rises in 0, falls in 16 of 16 worlds"),
])  # fmt: skip
def test_what_no_draw_shows_otherwise_is_said_to_be_decided(compare, history, wording, verdict, gives):
    history["trade_income"][:, 39:52, DANDONG], history["trade_income"][:, 52:65, DANDONG] = 1000, 500
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    told = _about("trade_income", wording=f'"{wording}"', windows=windows, unit='""')
    row = _only(compare(told, worlds=16))
    assert (row.verdict, row.gives) == (verdict, gives)
    assert (
        "No draw of the parameters shows otherwise: recorded inputs decide it, so this tests no assumption."
        in row.because
    )
    history["trade_income"][0] = 500
    assert "No draw" not in _only(compare(told, worlds=16)).because


def test_the_worlds_in_which_something_happens_are_counted_as_they_are(compare, history):
    history["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    found = _about("clampdowns", wording='"existence"', kind='"fact"', unit='""', place='"overseas"')
    assert _only(compare(found)).gives == "happens in 150 of 150 worlds"
    history["clampdowns"][:] = 0
    row = _only(compare(found))
    assert (row.gives, row.verdict, row.because) == ("happens in 0 of 150 worlds", OUTSIDE, "")
    row = _only(compare(found, worlds=16))
    assert (row.gives, row.verdict) == ("happens in 0 of 16 worlds", BORDERLINE)
    assert (
        row.because
        == "No world reaches it; at least 150 worlds with something to measure are needed to call it outside."
    )


@pytest.mark.parametrize("where", ['"Dandong"', '"China"'])
def test_where_control_tightened_is_not_told(compare, history, where):
    history["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    row = _only(compare(_about("clampdowns", wording='"existence"', kind='"fact"', unit='""', place=where)))
    assert (row.verdict, row.gives, row.share) == (FITS, "shown as a verdict only", None)


def test_in_which_months_control_tightened_is_not_told(compare, history):
    history["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    row = _only(compare(_about("clampdowns", wording='"existence"', kind='"fact"', unit='""', place='"overseas"',
                               period='"2013-03"')))  # fmt: skip
    assert (row.verdict, row.gives, row.share) == (FITS, "shown as a verdict only", None)


def test_an_event_is_sought_in_the_years_of_selection_not_at_its_own_date(compare, history):
    """Ten in one week of 2018 answer for a report of 2015: it was news because it stood out."""
    history["fled_in_a_week"][:, 120, 0] = 10
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"exact"', low="10", high="10",
                   unit='"persons in a week"', place='"overseas"', period='"2015-06-29..2015-07-05"')  # fmt: skip
    row = _only(compare(burst))
    assert (row.verdict, row.because) == (
        FITS,
        "Any such stretch of 2013 to 2022 counts, because outlets choose what is news.",
    )
    assert (row.gives, row.share, row.reported) == ("happens in 150 of 150 worlds", 1.0, None)
    assert _only(compare(burst, weeks=(4 * 52, 4 * 110 - 1))).verdict == OUTSIDE  # that week was not simulated
    history["fled_in_a_week"][:] = 0
    history["fled_in_a_week"][:, 190, 0] = 10  # 2023, after the years of selection
    assert _only(compare(burst)).verdict == OUTSIDE


def test_the_reason_names_the_years_that_were_simulated(compare):
    event = _about("flights", kind='"event"', wording='"several"')
    row = _only(compare(event, weeks=(4 * 52, 4 * 104 - 1)))
    assert row.because == "Any such stretch of 2013 to 2016 counts, because outlets choose what is news."


def test_several_flights_in_weeks_are_sought_as_a_count_in_stretches_of_that_length(compare, history):
    # The report speaks of two periods. Nowhere do two neighbouring ones hold more than 1 + 2.
    history["fled"][:, 100:104, ABROAD] = [1, 2, 0, 1]
    event = _about("flights", kind='"event"', wording='"several"', unit='"cases"', place='"outside China"',
                   period='"2019-02-28..2019-04-04"')  # fmt: skip
    assert _only(compare(event)).verdict == FITS
    history["fled"][:50, 101, ABROAD] = 0
    row = _only(compare(event))
    assert (row.verdict, row.gives) == (UNINFORMATIVE, "happens in 100 of 150 worlds")  # several are two at least
    history["fled"][50:, 101, ABROAD] = 99
    assert _only(compare(event)).gives == row.gives
    history["fled"][:, 101, ABROAD] = 0
    assert _only(compare(event)).verdict == OUTSIDE


@pytest.mark.parametrize(("fled", "verdict"), [(8, OUTSIDE), (9, FITS), (30, FITS)])
def test_an_event_needs_as_many_as_reported_less_the_tolerance(compare, history, fled, verdict):
    history["fled_in_a_week"][:, 120, 0] = fled  # of ten, exactly, 8.6 are enough
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"exact"', low="10", high="10",
                   unit='"persons in a week"', place='"overseas"', period='"2015-06-29..2015-07-05"')  # fmt: skip
    assert _only(compare(burst)).verdict == verdict


@pytest.mark.parametrize(("most", "verdict"), [(7, OUTSIDE), (8, FITS), (40, FITS)])
def test_who_went_home_in_one_busy_month_is_looked_for_in_every_month_reported(compare, history, most, verdict):
    """About ten are 7.8 at least. Two places of the region count together, another year and another region don't."""
    history["recalls_done"][:, 80, DANDONG], history["recalls_done"][:, 80, place("Yanji")] = most - 3, 3
    history["recalls_done"][:, 20, DANDONG] = history["recalls_done"][:, 80, BEIJING] = 100
    told = _about("recalls_in_busiest_month", low="10", high="10", place='"north-east China"', period='"2014..2016"')
    row = _only(compare(told))
    assert (row.verdict, row.gives, row.share) == (verdict, "shown as a verdict only", None)


@pytest.mark.parametrize(("unit", "verdict"), [("persons", FITS), ("persons a year", OUTSIDE)])
def test_an_event_told_as_a_rate_is_sought_as_a_rate(compare, history, unit, verdict):
    history["fled"][:, 120:133, DANDONG] = 1  # thirteen in a year; the report speaks of two periods
    event = _about("flights", kind='"event"', wording='"at_least"', low="2" if unit == "persons" else "16",
                   unit=f'"{unit}"', period='"2019-02-28..2019-04-04"')  # fmt: skip
    assert _only(compare(event)).verdict == verdict


@pytest.mark.parametrize("wording", ["exact", "several", "existence", "rose"])
def test_of_flights_only_the_verdict_is_shown(compare, history, wording):
    """Not even the share of worlds: at a place and date it would be finer than year and region."""
    history["fled"][:, PERIOD_2013, DANDONG] = np.arange(150)[:, None] % 10
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    row = _only(compare(_about("flights", low="37", high="37", wording=f'"{wording}"', windows=windows, kind='"fact"')))
    assert row.verdict != CANNOT_TELL
    assert row.gives == "shown as a verdict only"
    assert (row.low, row.high, row.share, row.reported) == (None, None, None, None)


def test_of_a_region_and_year_the_worlds_that_show_a_change_may_be_counted(compare, history):
    history["fled"][:60, PERIOD_2013, DANDONG] = 1
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    told = {"wording": '"rose"', "windows": windows, "unit": '""'}
    row = _only(compare(_about("flights", place='"north-east China"', **told)))
    assert (row.gives, row.share) == ("rises in 60, unchanged in 90 of 150 worlds", 0.4)
    assert _only(compare(_about("flights", place='"Liaoning"', **told))).gives == "shown as a verdict only"


def test_where_only_the_verdict_is_told_no_reason_tells_more(compare):
    """That no world shows it, or that all do, would be a number."""
    row = _only(compare(_about("flights", wording='"existence"', kind='"fact"', unit='""'), worlds=16))
    assert row.because == "At least 150 worlds with something to measure are needed to call it outside."


REFUSED = [
    ({"observable": unbuilt("observable")[0]}, "no mechanism yet for what it reports"),
    ({"place": None}, "it names no place"),
    ({"period": None}, "it names no time"),
    ({"period": '"2008"'}, "2009 to 2011 is the model's running-in"),
    ({"period": '"2011..2013"'}, "2009 to 2011 is the model's running-in"),
    ({"wording": '"rose"', "windows": '{ before = "2011", after = "2013" }'}, "2009 to 2011 is the model's running-in"),
    ({"period": '"2013..2025"'}, "outside the simulated years"),
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
    assert (row.verdict, row.gives, row.because) == (CANNOT_TELL, "no estimate", reason)
    assert (row.low, row.high, row.share, row.reported) == (None, None, None, None)


def test_a_claim_with_windows_but_no_period_is_refused_unless_it_is_a_change(compare):
    windows = '{ before = "2012", after = "2013" }'
    row = _only(compare(_about("posted_officials", low="5", high="5", period=None, windows=windows)))
    assert row.because == "it names no time"


def test_what_a_mechanism_makes_is_not_compared_when_it_is_switched_off(compare):
    found = _about("clampdowns", wording='"existence"', kind='"fact"', unit='""')
    row = _only(compare(found, off=["alert"]))
    assert (row.topic, row.because) == (NOT_YET, "the mechanism alert is switched off")
    assert _only(compare(found, off=["trade"])).verdict != CANNOT_TELL


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
    assert (row.verdict == CANNOT_TELL, row.topic == NOT_YET, row.because) == (bool(because), bool(because), because)


def test_a_claim_without_a_measure_says_what_it_waits_for(compare):
    measure = unbuilt("observable")[0]
    stands = f'{{ observable = ["{measure}"], mechanism = ["trade", "rotation", "banking"] }}'
    row = _only(compare(_about(measure, low="1", high="1", represented_by=stands), without=["rotation", "banking"]))
    assert (row.topic, row.because) == ("Not compared", "the model does not hold rotation, banking yet")


def test_what_the_scenario_rests_on_is_not_held_against_it(compare):
    told = _about("posted_officials", low="1000", high="1000", id='"pf-e-02"')
    row = _only(compare(told))
    assert (row.verdict, row.gives, row.low) == (CANNOT_TELL, "no estimate", None)
    assert row.because.startswith("the scenario itself rests on this report (parameter founding.posted and ")
    # What the bank measures rest on reaches incomes, and not how many are posted.
    assert _only(compare(_about("posted_officials", low="10", high="10", id='"pf-c-02"'))).verdict == FITS


def test_a_prior_is_no_test(compare):
    row = _only(compare(_about("posted_officials", low="10", high="10", role='"prior"')))
    assert (row.verdict, row.because) == (
        CANNOT_TELL, "its role is prior: it is there to make the model, not to test it")  # fmt: skip


def test_income_where_nobody_is_posted_cannot_be_told(compare):
    row = _only(compare(_about("margin_month_rmb", low="5", high="5", unit='"RMB a month"', place='"elsewhere"')))
    assert (row.verdict, row.because) == (CANNOT_TELL, "in most worlds there is nothing to measure")


def test_claims_that_were_withdrawn_or_have_no_measure_are_left_out(compare):
    assert compare(claim(), _about("posted_officials", wording='"none"', id='"two"')) == []
    gone = {"low": "5", "high": "5", "status": '"retracted"', "status_date": '"2020-01-01"'}
    assert compare(_about("posted_officials", **gone)) == []
    assert len(compare(_about("posted_officials", **gone), as_of=date(2019, 12, 31))) == 1


def test_rows_come_by_topic_with_what_cannot_be_told_last(compare):
    rows = compare(
        _about("posted_officials", low="10", high="10", id='"heads"'),
        _about(unbuilt("observable")[0], low="1", high="1", id='"blamed"'),
        _about("clampdowns", wording='"existence"', kind='"fact"', unit='""', id='"orders"'),
        _about("trade_income", low="0", high="0", unit='"USD a year"', id='"money"'),
    )
    assert [row.claim for row in rows] == ["money", "orders", "heads", "blamed"]
    assert tally(rows) == {FITS: 2, OUTSIDE: 1, CANNOT_TELL: 1, BORDERLINE: 0, UNINFORMATIVE: 0}
    assert list(by_outlet(rows)) == [("A Paper", 3, 2, 0)]
    vague = [replace(row, verdict=UNINFORMATIVE) if row.verdict == FITS else row for row in rows]
    assert list(by_outlet(vague)) == [("A Paper", 3, 0, 2)]


def test_a_row_is_plain_data_with_open_ends_left_out(compare):
    row = _only(compare(_about("posted_officials", wording='"at_least"', low="5")))
    data = row.as_dict()
    assert data["reported"] == [pytest.approx(5 * np.exp(-0.15)), None]
    json.dumps(data, allow_nan=False)
    assert data["source"].endswith("  A Paper, 2019-05-06..2019-05-31")
