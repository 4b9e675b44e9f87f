"""Claims beside hand-made worlds: what is measured, what is refused and why, and what of it may be shown."""

from __future__ import annotations

import json
from datetime import date
from itertools import count

import numpy as np
import pytest

from legation.assessment.comparison import Compared, by_outlet, tally
from legation.assessment.verdicts import CANNOT_TELL, EDGE, FITS, OUTSIDE
from legation.base.calendar import WEEKS
from legation.base.fixed import ONE
from legation.evidence import ledger as ledgers
from legation.population.columns import INCOME_BINS
from legation.results.observables import BY_NAME
from tests.evidence.helpers import claim, shipped
from tests.results.helpers import place, tables

DANDONG, BEIJING, ABROAD = place("Dandong"), place("Beijing"), place("elsewhere")
RATES = dict.fromkeys(range(2009, 2027), 7.0)
PERIOD_2013 = slice(52, 65)  # 31 December 2012 to 29 December 2013


@pytest.fixture
def kept():
    """Ten worlds with 10 officials in Dandong and 30 in Beijing all the time."""
    made = tables(worlds=10)
    made["posted"][:, :, DANDONG], made["posted"][:, :, BEIJING] = 10, 30
    return made


def _about(observable, **changes):
    """A claim about 2013 in Dandong, unless told otherwise."""
    fields = {"place": '"Dandong"', "period": '"2013-01-01..2013-12-29"', "unit": '"persons"', "wording": '"about"',
              "kind": '"quantity"', "represented_by": f'{{ observable = ["{observable}"] }}', **changes}  # fmt: skip
    return claim(**fields)


@pytest.fixture
def compare(tmp_path, kept):
    """From claims to rows, with the worlds as they are when it is called."""
    numbers = count()

    def compare(*claims, weeks=(0, WEEKS - 1), off=(), as_of=None):
        ledger = ledgers.load(records=shipped(tmp_path / f"records-{next(numbers)}", *claims), as_of=as_of)
        compared = Compared(ledger, weeks, RATES, off)
        for half in (slice(0, 4), slice(4, 10)):
            compared.feed({name: table[half] for name, table in kept.items()})
        return compared.rows()

    return compare


def _only(rows):
    (row,) = rows
    return row


def test_a_head_count_is_compared_at_its_own_place_and_time(compare, kept):
    kept["posted"][:, PERIOD_2013, DANDONG] = np.arange(11, 21)[:, None]  # worlds give 11, 12, … 20
    row = _only(compare(_about("posted_officials", low="15", high="15")))
    assert (row.verdict, row.unit, row.topic) == (FITS, "persons", "People")
    assert (row.low, row.high) == (11, 20)  # 11.45 and 19.55 in two digits
    assert row.gives == "11 - 20"
    assert row.reported == pytest.approx((15 * np.exp(-0.25), 15 * np.exp(0.25)))
    assert row.share is None


@pytest.mark.parametrize(("low", "verdict"), [(20, FITS), (24.8, EDGE), (26, OUTSIDE)])
def test_the_tolerance_of_the_wording_counts(compare, kept, low, verdict):
    # The worlds' central 80 % is 11.9 to 19.1 and their 98 % 11.09 to 19.91; "about" reaches down to 0.7788 of a
    # value: 20 to 15.6, 24.8 to 19.3, 26 to 20.2.
    kept["posted"][:, PERIOD_2013, DANDONG] = np.arange(11, 21)[:, None]
    assert _only(compare(_about("posted_officials", low=str(low), high=str(low)))).verdict == verdict


def test_an_income_is_compared_with_the_spread_of_persons_in_its_own_currency_and_time(compare, kept):
    by_place = kept["income_bins"].reshape(10, -1, 7, INCOME_BINS)
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
    share = BY_NAME["alert"]._replace(name="account_share", unit="share of officials", needs="founding")
    monkeypatch.setitem(BY_NAME, "account_share", share)


@pytest.mark.usefixtures("a_share")
def test_percent_becomes_a_share(compare, kept):
    kept["alert"][:] = round(0.8 * ONE)
    row = _only(compare(_about("account_share", low="80", high="80", unit='"percent of trade officers"')))
    assert (row.verdict, row.gives) == (FITS, "80 % - 80 %")
    assert _only(compare(_about("account_share", wording='"most"', unit='""'))).verdict == FITS
    assert _only(compare(_about("account_share", wording='"almost_nobody"', unit='""'))).verdict == OUTSIDE


@pytest.mark.usefixtures("a_share")
def test_most_of_a_count_and_several_of_a_share_mean_nothing(compare):
    assert _only(compare(_about("posted_officials", wording='"most"'))).verdict == CANNOT_TELL
    assert _only(compare(_about("account_share", wording='"several"', unit='""'))).verdict == CANNOT_TELL


def test_a_count_of_flights_is_of_the_whole_period_and_a_rate_is_a_year(compare, kept):
    kept["fled"][:, 52:78, DANDONG] = 1  # 13 in 2013 and 13 in 2014

    def verdict(count, unit, period):
        return _only(compare(_about("flights", low=f"{count}", high=f"{count}", wording='"exact"', unit=f'"{unit}"',
                                    period=f'"{period}"'))).verdict  # fmt: skip

    two_years = "2013-01-01..2014-12-28"
    assert verdict(26, "persons", two_years) == FITS
    assert verdict(13, "persons", two_years) == OUTSIDE
    assert verdict(13, "persons a year", two_years) == FITS
    assert verdict(26, "persons a year", two_years) == OUTSIDE
    assert verdict(13 / 12, "persons per month", two_years) == FITS


def test_a_rise_is_measured_between_its_windows(compare, kept):
    kept["alert"][:, 0:52] = ONE // 4
    kept["alert"][:, 52:] = ONE // 2
    kept["alert"][:2, 52:] = ONE // 8  # two worlds of ten fall
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    row = _only(compare(_about("alert", wording='"rose"', windows=windows, period=None, unit='""')))
    assert (row.verdict, row.share, row.gives) == (FITS, 0.8, "rises in 80 of 100 worlds")
    assert (row.low, row.high, row.reported) == (None, None, None)
    row = _only(compare(_about("alert", wording='"fell"', windows=windows, unit='""')))
    assert row.gives == "falls in 20 of 100 worlds"


def test_no_share_of_worlds_is_given_as_none_or_all(compare, kept):
    kept["clampdowns"][:, PERIOD_2013, DANDONG] = 1
    found = _about("clampdowns", wording='"existence"', kind='"fact"', unit='""')
    assert _only(compare(found)).gives == "happens in more than 99 of 100 worlds"
    kept["clampdowns"][:] = 0
    assert _only(compare(found)).gives == "happens in fewer than 1 of 100 worlds"


def test_an_event_is_sought_in_the_years_of_selection_not_at_its_own_date(compare, kept):
    """Ten in one week of 2018 answer for a report of 2015: it was news because it stood out."""
    kept["fled_in_a_week"][:, 120, 0] = 10
    burst = _about("flights_in_busiest_week", kind='"event"', wording='"exact"', low="10", high="10",
                   unit='"persons in a week"', period='"2015-06-29..2015-07-05"')  # fmt: skip
    row = _only(compare(burst))
    assert (row.verdict, row.because) == (FITS, "Sought in any such stretch of 2013 to 2022, as news is picked.")
    assert _only(compare(burst, weeks=(4 * 52, 4 * 110 - 1))).verdict == OUTSIDE  # that week was not simulated
    kept["fled_in_a_week"][:] = 0
    kept["fled_in_a_week"][:, 190, 0] = 10  # 2023, after the years of selection
    assert _only(compare(burst)).verdict == OUTSIDE


def test_the_reason_names_the_years_that_were_simulated(compare):
    event = _about("flights", kind='"event"', wording='"several"')
    row = _only(compare(event, weeks=(4 * 52, 4 * 104 - 1)))
    assert row.because == "Sought in any such stretch of 2013 to 2016, as news is picked."


def test_several_flights_in_weeks_are_sought_as_a_count_in_stretches_of_that_length(compare, kept):
    # The report speaks of two periods. Nowhere do two neighbouring ones hold more than 1 + 2.
    kept["fled"][:, 100:104, ABROAD] = [1, 2, 0, 1]
    event = _about("flights", kind='"event"', wording='"several"', unit='"cases"', place='"outside China"',
                   period='"2019-02-28..2019-04-04"')  # fmt: skip
    assert _only(compare(event)).verdict == FITS  # several is 2 to 10
    kept["fled"][:, 101, ABROAD] = 0
    assert _only(compare(event)).verdict == OUTSIDE


@pytest.mark.parametrize("wording", ["exact", "several", "existence", "rose"])
def test_of_flights_only_the_verdict_is_shown(compare, kept, wording):
    """Not even the share of worlds: at a place and date it would be finer than year and region."""
    kept["fled"][:, PERIOD_2013, DANDONG] = np.arange(10)[:, None]
    windows = '{ before = "2012-01-02..2012-12-30", after = "2013-01-01..2013-12-29" }'
    row = _only(compare(_about("flights", low="37", high="37", wording=f'"{wording}"', windows=windows, kind='"fact"')))
    assert row.verdict != CANNOT_TELL
    assert row.gives == "shown as a verdict only"
    assert (row.low, row.high, row.share, row.reported) == (None, None, None, None)


REFUSED = [
    ({"observable": "attempts"}, "no mechanism yet for what it reports"),
    ({"place": None}, "it names no place"),
    ({"period": None}, "it names no time"),
    ({"period": '"2008"'}, "outside the simulated years"),
    ({"period": '"2013..2025"'}, "outside the simulated years"),
    ({"wording": '"rose"'}, "it names no time to compare with"),
    ({"unit": '"cities"'}, "its unit (cities) can't be turned into persons"),
    ({"wording": '"existence"'}, "that something happened can't be read off a share or a level"),
    ({"observable": "margin_month_rmb", "wording": '"fell"', "unit": '"RMB"',
      "windows": '{ before = "2012", after = "2013" }'}, "the model keeps a spread, not its course"),
    ({"observable": "flights", "kind": '"event"', "period": '"2010..2021"'},
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
    assert _only(compare(found, off=["alert"])).because == "the mechanism alert is switched off"
    assert _only(compare(found, off=["trade"])).verdict != CANNOT_TELL


def test_income_where_nobody_is_posted_cannot_be_told(compare):
    row = _only(compare(_about("margin_month_rmb", low="5", high="5", unit='"RMB a month"', place='"elsewhere"')))
    assert (row.verdict, row.because) == (CANNOT_TELL, "nobody is posted there")


def test_claims_that_were_withdrawn_or_have_no_measure_are_left_out(compare):
    assert compare(claim(), _about("posted_officials", wording='"none"', id='"two"')) == []
    gone = {"low": "5", "high": "5", "status": '"retracted"', "status_date": '"2020-01-01"'}
    assert compare(_about("posted_officials", **gone)) == []
    assert len(compare(_about("posted_officials", **gone), as_of=date(2019, 12, 31))) == 1


def test_rows_come_by_topic_with_what_cannot_be_told_last(compare):
    rows = compare(
        _about("posted_officials", low="10", high="10", id='"heads"'),
        _about("attempts", low="1", high="1", id='"tries"'),
        _about("clampdowns", wording='"existence"', kind='"fact"', unit='""', id='"orders"'),
        _about("trade_income", low="0", high="0", unit='"USD a year"', id='"money"'),
    )
    assert [row.claim for row in rows] == ["money", "orders", "heads", "tries"]
    assert tally(rows) == {FITS: 2, OUTSIDE: 1, CANNOT_TELL: 1, EDGE: 0, "fits, but nearly anything would": 0}
    assert list(by_outlet(rows)) == [("A Paper", 3, 2)]


def test_a_row_is_plain_data_with_open_ends_left_out(compare):
    row = _only(compare(_about("posted_officials", wording='"at_least"', low="5")))
    data = row.as_dict()
    assert data["reported"] == [pytest.approx(5 * np.exp(-0.15)), None]
    json.dumps(data, allow_nan=False)
    assert data["source"].endswith("  A Paper, 2019-05-06..2019-05-31")
