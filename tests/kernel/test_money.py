"""Money: what one side gives the other receives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from legation.kernel import money
from legation.kernel.money import ACCOUNTS, CUSTOMERS, OFFICIALS, TRAVELLERS, total, transfer
from legation.population.columns import OURS


def test_three_transfers_by_hand():
    accounts = [0] * len(ACCOUNTS)
    transfer(accounts, CUSTOMERS, OFFICIALS, 1_000)
    transfer(accounts, CUSTOMERS, OFFICIALS, 500)
    transfer(accounts, OFFICIALS, TRAVELLERS, 1_200)
    assert {at: cents for at, cents in enumerate(accounts) if cents} == {0: -1_500, 1: 300, 7: 1_200}
    assert (CUSTOMERS, OFFICIALS, TRAVELLERS) == (0, 1, 7)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(-(10**12), 10**12)), max_size=20))
def test_no_cent_appears_or_vanishes(transfers):
    accounts = [0, 0, 0]
    for giver, taker, cents in transfers:
        transfer(accounts, giver, taker, cents)
    assert sum(accounts) == 0


def test_a_total_is_the_sum_plain_and_compiled():
    column = np.random.default_rng(1).integers(0, 2**40, 10_000)
    assert njit(lambda cents: total(cents))(column) == total(column.tolist()) == sum(column.tolist())
    assert total([]) == 0


def test_an_account_that_stands_for_a_column_names_columns_of_cents():
    standing = [account for account in ACCOUNTS if account.columns]
    assert [(account.name, account.columns) for account in standing] == [
        ("officials", ("savings",)),
        ("hidden", ("hidden",)),
        ("travellers", ("journey_cents",)),
    ]
    assert all(OURS.by_name[name].unit == "US cents" for account in standing for name in account.columns)


def test_the_positions_of_accounts_are_those_of_their_names():
    for position, account in enumerate(ACCOUNTS):
        assert getattr(money, account.name.upper().replace(" ", "_")) == position
