"""Observables of brokerage, measured in tables that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tests.observation.helpers import BEIJING, BOTH, DANDONG, measured, posted_in


@pytest.fixture
def years():
    """One world with somebody posted in periods 117 to 142, which are two years."""
    made = posted_in(slice(130, 132))
    made["posted"][0, 117:143, DANDONG] = 1
    return made


def test_a_fee_is_a_share_of_what_goes_by_brokers(years):
    years["sent_by_brokers"][0, 130, DANDONG], years["brokers_fee"][0, 130, DANDONG] = 1_000, 400
    years["sent_by_brokers"][0, 130, BEIJING], years["brokers_fee"][0, 130, BEIJING] = 3_000, 600
    years["sent_by_office"][0, 130, DANDONG] = 4_000
    assert measured("remittance_fee_share", years, (130, 131), (DANDONG,)) == [0.4]
    assert measured("remittance_fee_share", years, (130, 132), BOTH) == [0.25]
    assert measured("remittance_office_share", years, (130, 131), BOTH) == [0.5]
    assert np.isnan(measured("remittance_fee_share", years, (131, 132), BOTH))
    assert np.isnan(measured("remittance_office_share", years, (131, 132), BOTH))


def test_the_volume_is_a_years_by_both_ways(years):
    """In two years 20,000 dollars by brokers and 6,000 by the authorities."""
    years["sent_by_brokers"][0, 120, DANDONG], years["sent_by_office"][0, 140, BEIJING] = 2_000_000, 600_000
    assert measured("remittance_volume_usd", years, (117, 143), BOTH) == [13_000]
    assert measured("remittance_volume_usd", years, (142, 143), (BEIJING,)) == [6_000]  # the year that ends with it
    assert np.isnan(measured("remittance_volume_usd", years, (100, 118), BOTH))


def test_the_largest_earner_is_of_all_years_and_of_any_place(years):
    years["meetings_most"][0, 129:131, DANDONG] = 5_000_00, 7_000_00
    years["meetings_most"][0, 129:131, BEIJING] = 6_000_00
    assert measured("reunion_income_usd_per_agency", years, (120, 130), BOTH) == [6_000]
    assert measured("reunion_income_usd_per_agency", years, (120, 131), BOTH) == [7_000]
    assert measured("reunion_income_usd_per_agency", years, (120, 131), (BEIJING,)) == [6_000]


def test_agencies_meetings_orders_and_detentions(years):
    years["arranging"][0, 130:132, DANDONG], years["arranging"][0, 130:132, BEIJING] = (4, 2), 1
    assert measured("reunion_agencies", years, (130, 132), BOTH) == [4]
    for name, column in (("reunions", "meetings_held"), ("arrangers_detained", "arrangers_detained")):
        years[column][0, 130, DANDONG], years[column][0, 131, BEIJING] = 1, 3
        assert measured(name, years, (130, 143), BOTH) == [4]
        assert measured(name, years, (130, 131), (DANDONG,)) == pytest.approx([13])
    years["money_orders"][0, 130, 0] = 2
    assert measured("investor_orders", years, (130, 143), (DANDONG,)) == [2]


def test_the_states_part_is_a_years(years):
    years["brokerage_income"][0, 120, DANDONG], years["brokerage_income"][0, 140, BEIJING] = 100_000, 300_000
    assert measured("brokerage_income_usd", years, (117, 143), BOTH) == [2_000]
    assert measured("brokerage_income_usd", years, (142, 143), BOTH) == [3_000]
    assert np.isnan(measured("brokerage_income_usd", years, (100, 118), BOTH))
