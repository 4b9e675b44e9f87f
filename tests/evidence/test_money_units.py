"""Units of money: a currency and a multiple, in the words of tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.base.number_reader import Unreadable
from legation.evidence.money_units import RMB, USD, MoneyUnit, money_unit_in_words, read_money_unit

STATED = {
    "(단위 : 천불, %)": (USD, 10**3),
    "unit: USD thousand": (USD, 10**3),
    "단위: 천달러": (USD, 10**3),
    "(단위 : 천불)": (USD, 10**3),
    "10,000 USD": (USD, 10**4),
    "USD 10,000": (USD, 10**4),
    "US$ million": (USD, 10**6),
    "Trade Value (US$)": (USD, 10**0),
    "단위: 백만 달러": (USD, 10**6),
    "单位：万美元": (USD, 10**4),
    "Imports (USD million)": (USD, 10**6),
    "Values in thousands of US dollars": (USD, 10**3),
    "US$ '000": (USD, 10**3),
    "Unit: US$ 1,000": (USD, 10**3),
    "억 달러": (USD, 10**8),
    "万元人民币": (RMB, 10**4),
    "RMB million": (RMB, 10**6),
    "Exports in 2019, unit: 1,000 USD": (USD, 10**3),
    "usd": (USD, 10**0),
    "billion yuan": (RMB, 10**9),
}


@pytest.mark.parametrize(("text", "unit"), STATED.items())
def test_a_unit_is_read_from_what_tables_say(text, unit):
    assert money_unit_in_words(text) == MoneyUnit(*unit)


@pytest.mark.parametrize(
    "text", ["", "2019", "Trade of two countries", "천원", "KRW million", "EUR thousand", "USD x", "tonnes", "USD 300",
             "USD thousand million", "EUR and USD million", "Partner", "won", "USD 0"],
)  # fmt: skip
def test_what_is_no_unit_of_usd_or_rmb_is_none(text):
    assert money_unit_in_words(text) is None


def test_what_the_user_says_must_be_the_unit_alone():
    assert read_money_unit("USD million") == MoneyUnit(USD, 10**6)
    refused = read_money_unit("Imports (USD million)")
    assert isinstance(refused, Unreadable) and "USD thousand" in refused.expected


@given(st.sampled_from([USD, RMB]), st.integers(0, 9))
def test_what_a_unit_is_written_as_is_read_as_the_same(currency, power):
    unit = MoneyUnit(currency, 10**power)
    assert read_money_unit(str(unit)) == unit
