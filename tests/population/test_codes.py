"""Codes: each has a name, and numbers fit the columns that hold them."""

from legation.population import codes
from legation.population.columns import OURS


def test_every_status_has_a_name_and_fits_its_column():
    assert codes.STATUS_NAMES[codes.VACANT] == "vacant"
    assert codes.STATUS_NAMES[codes.POSTED] == "posted"
    assert codes.STATUS_NAMES[codes.SUMMONED] == "summoned"
    assert OURS.by_name["status"].high == len(codes.STATUS_NAMES) - 1


def test_codes_of_accounts_and_journeys_fit_their_columns():
    assert OURS.by_name["account"].high == codes.NO_ACCOUNT
    assert OURS.by_name["journey_status"].high == codes.ARRIVED
    assert OURS.by_name["role"].high == codes.MANAGER
