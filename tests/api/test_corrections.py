"""What a person says better than the program has read it: fields of a claim, or faults, all at once."""

import pytest

from legation.api.corrections import CORRECTABLE, corrected
from legation.base.dates import parse_date
from legation.base.faults import Faults


def _corrected(**read_as):
    faults = Faults()
    fields = corrected(read_as, faults)
    return fields, faults


def test_words_dates_and_numbers_become_fields():
    fields, faults = _corrected(whose="workers", low="1500", period="2019-03", denies="yes", unit="dollars")
    assert not faults
    assert fields == {
        "whose": "workers",
        "low": 1500.0,
        "period": parse_date("2019-03"),
        "denies": True,
        "unit": "dollars",
    }


def test_an_empty_correction_takes_away_what_was_read():
    fields, faults = _corrected(low="", period="", measure="")
    assert not faults
    assert fields == {"low": None, "period": None, "measure": ""}


@pytest.mark.parametrize("name", ["whose", "span", "wording", "measure", "place", "period", "low"])
def test_what_cannot_be_one_is_a_fault_of_its_own_name(name):
    _, faults = _corrected(**{name: "by no means"})
    assert [fault.field for fault in faults] == [name]


def test_a_field_that_nobody_corrects_is_answered_with_those_that_are():
    _, faults = _corrected(plase="Dandong")
    (fault,) = faults
    assert fault.field == "read_as"
    assert all(name in fault.expected for name in CORRECTABLE)
    assert "place" in fault.advice
